#!/usr/bin/env python3
"""What do the revisions of a task definition say in plain text, and where do they get secrets?

checks/definition.py plain FAMILY LEAKED    no revision that is active or in use shows a password
checks/definition.py locked FAMILY          in the latest nobody can change a program, or be root
checks/definition.py sealed FAMILY SECRET   the latest takes DB_PASSWORD from a secret's field
checks/definition.py digest FAMILY REPOSITORY TAG   the latest names this image by its digest
"""

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

from shared import REGION, aws, report

SECRET = re.compile(
    r"PASS(WORD|WD|PHRASE)?(_|$)|PWD|SECRET|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_KEY",
    re.IGNORECASE,
)
#: What only says where a secret is.
PLACE = re.compile(r"_(ARN|NAME|ID|FILE|PATH)$", re.IGNORECASE)
#: A name and a password in an address.
ADDRESS = re.compile(r"://[^/\s:@]*:[^/\s@]+@")


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


def plain(found: list[dict[str, Any]], leaked: str) -> list[str]:
    revisions = {f"Revision {each['revision']}": each for each in found}
    active = {each["taskDefinitionArn"] for each in found}
    for user, arn in users(found[0]["family"]):
        if arn not in active:
            answer = aws("ecs", "describe-task-definition", "--task-definition", arn)
            name = f"Revision {arn.rpartition(':')[2]}, which {user} still runs,"
            revisions[name] = answer["taskDefinition"]
    return [
        f"{revision} shows {name} of “{container['name']}”."
        for revision, each in revisions.items()
        for container in each["containerDefinitions"]
        for name in shown(container, leaked)
    ]


def users(family: str) -> Iterator[tuple[str, str]]:
    """Services, and what each runs; what was deregistered goes on for as long as one names it."""
    for cluster in aws("ecs", "list-clusters")["clusterArns"]:
        arns = aws("ecs", "list-services", "--cluster", cluster)["serviceArns"]
        for place in range(0, len(arns), 10):
            few = arns[place : place + 10]
            answer = aws("ecs", "describe-services", "--cluster", cluster, "--services", *few)
            for service in answer["services"]:
                for arn in {each["taskDefinition"] for each in service["deployments"]}:
                    if arn.split("/")[1].rpartition(":")[0] == family:
                        yield f"the service “{service['serviceName']}”", arn


def shown(container: dict[str, Any], leaked: str) -> list[str]:
    """The names of what gives a secret away; never the secret."""
    names = [
        each["name"]
        for each in container.get("environment", [])
        if (SECRET.search(each["name"]) and not PLACE.search(each["name"]) and each["value"])
        or ADDRESS.search(each["value"])
    ]
    text = json.dumps({key: value for key, value in container.items() if key != "environment"})
    values = [each["value"] for each in container.get("environment", [])]
    if leaked in text or (not names and any(leaked in each for each in values)):
        names.append("the password that leaked")
    return names


def locked(found: list[dict[str, Any]]) -> list[str]:
    problems = []
    for each in found[0]["containerDefinitions"]:
        name = each["name"]
        if not each.get("readonlyRootFilesystem"):
            problems.append(f"Whoever breaks into “{name}” can change its programs.")
        if (each.get("user") or "").split(":")[0] in ("0", "root"):
            problems.append(f"“{name}” runs as root.")
        if added := (each.get("linuxParameters") or {}).get("capabilities", {}).get("add"):
            problems.append(f"“{name}” may do what others may not: {', '.join(added)}.")
    return problems


def sealed(found: list[dict[str, Any]], secret: str) -> list[str]:
    described = aws(
        "secretsmanager", "describe-secret", "--secret-id", secret,
        absent="ResourceNotFoundException",
    )  # fmt: skip
    if described is None:
        return [f"There is no secret named “{secret}” in {REGION}."]
    named = [
        each["valueFrom"]
        for container in found[0]["containerDefinitions"]
        for each in container.get("secrets", [])
        if each["name"] == "DB_PASSWORD"
    ]
    if not named:
        return [f"Revision {found[0]['revision']} takes no DB_PASSWORD from a secret."]
    return [words for each in named if (words := misled(each, described["ARN"]))]


def misled(source: str, secret: str) -> str | None:
    """What is wrong with the place that a variable comes from."""
    if not source.startswith(secret):
        return f"DB_PASSWORD comes from {source}, not from {secret}."
    field, stage, version, *_ = [*source.removeprefix(secret).split(":")[1:], "", "", ""]
    if field != "password":
        return f"DB_PASSWORD takes {f'the field “{field}”' if field else 'all'} of the secret."
    if stage not in ("", "AWSCURRENT") or version:
        return f"DB_PASSWORD takes an older version of the secret, {stage or version}."
    return None


def digest(found: list[dict[str, Any]], repository: str, tag: str) -> list[str]:
    answer = aws(
        "ecr", "batch-get-image", "--repository-name", repository, "--image-ids", f"imageTag={tag}",
        absent="RepositoryNotFoundException",
    )  # fmt: skip
    if not answer or not answer["images"]:
        return [f"There is no image “{repository}:{tag}” in {REGION}."]
    described = aws("ecr", "describe-repositories", "--repository-names", repository)
    uri = described["repositories"][0]["repositoryUri"]
    image = f"{uri}@{answer['images'][0]['imageId']['imageDigest']}"
    images = [container["image"] for container in found[0]["containerDefinitions"]]
    return [f"It runs {each}, not {image}." for each in images if each != image]


def findings(aspect: str, family: str, *wanted: str) -> list[str]:
    found = revisions(family)
    if not found:
        return [f"There is no active revision of “{family}” in {REGION}."]
    ways = {"plain": plain, "sealed": sealed, "digest": digest, "locked": locked}
    return ways[aspect](found, *wanted)


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
