"""Amazon ECR's previews of lifecycle policies.

- A preview tells what the policy of the repository, or one that is given, would expire and by which
  rule; nothing is deleted
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/lpp_creation.html).
- Without a policy there is nothing to preview: LifecyclePolicyNotFoundException
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_StartLifecyclePolicyPreview.html).
- One that was never asked for is not there: LifecyclePolicyPreviewNotFoundException
  (https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicyPreview.html).
"""

from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.ecr.exceptions import LifecyclePolicyNotFoundException
from moto.ecr.models import Repository
from moto.ecr.policy_validation import EcrLifecyclePolicyValidator
from moto.ecr.responses import ECRResponse

from ...replacing import replace
from .expiry import Expired, expired


class PreviewNotFound(ServiceException):
    code = "LifecyclePolicyPreviewNotFoundException"


def correct() -> None:
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
        results = [shown(each) for each in expired(text, repository.images)]
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


def shown(found: Expired) -> dict[str, Any]:
    return {
        "imageDigest": found.image.image_digest,
        "imageTags": found.image.image_tags,
        "imagePushedAt": found.image.image_pushed_at,
        "action": {"type": "EXPIRE"},
        "appliedRulePriority": found.priority,
    }
