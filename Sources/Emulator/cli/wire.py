"""What passes over the socket between the tiny client (Sources/AWSClient) and the host.

The client sends one request: a header of five native 32-bit numbers (magic, length of what
follows, number of arguments, umask, number of descriptors); then the numbers its descriptors
have over there, beginning with the second; then arguments and environment, each ended by a
zero byte. The descriptors themselves travel with the first byte (SCM_RIGHTS): the working
directory first, then those that the numbers name.

After that the client sends one byte for each signal it receives: the signal's number. The host
sends answers of two bytes: what happened, and a value.
"""

import array
import os
import socket
import struct
from dataclasses import dataclass, field

HEADER = struct.Struct("=5I")
MAGIC = 0x3153574C

#: More than this is no command line (Linux allows 2 MB by default, macOS 1 MB).
LARGEST_BODY = 64 << 20

#: Linux passes at most this many descriptors in one message (SCM_MAX_FD in the kernel).
MOST_DESCRIPTORS = 253

STARTED = b"b\0"
"""The call has begun: from here on it must not be begun a second time."""

DECLINED = b"d\0"
"""The host cannot answer this call as the plain CLI would; the client starts the plain one."""


def exited(code: int) -> bytes:
    return bytes((ord("e"), code & 0xFF))


def signalled(number: int) -> bytes:
    return bytes((ord("s"), number))


class Malformed(Exception):
    """The bytes are no request."""


@dataclass(frozen=True)
class Request:
    arguments: list[bytes]
    environment: list[bytes]
    """NAME=value, in the client's order."""
    umask: int
    numbers: list[int]
    """The descriptors' numbers in the client; the working directory has none."""


@dataclass
class Parcel:
    """A request on its way: its bytes and descriptors as far as they have come."""

    content: bytearray = field(default_factory=bytearray)
    descriptors: list[int] = field(default_factory=list)

    def receive(self, connection: socket.socket) -> bool:
        """Takes what is there; false when the other side has closed."""
        data, ancillary, _, _ = connection.recvmsg(
            65536,
            socket.CMSG_SPACE(MOST_DESCRIPTORS * array.array("i").itemsize),
            getattr(socket, "MSG_CMSG_CLOEXEC", 0),
        )
        for level, kind, payload in ancillary:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
                numbers = array.array("i")
                numbers.frombytes(payload[: len(payload) - len(payload) % numbers.itemsize])
                self.descriptors += numbers
        self.content += data
        return bool(data)

    @property
    def complete(self) -> bool:
        if len(self.content) < HEADER.size:
            return False
        magic, length, *_ = HEADER.unpack_from(self.content)
        if magic != MAGIC or length > LARGEST_BODY:
            raise Malformed
        return len(self.content) >= HEADER.size + length

    def send(self, connection: socket.socket) -> None:
        """Passes all of it on, and lets go of the descriptors."""
        sent = socket.send_fds(connection, [self.content], self.descriptors)
        connection.sendall(memoryview(self.content)[sent:])
        self.close()

    def close(self) -> None:
        for descriptor in self.descriptors:
            os.close(descriptor)
        self.descriptors = []

    def request(self) -> Request:
        """What the bytes mean; ``Malformed`` when they do not add up."""
        _, length, count, umask, descriptors = HEADER.unpack_from(self.content)
        if descriptors != len(self.descriptors) or descriptors < 1 or length < 4 * descriptors - 4:
            raise Malformed
        numbers = list(struct.unpack_from(f"={descriptors - 1}I", self.content, HEADER.size))
        start = HEADER.size + 4 * len(numbers)
        words = bytes(self.content[start : HEADER.size + length]).split(b"\0")
        if words.pop() != b"" or count > len(words):
            raise Malformed
        return Request(words[:count], words[count:], umask, numbers)


def received(connection: socket.socket) -> Parcel | None:
    """Waits for a whole request; nothing when the other side closes first."""
    parcel = Parcel()
    while not parcel.complete:
        if not parcel.receive(connection):
            return None
    return parcel
