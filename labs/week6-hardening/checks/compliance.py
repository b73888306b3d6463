#!/usr/bin/env python3
"""Does AWS Config record, do its rules say what the lab's file says, and what do they find?

checks/compliance.py recorder NAME BUCKET
checks/compliance.py rules FILE
checks/compliance.py results APP          of the lab's own resources, and of the account
"""

import json
import os
import string
import sys
from pathlib import Path
from typing import Any

from role import findings as may
from shared import ACCOUNT, REGION, aws, report

MANAGED = "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole"


def recorder(name: str, bucket: str) -> list[str]:
    recorders = aws("configservice", "describe-configuration-recorders")["ConfigurationRecorders"]
    found = next((each for each in recorders if each["name"] == name), None)
    if found is None:
        return [f"There is no configuration recorder named “{name}” in {REGION}."]
    group = found["recordingGroup"]
    problems = []
    if not (group.get("allSupported") and group.get("includeGlobalResourceTypes")):
        problems.append(f"The recorder does not record everything: {json.dumps(group)}.")
    if (found.get("recordingMode") or {}).get("recordingFrequency") == "DAILY":
        problems.append("The recorder looks once a day: what is put back by the evening is unseen.")
    own = (
        f"role/{name}-config",
        "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
    )
    arn = f"arn:aws:iam::{ACCOUNT}:"
    if found["roleARN"] not in [f"{arn}{role}" for role in own]:
        problems.append(f"The recorder works as {found['roleARN']}, not as the lab's role.")
    elif found["roleARN"] == f"{arn}{own[0]}":
        problems += may(f"{name}-config", "config", MANAGED)
    states = aws("configservice", "describe-configuration-recorder-status")
    for state in states["ConfigurationRecordersStatus"]:
        if state["name"] == name and not state["recording"]:
            problems.append("The recorder is stopped.")
    channels = aws("configservice", "describe-delivery-channels")["DeliveryChannels"]
    places = [each["s3BucketName"] for each in channels]
    if places != [bucket]:
        problems.append(
            f"What is recorded goes to {', '.join(places) or 'no bucket'}, not {bucket}."
        )
    return problems


def rules(file: str) -> list[str]:
    text = string.Template(Path(file).read_text(encoding="utf-8")).substitute(os.environ)
    here = {
        each["ConfigRuleName"]: each
        for each in aws("configservice", "describe-config-rules")["ConfigRules"]
    }
    problems = []
    for wanted in json.loads(text):
        name = wanted["ConfigRuleName"]
        if name not in here:
            problems.append(f"There is no rule named “{name}” in {REGION}.")
        elif meaning(here[name]) != meaning(wanted):
            problems.append(f"“{name}” is {meaning(here[name])}, not {meaning(wanted)}.")
        elif scope := here[name].get("Scope"):
            problems.append(f"“{name}” looks only at a part of it all: {json.dumps(scope)}.")
    return problems


def meaning(rule: dict[str, Any]) -> str:
    """What it compares; a list of names means the same in any order."""
    given = json.loads(rule.get("InputParameters") or "{}")
    parameters = {
        key: sorted(name.strip() for name in f"{value}".split(",")) for key, value in given.items()
    }
    source = rule["Source"].get("SourceIdentifier", rule["Source"]["Owner"])
    return f"{source} {json.dumps(parameters, sort_keys=True)}"


def results(app: str) -> list[str]:
    problems = []
    for each in aws("configservice", "describe-config-rules")["ConfigRules"]:
        name = each["ConfigRuleName"]
        if not name.startswith(f"{app}-"):
            continue
        answer = aws(
            "configservice", "get-compliance-details-by-config-rule", "--config-rule-name", name
        )
        found = [result for result in answer["EvaluationResults"] if is_ours(result, app)]
        if not found:
            problems.append(f"“{name}” has not found anything of the lab's yet.")
        problems += [
            f"“{name}” says {result['ComplianceType']} of {resource(result)}."
            for result in found
            if result["ComplianceType"] != "COMPLIANT"
        ]
    return problems or ([] if has_rules(app) else ["There is no rule of the lab's."])


def has_rules(app: str) -> bool:
    found = aws("configservice", "describe-config-rules")["ConfigRules"]
    return any(each["ConfigRuleName"].startswith(f"{app}-") for each in found)


def resource(result: dict[str, Any]) -> str:
    return result["EvaluationResultIdentifier"]["EvaluationResultQualifier"]["ResourceId"]


def is_ours(result: dict[str, Any], app: str) -> bool:
    """Its name, its ARN without the revision, or the account itself."""
    name = resource(result).split("/")[-1].split(":")[0]
    return name in (app, ACCOUNT)


if __name__ == "__main__":
    aspect, *rest = sys.argv[1:]
    report({"recorder": recorder, "rules": rules, "results": results}[aspect](*rest))
