"""The scheduler of a service: as many good tasks as are wanted, of the newest deployment.

- A new deployment's tasks are started while there are no more than maximumPercent of the desired
  count; older ones are stopped while minimumHealthyPercent stay
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html).
- Where there is room for it, the replacement of a bad task comes first
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html).
- What fails to start again and again is tried less and less often
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html).
- With the launch type EC2 nothing is placed in a cluster that has no instances
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html).

Here each try is twice as late as the one before, without an end, so that an idle night costs
nothing; whatever is changed in the account lets the service try again at once.
"""

import math

from moto.ecs.models import EC2ContainerServiceBackend

from .fleet import PAUSE, Fleet
from .judgement import end_of_grace, is_good, judge
from .rollout import break_circuit, conclude
from .service import Service
from .task import Task

NO_INSTANCE = (
    "was unable to place a task because no container instance met all of its requirements. Reason: "
    "No Container Instances were found in your cluster. For more information, see the "
    "Troubleshooting section of the Amazon ECS Developer Guide."
)


def attend(backend: EC2ContainerServiceBackend, service: Service, now: int) -> None:
    """Does what the service needs now, and says when to look again."""
    if service.status == "INACTIVE":
        return
    fleet = Fleet(backend, service)
    judge(fleet, now)
    break_circuit(fleet, now)
    start_missing(fleet, now)
    fleet.stop([*surplus(fleet)], now)
    fleet.count()
    conclude(fleet)
    service.look_at = next_look(fleet, now)


def note_failed_start(
    backend: EC2ContainerServiceBackend, service: Service, task: Task, now: int
) -> None:
    """A task of the service stops without having run."""
    Fleet(backend, service).failed(now, task)
    service.tell(f"was unable to place a task. Reason: {task.stopped_reason}.")


def next_look(fleet: Fleet, now: int) -> int | None:
    """Later each time while nothing happens; never when all is as it should be."""
    service = fleet.service
    if service.status == "INACTIVE" or service.is_steady:
        return None
    graces = [end_of_grace(service, task) for task in fleet.running]
    moments = [now + PAUSE * 2**service.looks, service.retry_at, *graces]
    return min(moment for moment in moments if moment > now)


def start_missing(fleet: Fleet, now: int) -> None:
    service, wanted = fleet.service, fleet.wanted
    primary = service.primary
    if service.status != "ACTIVE" or primary.rollout_state == "FAILED" or now < service.retry_at:
        return
    sound = [task for task in wanted if task.started_by == primary.id and not task.fault]
    missing = min(service.desired_count - len(sound), room(service) - len(wanted))
    if missing > 0 and service.launch_type == "EC2":
        service.tell(NO_INSTANCE)
        fleet.failed(now)
    elif missing > 0:
        fleet.launch(primary, missing, now)


def surplus(fleet: Fleet) -> list[Task]:
    """The tasks that are to end: too many, of an older deployment, or bad."""
    service, wanted = fleet.service, fleet.wanted
    count = service.desired_count if service.status == "ACTIVE" else 0
    ours = [task for task in wanted if task.started_by == service.primary.id]
    sound = [task for task in ours if not task.fault]
    ending = sound[count:]
    spared = math.ceil(count * percent(service, "minimumHealthyPercent"))
    good = sum(is_good(service, task) for task in wanted if task not in ending)
    for task in [task for task in wanted if task not in sound]:
        if task.fault is not None:
            if has_substitute(service, [each for each in wanted if each not in ending]):
                ending.append(task)
        elif not is_good(service, task):
            ending.append(task)
        elif good > spared or service.status != "ACTIVE":
            ending.append(task)
            good -= 1
    return ending


def has_substitute(service: Service, staying: list[Task]) -> bool:
    """A bad task goes once another runs, or where there is no room for another."""
    running = [task for task in staying if task.last_status == "RUNNING"]
    full = room(service) <= len(staying)
    return len(running) > service.desired_count or full


def room(service: Service) -> int:
    return math.floor(service.desired_count * percent(service, "maximumPercent"))


def percent(service: Service, name: str) -> float:
    return service.deployment_configuration[name] / 100
