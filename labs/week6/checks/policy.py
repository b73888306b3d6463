#!/usr/bin/env python3
"""Does a policy in the account say exactly what the lab's file says?

checks/policy.py managed NAME FILE          a customer managed policy's default version
checks/policy.py inline ROLE POLICY FILE    a policy inside a role
checks/policy.py trust ROLE FILE            who may assume the role

What is written differently and means the same (a list of one, another order, a Sid) is no
difference.
"""

import json
import os
import string
import sys
from pathlib import Path
from typing import Any

from account import ACCOUNT, aws, report


def normal(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Statements by what they say, without what only labels them."""
    statements = document["Statement"]
    if isinstance(statements, dict):
        statements = [statements]
    plain = [
        {key: in_order(value) for key, value in each.items() if key != "Sid"} for each in statements
    ]
    return {json.dumps(each, sort_keys=True): each for each in plain}


def in_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: in_order(each) for key, each in value.items()}
    return (
        sorted(value) if isinstance(value, list) else [value] if isinstance(value, str) else value
    )


def differences(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    if found.get("Version") != wanted["Version"]:
        return [f"The policy's Version is “{found.get('Version')}”, not “{wanted['Version']}”."]
    here, there = normal(found), normal(wanted)
    extra = [f"It says, and should not: {text}" for text in here if text not in there]
    missing = [f"It does not say: {text}" for text in there if text not in here]
    return extra + missing


def managed(name: str) -> dict[str, Any] | None:
    arn = f"arn:aws:iam::{ACCOUNT}:policy/{name}"
    policy = aws("iam", "get-policy", "--policy-arn", arn, absent="NoSuchEntity")
    if policy is None:
        return None
    default = policy["Policy"]["DefaultVersionId"]
    version = aws("iam", "get-policy-version", "--policy-arn", arn, "--version-id", default)
    return version["PolicyVersion"]["Document"]


def inline(role: str, name: str) -> dict[str, Any] | None:
    answer = aws(
        "iam", "get-role-policy", "--role-name", role, "--policy-name", name, absent="NoSuchEntity"
    )
    return answer and answer["PolicyDocument"]


def trust(role: str) -> dict[str, Any] | None:
    answer = aws("iam", "get-role", "--role-name", role, absent="NoSuchEntity")
    return answer and answer["Role"]["AssumeRolePolicyDocument"]


def findings(kind: str, *arguments: str) -> list[str]:
    *names, file = arguments
    found = {"managed": managed, "inline": inline, "trust": trust}[kind](*names)
    if found is None:
        return [f"There is no {kind} policy “{' '.join(names)}” in {ACCOUNT}."]
    text = string.Template(Path(file).read_text(encoding="utf-8")).substitute(os.environ)
    return differences(found, json.loads(text))


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
