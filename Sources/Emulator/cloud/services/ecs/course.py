"""The course of things in Amazon ECS: tasks go on, and services are looked after."""

from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends

from ...content import Content
from ...settings import ACCOUNT
from . import lifecycle
from .scheduler import attend, note_failed_start
from .service import Service
from .task import Task


class EcsCourse:
    name = "ecs"

    def __init__(self, content: Content):
        self._content = content

    def due(self) -> int | None:
        moments = [
            moment
            for backend in backends()
            for thing in [*tasks(backend), *backend.services.values()]
            if (moment := next_moment(thing)) is not None
        ]
        return min(moments, default=None)

    def happen(self, now: int) -> None:
        for backend in backends():
            for task in tasks(backend):
                if task.due is not None and task.due <= now:
                    self._step(backend, task, now)
            for service in list(backend.services.values()):
                if service.look_at is not None and service.look_at <= now:
                    # Whatever comes of it, the next look is another one.
                    service.looks, service.look_at = service.looks + 1, None
                    attend(backend, service, now)

    def settle(self, now: int) -> None:
        for backend in backends():
            for service in list(backend.services.values()):
                service.retry_at, service.looks = min(service.retry_at, now), 0
                service.failures = 0
                attend(backend, service, now)

    def _step(self, backend: EC2ContainerServiceBackend, task: Task, now: int) -> None:
        task.due = None
        service = service_of(backend, task)
        was_wanted = task.is_wanted
        lifecycle.step(task, service, self._content, now)
        if service is None:
            return
        service.looks = 0
        if was_wanted and task.stop_code == "TaskFailedToStart":
            note_failed_start(backend, service, task, now)
        attend(backend, service, now)


def backends() -> list[EC2ContainerServiceBackend]:
    return [backend for _, backend in sorted(ecs_backends[ACCOUNT].items())]


def tasks(backend: EC2ContainerServiceBackend) -> list[Task]:
    return [task for cluster in backend.tasks.values() for task in cluster.values()]


def next_moment(thing: Task | Service) -> int | None:
    return thing.due if isinstance(thing, Task) else thing.look_at


def service_of(backend: EC2ContainerServiceBackend, task: Task) -> Service | None:
    """The service that started the task and still knows of it."""
    for service in backend.services.values():
        if any(deployment.id == task.started_by for deployment in service.deployments):
            return service
    return None
