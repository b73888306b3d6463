"""The log streams of a task: where they go is looked at before a container starts.

- The driver awslogs writes to the stream PREFIX/CONTAINER/TASK of a log group that is there;
  without the group the task does not start
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html).
- The execution role needs logs:CreateLogStream, and logs:CreateLogGroup with awslogs-create-group
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html).
- Without a way to CloudWatch Logs the task does not start
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html).

A stream has no events here: the emulator runs no images.
"""

from typing import Any

from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.logs.models import LogsBackend, logs_backends

from ...settings import ACCOUNT
from .failure import LOGGER, STREAM, StartFailure, no_such_host, status
from .roles import refusal
from .task import Task
from .ways_out import reaches_internet, reaches_service

UNREACHABLE = (
    f"{LOGGER}The task cannot find the Amazon CloudWatch log group defined in the task definition. "
    "There is a connection issue between the task and Amazon CloudWatch. Check your network "
    "configuration. : signal: killed"
)
NO_GROUP = f"{STREAM}ResourceNotFoundException: The specified log group does not exist."


def open_streams(task: Task, eni: NetworkInterface | None) -> None:
    """Creates the stream of each container that logs; raises StartFailure."""
    for container in task.definition.container_definitions:
        configuration = container.get("logConfiguration") or {}
        if configuration.get("logDriver") == "awslogs":
            open_stream(task, container["name"], configuration["options"], eni)


def open_stream(
    task: Task, container: str, options: dict[str, Any], eni: NetworkInterface | None
) -> None:
    region, group = options["awslogs-region"], options["awslogs-group"]
    if eni and not reachable(eni, region):
        raise StartFailure(UNREACHABLE)
    if region not in logs_backends[ACCOUNT].regions:
        raise StartFailure(f"{STREAM}{no_such_host('logs', region)}: exit status 1")
    backend = logs_backends[ACCOUNT][region]
    if group not in backend.groups and options.get("awslogs-create-group") == "true":
        create_group(task, backend, group)
    stream = "/".join([options["awslogs-stream-prefix"], container, task.id])
    resource = f"arn:aws:logs:{region}:{ACCOUNT}:log-group:{group}:log-stream:{stream}"
    if denied := refusal(task, "logs:CreateLogStream", resource):
        raise StartFailure(f"{STREAM}AccessDeniedException: {denied} {status()}: exit status 1")
    if group not in backend.groups:
        raise StartFailure(f"{NO_GROUP} {status()}: exit status 1")
    backend.ensure_log_stream(group, stream)


def reachable(eni: NetworkInterface, region: str) -> bool:
    if region == eni.ec2_backend.region_name:
        return reaches_service(eni, "logs")
    return reaches_internet(eni)


def create_group(task: Task, backend: LogsBackend, group: str) -> None:
    resource = f"arn:aws:logs:{backend.region_name}:{ACCOUNT}:log-group:{group}"
    if denied := refusal(task, "logs:CreateLogGroup", resource):
        raise StartFailure(
            f"{LOGGER}failed to create Cloudwatch log group: AccessDeniedException: {denied} "
            f"{status()}: exit status 1"
        )
    backend.create_log_group(group, {})
