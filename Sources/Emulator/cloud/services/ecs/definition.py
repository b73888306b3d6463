"""Amazon ECS task definitions: what cannot run is not registered.

- A definition has one container or more, at least one of them essential, and no name twice
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html).
- A definition for Fargate has the network mode awsvpc; what could run there says so among its
  compatibilities
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html).
- The containers together reserve no more CPU and memory than the task has
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html).
- A role is named by an ARN of this account, or by its name; whether it exists and may be assumed
  shows when a task starts
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html).
- A family without a number means its latest active revision; an inactive one starts nothing, and
  its number is not used again
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html).
"""

import re
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.exceptions import EcsClientException, TaskDefinitionNotFoundException
from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition
from moto.ecs.responses import EC2ContainerServiceResponse

from ...replacing import replace
from ...settings import ACCOUNT
from . import container, dependencies, fargate_rules, size, volumes
from .container import NAME

ROLE = re.compile(rf"arn:aws[a-z-]*:iam::{ACCOUNT}:role/[\w+=,.@/-]+|[\w+=,.@-]+", re.ASCII)


def correct() -> None:
    @replace(EC2ContainerServiceResponse, "register_task_definition")
    def register_task_definition(moto, response) -> ActionResult:
        task = {name: value for name, value in response._get_params().items() if value is not None}
        for kind in ("cpu", "memory"):
            if kind in task:
                task[kind] = size.in_units(task[kind], kind)
        check(task)
        mode = task.get("networkMode")
        containers = task["containerDefinitions"]
        task["containerDefinitions"] = [container.complete(each, mode) for each in containers]
        response.params = task
        moto(response)
        backend = response.ecs_backend
        definition = backend.describe_task_definition(task["family"])
        definition.enable_fault_injection = task.get("enableFaultInjection")
        definition.compatibilities = ["EC2"] + ["FARGATE"] * fits_fargate(task)
        answer = {"taskDefinition": definition}
        return ActionResult({**answer, "tags": task["tags"]} if task.get("tags") else answer)

    @replace(TaskDefinition, "__init__")
    def __init__(moto, definition, *arguments, network_mode=None, **named) -> None:
        moto(definition, *arguments, network_mode=network_mode, **named)
        definition.network_mode = network_mode or "bridge"
        definition.registered_at = utcnow()
        definition.registered_by = f"arn:aws:iam::{ACCOUNT}:root"

    @replace(EC2ContainerServiceBackend, "deregister_task_definition")
    def deregister_task_definition(moto, backend, name) -> TaskDefinition:
        definition = moto(backend, name)
        definition.deregistered_at = utcnow()
        return definition

    @replace(EC2ContainerServiceBackend, "describe_task_definition")
    def describe_task_definition(moto, backend, name) -> TaskDefinition:
        family, _, number = name.split("/")[-1].partition(":")
        if number:
            return moto(backend, name)
        known = backend.task_definitions.get(family) or {}
        active = [number for number, each in known.items() if each.status == "ACTIVE"]
        if not active:
            raise TaskDefinitionNotFoundException
        return known[max(active)]


def check(task: dict[str, Any]) -> None:
    """Raises when AWS would not register the `task`, a request with units."""
    containers = task.get("containerDefinitions") or []
    needed = task.get("requiresCompatibilities") or []
    fargate = "FARGATE" in needed
    whole(task, containers, needed)
    if fargate:
        fargate_rules.refuse_task(task)
        size.refuse_for_fargate(task.get("cpu"), task.get("memory"))
    for each in containers:
        container.check(each, task, fargate)
    together(task, containers)
    dependencies.check({each["name"]: each for each in containers})
    volumes.check(task, containers)
    fargate_rules.refuse_storage((task.get("ephemeralStorage") or {}).get("sizeInGiB"), fargate)


def fits_fargate(task: dict[str, Any]) -> bool:
    """Whether the task could run on Fargate, also where it was not asked to."""
    try:
        check({**task, "requiresCompatibilities": ["FARGATE"]})
    except EcsClientException:
        return False
    return True


def whole(task: dict[str, Any], containers: list[dict], needed: list[str]) -> None:
    family = task.get("family") or ""
    if not NAME.fullmatch(family):
        raise EcsClientException("Family contains invalid characters.")
    if not containers:
        raise EcsClientException("Container list cannot be empty.")
    names = [each.get("name") for each in containers]
    if any(name and names.count(name) > 1 for name in names):
        raise EcsClientException("Container names must be unique within a task definition")
    if not any(each.get("essential", True) for each in containers):
        raise EcsClientException("Task definition doesn't have any essential container.")
    for compatibility in needed:
        if compatibility not in ("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"):
            raise EcsClientException(f"Invalid compatibility: {compatibility}")
    if task.get("networkMode") not in (None, "bridge", "host", "awsvpc", "none"):
        raise EcsClientException("Invalid network mode.")
    for role in (task.get("taskRoleArn"), task.get("executionRoleArn")):
        if role and not ROLE.fullmatch(role):
            raise EcsClientException("Role is not valid")


def together(task: dict[str, Any], containers: list[dict]) -> None:
    for name in ("cpu", "memory"):
        reserved = sum(each.get(name) or 0 for each in containers)
        if task.get(name) and reserved > int(task[name]):
            raise EcsClientException(
                f"The sum of all container '{name}' values cannot be greater than the value of the "
                f"task '{name}'."
            )
    names = [
        mapping["name"]
        for each in containers
        for mapping in each.get("portMappings", [])
        if mapping.get("name")
    ]
    if task.get("networkMode") == "awsvpc" and len(set(names)) < len(names):
        raise EcsClientException("When networkMode=awsvpc, port mapping name is already used")
