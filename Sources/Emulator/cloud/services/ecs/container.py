"""What one container of a task definition may say.

- A container has a name and an image, and memory of its own unless the task has some
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html).
- With the network mode awsvpc a host port is the container port or is left out
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html).
- A port mapping with an appProtocol (http, http2 or grpc) needs a name, and Service Connect finds
  the port by that name (same page).
- A health check begins with CMD or CMD-SHELL; interval 5 to 300 s, timeout 2 to 60 s, 1 to 10
  retries, start period 0 to 300 s
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html).

Ours: a name with other characters, the name of a port, an application
protocol, the command of a health check, what is less than its limits.
"""

import re
from typing import Any

from moto.ecs.exceptions import EcsClientException

from . import fargate_rules, needs
from .image import Reference

NAME = re.compile(r"[a-zA-Z0-9_-]{1,255}")
PORT_NAME = re.compile(r"[a-z0-9_][a-z0-9_-]{0,63}")
HEALTH_LIMITS = {
    "interval": (5, 300),
    "timeout": (2, 60),
    "retries": (1, 10),
    "startPeriod": (0, 300),
}
Container = dict[str, Any]


def check(container: Container, task: dict[str, Any], fargate: bool) -> None:
    """Raises when AWS would not register the container within the `task`."""
    named(container)
    sized(container, task)
    ports(container, task.get("networkMode"))
    health(container)
    if task.get("networkMode") == "awsvpc":
        fargate_rules.refuse_with_interface(container)
    if fargate:
        fargate_rules.refuse_container(container)
    needs.check(container, task, fargate)


def complete(container: Container, mode: str | None) -> Container:
    """The container as AWS shows it: with what it has when nothing is said."""
    mappings = [
        {"protocol": "tcp", **mapping, **hosted(mapping, mode)}
        for mapping in container.get("portMappings", [])
    ]
    shown = {
        "cpu": 0,
        "essential": True,
        "environment": [],
        "mountPoints": [],
        "volumesFrom": [],
        "systemControls": [],
        **container,
        "portMappings": mappings,
    }
    if "healthCheck" in container:
        defaults = {"interval": 30, "timeout": 5, "retries": 3}
        shown["healthCheck"] = {**defaults, **container["healthCheck"]}
    return shown


def hosted(mapping: dict[str, Any], mode: str | None) -> dict[str, int]:
    """Without a host port it is the container port, or on a bridge any that is free."""
    if "containerPort" not in mapping or mapping.get("hostPort"):
        return {}
    return {"hostPort": mapping["containerPort"] if mode in ("awsvpc", "host") else 0}


def named(container: Container) -> None:
    for needed in ("name", "image"):
        if not container.get(needed):
            raise EcsClientException(f"Container.{needed} should not be null or empty.")
    name, image = container["name"], container["image"]
    if not NAME.fullmatch(name):
        raise EcsClientException("Container.name contains invalid characters.")
    if Reference.read(image) is None:
        raise EcsClientException("Container.image contains invalid characters.")


def sized(container: Container, task: dict[str, Any]) -> None:
    hard, soft = container.get("memory"), container.get("memoryReservation")
    name = container["name"]
    if task.get("memory") is None and hard is None and soft is None:
        raise EcsClientException(
            f"Invalid setting for container '{name}'. At least one of 'memory' or "
            "'memoryReservation' must be specified."
        )
    if hard is not None and soft is not None and hard < soft:
        raise EcsClientException(
            f"Invalid setting for container '{name}'. 'memory' must be greater than or equal to "
            "'memoryReservation'."
        )
    if task.get("memory") and hard and hard > int(task["memory"]):
        raise EcsClientException(
            f"The 'memory' setting for container '{name}' is greater than for the task"
        )


def ports(container: Container, mode: str | None) -> None:
    for mapping in container.get("portMappings", []):
        inner, outer = mapping.get("containerPort"), mapping.get("hostPort")
        if inner is None and "containerPortRange" not in mapping or inner not in range(1, 65536):
            raise EcsClientException(
                f"Invalid 'containerPort' setting for container '{container['name']}'."
            )
        if mode in ("awsvpc", "host") and outer not in (None, 0, inner):
            raise EcsClientException(
                f"When networkMode={mode}, the host ports and container ports in port mappings "
                "must match."
            )
        protocol, name = mapping.get("appProtocol"), mapping.get("name")
        if protocol not in (None, "http", "http2", "grpc"):
            raise EcsClientException(
                f"Invalid 'appProtocol' setting for container '{container['name']}': {protocol} is "
                "none of http, http2, grpc."
            )
        if protocol and not name:
            raise EcsClientException(
                f"The port mapping of container '{container['name']}' has an appProtocol and needs "
                "a name."
            )
        if name and not PORT_NAME.fullmatch(name):
            raise EcsClientException(
                f"Invalid port mapping name '{name}': up to 64 lowercase letters, numbers, "
                "underscores and hyphens, and no hyphen at the beginning."
            )


def health(container: Container) -> None:
    check = container.get("healthCheck")
    if check is None:
        return
    command = check.get("command") or []
    if len(command) < 2 or command[0] not in ("CMD", "CMD-SHELL"):
        raise EcsClientException(
            f"Invalid 'healthCheck' setting for container '{container['name']}': the command "
            "begins with CMD or CMD-SHELL and goes on with what to run."
        )
    for name, (least, most) in HEALTH_LIMITS.items():
        given = check.get(name, least)
        bound = (
            f"less than or equal to the maximum allowed value {most}"
            if given > most
            else f"greater than or equal to the minimum allowed value {least}"
        )
        if not least <= given <= most:
            raise EcsClientException(
                f"Health check {name} must be {bound} for container '{container['name']}'"
            )
