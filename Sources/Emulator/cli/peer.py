"""Whose process is at the other end of a Unix socket."""

import socket
import struct
import sys


def user(connection: socket.socket) -> int:
    """The other side's user id, as the kernel knows it."""
    if sys.platform == "darwin":
        # LOCAL_PEERCRED at level SOL_LOCAL: struct xucred, unix(4) and <sys/ucred.h>.
        _, number = struct.unpack_from("=II", connection.getsockopt(0, 1, 76))
        return number
    # SO_PEERCRED: struct ucred { pid, uid, gid }, unix(7).
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    return struct.unpack("=3i", credentials)[1]
