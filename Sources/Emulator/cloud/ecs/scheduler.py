"""The scheduler of a service: as many good tasks as are wanted, of the newest deployment.

- A new deployment's tasks are started while there are no more than maximumPercent of the desired
  count; older ones are stopped while minimumHealthyPercent stay
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html).
- A task that fails its container's or its load balancer's health checks is replaced, the latter not
  within the health check grace period
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html).
- Where there is room for it, the replacement comes first
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html).
- What fails to start again and again is tried less and less often
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html).
- With the circuit breaker a deployment has failed after half as many failed tasks as are desired,
  at least three and at most 200; with rollback the last one that was completed comes back
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html).
- A service that is deleted is DRAINING until its tasks have ended, then INACTIVE
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteService.html).

Here each try is twice as late as the one before, without an end, so that an idle night costs
nothing; whatever is changed in the account lets the service try again at once.
"""

import math
from collections.abc import Iterable

from moto.core.utils import unix_time
from moto.ec2.exceptions import EC2ClientError
from moto.ecs.models import EC2ContainerServiceBackend

from . import placement, targets
from .roles import Unassumable, refuse_unassumable
from .service import DEPLOYED, Deployment, Service
from .task import Task

#: The first pause after a failure and between two looks, in microseconds.
PAUSE = 250_000
KEPT_STOPPED = 20
ELB_FAILED = "Task failed ELB health checks in (target-group {})"
CONTAINER_FAILED = "Task failed container health checks"
NO_INSTANCE = (
    "was unable to place a task because no container instance met all of its requirements. Reason: "
    "No Container Instances were found in your cluster. For more information, see the "
    "Troubleshooting section of the Amazon ECS Developer Guide."
)


class Scheduler:
    def __init__(self, backend: EC2ContainerServiceBackend):
        self._backend = backend

    def attend(self, service: Service, now: int) -> None:
        """Does what the service needs now, and says when to look again."""
        if service.status == "INACTIVE":
            return
        self._judge(service, now)
        self._break_circuit(service, now)
        self._start_missing(service, now)
        self._stop_surplus(service, now)
        self._count(service)
        self._conclude(service)
        service.look_at = self._next_look(service, now)

    def _next_look(self, service: Service, now: int) -> int | None:
        """Later each time while nothing happens; never when all is as it should be."""
        if service.status == "INACTIVE" or service.is_steady:
            return None
        graces = [end_of_grace(service, task) for task in self._running(service)]
        moments = [now + PAUSE * 2**service.looks, service.retry_at, *graces]
        return min(moment for moment in moments if moment > now)

    def tasks(self, service: Service) -> list[Task]:
        """All of the service's tasks that have not stopped yet."""
        ids = {deployment.id for deployment in service.deployments}
        return [task for task in self._known(service) if task.started_by in ids and task.is_there]

    def _known(self, service: Service) -> Iterable[Task]:
        return self._backend.tasks.get(service.cluster_name, {}).values()

    def _running(self, service: Service) -> list[Task]:
        return [each for each in self.tasks(service) if each.is_running]

    # What is wrong with the tasks that run.

    def _judge(self, service: Service, now: int) -> None:
        for task in self._running(service):
            self._find_fault(service, task, now)

    def _find_fault(self, service: Service, task: Task, now: int) -> None:
        fault = None
        if task.health_status == "UNHEALTHY":
            fault = CONTAINER_FAILED
        for health in targets.healths(service, task):
            if health.state == "unhealthy" and now >= end_of_grace(service, task):
                fault = ELB_FAILED.format(health.group)
                if task.fault != fault:
                    service.tell(
                        f"(task {task.id}) (port {health.port}) is unhealthy in (target-group "
                        f"{health.group}) due to (reason {health.reason})"
                    )
        if fault and task.fault is None:
            self._failed(service, now, task)
        task.fault = fault

    def _failed(self, service: Service, now: int, task: Task | None = None) -> None:
        """The next task comes later each time."""
        service.retry_at = now + PAUSE * 2**service.failures
        service.failures += 1
        for deployment in service.deployments:
            if task and deployment.id == task.started_by:
                deployment.failed_tasks += 1

    def note_failed_start(self, service: Service, task: Task, now: int) -> None:
        """A task of the service stopped without having run."""
        self._failed(service, now, task)
        service.tell(f"was unable to place a task. Reason: {task.stopped_reason}.")

    # Deployments that cannot succeed.

    def _break_circuit(self, service: Service, now: int) -> None:
        breaker = service.deployment_configuration["deploymentCircuitBreaker"]
        deployment = service.primary
        least = min(max(3, math.ceil(service.desired_count / 2)), 200)
        tried = breaker["enable"] and deployment.rollout_state == "IN_PROGRESS"
        if not tried or deployment.failed_tasks < least:
            return
        service.tell(f"(deployment {deployment.id}) deployment failed: tasks failed to start.")
        deployment.finish("FAILED", "ECS deployment circuit breaker: tasks failed to start.")
        good = next(
            (each for each in service.deployments if each.rollout_state == "COMPLETED"), None
        )
        if breaker["rollback"] and good:
            roll_back(service, good)
            service.failures, service.retry_at = 0, now

    # More or fewer tasks.

    def _start_missing(self, service: Service, now: int) -> None:
        primary = service.primary
        if (
            service.status != "ACTIVE"
            or primary.rollout_state == "FAILED"
            or now < service.retry_at
        ):
            return
        wanted = [task for task in self.tasks(service) if task.is_wanted]
        good = [task for task in wanted if task.started_by == primary.id and not task.fault]
        most = math.floor(service.desired_count * percent(service, "maximumPercent"))
        missing = min(service.desired_count - len(good), most - len(wanted))
        if missing <= 0:
            return
        if service.launch_type == "EC2":
            self._failed(service, now)
            service.tell(NO_INSTANCE)
            return
        started = self._launch(service, primary, missing, now)
        if started:
            named = " ".join(f"(task {task.id})" for task in started)
            service.tell(f"has started {len(started)} tasks: {named}.")

    def _launch(self, service: Service, deployment: Deployment, count: int, now: int) -> list[Task]:
        started = []
        cluster = self._backend.clusters[service.cluster_name]
        for _ in range(count):
            task = Task(
                cluster,
                deployment.definition,
                now,
                group=f"service:{service.name}",
                started_by=deployment.id,
                launch_type="FARGATE",
                capacity_provider_name=provider_of(service),
                enable_execute_command=service.enable_execute_command,
                tags=tags_for(service, deployment),
            )
            try:
                refuse_unassumable(task)
                placement.attach(task, deployment.network_configuration)
            except (Unassumable, EC2ClientError) as failure:
                self._failed(service, now)
                why = getattr(failure, "message", failure)
                service.tell(f"failed to launch a task with (error {why}).")
                break
            self._backend.tasks.setdefault(service.cluster_name, {})[task.task_arn] = task
            started.append(task)
        return started

    def _stop_surplus(self, service: Service, now: int) -> None:
        wanted = [task for task in self.tasks(service) if task.is_wanted]
        primary = service.primary
        count = service.desired_count if service.status == "ACTIVE" else 0
        ours = [task for task in wanted if task.started_by == primary.id]
        sound = [task for task in ours if not task.fault]
        ending: list[Task] = sound[count:]
        spared = math.ceil(count * percent(service, "minimumHealthyPercent"))
        good = sum(self._is_good(service, task) for task in wanted if task not in ending)
        for task in wanted:
            faulty = task.fault is not None
            if task in ending or not (faulty or task.started_by != primary.id):
                continue
            if not faulty and self._is_good(service, task):
                if good <= spared and service.status == "ACTIVE":
                    continue
                good -= 1
            if faulty and not self._has_substitute(service, wanted, ending):
                continue
            ending.append(task)
        self._stop(service, ending, now)

    def _has_substitute(self, service: Service, wanted: list[Task], ending: list[Task]) -> bool:
        """A bad task goes once another is there, or where there is no room for another."""
        staying = [task for task in wanted if task not in ending]
        running = [task for task in staying if task.last_status == "RUNNING"]
        count = service.desired_count
        no_room = math.floor(count * percent(service, "maximumPercent")) <= len(staying)
        return len(running) > count or (no_room and len(staying) >= count) or count == 0

    def _stop(self, service: Service, ending: list[Task], now: int) -> None:
        if not ending:
            return
        draining = [task for task in ending if task.last_status == "RUNNING"]
        if service.load_balancers and draining:
            service.tell(f"has begun draining connections on {len(draining)} tasks.")
        for task in ending:
            scaling = f"Scaling activity initiated by (deployment {service.primary.id})"
            task.stop("ServiceSchedulerInitiated", task.fault or scaling, now)
        named = " ".join(f"(task {task.id})" for task in ending)
        service.tell(f"has stopped {len(ending)} running tasks: {named}.")

    def _is_good(self, service: Service, task: Task) -> bool:
        """It runs, and everybody who looks at it is content."""
        checked = not task.checks or task.health_status == "HEALTHY"
        seen = all(health.state == "healthy" for health in targets.healths(service, task))
        return task.is_running and checked and seen

    # What there is to say of it.

    def _count(self, service: Service) -> None:
        tasks = self.tasks(service)
        for deployment in service.deployments:
            own = [task for task in tasks if task.started_by == deployment.id]
            deployment.running_count = sum(task.last_status == "RUNNING" for task in own)
            deployment.pending_count = sum(task.is_pending for task in own)
            leads = deployment is service.primary
            staying = sum(task.is_wanted for task in own)
            deployment.desired_count = service.desired_count if leads else staying
        service.running_count = sum(each.running_count for each in service.deployments)
        service.pending_count = sum(each.pending_count for each in service.deployments)
        self._forget_stopped(service)

    def _forget_stopped(self, service: Service) -> None:
        group = f"service:{service.name}"
        gone = [t for t in self._known(service) if t.group == group and not t.is_there]
        for task in gone[:-KEPT_STOPPED]:
            del self._backend.tasks[service.cluster_name][task.task_arn]

    def _conclude(self, service: Service) -> None:
        tasks = self.tasks(service)
        if service.status == "DRAINING":
            if not tasks:
                service.status = "INACTIVE"
            return
        primary = service.primary
        alone = all(task.started_by == primary.id for task in tasks)
        good = sum(self._is_good(service, task) for task in tasks)
        was_steady, service.is_steady = (
            service.is_steady,
            alone and (good == len(tasks) == service.desired_count),
        )
        if not service.is_steady or primary.rollout_state == "FAILED":
            return
        del service.deployments[1:]
        if primary.rollout_state == "IN_PROGRESS":
            service.tell(f"(deployment {primary.id}) deployment completed.")
            primary.finish("COMPLETED", f"ECS deployment {primary.id} completed.")
        if not was_steady:
            service.tell("has reached a steady state.")
        service.failures = service.retry_at = 0


def percent(service: Service, name: str) -> float:
    return service.deployment_configuration[name] / 100


def end_of_grace(service: Service, task: Task) -> int:
    grace = service.health_check_grace_period_seconds or 0
    return int((unix_time(task.started_at) + grace) * 1_000_000)


def roll_back(service: Service, good: Deployment) -> None:
    for name in DEPLOYED:
        setattr(service, name, getattr(good, name))
    service.deploy(good.definition)
    service.tell(f"rolling back to (deployment {service.primary.id}).")


def provider_of(service: Service) -> str | None:
    strategy = service.capacity_provider_strategy or []
    return strategy[0]["capacityProvider"] if strategy else None


def tags_for(service: Service, deployment: Deployment) -> list[dict[str, str]]:
    own = {"SERVICE": service.tags, "TASK_DEFINITION": deployment.definition.tags}
    tags = [*own.get(service.propagate_tags, [])]
    if service.enable_ecs_managed_tags:
        tags.append({"key": "aws:ecs:clusterName", "value": service.cluster_name})
        tags.append({"key": "aws:ecs:serviceName", "value": service.name})
    return tags
