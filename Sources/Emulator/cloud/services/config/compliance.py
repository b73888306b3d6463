"""The managed rules of AWS Config that are evaluated, each on the account as it is.

- ECR_PRIVATE_IMAGE_SCANNING_ENABLED: a repository is scanned on push
  (https://docs.aws.amazon.com/config/latest/developerguide/ecr-private-image-scanning-enabled.html).
- ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED: a repository's tags are immutable
  (https://docs.aws.amazon.com/config/latest/developerguide/ecr-private-tag-immutability-enabled.html).
- ECR_PRIVATE_LIFECYCLE_POLICY_CONFIGURED: a repository has a lifecycle policy
  (https://docs.aws.amazon.com/config/latest/developerguide/ecr-private-lifecycle-policy-configured.html).
- ECS_NO_ENVIRONMENT_SECRETS: no container of the latest active revision has one of the secretKeys
  among its environment variables
  (https://docs.aws.amazon.com/config/latest/developerguide/ecs-no-environment-secrets.html).
- ECS_CONTAINERS_READONLY_ACCESS: the containers of the latest active revision cannot write to their
  root file system
  (https://docs.aws.amazon.com/config/latest/developerguide/ecs-containers-readonly-access.html).
- CLOUD_TRAIL_ENABLED: there is a trail that records
  (https://docs.aws.amazon.com/config/latest/developerguide/cloudtrail-enabled.html).
- MULTI_REGION_CLOUD_TRAIL_ENABLED: there is one for all regions
  (https://docs.aws.amazon.com/config/latest/developerguide/multi-region-cloudtrail-enabled.html).
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from moto.cloudtrail.models import Trail, cloudtrail_backends
from moto.ecr.models import Repository, ecr_backends
from moto.ecs.models import ecs_backends

from ..ecr.scanning.settings import frequency


class Result(NamedTuple):
    kind: str
    name: str
    compliance: str
    annotation: str = ""


Examine = Callable[[str, str, dict[str, Any]], list[Result]]


def word(holds: bool) -> str:
    return "COMPLIANT" if holds else "NON_COMPLIANT"


def of_repositories(holds: Callable[[Any, Repository], bool]) -> Examine:
    def examine(account: str, region: str, parameters: dict[str, Any]) -> list[Result]:
        backend = ecr_backends[account][region]
        return [
            Result("AWS::ECR::Repository", each.name, word(holds(backend, each)))
            for each in backend.repositories.values()
        ]

    return examine


def of_definitions(holds: Callable[[dict[str, Any], dict[str, Any]], bool]) -> Examine:
    """`holds` is asked of each container, with the rule's parameters."""

    def examine(account: str, region: str, parameters: dict[str, Any]) -> list[Result]:
        return [
            Result(
                "AWS::ECS::TaskDefinition",
                latest.arn,
                word(all(holds(each, parameters) for each in latest.container_definitions)),
            )
            for latest in latest_active(account, region)
        ]

    return examine


def latest_active(account: str, region: str) -> Iterator[Any]:
    for revisions in ecs_backends[account][region].task_definitions.values():
        active = [number for number, each in revisions.items() if each.status == "ACTIVE"]
        if active:
            yield revisions[max(active)]


def of_trails(holds: Callable[[Trail], bool]) -> Examine:
    def examine(account: str, region: str, parameters: dict[str, Any]) -> list[Result]:
        trails = cloudtrail_backends[account][region].describe_trails(include_shadow_trails=True)
        wanted = parameters.get("s3BucketName")
        found = any(
            each.status.is_logging and holds(each) and wanted in (None, each.bucket_name)
            for each in trails
        )
        return [Result("AWS::::Account", account, word(found))]

    return examine


def no_secret(container: dict[str, Any], parameters: dict[str, Any]) -> bool:
    keys = {key.strip() for key in parameters.get("secretKeys", "").split(",")}
    return not any(each["name"] in keys for each in container.get("environment") or [])


RULES: dict[str, Examine] = {
    "ECR_PRIVATE_IMAGE_SCANNING_ENABLED": of_repositories(
        lambda backend, each: frequency(backend, each) != "MANUAL"
    ),
    "ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED": of_repositories(
        lambda backend, each: each.image_tag_mutability == "IMMUTABLE"
    ),
    "ECR_PRIVATE_LIFECYCLE_POLICY_CONFIGURED": of_repositories(
        lambda backend, each: bool(each.lifecycle_policy)
    ),
    "ECS_NO_ENVIRONMENT_SECRETS": of_definitions(no_secret),
    "ECS_CONTAINERS_READONLY_ACCESS": of_definitions(
        lambda container, _: container.get("readonlyRootFilesystem") is True
    ),
    "CLOUD_TRAIL_ENABLED": of_trails(lambda trail: True),
    "MULTI_REGION_CLOUD_TRAIL_ENABLED": of_trails(lambda trail: trail.is_multi_region),
}
