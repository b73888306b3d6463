#!/usr/bin/env python3
"""May a role do exactly what a file of the lab says, whatever holds the statements?

checks/powers.py ROLE FILE    the statements of FILE, and no others
checks/powers.py ROLE         nothing at all
"""

import json
import os
import string
import sys
from pathlib import Path
from typing import Any

from shared import ACCOUNT, aws, normal, report


def findings(role: str, file: str = "") -> list[str]:
    held, wanted = statements(role), {}
    if held is None:
        return [f"There is no role named “{role}” in {ACCOUNT}."]
    if file:
        text = Path(file).read_text(encoding="utf-8")
        wanted = normal(json.loads(string.Template(text).substitute(os.environ)))
    return [
        *(f"{role} may, and should not: {says(held[key])}" for key in held if key not in wanted),
        *(f"{role} should, and may not: {says(wanted[key])}" for key in wanted if key not in held),
    ]


def statements(role: str) -> dict[str, dict[str, Any]] | None:
    """What all of its policies say together."""
    held = documents(role)
    if held is None:
        return None
    return {key: each for document in held for key, each in normal(document).items()}


def documents(role: str) -> list[dict[str, Any]] | None:
    """All policies of the role, attached to it or inside it."""
    answer = aws("iam", "list-attached-role-policies", "--role-name", role, absent="NoSuchEntity")
    if answer is None:
        return None
    held = []
    for attached in answer["AttachedPolicies"]:
        arn = attached["PolicyArn"]
        version = aws("iam", "get-policy", "--policy-arn", arn)["Policy"]["DefaultVersionId"]
        whole = aws("iam", "get-policy-version", "--policy-arn", arn, "--version-id", version)
        held.append(whole["PolicyVersion"]["Document"])
    for name in aws("iam", "list-role-policies", "--role-name", role)["PolicyNames"]:
        whole = aws("iam", "get-role-policy", "--role-name", role, "--policy-name", name)
        held.append(whole["PolicyDocument"])
    return held


def says(statement: dict[str, Any]) -> str:
    """A statement on one line, as short as it can be read."""
    actions = " ".join(statement.get("Action") or ["everything but", *statement["NotAction"]])
    resources = " ".join(statement.get("Resource") or ["all but", *statement["NotResource"]])
    effect = "" if statement["Effect"] == ["Allow"] else "(denied) "
    return f"{effect}{actions} on {resources}"


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
