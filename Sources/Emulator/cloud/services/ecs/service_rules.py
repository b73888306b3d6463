"""What AWS asks of a service before it takes it, created or updated.

- A task definition is compatible with the launch type, which is given or follows from the service's
  or the cluster's capacity provider strategy, not from both
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html).
- A health check grace period is for services with a load balancer (same page).
- ECS Exec needs a task role
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html).
- minimumHealthyPercent and maximumPercent are not both 100, which would leave no room to deploy
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html).
- On Fargate neither a service nor a task has placement constraints or strategies
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html).
- A service with the strategy DAEMON does not run on Fargate
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html).

What this emulator has no tasks for ends in NotImplemented: daemons on EC2, deployments of
CodeDeploy or of somebody else, other strategies than the rolling one, and service registries.

Ours: the strategy DAEMON on Fargate, a percentage that is too low.
"""

from typing import Any

from moto.ecs.exceptions import EcsClientException, ECSException, InvalidParameterException
from moto.ecs.models import Cluster, TaskDefinition

from . import connect, placement, targets
from .service import Service

FARGATE_PROVIDERS = ("FARGATE", "FARGATE_SPOT")
NOT_EMULATED = ("volumeConfigurations", "vpcLatticeConfigurations", "gatewayConnectors",
                "monitoring", "serviceRegistries")  # fmt: skip


class NotEmulated(ECSException):
    """A clear word instead of silence."""

    def __init__(self, what: str):
        super().__init__("NotImplemented", f"The emulated cloud has no {what}.")


def refuse(service: Service, cluster: Cluster, definition: TaskDefinition, done: str) -> None:
    """Raises when the service, as it is now, cannot be."""
    if service.desired_count < 0:
        raise InvalidParameterException("desiredCount must be 0 or more.")
    if service.launch_type == "FARGATE" and "FARGATE" not in definition.compatibilities:
        raise InvalidParameterException("Task definition does not support launch_type FARGATE.")
    network, region = service.network_configuration, service.region_name
    placement.check(definition, network, service.launch_type or "EC2", region)
    targets.check(definition, service.load_balancers, network, region)
    if service.health_check_grace_period_seconds is not None and not service.load_balancers:
        raise InvalidParameterException(
            "Health check grace period is only valid for services configured to use load balancers"
        )
    if service.enable_execute_command and not getattr(definition, "task_role_arn", None):
        raise InvalidParameterException(
            f"The service couldn't be {done} because a valid taskRoleArn is not being used. "
            "Specify a valid task role in your task definition and try again."
        )
    connect.check(service.service_connect_configuration, cluster, definition)
    refuse_percents(service.deployment_configuration)


def refuse_percents(configuration: dict[str, Any]) -> None:
    least, most = configuration["minimumHealthyPercent"], configuration["maximumPercent"]
    if least > 100:
        raise InvalidParameterException("minimumHealthyPercent must be at most 100")
    if least < 0:
        raise InvalidParameterException("minimumHealthyPercent must be at least 0")
    if most < 100:
        raise InvalidParameterException("maximumPercent must be at least 100")
    if least == most == 100:
        raise InvalidParameterException(
            "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block "
            "deployments."
        )


def refuse_placement(asked: dict[str, Any], launch_type: str | None) -> None:
    """Where a task runs on Fargate is for Fargate to say."""
    if launch_type != "FARGATE":
        return
    for name, words in (
        ("placementConstraints", "constraints"),
        ("placementStrategy", "strategies"),
    ):
        if asked.get(name):
            raise InvalidParameterException(
                f"Placement {words} are not supported with FARGATE launch type."
            )


def refuse_unsupported(asked: dict[str, Any]) -> None:
    """What this emulator has no tasks for."""
    kind = (asked.get("deploymentController") or {}).get("type", "ECS")
    strategy = (asked.get("deploymentConfiguration") or {}).get("strategy", "ROLLING")
    daemon = asked.get("schedulingStrategy") == "DAEMON"
    if daemon and asked.get("launchType") == "FARGATE":
        raise InvalidParameterException(
            "The scheduling strategy DAEMON is not supported by Fargate tasks."
        )
    if daemon:
        raise NotEmulated("daemons on container instances")
    if kind != "ECS":
        raise NotEmulated(f"deployment controller {kind}")
    if strategy != "ROLLING":
        raise NotEmulated(f"deployment strategy {strategy}")
    for name in NOT_EMULATED:
        if asked.get(name):
            raise NotEmulated(f"{name} of a service")


def launch_type_of(cluster: Cluster, asked: dict[str, Any]) -> str | None:
    """None where a capacity provider strategy, the service's or the cluster's, decides."""
    strategy = asked.get("capacityProviderStrategy")
    if asked.get("launchType") and strategy:
        raise InvalidParameterException(
            "Specifying both a launch type and capacity provider strategy is not supported. Remove "
            "one and try again."
        )
    if asked.get("launchType"):
        if asked["launchType"] not in ("EC2", "FARGATE"):
            raise EcsClientException("launch type should be one of [EC2,FARGATE]")
        return asked["launchType"]
    strategy = strategy or cluster.default_capacity_provider_strategy or []
    names = [each["capacityProvider"] for each in strategy]
    return "FARGATE" if names and all(name in FARGATE_PROVIDERS for name in names) else "EC2"
