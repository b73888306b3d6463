"""Tasks are listed and described, and clusters count them."""

import pytest

from cloud_host import aws, refused, wait_until
from ecs_bench import EcsBench


@pytest.fixture
def bench(host):
    return EcsBench(host)


def test_tasks_are_listed_by_what_they_are_wanted_for(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    alone = bench.run(startedBy="a test")
    bench.becomes(alone, "RUNNING")
    [served] = bench.ecs.list_tasks(cluster=bench.name, serviceName=bench.name)["taskArns"]
    assert bench.ecs.list_tasks(cluster=bench.name, startedBy="a test")["taskArns"] == [alone]
    family = bench.ecs.list_tasks(cluster=bench.name, family=bench.name)["taskArns"]
    assert sorted(family) == sorted([alone, served])
    bench.ecs.stop_task(cluster=bench.name, task=alone)
    stopped = bench.ecs.list_tasks(cluster=bench.name, desiredStatus="STOPPED")["taskArns"]
    assert stopped == [alone]
    with refused("ServiceNotFoundException"):
        bench.ecs.list_tasks(cluster=bench.name, serviceName="nothing")


def test_task_that_is_not_there_is_missing(bench):
    answer = bench.ecs.describe_tasks(cluster=bench.name, tasks=["0" * 32])
    assert answer["tasks"] == []
    [failure] = answer["failures"]
    assert failure["reason"] == "MISSING"
    assert failure["arn"].endswith(f":task/{bench.name}/{'0' * 32}")


def test_tags_are_shown_when_asked_for(bench):
    bench.define()
    arn = bench.run(tags=[{"key": "a", "value": "b"}])
    assert "tags" not in bench.task(arn)
    told = bench.ecs.describe_tasks(cluster=bench.name, tasks=[arn], include=["TAGS"])
    assert told["tasks"][0]["tags"] == [{"key": "a", "value": "b"}]


def test_override_is_for_a_container_that_is_there(bench):
    bench.define()
    override = {"containerOverrides": [{"name": "other", "command": ["x"]}]}
    with refused("InvalidParameterException", "Override for container named other"):
        bench.run(overrides=override)
    override["containerOverrides"][0]["name"] = "backend"
    assert "executable file not found" in bench.ends(overrides=override)


def test_override_of_the_size_is_one_that_fargate_has(bench):
    bench.define()
    with refused("ClientException", "No Fargate configuration exists for given values: 512 CPU"):
        bench.run(overrides={"cpu": "512"})
    with refused("ClientException", "EphemeralStorage size should be at most 200"):
        bench.run(overrides={"ephemeralStorage": {"sizeInGiB": 500}})
    larger = {"cpu": ".5 vCPU", "memory": "1 GB", "ephemeralStorage": {"sizeInGiB": 30}}
    task = bench.task(bench.run(overrides=larger))
    assert (task["cpu"], task["memory"]) == ("512", "1024")
    assert task["ephemeralStorage"] == {"sizeInGiB": 30}


def test_fargate_says_where_a_task_runs(bench):
    bench.define()
    with refused("InvalidParameterException", "Placement constraints are not supported with"):
        bench.run(placementConstraints=[{"type": "distinctInstance"}])
    with refused("InvalidParameterException", "Placement strategies are not supported with"):
        bench.serve(placementStrategy=[{"type": "random"}])


def test_without_instances_nothing_runs_on_ec2(bench):
    bench.define()
    network = {"awsvpcConfiguration": {"subnets": bench.subnets}}
    with refused("InvalidParameterException", "No Container Instances were found in your cluster"):
        bench.run(launchType="EC2", networkConfiguration=network)


def test_cluster_counts_what_is_in_it(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    cluster = bench.ecs.describe_clusters(clusters=[bench.name])["clusters"][0]
    assert (cluster["activeServicesCount"], cluster["runningTasksCount"]) == (1, 1)


def test_cluster_with_services_or_tasks_is_not_deleted(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    with refused("ClusterContainsServicesException", "while Services are active"):
        bench.ecs.delete_cluster(cluster=bench.name)
    bench.ecs.delete_service(cluster=bench.name, service=bench.name, force=True)
    with refused("ClusterContainsTasksException", "while Tasks are active"):
        bench.ecs.delete_cluster(cluster=bench.name)
    assert wait_until(lambda: bench.service["status"] == "INACTIVE")
    bench.ecs.delete_cluster(cluster=bench.name)
    with refused("ClusterNotFoundException", "The referenced cluster was inactive."):
        bench.run()


def test_waiting_for_a_stable_service_comes_to_an_end(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    said = aws(
        bench.host, "ecs", "wait", "services-stable", "--cluster", bench.name,
        "--services", bench.name,
    )  # fmt: skip
    assert (said.returncode, said.stderr) == (0, "")
