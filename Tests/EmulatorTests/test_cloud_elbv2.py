"""Load balancers, listeners, rules and target groups answer as AWS's, also where it refuses."""

import itertools

import pytest
from botocore.exceptions import ClientError

from cloud_host import RunningHost, wait_until

names = map("one-{}".format, itertools.count())
ACCOUNT = "arn:aws:elasticloadbalancing:us-east-1:123456789012"
REDIRECT = {
    "Type": "redirect",
    "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"},
}
NOTHING = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}


def refused(code: str, message: str = ""):
    return pytest.raises(ClientError, match=rf"\({code}\).*{message}")


class Network:
    """The default VPC of an account, and what stands before a service in it."""

    def __init__(self, host: RunningHost):
        self.ec2, self.elb = host.client("ec2"), host.client("elbv2", validates=False)
        default = [{"Name": "is-default", "Values": ["true"]}]
        self.vpc = self.ec2.describe_vpcs(Filters=default)["Vpcs"][0]["VpcId"]
        self.subnets = self.subnets_of(self.vpc)

    def subnets_of(self, vpc: str) -> list[str]:
        found = self.ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])
        places = sorted(found["Subnets"], key=lambda subnet: subnet["AvailabilityZone"])
        return [subnet["SubnetId"] for subnet in places][:2]

    def other_vpc(self) -> str:
        vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        for number, zone in enumerate("ab"):
            self.ec2.create_subnet(
                VpcId=vpc,
                CidrBlock=f"10.0.{number}.0/24",
                AvailabilityZone=f"us-east-1{zone}",
            )
        return vpc

    def security_group(self, **more) -> str:
        return self.ec2.create_security_group(GroupName=next(names), Description="x", **more)[
            "GroupId"
        ]

    def balancer(self, **more) -> dict:
        asked = {"Name": next(names), "Subnets": self.subnets, **more}
        return self.elb.create_load_balancer(**asked)["LoadBalancers"][0]

    def group(self, **more) -> str:
        asked = {"Name": next(names), "Protocol": "HTTP", "Port": 4567, "TargetType": "ip",
                 "VpcId": self.vpc, **more}  # fmt: skip
        return self.elb.create_target_group(**asked)["TargetGroups"][0]["TargetGroupArn"]

    def listener(self, balancer: str, *actions: dict, **more) -> str:
        asked = {"LoadBalancerArn": balancer, "Protocol": "HTTP", "Port": 80,
                 "DefaultActions": list(actions), **more}  # fmt: skip
        return self.elb.create_listener(**asked)["Listeners"][0]["ListenerArn"]

    def rule(self, listener: str, priority: int, action: dict, **condition) -> str:
        return self.elb.create_rule(
            ListenerArn=listener, Priority=priority, Actions=[action],
            Conditions=[condition or {"Field": "path-pattern", "Values": ["/a"]}],
        )["Rules"][0]["RuleArn"]  # fmt: skip


def forward(group: str) -> dict:
    return {"Type": "forward", "TargetGroupArn": group}


@pytest.fixture
def network(host):
    return Network(host)


@pytest.fixture
def balancer(network):
    """The ARN of a load balancer that is gone, with its listeners, after the test."""
    arn = network.balancer()["LoadBalancerArn"]
    yield arn
    network.elb.delete_load_balancer(LoadBalancerArn=arn)


def test_load_balancer_is_provisioning_then_active(network):
    made = network.balancer()
    assert made["State"]["Code"] == "provisioning"
    by_name = {"Names": [made["LoadBalancerName"]]}

    def state() -> str:
        return network.elb.describe_load_balancers(**by_name)["LoadBalancers"][0]["State"]["Code"]

    assert wait_until(lambda: state() == "active")


def test_load_balancer_has_its_name_in_a_zone_of_its_region(host, network):
    made = network.balancer()
    name = made["LoadBalancerName"]
    assert made["DNSName"].startswith(f"{name}-")
    assert made["DNSName"].endswith(".us-east-1.elb.amazonaws.com")
    assert made["CanonicalHostedZoneId"] == "Z35SXDOTRQ7X7K"
    assert network.balancer(Scheme="internal")["DNSName"].startswith("internal-")


def test_load_balancer_has_an_interface_in_each_subnet_with_its_groups(network):
    group = network.security_group()
    made = network.balancer(SecurityGroups=[group])
    of_it = [{"Name": "description",
              "Values": ["ELB " + made["LoadBalancerArn"].split("loadbalancer/")[1]]}]  # fmt: skip

    def interfaces() -> list[dict]:
        return network.ec2.describe_network_interfaces(Filters=of_it)["NetworkInterfaces"]

    assert {each["SubnetId"] for each in interfaces()} == set(network.subnets)
    assert [each["Groups"][0]["GroupId"] for each in interfaces()] == [group, group]
    assert all(each["RequesterManaged"] and each["Association"] for each in interfaces())
    with refused("DependencyViolation"):
        network.ec2.delete_security_group(GroupId=group)
    other = network.security_group()
    set_to = network.elb.set_security_groups(
        LoadBalancerArn=made["LoadBalancerArn"], SecurityGroups=[other]
    )
    assert set_to["SecurityGroupIds"] == [other]
    network.ec2.delete_security_group(GroupId=group)
    network.elb.delete_load_balancer(LoadBalancerArn=made["LoadBalancerArn"])
    network.ec2.delete_security_group(GroupId=other)
    assert interfaces() == []


def test_load_balancer_without_groups_has_the_default_one(network):
    made = network.balancer()
    groups = network.ec2.describe_security_groups(GroupIds=made["SecurityGroups"])
    assert [group["GroupName"] for group in groups["SecurityGroups"]] == ["default"]


def test_load_balancer_is_in_two_zones(network):
    with refused("ValidationError", "At least two subnets in two different Availability Zones"):
        network.balancer(Subnets=network.subnets[:1])
    beside = network.ec2.create_subnet(
        VpcId=network.vpc, CidrBlock="172.31.240.0/24", AvailabilityZone="us-east-1a"
    )["Subnet"]["SubnetId"]
    with refused("InvalidConfigurationRequest", "multiple subnets in the same Availability Zone"):
        network.balancer(Subnets=[network.subnets[0], beside])
    network.ec2.delete_subnet(SubnetId=beside)
    with refused("SubnetNotFound"):
        network.balancer(Subnets=[network.subnets[0], "subnet-0123456789abcdef0"])


def test_load_balancer_s_groups_are_its_vpc_s(network):
    with refused("InvalidConfigurationRequest", "One or more security groups are invalid"):
        network.balancer(SecurityGroups=[network.security_group(VpcId=network.other_vpc())])
    with refused("InvalidSecurityGroup"):
        network.balancer(SecurityGroups=["sg-0123456789abcdef0"])


def test_load_balancer_faces_the_internet_only_through_a_gateway(network):
    vpc = network.other_vpc()
    with refused("InvalidSubnet", f"VPC {vpc} has no internet gateway"):
        network.balancer(Subnets=network.subnets_of(vpc))
    assert network.balancer(Subnets=network.subnets_of(vpc), Scheme="internal")


def test_load_balancer_made_again_is_the_same_or_is_refused(network):
    made = network.balancer(Name="again")
    assert network.balancer(Name="again")["LoadBalancerArn"] == made["LoadBalancerArn"]
    with refused("DuplicateLoadBalancerName", "exists, but with different settings"):
        network.balancer(Name="again", Scheme="internal")


@pytest.mark.parametrize("name", ["a" * 33, "an_underscore", "-begin", "internal-one"])
def test_impossible_name_of_a_load_balancer_is_refused(network, name):
    with refused("ValidationError", "The load balancer name"):
        network.balancer(Name=name)


def test_unknown_load_balancer_is_not_found_beside_a_known_one(network):
    known = network.balancer()["LoadBalancerArn"]
    unknown = f"{ACCOUNT}:loadbalancer/app/none/0123456789abcdef"
    with refused("LoadBalancerNotFound"):
        network.elb.describe_load_balancers(LoadBalancerArns=[known, unknown])
    network.elb.delete_load_balancer(LoadBalancerArn=unknown)


def test_protected_load_balancer_is_not_deleted(network):
    arn = network.balancer()["LoadBalancerArn"]

    def protect(value: str) -> None:
        network.elb.modify_load_balancer_attributes(
            LoadBalancerArn=arn,
            Attributes=[{"Key": "deletion_protection.enabled", "Value": value}],
        )

    protect("true")
    with refused("OperationNotPermitted", "deletion protection is enabled"):
        network.elb.delete_load_balancer(LoadBalancerArn=arn)
    protect("false")
    network.elb.delete_load_balancer(LoadBalancerArn=arn)


def test_unknown_attribute_is_refused(network, balancer):
    with refused("ValidationError", "key 'colour' is not recognized"):
        network.elb.modify_load_balancer_attributes(
            LoadBalancerArn=balancer, Attributes=[{"Key": "colour", "Value": "red"}]
        )


def test_port_has_one_listener(network, balancer):
    first = network.listener(balancer, REDIRECT)
    assert network.listener(balancer, REDIRECT) == first
    with refused("DuplicateListener", "A listener already exists on this port"):
        network.listener(balancer, NOTHING)
    second = network.listener(balancer, NOTHING, Port=81)
    with refused("DuplicateListener"):
        network.elb.modify_listener(ListenerArn=second, Port=80)


def test_https_needs_a_certificate_and_http_has_none(network, balancer):
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"
    of_it = [{"CertificateArn": arn}]
    with refused("ValidationError", "A certificate must be specified for HTTPS listeners"):
        network.listener(balancer, NOTHING, Protocol="HTTPS", Port=443)
    with refused("CertificateNotFound", f"Certificate '{arn}' not found"):
        network.listener(balancer, NOTHING, Protocol="HTTPS", Port=443, Certificates=of_it)
    with refused("ValidationError", "A certificate cannot be specified for HTTP listeners"):
        network.listener(balancer, NOTHING, Certificates=of_it)
    plain = network.listener(balancer, NOTHING)
    with refused("ValidationError", "A certificate must be specified"):
        network.elb.modify_listener(ListenerArn=plain, Protocol="HTTPS", Port=443)
    described = network.elb.describe_listeners(ListenerArns=[plain])["Listeners"][0]
    assert (described["Port"], described["Protocol"]) == (80, "HTTP")
    assert "SslPolicy" not in described


def test_listener_s_protocol_and_port_are_possible(network, balancer):
    with refused("ValidationError", "must be one of"):
        network.listener(balancer, NOTHING, Protocol="TCP")
    with refused("ValidationError", "less than or equal to 65535"):
        network.listener(balancer, NOTHING, Port=65536)


@pytest.mark.parametrize(
    ("action", "code", "message"),
    [
        (forward(f"{ACCOUNT}:targetgroup/none/0123456789abcdef"), "TargetGroupNotFound", ""),
        ({"Type": "redirect", "RedirectConfig": {"StatusCode": "HTTP_301"}},
         "InvalidLoadBalancerAction", "creates a loop"),
        ({"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "StatusCode": "HTTP_308"}},
         "ValidationError", "HTTP_301, HTTP_302"),
        ({"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "300"}},
         "ValidationError", "statusCode"),
        ({"Type": "fixed-response",
          "FixedResponseConfig": {"StatusCode": "200", "MessageBody": "x" * 1025}},
         "ValidationError", "length less than or equal to 1024"),
        ({"Type": "answer"}, "ValidationError", "enum value set"),
        ({"Type": "authenticate-cognito", "Order": 1}, "InvalidLoadBalancerAction", "last action"),
    ],
)  # fmt: skip
def test_impossible_action_is_refused(network, balancer, action, code, message):
    with refused(code, message):
        network.listener(balancer, action)
    assert network.elb.describe_listeners(LoadBalancerArn=balancer)["Listeners"] == []


def test_only_https_authenticates(network, balancer):
    authenticate = {"Type": "authenticate-cognito", "Order": 1}
    with refused("InvalidLoadBalancerAction", "are supported only on HTTPS listeners"):
        network.listener(balancer, authenticate, {**NOTHING, "Order": 2})


def test_application_load_balancer_forwards_to_http_only(network, balancer):
    with refused("IncompatibleProtocols"):
        network.listener(balancer, forward(network.group(Protocol="TCP")))


def test_target_groups_of_a_load_balancer_are_listed(network, balancer):
    def listed() -> list[str]:
        found = network.elb.describe_target_groups(LoadBalancerArn=balancer)["TargetGroups"]
        return [group["TargetGroupArn"] for group in found]

    assert listed() == []
    group = network.group()
    network.listener(balancer, forward(group))
    assert listed() == [group]


def test_target_group_is_of_the_load_balancer_s_vpc(network, balancer):
    foreign = network.group(VpcId=network.other_vpc())
    with refused("InvalidConfigurationRequest", "is in a different VPC than load balancer"):
        network.listener(balancer, forward(foreign))


def test_target_group_belongs_to_one_load_balancer(network, balancer):
    group, other = network.group(), network.balancer()["LoadBalancerArn"]
    network.listener(balancer, forward(group))
    with refused("TargetGroupAssociationLimit", "more than one load balancer"):
        network.listener(other, forward(group))


def test_target_group_that_is_forwarded_to_stays(network, balancer):
    group = network.group()
    listener = network.listener(balancer, NOTHING)
    rule = network.rule(listener, 1, forward(group))

    def balancers() -> list[str]:
        found = network.elb.describe_target_groups(TargetGroupArns=[group])["TargetGroups"]
        return found[0]["LoadBalancerArns"]

    assert balancers() == [balancer]
    with refused("ResourceInUse", "is currently in use by a listener or a rule"):
        network.elb.delete_target_group(TargetGroupArn=group)
    network.elb.delete_rule(RuleArn=rule)
    assert balancers() == []
    network.elb.delete_target_group(TargetGroupArn=group)


def test_rules_have_different_priorities_and_come_in_their_order(network, balancer):
    listener = network.listener(balancer, NOTHING)
    network.rule(listener, 20, NOTHING)
    network.rule(listener, 3, NOTHING)
    with refused("PriorityInUse", "Priority '20' is currently in use"):
        network.rule(listener, 20, REDIRECT)
    rules = network.elb.describe_rules(ListenerArn=listener)["Rules"]
    assert [rule["Priority"] for rule in rules] == ["3", "20", "default"]


@pytest.mark.parametrize("priority", [0, 50001])
def test_priority_has_bounds(network, balancer, priority):
    with refused("ValidationError", "'priority' failed to satisfy constraint"):
        network.rule(network.listener(balancer, NOTHING), priority, NOTHING)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"Field": "host-header", "Values": ["a" * 129]}, "the limit is '128'"),
        ({"Field": "host-header", "Values": ["not a host"]}, "contains a character"),
        ({"Field": "path-pattern", "Values": ["/a b"]}, "contains a character"),
        ({"Field": "path-pattern",
          "PathPatternConfig": {"Values": [f"/{number}" for number in range(6)]}},
         "A rule can only have '5' condition values"),
        ({"Field": "colour", "Values": ["red"]}, "must be one of"),
    ],
)  # fmt: skip
def test_impossible_condition_is_refused(network, balancer, condition, message):
    with refused("ValidationError", message):
        network.rule(network.listener(balancer, NOTHING), 1, NOTHING, **condition)


def test_condition_for_a_host_is_kept(network, balancer):
    listener = network.listener(balancer, NOTHING)
    network.rule(
        listener, 1, forward(network.group()), Field="host-header", Values=["api.example.com"]
    )
    rule = network.elb.describe_rules(ListenerArn=listener)["Rules"][0]
    assert rule["Conditions"][0]["Values"] == ["api.example.com"]


@pytest.mark.parametrize("asked", ["TargetGroupArn", "ForwardConfig"])
def test_forward_and_condition_are_told_in_both_ways(network, balancer, asked):
    listener, group = network.listener(balancer, NOTHING), network.group()
    ways = {"TargetGroupArn": group, "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": group}]}}
    hosts = {"TargetGroupArn": {"Values": ["api.example.com"]},
             "ForwardConfig": {"HostHeaderConfig": {"Values": ["api.example.com"]}}}  # fmt: skip
    network.rule(
        listener, 1, {"Type": "forward", asked: ways[asked]}, Field="host-header", **hosts[asked]
    )
    rule = network.elb.describe_rules(ListenerArn=listener)["Rules"][0]
    [action], [condition] = rule["Actions"], rule["Conditions"]
    assert action["TargetGroupArn"] == group
    assert action["ForwardConfig"] == {
        "TargetGroups": [{"TargetGroupArn": group, "Weight": 1}],
        "TargetGroupStickinessConfig": {"Enabled": False},
    }
    assert condition["Values"] == condition["HostHeaderConfig"]["Values"] == ["api.example.com"]


def test_default_rule_stays(network, balancer):
    listener = network.listener(balancer, NOTHING)
    rule = network.elb.describe_rules(ListenerArn=listener)["Rules"][0]["RuleArn"]
    with refused("OperationNotPermitted", "cannot be deleted"):
        network.elb.delete_rule(RuleArn=rule)
    with refused("OperationNotPermitted", "cannot be modified"):
        network.elb.modify_rule(RuleArn=rule, Actions=[NOTHING])
    with refused("RuleNotFound"):
        network.elb.delete_rule(RuleArn=rule[:-4] + "0000")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"Name": "a" * 33}, "cannot be longer than '32' characters"),
        ({"Name": "an_underscore"}, "can only contain characters that are alphanumeric"),
        ({"Name": "-begin"}, r"cannot begin with a hyphen\(-\)"),
        ({"Port": 0}, "greater than or equal to 1"),
        ({"HealthCheckIntervalSeconds": 4}, "greater than or equal to 5"),
        ({"HealthCheckIntervalSeconds": 301}, "less than or equal to 300"),
        ({"HealthCheckIntervalSeconds": 5, "HealthCheckTimeoutSeconds": 5},
         "must be smaller than the interval '5'"),
        ({"HealthyThresholdCount": 1}, "greater than or equal to 2"),
        ({"UnhealthyThresholdCount": 11}, "less than or equal to 10"),
        ({"HealthCheckPort": "none"}, "must be 'traffic-port' or in the range"),
        ({"HealthCheckPath": "health"}, "must begin with a '/'"),
        ({"Matcher": {"HttpCode": "200-599"}}, "must be within '200-499'"),
        ({"TargetType": "server"}, "enum value set"),
        ({"VpcId": "vpc-0123456789abcdef0"}, "is not found"),
    ],
)  # fmt: skip
def test_impossible_target_group_is_refused(network, setting, message):
    with refused("ValidationError", message):
        network.group(**setting)


def test_target_group_made_again_is_the_same_or_is_refused(network):
    made = network.group(Name="again")
    assert network.group(Name="again") == made
    with refused("DuplicateTargetGroupName", "exists, but with different settings"):
        network.group(Name="again", Port=80)


def test_health_check_is_changed_within_its_bounds(network):
    group = network.group()
    with refused("ValidationError", "must be smaller than the interval '5'"):
        network.elb.modify_target_group(TargetGroupArn=group, HealthCheckIntervalSeconds=5)
    with refused("ValidationError", "must be within"):
        network.elb.modify_target_group(TargetGroupArn=group, Matcher={"HttpCode": "20"})
    changed = network.elb.modify_target_group(
        TargetGroupArn=group, HealthCheckPath="/health", Matcher={"HttpCode": "200-299,404"}
    )["TargetGroups"][0]
    assert changed["HealthCheckPath"] == "/health"
    assert changed["Matcher"] == {"HttpCode": "200-299,404"}


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ({"Id": "i-0123456789abcdef0"}, "is not a valid IPv4 address"),
        ({"Id": "8.8.8.8"}, "is not within a valid IP address range"),
        ({"Id": "10.1.2.3"}, "must be 'all'"),
    ],
)
def test_target_is_an_address_of_the_vpc(network, target, message):
    with refused("ValidationError", message):
        network.elb.register_targets(TargetGroupArn=network.group(), Targets=[target])


def test_deregistering_what_is_not_registered_is_no_error(network):
    network.elb.deregister_targets(TargetGroupArn=network.group(), Targets=[{"Id": "172.31.0.9"}])


def test_state_is_the_same_after_the_end(folder):
    def picture(network: Network) -> list:
        listener = network.elb.describe_listeners(LoadBalancerArn=balancer)["Listeners"][0]
        answers = [
            network.elb.describe_load_balancers(),
            network.elb.describe_target_groups(),
            network.elb.describe_rules(ListenerArn=listener["ListenerArn"]),
            network.elb.describe_target_health(TargetGroupArn=group),
            network.ec2.describe_network_interfaces(),
            listener,
        ]
        for answer in answers:
            answer.pop("ResponseMetadata", None)
        return answers

    def is_settled(answers: list) -> bool:
        health = answers[3]["TargetHealthDescriptions"][0]["TargetHealth"]
        state = answers[0]["LoadBalancers"][0]["State"]
        return (state["Code"], health["State"]) == ("active", "unhealthy")

    first = RunningHost(folder)
    network = Network(first)
    group = network.group()
    balancer = network.balancer(SecurityGroups=[network.security_group()])["LoadBalancerArn"]
    network.rule(network.listener(balancer, NOTHING), 1, forward(group))
    network.elb.register_targets(TargetGroupArn=group, Targets=[{"Id": "172.31.0.9"}])
    assert wait_until(lambda: is_settled(picture(network)))
    before = picture(network)
    first.kill()

    second = RunningHost(folder)
    assert picture(Network(second)) == before
    second.stop()
