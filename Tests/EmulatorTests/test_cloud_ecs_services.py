"""A service of Amazon ECS keeps as many tasks running as it is asked for."""

import pytest

from cloud_host import refused, wait_until
from ecs_bench import EcsBench


@pytest.fixture
def bench(host):
    return EcsBench(host)


def test_service_comes_up_and_says_so(bench):
    bench.define()
    service = bench.serve()
    assert (service["status"], service["runningCount"]) == ("ACTIVE", 0)
    assert service["deployments"][0]["rolloutState"] == "IN_PROGRESS"
    assert bench.settles()
    [task] = bench.tasks()
    started, completed, steady = bench.events
    task_id = task["taskArn"].split("/")[-1]
    assert started == f"(service {bench.name}) has started 1 tasks: (task {task_id})."
    deployment = bench.service["deployments"][0]
    assert completed == (
        f"(service {bench.name}) (deployment {deployment['id']}) deployment completed."
    )
    assert steady == f"(service {bench.name}) has reached a steady state."
    assert deployment["rolloutStateReason"] == f"ECS deployment {deployment['id']} completed."


def test_task_of_a_service_knows_where_it_belongs(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    [task] = bench.tasks()
    deployment = bench.service["deployments"][0]
    assert task["group"] == f"service:{bench.name}"
    assert task["startedBy"] == deployment["id"]
    assert task["launchType"] == "FARGATE"
    assert task["platformVersion"] == "1.4.0"


def test_task_that_is_stopped_is_replaced(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    [first] = bench.tasks()
    bench.ecs.stop_task(cluster=bench.name, task=first["taskArn"], reason="a test")
    assert wait_until(lambda: [task["lastStatus"] for task in bench.tasks()] == ["RUNNING"])
    assert bench.tasks()[0]["taskArn"] != first["taskArn"]
    stopped = bench.becomes(first["taskArn"], "STOPPED")
    assert (stopped["stopCode"], stopped["stoppedReason"]) == ("UserInitiated", "a test")


def test_service_is_scaled_up_and_down(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    bench.ecs.update_service(cluster=bench.name, service=bench.name, desiredCount=3)
    assert bench.settles()
    assert len(bench.tasks()) == 3
    bench.ecs.update_service(cluster=bench.name, service=bench.name, desiredCount=1)
    assert wait_until(lambda: len(bench.tasks("STOPPED")) == 2)
    deployment = bench.service["deployments"][0]["id"]
    reasons = {task["stoppedReason"] for task in bench.tasks("STOPPED")}
    assert reasons == {f"Scaling activity initiated by (deployment {deployment})"}


def test_new_definition_takes_over_without_a_gap(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    newer = bench.define()
    bench.ecs.update_service(cluster=bench.name, service=bench.name, taskDefinition=newer)
    both = [deployment["status"] for deployment in bench.service["deployments"]]
    assert both == ["PRIMARY", "ACTIVE"]
    assert bench.service["runningCount"] == 1
    assert bench.settles()
    assert {task["taskDefinitionArn"] for task in bench.tasks()} == {newer}


def test_update_without_a_change_deploys_nothing_unless_forced(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    first = bench.service["deployments"][0]["id"]
    place = {"cluster": bench.name, "service": bench.name}
    bench.ecs.update_service(**place, taskDefinition=bench.name, networkConfiguration=bench.network)
    assert [each["id"] for each in bench.service["deployments"]] == [first]
    bench.ecs.update_service(**place, forceNewDeployment=True)
    assert len(bench.service["deployments"]) == 2
    assert bench.settles()
    assert bench.service["deployments"][0]["id"] != first


def test_deleted_service_drains_and_frees_its_name(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    with refused("InvalidParameterException", "cannot be stopped while it is scaled above 0"):
        bench.ecs.delete_service(cluster=bench.name, service=bench.name)
    gone = bench.ecs.delete_service(cluster=bench.name, service=bench.name, force=True)
    assert gone["service"]["status"] == "DRAINING"
    with refused("InvalidParameterException", "Creation of service was not idempotent"):
        bench.serve()
    assert wait_until(lambda: bench.service["status"] == "INACTIVE")
    assert bench.ecs.list_services(cluster=bench.name)["serviceArns"] == []
    bench.serve()
    assert bench.settles()


def test_network_interface_lives_as_long_as_the_task(bench):
    bench.define()
    bench.serve()
    assert bench.settles()
    interfaces = [{"Name": "group-id", "Values": [bench.group]}]
    [eni] = bench.ec2.describe_network_interfaces(Filters=interfaces)["NetworkInterfaces"]
    assert eni["RequesterManaged"]
    assert eni["Description"].startswith("arn:aws:ecs:us-east-1:123456789012:attachment/")
    [task] = bench.tasks()
    details = {each["name"]: each["value"] for each in task["attachments"][0]["details"]}
    assert details["networkInterfaceId"] == eni["NetworkInterfaceId"]
    assert details["privateIPv4Address"] == eni["PrivateIpAddress"]
    with refused("DependencyViolation"):
        bench.ec2.delete_security_group(GroupId=bench.group)
    bench.ecs.delete_service(cluster=bench.name, service=bench.name, force=True)
    assert wait_until(lambda: bench.service["status"] == "INACTIVE")
    bench.ec2.delete_security_group(GroupId=bench.group)


def test_service_recovers_when_what_was_missing_comes_back(bench):
    bench.define()
    bench.logs.delete_log_group(logGroupName=bench.name)
    bench.serve()
    assert wait_until(lambda: bench.tasks("STOPPED"))
    assert any("was unable to place a task. Reason: " in event for event in bench.events)
    assert bench.service["deployments"][0]["failedTasks"] > 0
    bench.logs.create_log_group(logGroupName=bench.name)
    assert bench.settles()


def test_service_that_fails_again_and_again_says_so(bench):
    bench.define(bench.container(command=["missing"]))
    bench.serve()
    expected = f"(service {bench.name}) is unable to consistently start tasks successfully."
    assert wait_until(lambda: any(event.startswith(expected) for event in bench.events))


def test_circuit_breaker_goes_back_to_what_worked(bench):
    good = bench.define()
    breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
    bench.serve(deploymentConfiguration=breaker)
    assert bench.settles()
    [before] = bench.service["deployments"]
    bad = bench.define(bench.container(command=["missing"]))
    bench.ecs.update_service(cluster=bench.name, service=bench.name, taskDefinition=bad)
    assert wait_until(lambda: any("rolling back" in event for event in bench.events))
    assert bench.settles()
    assert bench.service["taskDefinition"] == good
    assert bench.service["deployments"][0]["id"] == before["id"]
    assert f"(service {bench.name}) rolling back to deployment {before['id']}." in bench.events
    assert any("deployment failed: tasks failed to start." in event for event in bench.events)


def test_circuit_breaker_without_rollback_gives_up(bench):
    bench.define(bench.container(command=["missing"]))
    breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": False}}
    bench.serve(deploymentConfiguration=breaker)
    state = lambda: bench.service["deployments"][0]["rolloutState"]  # noqa: E731
    assert wait_until(lambda: state() == "FAILED")
    assert bench.service["deployments"][0]["failedTasks"] == 3


def test_unassumable_role_is_an_event_and_no_task(bench):
    bench.define(executionRoleArn="arn:aws:iam::123456789012:role/nobody")
    bench.serve()
    expected = "failed to launch a task with (error ECS was unable to assume the role"
    assert wait_until(lambda: any(expected in event for event in bench.events))
    assert bench.tasks() == bench.tasks("STOPPED") == []


def test_without_instances_nothing_is_placed_on_ec2(bench):
    bench.define()
    network = {"awsvpcConfiguration": {"subnets": bench.subnets}}
    bench.serve(launchType="EC2", networkConfiguration=network)
    expected = "was unable to place a task because no container instance met all of its"
    assert wait_until(lambda: any(expected in event for event in bench.events))


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        ({"taskDefinition": "nothing"}, "ClientException", "TaskDefinition not found."),
        ({"cluster": "nothing"}, "ClusterNotFoundException", "Cluster not found."),
        ({"networkConfiguration": {}}, "InvalidParameterException",
         "Network Configuration must be provided when networkMode 'awsvpc' is specified."),
        ({"networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}},
         "InvalidParameterException", "The subnet ID 'subnet-1' does not exist"),
        ({"healthCheckGracePeriodSeconds": 30}, "InvalidParameterException",
         "Health check grace period is only valid for services configured to use load balancers"),
        ({"launchType": "FARGATE", "capacityProviderStrategy": [{"capacityProvider": "FARGATE"}]},
         "InvalidParameterException", "Specifying both a launch type and capacity provider"),
        ({"deploymentConfiguration": {"maximumPercent": 100, "minimumHealthyPercent": 100}},
         "InvalidParameterException", "cannot be 100 as this will block deployments"),
        ({"deploymentConfiguration": {"minimumHealthyPercent": 101}},
         "InvalidParameterException", "minimumHealthyPercent must be at most 100"),
        ({"deploymentConfiguration": {"maximumPercent": 99}},
         "InvalidParameterException", "maximumPercent must be at least 100"),
        ({"loadBalancers": [{"targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:"
           "123456789012:loadbalancer/app/a/0123456789abcdef", "containerName": "backend",
           "containerPort": 4567}]},
         "InvalidParameterException", "validate the specified targetGroupArn"),
    ],
)  # fmt: skip
def test_impossible_service_is_refused(bench, more, code, message):
    bench.define()
    with refused(code, message):
        bench.serve(**more)


def test_ecs_exec_needs_a_task_role(bench):
    definition = bench.ecs.register_task_definition(
        family=bench.name, containerDefinitions=[{"name": "backend", "image": "nginx"}],
        requiresCompatibilities=["FARGATE"], networkMode="awsvpc", cpu="256", memory="512",
    )  # fmt: skip
    name = definition["taskDefinition"]["taskDefinitionArn"]
    with refused("InvalidParameterException", "because a valid taskRoleArn is not being used"):
        bench.serve(taskDefinition=name, enableExecuteCommand=True)


def test_security_group_of_another_vpc_is_refused(bench):
    bench.define()
    other = bench.ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    group = bench.ec2.create_security_group(GroupName="x", Description="x", VpcId=other)["GroupId"]
    placed = {"subnets": bench.subnets, "securityGroups": [group]}
    with refused("InvalidParameterException", "does not appear to belong to the same VPC"):
        bench.serve(networkConfiguration={"awsvpcConfiguration": placed})


def test_inactive_definition_starts_no_service(bench):
    definition = bench.define()
    bench.ecs.deregister_task_definition(taskDefinition=definition)
    with refused("ClientException", "TaskDefinition is inactive"):
        bench.serve(taskDefinition=definition)
