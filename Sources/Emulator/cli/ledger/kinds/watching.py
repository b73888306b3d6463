"""What watches, records, compares and tells: CloudWatch, CloudTrail, Config, EventBridge, SNS."""

from cli.ledger.kind import NOTHING, Ask, Kind, Removal, simple

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
    simple(
        "logs",
        "metric filter",
        "logGroupName filterName",
        "PutMetricFilter",
        "DeleteMetricFilter",
        Ask(
            "DescribeMetricFilters",
            "{logGroupName: logGroupName, filterNamePrefix: filterName}",
            "metricFilters[].{logGroupName: logGroupName, filterName: filterName}",
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
        "config",
        "recorder",
        creates={
            "PutConfigurationRecorder": "{ConfigurationRecorderName: "
            "request.ConfigurationRecorder.name}"
        },
        deletes={
            "DeleteConfigurationRecorder": "{ConfigurationRecorderName: "
            "request.ConfigurationRecorderName}"
        },
        ask=Ask(
            "DescribeConfigurationRecorders",
            NOTHING,
            "ConfigurationRecorders[].{ConfigurationRecorderName: name}",
        ),
        # Its channel cannot be deleted while it records.
        remove=(Removal("StopConfigurationRecorder"), Removal("DeleteConfigurationRecorder")),
        costs=True,
    ),
    Kind(
        "config",
        "delivery channel",
        creates={"PutDeliveryChannel": "{DeliveryChannelName: request.DeliveryChannel.name}"},
        deletes={"DeleteDeliveryChannel": "{DeliveryChannelName: request.DeliveryChannelName}"},
        ask=Ask(
            "DescribeDeliveryChannels",
            NOTHING,
            "DeliveryChannels[].{DeliveryChannelName: name}",
        ),
        remove=(Removal("DeleteDeliveryChannel"),),
    ),
    Kind(
        "config",
        "rule",
        creates={"PutConfigRule": "{ConfigRuleName: request.ConfigRule.ConfigRuleName}"},
        deletes={"DeleteConfigRule": "{ConfigRuleName: request.ConfigRuleName}"},
        ask=Ask("DescribeConfigRules", "{ConfigRuleNames: [ConfigRuleName]}"),
        remove=(Removal("DeleteConfigRule"),),
        costs=True,
    ),
    Kind(
        "sns",
        "topic",
        creates={"CreateTopic": "{TopicArn: response.TopicArn}"},
        deletes={"DeleteTopic": "{TopicArn: request.TopicArn}"},
        ask=Ask("GetTopicAttributes"),
        remove=(Removal("DeleteTopic"),),
        names={"CreateTopic": "{Name: request.Name}"},
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
