"""What a resource's policy lets an AWS service do, such as to write into a bucket.

Statements with a condition on a source's ARN or account hold for the source that asks
(https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
"""

from collections.abc import Mapping
from typing import Any

from ..permissions.context import Context, listed
from ..permissions.document import Policy, Request, Statement


def lets(
    policy: str | bytes | None, service: str, action: str, resource: str, known: Mapping[str, Any]
) -> bool:
    """`known` are the condition keys of the request; those of the moment are added."""
    if not policy:
        return False
    text = policy.decode() if isinstance(policy, bytes) else policy
    request = Request(action, resource, Context({**Context.now(), **known}))
    met = [
        each
        for each in Policy("ResourcePolicy", text).statements
        if names(each, service) and each.meets(request)
    ]
    return bool(met) and all(each.allows for each in met)


def names(statement: Statement, service: str) -> bool:
    principal = statement.content.get("Principal", {})
    if isinstance(principal, str):
        return principal == "*"
    return service in listed(principal.get("Service", [])) or "*" in listed(
        principal.get("AWS", [])
    )
