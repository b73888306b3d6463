"""In which order the containers of a task start.

- A container that depends on others starts when each of them is as far as was asked: it has
  started, is healthy, has ended, or has ended with 0; until then the container and its task are
  PENDING
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html).
- What waits for something that will never come is given up and does not start, and with an
  essential container the whole task stops
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html).

Simulated: a container whose end another waits for ends within a moment, with what its command
plainly says (`exit 1`, `false`) and else with 0. Nobody waits for a startTimeout: what is not
healthy at the first look has timed out.
"""

from typing import Any

from .failure import StartFailure
from .task import Task

GRAPH = "CannotStartContainerError: dependency graph: "
ENDED = ("COMPLETE", "SUCCESS")
#: What a container that is stopped by SIGTERM ends with.
TERMINATED = 143

Container = dict[str, Any]


def advance(task: Task) -> bool:
    """Takes the containers a step on; whether one still waits. Raises StartFailure."""
    if not any(waits_for(task, each) for each in task.containers):
        return False
    for container in task.containers:
        if container["lastStatus"] == "RUNNING":
            go_on(task, container)
    start([each for each in task.containers if each["lastStatus"] == "PENDING"], task)
    return any(each["lastStatus"] == "PENDING" for each in task.containers)


def waits_for(task: Task, container: Container) -> list[dict[str, str]]:
    return task.definition_of(container).get("dependsOn") or []


def go_on(task: Task, container: Container) -> None:
    """What runs is looked at, and ends where its end is waited for."""
    name = container["name"]
    if name in task.checks:
        container["healthStatus"] = "HEALTHY" if task.checks[name] else "UNHEALTHY"
    if any(
        wanted["containerName"] == name and wanted["condition"] in ENDED
        for other in task.containers
        for wanted in waits_for(task, other)
    ):
        container.update(lastStatus="STOPPED", exitCode=task.exits.get(name, 0))


def start(pending: list[Container], task: Task) -> None:
    """Starts those for which everything is there by now."""
    others = {each["name"]: each for each in task.containers}
    ready = []
    for container in pending:
        wanted = [(others[each["containerName"]], each["condition"])
                  for each in waits_for(task, container)]  # fmt: skip
        reasons = [hopeless(other, condition, container) for other, condition in wanted]
        if why := next(filter(None, reasons), None):
            give_up(task, container, why)
        elif all(is_met(other, condition) for other, condition in wanted):
            ready.append(container)
    for container in ready:
        container["lastStatus"] = "RUNNING"


def is_met(other: Container, condition: str) -> bool:
    if condition == "HEALTHY":
        return other["healthStatus"] == "HEALTHY"
    return other["lastStatus"] == "STOPPED" or (
        condition == "START" and other["lastStatus"] == "RUNNING"
    )


def hopeless(other: Container, condition: str, container: Container) -> str | None:
    """Why the condition will never be met."""
    pair = f"[{told(other)}] for target [{told(container)}]"
    if other["lastStatus"] == "STOPPED" and "exitCode" not in other:
        return (
            f"failed to resolve container ordering dependency {pair} because dependency will never "
            "start"
        )
    if condition == "SUCCESS" and other.get("exitCode"):
        return (
            f"failed to resolve container ordering dependency {pair} as dependency did not exit "
            "successfully."
        )
    if condition == "HEALTHY" and other["healthStatus"] == "UNHEALTHY":
        return f"container ordering dependency {pair} has timed out."
    return None


def told(container: Container) -> str:
    """As the agent of ECS writes down a container."""
    status = {"PENDING": "NONE"}.get(container["lastStatus"], container["lastStatus"])
    text = f"{container['name']}({container['image']}) ({status}->RUNNING)"
    return f"{text} - Exit: {container['exitCode']}" if "exitCode" in container else text


def give_up(task: Task, container: Container, why: str) -> None:
    if task.definition_of(container)["essential"]:
        raise StartFailure(GRAPH + why, container["name"])
    container.update(lastStatus="STOPPED", exitCode=TERMINATED, reason=GRAPH + why)
