"""CloudTrail records where it may, and AWS Config compares the account as it is."""

import json

import pytest
from botocore.exceptions import ClientError

from cloud_host import RunningHost

ACCOUNT = "123456789012"
BUCKET = "records-of-labs"
TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole"}


def document(*statements: dict) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def writing(service: str, folder: str, bucket: str = BUCKET, **condition: str) -> list[dict]:
    """What a service needs to write its records into a bucket."""
    named = {"Effect": "Allow", "Principal": {"Service": service}}
    conditions = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control", **condition}}
    return [
        {**named, "Action": "s3:GetBucketAcl", "Resource": f"arn:aws:s3:::{bucket}"},
        {**named, "Action": "s3:PutObject", "Condition": conditions,
         "Resource": f"arn:aws:s3:::{bucket}/AWSLogs/{ACCOUNT}/{folder}*"},
    ]  # fmt: skip


TRAIL = writing("cloudtrail.amazonaws.com", "")
CONFIG = writing("config.amazonaws.com", "Config/")


def refused(code: str, message: str = ""):
    return pytest.raises(ClientError, match=rf"\({code}\).*{message}")


@pytest.fixture(scope="module")
def bucket(host):
    s3 = host.client("s3")
    s3.create_bucket(Bucket=BUCKET)
    s3.put_bucket_policy(Bucket=BUCKET, Policy=document(*TRAIL, *CONFIG))
    return BUCKET


@pytest.fixture
def trails(host):
    client = host.client("cloudtrail")
    yield client
    for trail in client.describe_trails()["trailList"]:
        client.delete_trail(Name=trail["TrailARN"])


@pytest.fixture
def role(host, request):
    """A role that Config may assume; answers its ARN."""
    trust = document({**TRUST, "Principal": {"Service": "config.amazonaws.com"}})
    name = f"role-{abs(hash(request.node.name)) % 10**8}"
    made = host.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=trust)
    return made["Role"]["Arn"]


@pytest.fixture
def config(host):
    client = host.client("config")
    yield client
    for rule in client.describe_config_rules()["ConfigRules"]:
        client.delete_config_rule(ConfigRuleName=rule["ConfigRuleName"])
    for recorder in client.describe_configuration_recorders()["ConfigurationRecorders"]:
        client.stop_configuration_recorder(ConfigurationRecorderName=recorder["name"])
        client.delete_configuration_recorder(ConfigurationRecorderName=recorder["name"])
    for channel in client.describe_delivery_channels()["DeliveryChannels"]:
        client.delete_delivery_channel(DeliveryChannelName=channel["name"])


@pytest.fixture
def recording(config, role, bucket):
    config.put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": role})
    config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": bucket})
    config.start_configuration_recorder(ConfigurationRecorderName="default")
    return config


@pytest.mark.parametrize(
    "statements",
    [
        [],
        TRAIL[:1],
        writing("config.amazonaws.com", ""),
        writing("cloudtrail.amazonaws.com", "elsewhere/"),
        writing("cloudtrail.amazonaws.com", "", **{
            "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:123456789012:trail/another"}),
        [*TRAIL, {"Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": "*"}],
    ],
)  # fmt: skip
def test_trail_needs_a_bucket_that_lets_it_in(host, trails, statements):
    s3 = host.client("s3")
    s3.create_bucket(Bucket="closed-to-trails")
    if statements:
        text = document(*statements).replace(BUCKET, "closed-to-trails")
        s3.put_bucket_policy(Bucket="closed-to-trails", Policy=text)
    with refused("InsufficientS3BucketPolicyException", "closed-to-trails"):
        trails.create_trail(Name="refused", S3BucketName="closed-to-trails")
    s3.delete_bucket(Bucket="closed-to-trails")


def test_trail_records_when_it_is_told_to(trails, bucket):
    trails.create_trail(Name="new", S3BucketName=bucket)
    assert not trails.get_trail_status(Name="new")["IsLogging"]
    trails.start_logging(Name="new")
    assert trails.get_trail_status(Name="new")["IsLogging"]


def test_trail_of_a_name_is_there_once(trails, bucket):
    trails.create_trail(Name="once", S3BucketName=bucket)
    with refused("TrailAlreadyExistsException", "once already exists"):
        trails.create_trail(Name="once", S3BucketName=bucket)


def test_trail_is_not_led_to_a_closed_bucket(host, trails, bucket):
    host.client("s3").create_bucket(Bucket="closed")
    trails.create_trail(Name="kept", S3BucketName=bucket)
    with refused("InsufficientS3BucketPolicyException"):
        trails.update_trail(Name="kept", S3BucketName="closed")
    assert trails.get_trail(Name="kept")["Trail"]["S3BucketName"] == bucket
    host.client("s3").delete_bucket(Bucket="closed")


def test_trail_writes_into_a_log_group_with_a_role_that_may(host, trails, bucket):
    iam, logs = host.client("iam"), host.client("logs")
    logs.create_log_group(logGroupName="trail")
    group = f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:trail:*"
    trust = document({**TRUST, "Principal": {"Service": "cloudtrail.amazonaws.com"}})
    role = iam.create_role(RoleName="writer", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
    wanted = {"S3BucketName": bucket, "CloudWatchLogsRoleArn": role}
    with refused("InvalidCloudWatchLogsLogGroupArnException"):
        trails.create_trail(
            Name="logged", CloudWatchLogsLogGroupArn=group.replace("trail", "none"), **wanted
        )
    with refused("InvalidCloudWatchLogsRoleArnException", "Check the permissions"):
        trails.create_trail(Name="logged", CloudWatchLogsLogGroupArn=group, **wanted)
    allow = document({"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                      "Resource": group})  # fmt: skip
    iam.put_role_policy(RoleName="writer", PolicyName="write", PolicyDocument=allow)
    trails.create_trail(Name="logged", CloudWatchLogsLogGroupArn=group, **wanted)


def test_trail_records_management_events_unless_told_otherwise(trails, bucket):
    trails.create_trail(Name="selected", S3BucketName=bucket)
    first = trails.get_event_selectors(TrailName="selected")["EventSelectors"]
    assert first[0]["IncludeManagementEvents"]
    with refused("InvalidEventSelectorsException"):
        trails.put_event_selectors(
            TrailName="selected", EventSelectors=[{"ReadWriteType": "Sometimes"}]
        )
    trails.put_event_selectors(
        TrailName="selected",
        EventSelectors=[{"ReadWriteType": "WriteOnly", "IncludeManagementEvents": True}],
    )
    assert trails.get_trail(Name="selected")["Trail"]["HasCustomEventSelectors"]


def test_recorder_needs_a_role_that_config_may_assume(host, config):
    trust = document({**TRUST, "Principal": {"Service": "ecs-tasks.amazonaws.com"}})
    made = host.client("iam").create_role(RoleName="another", AssumeRolePolicyDocument=trust)
    for arn in (made["Role"]["Arn"], f"arn:aws:iam::{ACCOUNT}:role/nobody-made-this"):
        with refused("InvalidRoleException"):
            config.put_configuration_recorder(
                ConfigurationRecorder={"name": "default", "roleARN": arn}
            )


def test_channel_needs_a_recorder_and_a_bucket_that_lets_it_in(host, config, role):
    host.client("s3").create_bucket(Bucket="closed-to-config")
    channel = {"name": "default", "s3BucketName": "closed-to-config"}
    with refused("NoAvailableConfigurationRecorderException"):
        config.put_delivery_channel(DeliveryChannel=channel)
    config.put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": role})
    with refused("NoAvailableDeliveryChannelException"):
        config.start_configuration_recorder(ConfigurationRecorderName="default")
    with refused("NoSuchBucketException"):
        config.put_delivery_channel(DeliveryChannel={**channel, "s3BucketName": "no-such-bucket"})
    with refused("InsufficientDeliveryPolicyException", "unable to write to bucket"):
        config.put_delivery_channel(DeliveryChannel=channel)
    host.client("s3").delete_bucket(Bucket="closed-to-config")


def rule(config, identifier: str, **parameters: str) -> None:
    source = {"Owner": "AWS", "SourceIdentifier": identifier}
    wanted = {"InputParameters": json.dumps(parameters)} if parameters else {}
    config.put_config_rule(ConfigRule={"ConfigRuleName": identifier, "Source": source, **wanted})


def compliance(config, identifier: str) -> str:
    answer = config.describe_compliance_by_config_rule(ConfigRuleNames=[identifier])
    return answer["ComplianceByConfigRules"][0]["Compliance"]["ComplianceType"]


def test_rules_are_for_accounts_that_record(config):
    with refused("NoAvailableConfigurationRecorderException"):
        rule(config, "CLOUD_TRAIL_ENABLED")


def test_managed_rule_has_an_identifier_of_aws(recording):
    with refused("InvalidParameterValueException", "is invalid"):
        rule(recording, "ECS_NO_SECRETS")


def test_rule_is_shown_with_the_tag_that_it_is_limited_to(recording):
    scope = {"TagKey": "audited", "TagValue": "yes"}
    rule = {"ConfigRuleName": "few", "Scope": scope}
    source = {"Owner": "AWS", "SourceIdentifier": "CLOUD_TRAIL_ENABLED"}
    recording.put_config_rule(ConfigRule={**rule, "Source": source})
    shown = recording.describe_config_rules(ConfigRuleNames=["few"])["ConfigRules"][0]
    assert shown["Scope"] == scope


def test_repositories_are_compared_with_their_rules(host, recording):
    ecr = host.client("ecr")
    rule(recording, "ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED")
    assert compliance(recording, "ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED") == "INSUFFICIENT_DATA"
    ecr.create_repository(repositoryName="compared")
    assert compliance(recording, "ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED") == "NON_COMPLIANT"
    details = recording.get_compliance_details_by_config_rule(
        ConfigRuleName="ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED"
    )["EvaluationResults"]
    qualifier = details[0]["EvaluationResultIdentifier"]["EvaluationResultQualifier"]
    assert qualifier["ResourceId"] == "compared"
    ecr.put_image_tag_mutability(repositoryName="compared", imageTagMutability="IMMUTABLE")
    assert compliance(recording, "ECR_PRIVATE_TAG_IMMUTABILITY_ENABLED") == "COMPLIANT"
    ecr.delete_repository(repositoryName="compared")


def test_secrets_in_the_latest_revision_are_found(host, recording):
    ecs = host.client("ecs")
    rule(recording, "ECS_NO_ENVIRONMENT_SECRETS", secretKeys="DB_PASSWORD, OTHER")
    container = {"name": "one", "image": "one", "memory": 64}
    secret = [{"name": "DB_PASSWORD", "value": "placeholder"}]
    ecs.register_task_definition(
        family="compared", containerDefinitions=[{**container, "environment": secret}]
    )
    assert compliance(recording, "ECS_NO_ENVIRONMENT_SECRETS") == "NON_COMPLIANT"
    ecs.register_task_definition(family="compared", containerDefinitions=[container])
    assert compliance(recording, "ECS_NO_ENVIRONMENT_SECRETS") == "COMPLIANT"
    for number in (1, 2):
        ecs.deregister_task_definition(taskDefinition=f"compared:{number}")


def test_trail_is_enabled_when_it_records(recording, trails, bucket):
    rule(recording, "CLOUD_TRAIL_ENABLED")
    rule(recording, "MULTI_REGION_CLOUD_TRAIL_ENABLED")
    trails.create_trail(Name="compared", S3BucketName=bucket)
    assert compliance(recording, "CLOUD_TRAIL_ENABLED") == "NON_COMPLIANT"
    trails.start_logging(Name="compared")
    assert compliance(recording, "CLOUD_TRAIL_ENABLED") == "COMPLIANT"
    assert compliance(recording, "MULTI_REGION_CLOUD_TRAIL_ENABLED") == "NON_COMPLIANT"
    trails.update_trail(Name="compared", IsMultiRegionTrail=True)
    assert compliance(recording, "MULTI_REGION_CLOUD_TRAIL_ENABLED") == "COMPLIANT"


def test_nothing_is_compared_while_the_recorder_is_stopped(recording):
    rule(recording, "CLOUD_TRAIL_ENABLED")
    recording.start_config_rules_evaluation(ConfigRuleNames=["CLOUD_TRAIL_ENABLED"])
    assert compliance(recording, "CLOUD_TRAIL_ENABLED") == "NON_COMPLIANT"
    recording.stop_configuration_recorder(ConfigurationRecorderName="default")
    assert compliance(recording, "CLOUD_TRAIL_ENABLED") == "INSUFFICIENT_DATA"


def looked_up(host, **more) -> list[dict]:
    return host.client("cloudtrail").lookup_events(**more)["Events"]


def having(attribute: str, value: str) -> dict:
    return {"LookupAttributes": [{"AttributeKey": attribute, "AttributeValue": value}]}


def test_event_history_tells_who_did_what(host):
    host.client("ecs").create_cluster(clusterName="told")
    host.client("ecs").delete_cluster(cluster="told")
    last, first = looked_up(host, **having("EventSource", "ecs.amazonaws.com"))[:2]
    assert (first["EventName"], last["EventName"]) == ("CreateCluster", "DeleteCluster")
    record = json.loads(first["CloudTrailEvent"])
    assert record["requestParameters"] == {"clusterName": "told"}
    assert (record["eventSource"], record["awsRegion"]) == ("ecs.amazonaws.com", "us-east-1")
    assert record["eventID"] == first["EventId"]
    assert not record["readOnly"]


def test_what_only_reads_or_is_refused_is_not_in_the_emulated_history(host):
    ssm = host.client("ssm")
    ssm.describe_parameters()
    with refused("ParameterNotFound"):
        ssm.delete_parameter(Name="/never/made")
    assert looked_up(host, **having("EventName", "DescribeParameters")) == []
    assert looked_up(host, **having("ResourceName", "/never/made")) == []


def test_secret_values_are_not_in_the_history(host):
    host.client("ssm").put_parameter(Name="/told/secret", Value="canary", Type="SecureString")
    host.client("secretsmanager").create_secret(Name="told", SecretString="canary")
    [put] = looked_up(host, **having("ResourceName", "/told/secret"))
    assert json.loads(put["CloudTrailEvent"])["requestParameters"]["value"].startswith("HIDDEN_")
    assert not any("canary" in each["CloudTrailEvent"] for each in looked_up(host))


def test_bucket_is_in_the_history_and_its_objects_are_not(host):
    s3 = host.client("s3")
    s3.create_bucket(Bucket="told-bucket")
    s3.put_bucket_versioning(Bucket="told-bucket", VersioningConfiguration={"Status": "Enabled"})
    s3.put_object(Bucket="told-bucket", Key="a/b", Body=b"x")
    told = looked_up(host, **having("EventSource", "s3.amazonaws.com"))
    names = [each["EventName"] for each in told]
    assert names[:2] == ["PutBucketVersioning", "CreateBucket"]
    assert "PutObject" not in names


def test_events_of_what_is_everywhere_are_in_one_region(host):
    host.client("iam", region="eu-central-1").create_user(UserName="told")
    assert looked_up(host, **having("EventName", "CreateUser"))
    elsewhere = host.client("cloudtrail", region="eu-central-1")
    assert elsewhere.lookup_events(**having("EventName", "CreateUser"))["Events"] == []


def test_history_is_turned_over_page_by_page(host):
    for number in range(3):
        host.client("logs").create_log_group(logGroupName=f"told-{number}")
    trail = host.client("cloudtrail")
    wanted = {**having("EventName", "CreateLogGroup"), "MaxResults": 2}
    first = trail.lookup_events(**wanted)
    second = trail.lookup_events(**wanted, NextToken=first["NextToken"])
    told = [json.loads(each["CloudTrailEvent"])["requestParameters"]["logGroupName"]
            for each in first["Events"] + second["Events"]]  # fmt: skip
    assert told[:3] == ["told-2", "told-1", "told-0"]


def test_lookup_takes_one_attribute_and_a_time_that_passes(host):
    two = [{"AttributeKey": each, "AttributeValue": "a"} for each in ("EventName", "EventId")]
    with refused("InvalidLookupAttributesException"):
        looked_up(host, LookupAttributes=two)
    with refused("InvalidTimeRangeException"):
        looked_up(host, StartTime=2_000_000_000, EndTime=1_000_000_000)
    assert looked_up(host, EndTime=1_000_000_000, StartTime=999_999_999) == []


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ("labs", "Policies must be valid JSON and the first byte must be '{'"),
        ("{}", "Missing required field Statement"),
        (document({**TRAIL[0], "Effect": ""}), "Missing required field Effect"),
        (document({**TRAIL[0], "Principal": {}}), "Missing required field Principal"),
        (document({**TRAIL[0], "Resource": "arn:aws:s3:::another"}), "Policy has invalid resource"),
    ],
)
def test_policy_of_a_bucket_that_is_none_is_refused(host, bucket, policy, message):
    s3 = host.client("s3")
    before = s3.get_bucket_policy(Bucket=bucket)["Policy"]
    with refused("MalformedPolicy", message):
        s3.put_bucket_policy(Bucket=bucket, Policy=policy)
    assert s3.get_bucket_policy(Bucket=bucket)["Policy"] == before
    answer = s3.put_bucket_policy(Bucket=bucket, Policy=before)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 204


def test_history_is_kept_over_a_restart_and_for_ninety_days(folder):
    today = RunningHost(folder)
    today.client("ecs").create_cluster(clusterName="old")
    made = looked_up(today)
    today.kill()

    later = RunningHost(folder, days=89)
    assert looked_up(later) == made
    later.kill()

    too_late = RunningHost(folder, days=91)
    assert looked_up(too_late) == []
    too_late.stop()
