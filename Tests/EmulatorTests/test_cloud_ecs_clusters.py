"""Clusters, and the namespaces that they make."""


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


def test_fargate_is_in_every_account(host):
    ecs = host.client("ecs")
    assert [each["name"] for each in ecs.describe_capacity_providers()["capacityProviders"]] == [
        "FARGATE",
        "FARGATE_SPOT",
    ]
    answer = ecs.describe_capacity_providers(capacityProviders=["FARGATE", "own"])
    assert [each["name"] for each in answer["capacityProviders"]] == ["FARGATE"]
    [missing] = answer["failures"]
    assert missing["arn"].endswith(":capacity-provider/own")


def test_container_instance_that_is_not_there_is_missing(host):
    ecs = host.client("ecs")
    ecs.create_cluster(clusterName="instances")
    assert ecs.list_container_instances(cluster="instances")["containerInstanceArns"] == []
    answer = ecs.describe_container_instances(cluster="instances", containerInstances=["a"])
    assert answer["containerInstances"] == []
    assert [each["reason"] for each in answer["failures"]] == ["MISSING"]
