"""One call, from the client's connection to the answer that ends it."""

import os
import selectors
import signal
import socket
from contextlib import suppress

from cli import wire
from cli.peer import user
from cli.worker import Worker

#: Python, the dynamic linker and OpenSSL read these once, when a process starts, and the CLI
#: asks for these when it is imported.
READ_AT_START = (
    b"PYTHON",
    b"LD_",
    b"DYLD_",
    b"OPENSSL_",
    b"MALLOC_",
    b"GLIBC_",
    b"HOME=",
    b"AWS_NEW_RETRIES_2026=",
    b"BOTO_",
)


def read_at_start(environment: list[bytes]) -> set[bytes]:
    return {entry for entry in environment if entry.startswith(READ_AT_START)}


class Call:
    """Closes itself when it is over, whoever ends it: client, worker or host."""

    def __init__(self, host, connection: socket.socket) -> None:
        self.host = host
        self.connection = connection
        self.parcel = wire.Parcel()
        self.worker: Worker | None = None
        self.begun = False
        self.signalled = False
        connection.setblocking(False)
        if user(connection) == os.getuid():
            host.watch(connection, self.receive)
        else:
            connection.close()

    def receive(self) -> None:
        """Takes a part of the request; with the last one the call begins."""
        try:
            if not self.parcel.receive(self.connection):
                self.close()
            elif self.parcel.complete:
                self.begin_if_alike(self.parcel.request())
        except (wire.Malformed, ConnectionError):
            self.close()

    def begin_if_alike(self, request: wire.Request) -> None:
        if read_at_start(request.environment) == self.host.read_at_start:
            self.begin()
        else:
            self.answer(wire.DECLINED)
            self.close()

    def begin(self) -> None:
        try:
            self.worker = self.host.next_worker()
            self.host.calls[self.worker.pid] = self
            self.parcel.send(self.worker.control)
        except OSError:
            # There can be no worker, or somebody ended it while it waited.
            self.answer(wire.DECLINED)
            self.close()
            return
        if self.connection.fileno() >= 0:
            self.host.selector.modify(self.connection, selectors.EVENT_READ, self.forward)
        self.host.watch(self.worker.control, self.pass_on)

    def forward(self) -> None:
        """Signals that the client received; its end is the end of the call."""
        try:
            numbers = self.connection.recv(64)
        except ConnectionError:
            numbers = b""
        if not numbers:
            self.worker.signal(signal.SIGKILL)
            self.close()
        self.signalled = True
        for number in numbers:
            # A group that has no terminal ignores SIGTSTP; SIGSTOP it cannot.
            self.worker.signal(signal.SIGSTOP if number == signal.SIGTSTP else number)

    def pass_on(self) -> None:
        """The worker says when it begins, and how it ends unless it is killed."""
        try:
            reports = self.worker.control.recv(64)
        except ConnectionError:
            reports = b""
        self.begun = self.begun or bool(reports)
        self.answer(reports)
        if reports != wire.STARTED:
            self.host.selector.unregister(self.worker.control)
        if reports not in (b"", wire.STARTED):
            self.close()

    def finish(self, status: int) -> None:
        """The worker is gone: what it did not report itself is said here."""
        self.hear_the_rest()
        if not self.begun and not self.signalled:
            self.answer(wire.DECLINED)
        elif os.WIFSIGNALED(status):
            self.answer(wire.signalled(os.WTERMSIG(status)))
        else:
            self.answer(wire.exited(os.WEXITSTATUS(status)))
        self.host.forget(self.worker.control)
        self.close()

    def hear_the_rest(self) -> None:
        """On a busy machine the news of a worker's end may come before its own last words: a call
        that has begun must not be taken for one that has not, or it is carried out twice.
        """
        control = self.worker.control
        if control.fileno() >= 0 and control in self.host.selector.get_map():
            control.setblocking(False)
            with suppress(BlockingIOError):  # a child of the worker holds its end
                self.pass_on()

    def answer(self, message: bytes) -> None:
        if self.connection.fileno() < 0:
            return
        # A client that is gone is noticed where its end is read.
        with suppress(OSError):
            self.connection.send(message)

    def close(self) -> None:
        self.parcel.close()
        self.host.forget(self.connection)
