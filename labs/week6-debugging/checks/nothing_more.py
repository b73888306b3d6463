#!/usr/bin/env python3
"""Was nothing opened, on the way to a repair, that a drill is not about?

checks/nothing_more.py SERVICE

What it runs is what it ran, its roles are trusted by whom they were and may do what they could, and
whoever could reach it still can, and nobody else.
"""

import json
import os
import string
import sys
from pathlib import Path
from typing import Any

from balancer import findings as balanced
from drills import DRILLS, Drill, definition
from powers import findings as powers
from powers import says, statements
from shared import APP, aws, definition_of, normal, report, service

from facts import differences  # isort: skip
from ingress import lets_in  # isort: skip
from policy import findings as policy  # isort: skip
from task_definition import ASPECTS  # isort: skip

EXECUTION = "policies/execution.json"
TRUST = "../week6/policies/trust-ecs-tasks.json"
#: Which of a container's settings nobody needed, and each of which opens something.
OPENING = ("command", "entryPoint", "environmentFiles", "mountPoints", "repositoryCredentials")


def findings(name: str) -> list[str]:
    found, drill = service(name), DRILLS[name]
    if found is None:
        return [f"There is no active service named “{name}” in the cluster “{APP}”."]
    problems = runs(definition_of(found["taskDefinition"]), definition(name), drill.own)
    problems += stands(found, drill)
    if "powers" not in drill.own:
        problems += powers(drill.role, EXECUTION)
    problems += application()
    for role in (drill.role, f"{APP}-application"):
        problems += [f"Trust in {role}: {each}" for each in policy("trust", role, TRUST)]
    problems += lets_in(f"{APP}-tasks", f"4567:{APP}-alb", f"3000:{APP}-alb")
    problems += lets_in(f"{APP}-alb", "80:0.0.0.0/0", "443:0.0.0.0/0", "444:0.0.0.0/0")
    return problems + shared_images() + (balanced(name) if drill.health else [])


def runs(task: dict[str, Any], wanted: dict[str, Any], own: tuple[str, ...]) -> list[str]:
    """How its task definition differs in what decides over more than speed."""
    problems = []
    for aspect in ("roles", "images", "ports", "settings", "logs", "identity"):
        if aspect not in own:
            here, there = (dict(ASPECTS[aspect](each)) for each in (task, wanted))
            problems += [f"In the task definition {each}" for each in differences(here, there)]
    for container in task["containerDefinitions"]:
        problems += [
            f"The container “{container['name']}” has a setting {key}, which it did not have."
            for key in OPENING
            if container.get(key)
        ]
    return problems


def stands(found: dict[str, Any], drill: Drill) -> list[str]:
    """Where its tasks are, and whether somebody may go in."""
    ids = found["networkConfiguration"]["awsvpcConfiguration"]["securityGroups"]
    groups = aws("ec2", "describe-security-groups", "--group-ids", *ids)["SecurityGroups"]
    names = [each["GroupName"] for each in groups]
    wanted = f"{APP}-{drill.group}"
    problems = []
    if names != [wanted]:
        problems.append(f"The tasks have the security groups {names}, not “{wanted}” alone.")
    if found.get("enableExecuteCommand"):
        problems.append("ECS Exec is on: whoever may call it has a shell in the container.")
    if drill.health == "" and found["loadBalancers"]:
        problems.append("The service has a load balancer now, and needs none.")
    return problems


def application() -> list[str]:
    """What its role may do beyond what “activities” is about, and nobody else."""
    text = string.Template(Path(EXECUTION).read_text(encoding="utf-8")).substitute(os.environ)
    left = normal(json.loads(text))
    held = statements(f"{APP}-application") or {}
    return [
        f"The application's role may, and should not: {says(held[key])}"
        for key in held
        if key not in left
    ]


def shared_images() -> list[str]:
    """Nobody but the account may pull them; that takes no policy."""
    problems = []
    for name in (f"{APP}/back-end", f"{APP}/front-end"):
        answer = aws("ecr", "get-repository-policy", "--repository-name", name,
                     absent="RepositoryPolicyNotFoundException")  # fmt: skip
        if answer:
            problems.append(f"The repository “{name}” has a policy of its own, and needs none.")
    return problems


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
