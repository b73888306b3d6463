"""AWS CloudTrail: a trail needs a bucket that lets it in.

- The bucket of a trail is there, and its policy lets CloudTrail see its ACL and write below AWSLogs
  for this account, or the trail is refused with InsufficientS3BucketPolicyException
  (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html).
- A second trail of a name is refused with TrailAlreadyExistsException
  (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html).
- A trail that writes into CloudWatch Logs names a log group that is there, and a role that lets
  CloudTrail in and may write into it
  (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html).
- A new trail records nothing until StartLogging
  (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html).
- Without selectors of its own a trail records all management events; selectors for reading and
  writing are All, ReadOnly or WriteOnly
  (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_EventSelector.html).

Simulated: a trail that is logging writes nothing into its bucket; what was done is in the event
history.

Ours: selectors that are none.
"""

import json
from copy import copy
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend, Trail, TrailStatus
from moto.core.exceptions import JsonRESTError
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from moto.s3.models import s3_backends

from ...permissions import decide
from ...permissions.trusting import lets
from ...replacing import replace

SERVICE = "cloudtrail.amazonaws.com"
READ_WRITE = ("All", "ReadOnly", "WriteOnly")
EVERYTHING = [
    {
        "ReadWriteType": "All",
        "IncludeManagementEvents": True,
        "DataResources": [],
        "ExcludeManagementEventSources": [],
    }
]


def correct() -> None:
    @replace(Trail, "check_bucket_exists")
    def check_bucket(moto, trail) -> None:
        moto(trail)
        bucket = s3_backends[trail.account_id][trail.partition].get_bucket(trail.bucket_name)
        if not may_write(bucket, trail):
            raise JsonRESTError(
                "InsufficientS3BucketPolicyException",
                f"Incorrect S3 bucket policy is detected for bucket: {trail.bucket_name}",
            )
        check_log_group(trail)

    @replace(Trail, "update")
    def update(moto, trail, *arguments, **named) -> None:
        before = dict(vars(trail))
        moto(trail, *arguments, **named)
        try:
            trail.check_bucket_exists()
        except JsonRESTError:
            vars(trail).update(before)
            raise

    @replace(CloudTrailBackend, "create_trail")
    def create_trail(moto, backend, name, *arguments, **named) -> Trail:
        if name in backend.trails:
            raise JsonRESTError(
                "TrailAlreadyExistsException",
                f"Trail {name} already exists for customer: {backend.account_id}",
            )
        return moto(backend, name, *arguments, **named)

    @replace(CloudTrailBackend, "delete_trail")
    def delete_trail(moto, backend, name) -> None:
        """By its ARN too."""
        moto(backend, backend.get_trail(name).trail_name)

    @replace(Trail, "put_event_selectors")
    def put_event_selectors(moto, trail, event_selectors, advanced_event_selectors) -> None:
        for selector in event_selectors or []:
            if selector.get("ReadWriteType", "All") not in READ_WRITE:
                raise JsonRESTError(
                    "InvalidEventSelectorsException",
                    f"ReadWriteType is one of {', '.join(READ_WRITE)}.",
                )
        moto(trail, event_selectors, advanced_event_selectors)

    @replace(Trail, "get_event_selectors")
    def get_event_selectors(moto, trail) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        simple, advanced = moto(trail)
        return (simple or ([] if advanced else EVERYTHING)), advanced

    @replace(TrailStatus, "description")
    def status(moto, status) -> dict[str, Any]:
        """To read a status changes nothing; moto notes a delivery each time."""
        return moto(copy(status))

    @replace(Trail, "description")
    def description(moto, trail, include_region=False) -> dict[str, Any]:
        chosen = bool(trail.event_selectors or trail.advanced_event_selectors)
        told = {**moto(trail, include_region), "HasCustomEventSelectors": chosen}
        told["HomeRegion"] = trail.region_name
        return {name: value for name, value in told.items() if value is not None}


def may_write(bucket: Any, trail: Trail) -> bool:
    arn = f"arn:aws:s3:::{bucket.name}"
    prefix = f"{trail.s3_key_prefix}/" if trail.s3_key_prefix else ""
    known = {
        "aws:SourceArn": trail.arn,
        "aws:SourceAccount": trail.account_id,
        "s3:x-amz-acl": "bucket-owner-full-control",
    }
    return lets(bucket.policy, SERVICE, "s3:GetBucketAcl", arn, known) and lets(
        bucket.policy,
        SERVICE,
        "s3:PutObject",
        f"{arn}/{prefix}AWSLogs/{trail.account_id}/CloudTrail/file",
        known,
    )


def check_log_group(trail: Trail) -> None:
    if not trail.cw_log_group_arn:
        return
    group = trail.cw_log_group_arn.removesuffix(":*")
    if group not in {each.arn for each in groups(trail)}:
        raise JsonRESTError(
            "InvalidCloudWatchLogsLogGroupArnException",
            "CloudTrail cannot validate the specified log group ARN.",
        )
    role = trail.cw_role_arn
    stream = f"{group}:log-stream:{trail.account_id}_CloudTrail_{trail.region_name}"
    wanted = ("logs:CreateLogStream", "logs:PutLogEvents")
    if not trusts(trail, role) or not all(decide(role, each, stream).allowed for each in wanted):
        raise JsonRESTError(
            "InvalidCloudWatchLogsRoleArnException",
            "Access denied. Check the permissions for your role.",
        )


def groups(trail: Trail) -> list[Any]:
    return list(logs_backends[trail.account_id][trail.region_name].groups.values())


def trusts(trail: Trail, role_arn: str | None) -> bool:
    roles = iam_backends[trail.account_id]["aws"].roles.values()
    role = next((each for each in roles if each.arn == role_arn), None)
    document = getattr(role, "assume_role_policy_document", None)
    text = document if isinstance(document, str) else json.dumps(document or {})
    return bool(role) and lets(text, SERVICE, "sts:AssumeRole", role.arn, {})
