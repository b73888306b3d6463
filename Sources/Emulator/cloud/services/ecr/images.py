"""Amazon ECR: images are the registry's, and tags behave.

- PutImage stores the manifest, with its true digest, and refuses one whose layers are not there
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html).
- A pushed tag leaves its former image, which stays without a tag; an immutable repository refuses
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html).
- imageSizeInBytes is what the image's parts take in the registry, for a manifest list the largest
  image's (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageDetail.html).

Ours: a digest that is another one, layers that are not there.
"""

import hashlib
import json
from datetime import timedelta
from functools import partial
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecr import models
from moto.ecr.exceptions import (
    ImageAlreadyExistsException,
    InvalidParameterException,
    RepositoryNotFoundException,
)
from moto.ecr.models import ECRBackend, Image, Repository
from moto.ecr.responses import ECRResponse

from ...content import Content, Refused
from ...emulation import Emulation
from ...replacing import replace


class ImageTagAlreadyExists(ServiceException):
    code = "ImageTagAlreadyExistsException"


class ImageDigestDoesNotMatch(ServiceException):
    code = "ImageDigestDoesNotMatchException"


class LayersNotFound(ServiceException):
    code = "LayersNotFoundException"


def correct(emulation: Emulation, content: Content) -> None:
    Repository.uri = property(lambda self: f"{content.address}/{self.name}", lambda self, _: None)
    Image.get_image_size_in_bytes = lambda image: image.size
    # A lock cannot be copied, and calls are made one at a time anyway.
    models.threading = _NoThreading

    @replace(ECRBackend, "put_image")
    def put_image(moto, backend, name, manifest, tag, kind=None, digest=None) -> Image:
        repository = existing(backend, name)
        parsed = parse(manifest)
        kind = kind or parsed.get("mediaType")
        if not kind:
            raise InvalidParameterException(
                "image manifest mediatype not provided in manifest or parameter"
            )
        true_digest = "sha256:" + hashlib.sha256(manifest.encode()).hexdigest()
        if digest and digest != true_digest:
            raise ImageDigestDoesNotMatch(
                f"The digest {digest} does not match the image's digest {true_digest}."
            )
        image = with_digest(repository, true_digest)
        refuse_tag(repository, tag, image, true_digest)
        if not emulation.replaying:
            try:
                content.store_manifest(name, true_digest, kind, manifest.encode())
            except Refused as failure:
                raise LayersNotFound(
                    f"Layers of the image could not be found in the repository with name "
                    f"'{name}': {failure}"
                ) from failure
        if not image:
            image = Image(backend.account_id, None, manifest, name, kind, true_digest)
            image.size = stored_size(repository, parsed)
            image.artifact_media_type = parsed.get("config", {}).get("mediaType")
            repository.images.append(image)
        move_tag(repository, tag, image)
        return image

    @replace(ECRBackend, "delete_repository")
    def delete_repository(moto, backend, repository_name, registry_id=None, force=False):
        repository = moto(backend, repository_name, registry_id, force)
        emulation.afterwards(partial(content.forget, repository_name))
        return repository

    @replace(ECRBackend, "describe_images")
    def describe_images(moto, backend, repository_name, registry_id=None, image_ids=None):
        repository = backend._get_repository(repository_name, registry_id)
        if not image_ids:
            return list(repository.images)
        named = [
            repository._get_image(image_id.get("imageTag"), image_id.get("imageDigest"))
            for image_id in image_ids
        ]
        return list(dict.fromkeys(named))

    @replace(ECRBackend, "batch_get_image")
    def batch_get_image(moto, backend, repository_name, registry_id=None, image_ids=None):
        repository = existing(backend, repository_name, registry_id)
        images, failures = [], []
        for image_id in image_ids or []:
            image = matching(repository, image_id)
            if image:
                images.append(
                    {
                        "registryId": repository.registry_id,
                        "repositoryName": repository_name,
                        "imageId": answered_id(image, image_id.get("imageTag")),
                        "imageManifest": image.image_manifest,
                        "imageManifestMediaType": image.image_manifest_media_type,
                    }
                )
            else:
                reason = "Requested image not found"
                failures.append(
                    {"imageId": image_id, "failureCode": "ImageNotFound", "failureReason": reason}
                )
        return {"images": images, "failures": failures}

    @replace(ECRResponse, "get_authorization_token")
    def get_authorization_token(moto, response) -> ActionResult:
        answer = moto(response)
        for data in answer.result["authorizationData"]:
            data["proxyEndpoint"] = f"https://{content.address}"
            data["expiresAt"] = utcnow() + timedelta(hours=12)
        return answer


class _NoThreading:
    class RLock:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: Any) -> None: ...


def existing(backend: ECRBackend, name: str, registry_id: str | None = None) -> Repository:
    if name not in backend.repositories:
        raise RepositoryNotFoundException(name, registry_id or backend.account_id)
    return backend.repositories[name]


def parse(manifest: str) -> dict[str, Any]:
    try:
        parsed = json.loads(manifest)
        if isinstance(parsed, dict) and ("layers" in parsed or "manifests" in parsed):
            return parsed
    except ValueError:
        pass
    raise InvalidParameterException(
        "Invalid parameter at 'ImageManifest' failed to satisfy constraint: 'Invalid JSON syntax'"
    )


def with_digest(repository: Repository, digest: str) -> Image | None:
    return next((image for image in repository.images if image.image_digest == digest), None)


def matching(repository: Repository, image_id: dict[str, str]) -> Image | None:
    digest, tag = image_id.get("imageDigest"), image_id.get("imageTag")
    for image in repository.images:
        if digest in (None, image.image_digest) and (tag is None or tag in image.image_tags):
            return image
    return None


def refuse_tag(repository: Repository, tag: str | None, image: Image | None, digest: str) -> None:
    """Raises when the tag may not be pushed; moto knows the rules of immutable repositories."""
    try:
        models.ECRBackend._resolve_image_tag_mutability(
            models.ecr_backends[repository.account_id][repository.region_name], repository, tag
        )
    except ImageAlreadyExistsException:
        raise ImageTagAlreadyExists(
            f"The image tag '{tag}' already exists in the '{repository.name}' repository and "
            "cannot be overwritten because the tag is immutable."
        ) from None
    if image and (tag is None or tag in image.image_tags):
        raise ImageAlreadyExistsException(
            registry_id=repository.registry_id,
            repository_name=repository.name,
            digest=digest,
            image_tag=tag or "null",
        )


def stored_size(repository: Repository, manifest: dict[str, Any]) -> int:
    if "manifests" in manifest:
        listed = [with_digest(repository, entry["digest"]) for entry in manifest["manifests"]]
        return max((image.size for image in listed if image), default=0)
    parts = [manifest.get("config", {}), *manifest["layers"]]
    return sum(part.get("size", 0) for part in parts)


def move_tag(repository: Repository, tag: str | None, image: Image) -> None:
    if tag is None:
        return
    for other in repository.images:
        take_tag(other, tag)
    image.update_tag(tag)


def take_tag(image: Image, tag: str) -> None:
    image.image_tags = [other for other in image.image_tags if other != tag]
    image.image_tag = image.image_tags[-1] if image.image_tags else None


def answered_id(image: Image, tag: str | None) -> dict[str, str]:
    known = {"imageDigest": image.image_digest}
    return {**known, "imageTag": tag} if tag else known
