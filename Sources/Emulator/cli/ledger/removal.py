"""Asks for what the ledger says is there, and takes it away, the last one first.

    python Sources/Emulator/cli ledger remove SECONDS

Entries come as JSON lines on standard input, in the order in which they were created, each with
`id`, `kind`, `identifier`, `isName` and `region`. What came of each goes to standard output as a
JSON line: `id`, `state`, and for what is not gone a `reason` and the command to `look` with.
States: `gone`; `left`; `foreign`, which was there before the run; `unknown`, which labs cannot
look for.
"""

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from cli.ledger.kind import Ask, Kind, Removal, identifiers, search
from cli.ledger.kinds import BY_KEY

#: How services say that there is no such thing.
ABSENT = re.compile(
    r"NotFound|NoSuch|NotExist|Unknown(Resource|Rule)|^404$|Inactive|InvalidTarget|InvalidKeyId"
    r"|OrganizationsNotInUse"
)
#: … and where the code alone does not say it: ECS answers so for a task definition.
ABSENT_WORDS = {("ClientException", "Unable to describe task definition.")}
#: Between two rounds, in seconds.
PAUSES = (0.2, 0.5, 1, 2, 5, 10)


@dataclass
class Entry:
    id: int
    kind: Kind | None
    identifier: dict[str, str]
    is_name: bool
    region: str | None
    reason: str = ""

    @classmethod
    def read(cls, line: str) -> "Entry":
        fields = json.loads(line)
        return cls(
            fields["id"],
            BY_KEY.get(fields["kind"]),
            fields["identifier"],
            fields.get("isName", False),
            fields.get("region"),
        )


class Absent(Exception):
    """The service says that there is no such thing."""


class Account:
    """The account that the environment leads to."""

    def __init__(self) -> None:
        import awscli  # noqa: F401  Puts its own botocore in place.
        from botocore.config import Config
        from botocore.session import Session

        self.session = Session()
        self.configuration = Config(connect_timeout=10, read_timeout=60)
        self.clients: dict[tuple[str, str | None], Any] = {}

    def client(self, service: str, region: str | None) -> Any:
        key = (service, region)
        if key not in self.clients:
            self.clients[key] = self.session.create_client(
                service, region_name=region, config=self.configuration
            )
        return self.clients[key]

    def call(self, entry: Entry, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        client = self.client(entry.kind.service, entry.region)
        with translated():
            return client._make_api_call(operation, parameters)

    def pages(self, entry: Entry, ask: Ask, parameters: dict[str, Any]) -> Iterator[dict[str, Any]]:
        from botocore import xform_name

        client = self.client(entry.kind.service, entry.region)
        method = xform_name(ask.operation)
        if not ask.found or not client.can_paginate(method):
            yield self.call(entry, ask.operation, parameters)
            return
        with translated():
            yield from client.get_paginator(method).paginate(**parameters)

    def found(self, entry: Entry, ask: Ask) -> list[dict[str, Any]]:
        """What the answer lists and does not contradict what is known of the entry."""
        parameters = search(ask.parameters, entry.identifier)
        listed = [
            each
            for page in self.pages(entry, ask, parameters)
            for each in (identifiers(ask.found, page) if ask.found else [entry.identifier])
        ]
        known = entry.identifier
        return [
            each
            for each in listed
            if all(known.get(name, value) == value for name, value in each.items())
        ]

    def resolved(self, entry: Entry) -> list[Entry] | None:
        """What an entry of which only names are known stands for; ``None`` when none can tell."""
        if not entry.is_name:
            return [entry]
        if not entry.kind.find or not entry.identifier:
            return None
        try:
            found = self.found(entry, entry.kind.find)
        except Absent:
            return []
        whole = [{**entry.identifier, **each} for each in found]
        return [
            replace(
                entry,
                is_name=False,
                identifier={name: each[name] for name in entry.kind.identity},
            )
            for each in whole
        ]

    def has(self, entry: Entry) -> bool:
        try:
            return bool(self.found(entry, entry.kind.ask))
        except Absent:
            return False

    def is_foreign(self, entry: Entry) -> bool:
        return bool(entry.kind.ours) and not any(
            search(entry.kind.ours.found, page)
            for page in self.pages(
                entry, entry.kind.ours, search(entry.kind.ours.parameters, entry.identifier)
            )
        )

    def remove(self, entry: Entry) -> None:
        for removal in entry.kind.remove:
            for each in self.occasions(entry, removal):
                self.call(entry, removal.operation, search(removal.parameters, each))

    def occasions(self, entry: Entry, removal: Removal) -> list[dict[str, Any]]:
        if not removal.every:
            return [entry.identifier]
        return [{**entry.identifier, **each} for each in self.found(entry, removal.every)]


class translated:  # noqa: N801
    """Tells the service's word that there is no such thing from every other error."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: Any, error: Any, __: Any) -> None:
        said = (getattr(error, "response", None) or {}).get("Error", {})
        code, words = str(said.get("Code", "")), said.get("Message")
        if ABSENT.search(code) or (code, words) in ABSENT_WORDS:
            raise Absent from error


def remove(lines: Iterator[str], patience: float) -> Iterator[dict[str, Any]]:
    """What came of each entry, as soon as it is known. What fails is tried again as long as there
    is patience: one may stand in the way of another, and some take their time to go."""
    account = Account()
    waiting = [Entry.read(line) for line in lines if line.strip()][::-1]
    end = time.monotonic() + patience
    pauses = iter(PAUSES)
    while waiting:
        left = []
        for entry in waiting:
            state = attempt(account, entry)
            if state == "left":
                left.append(entry)
            else:
                yield result(entry, state)
        has_moved, waiting = len(left) < len(waiting), left
        if waiting and not has_moved:
            if time.monotonic() > end:
                break
            time.sleep(next(pauses, PAUSES[-1]))
    for entry in waiting:
        yield result(entry, "left")


def attempt(account: Account, entry: Entry) -> str:
    """Takes it away, and answers its state: also ``left`` when it needs another round."""
    if not entry.kind:
        entry.reason = "labs does not know how to look for it, nor how to remove it"
        return "unknown"
    try:
        resolved = account.resolved(entry)
        if resolved is None:
            entry.reason = "the call was cut off, and only its answer would have identified it"
            return "unknown"
        present = [each for each in resolved if account.has(each)]
        mine = [each for each in present if not account.is_foreign(each)]
        for each in mine:
            entry.reason = "it was removed and is still there"
            account.remove(each)
        if present and not mine:
            return "foreign"
        return "left" if any(account.has(each) for each in mine) else "gone"
    except Absent:
        return "left"
    except Exception as error:
        entry.reason = str(error)
        return "left"


def result(entry: Entry, state: str) -> dict[str, Any]:
    if state in ("gone", "foreign"):
        return {"id": entry.id, "state": state}
    from cli.ledger.look import command

    return {"id": entry.id, "state": state, "reason": entry.reason, "look": command(entry)}


def main(patience: str) -> None:
    for each in remove(iter(sys.stdin), float(patience)):
        print(json.dumps(each), flush=True)
