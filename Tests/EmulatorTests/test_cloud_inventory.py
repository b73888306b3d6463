"""The inventory: what came, what went, what is another than before."""

import json

import pytest


@pytest.fixture
def inventory(host):
    def ask() -> dict[str, str]:
        return json.load(host.open("/_labs/inventory", **{"X-Labs-Token": host.record["token"]}))

    return ask


def test_reading_adds_nothing(host, inventory):
    before = inventory()
    host.client("logs").describe_log_groups()
    host.client("ec2").describe_vpcs()
    host.client("iam").list_roles()
    assert inventory() == before


def test_what_is_made_is_there_and_what_is_deleted_is_gone(host, inventory):
    before = inventory()
    logs = host.client("logs")
    logs.create_log_group(logGroupName="inventory/a")
    made = set(inventory()) - set(before)
    assert [name.rsplit(" ", 1)[1] for name in made] == ["inventory/a"]
    logs.delete_log_group(logGroupName="inventory/a")
    assert inventory() == before


def test_a_changed_setting_is_seen(host, inventory):
    logs = host.client("logs")
    logs.create_log_group(logGroupName="inventory/b")
    before = inventory()
    logs.put_retention_policy(logGroupName="inventory/b", retentionInDays=7)
    after = inventory()
    assert set(after) == set(before)
    assert [name for name in after if after[name] != before[name]] == [
        name for name in after if name.endswith("inventory/b")
    ]
    logs.delete_log_group(logGroupName="inventory/b")


def test_what_aws_still_shows_is_gone(host, inventory):
    before = inventory()
    ecs = host.client("ecs")
    container = {"name": "one", "image": "one", "memory": 64}
    for _ in range(2):
        made = ecs.register_task_definition(family="shown", containerDefinitions=[container])
    ecs.deregister_task_definition(taskDefinition="shown:1")
    assert set(inventory()) != set(before)
    ecs.deregister_task_definition(taskDefinition=made["taskDefinition"]["taskDefinitionArn"])
    key = host.client("kms").create_key()["KeyMetadata"]["KeyId"]
    host.client("kms").schedule_key_deletion(KeyId=key)
    assert inventory() == before


def test_another_region_counts_too(host, inventory):
    before = inventory()
    other = host.client("logs", "eu-west-1")
    other.create_log_group(logGroupName="inventory/c")
    assert any("eu-west-1" in name for name in set(inventory()) - set(before))
    other.delete_log_group(logGroupName="inventory/c")
    assert inventory() == before


def test_it_needs_the_token(host):
    with pytest.raises(Exception, match="403"):
        host.open("/_labs/inventory")


def test_a_deleted_cluster_that_is_still_shown_is_gone(host, inventory):
    before = inventory()
    ecs = host.client("ecs")
    ecs.create_cluster(clusterName="inventory")
    assert any(name.endswith("clusters inventory") for name in inventory())
    ecs.delete_cluster(cluster="inventory")
    assert inventory() == before


def test_what_cloud_map_did_is_no_thing(host, inventory):
    before = inventory()
    cloud_map = host.client("servicediscovery")
    cloud_map.create_http_namespace(Name="inventory")
    [namespace] = [
        found["Id"]
        for found in cloud_map.list_namespaces()["Namespaces"]
        if found["Name"] == "inventory"
    ]
    cloud_map.delete_namespace(Id=namespace)
    assert inventory() == before


def test_a_policy_that_was_attached_and_detached_is_as_before(host, inventory):
    iam = host.client("iam")
    trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":'
    trust += '"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}]}'
    before = inventory()
    iam.create_role(RoleName="inventory", AssumeRolePolicyDocument=trust)
    arn = "arn:aws:iam::aws:policy/AdministratorAccess"
    iam.attach_role_policy(RoleName="inventory", PolicyArn=arn)
    iam.detach_role_policy(RoleName="inventory", PolicyArn=arn)
    iam.delete_role(RoleName="inventory")
    assert inventory() == before


def test_the_role_that_a_service_made_for_itself_stays_and_is_nobodys(host, inventory):
    iam, ecs = host.client("iam"), host.client("ecs")
    role = {"RoleName": "AWSServiceRoleForECS"}
    if any(each["RoleName"] in role.values() for each in iam.list_roles()["Roles"]):
        iam.delete_service_linked_role(**role)
    before = inventory()
    ecs.create_cluster(clusterName="first")
    ecs.delete_cluster(cluster="first")
    assert iam.get_role(**role)["Role"]["Path"] == "/aws-service-role/ecs.amazonaws.com/"
    assert inventory() == before


def test_a_role_for_a_service_that_somebody_asked_for_is_seen(host, inventory):
    iam = host.client("iam")
    before = inventory()
    made = iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com")["Role"]
    assert [name.split()[3] for name in set(inventory()) - set(before)] == ["roles"]
    iam.delete_service_linked_role(RoleName=made["RoleName"])
    assert inventory() == before
