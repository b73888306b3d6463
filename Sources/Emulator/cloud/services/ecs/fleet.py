"""The tasks of a service: looked through, launched, ended and counted.

- A service's tasks have the deployment as startedBy and the service as their group
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html).
- A task that ECS cannot launch, for its role or its subnet, is an event and no task
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html).
- Stopped tasks are shown for a while (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html);
  here the last twenty of each service.
"""

from collections.abc import Iterable

from moto.ec2.exceptions import EC2ClientError
from moto.ecs.models import Cluster, EC2ContainerServiceBackend

from . import placement
from .roles import Unassumable, refuse_unassumable
from .service import Deployment, Service
from .task import Task

#: The first pause after a failure, in microseconds.
PAUSE = 250_000
#: After so many failures in a row there is a word about it.
MANY = 3
INCONSISTENT = (
    "is unable to consistently start tasks successfully. For more information, see the "
    "Troubleshooting section of the Amazon ECS Developer Guide."
)
KEPT_STOPPED = 20


class Fleet:
    def __init__(self, backend: EC2ContainerServiceBackend, service: Service):
        self._backend = backend
        self.service = service

    @property
    def cluster(self) -> Cluster:
        return self._backend.clusters[self.service.cluster_name]

    @property
    def tasks(self) -> list[Task]:
        """All that have not stopped yet."""
        ids = {deployment.id for deployment in self.service.deployments}
        return [task for task in self._known if task.started_by in ids and task.is_there]

    @property
    def wanted(self) -> list[Task]:
        return [task for task in self.tasks if task.is_wanted]

    @property
    def running(self) -> list[Task]:
        return [task for task in self.tasks if task.is_running]

    def launch(self, deployment: Deployment, count: int, now: int) -> None:
        started = []
        for _ in range(count):
            task = self._task(deployment, now)
            try:
                refuse_unassumable(task)
                placement.attach(task, deployment.network_configuration)
            except (Unassumable, EC2ClientError) as failure:
                why = getattr(failure, "message", failure)
                self.service.tell(f"failed to launch a task with (error {why}).")
                self.failed(now)
                break
            tasks = self._backend.tasks.setdefault(self.service.cluster_name, {})
            tasks[task.task_arn] = task
            started.append(task)
        if started:
            self.service.tell(f"has started {len(started)} tasks: {named(started)}.")

    def stop(self, ending: list[Task], now: int) -> None:
        draining = [task for task in ending if task.last_status == "RUNNING"]
        if self.service.load_balancers and draining:
            self.service.tell(f"has begun draining connections on {len(draining)} tasks.")
        scaling = f"Scaling activity initiated by (deployment {self.service.primary.id})"
        for task in ending:
            task.stop("ServiceSchedulerInitiated", task.fault or scaling, now)
        if ending:
            self.service.tell(f"has stopped {len(ending)} running tasks: {named(ending)}.")

    def failed(self, now: int, task: Task | None = None) -> None:
        """The next task comes later each time."""
        self.service.retry_at = now + PAUSE * 2**self.service.failures
        self.service.failures += 1
        if self.service.failures == MANY:
            self.service.tell(INCONSISTENT)
        for deployment in self.service.deployments:
            if task and deployment.id == task.started_by:
                deployment.failed_tasks += 1

    def count(self) -> None:
        """Tells the service and its deployments how many tasks there are; forgets the oldest."""
        deployments = self.service.deployments
        for deployment in deployments:
            own = [task for task in self.tasks if task.started_by == deployment.id]
            deployment.running_count = sum(task.last_status == "RUNNING" for task in own)
            deployment.pending_count = sum(task.is_pending for task in own)
            leads = deployment is self.service.primary
            staying = sum(task.is_wanted for task in own)
            deployment.desired_count = self.service.desired_count if leads else staying
        self.service.running_count = sum(each.running_count for each in deployments)
        self.service.pending_count = sum(each.pending_count for each in deployments)
        gone = [task for task in self._known if task.group == self._group and not task.is_there]
        for task in gone[:-KEPT_STOPPED]:
            del self._backend.tasks[self.service.cluster_name][task.task_arn]

    @property
    def _known(self) -> Iterable[Task]:
        return self._backend.tasks.get(self.service.cluster_name, {}).values()

    @property
    def _group(self) -> str:
        return f"service:{self.service.name}"

    def _task(self, deployment: Deployment, now: int) -> Task:
        strategy = deployment.capacity_provider_strategy or [{}]
        return Task(
            self.cluster,
            deployment.definition,
            now,
            group=self._group,
            started_by=deployment.id,
            launch_type="FARGATE",
            capacity_provider_name=strategy[0].get("capacityProvider"),
            enable_execute_command=self.service.enable_execute_command,
            tags=self._tags(deployment),
        )

    def _tags(self, deployment: Deployment) -> list[dict[str, str]]:
        service = self.service
        own = {"SERVICE": service.tags, "TASK_DEFINITION": deployment.definition.tags}
        tags = [*own.get(service.propagate_tags, [])]
        if service.enable_ecs_managed_tags:
            tags.append({"key": "aws:ecs:clusterName", "value": service.cluster_name})
            tags.append({"key": "aws:ecs:serviceName", "value": service.name})
        return tags


def named(tasks: list[Task]) -> str:
    return " ".join(f"(task {task.id})" for task in tasks)
