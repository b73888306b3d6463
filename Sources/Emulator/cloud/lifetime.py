"""How long the emulator lives: while someone holds it, or until it is stopped.

A holder is a connection (or, for the process that started the host, its standard input). The
kernel closes both when the holder ends, also when it is killed, so nobody can forget to let go.
"""

import socket
import sys
import threading
from collections.abc import Callable

from .record import HELD, KEPT


class Lifetime:
    """Calls `end` once when the last holder has gone, unless the emulator is to be kept."""

    def __init__(self, name: str, end: Callable[[], None]):
        self.name = name
        self._end = end
        self._holders = 0
        self._change = threading.Lock()

    def keep(self) -> None:
        self.name = KEPT

    def hold(self) -> None:
        with self._change:
            self._holders += 1

    def let_go(self) -> None:
        with self._change:
            self._holders -= 1
            ended = self._holders == 0 and self.name == HELD
        if ended:
            self._end()

    def hold_for_connection(self, connection: socket.socket) -> None:
        """Returns when the other side has closed `connection`; it was held from before the call."""
        try:
            while connection.recv(4096):
                pass
        except OSError:
            pass
        self.let_go()

    def hold_for_parent(self) -> None:
        """The starter's hold: it lasts until standard input comes to its end."""
        self.hold()

        def wait() -> None:
            while sys.stdin.buffer.raw.read(4096):
                pass
            self.let_go()

        threading.Thread(target=wait, daemon=True, name="parent").start()
