"""What a container needs of the task around it: an execution role, and what Fargate can give.

- The driver awslogs wants awslogs-group and awslogs-region, on Fargate also awslogs-stream-prefix
  and an execution role
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html).
- Secrets need an execution role; valueFrom is the name or ARN of a parameter or the ARN of a secret
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Secret.html).
- On Fargate an image of a private ECR repository needs an execution role
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html).
- On Fargate the log driver is awslogs, splunk or awsfirelens, and a stop timeout is at most 120 s
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html).

Ours: a valueFrom that names nothing.
"""

import re
from typing import Any

from moto.ecs.exceptions import EcsClientException

from .image import Reference

FARGATE_LOG_DRIVERS = ("awslogs", "splunk", "awsfirelens")
PARAMETER = re.compile(r"(arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter/)?[a-zA-Z0-9_.\-/]+")
SECRET = re.compile(r"arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+(:[^:]*){0,3}")

Container = dict[str, Any]


def check(container: Container, task: dict[str, Any], fargate: bool) -> None:
    """Raises when the `task` does not give the container what it needs."""
    logs(container, task, fargate)
    secrets(container, task)
    if fargate:
        on_fargate(container, task)


def logs(container: Container, task: dict[str, Any], fargate: bool) -> None:
    configuration = container.get("logConfiguration") or {}
    driver, options = configuration.get("logDriver"), configuration.get("options") or {}
    if driver and fargate and driver not in FARGATE_LOG_DRIVERS:
        known = ", ".join(FARGATE_LOG_DRIVERS)
        raise EcsClientException(f"{driver} is not a valid log driver. Must be one of [{known}]")
    if driver != "awslogs":
        return
    needed = ["awslogs-region", "awslogs-group"]
    missing = [option for option in needed if not options.get(option)]
    if missing:
        raise EcsClientException(f"Log driver awslogs requires options: {', '.join(missing)}")
    if fargate and not options.get("awslogs-stream-prefix"):
        raise EcsClientException(
            "Fargate requires log configuration options to include awslogs-stream-prefix to "
            "support log driver awslogs."
        )
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
    if container.get("stopTimeout", 0) > 120:
        raise EcsClientException(
            "Tasks using the Fargate launch type must have a container stop timeout of less than "
            "120 seconds."
        )
    if Reference.read(container["image"]).private and not task.get("executionRoleArn"):
        raise EcsClientException(
            "Fargate requires task definition to have execution role ARN to support ECR images."
        )
