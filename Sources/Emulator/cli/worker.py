"""One forked copy of the warmed CLI. It waits for one call, carries it out and ends."""

import _thread
import gc
import os
import signal
import socket
from dataclasses import dataclass

from cli import aliases, endpoints, guard, pages, wire
from cli.ledger import recorder
from cli.script import Script
from cli.takeover import NotAlike, close_below, move_up, take_over

#: Signals that the host ignores or answers itself.
CHANGED_BY_HOST = (
    signal.SIGINT,
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGQUIT,
    signal.SIGTSTP,
    signal.SIGCHLD,
)


@dataclass(eq=False)
class Worker:
    """The host's view of a worker: its process, and the way to it."""

    pid: int
    control: socket.socket

    def signal(self, number: int) -> None:
        """To the worker and to what it has started, as a terminal would."""
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            # It has no group yet, or is gone and waits to be reaped.
            os.kill(self.pid, number)


def fork(script: Script, written: list[pages.Range]) -> Worker:
    """A worker that waits. Those pages are its own before its call comes, if there is time."""
    near, far = socket.socketpair()
    # What a handler raises while a process is forked is lost: Python runs hooks then, and ignores
    # their exceptions.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, CHANGED_BY_HOST)
    pid = os.fork()
    if pid == 0:
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            work(script, far.detach(), written)
        finally:
            os._exit(1)
    far.close()
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    return Worker(pid, near)


def work(script: Script, control: int, written: list[pages.Range]) -> None:
    """Never returns."""
    # A session has no terminal of its own, so nothing stops a call that reads from one.
    os.setsid()
    signal.set_wakeup_fd(-1)
    for number in CHANGED_BY_HOST:
        signal.signal(number, signal.SIG_DFL)
    control = move_up(control)
    close_below(control)
    connection = socket.socket(fileno=control)
    pages.copy(written)

    parcel = wire.received(connection)
    if parcel is None:
        os._exit(0)
    connection.send(wire.STARTED)
    _thread.start_new_thread(end_with_host, (connection,))
    request = parcel.request()
    try:
        take_over(request, [move_up(descriptor) for descriptor in parcel.descriptors])
    except (NotAlike, OSError):
        connection.send(wire.DECLINED)
        os._exit(0)

    def end(code: int) -> None:
        # Whoever reads the output must see its end before it sees the exit code.
        for descriptor in range(3):
            os.close(descriptor)
        connection.send(wire.exited(code))
        os._exit(code)

    guard.end = end
    aliases.leave_out_if_emulated()
    endpoints.keep_to_the_set_one()
    if os.environ.get("LABS_READ_ONLY") == "1":
        guard.install()
    if ledger := os.environ.get("LABS_LEDGER"):
        recorder.install(ledger)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.enable()
    end(script.run(request.arguments))


def end_with_host(connection: socket.socket) -> None:
    """The host sends nothing more: what comes is its end, and so the end of this call."""
    # Signals are for the thread that runs the call: they interrupt what it waits for.
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    connection.recv(1)
    os.killpg(0, signal.SIGKILL)
