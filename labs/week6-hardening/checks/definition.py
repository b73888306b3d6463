#!/usr/bin/env python3
"""What do the revisions of a task definition say in plain text, and where do they get secrets?

checks/definition.py plain FAMILY           no active revision has a password in its environment
checks/definition.py sealed FAMILY SECRET   the latest takes DB_PASSWORD from a secret's field
checks/definition.py digest FAMILY REPOSITORY TAG   the latest names this image by its digest
"""

import re
import sys
from typing import Any

from shared import REGION, aws, report

SECRET = re.compile(r"PASSWORD|SECRET|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_KEY", re.IGNORECASE)


def revisions(family: str) -> list[dict[str, Any]]:
    """The active ones, the latest first. A family's name is the beginning of others' names."""
    arns = aws("ecs", "list-task-definitions", "--family-prefix", family)
    wanted = [
        arn for arn in arns["taskDefinitionArns"] if arn.split("/")[1].rpartition(":")[0] == family
    ]
    found = [
        aws("ecs", "describe-task-definition", "--task-definition", arn)["taskDefinition"]
        for arn in wanted
    ]
    return sorted(found, key=lambda each: each["revision"], reverse=True)


def plain(found: list[dict[str, Any]]) -> list[str]:
    return [
        f"Revision {each['revision']} shows {variable['name']} of “{container['name']}”."
        for each in found
        for container in each["containerDefinitions"]
        for variable in container.get("environment", [])
        if SECRET.search(variable["name"]) and variable["value"]
    ]


def sealed(found: list[dict[str, Any]], secret: str) -> list[str]:
    described = aws(
        "secretsmanager", "describe-secret", "--secret-id", secret,
        absent="ResourceNotFoundException",
    )  # fmt: skip
    if described is None:
        return [f"There is no secret named “{secret}” in {REGION}."]
    wanted = f"{described['ARN']}:password::"
    named = [
        each["valueFrom"]
        for container in found[0]["containerDefinitions"]
        for each in container.get("secrets", [])
        if each["name"] == "DB_PASSWORD"
    ]
    if not named:
        return [f"Revision {found[0]['revision']} takes no DB_PASSWORD from a secret."]
    return [
        f"DB_PASSWORD comes from {each}, not from {wanted}." for each in named if each != wanted
    ]


def digest(found: list[dict[str, Any]], repository: str, tag: str) -> list[str]:
    answer = aws(
        "ecr", "batch-get-image", "--repository-name", repository, "--image-ids", f"imageTag={tag}",
        absent="RepositoryNotFoundException",
    )  # fmt: skip
    if not answer or not answer["images"]:
        return [f"There is no image “{repository}:{tag}” in {REGION}."]
    end = f"/{repository}@{answer['images'][0]['imageId']['imageDigest']}"
    images = [container["image"] for container in found[0]["containerDefinitions"]]
    return [f"It runs {each}, which does not end with {end}." for each in images
            if not each.endswith(end)]  # fmt: skip


def findings(aspect: str, family: str, *wanted: str) -> list[str]:
    found = revisions(family)
    if not found:
        return [f"There is no active revision of “{family}” in {REGION}."]
    return {"plain": plain, "sealed": sealed, "digest": digest}[aspect](found, *wanted)


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
