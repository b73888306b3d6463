"""One task, as DescribeTasks shows it.

- A task goes through PROVISIONING, PENDING and, with a load balancer or Service Connect, ACTIVATING
  to RUNNING; then through DEACTIVATING, STOPPING and DEPROVISIONING to STOPPED
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html).
- A task with the network mode awsvpc has a network interface of its own, attached from PROVISIONING
  to DEPROVISIONING
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html).
- Why a task stopped is in stopCode and stoppedReason, why a container did in its reason
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html).
- A task's health is that of its essential containers together: UNHEALTHY when one is, UNKNOWN while
  one with a health check has not been looked at
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html).

moto's serializer finds each field under its name in snake case.
"""

from typing import Any

from moto.core.utils import utcnow
from moto.ecs.models import Cluster, TaskDefinition
from moto.moto_api._internal import mock_random

#: How long each state lasts on the emulated account, in microseconds.
STEP = 100_000
PLATFORM_VERSION = "1.4.0"


class Task:
    def __init__(self, cluster: Cluster, definition: TaskDefinition, now: int, **asked: Any):
        self.id = mock_random.uuid4().hex
        place = cluster.arn.rsplit(":", 1)[0]
        self.task_arn = f"{place}:task/{cluster.name}/{self.id}"
        self.cluster_arn = cluster.arn
        self.cluster_name = cluster.name
        self.region_name = cluster.region_name
        self.task_definition_arn = definition.arn
        self.definition = definition
        self.group = asked["group"]
        self.started_by = asked.get("started_by")
        self.launch_type = asked["launch_type"]
        self.capacity_provider_name = asked.get("capacity_provider_name")
        self.platform_version = PLATFORM_VERSION
        self.platform_family = "Linux"
        self.overrides = asked.get("overrides") or {"containerOverrides": []}
        self.enable_execute_command = bool(asked.get("enable_execute_command"))
        self.tags = asked.get("tags") or []
        self.cpu = self.overrides.get("cpu") or definition.cpu
        self.memory = self.overrides.get("memory") or definition.memory
        self.ephemeral_storage = (
            self.overrides.get("ephemeralStorage")
            or definition.ephemeral_storage
            or {"sizeInGiB": 20}
        )
        self.desired_status = "RUNNING"
        self.last_status = "PROVISIONING"
        self.health_status = "UNKNOWN"
        self.connectivity: str | None = None
        self.availability_zone: str | None = None
        self.attachments: list[dict[str, Any]] = []
        self.attributes = [{"name": "ecs.cpu-architecture", "value": self._architecture()}]
        self.created_at = utcnow()
        self.version = 1
        self.stop_code: str | None = None
        self.stopped_reason: str | None = None
        #: When the next thing becomes of it, in microseconds since 1970.
        self.due: int | None = now + STEP
        #: By a container's name: its image as it was pulled, None from another registry.
        self.images: dict[str, Any] = {}
        #: Whether its images are there; what waits for something else has not started by then.
        self.is_pulled = False
        #: By a container's name: what its command ends with, once it ends.
        self.exits: dict[str, int] = {}
        #: By a container's name: whether its health check, where it has one, succeeds.
        self.checks: dict[str, bool] = {}
        #: The load balancers of its service that it is a target of.
        self.balancers: list[dict[str, Any]] = []
        #: Why its service wants another in its place.
        self.fault: str | None = None
        self.containers = [self._container(each) for each in definition.container_definitions]

    @property
    def status(self) -> str:
        """The name under which the inventory looks for what is gone."""
        return self.last_status

    @property
    def is_wanted(self) -> bool:
        return self.desired_status == "RUNNING"

    @property
    def is_there(self) -> bool:
        return self.last_status != "STOPPED"

    @property
    def is_pending(self) -> bool:
        return self.last_status in ("PROVISIONING", "PENDING", "ACTIVATING")

    @property
    def is_running(self) -> bool:
        """It runs, and nobody has asked it to end."""
        return self.last_status == "RUNNING" and self.is_wanted

    @property
    def address(self) -> str | None:
        """The private address of its network interface."""
        return self.detail("privateIPv4Address")

    def detail(self, name: str) -> str | None:
        details = self.attachments[0]["details"] if self.attachments else []
        return next((each["value"] for each in details if each["name"] == name), None)

    def role(self, kind: str) -> str | None:
        """The ARN or name of its `task` or `execution` role."""
        override = self.overrides.get(f"{kind}RoleArn")
        return override or getattr(self.definition, f"{kind}_role_arn", None)

    def enter(self, status: str, now: int | None) -> None:
        """Goes to the `status`; the next step is one step after `now`, or none."""
        self.last_status = status
        self.version += 1
        self.due = None if now is None else now + STEP

    def stop(self, code: str, reason: str, now: int) -> None:
        """Begins to end; a task that is ending already goes on as it was."""
        if not self.is_wanted:
            return
        self.desired_status = "STOPPED"
        self.stop_code, self.stopped_reason = code, reason
        self.stopping_at = utcnow()
        running = self.last_status == "RUNNING"
        self.enter("DEACTIVATING" if running else "DEPROVISIONING", now)

    def definition_of(self, container: dict[str, Any]) -> dict[str, Any]:
        definitions = self.definition.container_definitions
        return next(each for each in definitions if each["name"] == container["name"])

    def _container(self, definition: dict[str, Any]) -> dict[str, Any]:
        place = self.task_arn.split(":task/")[0]
        arn = f"{place}:container/{self.cluster_name}/{self.id}/{mock_random.uuid4()}"
        container = {
            "containerArn": arn,
            "taskArn": self.task_arn,
            "name": definition["name"],
            "image": definition["image"],
            "lastStatus": "PENDING",
            "networkInterfaces": [],
            "healthStatus": "UNKNOWN",
            "cpu": str(definition.get("cpu", 0)),
        }
        for size in ("memory", "memoryReservation"):
            if size in definition:
                container[size] = str(definition[size])
        if self.enable_execute_command:
            container["managedAgents"] = [{"name": "ExecuteCommandAgent", "lastStatus": "PENDING"}]
        return container

    def _architecture(self) -> str:
        platform = self.definition.runtime_platform or {}
        return {"ARM64": "arm64"}.get(platform.get("cpuArchitecture"), "x86_64")
