"""A service's load balancers: its tasks are their targets.

- The target group has to be one, of a load balancer; a load balancer's ARN is none
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html).
- For tasks with the network mode awsvpc the target group's type is ip, for others instance
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html).
- The container and its port are those of the task definition
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html).
- The target group belongs to the VPC of the task's subnets
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html).
- A task is registered before it is RUNNING, and deregistered before it ends
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html).

Ours: a target group of another VPC.
"""

from typing import Any, NamedTuple

from moto.ec2 import ec2_backends
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import TaskDefinition
from moto.elbv2.models import FakeTargetGroup, elbv2_backends

from ...settings import ACCOUNT
from ..elbv2.actions import balancers_of
from .service import Service
from .task import Task

UNUSABLE = (
    "Unable to assume role and validate the specified targetGroupArn. Please verify that the ECS "
    "service role being passed has the proper permissions."
)


class Health(NamedTuple):
    group: str
    port: int
    state: str
    reason: str


def check(
    definition: TaskDefinition,
    balancers: list[dict[str, Any]],
    configuration: dict[str, Any] | None,
    region: str,
) -> None:
    """Raises when the service's tasks cannot be targets there."""
    for balancer in balancers:
        group = group_of(balancer, region)
        if group is None:
            raise InvalidParameterException(UNUSABLE)
        wanted = "ip" if definition.network_mode == "awsvpc" else "instance"
        if group.target_type != wanted:
            raise InvalidParameterException(
                f"The provided target group {group.arn} has target type {group.target_type}, which "
                f"is incompatible with the {definition.network_mode} network mode specified in the "
                "task definition."
            )
        if not balancers_of(elbv2_backends[ACCOUNT][region], group):
            raise InvalidParameterException(
                f"The target group with targetGroupArn {group.arn} does not have an associated "
                "load balancer."
            )
        refuse_port(definition, balancer)
        refuse_vpc(group, configuration, region)


def group_of(balancer: dict[str, Any], region: str) -> FakeTargetGroup | None:
    return elbv2_backends[ACCOUNT][region].target_groups.get(balancer.get("targetGroupArn"))


def refuse_port(definition: TaskDefinition, balancer: dict[str, Any]) -> None:
    name, port = balancer.get("containerName"), balancer.get("containerPort")
    containers = {each["name"]: each for each in definition.container_definitions}
    if name not in containers:
        raise InvalidParameterException(
            f"The container {name} does not exist in the task definition."
        )
    ports = [mapping.get("containerPort") for mapping in containers[name]["portMappings"]]
    if port not in ports:
        raise InvalidParameterException(
            f"The container {name} did not have a container port {port} defined."
        )


def refuse_vpc(group: FakeTargetGroup, configuration: dict[str, Any] | None, region: str) -> None:
    given = (configuration or {}).get("awsvpcConfiguration")
    if not given:
        return
    subnet = ec2_backends[ACCOUNT][region].get_subnet(given["subnets"][0])
    if group.vpc_id != subnet.vpc_id:
        raise InvalidParameterException(
            f"The target group {group.arn} is in {group.vpc_id}, and the subnets are in "
            f"{subnet.vpc_id}."
        )


def register(service: Service, task: Task) -> None:
    task.balancers = service.load_balancers
    for balancer in task.balancers:
        if group := group_of(balancer, service.region_name):
            group.register([target(balancer, task)])
            service.tell(f"registered 1 targets in (target-group {group.arn})")


def deregister(service: Service, task: Task) -> None:
    for balancer in task.balancers:
        group = group_of(balancer, service.region_name)
        if group and task.address in group.targets:
            group.deregister([target(balancer, task)])
            service.tell(f"deregistered 1 targets in (target-group {group.arn})")


def target(balancer: dict[str, Any], task: Task) -> dict[str, Any]:
    return {"Id": task.address, "Port": balancer["containerPort"]}


def healths(service: Service, task: Task) -> list[Health]:
    """Of the task in each of the service's target groups; one that is gone has nothing to say."""
    found = []
    for balancer in task.balancers:
        group = group_of(balancer, service.region_name)
        if group is None:
            continue
        backend = elbv2_backends[ACCOUNT][service.region_name]
        wanted = [target(balancer, task)]
        [health] = backend.describe_target_health(group.arn, wanted)
        state, reason = health.status, health.description or health.reason or ""
        found.append(Health(group.arn, balancer["containerPort"], state, reason))
    return found
