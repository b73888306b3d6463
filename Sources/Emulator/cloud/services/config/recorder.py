"""AWS Config: a recorder has a role, and a channel into a bucket.

- The role of a recorder is there, and Config may assume it: InvalidRoleException
  (https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html).
- The bucket of a delivery channel is there, and its policy lets Config write into it:
  NoSuchBucketException, InsufficientDeliveryPolicyException
  (https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html).
- A recorder is there before a channel, and a channel before a recorder is started
  (https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html,
  https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigurationRecorder.html).

Ours: a role that AWS Config cannot assume.
"""

import json
from typing import Any

from moto.config.exceptions import NoSuchBucketException
from moto.config.models import ConfigBackend
from moto.core.exceptions import JsonRESTError
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends

from ...permissions.trusting import lets
from ...replacing import replace

SERVICE = "config.amazonaws.com"
LINKED = "/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"


def correct() -> None:
    @replace(ConfigBackend, "put_configuration_recorder")
    def put_configuration_recorder(moto, backend, config_recorder) -> None:
        refuse_role(backend, config_recorder.get("roleARN"))
        moto(backend, config_recorder)

    @replace(ConfigBackend, "put_delivery_channel")
    def put_delivery_channel(moto, backend, delivery_channel) -> None:
        if backend.recorders and delivery_channel.get("s3BucketName"):
            refuse_bucket(backend, delivery_channel)
        moto(backend, delivery_channel)


def refuse_role(backend: ConfigBackend, arn: str | None) -> None:
    roles = iam_backends[backend.account_id]["aws"].roles.values()
    role = next((each for each in roles if each.arn == arn), None)
    linked = bool(arn) and arn.endswith(f":role{LINKED}")
    document = getattr(role, "assume_role_policy_document", None)
    text = document if isinstance(document, str) else json.dumps(document or {"Statement": []})
    if not linked and not lets(text, SERVICE, "sts:AssumeRole", arn or "*", {}):
        raise JsonRESTError(
            "InvalidRoleException",
            "You have provided a null or empty Amazon Resource Name (ARN) for the IAM role."
            if not arn
            else f"The role {arn} does not exist, or AWS Config is not allowed to assume it.",
        )


def refuse_bucket(backend: ConfigBackend, channel: dict[str, Any]) -> None:
    name = channel["s3BucketName"]
    bucket = s3_backends[backend.account_id]["aws"].buckets.get(name)
    if bucket is None:
        raise NoSuchBucketException()
    arn = f"arn:aws:s3:::{name}"
    prefix = f"{channel['s3KeyPrefix']}/" if channel.get("s3KeyPrefix") else ""
    file = f"{arn}/{prefix}AWSLogs/{backend.account_id}/Config/ConfigWritabilityCheckFile"
    known = {
        "AWS:SourceAccount": backend.account_id,
        "aws:SourceArn": f"arn:aws:config:{backend.region_name}:{backend.account_id}:recorder",
        "s3:x-amz-acl": "bucket-owner-full-control",
    }
    seen = lets(bucket.policy, SERVICE, "s3:GetBucketAcl", arn, known)
    if not seen or not lets(bucket.policy, SERVICE, "s3:PutObject", file, known):
        raise JsonRESTError(
            "InsufficientDeliveryPolicyException",
            f"Insufficient delivery policy to s3 bucket: {name}, unable to write to bucket, "
            f"provided s3 key prefix is '{channel.get('s3KeyPrefix', 'null')}', provided kms key "
            "is 'null'.",
        )
