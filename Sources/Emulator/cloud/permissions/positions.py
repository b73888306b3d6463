"""Where the statements of a policy stand in its text.

A statement begins behind the bracket or comma before it and ends behind its own last brace, in
lines and columns from 1: so the policy simulator counts
(https://docs.aws.amazon.com/cli/latest/reference/iam/simulate-principal-policy.html).
"""

import json
import re
from typing import NamedTuple

SPACE = re.compile(r"\s*")
DECODER = json.JSONDecoder()


class Position(NamedTuple):
    line: int
    column: int


def spans(text: str) -> list[tuple[Position, Position]]:
    """Of each statement, in order: where it begins and ends."""
    return [(position(text, start), position(text, end)) for start, end in statements(text)]


def position(text: str, at: int) -> Position:
    return Position(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def statements(text: str) -> list[tuple[int, int]]:
    """Steps through the members of the document to the statements."""
    at = text.index("{") + 1
    while True:
        name, at = value(text, at)
        at = text.index(":", at) + 1
        if name != "Statement":
            at = text.index(",", value(text, at)[1]) + 1
            continue
        if text[skipped(text, at)] != "[":
            return [(skipped(text, at), value(text, at)[1])]
        at = skipped(text, at) + 1
        found = []
        while text[skipped(text, at)] != "]":
            end = value(text, at)[1]
            found.append((at, end))
            at = skipped(text, end)
            at += text[at] == ","
        return found


def skipped(text: str, at: int) -> int:
    return SPACE.match(text, at).end()


def value(text: str, at: int) -> tuple[object, int]:
    return DECODER.raw_decode(text, skipped(text, at))
