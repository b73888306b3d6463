"""What a task definition says, by the words with which a check reports it, one aspect at a time."""

import re
from collections.abc import Callable
from typing import Any

from account import ACCOUNT, REGION
from facts import Facts
from private import is_private, is_root
from pushed import digests

Definition = dict[str, Any]
Container = dict[str, Any]

SIDECAR = "public.ecr.aws/xray/aws-xray-daemon"
# How a log driver waits, or does not: either is right.
BUFFERS = ("mode", "max-buffer-size")
SAID = ("AWS_DEFAULT_REGION", "FRONTEND_URL")
# Where a program may write without changing itself.
SCRATCH = {"/tmp", "/var/tmp", "/run"}


def roles(task: Definition) -> Facts:
    yield "the execution role", task.get("executionRoleArn")
    yield "the task role", task.get("taskRoleArn")


def images(task: Definition) -> Facts:
    platform = task.get("runtimePlatform") or {}
    yield "the processor that the images are for", platform.get("cpuArchitecture", "X86_64")
    yield "the system that the images are for", platform.get("operatingSystemFamily", "LINUX")
    for each in containers(task):
        name = each["name"]
        yield f"the image of {name}", image(each.get("image") or "")
        yield f"whether the task ends with {name}", each.get("essential", True)
        for part, shown in (
            ("command", "the command in the place of the image's"),
            ("entryPoint", "the entry point in the place of the image's"),
            ("workingDirectory", "the folder in the place of the image's"),
        ):
            if each.get(part):
                yield f"{shown} for {name}", each[part]


def image(name: str) -> str:
    """As the file names it, where another name is as good: a digest, a sidecar's other version."""
    if re.fullmatch(rf"{re.escape(SIDECAR)}:\d+\.\d+\.\d+(@sha256:\w+)?", name):
        return f"{SIDECAR}, at one version"
    bare, _, digest = name.partition("@")
    repository = re.sub(r":[^:/]+$", "", bare)
    for tagged, its in digests().items() if digest else ():
        if its == digest and tagged.rpartition(":")[0] == repository:
            return tagged
    return name


def ports(task: Definition) -> Facts:
    yield "the network mode", task.get("networkMode")
    yield "the launch types it is for", sorted(task.get("requiresCompatibilities") or [])
    for each in containers(task):
        mappings = [
            f"{m['containerPort']}/{m.get('protocol', 'tcp')} called “{m.get('name', '')}” "
            f"for {m.get('appProtocol', 'bytes')}"
            for m in each.get("portMappings") or []
        ]
        yield f"the port of {each['name']}", ", ".join(sorted(mappings)) or None


def settings(task: Definition) -> Facts:
    for each in containers(task):
        for variable in each.get("environment") or []:
            if not is_harmless(**variable):
                yield f"{variable['name']} in the environment of {each['name']}", variable["value"]
        if each.get("environmentFiles"):
            yield f"a file with the environment of {each['name']}", each["environmentFiles"]
        for secret in each.get("secrets") or []:
            yield f"{secret['name']} among the secrets of {each['name']}", arn(secret["valueFrom"])


def is_harmless(name: str, value: str) -> bool:
    """No secret, nothing that the image sets, and none of what the lab's files say."""
    theirs = name.startswith("FLASK_") or name in ("PORT", "HOST", *SAID)
    return not theirs and not is_private(name, value)


def arn(source: str) -> str:
    """A parameter of the same region may be given by its name alone."""
    own = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter"
    return source if source.startswith("arn:") else f"{own}/{source.removeprefix('/')}"


def logs(task: Definition) -> Facts:
    for each in containers(task):
        log = each.get("logConfiguration") or {}
        yield f"the log driver of {each['name']}", log.get("logDriver")
        for name, value in (log.get("options") or {}).items():
            if name not in BUFFERS:
                yield f"{name} of {each['name']}", value


def health(task: Definition) -> Facts:
    for each in containers(task):
        check = each.get("healthCheck")
        command = check and asked(check["command"])
        yield f"the health check of {each['name']}", command
        for name, usual in (("interval", 30), ("timeout", 5), ("retries", 3), ("startPeriod", 0)):
            if check:
                yield f"{name} of the health check of {each['name']}", check.get(name, usual)


def asked(command: list[str]) -> str:
    """The image's own health check is the same however it is called, without a shell."""
    if command[:1] == ["CMD"] and " " not in "".join(command):
        called = " ".join(command[1:])
        if re.fullmatch(r"(python3? )?(/backend-flask/|/frontend/|\./)?bin/health-check", called):
            return "bin/health-check"
    return " ".join(command)


def identity(task: Definition) -> Facts:
    yield "whose processes a container sees", task.get("pidMode") or "its own"
    for each in containers(task):
        name, linux = each["name"], each.get("linuxParameters") or {}
        user = each.get("user")
        yield (
            f"the user of {name}",
            ("root" if is_root(user) else "not root") if user else "the image's",
        )
        yield f"what {name} may write to", writable(each)
        capabilities = linux.get("capabilities") or {}
        yield f"what {name} is allowed beyond the usual", sorted(capabilities.get("add") or [])
        yield (
            f"whether the files of {name} can only be read",
            bool(each.get("readonlyRootFilesystem")),
        )
        yield f"what {name} is not allowed", sorted(capabilities.get("drop") or [])
        yield f"whether {name} has an init process", bool(linux.get("initProcessEnabled"))
        yield f"whether {name} is privileged", bool(each.get("privileged"))


def writable(container: Container) -> list[str]:
    mounts = [m for m in container.get("mountPoints") or [] if not m.get("readOnly")]
    return sorted({m["containerPath"].rstrip("/") or "/" for m in mounts} - SCRATCH)


def limits(task: Definition) -> Facts:
    disk = task.get("ephemeralStorage") or {}
    yield "the GiB of disk of the task", disk.get("sizeInGiB", 20)
    yield "the CPU units of the task", str(task.get("cpu"))
    yield "the MiB of memory of the task", str(task.get("memory"))
    for each in containers(task):
        yield f"the MiB of memory of {each['name']}", each.get("memory")
        yield f"the CPU units of {each['name']}", each.get("cpu") or 0
        for limit in each.get("ulimits") or []:
            bounds = f"{limit['softLimit']} to {limit['hardLimit']}"
            yield f"the limit {limit['name']} of {each['name']}", bounds


ASPECTS: dict[str, Callable[[Definition], Facts]] = {
    each.__name__: each for each in (roles, images, ports, settings, logs, health, identity, limits)
}


def containers(task: Definition) -> list[Container]:
    return task.get("containerDefinitions") or []
