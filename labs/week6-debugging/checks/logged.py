#!/usr/bin/env python3
"""Does a service write its log, into a group that we made and that forgets after a day?

checks/logged.py SERVICE GROUP EXECUTION_ROLE FILE    what the role may do is in FILE
"""

import sys
from typing import Any

from powers import findings as powers
from shared import APP, REGION, aws, definition_of, report, service


def findings(name: str, group: str, role: str, file: str) -> list[str]:
    found = service(name)
    if found is None:
        return [f"There is no active service named “{name}” in the cluster “{APP}”."]
    container = definition_of(found["taskDefinition"])["containerDefinitions"][0]
    return written(container.get("logConfiguration"), group) + kept(group) + powers(role, file)


def written(configuration: dict[str, Any] | None, group: str) -> list[str]:
    if configuration is None or configuration["logDriver"] != "awslogs":
        return ["The container writes no log to CloudWatch any more: nobody can look into it."]
    options = configuration["options"]
    problems = []
    if options["awslogs-group"] != group:
        problems.append(f"The container writes to the group “{options['awslogs-group']}”.")
    if options.get("awslogs-create-group") == "true":
        problems.append("The driver may make groups by itself, and those keep events for ever.")
    return problems


def kept(group: str) -> list[str]:
    groups = aws("logs", "describe-log-groups", "--log-group-name-prefix", f"{APP}-")["logGroups"]
    names = [each["logGroupName"] for each in groups]
    if group not in names:
        return [f"There is no log group “{group}” in {REGION}."]
    days = groups[names.index(group)].get("retentionInDays")
    problems = [] if days == 1 else [f"“{group}” keeps its events {days_of(days)}, not one day."]
    extra = [each for each in names if each != group]
    return problems + [f"The log group “{each}” is there as well." for each in extra]


def days_of(days: int | None) -> str:
    return f"for {days} days" if days else "for ever"


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
