"""A call that has begun is not begun a second time, however busy the machine is."""

import selectors
import signal
import socket

import pytest

from cli import wire
from cli.call import Call
from cli.host import Host
from cli.worker import Worker


@pytest.fixture
def ends():
    """A call whose worker is gone before the host came to listen: client's and worker's end."""
    host = Host.__new__(Host)
    host.selector = selectors.DefaultSelector()
    client, connection = socket.socketpair()
    near, far = socket.socketpair()
    call = Call(host, connection)
    call.worker = Worker(pid=0, control=near)
    host.watch(near, call.pass_on)
    client.settimeout(10)
    with client, far:
        yield call, client, far


def all_of(client: socket.socket) -> bytes:
    return b"".join(iter(lambda: client.recv(64), b""))


@pytest.mark.parametrize(
    ("said", "status", "answer"),
    [
        (wire.STARTED + wire.exited(3), 3 << 8, wire.STARTED + wire.exited(3)),
        (wire.STARTED, signal.SIGKILL, wire.STARTED + wire.signalled(signal.SIGKILL)),
        (b"", signal.SIGKILL, wire.DECLINED),
        (wire.DECLINED, 0, wire.DECLINED),
    ],
)
def test_what_a_worker_said_before_its_end_is_passed_on(ends, said, status, answer):
    call, client, worker = ends
    worker.send(said)
    worker.close()
    call.finish(status)
    assert all_of(client) == answer


def test_a_worker_whose_own_children_are_left_does_not_hold_the_host_up(ends):
    call, client, _ = ends
    call.finish(signal.SIGKILL)
    assert all_of(client) == wire.DECLINED
