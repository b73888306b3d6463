"""What is in the emulated account, as one list of names and fingerprints.

Two lists tell what came, what went and what is another than before, for every service that moto
has, without asking each of them in its own way. Only moto's own state is looked at.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from types import FunctionType, MethodType, ModuleType
from typing import Any

from moto.backends import get_backend
from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend

from .settings import ACCOUNT, POPULATED, REGION

#: What AWS still shows for a while after it was deleted, like a stopped task, a cluster's name
#: (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteCluster.html), or a KMS key
#: (https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html).
GONE = {"INACTIVE", "STOPPED", "PendingDeletion", "deleted"}
#: What AWS alone attaches, to the roles that services make for themselves. These roles stay
#: (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html).
OF_SERVICES = "/aws-service-role/"
#: What tells what was done, and is nothing itself.
RECORDS = {("servicediscovery", "operations"), ("route53", "changes")}
#: Things deeper than this are what something refers to, not what it is.
DEEPEST = 12


def inventory() -> dict[str, str]:
    """By service, region, kind and name: a fingerprint of all that is known of the thing.

    To be called within a turn. A service that nobody has asked yet is born here, with what AWS
    gives to a new account, so that asking it later adds nothing.
    """
    for service in POPULATED:
        regions = get_backend(service)[ACCOUNT]
        regions[REGION if REGION in regions.regions else "aws"]
    return dict(things())


def things() -> Iterator[tuple[str, str]]:
    for service in BackendDict._instances:
        for account, region, backend in service.iter_backends():
            if region == "global":
                continue
            for kind, collection in sorted(vars(backend).items()):
                if (service.service_name, kind) in RECORDS:
                    continue
                place = f"{service.service_name} {account} {region} {kind}"
                for name, thing in members(collection):
                    if not is_gone(thing) and not is_of_service(thing):
                        yield f"{place} {name}".rstrip(), fingerprint(thing)


def is_of_service(thing: Any) -> bool:
    """Whether AWS made it by itself, to stay, or it is a policy that only such roles have."""
    if not str(getattr(thing, "path", "")).startswith(OF_SERVICES):
        return False
    return getattr(thing, "made_by_its_service", False) or thing.arn.startswith("arn:aws:iam::aws:")


def is_gone(thing: Any) -> bool:
    """A family of task definitions, or the tasks of a cluster, are gone when all of them are."""
    if isinstance(thing, Mapping):
        return bool(thing) and all(is_gone(member) for member in thing.values())
    return state_of(thing) in GONE


def members(collection: Any) -> Iterator[tuple[str, Any]]:
    """What a backend keeps under names, or in a row; what else it knows is no thing of its own."""
    if isinstance(collection, Mapping):
        # Many collections have an empty one for each name that was only asked for.
        empty = dict | list | set
        yield from (
            (str(name), thing)
            for name, thing in collection.items()
            if thing or not isinstance(thing, empty)
        )
    elif isinstance(collection, list | tuple | set | frozenset):
        yield from ((name_of(thing), thing) for thing in collection)


def state_of(thing: Any) -> str | None:
    states = (getattr(thing, name, None) for name in ("status", "key_state", "state"))
    return next((state for state in states if isinstance(state, str)), None)


def name_of(thing: Any) -> str:
    names = (getattr(thing, name, None) for name in ("arn", "name", "id"))
    return next((name for name in names if isinstance(name, str)), fingerprint(thing)[:8])


def fingerprint(thing: Any) -> str:
    told = hashlib.sha256()
    for piece in pieces(thing, DEEPEST, ()):
        told.update(piece.encode(errors="replace") + b"\0")
    return told.hexdigest()


def pieces(thing: Any, depth: int, above: tuple[int, ...]) -> Iterator[str]:
    """Everything that a thing holds, in an order that does not depend on the process."""
    if isinstance(thing, str | bytes | int | float | bool | date | Enum | None.__class__):
        yield repr(thing)
        return
    yield type(thing).__name__
    foreign = BaseBackend | BackendDict | AccountSpecificBackend
    code = FunctionType | MethodType | ModuleType | type
    if depth == 0 or id(thing) in above or isinstance(thing, foreign | code):
        return
    inner = (depth - 1, (*above, id(thing)))
    if isinstance(thing, Mapping):
        for name in sorted(thing, key=repr):
            yield repr(name)
            yield from pieces(thing[name], *inner)
    elif isinstance(thing, list | tuple):
        for member in thing:
            yield from pieces(member, *inner)
    elif isinstance(thing, set | frozenset):
        yield from sorted(fingerprint(member) for member in thing)
    else:
        yield from pieces(getattr(thing, "__dict__", {}), *inner)
