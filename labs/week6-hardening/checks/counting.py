#!/usr/bin/env python3
"""Are refused calls counted, and does the first of them raise the alarm?

checks/counting.py filter APP    the trail's log group counts refused calls to ECS, and no others
checks/counting.py alarm APP     and the first of them raises the alarm
"""

import json
import sys
from typing import Any

from alarm import topic
from shared import REGION, aws, report


def line(name: str, error: str | None, source: str = "ecs") -> str:
    """As CloudTrail writes it into a log group."""
    told = {"eventSource": f"{source}.amazonaws.com", "eventName": name}
    return json.dumps({**told, "errorCode": error} if error else told)


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
    each_says = [miscounted(each) for each in found]
    return [] if [] in each_says else each_says[0]


def miscounted(found: dict[str, Any]) -> list[str]:
    values = {each["metricValue"] for each in found["metricTransformations"]}
    if not values <= {"1", "1.0"}:
        return [f"A refused call counts as {', '.join(values)}, not as 1."]
    cases = [
        (line("DeleteCluster", "AccessDenied"), True),
        (line("UpdateService", "AccessDeniedException"), True),
        (line("RunTask", "Client.UnauthorizedOperation"), True),
        (line("DeleteCluster", None), False),
        (line("DescribeClusters", "ClusterNotFoundException"), False),
        (line("GetObject", "AccessDenied", "s3"), False),
    ]
    answer = aws(
        "logs", "test-metric-filter", "--filter-pattern", found["filterPattern"],
        "--log-event-messages", json.dumps([message for message, _ in cases]),
    )  # fmt: skip
    numbers = {each["eventNumber"] for each in answer["matches"]}
    return [
        f"It {'counts' if number in numbers else 'does not count'} {message}."
        for number, (message, wanted) in enumerate(cases, start=1)
        if (number in numbers) != wanted
    ]


def raised(app: str) -> list[str]:
    found = aws("cloudwatch", "describe-alarms", "--alarm-names", app)["MetricAlarms"]
    if not found:
        return [f"There is no alarm named “{app}” in {REGION}."]
    its, problems = found[0], []
    watched = (its.get("Namespace"), its.get("MetricName"), its.get("Unit"))
    if its.get("Dimensions") or watched not in metrics(app):
        problems.append(f"No filter of the trail counts what it watches: {series(its)}.")
    if not its["ActionsEnabled"] or topic(app) not in its["AlarmActions"]:
        problems.append(f"It does not tell {topic(app)}.")
    if not is_raised_by_one(its):
        problems.append("The first refused call does not raise it.")
    if its.get("Period", 0) > 300:
        problems.append(f"It looks every {its['Period']} seconds; five minutes are 300.")
    if its.get("TreatMissingData") != "notBreaching":
        problems.append("Without any refused call it has no data, and is never OK.")
    return problems


def metrics(app: str) -> set[tuple[str, str, str | None]]:
    """What the filters that count rightly write; with dimensions there is one for each value."""
    return {
        (each["metricNamespace"], each["metricName"], unit)
        for one in filters(app)
        if not miscounted(one)
        for each in one["metricTransformations"]
        if not each.get("dimensions")
        # A filter without a unit writes “None”, and an alarm without one takes all.
        for unit in (None, each.get("unit", "None"))
    }


def series(alarm: dict[str, Any]) -> str:
    if "MetricName" not in alarm:
        return "a calculation"
    of = [f"{each['Name']}={each['Value']}" for each in alarm.get("Dimensions") or []]
    unit = [alarm["Unit"]] if "Unit" in alarm else []
    return " ".join([f"{alarm['Namespace']}/{alarm['MetricName']}", *of, *unit])


def is_raised_by_one(alarm: dict[str, Any]) -> bool:
    threshold, operator = alarm.get("Threshold", -1), alarm["ComparisonOperator"]
    one = 0 < threshold <= 1 if operator == "GreaterThanOrEqualToThreshold" else 0 <= threshold < 1
    points = alarm.get("DatapointsToAlarm") or alarm["EvaluationPeriods"]
    return (
        one
        and points == 1
        and operator in ("GreaterThanOrEqualToThreshold", "GreaterThanThreshold")
        and alarm.get("Statistic") in ("Sum", "Maximum")
    )


if __name__ == "__main__":
    aspect, name = sys.argv[1:]
    report({"filter": counted, "alarm": raised}[aspect](name))
