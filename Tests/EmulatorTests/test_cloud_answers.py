"""The emulated cloud answers as AWS does, also where it refuses."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from cloud_host import CREDENTIALS

SERVICE = {"Service": "ecs-tasks.amazonaws.com"}


def policy(**statement) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


TRUST = policy(Principal=SERVICE, Action="sts:AssumeRole")
READ = policy(Action="ssm:GetParameter", Resource="*")


def refused(code: str, message: str = ""):
    return pytest.raises(ClientError, match=rf"\({code}\).*{message}")


def test_cluster_makes_its_namespace_and_shows_the_arn(host):
    ecs, cloud_map = host.client("ecs"), host.client("servicediscovery")
    ecs.create_cluster(clusterName="one", serviceConnectDefaults={"namespace": "made"})
    namespaces = [n for n in cloud_map.list_namespaces()["Namespaces"] if n["Name"] == "made"]
    assert [namespace["Type"] for namespace in namespaces] == ["HTTP"]
    cluster = ecs.describe_clusters(clusters=["one"])["clusters"][0]
    assert cluster["serviceConnectDefaults"] == {"namespace": namespaces[0]["Arn"]}


def test_cluster_takes_the_namespace_that_is_there(host):
    ecs, cloud_map = host.client("ecs"), host.client("servicediscovery")
    cloud_map.create_http_namespace(Name="there")
    ecs.create_cluster(clusterName="two", serviceConnectDefaults={"namespace": "there"})
    found = [n for n in cloud_map.list_namespaces()["Namespaces"] if n["Name"] == "there"]
    assert len(found) == 1


def test_cluster_made_again_is_the_same(host):
    ecs = host.client("ecs")
    ecs.create_cluster(clusterName="again", serviceConnectDefaults={"namespace": "again"})
    ecs.create_cluster(clusterName="again")
    cluster = ecs.describe_clusters(clusters=["again"])["clusters"][0]
    assert "serviceConnectDefaults" in cluster


def test_deleted_cluster_leaves_its_name_free(host):
    ecs = host.client("ecs")
    ecs.create_cluster(clusterName="gone")
    ecs.delete_cluster(cluster="gone")
    assert not [arn for arn in ecs.list_clusters()["clusterArns"] if arn.endswith("/gone")]
    made = ecs.create_cluster(clusterName="gone")["cluster"]
    assert made["status"] == "ACTIVE"
    assert [arn for arn in ecs.list_clusters()["clusterArns"] if arn.endswith("/gone")]


def test_policy_that_is_attached_cannot_be_deleted(host):
    iam = host.client("iam")
    arn = iam.create_policy(PolicyName="attached", PolicyDocument=READ)["Policy"]["Arn"]
    iam.create_role(RoleName="holder", AssumeRolePolicyDocument=TRUST)
    iam.attach_role_policy(RoleName="holder", PolicyArn=arn)
    with refused("DeleteConflict"):
        iam.delete_policy(PolicyArn=arn)
    iam.detach_role_policy(RoleName="holder", PolicyArn=arn)
    iam.delete_policy(PolicyArn=arn)


def test_attaching_twice_is_attaching_once(host):
    iam = host.client("iam")
    arn = iam.create_policy(PolicyName="twice", PolicyDocument=READ)["Policy"]["Arn"]
    iam.create_role(RoleName="twice", AssumeRolePolicyDocument=TRUST)
    iam.attach_role_policy(RoleName="twice", PolicyArn=arn)
    iam.attach_role_policy(RoleName="twice", PolicyArn=arn)
    assert iam.get_policy(PolicyArn=arn)["Policy"]["AttachmentCount"] == 1
    iam.detach_role_policy(RoleName="twice", PolicyArn=arn)
    iam.delete_policy(PolicyArn=arn)


def test_second_namespace_of_a_name_is_refused(host):
    cloud_map = host.client("servicediscovery")
    cloud_map.create_http_namespace(Name="twice")
    with refused("NamespaceAlreadyExists"):
        cloud_map.create_http_namespace(Name="twice")


def test_namespaces_are_filtered(host):
    cloud_map = host.client("servicediscovery")
    cloud_map.create_http_namespace(Name="filtered")
    by_name = [{"Name": "NAME", "Values": ["filtered"]}]
    found = cloud_map.list_namespaces(Filters=by_name)["Namespaces"]
    assert [namespace["Name"] for namespace in found] == ["filtered"]


def test_namespace_with_services_is_not_deleted(host):
    cloud_map = host.client("servicediscovery")
    cloud_map.create_http_namespace(Name="used")
    by_name = [{"Name": "NAME", "Values": ["used"]}]
    namespace = cloud_map.list_namespaces(Filters=by_name)["Namespaces"][0]["Id"]
    cloud_map.create_service(Name="backend", NamespaceId=namespace)
    with refused("ResourceInUse"):
        cloud_map.delete_namespace(Id=namespace)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{not json", "Syntax errors in policy"),
        (json.dumps({"Version": "2012-10-17"}), "Syntax errors in policy"),
        (policy(Action="sts:AssumeRole"), "Missing required field Principal"),
        (policy(Principal=SERVICE, Action="ecs:RunTask"), "can only be sts:AssumeRole"),
        (policy(Principal=SERVICE, Action="sts:AssumeRole", Resource="*"), "prohibited field"),
    ],
)
def test_malformed_trust_policy_is_refused(host, document, message):
    with refused("MalformedPolicyDocument", message):
        host.client("iam").create_role(RoleName="bad", AssumeRolePolicyDocument=document)


def test_role_has_the_policies_it_was_given(host):
    iam = host.client("iam")
    iam.create_role(RoleName="task", AssumeRolePolicyDocument=TRUST)
    arns = [
        "arn:aws:iam::aws:policy/CloudWatchFullAccess",
        "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
    ]
    for arn in arns:
        iam.attach_role_policy(RoleName="task", PolicyArn=arn)
    iam.put_role_policy(RoleName="task", PolicyName="inline", PolicyDocument=READ)
    attached = iam.list_attached_role_policies(RoleName="task")["AttachedPolicies"]
    assert sorted(one["PolicyArn"] for one in attached) == sorted(arns)
    inline = iam.get_role_policy(RoleName="task", PolicyName="inline")
    assert inline["PolicyDocument"] == json.loads(READ)
    assert iam.get_role(RoleName="task")["Role"]["AssumeRolePolicyDocument"] == json.loads(TRUST)
    with refused("DeleteConflict"):
        iam.delete_role(RoleName="task")
    for arn in arns:
        iam.detach_role_policy(RoleName="task", PolicyArn=arn)
    with refused("DeleteConflict"):
        iam.delete_role(RoleName="task")
    iam.delete_role_policy(RoleName="task", PolicyName="inline")
    iam.delete_role(RoleName="task")
    with refused("NoSuchEntity"):
        iam.get_role(RoleName="task")


def test_unknown_policy_is_not_attached(host):
    iam = host.client("iam")
    iam.create_role(RoleName="lonely", AssumeRolePolicyDocument=TRUST)
    with refused("NoSuchEntity", "does not exist or is not attachable"):
        iam.attach_role_policy(RoleName="lonely", PolicyArn="arn:aws:iam::aws:policy/Nothing")


def test_policy_names_no_principal(host):
    with refused("MalformedPolicyDocument", "should not specify a principal"):
        host.client("iam").create_policy(
            PolicyName="bad",
            PolicyDocument=policy(Principal=SERVICE, Action="s3:ListBucket", Resource="*"),
        )


def test_policy_has_versions(host):
    iam = host.client("iam")
    arn = iam.create_policy(PolicyName="versions", PolicyDocument=READ)["Policy"]["Arn"]
    newer = policy(Action="ssm:GetParameters", Resource="*")
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=newer, SetAsDefault=True)
    assert iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"] == "v2"
    version = iam.get_policy_version(PolicyArn=arn, VersionId="v2")["PolicyVersion"]
    assert version["Document"] == json.loads(newer)
    with refused("DeleteConflict"):
        iam.delete_policy_version(PolicyArn=arn, VersionId="v2")


def test_secure_string_is_readable_only_with_decryption(host):
    ssm = host.client("ssm")
    ssm.put_parameter(Name="/labs/secret", Value="the value", Type="SecureString")
    closed = ssm.get_parameters(Names=["/labs/secret"])["Parameters"][0]
    assert closed["Type"] == "SecureString"
    assert "the value" not in closed["Value"]
    opened = ssm.get_parameters(Names=["/labs/secret"], WithDecryption=True)["Parameters"][0]
    assert opened["Value"] == "the value"
    described = ssm.describe_parameters()["Parameters"]
    assert [one["KeyId"] for one in described if one["Name"] == "/labs/secret"] == ["alias/aws/ssm"]


def test_parameters_come_in_the_order_asked_for(host):
    ssm = host.client("ssm")
    names = [f"/labs/order/{number}" for number in (3, 1, 2)]
    for name in names:
        ssm.put_parameter(Name=name, Value="x", Type="String")
    answer = ssm.get_parameters(Names=[*names, "/labs/none"])
    assert [one["Name"] for one in answer["Parameters"]] == names
    assert answer["InvalidParameters"] == ["/labs/none"]


@pytest.mark.parametrize(
    ("parameter", "code"),
    [
        ({"Name": "labs/relative", "Value": "x"}, "ValidationException"),
        ({"Name": "/labs/long", "Value": "x" * 4097}, "ValidationException"),
    ],
)
def test_impossible_parameter_is_refused(host, parameter, code):
    with refused(code):
        host.client("ssm").put_parameter(Type="String", **parameter)


def test_existing_parameter_is_not_overwritten_unasked(host):
    ssm = host.client("ssm")
    ssm.put_parameter(Name="/labs/once", Value="x", Type="String")
    with refused("ParameterAlreadyExists"):
        ssm.put_parameter(Name="/labs/once", Value="y", Type="String")
    assert ssm.put_parameter(Name="/labs/once", Value="y", Overwrite=True)["Version"] == 2


def test_only_some_numbers_of_days_are_kept(host):
    logs = host.client("logs")
    logs.create_log_group(logGroupName="retention")
    with refused("InvalidParameterException", "retentionInDays"):
        logs.put_retention_policy(logGroupName="retention", retentionInDays=2)
    logs.put_retention_policy(logGroupName="retention", retentionInDays=1)
    group = logs.describe_log_groups(logGroupNamePrefix="retention")["logGroups"][0]
    assert group["retentionInDays"] == 1


def aws(host, *arguments: str) -> subprocess.CompletedProcess:
    environment = {
        "AWS_ENDPOINT_URL": host.endpoint,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": CREDENTIALS["aws_access_key_id"],
        "AWS_SECRET_ACCESS_KEY": CREDENTIALS["aws_secret_access_key"],
    }
    command = [str(Path(sys.executable).with_name("aws")), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["xray", "get-groups"], "xray"),
        (["ecs", "list-services-by-namespace", "--namespace", "x"], "ecs.ListServicesByNamespace"),
        (["iam", "simulate-custom-policy", "--policy-input-list", "{}", "--action-names", "a:b"],
         "iam.SimulateCustomPolicy"),
    ],
)  # fmt: skip
def test_unknown_operation_is_one_clear_line(host, arguments, named):
    said = aws(host, *arguments)
    assert said.returncode == 255
    lines = said.stderr.strip().splitlines()
    assert len(lines) == 1
    assert "NotImplemented" in lines[0]
    assert f"does not know {named}" in lines[0]


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"Origin": "http://127.0.0.1:4000"}, True),
        ({"Origin": "https://example.com"}, False),
        ({"Host": "rebound.example.com"}, False),
    ],
)
def test_web_pages_are_not_answered(host, headers, allowed):
    for url in (f"{host.endpoint}/_labs/health", f"http://{host.registry}/v2/"):
        request = urllib.request.Request(url, headers=headers)
        try:
            code = urllib.request.urlopen(request, timeout=60).status
        except urllib.error.HTTPError as error:
            code = error.code
        assert (code != 403) == allowed


def test_host_takes_orders_only_with_the_token(host):
    with pytest.raises(urllib.error.HTTPError) as error:
        host.open("/_labs/keep", **{"X-Labs-Token": "wrong"})
    assert error.value.code == 403


def test_state_is_not_emptied_by_a_request(host):
    request = urllib.request.Request(f"{host.endpoint}/moto-api/reset", method="POST")
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request, timeout=60)
    assert error.value.code == 403
