"""Answers calls of the tiny `aws` client with forked copies of the warmed AWS CLI.

One thread, one loop. The socket is there before the CLI is imported, so calls that come early
wait for it. Idle workers are kept, so that a call finds one that is forked already. The host
ends when its standard input does: the program that started it holds the other end.
"""

import os
import selectors
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator

from cli import pages, worker
from cli.call import Call, read_at_start
from cli.script import Script
from cli.warm import read_models, warm

IDLE_WORKERS = 2


class Ended(BaseException):
    """The parent is gone, or the host was told to end."""


def end(*_: object) -> None:
    raise Ended


def serve(folder: str, plain: str) -> None:
    """Comes back when it is told to end. ``folder`` is made, with a socket in it, and removed.

    Says `listening` on standard output when calls may come, and `warm` when they are quick.
    """
    environment = [b"%s=%s" % entry for entry in os.environb.items()]
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN)
    os.mkdir(folder, 0o700)
    try:
        listener = listen(os.path.join(folder, "socket"))
        print("listening", flush=True)
        warm()
        Host(listener, Script(plain), read_at_start(environment)).run()
    except (Ended, BrokenPipeError):
        # The program that reads what this one says is its parent.
        pass
    finally:
        shutil.rmtree(folder)


def listen(path: str) -> socket.socket:
    """A socket for this user only."""
    previous = os.umask(0o177)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    os.umask(previous)
    listener.listen(256)
    listener.setblocking(False)
    return listener


class Host:
    """The loop, and what it knows: calls that run and workers that wait."""

    def __init__(self, listener: socket.socket, script: Script, read_at_start: set) -> None:
        self.script = script
        self.read_at_start = read_at_start
        self.selector = selectors.DefaultSelector()
        self.calls: dict[int, Call] = {}
        self.idle: list[worker.Worker] = []
        self.models: Iterator[None] | None = read_models()
        self.written: list[pages.Range] = []
        self.ended, self.wakeup = socket.socketpair()
        for end_of_pair in (self.ended, self.wakeup):
            end_of_pair.setblocking(False)
        signal.set_wakeup_fd(self.wakeup.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.watch(listener, lambda: self.accept(listener))
        self.watch(self.ended, self.reap)
        self.watch(sys.stdin, end)

    def run(self) -> None:
        try:
            while True:
                ready = self.selector.select(0 if self.needs_workers or self.models else None)
                if not ready:
                    self.prepare()
                for key, _ in ready:
                    # One that came first may have ended what this one watched.
                    watched = self.selector.get_map().get(key.fd)
                    if watched and watched.fileobj is key.fileobj:
                        watched.data()
        finally:
            for call in self.calls.values():
                call.worker.signal(signal.SIGKILL)

    @property
    def needs_workers(self) -> bool:
        """Forking in the middle of a call would slow that one down."""
        return len(self.idle) < IDLE_WORKERS and not self.calls

    def prepare(self) -> None:
        """One step of what is done while nothing else is to do."""
        if self.needs_workers:
            self.idle.append(worker.fork(self.script, self.written))
            return
        for _ in self.models:
            return
        self.models = None
        self.written = pages.written_by(self.script.rehearse)
        print("warm", flush=True)
        # These were forked before the models were there.
        for early in self.idle:
            early.control.close()
        self.idle = []

    def watch(self, source: object, respond: Callable[[], None]) -> None:
        self.selector.register(source, selectors.EVENT_READ, respond)

    def forget(self, source: socket.socket) -> None:
        if source.fileno() >= 0:
            if source in self.selector.get_map():
                self.selector.unregister(source)
            source.close()

    def accept(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        Call(self, connection)

    def next_worker(self) -> worker.Worker:
        return self.idle.pop(0) if self.idle else worker.fork(self.script, [])

    def reap(self) -> None:
        """Workers that have ended: their calls hear how."""
        self.ended.recv(4096)
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self.idle = [idle for idle in self.idle if idle.pid != pid]
            if call := self.calls.pop(pid, None):
                call.finish(status)
