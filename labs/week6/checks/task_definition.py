#!/usr/bin/env python3
"""Does the newest revision of a family say what the lab's file says? One aspect at a time.

checks/task_definition.py ASPECT FAMILY…

Compared is what it means: the order of lists, defaults that AWS adds, and short names of parameters
make no difference. No value of a setting that should not be there is printed: it may be a secret.
"""

import json
import os
import string
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from account import ACCOUNT, REGION, aws, listed, report
from facts import Facts, differences
from registry import ARCHITECTURE

Definition = dict[str, Any]
Container = dict[str, Any]


def roles(task: Definition) -> Facts:
    yield "the execution role", task.get("executionRoleArn")
    yield "the task role", task.get("taskRoleArn")


def images(task: Definition) -> Facts:
    platform = task.get("runtimePlatform") or {}
    yield "the processor that the images are for", platform.get("cpuArchitecture", "X86_64")
    for each in containers(task):
        yield f"the image of {each['name']}", each.get("image")
        yield f"whether the task ends with {each['name']}", each.get("essential", True)


def ports(task: Definition) -> Facts:
    yield "the network mode", task.get("networkMode")
    yield "the launch types it is for", sorted(task.get("requiresCompatibilities") or [])
    for each in containers(task):
        mappings = [
            f"{m['containerPort']}/{m.get('protocol', 'tcp')} called “{m.get('name', '')}” "
            f"for {m.get('appProtocol', 'bytes')}"
            for m in each.get("portMappings") or []
        ]
        yield f"the port of {each['name']}", ", ".join(sorted(mappings)) or None


def settings(task: Definition) -> Facts:
    for each in containers(task):
        for variable in each.get("environment") or []:
            yield f"{variable['name']} in the environment of {each['name']}", variable["value"]
        for secret in each.get("secrets") or []:
            yield f"{secret['name']} among the secrets of {each['name']}", arn(secret["valueFrom"])


def arn(source: str) -> str:
    """A parameter of the same region may be given by its name alone."""
    own = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter"
    return source if source.startswith("arn:") else f"{own}/{source.removeprefix('/')}"


def logs(task: Definition) -> Facts:
    for each in containers(task):
        log = each.get("logConfiguration") or {}
        yield f"the log driver of {each['name']}", log.get("logDriver")
        for name, value in (log.get("options") or {}).items():
            yield f"{name} of {each['name']}", value


def health(task: Definition) -> Facts:
    for each in containers(task):
        check = each.get("healthCheck")
        command = check and " ".join(check["command"])
        yield f"the health check of {each['name']}", command
        for name, usual in (("interval", 30), ("timeout", 5), ("retries", 3), ("startPeriod", 0)):
            if check:
                yield f"{name} of the health check of {each['name']}", check.get(name, usual)


def identity(task: Definition) -> Facts:
    for each in containers(task):
        name, linux = each["name"], each.get("linuxParameters") or {}
        yield f"the user of {name}", each.get("user") or "the image's"
        yield (
            f"whether the files of {name} can only be read",
            bool(each.get("readonlyRootFilesystem")),
        )
        yield (
            f"what {name} is not allowed",
            sorted((linux.get("capabilities") or {}).get("drop", [])),
        )
        yield f"whether {name} has an init process", bool(linux.get("initProcessEnabled"))
        yield f"whether {name} is privileged", bool(each.get("privileged"))


def limits(task: Definition) -> Facts:
    yield "the CPU units of the task", str(task.get("cpu"))
    yield "the MiB of memory of the task", str(task.get("memory"))
    for each in containers(task):
        yield f"the MiB of memory of {each['name']}", each.get("memory")
        yield f"the CPU units of {each['name']}", each.get("cpu") or 0
        for limit in each.get("ulimits") or []:
            bounds = f"{limit['softLimit']} to {limit['hardLimit']}"
            yield f"the limit {limit['name']} of {each['name']}", bounds


ASPECTS: dict[str, Callable[[Definition], Facts]] = {
    each.__name__: each for each in (roles, images, ports, settings, logs, health, identity, limits)
}


def containers(task: Definition) -> list[Container]:
    return task.get("containerDefinitions") or []


def newest(family: str) -> Definition | None:
    answer = aws(
        "ecs", "describe-task-definition", "--task-definition", family, absent="ClientException"
    )
    return answer and answer["taskDefinition"]


def wanted(family: str, names: dict[str, str]) -> Definition:
    file = Path(f"task-definitions/{family}.json")
    text = string.Template(file.read_text(encoding="utf-8")).substitute(os.environ, **names)
    return json.loads(text)


def pushed() -> dict[str, str]:
    """The names of the two images and their processor, as bin/task-definition fills them in."""
    repositories = aws("ecr", "describe-repositories")["repositories"]
    uris = {each["repositoryName"]: each["repositoryUri"] for each in repositories}
    missing = {"backend-flask", "frontend"} - uris.keys()
    if missing:
        report([f"There is no repository {listed(missing)} in {REGION}."])
    return {
        # As the images that are built on this machine have it.
        "CPU_ARCHITECTURE": {"arm64": "ARM64"}.get(ARCHITECTURE, "X86_64"),
        "BACKEND_IMAGE": f"{uris['backend-flask']}:{os.environ['BACKEND_TAG']}",
        "FRONTEND_IMAGE": f"{uris['frontend']}:{os.environ['FRONTEND_TAG']}",
    }


def findings(aspect: str, *families: str) -> list[str]:
    problems = []
    names = pushed()
    for family in families:
        task = newest(family)
        if task is None:
            problems.append(f"There is no active task definition “{family}” in {REGION}.")
            continue
        expected = dict(ASPECTS[aspect](wanted(family, names)))
        found = dict(ASPECTS[aspect](task))
        name = f"{family}:{task['revision']}"
        problems += [f"{name}: {each}" for each in differences(found, expected)]
    return problems


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
