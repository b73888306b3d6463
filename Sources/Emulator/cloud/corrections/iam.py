"""AWS IAM: a role that cannot be assumed is refused when it is made.

- CreateRole answers MalformedPolicyDocument for a trust policy that is none
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html), and every statement
  of one names who may assume the role
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
- A policy of an identity names no principal (same page).
"""

from typing import Any

from moto.iam.exceptions import MalformedPolicyDocument
from moto.iam.models import IAMBackend
from moto.iam.policy_validation import IAMPolicyDocumentValidator, IAMTrustPolicyDocumentValidator


def correct() -> None:
    from . import replace

    @replace(IAMBackend, "create_role")
    def create_role(moto, backend, role_name, assume_role_policy_document, *rest, **named) -> Any:
        if "linked_service" not in named:
            IAMTrustPolicyDocumentValidator(assume_role_policy_document).validate()
        return moto(backend, role_name, assume_role_policy_document, *rest, **named)

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
