"""What a task definition may not have on Fargate, and with a network interface of its own.

- With the network mode awsvpc, which Fargate needs, a container has no links, no host name, no DNS
  servers or search domains and no extra hosts, and its networking cannot be disabled
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html).
- On Fargate nothing is privileged, and there are no placement constraints, no IPC mode, no GPUs and
  no Docker security options (same page).
- Of the Linux parameters Fargate has no devices, no shared memory size, no swap, and SYS_PTRACE is
  the only capability that can be added; tmpfs mounts it has since 2026
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html).
- A volume on Fargate is neither a Docker volume nor a folder of the host
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html).
- Ephemeral storage is for tasks on Fargate, 21 to 200 GiB
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html).
- The process namespace can be shared within a task, not with the host
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html).

Ours: DNS search domains, swappiness.
"""

from typing import Any

from moto.ecs.exceptions import EcsClientException

Container = dict[str, Any]

#: With an interface of its own; by parameter, what AWS calls it.
NOT_WITH_INTERFACE = {
    "links": "Links are not supported when",
    "hostname": "hostname is not supported on container when",
    "dnsServers": "DNS servers are not supported on container when",
    "dnsSearchDomains": "DNS search domains are not supported on container when",
    "extraHosts": "Extra hosts are not supported on container when",
    "disableNetworking": "Disable Networking is not supported on container when",
}
LINUX = ("devices", "sharedMemorySize", "maxSwap", "swappiness")
CAPABILITY = "SYS_PTRACE"


def refuse_with_interface(container: Container) -> None:
    for name, words in NOT_WITH_INTERFACE.items():
        if container.get(name):
            raise EcsClientException(f"{words} networkMode=awsvpc.")


def refuse_task(task: dict[str, Any]) -> None:
    """Raises when Fargate does not have what the task, apart from its containers, asks for."""
    if task.get("networkMode") != "awsvpc":
        raise EcsClientException("Fargate only supports network mode ‘awsvpc’.")
    if task.get("pidMode") not in (None, "task"):
        raise EcsClientException(
            f"Tasks using the Fargate launch type do not support pidMode '{task['pidMode']}'. "
            "The supported value for pidMode is 'task'."
        )
    if task.get("ipcMode"):
        raise unsupported("ipcMode")
    if task.get("placementConstraints"):
        raise unsupported("constraints")
    for volume in task.get("volumes", []):
        if volume.get("dockerVolumeConfiguration"):
            raise unsupported("dockerVolumeConfiguration")
        if (volume.get("host") or {}).get("sourcePath"):
            raise unsupported("sourcePath")


def refuse_container(container: Container) -> None:
    if container.get("privileged"):
        raise EcsClientException(
            "Fargate requires that the ‘privileged’ setting be ‘false’ at the container level."
        )
    if container.get("dockerSecurityOptions"):
        raise unsupported("dockerSecurityOptions")
    if any(each.get("type") == "GPU" for each in container.get("resourceRequirements", [])):
        raise EcsClientException(
            "Tasks using the Fargate launch type do not support GPU resource requirements."
        )
    linux = container.get("linuxParameters") or {}
    for name in LINUX:
        if linux.get(name):
            raise unsupported(name)
    for capability in (linux.get("capabilities") or {}).get("add", []):
        if capability != CAPABILITY:
            raise EcsClientException(f"{capability} is not allowed on Fargate.")


def refuse_storage(amount: int | None, fargate: bool) -> None:
    """`amount` is in GiB."""
    if amount is None:
        return
    if not fargate:
        raise EcsClientException("Tasks using the EC2 launch type do not support EphemeralStorage.")
    if amount < 21:
        raise EcsClientException("EphemeralStorage size should be at least 21")
    if amount > 200:
        raise EcsClientException("EphemeralStorage size should be at most 200")


def unsupported(name: str) -> EcsClientException:
    return EcsClientException(f"Fargate compatible task definitions do not support {name}")
