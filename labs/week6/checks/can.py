#!/usr/bin/env python3
"""May a role do what it has to, and nothing else? IAM's policy simulator is asked.

checks/can.py ROLE (allowed|denied ACTION… RESOURCE…)…

A resource is an ARN or `*`; every action of a question is asked about every resource of it. All
that decides about the role counts: its policies in their default versions, and its boundary.
"""

import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from account import ACCOUNT, aws, listed, report


class Question(NamedTuple):
    allowed: bool
    actions: list[str]
    resources: list[str]


def questions(words: list[str]) -> Iterator[Question]:
    starts = [place for place, word in enumerate(words) if word in ("allowed", "denied")]
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        asked = words[start + 1 : end]
        resources = [word for word in asked if word == "*" or word.startswith("arn:")]
        actions = [word for word in asked if word not in resources]
        yield Question(words[start] == "allowed", actions, resources)


def findings(role: str, *words: str) -> list[str]:
    found = aws("iam", "get-role", "--role-name", role, absent="NoSuchEntity")
    if found is None:
        return [f"There is no role named “{role}” in {ACCOUNT}."]
    return [
        problem
        for question in questions([*words])
        for action in question.actions
        for problem in problems(found["Role"], action, question)
    ]


def problems(role: dict[str, Any], action: str, question: Question) -> Iterator[str]:
    """One action at a time: the simulator does not take every pair of actions together."""
    answer = aws(
        "iam", "simulate-principal-policy", "--policy-source-arn", role["Arn"],
        "--action-names", action, "--resource-arns", *question.resources,
    )  # fmt: skip
    [result] = answer["EvaluationResults"]
    for detail in result.get("ResourceSpecificResults") or [result]:
        about = f"{action} on {detail['EvalResourceName']}"
        decision = detail.get("EvalResourceDecision") or detail["EvalDecision"]
        if question.allowed and decision != "allowed":
            yield f"{role['RoleName']} may not {about}: {reason({**result, **detail})}."
        elif not question.allowed and decision == "allowed":
            policies = {each["SourcePolicyId"] for each in detail["MatchedStatements"]}
            yield f"{role['RoleName']} may {about}, by {listed(policies)}."


def reason(result: dict[str, Any]) -> str:
    if not result.get("OrganizationsDecisionDetail", {}).get("AllowedByOrganizations", True):
        return "the account's organization does not allow it"
    limit = result.get("PermissionsBoundaryDecisionDetail", {})
    if not limit.get("AllowedByPermissionsBoundary", True):
        return "its permissions boundary does not allow it"
    denying = {each["SourcePolicyId"] for each in result.get("MatchedStatements", [])}
    return f"{listed(denying)} denies it" if denying else "no policy allows it"


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
