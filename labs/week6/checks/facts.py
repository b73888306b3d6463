"""What is compared, by the words with which it is reported.

No value of what should not be there at all is shown: it may be a secret.
"""

from collections.abc import Iterator
from typing import Any

Facts = Iterator[tuple[str, Any]]


def differences(found: dict[str, Any], expected: dict[str, Any]) -> Iterator[str]:
    for label in {**expected, **found}:
        if label not in expected:
            yield f"{label} is too much."
        elif label not in found or found[label] in (None, []):
            if expected[label] not in (None, []):
                yield f"{label} is missing; expected “{shown(expected[label])}”."
        elif found[label] != expected[label]:
            yield f"{label} is “{shown(found[label])}”, not “{shown(expected[label])}”."


def shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) or "nothing" if isinstance(value, list) else f"{value}"
