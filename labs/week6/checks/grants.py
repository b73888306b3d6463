"""What a policy says, one action and one resource at a time, so that two policies can be compared.

Order, Sids, a list of one, upper and lower case of an action, and how statements are divided make
no difference. A resource that is narrower than another lies within it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Of services that have no other actions, so that a star means these
# (https://docs.aws.amazon.com/service-authorization/latest/reference/list_ssmmessages.html).
ACTIONS = {
    "ssmmessages": [
        f"ssmmessages:{verb}{channel}Channel"
        for verb in ("Create", "Open")
        for channel in ("Control", "Data")
    ]
}
# The verb, and what stands in a statement that turns it around.
NEGATIONS = {"NotAction": "everything but ", "NotResource": "everything but "}


@dataclass(frozen=True)
class Grant:
    effect: str
    principal: str
    action: str
    resource: str
    condition: str

    def __str__(self) -> str:
        who = f" to {self.principal}" if self.principal else ""
        where = f" on {self.resource}" if self.resource else ""
        when = f" if {self.condition}" if self.condition else ""
        return f"{self.effect} {self.action}{where}{who}{when}"

    def is_within(self, other: "Grant") -> bool:
        return (
            self.is_like(other)
            and is_within(self.action.lower(), other.action.lower())
            and is_within(self.resource, other.resource)
        )

    def is_part_of(self, other: "Grant") -> bool:
        """Says the whole action, of some of the resources."""
        return (
            self.is_like(other)
            and is_within(other.action.lower(), self.action.lower())
            and is_within(self.resource, other.resource)
        )

    def is_like(self, other: "Grant") -> bool:
        mine = (self.effect, self.principal, self.condition)
        return mine == (other.effect, other.principal, other.condition)


def is_within(pattern: str, bounds: str) -> bool:
    """Whether all that a pattern matches lies within another. A `*` of the first is a text here."""
    parts = re.split(r"([*?])", bounds)
    written = {"*": ".*", "?": "[^*]"}
    return bool(re.fullmatch("".join(written.get(p, re.escape(p)) for p in parts), pattern))


def grants(document: dict[str, Any]) -> Iterator[Grant]:
    for each in statements(document):
        for action in spelt_out(values(each, "Action")):
            for resource in values(each, "Resource") or [""]:
                for principal in principals(each) or [""]:
                    yield Grant(
                        each["Effect"], principal, action, resource, text(each.get("Condition"))
                    )


def statements(document: dict[str, Any]) -> list[dict[str, Any]]:
    found = document["Statement"]
    return [found] if isinstance(found, dict) else found


def spelt_out(actions: list[str]) -> Iterator[str]:
    for action in actions:
        known = ACTIONS.get(action.partition(":")[0].lower(), [])
        meant = [each for each in known if is_within(each.lower(), action.lower())]
        yield from meant if "*" in action and meant else [action]


def values(statement: dict[str, Any], name: str) -> list[str]:
    negated = f"Not{name}"
    found = statement.get(name, statement.get(negated, []))
    listed = [found] if isinstance(found, str) else found
    return [NEGATIONS[negated] + each for each in listed] if negated in statement else listed


def principals(statement: dict[str, Any]) -> list[str]:
    """`*`, or each kind and name; whom NotPrincipal names is nobody that a lab's file names."""
    found = statement.get("Principal", statement.get("NotPrincipal", {}))
    if isinstance(found, str):
        return [found]
    word = "everybody but " if "NotPrincipal" in statement else ""
    return [
        f"{word}{name}"
        for names in found.values()
        for name in ([names] if isinstance(names, str) else names)
    ]


def text(condition: dict[str, Any] | None) -> str:
    return json.dumps(condition, sort_keys=True) if condition else ""
