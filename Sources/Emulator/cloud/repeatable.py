"""The same ids, timestamps and random values when a kept call is made again.

moto draws its ids from `mock_random`, a few modules from `random`, `uuid` and `os.urandom`, and
its timestamps from the clock. Within `repeatable(moment)` all of them follow from the moment.
Not covered: keys that OpenSSL makes by itself (EC2 key pairs, ACM's private keys).
"""

import os
import random
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

# time_machine loads pytest when that is installed, which takes 60 ms.
sys.modules.setdefault("pytest", None)

import time_machine  # noqa: E402

_within = threading.local()
_system_bytes = os.urandom
_system_uuid = uuid.uuid4


class Moment(NamedTuple):
    """When something happened, in microseconds since 1970, and what its randomness grows from."""

    time: int
    seed: int

    @classmethod
    def now(cls) -> "Moment":
        return cls(time.time_ns() // 1000, int.from_bytes(_system_bytes(8), "big"))


def install() -> None:
    """Takes the place of the system's random bytes and UUIDs; call it before moto is imported."""
    os.urandom = lambda size: _mock().randbytes(size) if _is_within() else _system_bytes(size)
    uuid.uuid4 = lambda: _mock().uuid4() if _is_within() else _system_uuid()


@contextmanager
def repeatable(moment: Moment) -> Iterator[None]:
    """The clock stands still and the randomness is the moment's; one thread at a time.

    The clock stands still for the whole process, for the millisecond or two of one call.
    Within another `repeatable` the outer one's randomness goes on afterwards where it was.
    """
    mock, outer = _mock(), _is_within()
    states = mock.getstate(), random.getstate()
    traveller = time_machine.travel(moment.time / 1_000_000, tick=False)
    traveller.start()
    _within.now = True
    mock.seed(moment.seed)
    random.seed(moment.seed)
    try:
        yield
    finally:
        _within.now = outer
        traveller.stop()
        if outer:
            mock.setstate(states[0])
            random.setstate(states[1])


@contextmanager
def undisturbed() -> Iterator[None]:
    """What is drawn within is not missing afterwards.

    Some of moto's modules draw while they are loaded, which happens in whatever call is the first
    that needs them; after a restart that may be another one.
    """
    mock = _mock()
    states = mock.getstate(), random.getstate()
    try:
        yield
    finally:
        mock.setstate(states[0])
        random.setstate(states[1])


def seed_backends(genesis: Moment) -> None:
    """Makes what a region is born with (its default VPC's ids, say) follow from `genesis`.

    moto creates a region when it is first looked at, also by a call that only reads and is
    therefore not kept; so a region's birth must not depend on when or by whom that happens.
    """
    from moto.core.base_backend import AccountSpecificBackend

    construct = AccountSpecificBackend.__init__

    def moment(*place: str) -> Moment:
        seed = random.Random("/".join((str(genesis.seed), *place))).getrandbits(64)
        return Moment(genesis.time, seed)

    def constructed(self: Any, service_name: str, account_id: str, backend: Callable, **more: Any):
        def born(region_name: str, account_id: str) -> Any:
            with repeatable(moment(service_name, account_id, region_name)):
                return backend(region_name, account_id=account_id)

        # This draws an id of its own, which must not come out of the call's randomness.
        with repeatable(moment(service_name, account_id)):
            construct(self, service_name, account_id, born, **more)

    AccountSpecificBackend.__init__ = constructed


def _is_within() -> bool:
    return getattr(_within, "now", False)


def _mock() -> Any:
    from moto.moto_api._internal import mock_random

    return mock_random
