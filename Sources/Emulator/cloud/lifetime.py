"""How long the emulator lives: while someone holds it, or until it is stopped.

A holder is a connection (or, for the process that started the host, its standard input). The
kernel closes both when the holder ends, also when it is killed, so nobody can forget to let go.
"""

import socket
import sys
import threading
from contextlib import suppress

from .record import HELD, KEPT


class Lifetime:
    """Sets `end` when the last holder has gone, unless the emulator is to be kept.

    Once it is set nobody can hold or keep what is ending; whoever wants to has to start another.
    """

    def __init__(self, name: str, end: threading.Event):
        self.name = name
        self._end = end
        self._holders = 0
        self._change = threading.Lock()

    def keep(self) -> bool:
        with self._change:
            if not self._end.is_set():
                self.name = KEPT
            return not self._end.is_set()

    def hold(self) -> bool:
        with self._change:
            if not self._end.is_set():
                self._holders += 1
            return not self._end.is_set()

    def let_go(self) -> None:
        with self._change:
            self._holders -= 1
            if self._holders == 0 and self.name == HELD:
                self._end.set()

    def hold_for_parent(self) -> None:
        """The starter's hold: it lasts until standard input comes to its end."""
        self.hold()

        def wait() -> None:
            while sys.stdin.buffer.raw.read(4096):
                pass
            self.let_go()

        threading.Thread(target=wait, daemon=True, name="parent").start()


def wait_for_end(connection: socket.socket) -> None:
    """Returns when the other side has closed the connection."""
    with suppress(OSError):
        while connection.recv(4096):
            pass
