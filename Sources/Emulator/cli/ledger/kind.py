"""A kind of resource, as data. Expressions are JMESPath (https://jmespath.org).

An identifier is an object of texts: the members by which the service's own operations name the
resource. One that is not complete is none.
"""

import functools
from dataclasses import dataclass, field
from typing import Any

import jmespath
from jmespath import functions


class Functions(functions.Functions):
    @functions.signature({"types": ["string", "null"]})
    def _func_tail(self, text: str | None) -> str | None:
        """What stands behind the last slash: a name, of a name or an ARN."""
        return text and text.rpartition("/")[2]

    @functions.signature({"types": ["string", "null"]})
    def _func_domain(self, text: str | None) -> str | None:
        """A domain name as Route 53 writes it."""
        return text and text.lower().rstrip(".").replace("*", "\\052") + "."


OPTIONS = jmespath.Options(custom_functions=Functions())
#: For a call that takes no parameters.
NOTHING = "`{}`"

compiled = functools.cache(jmespath.compile)


def search(expression: str, value: Any) -> Any:
    return compiled(expression).search(value, OPTIONS)


def identifiers(expression: str, value: Any) -> list[dict[str, str]]:
    """One or many objects of texts, the complete ones. Members that are lists go side by side:
    `{a: 'x', b: ['y', 'z']}` are two.
    """
    found = search(expression, value)
    listed = found if isinstance(found, list) else [found]
    objects = [one for each in listed if isinstance(each, dict) for one in side_by_side(each)]
    return [each for each in objects if each and all(each.values())]


def side_by_side(members: dict[str, Any]) -> list[dict[str, Any]]:
    columns = {name: value for name, value in members.items() if isinstance(value, list)}
    if not columns:
        return [members]
    return [
        {**members, **dict(zip(columns, row, strict=True))}
        for row in zip(*columns.values(), strict=False)
    ]


@dataclass(frozen=True)
class Ask:
    """A reading call, and what its answer says."""

    operation: str
    #: The call's parameters, from the identifier.
    parameters: str = "@"
    #: The resources that are there, from the response. Without it they are there unless the call
    #: says that they are not.
    found: str = ""


@dataclass(frozen=True)
class Removal:
    """A changing call: once, or for each of what ``every`` finds, added to the identifier."""

    operation: str
    parameters: str = "@"
    every: Ask | None = None


@dataclass(frozen=True)
class Kind:
    """Expressions of ``creates`` and ``deletes`` see `{request: …, response: …}`; before a call is
    sent its response is null."""

    service: str
    name: str
    #: By operation: the identifiers of what it makes.
    creates: dict[str, str]
    #: By operation: the identifiers of what it takes away.
    deletes: dict[str, str]
    ask: Ask
    remove: tuple[Removal, ...]
    #: Whether it costs money while it stands, be it a little.
    costs: bool = False
    #: It is not in a region.
    everywhere: bool = False
    #: By operation: how the request names what only the response identifies.
    names: dict[str, str] = field(default_factory=dict)
    #: Finds what has such names, and which of its members identify it.
    find: Ask | None = None
    identity: tuple[str, ...] = ()
    #: Finds nothing when it was there before the call that seemed to create it.
    ours: Ask | None = None

    @property
    def key(self) -> str:
        return f"{self.service}/{self.name}"


def simple(
    service: str,
    name: str,
    members: str,
    create: str,
    delete: str,
    ask: Ask,
    *before: Removal,
    **others: Any,
) -> Kind:
    """A kind that every operation names by the same members of its request."""
    by_request = "{" + ", ".join(f"{each}: request.{each}" for each in members.split()) + "}"
    return Kind(
        service,
        name,
        creates={create: by_request},
        deletes={delete: by_request},
        ask=ask,
        remove=(*before, Removal(delete)),
        **others,
    )
