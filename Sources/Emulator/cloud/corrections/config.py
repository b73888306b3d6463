"""AWS Config: a recorder has a role and a channel, and rules tell the truth.

- The role of a recorder is there, and Config may assume it: InvalidRoleException
  (https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html).
- The bucket of a delivery channel is there, and its policy lets Config write into it:
  NoSuchBucketException, InsufficientDeliveryPolicyException
  (https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html).
- A recorder is there before a channel, and a channel before a recorder is started
  (https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html,
  https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigurationRecorder.html).
- Rules are for an account that has a recorder: NoAvailableConfigurationRecorderException
  (https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigRule.html).
- A managed rule has one of AWS's identifiers, and the parameters that this rule has
  (https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html).
- While the recorder is stopped nothing is compared: INSUFFICIENT_DATA
  (https://docs.aws.amazon.com/config/latest/APIReference/API_Compliance.html).

Compared are the rules of `compliance.py`. Another rule has no results, as if it were never run.
"""

import json
from typing import Any

from moto.config.exceptions import (
    NoAvailableConfigurationRecorderException,
    NoSuchBucketException,
    NoSuchConfigRuleException,
)
from moto.config.models import ConfigBackend
from moto.config.responses import ConfigResponse
from moto.core.exceptions import JsonRESTError
from moto.core.utils import utcnow
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends

from . import compliance
from .trusting import lets

SERVICE = "config.amazonaws.com"
LINKED = "/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"


def correct() -> None:
    from . import replace

    @replace(ConfigBackend, "put_configuration_recorder")
    def put_configuration_recorder(moto, backend, config_recorder) -> None:
        refuse_role(backend, config_recorder.get("roleARN"))
        moto(backend, config_recorder)

    @replace(ConfigBackend, "put_delivery_channel")
    def put_delivery_channel(moto, backend, delivery_channel) -> None:
        if backend.recorders and delivery_channel.get("s3BucketName"):
            refuse_bucket(backend, delivery_channel)
        moto(backend, delivery_channel)

    @replace(ConfigBackend, "put_config_rule")
    def put_config_rule(moto, backend, config_rule, tags=None) -> str:
        if not backend.recorders:
            raise NoAvailableConfigurationRecorderException()
        return moto(backend, config_rule, tags)

    @replace(ConfigBackend, "describe_config_rules")
    def describe_config_rules(moto, backend, config_rule_names, next_token) -> dict[str, Any]:
        """Also where there are no rules at all a name has to be that of one."""
        for name in config_rule_names or []:
            rule_named(backend, name)
        return moto(backend, config_rule_names, next_token)

    @replace(ConfigResponse, "start_config_rules_evaluation")
    def start_config_rules_evaluation(moto, response) -> str:
        for name in response._get_param("ConfigRuleNames") or []:
            rule_named(response.config_backend, name)
        return json.dumps({})

    @replace(ConfigResponse, "describe_compliance_by_config_rule")
    def describe_compliance_by_config_rule(moto, response) -> str:
        backend = response.config_backend
        wanted = response._get_param("ComplianceTypes") or []
        names = response._get_param("ConfigRuleNames") or sorted(backend.config_rules)
        told = [(name, summary(results(backend, rule_named(backend, name)))) for name in names]
        return json.dumps(
            {
                "ComplianceByConfigRules": [
                    {"ConfigRuleName": name, "Compliance": {"ComplianceType": found}}
                    for name, found in told
                    if not wanted or found in wanted
                ]
            }
        )

    @replace(ConfigResponse, "get_compliance_details_by_config_rule")
    def get_compliance_details_by_config_rule(moto, response) -> str:
        backend = response.config_backend
        rule = rule_named(backend, response._get_param("ConfigRuleName"))
        wanted = response._get_param("ComplianceTypes") or []
        found = results(backend, rule) or []
        return json.dumps(
            {
                "EvaluationResults": [
                    detail(rule, each)
                    for each in found
                    if not wanted or each.compliance in wanted
                ]
            }
        )  # fmt: skip


def rule_named(backend: ConfigBackend, name: str) -> Any:
    if name not in backend.config_rules:
        raise NoSuchConfigRuleException(name)
    return backend.config_rules[name]


def results(backend: ConfigBackend, rule: Any) -> list[compliance.Result] | None:
    """None where nothing is known."""
    recording = any(each.status.recording for each in backend.recorders.values())
    examine = compliance.RULES.get(rule.source.source_identifier)
    if not recording or not examine:
        return None
    return examine(backend.account_id, backend.region_name, rule.input_parameters_dict)


def summary(found: list[compliance.Result] | None) -> str:
    if not found:
        return "INSUFFICIENT_DATA"
    wrong = any(each.compliance == "NON_COMPLIANT" for each in found)
    return "NON_COMPLIANT" if wrong else "COMPLIANT"


def detail(rule: Any, found: compliance.Result) -> dict[str, Any]:
    now = int(utcnow().timestamp())
    qualifier = {
        "ConfigRuleName": rule.config_rule_name,
        "ResourceType": found.kind,
        "ResourceId": found.name,
    }
    return {
        "EvaluationResultIdentifier": {
            "EvaluationResultQualifier": qualifier,
            "OrderingTimestamp": now,
        },
        "ComplianceType": found.compliance,
        "ResultRecordedTime": now,
        "ConfigRuleInvokedTime": now,
        **({"Annotation": found.annotation} if found.annotation else {}),
    }


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
