"""Amazon ECS services: created, updated and deleted.

- A service is created in an active cluster from an active task definition that is compatible with
  the launch type
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html).
- A service name is taken once in a cluster, until the service is INACTIVE
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html).
- A health check grace period is for services with a load balancer (same page).
- ECS Exec needs a task role
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html).
- A service that wants tasks is deleted only by force
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html).
- What is changed about the tasks makes a new deployment, the desired count alone does not
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html).
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.exceptions import (
    ClusterNotFoundException,
    EcsClientException,
    ECSException,
    InvalidParameterException,
    ServiceNotFoundException,
    TaskDefinitionNotFoundException,
)
from moto.ecs.models import Cluster, EC2ContainerServiceBackend, TaskDefinition
from moto.ecs.responses import EC2ContainerServiceResponse

from . import connect, placement, targets
from .container import NAME
from .service import Service, configured

FARGATE_PROVIDERS = ("FARGATE", "FARGATE_SPOT")
#: What UpdateService keeps as it was unless it is given, by the service's attribute.
CHANGEABLE = {
    "desiredCount": "desired_count",
    "networkConfiguration": "network_configuration",
    "loadBalancers": "load_balancers",
    "serviceRegistries": "service_registries",
    "serviceConnectConfiguration": "service_connect_configuration",
    "platformVersion": "platform_version",
    "capacityProviderStrategy": "capacity_provider_strategy",
    "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
    "enableExecuteCommand": "enable_execute_command",
    "enableECSManagedTags": "enable_ecs_managed_tags",
    "propagateTags": "propagate_tags",
    "availabilityZoneRebalancing": "availability_zone_rebalancing",
}
#: Of these, what the running tasks do not have yet.
DEPLOYING = ("taskDefinition", "networkConfiguration", "loadBalancers", "serviceRegistries",
             "serviceConnectConfiguration", "platformVersion",
             "capacityProviderStrategy")  # fmt: skip


class ServiceNotActive(ECSException):
    def __init__(self):
        super().__init__("ServiceNotActiveException", "Service was not ACTIVE.")


def correct() -> None:
    from ..corrections import replace

    @replace(EC2ContainerServiceResponse, "create_service")
    def create_service(moto, response) -> ActionResult:
        return ActionResult({"service": create(response.ecs_backend, given(response))})

    @replace(EC2ContainerServiceResponse, "update_service")
    def update_service(moto, response) -> ActionResult:
        return ActionResult({"service": update(response.ecs_backend, given(response))})

    @replace(EC2ContainerServiceBackend, "delete_service")
    def delete_service(moto, backend, cluster_name, service_name, force) -> Service:
        service = existing(backend, active_cluster(backend, cluster_name), service_name)
        if service.desired_count > 0 and not force:
            raise InvalidParameterException(
                "The service cannot be stopped while it is scaled above 0."
            )
        service.status, service.desired_count = "DRAINING", 0
        connect.disconnect(service)
        return service

    @replace(EC2ContainerServiceBackend, "list_services")
    def list_services(moto, backend, cluster_str, scheduling_strategy=None, launch_type=None):
        cluster = active_cluster(backend, cluster_str)
        return [
            service.arn
            for service in backend.services.values()
            if service.cluster_name == cluster.name
            and service.status != "INACTIVE"
            and scheduling_strategy in (None, service.scheduling_strategy)
            and launch_type in (None, service.launch_type)
        ]


def given(response: EC2ContainerServiceResponse) -> dict[str, Any]:
    return {name: value for name, value in response._get_params().items() if value is not None}


def create(backend: EC2ContainerServiceBackend, asked: dict[str, Any]) -> Service:
    cluster = active_cluster(backend, asked.get("cluster"))
    if not NAME.fullmatch(asked["serviceName"]):
        raise InvalidParameterException("Service name contains invalid characters.")
    before = backend.services.get(key(cluster, asked["serviceName"]))
    if before and before.status != "INACTIVE":
        raise InvalidParameterException("Creation of service was not idempotent.")
    definition = active_definition(backend, asked.get("taskDefinition"))
    refuse_unsupported(asked)
    service = Service(cluster, definition, asked)
    service.launch_type = launch_type_of(cluster, asked)
    refuse(service, cluster, definition, "created")
    backend.services[key(cluster, service.name)] = service
    service.deploy(definition)
    connect.connect(service, cluster)
    return service


def update(backend: EC2ContainerServiceBackend, asked: dict[str, Any]) -> Service:
    cluster = active_cluster(backend, asked.get("cluster"))
    service = existing(backend, cluster, asked["service"])
    if service.status != "ACTIVE":
        raise ServiceNotActive
    refuse_unsupported(asked)
    wanted = asked.get("taskDefinition") or service.task_definition
    changing = any(name in asked for name in DEPLOYING) or asked.get("forceNewDeployment")
    definition = active_definition(backend, wanted) if changing else service.primary.definition
    before = vars(service).copy()
    for name, attribute in CHANGEABLE.items():
        if name in asked:
            setattr(service, attribute, asked[name])
    configuration = service.deployment_configuration
    service.deployment_configuration = configured(
        asked.get("deploymentConfiguration"), configuration
    )
    try:
        refuse(service, cluster, definition, "updated")
    except ECSException:
        vars(service).update(before)
        raise
    if changing:
        service.deploy(definition)
        connect.connect(service, cluster)
    return service


def refuse(service: Service, cluster: Cluster, definition: TaskDefinition, done: str) -> None:
    """Raises when the service, as it is now, cannot be."""
    if service.desired_count < 0:
        raise InvalidParameterException("desiredCount must be 0 or more.")
    if service.launch_type == "FARGATE" and "FARGATE" not in (
        definition.requires_compatibilities or definition.compatibilities
    ):
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
    if most < 100 or least < 0 or least > 100 or (least == 100 and most == 100):
        raise InvalidParameterException(
            "Both maximumPercent and minimumHealthyPercent cannot be 100 as this will block "
            "deployments."
            if least == most == 100
            else "minimumHealthyPercent is between 0 and 100, maximumPercent at least 100."
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
    if kind != "ECS" or strategy != "ROLLING" or daemon:
        raise NotImplementedError


def active_cluster(backend: EC2ContainerServiceBackend, name: str | None) -> Cluster:
    cluster = backend.clusters.get((name or "default").split("/")[-1])
    if cluster is None:
        raise ClusterNotFoundException
    if cluster.status != "ACTIVE":
        raise ECSException("ClusterNotFoundException", "The referenced cluster was inactive.")
    return cluster


def active_definition(backend: EC2ContainerServiceBackend, name: str | None) -> TaskDefinition:
    if not name:
        raise InvalidParameterException("TaskDefinition can not be blank.")
    try:
        definition = backend.describe_task_definition(name)
    except (TaskDefinitionNotFoundException, ValueError):
        raise EcsClientException("TaskDefinition not found.") from None
    if definition.status != "ACTIVE":
        raise EcsClientException("TaskDefinition is inactive")
    return definition


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


def existing(backend: EC2ContainerServiceBackend, cluster: Cluster, name: str) -> Service:
    service = backend.services.get(key(cluster, name.split("/")[-1]))
    if service is None:
        raise ServiceNotFoundException
    return service


def key(cluster: Cluster, name: str) -> str:
    """moto's name of a service."""
    return f"{cluster.name}:{name}"
