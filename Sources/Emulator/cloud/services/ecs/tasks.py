"""Amazon ECS tasks: run, stopped, listed and described.

- RunTask starts up to ten tasks; what cannot be placed is among its failures
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html).
- What is overridden for one run has to be possible too: a container that is there, and a size that
  Fargate has
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskOverride.html).
- A role that ECS cannot assume is refused at once
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html).
- A stopped task has stopCode UserInitiated and the reason that was given
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html).
- ListTasks shows the tasks that are wanted, unless it is asked for those with desired status
  STOPPED
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html).
- A task that is not there is among the failures as MISSING
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html).

Ours: a number of tasks, a desired status that there is not.
"""

from collections.abc import Iterator
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import unix_time, utcnow
from moto.ecs.exceptions import EcsClientException, ECSException, InvalidParameterException
from moto.ecs.models import Cluster, EC2ContainerServiceBackend
from moto.ecs.responses import DESCRIBE_TASKS_TAGS, EC2ContainerServiceResponse

from ...replacing import replace
from . import fargate_rules, placement, size
from .lookups import active_cluster, active_definition, existing, given
from .roles import Unassumable, refuse_unassumable
from .service_rules import launch_type_of, refuse_placement
from .task import Task

MOST = 10


def correct() -> None:
    @replace(EC2ContainerServiceResponse, "run_task")
    def run_task(moto, response) -> ActionResult:
        return ActionResult({"tasks": run(response.ecs_backend, given(response)), "failures": []})

    @replace(EC2ContainerServiceResponse, "start_task")
    def start_task(moto, response) -> ActionResult:
        raise NotImplementedError

    @replace(EC2ContainerServiceResponse, "stop_task")
    def stop_task(moto, response) -> ActionResult:
        asked = given(response)
        backend = response.ecs_backend
        task = known(backend, active_cluster(backend, asked.get("cluster")), asked["task"])
        if task is None:
            raise InvalidParameterException("The referenced task was not found.")
        now = int(unix_time(utcnow()) * 1_000_000)
        task.stop("UserInitiated", asked.get("reason") or "Task stopped by user", now)
        return ActionResult({"task": task})

    @replace(EC2ContainerServiceResponse, "describe_tasks")
    def describe_tasks(moto, response) -> ActionResult:
        asked = given(response)
        backend = response.ecs_backend
        cluster = active_cluster(backend, asked.get("cluster"))
        if not asked.get("tasks"):
            raise InvalidParameterException("Tasks cannot be empty.")
        tagged = "TAGS" in asked.get("include", [])
        (response._include_in_response if tagged else response._exclude_from_response)(
            DESCRIBE_TASKS_TAGS
        )
        found = {name: known(backend, cluster, name) for name in asked["tasks"]}
        missing = [name for name, task in found.items() if task is None]
        return ActionResult(
            {
                "tasks": [task for task in found.values() if task],
                "failures": [
                    {"arn": arn_of(cluster, name), "reason": "MISSING"} for name in missing
                ],
            }
        )

    @replace(EC2ContainerServiceResponse, "list_tasks")
    def list_tasks(moto, response) -> ActionResult:
        asked = given(response)
        backend = response.ecs_backend
        cluster = active_cluster(backend, asked.get("cluster"))
        if "serviceName" in asked:
            existing(backend, cluster, asked["serviceName"])
        return ActionResult({"taskArns": list(listed(backend, cluster, asked))})

    @replace(EC2ContainerServiceBackend, "list_tasks")
    def all_tasks(moto, backend, *arguments, **named) -> list[Task]:
        """For moto's own look-up of a task by its ARN."""
        return [task for cluster in backend.tasks.values() for task in cluster.values()]


def run(backend: EC2ContainerServiceBackend, asked: dict[str, Any]) -> list[Task]:
    cluster = active_cluster(backend, asked.get("cluster"))
    definition = active_definition(backend, asked.get("taskDefinition"))
    count = asked.get("count", 1)
    if not 1 <= count <= MOST:
        raise InvalidParameterException(f"count should be between 1 and {MOST}.")
    launch_type = launch_type_of(cluster, asked)
    if launch_type == "FARGATE" and "FARGATE" not in definition.compatibilities:
        raise InvalidParameterException("Task definition does not support launch_type FARGATE.")
    refuse_placement(asked, launch_type)
    placement.check(definition, asked.get("networkConfiguration"), launch_type, cluster.region_name)
    if asked.get("enableExecuteCommand") and not getattr(definition, "task_role_arn", None):
        raise InvalidParameterException(
            "A valid taskRoleArn is not being used. Specify a valid task role in your task "
            "definition and try again."
        )
    if launch_type == "EC2":
        raise InvalidParameterException("No Container Instances were found in your cluster.")
    changes = overrides(definition, asked.get("overrides"))
    now = int(unix_time(utcnow()) * 1_000_000)
    tasks = [
        Task(
            cluster,
            definition,
            now,
            group=asked.get("group") or f"family:{definition.family}",
            started_by=asked.get("startedBy"),
            launch_type=launch_type,
            overrides=changes,
            enable_execute_command=asked.get("enableExecuteCommand"),
            tags=asked.get("tags"),
        )
        for _ in range(count)
    ]
    try:
        for task in tasks:
            refuse_unassumable(task)
    except Unassumable as failure:
        raise EcsClientException(str(failure)) from None
    for task in tasks:
        placement.attach(task, asked["networkConfiguration"])
        backend.tasks.setdefault(cluster.name, {})[task.task_arn] = task
    return tasks


def overrides(definition: Any, asked: dict[str, Any] | None) -> dict[str, Any]:
    names = [each["name"] for each in definition.container_definitions]
    changed = (asked or {}).get("containerOverrides") or []
    for each in changed:
        if each.get("name") not in names:
            raise InvalidParameterException(
                f"Override for container named {each.get('name')} is not a container in the "
                "TaskDefinition."
            )
    sizes = {
        kind: size.in_units(asked[kind], kind)
        for kind in ("cpu", "memory")
        if (asked or {}).get(kind)
    }
    if sizes:
        whole = {"cpu": definition.cpu, "memory": definition.memory, **sizes}
        size.refuse_for_fargate(whole["cpu"], whole["memory"])
    storage = (asked or {}).get("ephemeralStorage") or {}
    fargate_rules.refuse_storage(storage.get("sizeInGiB"), fargate=True)
    return {**(asked or {}), **sizes, "containerOverrides": changed}


def known(backend: EC2ContainerServiceBackend, cluster: Cluster, name: str) -> Task | None:
    """By its id or its ARN."""
    return backend.tasks.get(cluster.name, {}).get(arn_of(cluster, name))


def arn_of(cluster: Cluster, name: str) -> str:
    place = cluster.arn.rsplit(":", 1)[0]
    return f"{place}:task/{cluster.name}/{name.split('/')[-1]}"


def listed(
    backend: EC2ContainerServiceBackend, cluster: Cluster, asked: dict[str, Any]
) -> Iterator[str]:
    status = asked.get("desiredStatus", "RUNNING")
    if status not in ("RUNNING", "PENDING", "STOPPED"):
        raise ECSException("ClientException", f"{status} is not a valid desired status.")
    service = asked.get("serviceName", "").split("/")[-1]
    for task in backend.tasks.get(cluster.name, {}).values():
        if (
            task.desired_status == status
            and (not service or task.group == f"service:{service}")
            and asked.get("family") in (None, task.definition.family)
            and asked.get("startedBy") in (None, task.started_by)
            and asked.get("launchType") in (None, task.launch_type)
            and "containerInstance" not in asked
        ):
            yield task.task_arn
