"""The emulated cloud answers as AWS does, also where it refuses."""

import urllib.error
import urllib.request

import pytest

from cloud_host import aws, refused


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


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["xray", "get-groups"], "xray"),
        (["ecs", "list-services-by-namespace", "--namespace", "x"], "ecs.ListServicesByNamespace"),
        (["iam", "get-organizations-access-report", "--job-id", "a" * 36],
         "iam.GetOrganizationsAccessReport"),
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
