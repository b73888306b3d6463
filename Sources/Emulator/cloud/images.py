"""What ECR knows about images, as the registry's door needs it. ECR's word counts: a tag or a
manifest that ECR does not list cannot be pulled, whatever the registry still stores."""

from typing import NamedTuple

from .call import Answer, Call
from .emulation import Emulation
from .settings import ACCOUNT

TARGET = "AmazonEC2ContainerRegistry_V20150921"


class Found(NamedTuple):
    digest: str
    kind: str
    size: int


class Images:
    """One registry serves all regions: a name belongs to the region that created it first."""

    def __init__(self, emulation: Emulation):
        self._emulation = emulation

    def repositories(self) -> list[str]:
        with self._emulation.turn:
            return sorted({name for backend in self._backends() for name in backend.repositories})

    def exists(self, repository: str) -> bool:
        with self._emulation.turn:
            return self._repository(repository) is not None

    def tags(self, repository: str) -> list[str]:
        with self._emulation.turn:
            images = self._repository(repository).images
            return sorted({tag for image in images for tag in image.image_tags})

    def image(self, repository: str, reference: str) -> Found | None:
        """By tag or by digest."""
        with self._emulation.turn:
            found = self._repository(repository)
            for image in found.images if found else []:
                if reference == image.image_digest or reference in image.image_tags:
                    size = len(image.image_manifest.encode())
                    return Found(image.image_digest, image.image_manifest_media_type, size)
        return None

    def put(self, repository: str, reference: str, kind: str, manifest: str) -> Answer:
        """Pushes through `PutImage`, so that ECR's rules hold and the push is kept."""
        content = {
            "repositoryName": repository,
            "imageManifest": manifest,
            "imageManifestMediaType": kind,
        }
        content["imageDigest" if ":" in reference else "imageTag"] = reference
        return self._ask(repository, "PutImage", content)

    def delete(self, repository: str, reference: str) -> Answer:
        name = "imageDigest" if ":" in reference else "imageTag"
        content = {"repositoryName": repository, "imageIds": [{name: reference}]}
        return self._ask(repository, "BatchDeleteImage", content)

    def _ask(self, repository: str, operation: str, content: dict) -> Answer:
        with self._emulation.turn:
            region = self._repository(repository).region_name
            call = Call.json("ecr", region, f"{TARGET}.{operation}", content)
            return self._emulation.answer(call)

    def _repository(self, name: str):
        found = [
            backend.repositories[name]
            for backend in self._backends()
            if name in backend.repositories
        ]
        return min(found, key=lambda repository: repository.created_at, default=None)

    def _backends(self):
        from moto.ecr.models import ecr_backends

        return ecr_backends[ACCOUNT].values()
