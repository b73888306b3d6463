"""A target's health is what is true of its task, its ports and the security groups."""

import pytest

from cloud_host import RunningHost, wait_until
from ecs_bench import EcsBench

PORT = 4567


class Balanced(EcsBench):
    """A service of one task behind a load balancer that may reach it, both healthy."""

    def __init__(self, host, check: dict | None = None, **image):
        super().__init__(host)
        exposed = {"ExposedPorts": {f"{PORT}/tcp": {}}}
        self.push(**{**exposed, **image})
        self.front = self.ec2.create_security_group(
            GroupName=f"{self.name}-front", Description="x", VpcId=self.vpc
        )["GroupId"]
        self.admit(PORT)
        self.balancer = self.elb.create_load_balancer(
            Name=self.name, Subnets=self.subnets, SecurityGroups=[self.front]
        )["LoadBalancers"][0]["LoadBalancerArn"]
        self.targets = self.elb.create_target_group(
            **{"Name": self.name, "Protocol": "HTTP", "Port": PORT, "TargetType": "ip",
               "VpcId": self.vpc, "HealthCheckPath": "/api/health-check", **(check or {})}
        )["TargetGroups"][0]["TargetGroupArn"]  # fmt: skip
        self.listener = self.listen()

    def listen(self) -> str:
        return self.elb.create_listener(
            LoadBalancerArn=self.balancer, Protocol="HTTP", Port=80,
            DefaultActions=[{"Type": "forward", "TargetGroupArn": self.targets}],
        )["Listeners"][0]["ListenerArn"]  # fmt: skip

    def permission(self, port: int, group: str | None = None) -> dict:
        peer = {"UserIdGroupPairs": [{"GroupId": group or self.front}]}
        return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peer}

    def admit(self, port: int) -> None:
        self.ec2.authorize_security_group_ingress(
            GroupId=self.group, IpPermissions=[self.permission(port)]
        )

    def bar(self, port: int) -> None:
        self.ec2.revoke_security_group_ingress(
            GroupId=self.group, IpPermissions=[self.permission(port)]
        )

    def start(self, **more) -> str:
        """Starts the task by itself and registers it; its address."""
        self.define(self.container(**more))
        arn = self.run()
        task = self.becomes(arn, "RUNNING")
        details = {each["name"]: each["value"] for each in task["attachments"][0]["details"]}
        address = details["privateIPv4Address"]
        self.register(address)
        return address

    def register(self, address: str) -> None:
        self.elb.register_targets(
            TargetGroupArn=self.targets, Targets=[{"Id": address, "Port": PORT}]
        )

    def health(self) -> tuple:
        """State, reason and description of the only target; nothing where there is none."""
        answer = self.elb.describe_target_health(TargetGroupArn=self.targets)
        described = answer["TargetHealthDescriptions"]
        told = described[0]["TargetHealth"] if described else {}
        return tuple(told.get(name) for name in ("State", "Reason", "Description"))

    def is_healthy(self) -> bool:
        return wait_until(lambda: self.health() == ("healthy", None, None))


TIMEOUT = ("unhealthy", "Target.Timeout", "Request timed out")
FAILED = ("unhealthy", "Target.FailedHealthChecks", "Health checks failed")


@pytest.fixture
def balanced(host):
    return Balanced(host)


def test_new_target_is_initial_then_healthy(balanced):
    balanced.start()
    assert balanced.health()[:2] == ("initial", "Elb.RegistrationInProgress")
    assert wait_until(lambda: balanced.health()[1] == "Elb.InitialHealthChecking")
    assert balanced.is_healthy()


def be_served(balanced):
    """A service whose task is a healthy target, in a steady state."""
    balanced.define()
    place = {"targetGroupArn": balanced.targets, "containerName": "backend",
             "containerPort": PORT}  # fmt: skip
    balanced.serve(loadBalancers=[place])
    assert balanced.is_healthy()
    assert balanced.settles()


def test_service_s_task_becomes_a_healthy_target(balanced):
    be_served(balanced)


def test_target_that_is_not_let_in_times_out_at_once(balanced):
    balanced.start()
    assert balanced.is_healthy()
    balanced.bar(PORT)
    assert balanced.health() == TIMEOUT
    balanced.admit(PORT)
    assert balanced.health()[0] == "healthy"


def test_target_is_let_in_by_addresses_too(balanced):
    balanced.start()
    balanced.bar(PORT)
    everyone = {"IpProtocol": "tcp", "FromPort": 4000, "ToPort": 5000}
    balanced.ec2.authorize_security_group_ingress(
        GroupId=balanced.group,
        IpPermissions=[{**everyone, "IpRanges": [{"CidrIp": "203.0.113.0/24"}]}],
    )
    assert wait_until(lambda: balanced.health() == TIMEOUT)
    balanced.ec2.authorize_security_group_ingress(
        GroupId=balanced.group,
        IpPermissions=[{**everyone, "IpRanges": [{"CidrIp": "172.31.0.0/16"}]}],
    )
    assert balanced.health()[0] == "healthy"


def test_load_balancer_that_may_not_speak_gets_no_answer(balanced):
    balanced.start()
    assert balanced.is_healthy()
    everything = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    balanced.ec2.revoke_security_group_egress(GroupId=balanced.front, IpPermissions=[everything])
    assert balanced.health() == TIMEOUT
    balanced.ec2.authorize_security_group_egress(
        GroupId=balanced.front, IpPermissions=[balanced.permission(PORT, balanced.group)]
    )
    assert balanced.health()[0] == "healthy"


def test_load_balancer_with_another_group_is_not_let_in(balanced):
    balanced.start()
    assert balanced.is_healthy()
    other = balanced.ec2.create_security_group(
        GroupName=f"{balanced.name}-other", Description="x", VpcId=balanced.vpc
    )["GroupId"]
    balanced.elb.set_security_groups(LoadBalancerArn=balanced.balancer, SecurityGroups=[other])
    assert balanced.health() == TIMEOUT


def test_port_on_which_nothing_listens_fails(balanced):
    balanced.start()
    assert balanced.is_healthy()
    balanced.admit(80)
    balanced.elb.modify_target_group(TargetGroupArn=balanced.targets, HealthCheckPort="80")
    assert balanced.health() == FAILED
    answer = balanced.elb.describe_target_health(TargetGroupArn=balanced.targets)
    described = answer["TargetHealthDescriptions"][0]
    assert (described["Target"]["Port"], described["HealthCheckPort"]) == (PORT, "80")


def test_image_listens_where_it_says(host):
    balanced = Balanced(host, ExposedPorts={"8080/tcp": {}})
    balanced.start()
    assert wait_until(lambda: balanced.health() == FAILED)


def test_image_that_exposes_nothing_listens_where_its_definition_says(host):
    balanced = Balanced(host, ExposedPorts=None)
    balanced.start()
    assert balanced.is_healthy()


def test_path_that_is_answered_otherwise_fails_at_once(host):
    balanced = Balanced(host, Labels={"labs.answers": "/api/health-check=200 /broken=500"})
    balanced.start()
    assert balanced.is_healthy()
    for path, code in (("/", 404), ("/broken", 500)):
        balanced.elb.modify_target_group(TargetGroupArn=balanced.targets, HealthCheckPath=path)
        assert balanced.health() == (
            "unhealthy",
            "Target.ResponseCodeMismatch",
            f"Health checks failed with these codes: [{code}]",
        )


def test_matcher_decides_which_codes_are_healthy(host):
    balanced = Balanced(
        host, check={"Matcher": {"HttpCode": "200-299,404"}},
        Labels={"labs.answers": "/=200"},
    )  # fmt: skip
    balanced.start()
    assert balanced.is_healthy()


def test_address_that_nobody_has_times_out(balanced):
    balanced.register("172.31.0.9")
    assert wait_until(lambda: balanced.health() == TIMEOUT)


def test_target_group_to_which_nothing_forwards_is_not_in_use(balanced):
    balanced.start()
    assert balanced.is_healthy()
    balanced.elb.delete_listener(ListenerArn=balanced.listener)
    assert balanced.health()[:2] == ("unused", "Target.NotInUse")
    balanced.listen()
    assert balanced.health()[0] == "initial"
    assert balanced.is_healthy()


def test_deregistered_target_drains_and_is_gone(balanced):
    address = balanced.start()
    balanced.elb.deregister_targets(TargetGroupArn=balanced.targets, Targets=[{"Id": address}])
    assert balanced.health()[:2] == ("draining", "Target.DeregistrationInProgress")
    assert wait_until(lambda: balanced.health() == (None, None, None))
    answer = balanced.elb.describe_target_health(
        TargetGroupArn=balanced.targets, Targets=[{"Id": address}]
    )
    told = answer["TargetHealthDescriptions"][0]["TargetHealth"]
    assert (told["State"], told["Reason"]) == ("unused", "Target.NotRegistered")


def test_target_does_not_drain_without_a_delay(balanced):
    address = balanced.start()
    balanced.elb.modify_target_group_attributes(
        TargetGroupArn=balanced.targets,
        Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "0"}],
    )
    balanced.elb.deregister_targets(TargetGroupArn=balanced.targets, Targets=[{"Id": address}])
    assert balanced.health() == (None, None, None)


def test_stopped_task_leaves_its_address_to_nobody(balanced):
    balanced.start()
    assert balanced.is_healthy()
    [task] = balanced.tasks()
    balanced.ecs.stop_task(cluster=balanced.name, task=task["taskArn"])
    assert wait_until(lambda: balanced.health()[0] == "unhealthy")
    assert wait_until(lambda: balanced.health() == TIMEOUT)


def test_service_that_is_cut_off_shows_at_once_and_recovers(balanced):
    be_served(balanced)
    balanced.bar(PORT)
    assert balanced.health() == TIMEOUT
    assert wait_until(
        lambda: any("due to (reason Request timed out)" in event for event in balanced.events)
    )
    balanced.admit(PORT)
    assert wait_until(lambda: balanced.settles() and balanced.health()[0] == "healthy")


def test_health_is_the_same_after_the_end(folder):
    first = RunningHost(folder)
    balanced = Balanced(first)
    address = balanced.start()
    assert balanced.is_healthy()

    def seen(host: RunningHost) -> list[dict]:
        answer = host.client("elbv2").describe_target_health(TargetGroupArn=balanced.targets)
        return answer["TargetHealthDescriptions"]

    before = seen(first)
    assert before[0]["Target"] == {"Id": address, "Port": PORT}
    first.kill()
    second = RunningHost(folder)
    assert seen(second) == before
    second.stop()
