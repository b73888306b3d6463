"""Which container waits for which.

- A container depends only on containers that are there: for HEALTHY they need a health check, for
  COMPLETE and SUCCESS they may not be essential, and nothing waits for itself
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html).

Ours: a circle.
"""

from typing import Any

from moto.ecs.exceptions import EcsClientException

Containers = dict[str, dict[str, Any]]


def check(containers: Containers) -> None:
    """Raises when a container waits for what never comes."""
    for each in containers.values():
        for dependency in each.get("dependsOn", []):
            refuse(dependency["containerName"], dependency["condition"], containers)
    for name in containers:
        if name in waited_for(name, containers, ()):
            raise EcsClientException(f"The container '{name}' waits for itself.")


def refuse(name: str, condition: str, containers: Containers) -> None:
    other = containers.get(name)
    if other is None:
        raise EcsClientException(f"Cannot depend on container + '{name}' because it does not exist")
    if condition in ("COMPLETE", "SUCCESS") and other.get("essential", True):
        raise EcsClientException(
            "A dependency container with SUCCESS or COMPLETE condition cannot be an essential "
            "container"
        )
    if condition == "HEALTHY" and not other.get("healthCheck"):
        raise EcsClientException(
            "A dependency container with HEALTHY condition must have health check configured"
        )


def waited_for(name: str, containers: Containers, seen: tuple[str, ...]) -> set[str]:
    found = set()
    for dependency in containers[name].get("dependsOn", []):
        other = dependency["containerName"]
        found.add(other)
        if other not in seen:
            found |= waited_for(other, containers, (*seen, other))
    return found
