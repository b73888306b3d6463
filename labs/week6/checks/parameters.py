#!/usr/bin/env python3
"""Have the parameters values that the application can use? No value is ever printed.

checks/parameters.py PATH NAME…

ECS fetches them with the execution role, which may use the key of Parameter Store, and no other.
"""

import re
import sys
from collections.abc import Iterator

from account import REGION, aws, report

OWN_KEY = "alias/aws/ssm"
SHAPES = {
    "CONNECTION_URL": (
        r"postgres(ql)?://[^/]+/.+",
        "a URL, postgresql://…/… and so on",
    ),
    "OTEL_EXPORTER_OTLP_HEADERS": (r"x-honeycomb-team=.+", "the header x-honeycomb-team=… itself"),
}


def problem(name: str, value: str) -> str | None:
    if not value.strip() or value.strip().lower() in ("none", "null", "undefined"):
        return f"{name} is empty."
    if value != value.strip():
        return f"{name} begins or ends with white space, perhaps the line end of a file."
    if value == name:
        return f"{name} holds its own name where its value should be."
    if value[0] in "'\"" and value[0] == value[-1]:
        return f"{name} has its quotation marks stored with it."
    if re.search(r"\$\{?[A-Z_]+", value):
        return f"{name} holds the name of a shell variable where its value should be."
    pattern, shape = SHAPES.get(name, (".+", ""))
    if not re.fullmatch(pattern, value):
        return f"{name} is not {shape}."
    return None


def findings(path: str, *names: str) -> list[str]:
    answer = aws("ssm", "get-parameters-by-path", "--path", path, "--with-decryption")
    values = {each["Name"].removeprefix(f"{path}/"): each["Value"] for each in answer["Parameters"]}
    missing = [
        f"There is no parameter {path}/{name} in {REGION}." for name in names if name not in values
    ]
    shapes = [problem(name, values[name]) for name in names if name in values]
    return missing + [each for each in shapes if each] + same(values) + [*stored(path)]


def same(values: dict[str, str]) -> list[str]:
    """Two that were copied from one another; one of them is wrong."""
    names = sorted(values)
    return [
        f"{second} has the value of {first}."
        for place, first in enumerate(names)
        for second in names[place + 1 :]
        if values[first] == values[second]
    ]


def stored(path: str) -> Iterator[str]:
    within = ("--parameter-filters", f"Key=Path,Values={path}")
    for each in aws("ssm", "describe-parameters", *within)["Parameters"]:
        name = each["Name"].removeprefix(f"{path}/")
        if each.get("KeyId", OWN_KEY) != OWN_KEY:
            yield f"{name} is encrypted with {each['KeyId']}, which the execution role may not use."
        if each.get("Tier", "Standard") != "Standard":
            yield f"{name} is of the tier {each['Tier']}, which costs money each month."


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
