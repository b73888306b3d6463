"""Which tasks of a service are good, and which it wants another for.

- A task that fails its container's or its load balancer's health checks is replaced, the latter not
  within the health check grace period
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html).
- An event tells of which target group and why
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-unhealthy-event-messages.html).
"""

from moto.core.utils import unix_time

from . import targets
from .fleet import Fleet
from .service import Service
from .task import Task

ELB_FAILED = "Task failed ELB health checks in (target-group {})"
CONTAINER_FAILED = "Task failed container health checks"


def judge(fleet: Fleet, now: int) -> None:
    for task in fleet.running:
        fault = fault_of(fleet.service, task, now)
        if fault and task.fault is None:
            fleet.failed(now, task)
        task.fault = fault


def fault_of(service: Service, task: Task, now: int) -> str | None:
    """What is wrong with the task; tells of it when it is new."""
    if task.health_status == "UNHEALTHY":
        if task.fault is None:
            service.tell(f"(task {task.id}) failed container health checks.")
        return CONTAINER_FAILED
    for health in targets.healths(service, task):
        if health.state == "unhealthy" and now >= end_of_grace(service, task):
            fault = ELB_FAILED.format(health.group)
            if task.fault != fault:
                service.tell(
                    f"(task {task.id}) (port {health.port}) is unhealthy in (target-group "
                    f"{health.group}) due to (reason {health.reason})"
                )
            return fault
    return None


def is_good(service: Service, task: Task) -> bool:
    """It runs, and everybody who looks at it is content."""
    checked = not task.checks or task.health_status == "HEALTHY"
    seen = all(health.state == "healthy" for health in targets.healths(service, task))
    return task.is_running and checked and seen


def end_of_grace(service: Service, task: Task) -> int:
    grace = service.health_check_grace_period_seconds or 0
    return int((unix_time(task.started_at) + grace) * 1_000_000)
