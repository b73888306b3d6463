"""Containers of a task wait for one another."""

import pytest

from cloud_host import wait_until
from ecs_bench import EcsBench


@pytest.fixture
def bench(host):
    return EcsBench(host)


def waiting(bench: EcsBench, condition: str, **first) -> None:
    """Registers a definition whose `backend` waits for `first`."""
    waits = [{"containerName": "first", "condition": condition}]
    other = {"name": "first", "image": bench.image, "essential": False, **first}
    bench.define(bench.container(dependsOn=waits), other)


def containers(task: dict) -> dict[str, dict]:
    return {each["name"]: each for each in task["containers"]}


def test_container_starts_when_what_it_waits_for_is_healthy(bench):
    waiting(bench, "HEALTHY", healthCheck={"command": ["CMD", "bin/health-check"]})
    arn = bench.run()
    assert wait_until(lambda: containers(bench.task(arn))["first"]["lastStatus"] == "RUNNING")
    task = bench.becomes(arn, "RUNNING")
    assert {each["lastStatus"] for each in task["containers"]} == {"RUNNING"}
    assert containers(task)["first"]["healthStatus"] == "HEALTHY"


def test_container_whose_end_is_waited_for_has_ended_when_the_task_runs(bench):
    waiting(bench, "SUCCESS", command=["sh", "-c", "exit 0"])
    told = containers(bench.becomes(bench.run(), "RUNNING"))
    assert (told["first"]["lastStatus"], told["first"]["exitCode"]) == ("STOPPED", 0)
    assert told["backend"]["lastStatus"] == "RUNNING"


def test_end_with_an_error_is_an_end_and_no_success(bench):
    waiting(bench, "COMPLETE", command=["sh", "-c", "exit 3"])
    assert containers(bench.becomes(bench.run(), "RUNNING"))["first"]["exitCode"] == 3
    waiting(bench, "SUCCESS", command=["sh", "-c", "exit 3"])
    said = bench.ends()
    assert said.startswith("CannotStartContainerError: dependency graph: failed to resolve")
    assert said.endswith("as dependency did not exit successfully.")
    assert "(STOPPED->RUNNING) - Exit: 3] for target [backend(" in said


@pytest.mark.parametrize(
    ("condition", "first", "why"),
    [
        ("HEALTHY", {"healthCheck": {"command": ["CMD", "missing"]}}, "has timed out."),
        ("START", {"command": ["missing"]}, "because dependency will never start"),
    ],
)
def test_what_waits_for_what_never_comes_is_given_up(bench, condition, first, why):
    waiting(bench, condition, **first)
    assert bench.ends().endswith(why)
