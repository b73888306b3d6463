"""Amazon ECR's lifecycle policies: which images they expire.

- An image expires by one rule or by none: one that a rule's tags match is left alone by all rules
  after it
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html).
- A rule of several prefixes or patterns means the images that have tags for all of them
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html).
- imageCountMoreThan keeps the newest images, by when they were pushed; sinceImagePushed takes those
  that were pushed longer ago than that (same page).
- An image that a manifest list names does not expire as long as the list is there
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html).
- Images are gone within 24 hours after they meet a rule: a policy is carried out a day after it was
  set, and each day from then on (same page).
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from moto.core.utils import unix_time, utcnow
from moto.ecr.models import ECRBackend, Image, Repository, ecr_backends

from ...content import Content
from ...emulation import Emulation
from ...replacing import replace
from ...settings import ACCOUNT
from .deletion import digests_listed

#: In microseconds.
DAY = 24 * 3600 * 1_000_000


class Expired(NamedTuple):
    image: Image
    #: The rule's.
    priority: int


class EcrCourse:
    """Policies are carried out in the course of time."""

    name = "ecr"

    def __init__(self, emulation: Emulation, content: Content):
        self._emulation = emulation
        self._content = content

    def due(self) -> int | None:
        return min((repository.expires_at for repository in governed()), default=None)

    def happen(self, now: int) -> None:
        for repository in governed():
            if repository.expires_at <= now:
                repository.expires_at = now + DAY
                self._carry_out(repository)

    def settle(self, now: int) -> None: ...

    def _carry_out(self, repository: Repository) -> None:
        for image, _ in list(expired(repository.lifecycle_policy, repository.images)):
            repository.images.remove(image)
            if not self._emulation.replaying:
                self._content.delete_manifest(repository.name, image.image_digest)


def correct(emulation: Emulation, content: Content) -> None:
    emulation.passing.join(EcrCourse(emulation, content))

    @replace(ECRBackend, "put_lifecycle_policy")
    def put_lifecycle_policy(moto, backend, registry_id, repository_name, lifecycle_policy_text):
        answer = moto(backend, registry_id, repository_name, lifecycle_policy_text)
        repository = backend._get_repository(repository_name, registry_id)
        repository.expires_at = int(unix_time(utcnow()) * 1_000_000) + DAY
        return answer


def governed() -> list[Repository]:
    """The repositories that have a policy."""
    return [
        repository
        for _, backend in sorted(ecr_backends[ACCOUNT].items())
        for repository in backend.repositories.values()
        if repository.lifecycle_policy
    ]


def expired(policy: str, images: list[Image]) -> Iterator[Expired]:
    taken = {digest for image in images for digest in digests_listed(image)}
    for rule in sorted(json.loads(policy)["rules"], key=lambda rule: rule["rulePriority"]):
        meant = [image for image in images if matches(rule["selection"], image)]
        for image in too_many(rule["selection"], meant):
            if image.image_digest not in taken:
                yield Expired(image, rule["rulePriority"])
        taken |= {image.image_digest for image in meant}


def matches(selection: dict[str, Any], image: Image) -> bool:
    if selection["tagStatus"] != "tagged":
        return selection["tagStatus"] == "any" or not image.image_tags
    patterns = selection.get("tagPatternList") or [
        f"{each}*" for each in selection["tagPrefixList"]
    ]
    return all(any(fnmatchcase(tag, each) for tag in image.image_tags) for each in patterns)


def too_many(selection: dict[str, Any], images: list[Image]) -> list[Image]:
    newest_first = sorted(images, key=lambda image: image.image_pushed_at, reverse=True)
    if selection["countType"] == "imageCountMoreThan":
        return newest_first[selection["countNumber"] :]
    oldest = (utcnow() - timedelta(days=selection["countNumber"])).timestamp()
    return [image for image in newest_first if image.image_pushed_at < oldest]
