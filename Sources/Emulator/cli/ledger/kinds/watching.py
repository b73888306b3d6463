"""What watches and records: CloudWatch, CloudTrail, EventBridge."""

from cli.ledger.kind import Ask, Kind, Removal, simple

RULE = "{Name: request.Name, EventBusName: request.EventBusName || 'default'}"

KINDS = (
    simple(
        "logs",
        "log group",
        "logGroupName",
        "CreateLogGroup",
        "DeleteLogGroup",
        Ask(
            "DescribeLogGroups",
            "{logGroupNamePrefix: logGroupName}",
            "logGroups[].{logGroupName: logGroupName}",
        ),
        costs=True,
    ),
    simple(
        "logs",
        "log stream",
        "logGroupName logStreamName",
        "CreateLogStream",
        "DeleteLogStream",
        Ask(
            "DescribeLogStreams",
            "{logGroupName: logGroupName, logStreamNamePrefix: logStreamName}",
            "logStreams[].{logStreamName: logStreamName}",
        ),
    ),
    Kind(
        "cloudwatch",
        "alarm",
        creates={"PutMetricAlarm": "{AlarmName: request.AlarmName}"},
        deletes={"DeleteAlarms": "request.AlarmNames[].{AlarmName: @}"},
        ask=Ask(
            "DescribeAlarms", "{AlarmNames: [AlarmName]}", "MetricAlarms[].{AlarmName: AlarmName}"
        ),
        remove=(Removal("DeleteAlarms", "{AlarmNames: [AlarmName]}"),),
        costs=True,
    ),
    Kind(
        "cloudtrail",
        "trail",
        creates={"CreateTrail": "{Name: request.Name}"},
        deletes={"DeleteTrail": "{Name: tail(request.Name)}"},
        ask=Ask("DescribeTrails", "{trailNameList: [Name]}", "trailList[].{Name: Name}"),
        remove=(Removal("DeleteTrail"),),
        costs=True,
    ),
    Kind(
        "events",
        "rule",
        creates={"PutRule": RULE},
        deletes={"DeleteRule": RULE},
        ask=Ask("DescribeRule"),
        # A rule is deleted only when it has no targets any more.
        remove=(
            Removal(
                "RemoveTargets",
                "{Rule: Name, EventBusName: EventBusName, Ids: [Target]}",
                Ask(
                    "ListTargetsByRule",
                    "{Rule: Name, EventBusName: EventBusName}",
                    "Targets[].{Target: Id}",
                ),
            ),
            Removal("DeleteRule"),
        ),
    ),
)
