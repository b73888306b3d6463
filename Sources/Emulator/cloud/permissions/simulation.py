"""What SimulatePrincipalPolicy and SimulateCustomPolicy tell of one action.

- Every resource has its own result, and the action as a whole the most restrictive of them
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html).
- The statements that decided are named by policy, line and column; a silent denial has none, and
  service control policies are not shown
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_Statement.html).
- Keys that the policies ask for and that nobody gave are missing, also those of other statements
  (https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResourceSpecificResult.html).
- A simulation knows who calls and what its context entries say, and nothing else: no time, no tags
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html).
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from .context import Context, listed
from .decision import ALLOWED, EXPLICIT, IMPLICIT, Applicable, Decision, evaluate
from .document import Policy, Request, Statement
from .matching import VARIABLE
from .positions import spans
from .principal import Principal

ANYTHING = ["*"]
#: From the most restrictive.
OUTCOMES = (EXPLICIT, IMPLICIT, ALLOWED)


class Simulation(NamedTuple):
    caller: Principal
    applicable: Applicable
    #: The caller's keys and the context entries.
    known: Context

    def result(self, action: str, resources: list[str]) -> dict[str, Any]:
        """An EvaluationResult, as the API spells it."""
        decisions = [
            evaluate(self.caller, Request(action, resource, self.known), self.applicable)
            for resource in resources
        ]
        whole = min((each.outcome for each in decisions), key=OUTCOMES.index)
        decisive = [each for each in decisions if each.outcome == whole]
        result = {
            "EvalActionName": action,
            "EvalResourceName": resources[0] if len(resources) == 1 else "*",
            "EvalDecision": whole,
            "MatchedStatements": self._matched(decisive),
            "MissingContextValues": self._missing(),
            **details(decisions),
        }
        if resources != ANYTHING:
            result["EvalDecisionDetails"] = {}
            result["ResourceSpecificResults"] = [
                self._specific(resource, decision)
                for resource, decision in zip(resources, decisions, strict=True)
            ]
        return result

    def _specific(self, resource: str, decision: Decision) -> dict[str, Any]:
        of_boundary = {
            name: value for name, value in details([decision]).items() if "Boundary" in name
        }
        return {
            "EvalResourceName": resource,
            "EvalResourceDecision": decision.outcome,
            "MatchedStatements": self._matched([decision]),
            "MissingContextValues": self._missing(),
            **of_boundary,
        }

    def _matched(self, decisions: list[Decision]) -> list[dict[str, Any]]:
        met = {id(each): each for decision in decisions for each in decision.statements}
        return [self._statement(each) for each in met.values()]

    def _statement(self, statement: Statement) -> dict[str, Any]:
        policy = statement.policy
        start, end = spans(policy.text)[statement.index]
        of_resource = policy is self.applicable.resource
        return {
            "SourcePolicyId": policy.name,
            "SourcePolicyType": "Resource Policy" if of_resource else "IAM Policy",
            "StartPosition": {"Line": start.line, "Column": start.column},
            "EndPosition": {"Line": end.line, "Column": end.column},
        }

    def _missing(self) -> list[str]:
        own = [*self.applicable.identity, *(self.applicable.boundary or [])]
        resource = [self.applicable.resource] if self.applicable.resource else []
        return [name for name in context_keys(own + resource) if not self.known.get(name)]


def details(decisions: list[Decision]) -> dict[str, dict[str, bool]]:
    found = {}
    if decisions[0].organization is not None:
        passed = all(each.organization for each in decisions)
        found["OrganizationsDecisionDetail"] = {"AllowedByOrganizations": passed}
    if decisions[0].boundary is not None:
        passed = all(each.boundary for each in decisions)
        found["PermissionsBoundaryDecisionDetail"] = {"AllowedByPermissionsBoundary": passed}
    return found


def context_keys(policies: list[Policy]) -> list[str]:
    """The keys that policies name in conditions and variables, each once, as it is written."""
    found: dict[str, str] = {}
    for policy in policies:
        for statement in policy.statements:
            for name in keys_of(statement):
                found.setdefault(name.lower(), name)
    return list(found.values())


def keys_of(statement: Statement) -> Iterable[str]:
    conditions = statement.content.get("Condition", {}).values()
    texts = [text for keys in conditions for value in keys.values() for text in listed(value)]
    for element in ("Resource", "NotResource"):
        texts += listed(statement.content.get(element, []))
    yield from (key for keys in conditions for key in keys)
    if statement.policy.has_variables:
        yield from (name for text in texts for name, _ in VARIABLE.findall(text) if len(name) > 1)
