"""AWS IAM: what a policy of an identity must look like.

- It names no principal: that is who has it
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html).
- The id of a statement has letters and digits only, and is unique in its policy
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html).
- The value of a condition may be a number
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
- An action has its service's prefix
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html), and a
  resource is an ARN or `*`
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html).
"""

import json
import re

from moto.iam.exceptions import MalformedPolicyDocument
from moto.iam.policy_validation import IAMPolicyDocumentValidator

from ...replacing import replace


def correct() -> None:
    @replace(IAMPolicyDocumentValidator, "__init__")
    def begin(moto, validator, policy_document: str) -> None:
        moto(validator, spelled(policy_document))

    @replace(IAMPolicyDocumentValidator, "validate")
    def validate(moto, validator) -> None:
        moto(validator)
        for statement in validator._statements:
            if "Principal" in statement or "NotPrincipal" in statement:
                raise MalformedPolicyDocument("Policy document should not specify a principal.")
            if not re.fullmatch("[0-9A-Za-z]*", statement.get("Sid", "")):
                raise MalformedPolicyDocument(
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies "
                    "the regular expression [0-9A-Za-z]*"
                )


def spelled(document: str) -> str:
    """The document with its numbers as strings, which is all that moto's validator takes."""
    try:
        return json.dumps(json.loads(document, parse_int=str, parse_float=str))
    except ValueError:
        return document
