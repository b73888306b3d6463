"""AWS IAM: what contradicts itself is refused.

- CreateRole answers MalformedPolicyDocument for a trust policy that is none
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html), and every statement
  of one names who may assume the role
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
- A policy of an identity names no principal (same page).
- A managed policy that is attached to anything cannot be deleted
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html).
- Attaching what is attached changes nothing; AttachmentCount tells to how many entities a policy is
  attached (https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html).
"""

from typing import Any

from moto.iam.exceptions import DeleteConflictException, MalformedPolicyDocument
from moto.iam.models import IAMBackend, ManagedPolicy
from moto.iam.policy_validation import IAMPolicyDocumentValidator, IAMTrustPolicyDocumentValidator


def correct() -> None:
    from ..corrections import replace

    @replace(IAMBackend, "create_role")
    def create_role(moto, backend, role_name, assume_role_policy_document, *rest, **named) -> Any:
        if "linked_service" not in named:
            IAMTrustPolicyDocumentValidator(assume_role_policy_document).validate()
        return moto(backend, role_name, assume_role_policy_document, *rest, **named)

    @replace(IAMBackend, "delete_policy")
    def delete_policy(moto, backend, policy_arn) -> None:
        if backend.get_policy(policy_arn).attachment_count > 0:
            raise DeleteConflictException("Cannot delete a policy attached to entities.")
        moto(backend, policy_arn)

    @replace(ManagedPolicy, "attach_to")
    def attach_to(moto, policy, entity) -> None:
        if policy.arn not in entity.managed_policies:
            moto(policy, entity)

    @replace(IAMTrustPolicyDocumentValidator, "validate")
    def validate_trust(moto, validator) -> None:
        moto(validator)
        for statement in validator._statements:
            if "Principal" not in statement and "NotPrincipal" not in statement:
                raise MalformedPolicyDocument("Missing required field Principal")

    @replace(IAMPolicyDocumentValidator, "validate")
    def validate_identity(moto, validator) -> None:
        moto(validator)
        for statement in validator._statements:
            if "Principal" in statement or "NotPrincipal" in statement:
                raise MalformedPolicyDocument("Policy document should not specify a principal.")
