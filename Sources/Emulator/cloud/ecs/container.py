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
- The driver awslogs wants awslogs-group and awslogs-region, on Fargate also awslogs-stream-prefix
  and an execution role
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html).
- Secrets need an execution role; valueFrom is the name or ARN of a parameter or the ARN of a secret
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html).
- On Fargate an image of a private ECR repository needs an execution role
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html).
- On Fargate the log driver is awslogs, splunk or awsfirelens, nothing is privileged, and a stop
  timeout is at most 120 s
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html).

AWS's documentation does not tell the words of the refusals about names, images that are no
reference, port names, application protocols, health checks and valueFrom; those are ours.
"""

import re
from typing import Any

from moto.ecs.exceptions import EcsClientException

from .image import Reference

NAME = re.compile(r"[a-zA-Z0-9_-]{1,255}")
PORT_NAME = re.compile(r"[a-z0-9_][a-z0-9_-]{0,63}")
FARGATE_LOG_DRIVERS = ("awslogs", "splunk", "awsfirelens")
HEALTH_LIMITS = {
    "interval": (5, 300),
    "timeout": (2, 60),
    "retries": (1, 10),
    "startPeriod": (0, 300),
}
PARAMETER = re.compile(r"(arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter/)?[a-zA-Z0-9_.\-/]+")
SECRET = re.compile(r"arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+(:[^:]*){0,3}")

Container = dict[str, Any]


def check(container: Container, task: dict[str, Any], fargate: bool) -> None:
    """Raises when AWS would not register the container within the `task`."""
    named(container)
    sized(container, task)
    ports(container, task.get("networkMode"))
    health(container)
    logs(container, task, fargate)
    secrets(container, task)
    if fargate:
        on_fargate(container, task)


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
        raise EcsClientException(
            f"Container.name '{name}' contains invalid characters: up to 255 letters, numbers, "
            "underscores and hyphens are allowed."
        )
    if Reference.read(image) is None:
        raise EcsClientException(f"Container.image '{image}' is not the name of an image.")


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
            f"Invalid setting for container '{name}'. The 'memory' setting for container is "
            "greater than for the task."
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
        if name in check and not least <= check[name] <= most:
            raise EcsClientException(
                f"Invalid 'healthCheck' setting for container '{container['name']}': {name} is "
                f"between {least} and {most}."
            )


def logs(container: Container, task: dict[str, Any], fargate: bool) -> None:
    configuration = container.get("logConfiguration") or {}
    driver, options = configuration.get("logDriver"), configuration.get("options") or {}
    if driver and fargate and driver not in FARGATE_LOG_DRIVERS:
        known = ", ".join(FARGATE_LOG_DRIVERS)
        raise EcsClientException(f"{driver} is not a valid log driver. Must be one of [{known}]")
    if driver != "awslogs":
        return
    needed = ["awslogs-region", "awslogs-group"] + ["awslogs-stream-prefix"] * fargate
    missing = [option for option in needed if not options.get(option)]
    if missing:
        raise EcsClientException(f"Log driver awslogs requires options: {', '.join(missing)}")
    if fargate and not task.get("executionRoleArn"):
        raise EcsClientException(
            "Fargate requires task definition to have execution role ARN to support log driver "
            "awslogs."
        )


def secrets(container: Container, task: dict[str, Any]) -> None:
    given = [*container.get("secrets", [])]
    given += (container.get("logConfiguration") or {}).get("secretOptions", [])
    if given and not task.get("executionRoleArn"):
        raise EcsClientException(
            "When you are specifying container secrets, you must also specify a value for "
            "'executionRoleArn'."
        )
    for secret in given:
        source = secret.get("valueFrom") or ""
        if not (PARAMETER.fullmatch(source) or SECRET.fullmatch(source)):
            raise EcsClientException(
                f"The secret '{secret.get('name')}' of container '{container['name']}' has an "
                f"invalid valueFrom: '{source}'."
            )


def on_fargate(container: Container, task: dict[str, Any]) -> None:
    if container.get("privileged"):
        raise EcsClientException("Fargate does not support privileged containers.")
    if container.get("stopTimeout", 0) > 120:
        raise EcsClientException(
            "Tasks using the Fargate launch type must have a container stop timeout of less than "
            "120 seconds."
        )
    if Reference.read(container["image"]).private and not task.get("executionRoleArn"):
        raise EcsClientException(
            "Fargate requires task definition to have execution role ARN to support ECR images."
        )
