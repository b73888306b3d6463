"""The journal: every call that changed something, in order, on the disk before it was answered.

One line a call: `{"time": …, "operation": "logs.CreateLogGroup", "sealed": "…"}`. What happened
when can be read; with what values is sealed (see `sealing.py`). The journal is the truth: all
other state can be made from it again.
"""

import base64
import hashlib
import json
import os
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .call import Call
from .repeatable import Moment
from .sealing import Broken, Seal

GENESIS = "labs.Genesis"


class Kept(NamedTuple):
    moment: Moment
    call: Call


class Journal:
    """Opens the journal at `path`, or begins one; repairs what a crash left behind.

    A last line that is not whole was never answered: it is cut off. A line that is broken anywhere
    else is damage: the intact calls go on in a new file, the old one is kept beside it under
    `journal.damaged-TIME`, and `warnings` says so.
    """

    def __init__(self, path: Path, seal: Seal):
        self._path = path
        self._seal = seal
        self.warnings: list[str] = []
        self.kept: list[Kept] = []
        #: What the journal was after each kept call: a snapshot knows by it what it covers.
        self.fingerprints: list[bytes] = []
        self.genesis: Moment | None = None
        self._load()
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if self.genesis is None:
            self.genesis = Moment.now()
            self._write(self._line(self.genesis, GENESIS, {}))

    def append(self, moment: Moment, call: Call) -> None:
        """Returns when the call is on the disk; raises OSError when it cannot be, and is not."""
        line = self._line(moment, call.name, call.to_record())
        self._write(line)
        self._note(Kept(moment, call), line[:-1])

    def close(self) -> None:
        os.close(self._file)

    def _write(self, line: bytes) -> None:
        before = os.fstat(self._file).st_size
        try:
            if os.write(self._file, line) != len(line):
                raise OSError("the disk is full")
            os.fsync(self._file)
        except OSError:
            os.ftruncate(self._file, before)
            raise

    def _line(self, moment: Moment, operation: str, content: dict[str, Any]) -> bytes:
        packed = zlib.compress(json.dumps({"seed": moment.seed, **content}).encode(), 1)
        sealed = self._seal.seal(packed, label(moment.time, operation))
        fields = {
            "time": moment.time,
            "operation": operation,
            "sealed": base64.b64encode(sealed).decode(),
        }
        return json.dumps(fields).encode() + b"\n"

    def _load(self) -> None:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return
        whole, _, rest = content.rpartition(b"\n")
        lines = whole.split(b"\n") if whole else []
        broken = sum(1 for intact in self._read(lines) if not intact)
        if broken:
            self._set_aside(lines, broken)
        elif rest:
            os.truncate(self._path, len(content) - len(rest))

    def _read(self, lines: list[bytes]) -> Iterator[bool]:
        for line in lines:
            try:
                fields = json.loads(line)
                moment_label = label(fields["time"], fields["operation"])
                packed = self._seal.open(base64.b64decode(fields["sealed"]), moment_label)
                record = json.loads(zlib.decompress(packed))
            except (Broken, ValueError, KeyError, TypeError):
                yield False
                continue
            moment = Moment(fields["time"], record["seed"])
            if fields["operation"] == GENESIS:
                self.genesis = moment
            else:
                self._note(Kept(moment, Call.from_record(record)), line)
            yield True

    def _note(self, kept: Kept, line: bytes) -> None:
        self.kept.append(kept)
        before = self.fingerprints[-1] if self.fingerprints else b""
        self.fingerprints.append(hashlib.sha256(before + line).digest())

    def _set_aside(self, lines: list[bytes], broken: int) -> None:
        aside = self._path.with_name(f"journal.damaged-{int(time.time())}")
        os.replace(self._path, aside)
        self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.genesis = self.genesis or Moment.now()
        self._write(self._line(self.genesis, GENESIS, {}))
        intact, self.kept, self.fingerprints = self.kept, [], []
        for kept in intact:
            self.append(kept.moment, kept.call)
        os.close(self._file)
        self.warnings.append(
            f"{broken} of {len(lines)} lines of the journal could not be read; "
            f"the rest was taken over, and the damaged file is {aside.name}."
        )


def label(time: int, operation: str) -> bytes:
    return f"{time} {operation}".encode()
