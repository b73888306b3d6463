"""What runs is the same after a restart, and nothing is left of what was deleted."""

import json

import pytest

from cloud_host import RunningHost, wait_until
from ecs_bench import EcsBench


def connected(bench: EcsBench) -> dict:
    bench.ecs.update_cluster(cluster=bench.name, serviceConnectDefaults={"namespace": bench.name})
    service = {"portName": "backend", "clientAliases": [{"port": 4567}]}
    return {"enabled": True, "services": [service]}


def picture(bench: EcsBench) -> list:
    """All that is known of the service and its tasks, with ids, times and addresses."""
    known = [
        bench.service,
        bench.tasks(),
        bench.tasks("STOPPED"),
        bench.logs.describe_log_streams(logGroupName=bench.name)["logStreams"],
        bench.ec2.describe_network_interfaces()["NetworkInterfaces"],
        bench.host.client("servicediscovery").list_services()["Services"],
    ]
    return json.loads(json.dumps(known, default=str))


def test_tasks_are_the_same_after_a_kill(folder):
    first = RunningHost(folder)
    bench = EcsBench(first)
    bench.define(bench.container(healthCheck={"command": ["CMD", "health-check"]}))
    bench.serve(serviceConnectConfiguration=connected(bench), desiredCount=2)
    assert bench.settles()
    [gone, _] = bench.tasks()
    bench.ecs.stop_task(cluster=bench.name, task=gone["taskArn"])
    assert bench.settles()
    bench.becomes(gone["taskArn"], "STOPPED")
    assert wait_until(lambda: len(bench.tasks()) == 2 and bench.settles())
    before = picture(bench)
    first.kill()

    second = RunningHost(folder)
    assert picture(bench) == before
    assert second.record["warnings"] == []
    second.stop()


def test_image_that_was_deleted_since_starts_nothing_else(folder):
    first = RunningHost(folder)
    bench = EcsBench(first)
    bench.define()
    arn = bench.run()
    bench.becomes(arn, "RUNNING")
    bench.ecr.delete_repository(repositoryName=bench.name, force=True)
    failed = bench.run()
    bench.becomes(failed, "STOPPED")
    before = [bench.task(arn), bench.task(failed)]
    first.kill()

    second = RunningHost(folder)
    assert [bench.task(arn), bench.task(failed)] == before
    second.stop()


def test_what_is_only_looked_at_is_not_kept(folder):
    host = RunningHost(folder)
    bench = EcsBench(host)
    bench.define()
    bench.serve()
    kept = len((folder / "journal").read_bytes().splitlines())
    assert bench.settles()
    assert len((folder / "journal").read_bytes().splitlines()) == kept
    host.stop()


def test_snapshot_has_the_tasks(folder):
    host = RunningHost(folder)
    bench = EcsBench(host)
    bench.define()
    bench.serve()
    assert bench.settles()
    for number in range(300):
        bench.logs.put_retention_policy(logGroupName=bench.name, retentionInDays=1 + number % 2 * 2)
    before = picture(bench)
    host.stop()
    second = RunningHost(folder)
    assert wait_until((folder / "snapshot").exists)
    second.stop()
    third = RunningHost(folder)
    assert third.record["replayed"] == 0
    assert picture(bench) == before
    third.stop()


@pytest.fixture
def inventory(host):
    def ask() -> dict:
        with host.open("/_labs/inventory", **{"X-Labs-Token": host.record["token"]}) as answer:
            return json.load(answer)

    return ask


def test_to_look_at_things_changes_nothing(host, inventory):
    bench = EcsBench(host)
    bench.define()
    bench.serve()
    assert bench.settles()
    before = inventory()
    bench.ecs.describe_clusters(clusters=[bench.name])
    bench.ecs.list_clusters()
    bench.ecs.describe_task_definition(taskDefinition=bench.name)
    assert bench.tasks()
    assert bench.events
    assert inventory() == before


def test_nothing_is_left_of_a_deleted_service(host, inventory):
    bench = EcsBench(host)
    before = inventory()
    definition = bench.define()
    bench.serve(serviceConnectConfiguration=connected(bench))
    assert bench.settles()
    assert set(inventory()) - set(before)
    bench.ecs.delete_service(cluster=bench.name, service=bench.name, force=True)
    assert wait_until(lambda: bench.service["status"] == "INACTIVE")
    bench.ecs.deregister_task_definition(taskDefinition=definition)
    cloud_map = host.client("servicediscovery")
    for namespace in cloud_map.list_namespaces()["Namespaces"]:
        cloud_map.delete_namespace(Id=namespace["Id"])
    bench.ecs.delete_cluster(cluster=bench.name)
    for stream in bench.logs.describe_log_streams(logGroupName=bench.name)["logStreams"]:
        bench.logs.delete_log_stream(logGroupName=bench.name, logStreamName=stream["logStreamName"])
    assert set(inventory()) <= set(before)
