#!/usr/bin/env python3
"""Does somebody hear of it when the containers' configuration is changed?

checks/alarm.py rule APP      the rule lets through the changes, and nothing else
checks/alarm.py target APP    it tells the topic, and may
checks/alarm.py logged APP    the trail's events reach a log group that keeps them for a while
checks/alarm.py filter APP    refused calls are counted there, and others are not
checks/alarm.py alarm APP     and the first of them raises the alarm
"""

import json
import sys
from typing import Any

from shared import ACCOUNT, REGION, aws, report

TELLING = ("CreateCluster", "DeleteCluster", "DeleteService", "UpdateService",
           "RegisterTaskDefinition", "RunTask", "ExecuteCommand")  # fmt: skip
QUIET = ("DescribeClusters", "ListTasks", "DescribeTaskDefinition")


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


def line(name: str, error: str | None, source: str = "ecs") -> str:
    """As CloudTrail writes it into a log group."""
    told = {"eventSource": f"{source}.amazonaws.com", "eventName": name}
    return json.dumps({**told, "errorCode": error} if error else told)


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
            problems.append(f"Everybody is told of {json.loads(told)['detail']}.")
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
    policy = json.loads(attributes["Attributes"]["Policy"])
    allowed = [each for each in policy["Statement"] if lets_events_publish(each)]
    if not allowed:
        return ["The topic's policy does not let EventBridge publish: its messages are dropped."]
    if not any(app in json.dumps(each.get("Condition", {})) for each in allowed):
        return ["The topic takes messages from any rule, in any account: it has no aws:SourceArn."]
    return []


def lets_events_publish(statement: dict[str, Any]) -> bool:
    principal = statement.get("Principal", {})
    services = principal.get("Service", []) if isinstance(principal, dict) else []
    named = services if isinstance(services, list) else [services]
    actions = (
        statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
    )
    publishes = {each.lower() for each in actions} & {"sns:publish", "sns:*", "*"}
    return statement["Effect"] == "Allow" and "events.amazonaws.com" in named and bool(publishes)


def logged(app: str) -> list[str]:
    trails = aws("cloudtrail", "describe-trails")["trailList"]
    trail = next((each for each in trails if each["Name"] == app), None)
    if trail is None:
        return [f"There is no trail named “{app}”."]
    wanted = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{app}-trail:*"
    found = trail.get("CloudWatchLogsLogGroupArn")
    if found != wanted:
        return [f"The trail writes to {found or 'no log group'}, not to {wanted}."]
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


def filters(app: str) -> list[dict[str, Any]]:
    answer = aws(
        "logs", "describe-metric-filters", "--log-group-name", f"{app}-trail",
        absent="ResourceNotFoundException",
    )  # fmt: skip
    return answer["metricFilters"] if answer else []


def counted(app: str) -> list[str]:
    found = filters(app)
    if not found:
        return [f"The log group “{app}-trail” has no metric filter."]
    cases = [
        (line("DeleteCluster", "AccessDenied"), True),
        (line("UpdateService", "AccessDeniedException"), True),
        (line("RunTask", "Client.UnauthorizedOperation"), True),
        (line("DeleteCluster", None), False),
        (line("DescribeClusters", "ClusterNotFoundException"), False),
        (line("GetObject", "AccessDenied", "s3"), False),
    ]
    answer = aws(
        "logs", "test-metric-filter", "--filter-pattern", found[0]["filterPattern"],
        "--log-event-messages", json.dumps([message for message, _ in cases]),
    )  # fmt: skip
    numbers = {each["eventNumber"] for each in answer["matches"]}
    return [
        f"It {'counts' if number in numbers else 'does not count'} {message}."
        for number, (message, wanted) in enumerate(cases, start=1)
        if (number in numbers) != wanted
    ]


def alarm(app: str) -> list[str]:
    found = aws("cloudwatch", "describe-alarms", "--alarm-names", app)["MetricAlarms"]
    if not found:
        return [f"There is no alarm named “{app}” in {REGION}."]
    its, problems = found[0], []
    metrics = {
        (each["metricNamespace"], each["metricName"])
        for one in filters(app)
        for each in one["metricTransformations"]
    }
    if (its.get("Namespace"), its.get("MetricName")) not in metrics:
        problems.append(f"No filter of the trail counts {its['Namespace']}/{its['MetricName']}.")
    if not its["ActionsEnabled"] or topic(app) not in its["AlarmActions"]:
        problems.append(f"It does not tell {topic(app)}.")
    first = its["Threshold"] == 1 and its["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
    if not first or its.get("Statistic") != "Sum":
        problems.append("The first refused call does not raise it.")
    if its.get("TreatMissingData") != "notBreaching":
        problems.append("Without any refused call it has no data, and is never OK.")
    return problems


if __name__ == "__main__":
    aspect, name = sys.argv[1:]
    ways = {"rule": rule, "target": target, "logged": logged, "filter": counted, "alarm": alarm}
    report(ways[aspect](name))
