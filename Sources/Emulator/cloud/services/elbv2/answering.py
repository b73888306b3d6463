"""What answers at a target: the task of Amazon ECS that has the address.

- A container listens on the ports that its image exposes; an image that exposes none, or that is
  not in ECR, is taken to listen on the ports that the task definition maps
  (https://docs.docker.com/reference/dockerfile/#expose,
  https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html).

Simulated: no image is run. An image's label `labs.answers` tells with which status it answers to
which path, as in `/api/health-check=200 /=404`; a path that is not in it is answered with 404. An
image without the label answers 200 to every path.
"""

from collections.abc import Iterator
from typing import Any

from moto.ecs.models import ecs_backends

LABEL = "labs.answers"
FOUND, NOT_FOUND = 200, 404

Container = dict[str, Any]


def answer(account: str, region: str, address: str, port: int, path: str) -> int | None:
    """The status with which a request for the path is answered; None where nothing listens."""
    for task in ecs_backends[account][region].tasks.values():
        for each in task.values():
            if each.address == address:
                for container in running(each):
                    if port in ports(each, container):
                        return status(settings(each, container), path)
    return None


def running(task: Any) -> Iterator[Container]:
    return (each for each in task.containers if each["lastStatus"] == "RUNNING")


def settings(task: Any, container: Container) -> dict[str, Any]:
    """The image's config; empty for an image that is not in ECR."""
    pulled = task.images.get(container["name"])
    return pulled.config if pulled else {}


def ports(task: Any, container: Container) -> set[int]:
    exposed = settings(task, container).get("ExposedPorts") or {}
    mapped = task.definition_of(container).get("portMappings") or []
    listed = {int(port.split("/")[0]) for port in exposed if not port.endswith("/udp")}
    return listed or {mapping["containerPort"] for mapping in mapped}


def status(config: dict[str, Any], path: str) -> int:
    label = (config.get("Labels") or {}).get(LABEL)
    if label is None:
        return FOUND
    answers = dict(pair.rsplit("=", 1) for pair in label.split())
    return int(answers.get(path.partition("?")[0], NOT_FOUND))
