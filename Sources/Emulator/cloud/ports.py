"""Listening sockets on loopback: the last ports when they are free, so that addresses stay."""

import errno
import json
import socket

from .folder import StateFolder, write_whole
from .settings import LOOPBACK


def listen(folder: StateFolder) -> tuple[socket.socket, socket.socket]:
    """For the AWS API and for the registry; remembered for the next start."""
    last = remembered(folder)
    sockets = open_at(last.get("api", 0)), open_at(last.get("registry", 0))
    names = [listening.getsockname()[1] for listening in sockets]
    write_whole(folder.ports, json.dumps({"api": names[0], "registry": names[1]}).encode())
    return sockets


def remembered(folder: StateFolder) -> dict[str, int]:
    try:
        return dict(json.loads(folder.ports.read_bytes()))
    except (OSError, ValueError, TypeError):
        return {}


def open_at(port: int) -> socket.socket:
    """At `port`, or at any free one when that is taken (or is 0)."""
    listening = socket.socket()
    # A port whose connections still fade away is free all the same.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
    except OSError as failure:
        listening.close()
        if port and failure.errno in (errno.EADDRINUSE, errno.EACCES):
            return open_at(0)
        raise
    listening.listen(128)
    return listening
