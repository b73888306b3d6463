"""The tasks of a service are the targets of its load balancer."""

import pytest

from cloud_host import refused, wait_until
from ecs_bench import EcsBench


class Balanced(EcsBench):
    """With an Application Load Balancer that lets everybody in and reaches the tasks."""

    def __init__(self, host):
        super().__init__(host)
        self.front = self.ec2.create_security_group(
            GroupName=f"{self.name}-front", Description="front", VpcId=self.vpc
        )["GroupId"]
        self.let_in()
        self.balancer = self.elb.create_load_balancer(
            Name=self.name, Subnets=self.subnets, SecurityGroups=[self.front]
        )["LoadBalancers"][0]["LoadBalancerArn"]
        self.target_group = self.group_of_targets(self.name)
        self.listen(self.target_group)

    def let_in(self) -> None:
        self.ec2.authorize_security_group_ingress(GroupId=self.group, IpPermissions=self.rules)

    def keep_out(self) -> None:
        self.ec2.revoke_security_group_ingress(GroupId=self.group, IpPermissions=self.rules)

    @property
    def rules(self) -> list[dict]:
        return [
            {
                "IpProtocol": "tcp",
                "FromPort": 4567,
                "ToPort": 4567,
                "UserIdGroupPairs": [{"GroupId": self.front}],
            }
        ]

    def group_of_targets(self, name: str, **more) -> str:
        return self.elb.create_target_group(
            **{
                "Name": name,
                "Protocol": "HTTP",
                "Port": 4567,
                "VpcId": self.vpc,
                "TargetType": "ip",
                "HealthCheckPath": "/api/health-check",
                **more,
            }
        )["TargetGroups"][0]["TargetGroupArn"]

    def listen(self, group: str) -> None:
        self.elb.create_listener(
            LoadBalancerArn=self.balancer,
            Protocol="HTTP",
            Port=80,
            DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
        )

    def behind(self, group: str | None = None, **more) -> list[dict]:
        place = {"containerName": "backend", "containerPort": 4567, **more}
        return [{"targetGroupArn": group or self.target_group, **place}]

    def states(self) -> list[str]:
        described = self.elb.describe_target_health(TargetGroupArn=self.target_group)
        return [each["TargetHealth"]["State"] for each in described["TargetHealthDescriptions"]]


@pytest.fixture
def bench(host):
    return Balanced(host)


def test_task_is_registered_and_the_service_waits_for_it_to_be_healthy(bench):
    bench.define()
    bench.serve(loadBalancers=bench.behind())
    assert bench.settles()
    assert bench.states() == ["healthy"]
    assert (
        f"(service {bench.name}) registered 1 targets in (target-group {bench.target_group})"
        in (bench.events)
    )
    [task] = bench.tasks()
    targets = bench.elb.describe_target_health(TargetGroupArn=bench.target_group)
    [target] = targets["TargetHealthDescriptions"]
    addresses = [each["privateIpv4Address"] for each in task["containers"][0]["networkInterfaces"]]
    assert addresses == [target["Target"]["Id"]]


def test_task_that_ends_is_deregistered(bench):
    bench.define()
    bench.serve(loadBalancers=bench.behind())
    assert bench.settles()
    bench.ecs.delete_service(cluster=bench.name, service=bench.name, force=True)
    assert wait_until(lambda: bench.service["status"] == "INACTIVE")
    assert wait_until(lambda: bench.states() == [])
    told = bench.events
    assert f"(service {bench.name}) has begun draining connections on 1 tasks." in told
    assert (
        f"(service {bench.name}) deregistered 1 targets in (target-group {bench.target_group})"
        in told
    )


def test_closed_security_group_shows_at_once_and_the_task_is_replaced(bench):
    bench.define()
    bench.serve(loadBalancers=bench.behind())
    assert bench.settles()
    [first] = bench.tasks()
    bench.keep_out()
    assert "unhealthy" in bench.states()
    assert wait_until(lambda: bench.tasks("STOPPED"))
    stopped = bench.task(first["taskArn"])
    assert stopped["stoppedReason"] == (
        f"Task failed ELB health checks in (target-group {bench.target_group})"
    )
    task_id = first["taskArn"].split("/")[-1]
    assert (
        f"(service {bench.name}) (task {task_id}) (port 4567) is unhealthy in (target-group "
        f"{bench.target_group}) due to (reason Request timed out)"
    ) in bench.events
    bench.let_in()
    assert bench.settles()
    assert wait_until(lambda: bench.states() == ["healthy"])


def test_grace_period_spares_the_task(bench):
    bench.define()
    bench.keep_out()
    bench.serve(loadBalancers=bench.behind(), healthCheckGracePeriodSeconds=300)
    assert wait_until(lambda: bench.states() == ["unhealthy"])
    assert bench.service["runningCount"] == 1
    assert bench.service["deployments"][0]["rolloutState"] == "IN_PROGRESS"
    assert bench.tasks("STOPPED") == []


def test_wrong_path_is_the_reason_in_the_event(bench):
    bench.push(Labels={"labs.answers": "/=200"})
    bench.define()
    bench.serve(loadBalancers=bench.behind())
    expected = "due to (reason Health checks failed with these codes: [404])"
    assert wait_until(lambda: any(expected in event for event in bench.events))


def test_target_group_without_a_load_balancer_is_refused(bench):
    bench.define()
    lonely = bench.group_of_targets(f"{bench.name}-lonely")
    with refused(
        "InvalidParameterException", f"{lonely} does not have an associated load balancer"
    ):
        bench.serve(loadBalancers=bench.behind(lonely))


def test_load_balancer_is_no_target_group(bench):
    bench.define()
    with refused("InvalidParameterException", "Unable to assume role and validate the specified"):
        bench.serve(loadBalancers=bench.behind(bench.balancer))


def test_instances_are_no_targets_for_awsvpc(bench):
    bench.define()
    other = bench.group_of_targets(f"{bench.name}-old", TargetType="instance")
    expected = "has target type instance, which is incompatible with the awsvpc network mode"
    with refused("InvalidParameterException", expected):
        bench.serve(loadBalancers=bench.behind(other))


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"containerName": "web"}, "The container web does not exist in the task definition."),
        ({"containerPort": 80}, "The container backend did not have a container port 80 defined."),
    ],
)
def test_container_and_port_are_those_of_the_definition(bench, more, message):
    bench.define()
    with refused("InvalidParameterException", message):
        bench.serve(loadBalancers=bench.behind(**more))
