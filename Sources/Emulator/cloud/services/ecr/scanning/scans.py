"""Amazon ECR's scans: what is found comes from the image.

- An image is scanned when it is pushed, where its repository says scanOnPush or a rule of the
  registry does, and when StartImageScan asks for it
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-basic.html).
- An image is scanned at most once in 24 hours, the scan on push included: after that StartImageScan
  answers LimitExceededException
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartImageScan.html).
- An image that was never scanned has no findings to describe: ScanNotFoundException
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImageScanFindings.html).
- A basic scan looks at the operating system's packages only; an enhanced one, by Amazon Inspector,
  at Python's packages as well
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html).
- A basic scan of an image whose operating system ECR does not know, for example of one made from
  scratch, is FAILED with UnsupportedImageError
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-troubleshooting.html).
- A list of images cannot be scanned, only the images in it: UnsupportedImageTypeException
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartImageScan.html).
- DescribeImages says nothing of a scan, since basic scanning is AWS's own
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html).
- While enhanced scanning is on, its rules alone say what is scanned, and StartImageScan is refused
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html).

The vulnerabilities that it knows are a sample of published ones, in `advisories.py`.

Ours: an image of a type that cannot be scanned.
"""

import functools
from collections import Counter
from datetime import timedelta
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.utils import utcnow
from moto.ecr.exceptions import (
    LimitExceededException,
    ScanNotFoundException,
    ValidationException,
)
from moto.ecr.models import ECRBackend, Image, Repository

from ....content import Content
from ....replacing import replace
from ....settling import MOMENT, is_settled
from . import report
from .settings import frequency, is_basic
from .software import Software, Unreadable, software

#: Basic scanning's operating systems.
SYSTEMS = {"alpine", "amzn", "centos", "debian", "ol", "rhel", "rocky", "almalinux", "ubuntu"}
UNSUPPORTED = (
    "UnsupportedImageError: The operating system and/or package manager are not supported."
)
DONE = "The scan was completed successfully."
CONTINUOUS = "Continuous scan is selected for image."


class UnsupportedImageType(ServiceException):
    code = "UnsupportedImageTypeException"


def correct(content: Content) -> None:
    @functools.lru_cache(64)
    def inside(repository: str, digest: str, manifest: str) -> Software | None:
        """None where it cannot be read. A digest's content never changes."""
        try:
            return software(manifest, functools.partial(content.blob, repository))
        except Unreadable:
            return None

    @replace(ECRBackend, "put_image")
    def put_image(moto, backend, name, *arguments, **named) -> Image:
        image = moto(backend, name, *arguments, **named)
        repository = backend.repositories[name]
        on_push = is_basic(backend) and frequency(backend, repository) == "SCAN_ON_PUSH"
        if on_push and image.last_scan is None and not is_list(image):
            image.last_scan = utcnow()
        return image

    @replace(ECRBackend, "start_image_scan")
    def start_image_scan(moto, backend, registry_id, repository_name, image_id) -> dict[str, Any]:
        repository = backend._get_repository(repository_name, registry_id)
        image = repository._get_image(image_id.get("imageTag"), image_id.get("imageDigest"))
        if not is_basic(backend):
            raise ValidationException("This feature is disabled")
        if is_list(image):
            raise UnsupportedImageType("The image is of a type that cannot be scanned.")
        if image.last_scan and utcnow() - image.last_scan < timedelta(hours=24):
            raise LimitExceededException()
        image.last_scan = utcnow()
        return described(repository, image, image_id, {"status": "IN_PROGRESS"})

    @replace(ECRBackend, "describe_image_scan_findings")
    def describe_image_scan_findings(
        moto, backend, registry_id, repository_name, image_id
    ) -> dict[str, Any]:
        repository = backend._get_repository(repository_name, registry_id)
        image = repository._get_image(image_id.get("imageTag"), image_id.get("imageDigest"))
        scanned_at = time_of_scan(backend, repository, image)
        if scanned_at is None:
            raise ScanNotFoundException(
                image_id=f"{{imageDigest:'{image.image_digest}', "
                f"imageTag:'{image_id.get('imageTag') or 'null'}'}}",
                repository_name=repository.name,
                registry_id=repository.registry_id,
            )
        answer = functools.partial(described, repository, image, image_id)
        if not is_settled(scanned_at):
            return answer({"status": "IN_PROGRESS" if is_basic(backend) else "PENDING"})
        found = inside(repository.name, image.image_digest, image.image_manifest)
        if not is_basic(backend):
            return answer(*enhanced(backend, repository, image, found, scanned_at))
        if found is None or found.system not in SYSTEMS:
            return answer({"status": "FAILED", "description": UNSUPPORTED})
        findings = report.basic(found.packages)
        return answer(
            {"status": "COMPLETE", "description": DONE}, summed_up("findings", findings, scanned_at)
        )


def is_list(image: Image) -> bool:
    return '"manifests"' in image.image_manifest and '"layers"' not in image.image_manifest


def time_of_scan(backend: ECRBackend, repository: Repository, image: Image) -> Any:
    """Inspector looks at what was pushed by itself; None when there was no scan."""
    if is_basic(backend):
        return image.last_scan
    if is_list(image) or frequency(backend, repository) == "MANUAL":
        return None
    return utcnow().fromtimestamp(image.image_pushed_at, tz=utcnow().tzinfo)


def enhanced(
    backend: ECRBackend,
    repository: Repository,
    image: Image,
    found: Software | None,
    scanned_at: Any,
) -> tuple[dict[str, Any], ...]:
    if found is None or not found.packages:
        return ({"status": "UNSUPPORTED_IMAGE", "description": UNSUPPORTED},)
    status = {"status": "COMPLETE", "description": DONE}
    if frequency(backend, repository) == "CONTINUOUS_SCAN":
        status = {"status": "ACTIVE", "description": CONTINUOUS}
    findings = report.enhanced(found.packages, repository, image, scanned_at)
    return status, summed_up("enhancedFindings", findings, scanned_at)


def summed_up(kind: str, findings: list[dict[str, Any]], scanned_at: Any) -> dict[str, Any]:
    return {
        kind: findings,
        "findingSeverityCounts": dict(Counter(each["severity"] for each in findings)),
        "imageScanCompletedAt": scanned_at + MOMENT,
        "vulnerabilitySourceUpdatedAt": scanned_at,
    }


def described(
    repository: Repository,
    image: Image,
    image_id: dict[str, str],
    status: dict[str, str],
    findings: dict[str, Any] | None = None,
) -> dict[str, Any]:
    tag = image_id.get("imageTag")
    answer = {
        "registryId": repository.registry_id,
        "repositoryName": repository.name,
        "imageId": {"imageDigest": image.image_digest, **({"imageTag": tag} if tag else {})},
        "imageScanStatus": status,
    }
    return {**answer, "imageScanFindings": findings} if findings else answer
