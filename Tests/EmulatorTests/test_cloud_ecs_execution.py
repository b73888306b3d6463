"""ECS Exec tells what is missing, and in the end that the emulator runs no images."""

import pytest

from cloud_host import aws, refused
from ecs_bench import EcsBench, policy

NOT_ENABLED = "execute command was not enabled when the task was run"
CHANNELS = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"]
FETCH = {"Action": ["ecr:*", "logs:*"]}


@pytest.fixture
def bench(host):
    return EcsBench(host)


def running(bench: EcsBench, **more) -> str:
    arn = bench.run(enableExecuteCommand=True, **more)
    bench.becomes(arn, "RUNNING")
    return arn


def execute(bench: EcsBench, arn: str, **more):
    return bench.ecs.execute_command(
        cluster=bench.name, task=arn, command="sh", interactive=True, **more
    )


def test_task_without_it_is_refused(bench):
    bench.define()
    arn = bench.run()
    bench.becomes(arn, "RUNNING")
    with refused("InvalidParameterException", NOT_ENABLED):
        execute(bench, arn)


def test_agent_runs_in_each_container(bench):
    bench.define(bench.container(), {"name": "side", "image": "nginx"})
    for container in bench.task(running(bench))["containers"]:
        [agent] = container["managedAgents"]
        assert (agent["name"], agent["lastStatus"]) == ("ExecuteCommandAgent", "RUNNING")


def test_agent_does_not_run_on_a_read_only_root(bench):
    bench.define(bench.container(readonlyRootFilesystem=True))
    arn = running(bench)
    assert bench.task(arn)["containers"][0]["managedAgents"][0]["lastStatus"] == "STOPPED"
    with refused("InvalidParameterException", NOT_ENABLED):
        execute(bench, arn)


@pytest.mark.parametrize("missing", CHANNELS)
def test_task_role_needs_all_four_channels(bench, missing):
    bench.define()
    arn = running(bench)
    allowed = [f"ssmmessages:{channel}" for channel in CHANNELS if channel != missing]
    bench.allow(policy(FETCH, {"Action": allowed}))
    with refused("TargetNotConnectedException", "The execute command failed due to an internal"):
        execute(bench, arn)


def test_one_of_several_containers_has_to_be_named(bench):
    bench.define(bench.container(), {"name": "side", "image": "nginx"})
    arn = running(bench)
    with refused("InvalidParameterException", "container name must be specified"):
        execute(bench, arn)
    with refused("InvalidParameterException", "The container other was not found"):
        execute(bench, arn, container="other")


def test_where_all_is_right_there_is_nothing_to_get_into(bench):
    bench.define()
    arn = running(bench)
    with refused("TargetNotConnectedException", "the emulated cloud runs no images"):
        execute(bench, arn)


def test_refusal_is_one_line_of_the_cli(bench):
    bench.define()
    arn = running(bench)
    said = aws(
        bench.host, "ecs", "execute-command", "--cluster", bench.name, "--task", arn,
        "--command", "sh", "--interactive",
    )  # fmt: skip
    assert said.returncode != 0
    assert "emulated cloud" in said.stderr or "SessionManagerPlugin" in said.stderr


def test_task_that_is_not_there_has_no_containers(bench):
    with refused("InvalidParameterException", "The referenced task was not found"):
        execute(bench, "0" * 32)
