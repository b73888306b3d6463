"""A forked worker becomes the process that the client asked for.

After ``take_over`` the worker has the client's descriptors, folder, umask, environment and
locale, and Python's streams are what a fresh interpreter would have made of them.
"""

import fcntl
import io
import locale
import os
import resource
import sys
import time

from cli.wire import Request

#: Descriptors of the worker itself are moved to this number and above.
OWN = 128

#: The locales that Python puts in the place of "C" (PEP 538), in its order.
COERCED = ("C.UTF-8", "C.utf8", "UTF-8")


class NotAlike(Exception):
    """A fresh interpreter would behave in a way that a running one cannot take on."""


def take_over(request: Request, descriptors: list[int]) -> None:
    """Raises ``NotAlike`` before the client's descriptors have replaced the worker's."""
    take_environment(request.environment)
    errors = take_locale()
    take_descriptors(request.numbers, descriptors)
    os.umask(request.umask)
    time.tzset()
    open_streams(errors)


def take_environment(environment: list[bytes]) -> None:
    os.environ.clear()
    for entry in environment:
        name, equals, value = entry.partition(b"=")
        if equals and name and name not in os.environb:
            os.environb[name] = value
    add_data_path()


def add_data_path() -> None:
    """What importing `awscli` does to AWS_DATA_PATH; see its `__init__.py`."""
    import awscli

    own = os.path.join(os.path.dirname(os.path.abspath(awscli.__file__)), "data")
    given = os.environ.get("AWS_DATA_PATH")
    paths = [] if given is None else given.split(os.pathsep)
    expanded = [os.path.expanduser(os.path.expandvars(path)) for path in paths]
    os.environ["AWS_DATA_PATH"] = os.pathsep.join([*expanded, own])


def take_locale() -> str:
    """Does what Python does when it starts; answers how streams treat undecodable bytes.

    https://peps.python.org/pep-0538/ and https://peps.python.org/pep-0540/
    """
    try:
        current = locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        current = locale.setlocale(locale.LC_CTYPE, "C")
    if current in ("C", "POSIX"):
        if not os.environ.get("LC_ALL"):
            coerce_locale()
        return "surrogateescape"
    if locale.nl_langinfo(locale.CODESET).upper() != "UTF-8":
        raise NotAlike
    return "surrogateescape" if current in COERCED else "strict"


def coerce_locale() -> None:
    for name in COERCED:
        try:
            locale.setlocale(locale.LC_CTYPE, name)
        except locale.Error:
            continue
        os.environ["LC_CTYPE"] = name
        return


def take_descriptors(numbers: list[int], descriptors: list[int]) -> None:
    """Puts each descriptor where the client has it; the first is the working directory."""
    folder, *others = descriptors
    os.fchdir(folder)
    os.close(folder)
    for number, descriptor in zip(numbers, others, strict=True):
        os.dup2(descriptor, number, inheritable=True)
        os.close(descriptor)


def move_up(descriptor: int) -> int:
    """The same descriptor, out of the way of the client's numbers."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, OWN)
    os.close(descriptor)
    return moved


def close_below(kept: int) -> None:
    """Closes what the host had open, except the standard streams and ``kept``."""
    last = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(3, kept)
    os.closerange(kept + 1, 65536 if last == resource.RLIM_INFINITY else last)


def open_streams(errors: str) -> None:
    """Makes `sys.stdin`, `stdout` and `stderr` as Python does (`create_stdio` in pylifecycle.c)."""
    sys.stdin = sys.__stdin__ = stream(0, "r", "<stdin>", errors)
    sys.stdout = sys.__stdout__ = stream(1, "w", "<stdout>", errors)
    sys.stderr = sys.__stderr__ = stream(2, "w", "<stderr>", "backslashreplace")


def stream(number: int, mode: str, name: str, errors: str) -> io.TextIOWrapper:
    raw = io.FileIO(number, mode, closefd=False)
    raw.name = name
    buffer = io.BufferedReader(raw) if mode == "r" else io.BufferedWriter(raw)
    by_line = raw.isatty() or name == "<stderr>"
    text = io.TextIOWrapper(buffer, "utf-8", errors, "\n", line_buffering=by_line)
    text.mode = mode
    return text
