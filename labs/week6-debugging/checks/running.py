#!/usr/bin/env python3
"""Does a service run its one task, from the definition that it should run, with the right roles?

checks/running.py SERVICE EXECUTION_ROLE
"""

import sys
from typing import Any

from shared import ACCOUNT, APP, aws, definition_of, report, service


def findings(name: str, execution_role: str) -> list[str]:
    found = service(name)
    if found is None:
        return [f"There is no active service named “{name}” in the cluster “{APP}”."]
    return steady(found) or roles(found["taskDefinition"], execution_role)


def steady(found: dict[str, Any]) -> list[str]:
    """What keeps the service from running its one task and no other."""
    if found["desiredCount"] != 1:
        return [f"The service is told to run {found['desiredCount']} tasks, not 1."]
    running = task(found)
    if running is None:
        return [f"No task of the service's present deployment runs. {last_words(found)}"]
    others = [each for each in found["deployments"] if each["status"] != "PRIMARY"]
    if others:
        return [f"An older deployment of the service is not over yet. {last_words(found)}"]
    failed = found["deployments"][0].get("rolloutState") == "FAILED"
    return [f"The present deployment has failed. {last_words(found)}"] if failed else []


def task(found: dict[str, Any]) -> dict[str, Any] | None:
    """The running task of the service's present definition."""
    arns = aws("ecs", "list-tasks", "--cluster", APP, "--service-name", found["serviceName"])
    if not arns["taskArns"]:
        return None
    tasks = aws("ecs", "describe-tasks", "--cluster", APP, "--tasks", *arns["taskArns"])["tasks"]
    for each in tasks:
        present = each["taskDefinitionArn"] == found["taskDefinition"]
        if present and each["lastStatus"] == "RUNNING" == each["desiredStatus"]:
            return each
    return None


def last_words(found: dict[str, Any]) -> str:
    """Why the task that stopped last did so; what ECS says of the service where none has."""
    arns = aws(
        "ecs", "list-tasks", "--cluster", APP, "--service-name", found["serviceName"],
        "--desired-status", "STOPPED",
    )["taskArns"]  # fmt: skip
    stopped = (
        aws("ecs", "describe-tasks", "--cluster", APP, "--tasks", *arns)["tasks"] if arns else []
    )
    stopped = [each for each in stopped if each.get("stoppedReason")]
    if stopped:
        last = max(stopped, key=lambda each: str(each.get("stoppedAt") or each["createdAt"]))
        return f"The last one stopped: {last['stoppedReason']}"
    events = found.get("events") or []
    return f"ECS says: {events[0]['message']}" if events else ""


def roles(arn: str, execution_role: str) -> list[str]:
    definition = definition_of(arn)
    problems = []
    for field, wanted in (
        ("executionRoleArn", execution_role),
        ("taskRoleArn", f"{APP}-application"),
    ):
        role = definition.get(field, "")
        if role.removeprefix(f"arn:aws:iam::{ACCOUNT}:role/") != wanted:
            problems.append(f"The task definition's {field} is “{role}”, not the role “{wanted}”.")
    return problems


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
