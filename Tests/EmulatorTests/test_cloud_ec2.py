"""Security groups, endpoints and gateways of a VPC answer as AWS's do, also where it refuses."""

import itertools

import pytest
from botocore.exceptions import ClientError

from cloud_host import wait_until

names = map("group-{}".format, itertools.count())


def refused(code: str, message: str = ""):
    return pytest.raises(ClientError, match=rf"\({code}\).*{message}")


@pytest.fixture
def ec2(host):
    return host.client("ec2")


@pytest.fixture
def vpc(ec2):
    return ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0][
        "VpcId"
    ]


@pytest.fixture
def subnets(ec2, vpc):
    """Of the default VPC, one in each zone."""
    found = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
    return [subnet["SubnetId"] for subnet in sorted(found, key=lambda one: one["AvailabilityZone"])]


def group(ec2, **more) -> str:
    return ec2.create_security_group(GroupName=next(names), Description="x", **more)["GroupId"]


def tcp(port: int, group_id: str = "", cidr: str = "", **more) -> dict:
    peers = {"UserIdGroupPairs": [{"GroupId": group_id, **more}]} if group_id else {}
    ranges = {"IpRanges": [{"CidrIp": cidr, **more}]} if cidr else {}
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peers, **ranges}


def ingress(ec2, group_id: str, *permissions: dict) -> list[dict]:
    answer = ec2.authorize_security_group_ingress(GroupId=group_id, IpPermissions=list(permissions))
    return answer["SecurityGroupRules"]


def test_default_vpc_reaches_the_internet(ec2, vpc, subnets):
    assert len(subnets) > 1
    gateways = ec2.describe_internet_gateways(
        Filters=[{"Name": "attachment.vpc-id", "Values": [vpc]}]
    )["InternetGateways"]
    assert len(gateways) == 1
    tables = ec2.describe_route_tables(
        Filters=[
            {"Name": "vpc-id", "Values": [vpc]},
            {"Name": "association.main", "Values": ["true"]},
        ]
    )["RouteTables"]
    routes = {route["DestinationCidrBlock"]: route["GatewayId"] for route in tables[0]["Routes"]}
    assert routes == {
        "172.31.0.0/16": "local",
        "0.0.0.0/0": gateways[0]["InternetGatewayId"],
    }
    assert all(
        subnet["MapPublicIpOnLaunch"]
        for subnet in ec2.describe_subnets(SubnetIds=subnets)["Subnets"]
    )


def test_groups_name_each_other(ec2):
    balancer, service = group(ec2), group(ec2)
    made = ingress(ec2, service, tcp(4567, balancer, Description="from the balancer"))
    assert [rule["ReferencedGroupInfo"]["GroupId"] for rule in made] == [balancer]
    described = ec2.describe_security_groups(GroupIds=[service])["SecurityGroups"][0]
    pairs = described["IpPermissions"][0]["UserIdGroupPairs"]
    assert [(pair["GroupId"], pair["Description"]) for pair in pairs] == [
        (balancer, "from the balancer")
    ]


def test_all_rules_of_a_call_are_answered(ec2):
    made = ingress(ec2, group(ec2), tcp(80, cidr="0.0.0.0/0"), tcp(443, cidr="0.0.0.0/0"))
    assert [rule["FromPort"] for rule in made] == [80, 443]
    assert len({rule["SecurityGroupRuleId"] for rule in made}) == 2


def test_rules_of_a_group_are_described(ec2):
    one = group(ec2)
    ingress(ec2, one, tcp(80, cidr="0.0.0.0/0", Description="the web"))
    of_one = [{"Name": "group-id", "Values": [one]}]
    rules = ec2.describe_security_group_rules(Filters=of_one)["SecurityGroupRules"]
    assert [(rule["IsEgress"], rule["IpProtocol"], rule["FromPort"]) for rule in rules] == [
        (True, "-1", -1),
        (False, "tcp", 80),
    ]
    assert rules[1]["Description"] == "the web"


@pytest.mark.parametrize(
    ("permission", "words"),
    [
        (tcp(80, cidr="0.0.0.0/0"), "peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW"),
        (
            {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]},
            "peer: 10.0.0.0/8, ALL, ALLOW",
        ),
    ],
)
def test_rule_that_is_there_is_refused(ec2, permission, words):
    one = group(ec2)
    ingress(ec2, one, permission)
    with refused("InvalidPermission.Duplicate", f'the specified rule "{words}" already exists'):
        ingress(ec2, one, permission)


def test_rule_for_a_group_is_there_once_whatever_its_description(ec2):
    one, other = group(ec2), group(ec2)
    ingress(ec2, one, tcp(80, other, Description="first"))
    with refused("InvalidPermission.Duplicate", f"peer: {other}, TCP"):
        ingress(ec2, one, tcp(80, other, Description="second"))
    ec2.revoke_security_group_ingress(GroupId=one, IpPermissions=[tcp(80, other)])
    assert not ec2.describe_security_groups(GroupIds=[one])["SecurityGroups"][0]["IpPermissions"]


def test_one_bad_rule_keeps_the_good_ones_out(ec2):
    one = group(ec2)
    with refused("InvalidGroup.NotFound"):
        ingress(ec2, one, tcp(80, cidr="0.0.0.0/0"), tcp(443, "sg-0123456789abcdef0"))
    with refused("InvalidParameterValue", "must not appear multiple times"):
        ingress(ec2, one, tcp(80, cidr="0.0.0.0/0"), tcp(80, cidr="0.0.0.0/0"))
    assert not ec2.describe_security_groups(GroupIds=[one])["SecurityGroups"][0]["IpPermissions"]


def test_rule_names_no_group_of_another_vpc(ec2):
    foreign = group(ec2, VpcId=ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"])
    with refused("InvalidGroup.NotFound", "belong to different networks"):
        ingress(ec2, group(ec2), tcp(80, foreign))


@pytest.mark.parametrize(
    ("ports", "code", "message"),
    [
        ({"FromPort": 80}, "InvalidParameterValue", "Must specify both from and to ports"),
        ({"FromPort": 80, "ToPort": 65536}, "InvalidPermission.Malformed", "out of range"),
        ({"FromPort": 443, "ToPort": 80}, "InvalidPermission.Malformed", "Invalid TCP/UDP port"),
    ],
)
def test_impossible_ports_are_refused(ec2, ports, code, message):
    with refused(code, message):
        ingress(ec2, group(ec2), {"IpProtocol": "tcp", "IpRanges": [{"CidrIp": "::"}], **ports})


def test_group_that_a_rule_names_is_not_deleted(ec2):
    balancer, service = group(ec2), group(ec2)
    ingress(ec2, service, tcp(80, balancer))
    with refused("DependencyViolation", f"resource {balancer} has a dependent object"):
        ec2.delete_security_group(GroupId=balancer)
    ec2.delete_security_group(GroupId=service)
    ec2.delete_security_group(GroupId=balancer)
    with refused("InvalidGroup.NotFound", f"The security group '{service}' does not exist"):
        ec2.describe_security_groups(GroupIds=[service])


def test_group_that_names_itself_is_deleted(ec2):
    one = group(ec2)
    ingress(ec2, one, tcp(80, one))
    ec2.delete_security_group(GroupId=one)


def test_group_of_an_interface_is_not_deleted(ec2, subnets):
    one = group(ec2)
    made = ec2.create_network_interface(SubnetId=subnets[0], Groups=[one])["NetworkInterface"]
    with refused("DependencyViolation"):
        ec2.delete_security_group(GroupId=one)
    ec2.delete_network_interface(NetworkInterfaceId=made["NetworkInterfaceId"])
    ec2.delete_security_group(GroupId=one)


def test_default_group_stays(ec2, vpc):
    default = ec2.describe_security_groups(
        Filters=[
            {"Name": "vpc-id", "Values": [vpc]},
            {"Name": "group-name", "Values": ["default"]},
        ]
    )["SecurityGroups"][0]["GroupId"]
    with refused("CannotDelete", "cannot be deleted by a user"):
        ec2.delete_security_group(GroupId=default)


def test_impossible_groups_are_not_made(ec2):
    with refused("InvalidParameterValue", "may not be in the format sg-"):
        ec2.create_security_group(GroupName="sg-mine", Description="x")
    with refused("InvalidVpcID.NotFound"):
        group(ec2, VpcId="vpc-0123456789abcdef0")
    made = ec2.describe_security_groups(GroupIds=[group(ec2)])["SecurityGroups"][0]
    with refused("InvalidGroup.Duplicate", "already exists"):
        ec2.create_security_group(GroupName=made["GroupName"], Description="x")


def test_unknown_filter_is_refused(ec2):
    unknown = [{"Name": "colour", "Values": ["red"]}]
    for describe in (ec2.describe_security_groups, ec2.describe_security_group_rules):
        with refused("InvalidParameterValue", "The filter 'colour' is invalid"):
            describe(Filters=unknown)


def test_unknown_rule_is_not_revoked(ec2):
    one = group(ec2)
    with refused("InvalidSecurityGroupRuleId.NotFound"):
        ec2.revoke_security_group_ingress(
            GroupId=one, SecurityGroupRuleIds=["sgr-0123456789abcdef0"]
        )
    with refused("InvalidPermission.NotFound"):
        ec2.revoke_security_group_ingress(GroupId=one, IpPermissions=[tcp(80, cidr="0.0.0.0/0")])


def test_revoking_tells_which_rules_they_were(ec2):
    one, other = group(ec2), group(ec2)
    made = ingress(ec2, one, tcp(80, cidr="0.0.0.0/0"), tcp(443, other))
    with refused("InvalidPermission.NotFound"):
        ec2.revoke_security_group_ingress(
            GroupId=one, IpPermissions=[tcp(443, other), tcp(22, other)]
        )
    answer = ec2.revoke_security_group_ingress(GroupId=one, IpPermissions=[tcp(443, other)])
    [revoked] = answer["RevokedSecurityGroupRules"]
    assert revoked["SecurityGroupRuleId"] == made[1]["SecurityGroupRuleId"]
    assert (revoked["ReferencedGroupId"], revoked["FromPort"]) == (other, 443)


def own_vpc(ec2, names_hosts: bool = True) -> tuple[str, list[str]]:
    """A VPC with two subnets in two zones."""
    made = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=made, EnableDnsHostnames={"Value": names_hosts})
    places = enumerate(("us-east-1a", "us-east-1b"))
    return made, [
        ec2.create_subnet(VpcId=made, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=zone)[
            "Subnet"
        ]["SubnetId"]
        for number, zone in places
    ]


def endpoint(ec2, service: str, vpc: str, kind: str = "Interface", **more) -> dict:
    return ec2.create_vpc_endpoint(
        VpcId=vpc,
        VpcEndpointType=kind,
        ServiceName=f"com.amazonaws.us-east-1.{service}",
        **more,
    )["VpcEndpoint"]


def described(ec2, made: dict) -> dict:
    return ec2.describe_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])["VpcEndpoints"][0]


def test_endpoint_has_an_interface_in_each_subnet_with_its_groups(ec2):
    vpc, subnets = own_vpc(ec2)
    one = group(ec2, VpcId=vpc)
    made = endpoint(ec2, "ecr.api", vpc, SubnetIds=subnets, SecurityGroupIds=[one])
    assert made["State"] == "pending"
    assert wait_until(lambda: described(ec2, made)["State"] == "available")
    interfaces = ec2.describe_network_interfaces(NetworkInterfaceIds=made["NetworkInterfaceIds"])[
        "NetworkInterfaces"
    ]
    assert [each["SubnetId"] for each in interfaces] == subnets
    assert all(each["RequesterManaged"] for each in interfaces)
    assert [each["Groups"][0]["GroupId"] for each in interfaces] == [one, one]
    assert all(
        each["PrivateIpAddress"].startswith(f"10.0.{n}.") for n, each in enumerate(interfaces)
    )
    names = [entry["DnsName"] for entry in made["DnsEntries"]]
    assert names[0].endswith(".ecr.api.us-east-1.vpce.amazonaws.com")
    assert names[1] == "api.ecr.us-east-1.amazonaws.com"
    with refused("DependencyViolation"):
        ec2.delete_security_group(GroupId=one)
    ec2.delete_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])
    with refused("InvalidVpcEndpointId.NotFound"):
        described(ec2, made)
    ec2.delete_security_group(GroupId=one)


@pytest.mark.parametrize(
    "service",
    ["ecr.api", "ecr.dkr", "logs", "ssm", "ssmmessages", "secretsmanager", "sts", "cognito-idp"],
)
def test_endpoint_is_for_a_service_that_offers_one(ec2, service):
    vpc, subnets = own_vpc(ec2)
    made = endpoint(ec2, service, vpc, SubnetIds=subnets[:1])
    by_service = [{"Name": "service-name", "Values": [made["ServiceName"]]},
                  {"Name": "vpc-id", "Values": [vpc]}]  # fmt: skip
    found = ec2.describe_vpc_endpoints(Filters=by_service)["VpcEndpoints"]
    assert [one["VpcEndpointId"] for one in found] == [made["VpcEndpointId"]]


@pytest.mark.parametrize(
    "name",
    ["com.amazonaws.us-east-1.nothing", "com.amazonaws.eu-west-1.logs", "logs"],
)
def test_endpoint_for_a_service_that_has_none_is_refused(ec2, vpc, name):
    with refused("InvalidServiceName", f"The Vpc Endpoint Service '{name}' does not exist"):
        ec2.create_vpc_endpoint(VpcId=vpc, VpcEndpointType="Interface", ServiceName=name)


def test_services_with_endpoints_are_listed(ec2):
    gateways = ec2.describe_vpc_endpoint_services(
        Filters=[
            {"Name": "service-type", "Values": ["Gateway"]},
            {"Name": "owner", "Values": ["amazon"]},
        ]
    )
    assert gateways["ServiceNames"] == [
        "com.amazonaws.us-east-1.dynamodb",
        "com.amazonaws.us-east-1.s3",
    ]
    [service] = ec2.describe_vpc_endpoint_services(
        ServiceNames=["com.amazonaws.us-east-1.ecr.dkr"]
    )["ServiceDetails"]
    assert service["PrivateDnsName"] == "*.dkr.ecr.us-east-1.amazonaws.com"
    with refused("InvalidServiceName"):
        ec2.describe_vpc_endpoint_services(ServiceNames=["com.amazonaws.us-east-1.nothing"])
    first = ec2.describe_vpc_endpoint_services(MaxResults=5)
    assert len(first["ServiceNames"]) == 5
    second = ec2.describe_vpc_endpoint_services(MaxResults=5, NextToken=first["NextToken"])
    assert not set(first["ServiceNames"]) & set(second["ServiceNames"])


def test_endpoint_without_groups_has_the_default_one(ec2):
    vpc, subnets = own_vpc(ec2)
    made = endpoint(ec2, "logs", vpc, SubnetIds=subnets[:1])
    assert [one["GroupName"] for one in made["Groups"]] == ["default"]


def test_gateway_endpoint_is_a_route_in_its_tables(ec2):
    vpc, _ = own_vpc(ec2)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    made = endpoint(ec2, "s3", vpc, kind="Gateway", RouteTableIds=[table])
    assert made["State"] == "available"

    def targets() -> list[str]:
        found = ec2.describe_route_tables(RouteTableIds=[table])["RouteTables"][0]["Routes"]
        return [route["GatewayId"] for route in found if "DestinationPrefixListId" in route]

    assert targets() == [made["VpcEndpointId"]]
    ec2.modify_vpc_endpoint(VpcEndpointId=made["VpcEndpointId"], RemoveRouteTableIds=[table])
    assert targets() == []
    ec2.modify_vpc_endpoint(VpcEndpointId=made["VpcEndpointId"], AddRouteTableIds=[table])
    assert targets() == [made["VpcEndpointId"]]
    ec2.delete_vpc_endpoints(VpcEndpointIds=[made["VpcEndpointId"]])
    assert targets() == []


def test_gateway_is_only_for_what_has_one(ec2):
    vpc, subnets = own_vpc(ec2)
    with refused("InvalidParameter", "does not match available service types"):
        endpoint(ec2, "ssm", vpc, kind="Gateway")
    with refused("InvalidParameter", "Subnet IDs are only supported for Interface"):
        endpoint(ec2, "ssm", vpc, kind="Gateway", SubnetIds=subnets)


def test_private_name_leads_to_one_endpoint(ec2):
    vpc, subnets = own_vpc(ec2)
    endpoint(ec2, "ssm", vpc, SubnetIds=subnets)
    with refused("InvalidParameter", "conflicting DNS domain for ssm.us-east-1.amazonaws.com"):
        endpoint(ec2, "ssm", vpc, SubnetIds=subnets)
    second = endpoint(ec2, "ssm", vpc, SubnetIds=subnets, PrivateDnsEnabled=False)
    assert len(second["DnsEntries"]) == 1
    with refused("InvalidParameter", "conflicting DNS domain"):
        ec2.modify_vpc_endpoint(VpcEndpointId=second["VpcEndpointId"], PrivateDnsEnabled=True)


def test_private_name_needs_the_vpc_to_name_hosts(ec2):
    vpc, subnets = own_vpc(ec2, names_hosts=False)
    with refused("InvalidParameter", "requires both enableDnsSupport and enableDnsHostnames"):
        endpoint(ec2, "logs", vpc, SubnetIds=subnets)


def test_endpoint_s_networks_are_its_vpc_s(ec2, subnets):
    vpc, own = own_vpc(ec2)
    with refused("InvalidParameter", "does not belong to the VPC"):
        endpoint(ec2, "logs", vpc, SubnetIds=subnets[:1])
    with refused("InvalidGroup.NotFound"):
        endpoint(ec2, "logs", vpc, SubnetIds=own, SecurityGroupIds=[group(ec2)])
    beside = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.9.0/24", AvailabilityZone="us-east-1a")
    with refused("DuplicateSubnetsInSameZone"):
        endpoint(ec2, "logs", vpc, SubnetIds=[own[0], beside["Subnet"]["SubnetId"]])


def test_endpoint_s_groups_and_subnets_are_changed(ec2):
    vpc, subnets = own_vpc(ec2)
    first, second = group(ec2, VpcId=vpc), group(ec2, VpcId=vpc)
    made = endpoint(ec2, "logs", vpc, SubnetIds=subnets[:1], SecurityGroupIds=[first])
    ec2.modify_vpc_endpoint(
        VpcEndpointId=made["VpcEndpointId"],
        AddSubnetIds=subnets[1:],
        AddSecurityGroupIds=[second],
        RemoveSecurityGroupIds=[first],
    )
    changed = described(ec2, made)
    assert changed["SubnetIds"] == subnets
    interfaces = ec2.describe_network_interfaces(
        NetworkInterfaceIds=changed["NetworkInterfaceIds"]
    )["NetworkInterfaces"]
    assert [one["Groups"][0]["GroupId"] for one in interfaces] == [second, second]
    ec2.delete_security_group(GroupId=first)


def test_deleting_an_unknown_endpoint_says_so(ec2):
    answer = ec2.delete_vpc_endpoints(VpcEndpointIds=["vpce-0123456789abcdef0"])
    assert answer["Unsuccessful"][0]["Error"]["Code"] == "InvalidVpcEndpoint.NotFound"


def test_nat_gateway_comes_up_and_goes(ec2, subnets):
    with refused("MissingParameter", "allocationId"):
        ec2.create_nat_gateway(SubnetId=subnets[0])
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    made = ec2.create_nat_gateway(SubnetId=subnets[0], AllocationId=address)["NatGateway"]
    assert made["State"] == "pending"

    def state() -> str:
        found = ec2.describe_nat_gateways(NatGatewayIds=[made["NatGatewayId"]])["NatGateways"]
        return found[0]["State"]

    assert wait_until(lambda: state() == "available")
    ec2.delete_nat_gateway(NatGatewayId=made["NatGatewayId"])
    assert state() == "deleted"
    ec2.release_address(AllocationId=address)
    with refused("NatGatewayNotFound"):
        ec2.delete_nat_gateway(NatGatewayId="nat-0123456789abcdef0")
