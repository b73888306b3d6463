"""The table of kinds, a module for each part of AWS, and how it is looked up."""

import functools

from cli.ledger.kind import Kind
from cli.ledger.kinds import compute, identity, network, storage, watching

KINDS: tuple[Kind, ...] = (
    *compute.KINDS,
    *identity.KINDS,
    *network.KINDS,
    *storage.KINDS,
    *watching.KINDS,
)

BY_KEY = {kind.key: kind for kind in KINDS}


@functools.cache
def _by_operation() -> dict[tuple[str, str], list[Kind]]:
    """All kinds that an operation creates or deletes."""
    table: dict[tuple[str, str], list[Kind]] = {}
    for kind in KINDS:
        for name in {**kind.creates, **kind.deletes}:
            service, _, operation = name.rpartition(":")
            table.setdefault((service or kind.service, operation), []).append(kind)
    return table


def kinds(service: str, operation: str) -> list[Kind]:
    return _by_operation().get((service, operation), [])


def expression(table: dict[str, str], service: str, operation: str) -> str | None:
    """Operations of another service than the kind's are written `service:Operation`."""
    return table.get(operation) or table.get(f"{service}:{operation}")
