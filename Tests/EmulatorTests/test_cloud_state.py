"""What was answered with success is there after a stop, a crash and damage."""

import json
import os
import stat
import threading

import pytest

from cloud.lifetime import Lifetime
from cloud_host import Image, RunningHost, inspect, runs, wait_until

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "ecs-tasks.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)
SECRET = "canary-of-the-connection-url"


def build(host: RunningHost) -> None:
    """A little of everything that week 6 makes."""
    host.client("logs").create_log_group(logGroupName="cruddur")
    host.client("logs").put_retention_policy(logGroupName="cruddur", retentionInDays=1)
    host.client("ecs").create_cluster(
        clusterName="cruddur", serviceConnectDefaults={"namespace": "cruddur"}
    )
    host.client("ssm").put_parameter(Name="/cruddur/url", Value=SECRET, Type="SecureString")
    host.client("iam").create_role(RoleName="cruddur", AssumeRolePolicyDocument=TRUST)
    host.client("iam").attach_role_policy(
        RoleName="cruddur", PolicyArn="arn:aws:iam::aws:policy/CloudWatchFullAccess"
    )
    host.client("ecr").create_repository(repositoryName="cruddur/python")


def picture(host: RunningHost) -> list:
    """Everything that `build` made, with ids, times and random values."""
    answers = [
        host.client("logs").describe_log_groups(),
        host.client("ecs").describe_clusters(clusters=["cruddur"]),
        host.client("servicediscovery").list_namespaces(),
        host.client("ssm").get_parameters(Names=["/cruddur/url"], WithDecryption=True),
        host.client("iam").get_role(RoleName="cruddur"),
        host.client("iam").list_attached_role_policies(RoleName="cruddur"),
        host.client("ecr").describe_repositories(),
        host.client("ecr").describe_images(repositoryName="cruddur/python"),
        host.client("ec2").describe_vpcs(),
        host.client("ec2").describe_subnets(),
    ]
    for answer in answers:
        del answer["ResponseMetadata"]
    return answers


@pytest.mark.parametrize("end", [RunningHost.kill, RunningHost.stop])
def test_state_is_the_same_after_the_end(folder, tmp_path, end):
    first = RunningHost(folder)
    build(first)
    Image(tmp_path / "image", "hello").push(first, "cruddur/python:3.10-slim")
    before = picture(first)
    end(first)

    second = RunningHost(folder)
    assert picture(second) == before
    assert (second.endpoint, second.registry) == (first.endpoint, first.registry)
    assert inspect(second, "cruddur/python:3.10-slim").returncode == 0
    second.stop()


def test_call_that_was_answered_survives_a_kill_at_any_moment(folder):
    for round in range(3):
        host = RunningHost(folder)
        answered = []

        def write(host=host, answered=answered, round=round):
            logs = host.client("logs")
            for number in range(1000):
                try:
                    logs.create_log_group(logGroupName=f"group-{round}-{number}")
                except Exception:
                    return
                answered.append(f"group-{round}-{number}")

        writer = threading.Thread(target=write)
        writer.start()
        assert wait_until(lambda answered=answered, round=round: len(answered) > 10 * (round + 1))
        host.kill()
        writer.join()

        again = RunningHost(folder)
        pages = again.client("logs").get_paginator("describe_log_groups").paginate()
        there = {group["logGroupName"] for page in pages for group in page["logGroups"]}
        assert there.issuperset(answered)
        again.stop()


def test_unfinished_last_line_is_dropped(folder):
    first = RunningHost(folder)
    build(first)
    first.kill()
    with (folder / "journal").open("ab") as journal:
        journal.write(b'{"time": 17952, "operation": "logs.Cre')

    second = RunningHost(folder)
    assert second.record["warnings"] == []
    assert len(second.client("logs").describe_log_groups()["logGroups"]) == 1
    second.client("logs").create_log_group(logGroupName="after")
    second.stop()
    assert RunningHost(folder).stop() == 0


def test_damaged_line_is_reported_and_kept_aside(folder):
    first = RunningHost(folder)
    build(first)
    first.stop()
    journal = folder / "journal"
    lines = journal.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"sealed": "', b'"sealed": "AAAA')
    journal.write_bytes(b"".join(lines))

    second = RunningHost(folder)
    assert "1 of 8 lines of the journal could not be read" in second.record["warnings"][0]
    assert "retentionInDays" not in second.client("logs").describe_log_groups()["logGroups"][0]
    assert second.client("ecs").list_clusters()["clusterArns"]
    second.stop()
    assert len(list(folder.glob("journal.damaged-*"))) == 1
    third = RunningHost(folder)
    assert third.record["warnings"] == []
    third.stop()


def test_damage_in_a_long_journal_does_not_end_the_host(folder):
    first = RunningHost(folder)
    ssm = first.client("ssm")
    for number in range(302):
        ssm.put_parameter(Name="/again", Value=str(number), Type="String", Overwrite=True)
    first.stop()
    lines = (folder / "journal").read_bytes().splitlines(keepends=True)
    (folder / "journal").write_bytes(b"".join([*lines[:2], b"damage\n", *lines[3:]]))

    second = RunningHost(folder)
    assert wait_until((folder / "snapshot").exists)
    assert second.client("ssm").get_parameter(Name="/again")["Parameter"]["Value"] == "301"
    second.stop()
    third = RunningHost(folder)
    assert third.record["replayed"] == 0
    assert third.client("ssm").get_parameter(Name="/again")["Parameter"]["Value"] == "301"
    third.stop()


def test_refused_call_is_not_kept(folder):
    host = RunningHost(folder)
    host.client("logs").create_log_group(logGroupName="once")
    before = (folder / "journal").read_bytes()
    with pytest.raises(Exception, match="ResourceAlreadyExists"):
        host.client("logs").create_log_group(logGroupName="once")
    host.client("logs").describe_log_groups()
    assert (folder / "journal").read_bytes() == before
    host.stop()


def test_region_first_looked_at_has_the_same_ids_afterwards(folder):
    first = RunningHost(folder)
    before = first.client("ec2", "eu-west-1").describe_vpcs()["Vpcs"]
    first.kill()
    second = RunningHost(folder)
    assert second.client("ec2", "eu-west-1").describe_vpcs()["Vpcs"] == before
    second.stop()


def test_call_after_a_look_at_its_service_is_repeated_the_same(folder):
    first = RunningHost(folder)
    vpc = first.client("ec2").describe_vpcs()["Vpcs"][0]["VpcId"]
    made = first.client("ec2").create_security_group(
        GroupName="cruddur", Description="-", VpcId=vpc
    )["GroupId"]
    first.kill()

    second = RunningHost(folder)
    found = second.client("ec2").describe_security_groups(
        Filters=[{"Name": "group-name", "Values": ["cruddur"]}]
    )["SecurityGroups"]
    assert [group["GroupId"] for group in found] == [made]
    second.stop()


def test_nobody_else_reads_the_state_and_no_secret_is_in_the_clear(folder):
    host = RunningHost(folder)
    build(host)
    for path in [folder, *folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
        if path.is_file():
            assert SECRET.encode() not in path.read_bytes(), path
    host.stop()


def test_one_host_for_a_folder(folder):
    first = RunningHost(folder)
    second = RunningHost(folder)
    assert second.record["pid"] == first.record["pid"]
    assert second.process.wait(5) == 0
    first.stop()


def test_taken_port_is_replaced(folder, tmp_path):
    first = RunningHost(folder)
    first.stop()
    taken = RunningHost(tmp_path / "other")
    (folder / "ports.json").write_text((tmp_path / "other/ports.json").read_text())
    second = RunningHost(folder)
    assert second.endpoint != taken.endpoint
    assert second.client("sts").get_caller_identity()["Account"] == "123456789012"
    second.stop()
    taken.stop()


def test_host_ends_with_its_parent(folder):
    host = RunningHost(folder)
    host.process.stdin.close()
    assert host.process.wait(5) == 0
    assert not runs(host.record["registryPid"])
    assert not (folder / "running.json").exists()


def test_holder_keeps_the_host_after_its_parent(folder):
    host = RunningHost(folder)
    held = host.open("/_labs/hold", **{"X-Labs-Token": host.record["token"]})
    assert held.readline() == b"held\n"
    host.process.stdin.close()
    assert not wait_until(lambda: host.process.poll() is not None, seconds=0.5)
    held.close()
    assert host.process.wait(5) == 0


def test_ending_host_cannot_be_held_or_kept():
    ending = threading.Event()
    lifetime = Lifetime("withThisProcess", ending)
    assert lifetime.hold()
    lifetime.let_go()
    assert ending.is_set()
    assert not lifetime.hold()
    assert not lifetime.keep()
    assert lifetime.name == "withThisProcess"


def test_kept_host_outlives_its_parent(folder):
    host = RunningHost(folder)
    host.open("/_labs/keep", **{"X-Labs-Token": host.record["token"]}).read()
    host.process.stdin.close()
    assert not wait_until(lambda: host.process.poll() is not None, seconds=0.5)
    assert json.loads((folder / "running.json").read_text())["lifetime"] == "untilStopped"
    assert host.stop() == 0


def test_registry_dies_with_a_killed_host(folder):
    host = RunningHost(folder)
    assert runs(host.record["registryPid"])
    host.kill()
    assert wait_until(lambda: not runs(host.record["registryPid"]))


def test_registry_that_dies_is_started_again(folder):
    host = RunningHost(folder)
    os.kill(host.record["registryPid"], 9)
    assert wait_until(lambda: not runs(host.record["registryPid"]))

    def healthy() -> bool:
        try:
            return json.load(host.open("/_labs/health"))["healthy"]
        except OSError:
            return False

    assert wait_until(healthy)
    host.stop()


def test_long_journal_gets_a_snapshot_that_shows_the_same(folder):
    first = RunningHost(folder)
    build(first)
    ssm = first.client("ssm")
    for number in range(300):
        ssm.put_parameter(Name="/cruddur/again", Value=str(number), Type="String", Overwrite=True)
    ssm.add_tags_to_resource(
        ResourceType="Parameter", ResourceId="/cruddur/url", Tags=[{"Key": "a", "Value": "b"}]
    )
    before = picture(first)
    first.kill()

    second = RunningHost(folder)
    assert second.record["replayed"] == 308
    assert wait_until((folder / "snapshot").exists)
    second.client("logs").create_log_group(logGroupName="since-then")
    second.stop()

    third = RunningHost(folder)
    assert third.record["replayed"] == 1
    third.client("logs").delete_log_group(logGroupName="since-then")
    assert picture(third) == before
    ssm = third.client("ssm")
    assert ssm.get_parameter(Name="/cruddur/again")["Parameter"]["Value"] == "299"
    tags = ssm.list_tags_for_resource(ResourceType="Parameter", ResourceId="/cruddur/url")
    assert tags["TagList"] == [{"Key": "a", "Value": "b"}]
    build_more = third.client("ecs").update_cluster(
        cluster="cruddur", serviceConnectDefaults={"namespace": "another"}
    )
    assert "namespace" in build_more["cluster"]["serviceConnectDefaults"]
    third.stop()


def test_snapshot_shows_what_stands_before_a_service(folder):
    first = RunningHost(folder)
    ssm = first.client("ssm")
    subnets = first.client("ec2").describe_subnets()["Subnets"]
    places = {subnet["AvailabilityZone"]: subnet["SubnetId"] for subnet in subnets}
    balancer = first.client("elbv2").create_load_balancer(
        Name="one", Subnets=list(places.values())[:2]
    )["LoadBalancers"][0]
    group = first.client("elbv2").create_target_group(
        Name="one", Protocol="HTTP", Port=80, TargetType="ip", VpcId=balancer["VpcId"]
    )["TargetGroups"][0]["TargetGroupArn"]
    first.client("elbv2").create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
    )  # fmt: skip
    first.client("elbv2").register_targets(TargetGroupArn=group, Targets=[{"Id": "172.31.0.9"}])
    first.client("ec2").create_vpc_endpoint(
        VpcId=balancer["VpcId"], VpcEndpointType="Interface",
        ServiceName="com.amazonaws.us-east-1.logs", SubnetIds=list(places.values())[:1],
    )  # fmt: skip
    first.client("acm").request_certificate(DomainName="example.com", ValidationMethod="DNS")
    first.client("route53").create_hosted_zone(Name="example.com", CallerReference="one")
    for number in range(300):
        ssm.put_parameter(Name="/again", Value=str(number), Type="String", Overwrite=True)

    def picture(host: RunningHost) -> list:
        answers = [
            host.client("elbv2").describe_load_balancers(),
            host.client("elbv2").describe_target_groups(),
            host.client("elbv2").describe_target_health(TargetGroupArn=group),
            host.client("ec2").describe_network_interfaces(),
            host.client("ec2").describe_vpc_endpoints(),
            host.client("acm").list_certificates(),
            host.client("route53").list_hosted_zones(),
        ]
        for answer in answers:
            del answer["ResponseMetadata"]
        return answers

    before = picture(first)
    first.kill()
    second = RunningHost(folder)
    assert wait_until((folder / "snapshot").exists)
    second.stop()
    third = RunningHost(folder)
    assert third.record["replayed"] == 0
    assert picture(third) == before
    third.client("elbv2").delete_load_balancer(LoadBalancerArn=balancer["LoadBalancerArn"])
    assert len(picture(third)[3]["NetworkInterfaces"]) == 1
    third.stop()


def test_snapshot_that_does_not_fit_is_passed_over(folder):
    first = RunningHost(folder)
    build(first)
    before = picture(first)
    first.stop()
    (folder / "snapshot").write_bytes(b"not what was written")
    second = RunningHost(folder)
    assert second.record["replayed"] == 7
    assert picture(second) == before
    second.stop()


def test_snapshot_does_not_fit_a_program_whose_modules_have_other_names(tmp_path):
    """What is pickled is found again by its module's name."""
    from cloud.snapshot import program

    for name in ("former", "present"):
        (tmp_path / name / "cloud").mkdir(parents=True)
        (tmp_path / name / f"cloud/{name}.py").write_text("class Certificate: ...")
    assert program(tmp_path / "former") != program(tmp_path / "present")
