"""A service and its deployments, as DescribeServices shows them.

- Each change of what is to run makes a new deployment, PRIMARY; the one before is ACTIVE until its
  tasks have ended
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html).
- The newest hundred events are kept, the newest first
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages.html).

moto's serializer finds each field under its name in snake case.
"""

from typing import Any

from moto.core.utils import utcnow
from moto.ecs.models import Cluster, TaskDefinition
from moto.moto_api._internal import mock_random

KEPT_EVENTS = 100
CONFIGURATION = {
    "deploymentCircuitBreaker": {"enable": False, "rollback": False},
    "maximumPercent": 200,
    "minimumHealthyPercent": 100,
    "strategy": "ROLLING",
    "bakeTimeInMinutes": 0,
}
#: What a deployment remembers of its service, so that another one can go back to it.
DEPLOYED = ("task_definition", "launch_type", "platform_version", "platform_family",
            "network_configuration", "service_connect_configuration",
            "capacity_provider_strategy")  # fmt: skip


class Deployment:
    def __init__(self, service: "Service", definition: TaskDefinition):
        number = str(mock_random.randint(10**18, 10**19 - 1))
        self.id = f"ecs-svc/{number}"
        self.status = "PRIMARY"
        self.definition = definition
        self.created_at = self.updated_at = utcnow()
        self.desired_count = service.desired_count
        self.running_count = self.pending_count = self.failed_tasks = 0
        self.rollout_state = "IN_PROGRESS"
        self.rollout_state_reason = f"ECS deployment {self.id} in progress."
        for name in DEPLOYED:
            setattr(self, name, getattr(service, name))
        self.service_connect_resources: list[dict[str, str]] = []

    def finish(self, state: str, reason: str) -> None:
        self.rollout_state, self.rollout_state_reason = state, reason
        self.updated_at = utcnow()


class Service:
    def __init__(self, cluster: Cluster, definition: TaskDefinition, asked: dict[str, Any]):
        self.name = self.service_name = asked["serviceName"]
        self.cluster_name = cluster.name
        self.cluster_arn = cluster.arn
        self.region_name = cluster.region_name
        place = cluster.arn.rsplit(":", 1)[0]
        self.arn = self.service_arn = f"{place}:service/{cluster.name}/{self.name}"
        self.status = "ACTIVE"
        self.desired_count = asked.get("desiredCount") or 0
        self.running_count = self.pending_count = 0
        self.task_definition = definition.arn
        self.launch_type = asked.get("launchType")
        self.capacity_provider_strategy = asked.get("capacityProviderStrategy")
        self.platform_version = asked.get("platformVersion") or "LATEST"
        self.platform_family = "Linux"
        self.network_configuration = asked.get("networkConfiguration")
        self.load_balancers = asked.get("loadBalancers") or []
        self.service_registries = asked.get("serviceRegistries") or []
        self.service_connect_configuration = asked.get("serviceConnectConfiguration")
        self.scheduling_strategy = asked.get("schedulingStrategy") or "REPLICA"
        self.deployment_controller = asked.get("deploymentController") or {"type": "ECS"}
        self.deployment_configuration = configured(asked.get("deploymentConfiguration"))
        self.health_check_grace_period_seconds = asked.get("healthCheckGracePeriodSeconds")
        self.enable_execute_command = bool(asked.get("enableExecuteCommand"))
        self.enable_ecs_managed_tags = bool(asked.get("enableECSManagedTags"))
        self.propagate_tags = asked.get("propagateTags") or "NONE"
        self.availability_zone_rebalancing = asked.get("availabilityZoneRebalancing") or "DISABLED"
        self.placement_constraints = asked.get("placementConstraints") or []
        self.placement_strategy = asked.get("placementStrategy") or []
        self.role_arn = asked.get("role")
        self.tags = asked.get("tags") or []
        self.created_at = utcnow()
        self.created_by = "arn:aws:iam::123456789012:root"
        self.events: list[dict[str, Any]] = []
        self.deployments: list[Deployment] = []
        self.task_sets: list[Any] = []
        #: The ARNs of its services in Cloud Map.
        self.discoveries: list[str] = []
        #: How often in a row a task did not come up; each time the next try is twice as late.
        self.failures = 0
        #: When the next task may be started, and when to look again, in microseconds since 1970.
        self.retry_at = 0
        self.look_at: int | None = None
        self.looks = 0
        self.is_steady = False

    @property
    def primary(self) -> Deployment:
        return self.deployments[0]

    @property
    def physical_resource_id(self) -> str:
        return self.arn

    def tell(self, message: str) -> None:
        event = {"id": str(mock_random.uuid4()), "createdAt": utcnow()}
        self.events.insert(0, {**event, "message": f"(service {self.name}) {message}"})
        del self.events[KEPT_EVENTS:]

    def deploy(self, definition: TaskDefinition) -> Deployment:
        """A new deployment takes the lead."""
        for older in self.deployments:
            older.status = "ACTIVE"
        self.task_definition = definition.arn
        self.deployments.insert(0, Deployment(self, definition))
        self.is_steady = False
        return self.primary

    def go_back_to(self, deployment: Deployment) -> None:
        """A former deployment takes the lead again."""
        for other in self.deployments:
            other.status = "ACTIVE"
        deployment.status = "PRIMARY"
        self.deployments.remove(deployment)
        self.deployments.insert(0, deployment)
        for name in DEPLOYED:
            setattr(self, name, getattr(deployment, name))


def configured(given: dict[str, Any] | None, before: dict[str, Any] | None = None) -> dict:
    asked = {name: value for name, value in (given or {}).items() if value is not None}
    return {**CONFIGURATION, **(before or {}), **asked}
