"""Amazon ECR: images are deleted by their tags, and by their digests.

- Deleting the last tag deletes the image, and an image that a manifest list names stays
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html).
"""

import json
from functools import partial

from moto.ecr.models import ECRBackend, Image, Repository

from ...content import Content
from ...emulation import Emulation
from ...replacing import replace
from .images import answered_id, existing, matching, take_tag


def correct(emulation: Emulation, content: Content) -> None:
    @replace(ECRBackend, "batch_delete_image")
    def batch_delete_image(moto, backend, repository_name, registry_id=None, image_ids=None):
        repository = existing(backend, repository_name, registry_id)
        before = {image.image_digest for image in repository.images}
        deleted, failures = [], []
        for image_id in image_ids or []:
            problem = delete(repository, image_id, deleted)
            if problem:
                code, reason = problem
                failures.append({"imageId": image_id, "failureCode": code, "failureReason": reason})
        for digest in before - {image.image_digest for image in repository.images}:
            emulation.afterwards(partial(content.delete_manifest, repository_name, digest))
        return {"imageIds": deleted, "failures": failures}


def delete(
    repository: Repository, image_id: dict[str, str], deleted: list[dict[str, str]]
) -> tuple[str, str] | None:
    """Deletes what `image_id` names; why it could not, as a code and a reason."""
    digest, tag = image_id.get("imageDigest"), image_id.get("imageTag")
    if not digest and not tag:
        return (
            "MissingDigestAndTag",
            "Invalid request parameters: both tag and digest cannot be null",
        )
    if digest and not digest.startswith("sha256:"):
        return (
            "InvalidImageDigest",
            "Invalid request parameters: image digest should satisfy the regex "
            "'[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
        )
    image = matching(repository, image_id)
    if not image:
        return "ImageNotFound", "Requested image not found"
    if not digest and len(image.image_tags) > 1:
        take_tag(image, tag)
        deleted.append(answered_id(image, tag))
        return None
    lists = [
        other.image_digest
        for other in repository.images
        if image.image_digest in digests_listed(other)
    ]
    if lists:
        return (
            "ImageReferencedByManifestList",
            f"Requested image referenced by manifest list: [{', '.join(lists)}]",
        )
    deleted += [answered_id(image, tag) for tag in image.image_tags or [None]]
    repository.images.remove(image)
    return None


def digests_listed(image: Image) -> list[str]:
    return [entry["digest"] for entry in json.loads(image.image_manifest).get("manifests", [])]
