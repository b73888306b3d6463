"""Who asks, with the policies that this identity has on moto's IAM backend.

- The keys that follow from who asks: `aws:PrincipalArn`, `aws:PrincipalAccount`,
  `aws:PrincipalType`, `aws:PrincipalTag/…`, `aws:userid`, and for a user `aws:username`
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html,
  https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html).
- The session of a role has the role's policies, and its `aws:PrincipalArn` is the role's
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
"""

import re
from typing import Any, NamedTuple

from moto.iam.models import Group, IAMBackend, ManagedPolicy, Role, User, iam_backends

from .context import Context
from .document import Policy

ARN = re.compile(r"arn:([\w-]+):(?:iam|sts)::(\d{12}):(root|[\w-]+/.+)")


class Principal(NamedTuple):
    #: Of the identity itself, also where a role's session asks.
    arn: str
    #: As it was asked for: the session's, where one asks.
    seen_as: str
    account: str
    #: `role`, `user`, `group` or `root`.
    kind: str
    #: What is there; None for the root user and for what was deleted.
    entity: Role | User | Group | None
    policies: list[Policy]
    boundary: list[Policy] | None

    def context(self) -> Context:
        names = {
            "aws:PrincipalArn": self.arn,
            "aws:PrincipalAccount": self.account,
            "aws:PrincipalType": {"role": "AssumedRole", "root": "Account"}.get(self.kind, "User"),
        }
        if self.kind == "user":
            names["aws:username"] = self.arn.rsplit("/", 1)[1]
        if self.entity:
            session = self.seen_as.rsplit("/", 1)[1] if self.seen_as != self.arn else self.kind
            suffix = f":{session}" if self.kind == "role" else ""
            names["aws:userid"] = f"{self.entity.id}{suffix}"
            tags = getattr(self.entity, "tags", None) or []
            names |= {f"aws:PrincipalTag/{tag['Key']}": tag["Value"] for tag in tags}
        return Context(names)


def principal(arn: str) -> Principal:
    """The identity of `arn`; one that is not there has no policies."""
    found = ARN.fullmatch(arn)
    if not found:
        raise ValueError(f"“{arn}” is the ARN of no role, user or group.")
    partition, account, named = found.groups()
    kind, _, path = named.partition("/")
    backend = iam_backends[account][partition]
    if kind == "assumed-role":
        role = path.split("/")[0]
        entity = next((each for each in backend.get_roles() if each.name == role), None)
        own = entity.arn if entity else f"arn:{partition}:iam::{account}:role/{role}"
        return identity(backend, own, arn, account, "role", entity)
    entity = next((each for each in entities(backend, kind) if each.arn == arn), None)
    return identity(backend, arn, arn, account, kind, entity)


def entities(backend: IAMBackend, kind: str) -> list[Any]:
    collections = {"role": backend.roles, "user": backend.users, "group": backend.groups}
    return list(collections.get(kind, {}).values())


def identity(
    backend: IAMBackend, arn: str, seen_as: str, account: str, kind: str, entity: Any
) -> Principal:
    policies = policies_of(entity, kind) if entity else []
    if kind == "user" and entity:
        for group in backend.get_groups_for_user(entity.name):
            policies += policies_of(group, "group")
    limit = getattr(entity, "permissions_boundary_arn", None)
    boundary = [managed(backend.managed_policies[limit])] if limit else None
    return Principal(arn, seen_as, account, kind, entity, policies, boundary)


def policies_of(entity: Any, kind: str) -> list[Policy]:
    """Those inside the entity, named as the policy simulator names them, and those attached."""
    inside = [
        Policy(f"{kind}_{entity.name}_{name}", text) for name, text in entity.policies.items()
    ]
    return inside + [managed(policy) for policy in entity.managed_policies.values()]


def managed(policy: ManagedPolicy) -> Policy:
    version = next(each for each in policy.versions if each.version_id == policy.default_version_id)
    return Policy(policy.name, version.document)
