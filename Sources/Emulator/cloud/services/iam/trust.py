"""AWS IAM: who may assume a role is a policy of its own kind.

- A trust policy is JSON of version 2012-10-17 or 2008-10-17, whose statements have an effect, a
  principal and actions of AWS STS, and no resource: the role itself is the resource
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-custom.html).
- CreateRole and UpdateAssumeRolePolicy answer MalformedPolicyDocument for anything else
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html).
- The ids of its statements are unique
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html).
"""

import json
from collections.abc import Mapping
from typing import Any

from moto.iam.exceptions import MalformedPolicyDocument
from moto.iam.models import IAMBackend
from moto.iam.policy_validation import VALID_VERSIONS, IAMTrustPolicyDocumentValidator

from ...permissions.conditions import is_operator
from ...permissions.context import listed
from ...replacing import replace
from .principals import invalid
from .quotas import trust_size

ELEMENTS = {"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition"}
FORBIDDEN = ("Resource", "NotResource")


def correct() -> None:
    @replace(IAMBackend, "create_role")
    def create_role(moto, backend, role_name, assume_role_policy_document, *rest, **named) -> Any:
        if "linked_service" not in named:
            check(assume_role_policy_document, backend)
        return moto(backend, role_name, assume_role_policy_document, *rest, **named)

    @replace(IAMBackend, "update_assume_role_policy")
    def update_assume_role_policy(moto, backend, role_name, policy_document) -> None:
        backend.get_role(role_name)
        check(policy_document, backend)
        moto(backend, role_name, policy_document)

    @replace(IAMTrustPolicyDocumentValidator, "validate")
    def validate(*_) -> None:
        """moto's own rules, which know no older version, do not come after these."""


def check(document: str, backend: IAMBackend) -> None:
    if problem := malformed(document, backend):
        raise MalformedPolicyDocument(problem)
    trust_size(document)


def malformed(document: str, backend: IAMBackend) -> str | None:
    """What is wrong with the document, as AWS says it; None when nothing is."""
    try:
        content = json.loads(document)
    except ValueError:
        return "This policy contains invalid Json"
    if not isinstance(content, Mapping) or not {*content} <= {"Version", "Id", "Statement"}:
        return "Syntax errors in policy."
    if content.get("Version", VALID_VERSIONS[0]) not in VALID_VERSIONS:
        return "The policy must contain a valid version string"
    if "Statement" not in content:
        return "Missing required field Statement"
    statements = content["Statement"]
    statements = statements if isinstance(statements, list) else [statements]
    if not statements:
        return "Could not parse the policy: Statement is empty!"
    problems = (malformed_statement(statement, backend) for statement in statements)
    if problem := next(filter(None, problems), None):
        return problem
    sids = [statement["Sid"] for statement in statements if statement.get("Sid")]
    return "The Statement Ids in the policy are not unique" if len({*sids}) < len(sids) else None


def malformed_statement(statement: Any, backend: IAMBackend) -> str | None:
    if not isinstance(statement, Mapping) or not {*statement} <= ELEMENTS.union(FORBIDDEN):
        return "Syntax errors in policy."
    for field in ("Effect", "Principal", "Action"):
        if field not in statement and f"Not{field}" not in statement:
            return f"Missing required field {field}"
    if statement["Effect"] not in ("Allow", "Deny"):
        return f"Invalid effect: {statement['Effect']}"
    if "NotPrincipal" in statement:
        return "AssumeRole policy must not contain NotPrincipal field."
    for field in FORBIDDEN:
        if field in statement:
            return f"Has prohibited field {field}"
    actions = [*listed(statement.get("Action", [])), *listed(statement.get("NotAction", []))]
    if not all(action.lower().startswith("sts:") for action in actions):
        return "AssumeRole policy may only specify STS AssumeRole actions."
    if not is_condition(statement.get("Condition", {})):
        return "Syntax errors in policy."
    return invalid(statement["Principal"], backend)


def is_condition(block: Any) -> bool:
    return isinstance(block, Mapping) and all(
        is_operator(operator) and isinstance(keys, Mapping) for operator, keys in block.items()
    )
