"""AWS IAM: roles, users and policies, and what is said when one is not there.

- A role, user, group or policy that is not there is NoSuchEntity
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html).
- Names differ by more than their case
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
- A managed policy is deleted only when it is attached to nothing and has no version beside the
  default one (https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html).
- One version of a managed policy is its default, whichever was made that last
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html).
- Attaching what is attached changes nothing; AttachmentCount tells to how many entities a policy is
  attached (https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html).
- A permissions boundary is a managed policy that is there
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html).
"""

from collections.abc import Callable
from typing import Any

from moto.iam.exceptions import DeleteConflictException, EntityAlreadyExists, NotFoundException
from moto.iam.models import IAMBackend, ManagedPolicy

from ...replacing import replace


def correct() -> None:
    for name, words in (
        ("get_role", "The role with name {} cannot be found."),
        ("get_user", "The user with name {} cannot be found."),
        ("get_group", "The group with name {} cannot be found."),
        ("get_instance_profile", "Instance Profile {} cannot be found."),
        ("get_policy", "Policy {} was not found."),
    ):
        replace(IAMBackend, name)(saying(words))

    @replace(IAMBackend, "get_role_policy")
    def get_role_policy(moto, backend, role_name, policy_name) -> tuple[str, str]:
        if policy_name not in backend.get_role(role_name).policies:
            raise NotFoundException(f"The role policy with name {policy_name} cannot be found.")
        return moto(backend, role_name, policy_name)

    @replace(IAMBackend, "create_role")
    def create_role(
        moto, backend, role_name, document, path, permissions_boundary, *rest, **named
    ) -> Any:
        if any(role.name.lower() == role_name.lower() for role in backend.get_roles()):
            raise EntityAlreadyExists(f"Role with name {role_name} already exists.")
        has_boundary(backend, permissions_boundary)
        return moto(backend, role_name, document, path, permissions_boundary, *rest, **named)

    @replace(IAMBackend, "put_role_permissions_boundary")
    def put_role_permissions_boundary(moto, backend, role_name, boundary) -> None:
        has_boundary(backend, boundary)
        moto(backend, role_name, boundary)

    @replace(IAMBackend, "create_policy")
    def create_policy(moto, backend, description, path, document, policy_name, tags) -> Any:
        if policy_name.lower() in {each.name.lower() for each in own_policies(backend)}:
            raise EntityAlreadyExists(
                f"A policy called {policy_name} already exists. Duplicate names are not allowed."
            )
        return moto(backend, description, path, document, policy_name, tags)

    @replace(ManagedPolicy, "update_default_version")
    def update_default_version(moto, policy, version_id) -> None:
        for version in policy.versions:
            version.is_default = version.version_id == version_id
        policy.default_version_id = version_id

    @replace(IAMBackend, "delete_policy")
    def delete_policy(moto, backend, policy_arn) -> None:
        policy = backend.get_policy(policy_arn)
        if policy.attachment_count > 0:
            raise DeleteConflictException("Cannot delete a policy attached to entities.")
        if len(policy.versions) > 1:
            raise DeleteConflictException(
                "This policy has more than one version. Before you delete a policy, you must "
                "delete the policy's versions. The default version is deleted with the policy."
            )
        moto(backend, policy_arn)


def saying(words: str) -> Callable:
    """Finds as moto does, and says it as AWS does when there is nothing."""

    def found(moto, backend, *name, **named) -> Any:
        try:
            return moto(backend, *name, **named)
        except NotFoundException:
            raise NotFoundException(words.format(*name, *named.values())) from None

    return found


def has_boundary(backend: IAMBackend, arn: str | None) -> None:
    if arn and arn not in backend.managed_policies:
        raise NotFoundException(f"Scope ARN: {arn} does not exist or is not attachable.")


def own_policies(backend: IAMBackend) -> list[Any]:
    return [each for arn, each in backend.managed_policies.items() if ":iam::aws:" not in arn]
