"""Runs the plain `aws` script to its end, as `python bin/aws …` would."""

import atexit
import os
import signal
import sys
import threading
import traceback
import types
from collections.abc import Callable
from pathlib import Path


class Script:
    """The `aws` that pip installed: compiled once, run in each worker."""

    def __init__(self, path: str) -> None:
        self.code = compile(Path(path).read_bytes(), path, "exec")
        self.path = path

    def run(self, arguments: list[bytes]) -> int:
        """Answers the exit code; does not come back when a fresh interpreter would not."""
        main = types.ModuleType("__main__")
        main.__file__ = self.path
        sys.modules["__main__"] = main
        sys.argv = [self.path, *map(os.fsdecode, arguments)]
        sys.path[0] = os.path.dirname(self.path)
        code = ending(lambda: exec(self.code, main.__dict__))
        threading._shutdown()
        atexit._run_exitfuncs()
        return code if flush() else 120

    def rehearse(self) -> None:
        """A call that comes to nothing, for a process that is thrown away: port 1 is closed."""
        nothing = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(nothing, descriptor)
        os.environ |= {
            "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
            "AWS_CONFIG_FILE": os.devnull,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": "http://127.0.0.1:1",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_REGION": "us-east-1",
            "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        }
        self.run([b"logs", b"describe-log-groups", b"--region", b"us-east-1"])


def ending(run: Callable[[], None]) -> int:
    """What Python makes of the way a program ended."""
    try:
        run()
    except SystemExit as end:
        if isinstance(end.code, int | None):
            return (end.code or 0) & 0xFF
        print(end.code, file=sys.stderr)
        return 1
    except BaseException as error:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        trace = error.__traceback__
        while trace and trace.tb_frame.f_code.co_filename == __file__:
            trace = trace.tb_next
        error.__traceback__ = trace
        sys.excepthook(type(error), error, trace)
        if isinstance(error, KeyboardInterrupt):
            flush()
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.kill(os.getpid(), signal.SIGINT)
        return 1
    return 0


def flush() -> bool:
    """What Python does at its end (`flush_std_files`); false makes the exit code 120."""
    flushed = True
    if sys.stdout and not sys.stdout.closed:
        try:
            sys.stdout.flush()
        except BaseException as error:
            flushed = False
            reason = "".join(traceback.format_exception_only(error))
            print(f"Exception ignored in: {sys.stdout!r}\n{reason}", end="", file=sys.stderr)
    if sys.stderr and not sys.stderr.closed:
        try:
            sys.stderr.flush()
        except BaseException:
            flushed = False
    return flushed
