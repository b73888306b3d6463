"""Patterns of events and of logs can be tried, and guard rails are documents that hold."""

import json

import pytest
from botocore.exceptions import ClientError

EVENT = {
    "id": "1",
    "account": "123456789012",
    "source": "aws.ecs",
    "time": "2026-01-01T00:00:00Z",
    "region": "us-east-1",
    "resources": [],
    "detail-type": "AWS API Call via CloudTrail",
    "detail": {"eventName": "DeleteCluster", "errorCode": None, "count": 4},
}
DENY = {"Effect": "Deny", "Action": "ecs:DeleteCluster", "Resource": "*"}


def refused(code: str, message: str = ""):
    return pytest.raises(ClientError, match=rf"\({code}\).*{message}")


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ({"source": ["aws.ecs"], "detail": {"eventName": ["DeleteCluster"]}}, True),
        ({"source": ["aws.ecs"], "detail": {"eventName": ["CreateCluster"]}}, False),
        ({"detail": {"eventName": [{"prefix": "Delete"}]}}, True),
    ],
)
def test_pattern_of_events_can_be_tried(host, pattern, matches):
    answer = host.client("events").test_event_pattern(
        EventPattern=json.dumps(pattern), Event=json.dumps(EVENT)
    )
    assert answer["Result"] == matches


@pytest.mark.parametrize(
    "pattern", ["{no json", "[]", "{}", '{"source": "aws.ecs"}', '{"source": []}']
)
def test_pattern_that_is_none_is_refused(host, pattern):
    events = host.client("events")
    with refused("InvalidEventPatternException", "Event pattern is not valid"):
        events.test_event_pattern(EventPattern=pattern, Event=json.dumps(EVENT))
    with refused("InvalidEventPatternException", "Event pattern is not valid"):
        events.put_rule(Name="refused", EventPattern=pattern)


def test_event_has_the_fields_of_aws(host):
    with refused("ValidationException", "Event is not valid"):
        host.client("events").test_event_pattern(
            EventPattern='{"source": ["aws.ecs"]}', Event='{"source": "aws.ecs"}'
        )


def test_rule_has_five_targets_at_most(host):
    events = host.client("events")
    events.put_rule(Name="busy", EventPattern='{"source": ["aws.ecs"]}')
    targets = [{"Id": str(n), "Arn": f"arn:aws:sns:us-east-1:123456789012:t{n}"} for n in range(6)]
    events.put_targets(Rule="busy", Targets=targets[:5])
    with refused("LimitExceededException"):
        events.put_targets(Rule="busy", Targets=targets[5:])


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ('{ $.detail.eventName = "DeleteCluster" }', True),
        ('{ ($.source = "aws.*") && ($.detail.eventName = "Create*") }', False),
        ('{ $.detail.eventName = CreateCluster || $.detail.count >= 4 }', True),
        ('{ $.detail.errorCode IS NULL && $.detail.other NOT EXISTS }', True),
        ('{ $.source != "aws.ecs" }', False),
        ("DeleteCluster -CreateCluster", True),
        ('"DeleteCluster" "RunTask"', False),
        ("?DeleteCluster ?RunTask", True),
        ("", True),
    ],
)  # fmt: skip
def test_pattern_of_logs_can_be_tried(host, pattern, matches):
    answer = host.client("logs").test_metric_filter(
        filterPattern=pattern, logEventMessages=[json.dumps(EVENT)]
    )
    assert [each["eventNumber"] for each in answer["matches"]] == ([1] if matches else [])


@pytest.mark.parametrize(
    "pattern",
    ['{ $.a = "b"', '{ ($.a = "b" }', '{ a = "b" }', "{ $.a ~ b }", "{ $.a < b }", '"open'],
)
def test_metric_filter_has_a_pattern(host, pattern):
    logs = host.client("logs")
    with refused("InvalidParameterException", "Invalid metric filter pattern"):
        logs.test_metric_filter(filterPattern=pattern, logEventMessages=["x"])


def put_filter(logs, group: str, pattern: str = "ERROR") -> None:
    logs.put_metric_filter(
        filterName="errors",
        filterPattern=pattern,
        logGroupName=group,
        metricTransformations=[
            {"metricName": "Errors", "metricNamespace": "Labs", "metricValue": "1"}
        ],
    )


def test_metric_filter_has_a_log_group_and_goes_with_it(host):
    logs = host.client("logs")
    with refused("ResourceNotFoundException"):
        put_filter(logs, "nobody-made-this")
    logs.create_log_group(logGroupName="filtered")
    put_filter(logs, "filtered")
    put_filter(logs, "filtered", "FATAL")
    found = logs.describe_metric_filters(logGroupName="filtered")["metricFilters"]
    assert [each["filterPattern"] for each in found] == ["FATAL"]
    logs.delete_log_group(logGroupName="filtered")
    assert logs.describe_metric_filters(filterNamePrefix="errors")["metricFilters"] == []


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"Period": 45}, "ValidationError"),
        ({"Period": 300, "EvaluationPeriods": 289}, "ValidationError"),
        ({"Period": 3600, "EvaluationPeriods": 169}, "ValidationError"),
        ({"DatapointsToAlarm": 2}, "ValidationError"),
        ({"ExtendedStatistic": "p99"}, "InvalidParameterCombination"),
        ({"AlarmActions": ["a-topic"]}, "ValidationError"),
    ],
)
def test_alarm_that_could_never_be_raised_is_refused(host, options, code):
    cloudwatch = host.client("cloudwatch")
    alarm = {"AlarmName": "one", "Namespace": "Labs", "MetricName": "Errors", "Statistic": "Sum",
             "Period": 300, "EvaluationPeriods": 1, "Threshold": 1,
             "ComparisonOperator": "GreaterThanOrEqualToThreshold"}  # fmt: skip
    with refused(code):
        cloudwatch.put_metric_alarm(**{**alarm, **options})
    cloudwatch.put_metric_alarm(**alarm)
    cloudwatch.delete_alarms(AlarmNames=["one"])


@pytest.fixture
def organization(host):
    client = host.client("organizations")
    client.create_organization(FeatureSet="ALL")
    yield client
    root = client.list_roots()["Roots"][0]["Id"]
    for policy in client.list_policies(Filter="SERVICE_CONTROL_POLICY")["Policies"]:
        if not policy["AwsManaged"]:
            for target in client.list_targets_for_policy(PolicyId=policy["Id"])["Targets"]:
                client.detach_policy(PolicyId=policy["Id"], TargetId=target["TargetId"])
            client.delete_policy(PolicyId=policy["Id"])
    if client.list_roots()["Roots"][0]["PolicyTypes"]:
        client.disable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    client.delete_organization()


def guard(client, *statements: dict, name: str = "guard") -> str:
    content = json.dumps({"Version": "2012-10-17", "Statement": statements or [DENY]})
    made = client.create_policy(
        Content=content, Name=name, Description="", Type="SERVICE_CONTROL_POLICY"
    )
    return made["Policy"]["PolicySummary"]["Id"]


def test_control_policy_is_attached_where_its_type_is_enabled(organization):
    root = organization.list_roots()["Roots"][0]["Id"]
    policy = guard(organization)
    with refused("PolicyTypeNotEnabledException"):
        organization.attach_policy(PolicyId=policy, TargetId=root)
    organization.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    organization.attach_policy(PolicyId=policy, TargetId=root)
    with refused("DuplicatePolicyAttachmentException"):
        organization.attach_policy(PolicyId=policy, TargetId=root)


@pytest.mark.parametrize(
    "statement",
    [
        {"Effect": "Deny", "Resource": "*"},
        {**DENY, "Effect": "Forbid"},
        {**DENY, "Principal": "*"},
        {**DENY, "NotAction": "iam:*"},
    ],
)
def test_control_policy_that_is_none_is_refused(organization, statement):
    with refused("MalformedPolicyDocumentException"):
        guard(organization, statement)


def test_control_policy_has_a_largest_size(organization):
    with refused("ConstraintViolationException", "5120"):
        guard(organization, *[{**DENY, "Sid": f"Number{number}"} for number in range(70)])


def test_target_keeps_a_control_policy(organization):
    root = organization.list_roots()["Roots"][0]["Id"]
    organization.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    full = organization.list_policies_for_target(TargetId=root, Filter="SERVICE_CONTROL_POLICY")
    with refused("ConstraintViolationException", "at least one"):
        organization.detach_policy(PolicyId=full["Policies"][0]["Id"], TargetId=root)


def test_policy_of_aws_stays_as_it_is(organization):
    policies = organization.list_policies(Filter="SERVICE_CONTROL_POLICY")["Policies"]
    with refused("AccessDeniedException"):
        organization.delete_policy(PolicyId=policies[0]["Id"])


def test_what_is_no_arn_is_no_topic(host):
    with refused("InvalidParameter", "Invalid parameter: TopicArn"):
        host.client("sns").get_topic_attributes(TopicArn="labs")
