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
    host.client("sns").list_topics()
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


def test_organization_makes_nothing_in_other_accounts(host, inventory):
    before = inventory()
    organizations = host.client("organizations")
    organizations.create_organization(FeatureSet="ALL")
    organizations.delete_organization()
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


def test_what_stands_before_a_service_leaves_nothing_behind(host, inventory):
    ec2, elb = host.client("ec2"), host.client("elbv2")
    acm, dns = host.client("acm"), host.client("route53")
    dns.list_hosted_zones()
    acm.list_certificates()
    elb.describe_load_balancers()
    before = inventory()

    subnets = ec2.describe_subnets()["Subnets"]
    places = list({each["AvailabilityZone"]: each["SubnetId"] for each in subnets}.values())
    vpc, tags = subnets[0]["VpcId"], [{"Key": "a", "Value": "b"}]
    group = ec2.create_security_group(
        GroupName="one", Description="x",
        TagSpecifications=[{"ResourceType": "security-group", "Tags": tags}],
    )["GroupId"]  # fmt: skip
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[{"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80,
                        "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
        TagSpecifications=[{"ResourceType": "security-group-rule", "Tags": tags}],
    )  # fmt: skip
    endpoint = ec2.create_vpc_endpoint(
        VpcId=vpc, VpcEndpointType="Interface", ServiceName="com.amazonaws.us-east-1.logs",
        SubnetIds=places[:1], SecurityGroupIds=[group],
        TagSpecifications=[{"ResourceType": "vpc-endpoint", "Tags": tags}],
    )["VpcEndpoint"]["VpcEndpointId"]  # fmt: skip
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    gateway = ec2.create_nat_gateway(SubnetId=places[0], AllocationId=address)["NatGateway"]
    balancer = elb.create_load_balancer(
        Name="one", Subnets=places[:2], SecurityGroups=[group], Tags=tags
    )["LoadBalancers"][0]
    targets = elb.create_target_group(
        Name="one", Protocol="HTTP", Port=80, TargetType="ip", VpcId=vpc, Tags=tags
    )["TargetGroups"][0]["TargetGroupArn"]
    forward = [{"Type": "forward", "TargetGroupArn": targets}]
    elb.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80,
        DefaultActions=forward, Tags=tags,
    )  # fmt: skip
    certificate = acm.request_certificate(
        DomainName="example.com", ValidationMethod="DNS", IdempotencyToken="one", Tags=tags
    )["CertificateArn"]
    zone = dns.create_hosted_zone(Name="example.com", CallerReference="one")["HostedZone"]["Id"]
    alias = {"HostedZoneId": balancer["CanonicalHostedZoneId"], "DNSName": balancer["DNSName"],
             "EvaluateTargetHealth": False}  # fmt: skip
    record = {"Name": "example.com", "Type": "A", "AliasTarget": alias}

    def change(action: str) -> None:
        changes = [{"Action": action, "ResourceRecordSet": record}]
        dns.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})

    change("CREATE")
    assert len(inventory()) > len(before)

    change("DELETE")
    dns.delete_hosted_zone(Id=zone)
    acm.delete_certificate(CertificateArn=certificate)
    elb.delete_load_balancer(LoadBalancerArn=balancer["LoadBalancerArn"])
    elb.delete_target_group(TargetGroupArn=targets)
    ec2.delete_nat_gateway(NatGatewayId=gateway["NatGatewayId"])
    ec2.release_address(AllocationId=address)
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
    ec2.delete_security_group(GroupId=group)
    assert inventory() == before
