"""The volumes of a task definition, and the limits of a container's processes.

- A container mounts volumes of its task only, and a volume that no container mounts is refused
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html).
- volumesFrom names a container of the task
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VolumeFrom.html).
- A soft limit is no more than its hard limit
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html).
"""

from typing import Any

from moto.ecs.exceptions import EcsClientException

Container = dict[str, Any]


def check(task: dict[str, Any], containers: list[Container]) -> None:
    """Raises when a container mounts what is not there, or nobody mounts what is."""
    volumes = [each.get("name") for each in task.get("volumes", [])]
    mounted = [
        mount.get("sourceVolume") for each in containers for mount in each.get("mountPoints", [])
    ]
    for volume in mounted:
        if volume not in volumes:
            raise EcsClientException(f"Unknown volume '{volume}'.")
    unused = [volume for volume in volumes if volume not in mounted]
    if unused:
        raise EcsClientException(
            f"Volumes [{', '.join(unused)}] are not referenced by any of the containers"
        )
    names = [each["name"] for each in containers]
    for container in containers:
        for source in container.get("volumesFrom", []):
            if source.get("sourceContainer") not in names:
                raise EcsClientException(
                    "Invalid 'volumesFrom' setting. Unknown container: "
                    f"'{source.get('sourceContainer')}'."
                )
        for limit in container.get("ulimits", []):
            if limit["softLimit"] > limit["hardLimit"]:
                raise EcsClientException(
                    f"Soft limit exceeds hard limit for ulimit {limit['name']}"
                )
