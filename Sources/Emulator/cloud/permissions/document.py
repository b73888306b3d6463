"""A policy as its statements, and which of them a request meets.

- A statement applies to what its Action, or all but its NotAction, and its Resource, or all but its
  NotResource, name, if its Condition holds
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html).
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .conditions import satisfied
from .context import Context, listed
from .matching import action_matches, resource_matches

#: A policy of the older version has no variables.
WITH_VARIABLES = "2012-10-17"


class Request(NamedTuple):
    #: As in `ecr:BatchGetImage`.
    action: str
    #: An ARN, or `*` where the action knows no resource.
    resource: str
    context: Context


class Statement:
    """The `index`th statement of the policy."""

    def __init__(self, policy: "Policy", index: int, content: Mapping[str, Any]):
        self.policy = policy
        self.index = index
        self.content = content
        self.allows = content["Effect"] == "Allow"

    def meets(self, request: Request) -> bool:
        return (
            self._names("Action", request.action, action_matches)
            and self._names("Resource", request.resource, self._resource_matches(request))
            and satisfied(
                self.content.get("Condition", {}), request.context, self.policy.has_variables
            )
        )

    def _names(self, element: str, value: str, matches) -> bool:
        """A policy that belongs to a resource may leave Resource out."""
        if element in self.content:
            return any(matches(pattern, value) for pattern in listed(self.content[element]))
        if f"Not{element}" in self.content:
            excepted = listed(self.content[f"Not{element}"])
            return not any(matches(pattern, value) for pattern in excepted)
        return element == "Resource"

    def _resource_matches(self, request: Request):
        variables = request.context if self.policy.has_variables else None
        return lambda pattern, resource: resource_matches(pattern, resource, variables)


class Policy:
    """The policy called `name`, from the text of its document."""

    def __init__(self, name: str, text: str):
        self.name = name
        self.text = text
        content = json.loads(text)
        self.has_variables = content.get("Version") == WITH_VARIABLES
        statements = content["Statement"]
        if isinstance(statements, Mapping):
            statements = [statements]
        self.statements = [
            Statement(self, index, statement) for index, statement in enumerate(statements)
        ]


class Verdict(NamedTuple):
    """What some policies say of a request: the statements of each effect that it meets."""

    allows: list[Statement]
    denies: list[Statement]


def verdict(policies: list[Policy], request: Request) -> Verdict:
    return sorted_by_effect(
        statement
        for policy in policies
        for statement in policy.statements
        if statement.meets(request)
    )


def sorted_by_effect(statements: Iterator[Statement]) -> Verdict:
    met = list(statements)
    return Verdict([each for each in met if each.allows], [each for each in met if not each.allows])
