"""What becomes of a task in the course of time, one state after the other.

- A task that fails to start goes to STOPPED without having run; its stopCode is TaskFailedToStart
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html).
- ECS Exec's agent runs in each container of a task that was started with it
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html).
- A container's health is looked at once it runs
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html).
"""

from typing import Any

from moto.core.utils import utcnow

from ...content import Content
from . import ordering, placement, start, targets
from .failure import StartFailure
from .service import Service
from .task import Task


def step(task: Task, service: Service | None, content: Content, now: int) -> None:
    """Takes the task to its next state; `service` is the one that wants it, if any."""
    if task.last_status == "PROVISIONING":
        attach(task, now)
    elif task.last_status == "PENDING":
        try:
            if not task.is_pulled:
                start.attempt(task, content)
            waits = ordering.advance(task)
        except StartFailure as failure:
            fail(task, failure, now)
        else:
            with_targets = service is not None and service.load_balancers
            if waits:
                task.enter("PENDING", now)
            elif with_targets:
                activate(task, service, now)
            else:
                run(task, now)
    elif task.last_status == "ACTIVATING":
        run(task, now)
    elif task.last_status == "RUNNING":
        look(task)
    elif task.last_status == "DEACTIVATING":
        if service:
            targets.deregister(service, task)
        task.enter("STOPPING", now)
    elif task.last_status == "STOPPING":
        halt(task)
        task.enter("DEPROVISIONING", now)
    elif task.last_status == "DEPROVISIONING":
        halt(task)
        placement.detach(task)
        task.stopped_at = utcnow()
        task.enter("STOPPED", None)


def attach(task: Task, now: int) -> None:
    for attachment in task.attachments:
        attachment["status"] = "ATTACHED"
    task.connectivity, task.connectivity_at = "CONNECTED", utcnow()
    task.enter("PENDING", now)


def fail(task: Task, failure: StartFailure, now: int) -> None:
    for container in task.containers:
        if failure.container in (None, container["name"]):
            container["reason"] = failure.reason
    task.stop("TaskFailedToStart", failure.reason, now)


def activate(task: Task, service: Service, now: int) -> None:
    targets.register(service, task)
    task.enter("ACTIVATING", now)


def run(task: Task, now: int) -> None:
    task.started_at = utcnow()
    for container in task.containers:
        if container["lastStatus"] != "STOPPED":
            container["lastStatus"] = "RUNNING"
            for agent in container.get("managedAgents", []):
                start_agent(agent, task.definition_of(container))
    task.enter("RUNNING", now if task.checks else None)


def start_agent(agent: dict[str, Any], definition: dict[str, Any]) -> None:
    """ECS Exec's agent writes into the container's root."""
    if definition.get("readonlyRootFilesystem"):
        agent.update(lastStatus="STOPPED", reason="the root file system is read-only")
    else:
        agent.update(lastStatus="RUNNING", lastStartedAt=utcnow())


def look(task: Task) -> None:
    """The health checks have had their time."""
    essential = []
    for container in task.containers:
        name = container["name"]
        if name in task.checks and container["lastStatus"] == "RUNNING":
            container["healthStatus"] = "HEALTHY" if task.checks[name] else "UNHEALTHY"
            if task.definition_of(container)["essential"]:
                essential.append(container["healthStatus"])
    if essential:
        task.health_status = "UNHEALTHY" if "UNHEALTHY" in essential else "HEALTHY"
    task.enter("RUNNING", None)


def halt(task: Task) -> None:
    """Containers that ran end; the emulator lets each of them end as asked."""
    for container in task.containers:
        if container["lastStatus"] == "RUNNING":
            container["exitCode"] = 0
            task.execution_stopped_at = utcnow()
        container["lastStatus"] = "STOPPED"
        for agent in container.get("managedAgents", []):
            agent["lastStatus"] = "STOPPED"
