#!/usr/bin/env python3
"""Is the guard rail where it holds, does it say what the lab's file says, and whom does it stop?

checks/guard.py place APP       an SCP on a unit of an organization; on a real account a boundary
checks/guard.py says APP FILE
checks/guard.py effect APP      asked of IAM's policy simulator, as an administrator
"""

import json
import os
import string
import sys
from pathlib import Path
from typing import Any

from shared import ACCOUNT, REGION, aws, report

from policy import differences  # isort: skip

SCP = "SERVICE_CONTROL_POLICY"
EMULATED = os.environ.get("LABS_TARGET") == "emulated"
ALL = Path("policies/everything.json").read_text(encoding="utf-8")
ELSEWHERE = "eu-west-1" if REGION != "eu-west-1" else "us-east-1"

#: Who, does what, in which region, and whether it is allowed.
CASES = (
    ("admin", "ecs:DeleteCluster", REGION, False),
    ("admin", "ecs:DeleteService", REGION, False),
    ("admin", "ecs:UpdateService", REGION, True),
    ("admin", "ecs:CreateService", ELSEWHERE, False),
    ("admin", "iam:CreateRole", ELSEWHERE, True),
    ("admin", "cloudtrail:StopLogging", REGION, False),
    ("platform-operations", "ecs:DeleteCluster", REGION, True),
    ("platform-operations", "ecs:DeleteCluster", ELSEWHERE, False),
    ("platform-operations", "cloudtrail:StopLogging", REGION, False),
)


def unit(app: str) -> str | None:
    """The id of the organizational unit; None where there is none."""
    roots = aws("organizations", "list-roots", absent="AWSOrganizationsNotInUseException")
    if not roots:
        return None
    units = aws(
        "organizations", "list-organizational-units-for-parent",
        "--parent-id", roots["Roots"][0]["Id"],
    )  # fmt: skip
    found = [each["Id"] for each in units["OrganizationalUnits"] if each["Name"] == app]
    return found[0] if found else None


def attached(target: str) -> dict[str, str]:
    """The service control policies of a target: their documents by their names."""
    listed = aws(
        "organizations", "list-policies-for-target", "--target-id", target, "--filter", SCP
    )
    return {
        each["Name"]: aws("organizations", "describe-policy", "--policy-id", each["Id"])["Policy"][
            "Content"
        ]
        for each in listed["Policies"]
    }


def boundary(app: str) -> str | None:
    """The document of the boundary of the lab's role."""
    role = aws("iam", "get-role", "--role-name", f"{app}-operator", absent="NoSuchEntity")
    arn = (
        ((role or {}).get("Role") or {})
        .get("PermissionsBoundary", {})
        .get("PermissionsBoundaryArn")
    )
    if not arn:
        return None
    version = aws("iam", "get-policy", "--policy-arn", arn)["Policy"]["DefaultVersionId"]
    found = aws("iam", "get-policy-version", "--policy-arn", arn, "--version-id", version)
    return json.dumps(found["PolicyVersion"]["Document"])


def deployed(app: str) -> tuple[list[str], str | None]:
    """What is wrong with its place, and the guard's document, None where it is nowhere."""
    if not EMULATED:
        document = boundary(app)
        return (
            [] if document else [f"The role {app}-operator has no permissions boundary."]
        ), document
    target = unit(app)
    if target is None:
        return [f"There is no organizational unit named “{app}” in an organization."], None
    policies = attached(target)
    problems = []
    root = aws("organizations", "list-roots")["Roots"][0]
    if not any(each["Type"] == SCP for each in root["PolicyTypes"]):
        problems.append("Service control policies are not enabled for the root: they stop nobody.")
    if "FullAWSAccess" not in policies:
        problems.append(f"FullAWSAccess is not attached to “{app}”: nothing is left allowed there.")
    if f"{app}-guard" not in policies:
        problems.append(f"“{app}-guard” is not attached to the organizational unit “{app}”.")
    return problems, policies.get(f"{app}-guard")


def says(app: str, file: str) -> list[str]:
    document = deployed(app)[1]
    if document is None:
        return ["The guard is attached nowhere."]
    text = string.Template(Path(file).read_text(encoding="utf-8")).substitute(os.environ)
    wanted = json.loads(text)
    if not EMULATED:
        # A boundary allows nothing by itself, so the one of the lab allows everything first.
        wanted["Statement"] += json.loads(ALL)["Statement"]
    return differences(json.loads(document), wanted)


def effect(app: str) -> list[str]:
    problems, document = deployed(app)
    if document is None or problems:
        return problems or ["The guard is attached nowhere."]
    found = []
    policies = list(attached(unit(app) or "").values()) if EMULATED else [document]
    for role, action, region, allowed in CASES:
        decision = decided(role, action, region, policies)
        if (decision == "allowed") != allowed:
            verb = "may" if decision == "allowed" else "may not"
            found.append(f"The role {role} {verb} do {action} in {region}.")
    return found


def decided(role: str, action: str, region: str, policies: list[str]) -> str:
    """As an administrator who has this role; what is attached to the unit stands in the way."""
    context = [
        {"ContextKeyName": name, "ContextKeyType": "string", "ContextKeyValues": [value]}
        for name, value in (
            ("aws:PrincipalArn", f"arn:aws:iam::{ACCOUNT}:role/{role}"),
            ("aws:RequestedRegion", region),
        )
    ]
    level = {"ServiceControlPolicyInputList": policies}
    guard = ["--ordered-organization-policy-input-list", json.dumps([level])]
    if not EMULATED:
        guard = ["--permissions-boundary-policy-input-list", *policies]
    answer: dict[str, Any] = aws(
        "iam", "simulate-custom-policy", "--policy-input-list", ALL, *guard,
        "--action-names", action, "--context-entries", json.dumps(context),
    )  # fmt: skip
    return answer["EvaluationResults"][0]["EvalDecision"]


def findings(aspect: str, app: str, *rest: str) -> list[str]:
    if aspect == "place":
        return deployed(app)[0]
    return says(app, *rest) if aspect == "says" else effect(app)


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
