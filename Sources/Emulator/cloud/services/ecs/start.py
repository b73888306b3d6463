"""The start of a task: everything that has to be true, in the order in which AWS finds out.

- The first thing that is not true is the reason why a task stops: the secrets, the login to the
  registry, the logs, then each image and what is run of it
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html).
- A container that is not essential may fail to start, and the task goes on without it
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html).
"""

from typing import Any

from moto.core.utils import utcnow

from ...content import Content
from . import logs, placement, pull, secrets
from .failure import StartFailure
from .program import Programs
from .task import Task


def attempt(task: Task, content: Content) -> None:
    """Starts the task's containers; raises StartFailure."""
    eni = placement.interface(task)
    secrets.fetch(task, eni)
    pull.authorize(task, eni)
    logs.open_streams(task, eni)
    task.pull_started_at = utcnow()
    for container in task.containers:
        start(task, container, pull.pull(task, container, eni, content), content)
    task.pull_stopped_at = utcnow()
    task.is_pulled = True


def start(
    task: Task, container: dict[str, Any], pulled: pull.Pulled | None, content: Content
) -> None:
    definition = task.definition_of(container)
    task.images[container["name"]] = pulled
    check = definition.get("healthCheck")
    if check:
        task.checks[container["name"]] = True
    if pulled:
        container["imageDigest"] = pulled.digest
        programs = Programs(definition, pulled, content)
        override = override_of(task, container["name"])
        if refused := refusal_of(programs, override):
            if definition["essential"]:
                raise refused
            end(container, refused.reason)
            return
        task.exits[container["name"]] = programs.exit_code(override)
        if check:
            task.checks[container["name"]] = programs.is_healthy(check["command"])
    container["runtimeId"] = f"{task.id}-{len(task.images):010d}"


def refusal_of(programs: Programs, command: list[str] | None) -> StartFailure | None:
    try:
        programs.refuse_start(command)
    except StartFailure as refused:
        return refused
    return None


def override_of(task: Task, name: str) -> list[str] | None:
    overrides = task.overrides.get("containerOverrides") or []
    return next((each.get("command") for each in overrides if each.get("name") == name), None)


def end(container: dict[str, Any], reason: str) -> None:
    """What is left of a container that never ran."""
    container["lastStatus"] = "STOPPED"
    container["reason"] = reason
