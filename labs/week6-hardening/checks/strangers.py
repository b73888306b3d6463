"""Whom a policy on a thing lets in from outside the account.

A principal is one of ours when it is in the account, or when a condition holds everybody to it.
AWS's own services are none of the strangers: other checks ask what those may do.
"""

import json
from typing import Any

from shared import ACCOUNT

#: What holds a principal to an account, as AWS writes it in policies; keys are not case-sensitive.
OURS = {"aws:principalaccount", "aws:sourceaccount", "aws:sourceowner", "kms:calleraccount"}


def strangers(document: str | dict[str, Any]) -> list[str]:
    policy = json.loads(document) if isinstance(document, str) else document
    return sorted({
        principal
        for statement in listed(policy["Statement"])
        if statement["Effect"] == "Allow" and not held(statement.get("Condition", {}))
        for principal in principals(statement)
        if not is_ours(principal)
    })  # fmt: skip


def principals(statement: dict[str, Any]) -> list[str]:
    if "NotPrincipal" in statement:
        return ["everybody but some"]
    named = statement.get("Principal", {})
    return listed(named if isinstance(named, str) else named.get("AWS", []))


def is_ours(principal: str) -> bool:
    parts = principal.split(":")
    return principal == ACCOUNT or (len(parts) > 4 and parts[4] == ACCOUNT)


def held(condition: dict[str, Any]) -> bool:
    return any(
        operator == "StringEquals" and name.lower() in OURS and listed(values) == [ACCOUNT]
        for operator, each in condition.items()
        for name, values in each.items()
    )


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
