"""Amazon ECR's lifecycle policies: what is one, and what it would expire.

- Each rule of a policy has a priority of its own
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html).
- A rule for tagged images names tags by prefixes or by patterns, not by both; no other does
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html).
- A rule for any image has the lowest priority, which is the highest number
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html).
- sinceImagePushed counts days and says so in countUnit; imageCountMoreThan has none
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html).
- A preview tells what would be expired and by which rule: an image that a rule's tags match is left
  alone by all rules after it
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html).

Images expire within 24 hours on AWS; here they do not. The preview says which ones would.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecr.exceptions import InvalidParameterException, LifecyclePolicyNotFoundException
from moto.ecr.models import Image, Repository
from moto.ecr.policy_validation import EcrLifecyclePolicyValidator
from moto.ecr.responses import ECRResponse

from ...replacing import replace


class PreviewNotFound(ServiceException):
    code = "LifecyclePolicyPreviewNotFoundException"


def correct() -> None:
    @replace(EcrLifecyclePolicyValidator, "validate")
    def validate(moto, validator) -> None:
        moto(validator)
        for problem in problems(validator._rules):
            raise InvalidParameterException(
                f"{validator.INVALID_PARAMETER_ERROR_MESSAGE}{problem}'"
            )

    @replace(ECRResponse, "start_lifecycle_policy_preview")
    def start_lifecycle_policy_preview(moto, response) -> ActionResult:
        repository = asked_for(response)
        text = response._get_param("lifecyclePolicyText") or repository.lifecycle_policy
        if not text:
            raise LifecyclePolicyNotFoundException(repository.name, repository.registry_id)
        EcrLifecyclePolicyValidator(text).validate()
        repository.lifecycle_preview = text
        return ActionResult(told(repository, "IN_PROGRESS"))

    @replace(ECRResponse, "get_lifecycle_policy_preview")
    def get_lifecycle_policy_preview(moto, response) -> ActionResult:
        repository = asked_for(response)
        text = getattr(repository, "lifecycle_preview", None)
        if not text:
            raise PreviewNotFound(
                "Lifecycle policy preview does not exist for the repository with name "
                f"'{repository.name}' in the registry with id '{repository.registry_id}'"
            )
        results = list(expired(json.loads(text)["rules"], repository.images))
        answer = {
            **told(repository, "COMPLETE"),
            "previewResults": results,
            "summary": {"expiringImageTotalCount": len(results)},
        }
        return ActionResult(answer)


def asked_for(response: ECRResponse) -> Repository:
    name, registry = response._get_param("repositoryName"), response._get_param("registryId")
    return response.ecr_backend._get_repository(name, registry)


def told(repository: Repository, status: str) -> dict[str, Any]:
    return {
        "registryId": repository.registry_id,
        "repositoryName": repository.name,
        "lifecyclePolicyText": repository.lifecycle_preview,
        "status": status,
    }


def problems(rules: list[dict[str, Any]]) -> Iterator[str]:
    priorities = [rule["rulePriority"] for rule in rules]
    if len(set(priorities)) < len(priorities):
        yield "The rulePriority of each rule must be unique."
    for rule in rules:
        selection = rule["selection"]
        named = [name for name in ("tagPrefixList", "tagPatternList") if selection.get(name)]
        if selection["tagStatus"] == "tagged" and len(named) != 1:
            yield "tagStatus tagged takes either a tagPrefixList or a tagPatternList."
        if selection["tagStatus"] != "tagged" and named:
            yield f"tagStatus {selection['tagStatus']} takes no {named[0]}."
        if selection["tagStatus"] == "any" and rule["rulePriority"] < max(priorities):
            yield "A rule with tagStatus any must have the highest rulePriority."
        counts_days = selection["countType"] == "sinceImagePushed"
        if counts_days != bool(selection.get("countUnit")):
            yield (
                "countUnit is required with countType sinceImagePushed."
                if counts_days
                else f"countUnit is not allowed with countType {selection['countType']}."
            )


def expired(rules: list[dict[str, Any]], images: list[Image]) -> Iterator[dict[str, Any]]:
    taken: set[str] = set()
    for rule in sorted(rules, key=lambda rule: rule["rulePriority"]):
        meant = [image for image in images if matches(rule["selection"], image)]
        for image in too_many(rule["selection"], meant):
            if image.image_digest not in taken:
                yield {
                    "imageDigest": image.image_digest,
                    "imageTags": image.image_tags,
                    "imagePushedAt": image.image_pushed_at,
                    "action": {"type": "EXPIRE"},
                    "appliedRulePriority": rule["rulePriority"],
                }
        taken |= {image.image_digest for image in meant}


def matches(selection: dict[str, Any], image: Image) -> bool:
    """A rule of several prefixes or patterns means the images that have tags for all of them."""
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
