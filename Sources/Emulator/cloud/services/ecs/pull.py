"""Pulling a task's images: what ECR has, and what the execution role and the network allow.

- A pull from ECR needs ecr:GetAuthorizationToken for everything, and ecr:BatchGetImage and
  ecr:GetDownloadUrlForLayer for the repository
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/security_iam_id-based-policy-examples.html).
- An image that is in no repository, a tag that is not there, and a registry that cannot be reached
  end in CannotPullContainerError
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html).
- Without a tag or digest an image is the one that is tagged latest
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html).
- An image has to be for the task's platform, linux/amd64 unless its definition says otherwise
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html).
- The layers of an image in ECR come from Amazon S3
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html).

Images of other registries are taken as being there: the emulator does not ask the internet.
"""

import json
from typing import Any, NamedTuple

from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ecr.models import Image, Repository, ecr_backends

from ...content import Content
from ...settings import ACCOUNT
from .failure import PULL, RETRIEVAL, UNABLE, StartFailure, status
from .image import Reference
from .roles import refusal
from .task import Task
from .ways_out import reaches_internet, reaches_service

AUTH = f"{RETRIEVAL}unable to retrieve ecr registry auth: service call has been retried 1 time(s): "
MANIFEST = f"{PULL}pull image manifest has been retried 1 time(s): "


class Pulled(NamedTuple):
    """An image of ECR as it was pulled."""

    digest: str
    #: As an image's config has it: Cmd, Entrypoint, Env, ExposedPorts, Labels, User, WorkingDir.
    config: dict[str, Any]
    #: The layers' digests with their media types, the lowest first.
    layers: list[tuple[str, str]]


def authorize(task: Task, eni: NetworkInterface | None) -> None:
    """Logs in to ECR, when one of the images is there; raises StartFailure."""
    references = [Reference.read(container["image"]) for container in task.containers]
    private = [reference for reference in references if reference.private]
    if not private:
        return
    region = private[0].region or task.region_name
    host = f"api.ecr.{region}.amazonaws.com"
    if eni and not reaches_ecr(eni, "ecr.api", region):
        raise StartFailure(
            f"{UNABLE}The task cannot pull registry auth from Amazon ECR: There is a connection "
            "issue between the task and Amazon ECR. Check your task network configuration. "
            f'RequestError: send request failed caused by: Post "https://{host}/": dial tcp: '
            f"i/o timeout"
        )
    if denied := refusal(task, "ecr:GetAuthorizationToken", "*"):
        raise StartFailure(f"{AUTH}AccessDeniedException: {denied} {status()}")


def pull(
    task: Task, container: dict[str, Any], eni: NetworkInterface | None, content: Content
) -> Pulled | None:
    """None for an image of another registry; raises StartFailure."""
    name = container["image"]
    reference = Reference.read(name)
    if not reference.private:
        if eni and not reaches_internet(eni):
            raise unreachable(reference, container)
        return None
    region = home(reference, task.region_name)
    if eni and not reaches_ecr(eni, "ecr.dkr", region):
        raise unreachable(reference, container)
    resource = f"arn:aws:ecr:{region}:{reference.account}:repository/{reference.path}"
    wanted = reference.digest or reference.tag or "latest"
    if refusal(task, "ecr:BatchGetImage", resource):
        raise StartFailure(
            f"{MANIFEST}failed to resolve ref {shown(name)}: unexpected status from HEAD request "
            f"to https://{reference.registry}/v2/{reference.path}/manifests/{wanted}: "
            "403 Forbidden",
            container["name"],
        )
    repository = repository_of(reference, region)
    image = image_of(repository, wanted) if repository else None
    if image is None:
        raise StartFailure(
            f"{MANIFEST}failed to resolve ref {shown(name)}: {shown(name)}: not found",
            container["name"],
        )
    found = for_platform(repository, image, task, container, content)
    blob = f"https://{reference.registry}/v2/{reference.path}/blobs/{found.layers[0][0]}"
    if refusal(task, "ecr:GetDownloadUrlForLayer", resource):
        raise StartFailure(
            f"{PULL}failed to copy: httpReadSeeker: failed open: unexpected status code {blob}: "
            "403 Forbidden",
            container["name"],
        )
    if eni and not reaches_ecr(eni, "s3", region):
        place = f"{shown(name)}@{image.image_digest}"
        raise StartFailure(
            f"{PULL}The task cannot pull {place} from the registry {place}. There is a connection "
            "issue between the task and the registry. Check your task network configuration. : "
            f'failed to copy: httpReadSeeker: failed open: failed to do request: Get "{blob}": '
            "dial tcp: i/o timeout",
            container["name"],
        )
    return found


def reaches_ecr(eni: NetworkInterface, service: str, region: str) -> bool:
    """An endpoint is for the registry of its own region."""
    if region == eni.ec2_backend.region_name:
        return reaches_service(eni, service)
    return reaches_internet(eni)


def unreachable(reference: Reference, container: dict[str, Any]) -> StartFailure:
    host = reference.registry or "docker.io"
    wanted = reference.digest or reference.tag or "latest"
    server = "registry-1.docker.io" if host == "docker.io" else host
    path = (
        reference.path
        if "/" in reference.path or reference.registry
        else "library/" + reference.path
    )
    return StartFailure(
        f"{MANIFEST}failed to resolve ref {host}/{path}:{wanted}: failed to do request: Head "
        f'"https://{server}/v2/{path}/manifests/{wanted}": dial tcp: i/o timeout',
        container["name"],
    )


def shown(name: str) -> str:
    reference = Reference.read(name)
    return name if reference.tag or reference.digest else f"{name}:latest"


def home(reference: Reference, region: str) -> str:
    """The emulated registry serves all regions: there the name tells where its repository is."""
    if reference.region:
        return reference.region
    backends = ecr_backends[ACCOUNT].values()
    having = [each.region_name for each in backends if reference.path in each.repositories]
    return region if region in having else next(iter(having), region)


def repository_of(reference: Reference, region: str) -> Repository | None:
    if reference.account != ACCOUNT or region not in ecr_backends[ACCOUNT].regions:
        return None
    return ecr_backends[ACCOUNT][region].repositories.get(reference.path)


def image_of(repository: Repository, wanted: str) -> Image | None:
    """By digest or tag."""
    for image in repository.images:
        if wanted == image.image_digest or wanted in image.image_tags:
            return image
    return None


def for_platform(
    repository: Repository, image: Image, task: Task, container: dict[str, Any], content: Content
) -> Pulled:
    """Of a manifest list the image of the task's platform; a single image has to be for it."""
    platform = task.definition.runtime_platform or {}
    architecture = {"ARM64": "arm64"}.get(platform.get("cpuArchitecture"), "amd64")
    manifest = json.loads(image.image_manifest)
    for entry in manifest.get("manifests", []):
        if (entry.get("platform") or {}).get("architecture") == architecture:
            single = image_of(repository, entry["digest"])
            manifest = json.loads(single.image_manifest) if single else manifest
    settings = settings_of(manifest, content) if "layers" in manifest else {}
    if settings.get("architecture", architecture) != architecture or "layers" not in manifest:
        raise StartFailure(
            f"{MANIFEST}image Manifest does not contain descriptor matching platform "
            f"'linux/{architecture}'",
            container["name"],
        )
    layers = [(layer["digest"], layer.get("mediaType", "")) for layer in manifest["layers"]]
    return Pulled(image.image_digest, settings.get("config") or {}, layers)


def settings_of(manifest: dict[str, Any], content: Content) -> dict[str, Any]:
    return json.loads(content.file(manifest["config"]["digest"]).read_bytes())
