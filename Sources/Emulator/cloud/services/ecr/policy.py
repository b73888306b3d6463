"""Amazon ECR's policies of repositories and of the registry: who may do what, said by the resource.

- A repository's policy is a document whose statements each have an effect, actions of ECR and a
  principal, or it is refused with InvalidParameterException
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html).
- A policy that would keep its owner from setting another one has to be meant: with `force`
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html).
"""

import json
from fnmatch import fnmatchcase
from typing import Any

from moto.ecr.exceptions import InvalidParameterException
from moto.ecr.models import ECRBackend
from moto.ecr.responses import ECRResponse

from ...replacing import replace

LONGEST = 10_240


def correct() -> None:
    @replace(ECRBackend, "set_repository_policy")
    def set_repository_policy(
        moto, backend, registry_id, repository_name, policy_text
    ) -> dict[str, Any]:
        """moto takes it for a policy of an identity, which names no principal."""
        repository = backend._get_repository(repository_name, registry_id)
        repository.policy = policy_text
        return {
            "registryId": repository.registry_id,
            "repositoryName": repository_name,
            "policyText": policy_text,
        }

    @replace(ECRResponse, "set_repository_policy")
    def check_repository_policy(moto, response) -> Any:
        statements = checked(response._get_param("policyText"))
        if not response._get_param("force") and any(map(locks_out, statements)):
            raise invalid()
        return moto(response)


def checked(text: str) -> list[dict[str, Any]]:
    try:
        statements = json.loads(text)["Statement"]
        statements = statements if isinstance(statements, list) else [statements]
        whole = len(text) <= LONGEST and all(map(is_statement, statements))
    except (ValueError, KeyError, TypeError):
        whole = False
    if not whole:
        raise invalid()
    return statements


def is_statement(statement: dict[str, Any]) -> bool:
    named = statement.get("Action") or statement.get("NotAction")
    return (
        statement["Effect"] in ("Allow", "Deny")
        and bool(named)
        and bool(statement.get("Principal") or statement.get("NotPrincipal"))
        and all(each == "*" or each.lower().startswith("ecr:") for each in listed(named))
    )


def locks_out(statement: dict[str, Any]) -> bool:
    everybody = statement.get("Principal") in ("*", {"AWS": "*"}) and "Condition" not in statement
    actions = listed(statement.get("Action", []))
    sets = any(fnmatchcase("ecr:setrepositorypolicy", each.lower()) for each in actions)
    return statement["Effect"] == "Deny" and everybody and sets


def listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def invalid() -> InvalidParameterException:
    return InvalidParameterException(
        "Invalid parameter at 'PolicyText' failed to satisfy constraint: "
        "'Invalid repository policy provided'"
    )
