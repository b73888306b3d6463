#!/usr/bin/env python3
"""Look at something only when a service does its work: before that, the answer would be the cause.

checks/when.py SERVICE CHECK ARGUMENT…     CHECK is a program beside this one, or one of week 6
"""

import os
import sys
from typing import NoReturn

from drills import definition
from shared import APP, asked_by, aws, definition_of, report, service


def main(name: str, check: str, *arguments: str) -> NoReturn:
    if not works(name):
        report([f"“{name}” does not do its work yet. What was opened is looked at when it does."])
    os.execv(check, [check, *arguments])


def works(name: str) -> bool:
    """As a visitor would say; what a deployment has not replaced yet does its work, too."""
    found = service(name)
    if found is None:
        return False
    if name == "site":
        return not asked_by(f"{APP}/front-end", "week6", f"api.{os.environ['DOMAIN']}")
    if name in ("api", "beta-api"):
        return variables(definition_of(found["taskDefinition"])) == variables(definition(name))
    return gets_requests(name) if name in ("search", "mail") else runs_a_task(name)


def variables(task: dict) -> str | None:
    given = task["containerDefinitions"][0].get("environment", [])
    return next((each["value"] for each in given if each["name"] == "FRONTEND_URL"), None)


def gets_requests(name: str) -> bool:
    groups = aws("elbv2", "describe-target-groups", "--names", f"{APP}-{name}",
                 absent="TargetGroupNotFound")  # fmt: skip
    if groups is None:
        return False
    arn = groups["TargetGroups"][0]["TargetGroupArn"]
    targets = aws("elbv2", "describe-target-health", "--target-group-arn", arn)
    states = [each["TargetHealth"]["State"] for each in targets["TargetHealthDescriptions"]]
    return "healthy" in states


def runs_a_task(name: str) -> bool:
    arns = aws("ecs", "list-tasks", "--cluster", APP, "--service-name", name)["taskArns"]
    if not arns:
        return False
    tasks = aws("ecs", "describe-tasks", "--cluster", APP, "--tasks", *arns)["tasks"]
    return any(each["lastStatus"] == "RUNNING" for each in tasks)


if __name__ == "__main__":
    main(*sys.argv[1:])
