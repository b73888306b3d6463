#!/usr/bin/env python3
"""Does somebody hear of it when the containers' configuration is changed?

checks/alarm.py rule APP      the rule lets through the changes, and nothing else
checks/alarm.py target APP    it tells the topic, and may
checks/alarm.py logged APP    the trail's events reach a log group that keeps them for a while
"""

import json
import sys
from typing import Any

from shared import ACCOUNT, REGION, aws, report
from strangers import listed, strangers

SOURCE = "aws:sourcearn"
TELLING = ("CreateCluster", "DeleteCluster", "DeleteService", "UpdateService",
           "RegisterTaskDefinition", "RunTask", "ExecuteCommand")  # fmt: skip
QUIET = ("DescribeClusters", "DescribeServices", "DescribeTaskDefinition", "DescribeTasks",
         "ListClusters", "ListServices", "ListTasks")  # fmt: skip


def event(name: str, source: str = "ecs") -> str:
    """As CloudTrail passes it on to EventBridge."""
    return json.dumps(
        {
            "id": "00000000-0000-0000-0000-000000000000",
            "account": ACCOUNT,
            "region": REGION,
            "time": "2026-01-01T00:00:00Z",
            "source": f"aws.{source}",
            "resources": [],
            "detail-type": "AWS API Call via CloudTrail",
            "detail": {"eventSource": f"{source}.amazonaws.com", "eventName": name},
        }
    )


def topic(app: str) -> str:
    return f"arn:aws:sns:{REGION}:{ACCOUNT}:{app}"


def found_rule(app: str) -> dict[str, Any] | None:
    return aws("events", "describe-rule", "--name", app, absent="ResourceNotFoundException")


def rule(app: str) -> list[str]:
    found = found_rule(app)
    if found is None:
        return [f"There is no rule named “{app}” in {REGION}."]
    problems = [] if found["State"] == "ENABLED" else [f"The rule is {found['State']}."]
    pattern = found.get("EventPattern", "{}")
    for name in TELLING:
        if not matches(pattern, event(name)):
            problems.append(f"Nobody is told of {name}.")
    for told in (*map(event, QUIET), event("DeleteCluster", "eks")):
        if matches(pattern, told):
            call = json.loads(told)["detail"]
            problems.append(f"Everybody is told of {call['eventName']} of {call['eventSource']}.")
    return problems


def matches(pattern: str, told: str) -> bool:
    answer = aws("events", "test-event-pattern", "--event-pattern", pattern, "--event", told)
    return answer["Result"]


def target(app: str) -> list[str]:
    if found_rule(app) is None:
        return [f"There is no rule named “{app}” in {REGION}."]
    targets = aws("events", "list-targets-by-rule", "--rule", app)["Targets"]
    if topic(app) not in [each["Arn"] for each in targets]:
        return [f"The rule does not tell {topic(app)}."]
    attributes = aws(
        "sns", "get-topic-attributes", "--topic-arn", topic(app), absent="NotFound"
    )  # fmt: skip
    if attributes is None:
        return [f"There is no topic {topic(app)}."]
    policy = attributes["Attributes"]["Policy"]
    statements = listed(json.loads(policy)["Statement"])
    problems = [
        f"The topic takes messages from {each}, from outside the account."
        for each in strangers(policy)
    ]
    own = f"{REGION}:{ACCOUNT}"
    for service, source in (
        ("events", f"arn:aws:events:{own}:rule/{app}"),
        ("cloudwatch", f"arn:aws:cloudwatch:{own}:alarm:{app}"),
    ):
        sources = [sources_of(each) for each in statements if lets_publish(each, service)]
        if not sources:
            problems.append(
                f"The topic does not let {service}.amazonaws.com publish: nothing comes."
            )
        elif any(each != [source] for each in sources):
            problems.append(f"The topic takes more from {service} than {source} sends.")
    if any(each["Effect"] == "Deny" for each in statements):
        problems.append("The topic's policy denies something: its messages may be dropped.")
    return problems


def lets_publish(statement: dict[str, Any], service: str) -> bool:
    principal = statement.get("Principal", {})
    named = listed(principal.get("Service", []) if isinstance(principal, dict) else [])
    publishes = {each.lower() for each in listed(statement.get("Action", []))}
    return (
        statement["Effect"] == "Allow"
        and f"{service}.amazonaws.com" in named
        and bool(publishes & {"sns:publish", "sns:*", "*"})
    )


def sources_of(statement: dict[str, Any]) -> list[str]:
    """From which rule or alarm messages are taken; none where that is open."""
    for operator, each in statement.get("Condition", {}).items():
        for name, values in each.items():
            if operator in ("ArnEquals", "ArnLike", "StringEquals") and name.lower() == SOURCE:
                return listed(values)
    return []


def logged(app: str) -> list[str]:
    trails = aws("cloudtrail", "describe-trails")["trailList"]
    trail = next((each for each in trails if each["Name"] == app), None)
    if trail is None:
        return [f"There is no trail named “{app}”."]
    wanted = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{app}-trail:*"
    found = trail.get("CloudWatchLogsLogGroupArn")
    if found != wanted:
        return [f"The trail writes to {found or 'no log group'}, not to {wanted}."]
    role = f"arn:aws:iam::{ACCOUNT}:role/{app}-trail"
    if trail.get("CloudWatchLogsRoleArn") != role:
        return [f"The trail writes as {trail.get('CloudWatchLogsRoleArn')}, not as {role}."]
    groups = aws("logs", "describe-log-groups", "--log-group-name-prefix", f"{app}-trail")
    days = next(
        (each.get("retentionInDays") for each in groups["logGroups"]
         if each["logGroupName"] == f"{app}-trail"), 0,
    )  # fmt: skip
    if days == 0:
        return [f"There is no log group named “{app}-trail”."]
    return (
        [] if days == 90 else [f"The log group keeps its events for {days or 'all'} days, not 90."]
    )


if __name__ == "__main__":
    aspect, name = sys.argv[1:]
    report({"rule": rule, "target": target, "logged": logged}[aspect](name))
