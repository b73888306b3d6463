#!/usr/bin/env python3
"""Does a policy in the account say what the lab's file says, and nothing more?

checks/policy.py managed NAME FILE [ACTION…]          a customer managed policy's default version
checks/policy.py inline ROLE POLICY FILE [ACTION…]    a policy inside a role
checks/policy.py own ROLE FILE [ACTION…]              all of a role's that are not made by AWS
checks/policy.py trust ROLE FILE                      who may assume the role

What is written differently and means the same (a list of one, another order, a Sid) is no
difference, and neither are fewer resources, nor that one of the ACTIONs is not there: whether it is
enough is for IAM to say. A trust may be kept to tasks of this account.
"""

import json
import os
import string
import sys
from pathlib import Path
from typing import Any

from account import ACCOUNT, REGION, aws, report
from grants import Grant, grants, statements


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
    """Statement by statement, for documents of which each has to be as it is."""
    if found.get("Version") != wanted["Version"]:
        return [f"The policy's Version is “{found.get('Version')}”, not “{wanted['Version']}”."]
    here, there = normal(found), normal(wanted)
    extra = [f"It says, and should not: {text}" for text in here if text not in there]
    missing = [f"It does not say: {text}" for text in there if text not in here]
    return extra + missing


def compared(found: dict[str, Any], wanted: dict[str, Any], spared: list[str]) -> list[str]:
    """What a policy says beyond another, and what it does not say of it; less may be enough."""
    if found.get("Version") != wanted["Version"]:
        return [f"The policy's Version is “{found.get('Version')}”, not “{wanted['Version']}”."]
    here, there = [*grants(found)], [*grants(wanted)]
    extra = [each for each in here if not any(each.is_within(other) for other in there)]
    missing = [
        each
        for each in there
        if each.action not in spared
        and not any(other.is_part_of(each) or each.is_within(other) for other in here)
    ]
    return [f"It says, and should not: {each}." for each in unique(extra)] + [
        f"It does not say: {each}." for each in unique(missing)
    ]


def unique(found: list[Grant]) -> list[str]:
    return list(dict.fromkeys(map(str, found)))


def managed(name: str) -> dict[str, Any] | None:
    return default_version(f"arn:aws:iam::{ACCOUNT}:policy/{name}")


def default_version(arn: str) -> dict[str, Any] | None:
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


def own(role: str) -> dict[str, Any] | None:
    """Inside the role or attached to it, all statements together."""
    attached = aws("iam", "list-attached-role-policies", "--role-name", role, absent="NoSuchEntity")
    if attached is None:
        return None
    arns = [each["PolicyArn"] for each in attached["AttachedPolicies"]]
    documents = [default_version(arn) for arn in arns if not arn.startswith("arn:aws:iam::aws:")]
    names = aws("iam", "list-role-policies", "--role-name", role)["PolicyNames"]
    documents += [inline(role, name) for name in names]
    if not documents:
        return None
    return {
        "Version": min(each.get("Version", "") for each in documents),
        "Statement": [statement for each in documents for statement in statements(each)],
    }


def trust(role: str) -> dict[str, Any] | None:
    answer = aws("iam", "get-role", "--role-name", role, absent="NoSuchEntity")
    return answer and without_own(answer["Role"]["AssumeRolePolicyDocument"])


def without_own(document: dict[str, Any]) -> dict[str, Any]:
    """The conditions that AWS recommends against the confused deputy ask for what is true here."""
    true_here = {
        "aws:SourceAccount": [ACCOUNT],
        "aws:SourceArn": [f"arn:aws:ecs:{REGION}:{ACCOUNT}:*"],
    }
    for each in statements(document):
        conditions = each.get("Condition", {})
        if all(
            operator in ("StringEquals", "StringLike", "ArnLike", "ArnEquals")
            and true_here.get(key) == ([asked] if isinstance(asked, str) else asked)
            for operator, keys in conditions.items()
            for key, asked in keys.items()
        ):
            each.pop("Condition", None)
    return document


def findings(kind: str, *arguments: str) -> list[str]:
    place = next(i for i, each in enumerate(arguments) if each.endswith(".json"))
    names, file, spared = arguments[:place], arguments[place], arguments[place + 1 :]
    found = {"managed": managed, "inline": inline, "own": own, "trust": trust}[kind](*names)
    if found is None:
        whose = "policy of its own for the role" if kind == "own" else f"{kind} policy"
        return [f"There is no {whose} “{' '.join(names)}” in {ACCOUNT}."]
    text = string.Template(Path(file).read_text(encoding="utf-8")).substitute(os.environ)
    return compared(found, json.loads(text), [*spared])


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
