"""How Elastic Load Balancing words what it refuses."""

import re
from collections.abc import Iterable
from typing import Any

from moto.elbv2.exceptions import ELBClientError, ValidationError


def refuse_name(name: str, of_what: str) -> None:
    said = f"The {of_what} name '{name}'"
    if len(name) > 32:
        raise ValidationError(f"{said} cannot be longer than '32' characters")
    if not re.fullmatch(r"[a-zA-Z0-9-]+", name):
        raise ValidationError(
            f"{said} can only contain characters that are alphanumeric characters and hyphens(-)"
        )
    for end, there in (("begin", name.startswith("-")), ("end", name.endswith("-"))):
        if there:
            raise ValidationError(f"{said} cannot {end} with a hyphen(-)")


def refuse_number(value: Any, lowest: int, highest: int, member: str) -> None:
    if value is None:
        return
    than = None
    if int(value) < lowest:
        than = f"greater than or equal to {lowest}"
    elif int(value) > highest:
        than = f"less than or equal to {highest}"
    if than:
        raise unsatisfied(value, member, f"Member must have value {than}")


def refuse_choice(value: str | None, choices: Iterable[str], member: str) -> None:
    if value is not None and value not in choices:
        known = ", ".join(choices)
        raise unsatisfied(value, member, f"Member must satisfy enum value set: [{known}]")


def unsatisfied(value: Any, member: str, constraint: str) -> ELBClientError:
    return ValidationError(
        f"1 validation error detected: Value '{value}' at '{member}' failed to satisfy "
        f"constraint: {constraint}"
    )
