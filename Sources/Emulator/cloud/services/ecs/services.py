"""Amazon ECS services: created, updated and deleted.

- A service is created in an active cluster from an active task definition
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html).
- A service name is taken once in a cluster, until the service is INACTIVE
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html).
- A service that wants tasks is deleted only by force
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html).
- What is changed about the tasks makes a new deployment, as forceNewDeployment does without a
  change; the desired count alone does not
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html).

Ours: the name of a service.
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.exceptions import (
    ECSException,
    InvalidParameterException,
    ServiceNotFoundException,
)
from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition
from moto.ecs.responses import EC2ContainerServiceResponse

from ...replacing import replace
from . import connect
from .container import NAME
from .lookups import active_cluster, active_definition, existing, given, key
from .service import DEPLOYED, Service, configured
from .service_rules import launch_type_of, refuse, refuse_placement, refuse_unsupported

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
    "placementConstraints": "placement_constraints",
    "placementStrategy": "placement_strategy",
}


class ServiceNotActive(ECSException):
    def __init__(self):
        super().__init__("ServiceNotActiveException", "Service was not ACTIVE.")


def correct() -> None:
    @replace(EC2ContainerServiceResponse, "create_service")
    def create_service(moto, response) -> ActionResult:
        return ActionResult({"service": create(response.ecs_backend, given(response))})

    @replace(EC2ContainerServiceResponse, "update_service")
    def update_service(moto, response) -> ActionResult:
        return ActionResult({"service": update(response.ecs_backend, given(response))})

    @replace(EC2ContainerServiceBackend, "delete_service")
    def delete_service(moto, backend, cluster_name, service_name, force) -> Service:
        service = existing(backend, active_cluster(backend, cluster_name), service_name)
        if service.status == "INACTIVE":
            raise ServiceNotFoundException
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
    refuse_placement(asked, service.launch_type)
    refuse(service, cluster, definition, "created")
    connect.resolve(service, cluster)
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
    refuse_placement(asked, service.launch_type)
    definition = service.primary.definition
    if "taskDefinition" in asked:
        definition = active_definition(backend, asked["taskDefinition"])
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
        connect.resolve(service, cluster)
    except ECSException:
        vars(service).update(before)
        raise
    if asked.get("forceNewDeployment") or is_another(service, definition, before):
        service.deploy(definition)
        connect.connect(service, cluster)
    return service


def is_another(service: Service, definition: TaskDefinition, before: dict[str, Any]) -> bool:
    """Whether the tasks would be others than those of the newest deployment."""
    names = {*DEPLOYED, "load_balancers"} - {"task_definition"}
    changed = any(getattr(service, name) != before[name] for name in names)
    return changed or definition is not service.primary.definition
