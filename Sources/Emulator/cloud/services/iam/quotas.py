"""AWS IAM: what an account may have of each, in AWS's default quotas of 2026.

- A trust policy has at most 2,048 characters, a managed policy 6,144, and the policies inside a
  role 10,240 together, inside a group 5,120, inside a user 2,048; white space is not counted
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
- At most ten managed policies are attached to a role, a user or a group
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
"""

from typing import Any

from moto.iam.exceptions import LimitExceededException
from moto.iam.models import Group, IAMBackend, ManagedPolicy, Role, User

from ...replacing import replace

TRUST, MANAGED = 2048, 6144
INSIDE = {Role: 10240, User: 2048, Group: 5120}
ATTACHED = 10


def correct() -> None:
    @replace(IAMBackend, "create_policy")
    def create_policy(moto, backend, description, path, policy_document, *rest, **named) -> Any:
        managed_size(policy_document)
        return moto(backend, description, path, policy_document, *rest, **named)

    @replace(IAMBackend, "create_policy_version")
    def create_policy_version(moto, backend, policy_arn, policy_document, *rest) -> Any:
        managed_size(policy_document)
        return moto(backend, policy_arn, policy_document, *rest)

    @replace(ManagedPolicy, "attach_to")
    def attach_to(moto, policy, entity) -> None:
        if policy.arn in entity.managed_policies:
            return
        if len(entity.managed_policies) >= ATTACHED:
            name = f"PoliciesPer{type(entity).__name__}"
            raise LimitExceededException(f"Cannot exceed quota for {name}: {ATTACHED}")
        moto(policy, entity)

    for kind in INSIDE:

        @replace(kind, "put_policy")
        def put_policy(moto, entity, policy_name, policy_json) -> None:
            inside = {**entity.policies, policy_name: policy_json}
            limit = INSIDE[type(entity)]
            if sum(map(size, inside.values())) > limit:
                raise LimitExceededException(
                    f"Maximum policy size of {limit} bytes exceeded for "
                    f"{type(entity).__name__.lower()} {entity.name}"
                )
            moto(entity, policy_name, policy_json)


def managed_size(document: str) -> None:
    if size(document) > MANAGED:
        raise LimitExceededException(f"Cannot exceed quota for PolicySize: {MANAGED}")


def trust_size(document: str) -> None:
    if size(document) > TRUST:
        raise LimitExceededException(f"Cannot exceed quota for ACLSizePerRole: {TRUST}")


def size(document: str) -> int:
    return len("".join(document.split()))
