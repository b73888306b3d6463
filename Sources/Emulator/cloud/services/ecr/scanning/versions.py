"""Which of two versions is the older one, as dpkg, apk and pip see it.

Debian: epoch, then upstream version, then revision, where letters come before other characters and
`~` before everything, also before the end
(https://www.debian.org/doc/debian-policy/ch-controlfields.html#version). Alpine's versions, without
its rare suffixes, and Python's releases, with `a`, `b` and `rc` before the release itself
(https://packaging.python.org/en/latest/specifications/version-specifiers/), fit in too.
"""

import re
from itertools import zip_longest


def is_older(version: str, other: str, ecosystem: str) -> bool:
    if ecosystem == "pypi":
        version, other = (
            re.sub(r"\.?(a|b|rc|dev)(?=\d)", r"~\1", text) for text in (version, other)
        )
    return key(version) < key(other)


def key(version: str) -> tuple:
    epoch, colon, rest = version.rpartition(":")
    upstream, dash, revision = rest.rpartition("-")
    upstream, revision = (upstream, revision) if dash else (rest, "")
    return (int(epoch) if colon else 0, Parts(upstream), Parts(revision))


class Parts:
    """Runs of other characters and numbers, in turn."""

    def __init__(self, text: str):
        found = re.findall(r"(\D*)(\d*)", text)
        self.parts = [(letters, int(digits or 0)) for letters, digits in found]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Parts) and not self < other and not other < self

    def __hash__(self) -> int:
        return hash(tuple(self.parts))

    def __lt__(self, other: "Parts") -> bool:
        for mine, theirs in zip_longest(self.parts, other.parts, fillvalue=("", 0)):
            left, right = ([*map(weight, part[0]), weight("")] for part in (mine, theirs))
            if (left, mine[1]) != (right, theirs[1]):
                return (left, mine[1]) < (right, theirs[1])
        return False


def weight(character: str) -> int:
    """`~`, then the end, then letters, then all others."""
    if character == "~":
        return -1
    return ord(character) + (0 if character.isalpha() else 256) if character else 0
