"""AWS Config: rules tell the truth.

- Rules are for an account that has a recorder: NoAvailableConfigurationRecorderException
  (https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigRule.html).
- A managed rule has one of AWS's identifiers, and the parameters that this rule has
  (https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html).
- A rule may be limited to what carries a tag, and is shown with it
  (https://docs.aws.amazon.com/config/latest/APIReference/API_Scope.html).
- While the recorder is stopped nothing is compared: INSUFFICIENT_DATA
  (https://docs.aws.amazon.com/config/latest/APIReference/API_Compliance.html).

Compared are the rules of `compliance.py`. Another rule has no results, as if it were never run.
"""

import json
from typing import Any

from moto.config.exceptions import (
    NoAvailableConfigurationRecorderException,
    NoSuchConfigRuleException,
)
from moto.config.models import ConfigBackend
from moto.config.responses import ConfigResponse
from moto.core.utils import utcnow

from ...replacing import replace
from . import compliance


def correct() -> None:
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
        answer = moto(backend, config_rule_names, next_token)
        for shown in answer["ConfigRules"]:
            show_scope(backend.config_rules[shown["ConfigRuleName"]].scope, shown)
        return answer

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


def show_scope(scope: Any, shown: dict[str, Any]) -> None:
    """moto keeps the tag of a scope and does not show it."""
    for key, value in ((scope and scope.tags) or {}).items():
        shown["Scope"] = {"TagKey": key, **({"TagValue": value} if value else {})}


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
