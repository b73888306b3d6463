"""AWS IAM: a principal has to exist.

- A trust policy names accounts, roles, users, services or identity providers, each under its kind
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
- A role or user that is not there is refused, as is an ARN with a wildcard, a group, or a service
  that AWS does not have, like `ecs-task.amazonaws.com` without its `s`
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html).
"""

import re
from collections.abc import Mapping
from typing import Any

from moto.iam.models import IAMBackend

from ...permissions.context import listed
from .services import is_service

KINDS = {"AWS", "Service", "Federated", "CanonicalUser"}
ACCOUNT = re.compile(r"(arn:aws[\w-]*:iam::)?\d{12}(:root)?")
ARN = re.compile(
    r"arn:aws[\w-]*:(?:iam|sts)::(\d{12}):(role|user|assumed-role|federated-user)/(.+)"
)
UNIQUE_ID = re.compile(r"A(ROA|IDA)[A-Z0-9]{16,}")


def invalid(principal: Any, backend: IAMBackend) -> str | None:
    """What is wrong with a trust policy's Principal, as AWS says it."""
    if principal == "*":
        return 'AssumeRolepolicy contained an invalid principal: "STAR":"*".'
    if not isinstance(principal, Mapping):
        return "Principal must be a JSON object."
    if not principal:
        return "Missing required field Principal cannot be empty!"
    for kind, values in principal.items():
        if kind not in KINDS:
            return f'Invalid principal in policy: "{kind}"'
        for value in listed(values):
            if not exists(kind, value, backend):
                return f'Invalid principal in policy: "{kind.upper()}":"{value}"'
    return None


def exists(kind: str, value: str, backend: IAMBackend) -> bool:
    if kind == "Service":
        return is_service(value)
    if kind != "AWS" or value == "*" or ACCOUNT.fullmatch(value):
        return True
    if UNIQUE_ID.fullmatch(value):
        return value in {each.id for each in everybody(backend)}
    found = ARN.fullmatch(value)
    if not found or "*" in value or "?" in value:
        return False
    account, entity, path = found.groups()
    if account != backend.account_id or entity == "federated-user":
        # Whoever is in another account, that account knows.
        return True
    if entity == "assumed-role":
        return path.split("/")[0] in {role.name for role in backend.roles.values()}
    return value in {each.arn for each in everybody(backend)}


def everybody(backend: IAMBackend) -> list[Any]:
    return [*backend.roles.values(), *backend.users.values()]
