"""A snapshot: the state that the first calls of the journal led to, so that a start stays quick.

It is a shortcut and never the truth: one that does not fit the journal, moto's version or this
program is passed over, and all calls are made again. Sealed like the journal, so only what this
emulator wrote itself is ever loaded.
"""

import hashlib
import io
import pickle
import platform
import sys
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any

import moto
from moto.backends import get_backend
from moto.core.base_backend import AccountSpecificBackend, BackendDict

from .folder import write_whole
from .journal import Kept
from .sealing import Broken, Seal
from .settings import POPULATED

#: Below this many calls a start is quick enough without: 0.7 ms each.
WORTHWHILE = 300
#: The services, as requests are signed for them, whose whole state is known to be in their
#: backends. Any other call in the journal, and there is no snapshot.
COVERED = {*POPULATED, "acm", "elasticloadbalancing", "route53"}


class Snapshot:
    """In the file at `path`; `fingerprints` are the journal's after each of its calls."""

    def __init__(self, path: Path, seal: Seal):
        self._path = path
        self._seal = seal
        self._label = f"{moto.__version__} {platform.python_version()} {program()}".encode()

    def load(self, fingerprints: list[bytes]) -> int:
        """Puts the state in place; the number of calls that it covers, 0 when there is none."""
        try:
            content = self._seal.open(self._path.read_bytes(), self._label)
        except (FileNotFoundError, Broken):
            return 0
        covered, fingerprint = int.from_bytes(content[:8], "big"), content[8:40]
        if not 0 < covered <= len(fingerprints) or fingerprints[covered - 1] != fingerprint:
            return 0
        try:
            backends = Reader(io.BytesIO(content[40:])).load()
        except Exception as failure:
            print(f"the snapshot is passed over: {failure!r}", file=sys.stderr)
            return 0
        for (service, account, region), backend in backends.items():
            dict.__setitem__(get_backend(service)[account], region, backend)
        return covered

    def write(self, calls: list[Kept], fingerprints: list[bytes]) -> bool:
        """Whether there is a snapshot of these calls now; some states cannot be written."""
        if any(kept.call.service not in COVERED for kept in calls):
            return False
        backends = {
            (backend_dict.service_name, account, region): backend
            for backend_dict in BackendDict._instances
            for account, region, backend in backend_dict.iter_backends()
            if region != "global"
        }
        packed = io.BytesIO()
        try:
            Writer(packed, protocol=5).dump(backends)
            Reader(io.BytesIO(packed.getvalue())).load()
        except Exception as failure:
            print(f"there is no snapshot: {failure!r}", file=sys.stderr)
            return False
        content = len(calls).to_bytes(8, "big") + fingerprints[len(calls) - 1] + packed.getvalue()
        write_whole(self._path, self._seal.seal(content, self._label))
        return True


def program(home: Path = Path(__file__).parent) -> str:
    """Another one whenever a line or a name of a module is: what is pickled knows both."""
    told = hashlib.sha256()
    for source in sorted(home.rglob("*.py")):
        told.update(f"{source.relative_to(home)}\0".encode() + source.read_bytes() + b"\0")
    return told.hexdigest()


class Writer(pickle.Pickler):
    def persistent_id(self, thing: Any) -> Any:
        """moto's own tables of backends are referred to, not copied."""
        if isinstance(thing, BackendDict):
            return ("service", thing.service_name)
        if isinstance(thing, AccountSpecificBackend):
            return ("account", thing.service_name, thing.account_id)
        return None

    def reducer_override(self, thing: Any) -> Any:
        """SSM's parameters are made by a method and its tags by a lambda; neither is written."""
        if not isinstance(thing, defaultdict):
            return NotImplemented
        factory = thing.default_factory
        if "<lambda>" in repr(factory) and isinstance(factory(), defaultdict):
            factory = partial(defaultdict, factory().default_factory)
        state = getattr(thing, "__dict__", None)
        return bare, (type(thing), factory), state, None, iter(thing.items())


def bare(kind: type, factory: Any) -> defaultdict:
    """An empty dictionary of that kind, whatever its own `__init__` would ask for."""
    made = kind.__new__(kind)
    defaultdict.__init__(made, factory)
    return made


class Reader(pickle.Unpickler):
    def persistent_load(self, name: Any) -> Any:
        backends = get_backend(name[1])
        return backends if name[0] == "service" else backends[name[2]]
