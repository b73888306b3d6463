"""ECS Exec: whether a command could be run in a container.

- The task has to have been started with ECS Exec, and its agent has to run
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec-troubleshooting.html).
- The agent opens its channels as the task role, which needs four actions of ssmmessages: without
  them the target is not connected
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec-best-practices.html).
- The agent needs a file system that it can write to, so that a container with a read-only root has
  none (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html).
- The agent needs a way to Session Manager, the internet or the endpoint ssmmessages (same page).
- Of several containers one has to be named
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommand.html).

Where all this is so there is still nothing to get into: the emulator runs no images, and says so.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.responses import EC2ContainerServiceResponse

from . import placement
from .lookups import active_cluster, given
from .roles import asked
from .task import Task
from .tasks import known
from .ways_out import reaches_service

CHANNELS = (
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
)
NOT_ENABLED = (
    "The execute command failed because execute command was not enabled when the task was run or "
    "the execute command agent isn’t running. Wait and try again or run a new task with execute "
    "command enabled and try again."
)


class TargetNotConnected(ECSException):
    def __init__(self):
        super().__init__(
            "TargetNotConnectedException",
            "The execute command failed due to an internal error. Try again later.",
        )


class OnlyOnAws(ECSException):
    def __init__(self, container: str):
        super().__init__(
            "TargetNotConnectedException",
            f"All that ECS Exec needs is there, but the emulated cloud runs no images: there is no "
            f"“{container}” to get into. Only a real AWS account can show it.",
        )


def correct() -> None:
    def execute_command(response: EC2ContainerServiceResponse) -> ActionResult:
        """moto has no such operation."""
        wanted = given(response)
        backend = response.ecs_backend
        cluster = active_cluster(backend, wanted.get("cluster"))
        task = known(backend, cluster, wanted["task"])
        if task is None or not task.is_running:
            raise InvalidParameterException(
                "The execute command failed because the task is not running."
                if task
                else "The referenced task was not found."
            )
        container = container_of(task, wanted.get("container"))
        if not task.enable_execute_command or not has_agent(container):
            raise InvalidParameterException(NOT_ENABLED)
        if not connects(task):
            raise TargetNotConnected
        raise OnlyOnAws(container["name"])

    EC2ContainerServiceResponse.execute_command = execute_command


def container_of(task: Task, name: str | None) -> dict[str, Any]:
    if name is None and len(task.containers) > 1:
        raise InvalidParameterException(
            "The container name must be specified when the task has more than one container."
        )
    for container in task.containers:
        if name in (None, container["name"]):
            return container
    raise InvalidParameterException(f"The container {name} was not found in the task.")


def has_agent(container: dict[str, Any]) -> bool:
    agents = container.get("managedAgents", [])
    return any(agent["lastStatus"] == "RUNNING" for agent in agents)


def connects(task: Task) -> bool:
    """Whether the agent's connection to Session Manager is there."""
    eni = placement.interface(task)
    allowed = all(asked(task, action, "*", "task").allowed for action in CHANNELS)
    return allowed and (eni is None or reaches_service(eni, "ssmmessages"))
