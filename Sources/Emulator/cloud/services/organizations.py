"""AWS Organizations: a service control policy is one, and counts where its type is enabled.

- The account that creates an organization is its management account: no account is made for that
  (https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganization.html).
- Policies of a type are attached only where the root has this type enabled:
  PolicyTypeNotEnabledException
  (https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html).
- A service control policy has at most 5,120 characters without its white space, and statements that
  each have an Effect and actions: MalformedPolicyDocumentException
  (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html).
- Neither a Principal nor a NotPrincipal is part of one
  (https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_syntax.html).
- A target keeps at least one service control policy, which is FullAWSAccess in the beginning
  (https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html).
- A policy is attached to a target once: DuplicatePolicyAttachmentException
  (https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html).
- A policy of AWS's own is neither changed nor deleted
  (https://docs.aws.amazon.com/organizations/latest/APIReference/API_UpdatePolicy.html).

Ours: the last policy of a target, a policy that is too long.
"""

import json
from typing import Any

from moto.iam.models import iam_backends
from moto.organizations.exceptions import (
    ConstraintViolationException,
    OrganizationsClientError,
    PolicyTypeNotEnabledException,
)
from moto.organizations.models import FakePolicy, OrganizationsBackend
from moto.organizations.responses import OrganizationsResponse

from ..replacing import replace

KIND = "SERVICE_CONTROL_POLICY"
LONGEST = 5120


def correct() -> None:
    @replace(OrganizationsBackend, "create_organization")
    def create_organization(moto, backend, **named) -> dict[str, Any]:
        """moto makes a role in an account that nobody has, and then gives it another number."""
        before = set(iam_backends)
        answer = moto(backend, **named)
        for account in set(iam_backends) - before:
            del iam_backends[account]
        return answer

    @replace(OrganizationsBackend, "create_policy")
    def create_policy(moto, backend, **named) -> dict[str, Any]:
        if named.get("Type") == KIND:
            validate(named["Content"])
        return moto(backend, **named)

    @replace(OrganizationsBackend, "update_policy")
    def update_policy(moto, backend, **named) -> dict[str, Any]:
        policy = backend.get_policy_by_id(named["PolicyId"])
        refuse_managed(policy)
        if named.get("Content") and policy.type == KIND:
            validate(named["Content"])
        return moto(backend, **named)

    @replace(OrganizationsBackend, "delete_policy")
    def delete_policy(moto, backend, **named) -> None:
        refuse_managed(backend.get_policy_by_id(named["PolicyId"]))
        moto(backend, **named)

    @replace(OrganizationsResponse, "attach_policy")
    def attach_policy(moto, response) -> Any:
        """Not for what AWS attaches by itself, when a unit or an account is made."""
        backend, target_id = response.organizations_backend, response._get_param("TargetId")
        policy = backend.get_policy_by_id(response._get_param("PolicyId"))
        root = backend._get_root_by_id(backend.org.root_id)
        if not any(each["Type"] == policy.type for each in root.policy_types):
            raise PolicyTypeNotEnabledException
        if any(target.id == target_id for target in policy.attachments):
            raise OrganizationsClientError(
                "DuplicatePolicyAttachmentException",
                "The selected policy is already attached to the specified target.",
            )
        return moto(response)

    @replace(OrganizationsBackend, "detach_policy")
    def detach_policy(moto, backend, **named) -> None:
        policy = backend.get_policy_by_id(named["PolicyId"])
        target = next((each for each in policy.attachments if each.id == named["TargetId"]), None)
        kept = [each for each in getattr(target, "attached_policies", []) if each.type == KIND]
        if policy.type == KIND and kept == [policy]:
            raise ConstraintViolationException(
                "You must have at least one SERVICE_CONTROL_POLICY attached to the target."
            )
        moto(backend, **named)


def refuse_managed(policy: FakePolicy) -> None:
    if policy.aws_managed:
        raise OrganizationsClientError(
            "AccessDeniedException", "You don't have permissions to access this resource."
        )


def validate(content: str) -> None:
    try:
        document = json.loads(content)
        statements = document["Statement"]
        listed = statements if isinstance(statements, list) else [statements]
        whole = all(map(is_statement, listed)) and document.get("Version") == "2012-10-17"
    except (ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise OrganizationsClientError(
            "MalformedPolicyDocumentException",
            "The provided policy document does not meet the requirements of the specified policy "
            "type.",
        )
    if len(json.dumps(document, separators=(",", ":"))) > LONGEST:
        raise ConstraintViolationException(
            "You have exceeded the maximum size of a policy document: 5120 characters."
        )


def is_statement(statement: dict[str, Any]) -> bool:
    named = {"Action", "NotAction"} & statement.keys()
    foreign = {"Principal", "NotPrincipal"} & statement.keys()
    return statement.get("Effect") in ("Allow", "Deny") and len(named) == 1 and not foreign
