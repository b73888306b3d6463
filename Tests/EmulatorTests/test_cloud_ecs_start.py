"""A task starts, or stops with the reason that is true in the account."""

import json

import pytest

from cloud_host import refused, wait_until
from ecs_bench import SERVER, EcsBench, policy

ALL = ["ecr:*", "logs:*", "ssm:*", "secretsmanager:*", "kms:*"]


@pytest.fixture
def bench(host):
    return EcsBench(host)


def allow_all_but(bench: EcsBench, *actions: str) -> None:
    denied = {"Effect": "Deny", "Action": list(actions), "Resource": "*"}
    bench.allow(policy({"Action": ALL}, denied))


def secret(source: str) -> dict:
    return {"name": "SECRET", "valueFrom": source}


def private(bench: EcsBench) -> dict:
    return {
        "awsvpcConfiguration": {
            **bench.network["awsvpcConfiguration"],
            "assignPublicIp": "DISABLED",
        }
    }


def test_task_goes_through_its_states(bench):
    bench.define()
    arn = bench.run()
    seen = []

    def look() -> bool:
        status = bench.task(arn)["lastStatus"]
        if status not in seen[-1:]:
            seen.append(status)
        return status == "RUNNING"

    assert wait_until(look)
    order = ["PROVISIONING", "PENDING", "RUNNING"]
    assert seen == [status for status in order if status in seen]
    task = bench.task(arn)
    assert task["createdAt"] < task["connectivityAt"] <= task["pullStartedAt"] <= task["startedAt"]
    assert task["containers"][0]["lastStatus"] == "RUNNING"
    assert task["containers"][0]["imageDigest"].startswith("sha256:")
    assert task["attachments"][0]["status"] == "ATTACHED"


def test_log_stream_is_named_after_prefix_container_and_task(bench):
    bench.define()
    arn = bench.run()
    bench.becomes(arn, "RUNNING")
    [stream] = bench.logs.describe_log_streams(logGroupName=bench.name)["logStreams"]
    assert stream["logStreamName"] == f"backend/backend/{arn.split('/')[-1]}"


def test_stopped_task_gives_its_interface_back(bench):
    bench.define()
    arn = bench.run()
    bench.becomes(arn, "RUNNING")
    bench.ecs.stop_task(cluster=bench.name, task=arn)
    task = bench.becomes(arn, "STOPPED")
    assert (task["stopCode"], task["stoppedReason"]) == ("UserInitiated", "Task stopped by user")
    assert task["containers"][0]["exitCode"] == 0
    assert task["attachments"][0]["status"] == "DELETED"
    in_group = [{"Name": "group-id", "Values": [bench.group]}]
    assert bench.ec2.describe_network_interfaces(Filters=in_group)["NetworkInterfaces"] == []


def test_denied_login_is_told_with_the_session_and_the_action(bench):
    bench.define()
    bench.allow(policy({"Action": "logs:*"}))
    arn = bench.run()
    task = bench.becomes(arn, "STOPPED")
    assert task["stopCode"] == "TaskFailedToStart"
    assert task["stoppedReason"].startswith(
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource "
        "retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 "
        "time(s): AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/"
        f"{bench.name}/{arn.split('/')[-1]} is not authorized to perform: "
        "ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the "
        "ecr:GetAuthorizationToken action status code: 400, request id: "
    )


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ("ecr:BatchGetImage", "/manifests/latest: 403 Forbidden"),
        ("ecr:GetDownloadUrlForLayer", "failed to copy: httpReadSeeker: failed open"),
        ("logs:CreateLogStream", "is not authorized to perform: logs:CreateLogStream on resource: "
         "arn:aws:logs:us-east-1:123456789012:log-group:"),
    ],
)  # fmt: skip
def test_denied_action_keeps_the_task_from_starting(bench, action, message):
    bench.define()
    allow_all_but(bench, action)
    reason = bench.ends()
    assert message in reason


def test_pull_of_one_repository_does_not_allow_another(bench):
    bench.define()
    other = "arn:aws:ecr:us-east-1:123456789012:repository/another"
    bench.allow(
        policy(
            {"Action": ["logs:*", "ecr:GetAuthorizationToken"]},
            {"Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], "Resource": other},
        )
    )
    assert "403 Forbidden" in bench.ends()


@pytest.mark.parametrize("image", ["{name}:missing", "nothing:latest", "{name}@sha256:" + "0" * 64])
def test_image_that_is_not_there_is_not_pulled(bench, image):
    registry = bench.image.split("/")[0]
    bench.define(bench.container(image=f"{registry}/{image.format(name=bench.name)}"))
    reason = bench.ends()
    assert reason.startswith(
        "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to "
        f"resolve ref {registry}/"
    )
    assert reason.endswith(": not found")


def test_image_of_another_region_is_not_there(bench):
    elsewhere = bench.image.replace("us-east-1", "eu-west-1")
    bench.define(bench.container(image=elsewhere))
    assert bench.ends().endswith(f"{elsewhere}: not found")


def test_image_of_another_platform_is_not_pulled(bench):
    bench.define(runtimePlatform={"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"})
    assert bench.ends().endswith(
        "image Manifest does not contain descriptor matching platform 'linux/arm64'"
    )


def test_image_may_be_named_as_the_emulated_registry_names_it(bench):
    uri = bench.ecr.describe_repositories(repositoryNames=[bench.name])["repositories"][0]
    bench.define(bench.container(image=f"{uri['repositoryUri']}:latest"))
    bench.becomes(bench.run(), "RUNNING")


def test_log_group_that_is_not_there_is_named_in_no_other_way(bench):
    bench.define()
    bench.logs.delete_log_group(logGroupName=bench.name)
    assert bench.ends().startswith(
        "ResourceInitializationError: failed to validate logger args: create stream has been "
        "retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The "
        "specified log group does not exist."
    )


def test_region_that_there_is_not_has_no_host(bench):
    container = bench.container()
    container["logConfiguration"]["options"]["awslogs-region"] = "us-east-9"
    bench.define(container)
    assert "lookup logs.us-east-9.amazonaws.com: no such host" in bench.ends()
    elsewhere = "arn:aws:ssm:us-east-9:123456789012:parameter/a/b"
    bench.define(bench.container(secrets=[secret(elsewhere)]))
    assert "lookup ssm.us-east-9.amazonaws.com: no such host" in bench.ends()


def test_parameter_of_another_account_is_refused(bench):
    other = "arn:aws:ssm:us-east-1:210987654321:parameter/a/b"
    bench.define(bench.container(secrets=[secret(other)]))
    assert f"is not authorized to perform: ssm:GetParameters on resource: {other}" in bench.ends()


def test_secrets_come_before_the_registry(bench):
    bench.define(bench.container(secrets=[secret("/a/b")]))
    reason = bench.ends(networkConfiguration=private(bench))
    assert "unable to retrieve secrets from ssm: The task cannot pull secrets" in reason


def test_log_group_is_created_only_if_that_is_allowed(bench):
    container = bench.container()
    options = container["logConfiguration"]["options"]
    options |= {"awslogs-create-group": "true", "awslogs-group": f"{bench.name}-made"}
    bench.define(container)
    allow_all_but(bench, "logs:CreateLogGroup")
    assert "logs:CreateLogGroup" in bench.ends()
    allow_all_but(bench, "logs:DeleteLogGroup")
    bench.becomes(bench.run(), "RUNNING")


def test_missing_parameter_keeps_the_task_from_starting(bench):
    bench.define(bench.container(secrets=[secret("/missing/one"), secret("/missing/two")]))
    assert bench.ends().endswith("invalid parameters: /missing/one,/missing/two")


@pytest.mark.parametrize(
    "form", ["/{name}/url", "arn:aws:ssm:us-east-1:123456789012:parameter/{name}/url"]
)
def test_parameter_is_found_by_name_and_by_arn(bench, form):
    bench.host.client("ssm").put_parameter(
        Name=f"/{bench.name}/url", Value="x", Type="SecureString"
    )
    bench.define(bench.container(secrets=[secret(form.format(name=bench.name))]))
    bench.becomes(bench.run(), "RUNNING")


def test_parameter_that_may_not_be_read_is_named(bench):
    bench.host.client("ssm").put_parameter(Name=f"/{bench.name}/url", Value="x", Type="String")
    bench.define(bench.container(secrets=[secret(f"/{bench.name}/url")]))
    bench.allow(policy({"Action": ["ecr:*", "logs:*"]}))
    resource = f"arn:aws:ssm:us-east-1:123456789012:parameter/{bench.name}/url"
    assert f"ssm:GetParameters on resource: {resource} because no identity-based" in bench.ends()


def test_key_of_ones_own_needs_to_be_allowed(bench):
    key = bench.host.client("kms").create_key()["KeyMetadata"]["Arn"]
    bench.host.client("ssm").put_parameter(
        Name=f"/{bench.name}/url", Value="x", Type="SecureString", KeyId=key
    )
    bench.define(bench.container(secrets=[secret(f"/{bench.name}/url")]))
    bench.allow(policy({"Action": ["ecr:*", "logs:*", "ssm:*"]}))
    assert f"kms:Decrypt on resource: {key}" in bench.ends()


def test_secret_is_read_by_its_key(bench):
    manager = bench.host.client("secretsmanager")
    arn = manager.create_secret(Name=bench.name, SecretString=json.dumps({"url": "x"}))["ARN"]
    bench.define(bench.container(secrets=[secret(f"{arn}:url::")]))
    bench.becomes(bench.run(), "RUNNING")
    bench.define(bench.container(secrets=[secret(f"{arn}:password::")]))
    assert bench.ends().endswith("did not contain json key password")


def test_missing_secret_keeps_the_task_from_starting(bench):
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:nothing-AbCdEf"
    bench.define(bench.container(secrets=[secret(arn)]))
    assert "Secrets Manager can't find the specified secret" in bench.ends()


def test_program_that_is_not_in_the_image_is_not_started(bench):
    bench.define(bench.container(command=["flask", "run"]))
    arn = bench.run()
    task = bench.becomes(arn, "STOPPED")
    assert task["stoppedReason"].endswith(
        'exec: "flask": executable file not found in $PATH: unknown'
    )
    assert task["containers"][0]["reason"] == task["stoppedReason"]
    assert "exitCode" not in task["containers"][0]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("/srv/run", 'exec: "/srv/run": stat /srv/run: no such file or directory: unknown'),
        ("/etc/settings", 'exec: "/etc/settings": permission denied: unknown'),
    ],
)
def test_path_that_cannot_be_run_says_why(bench, command, why):
    bench.define(bench.container(command=[command]))
    assert bench.ends().endswith(why)


def test_image_without_a_command_cannot_be_started(bench):
    bench.push(Cmd=None)
    bench.define()
    assert bench.ends().endswith("No command specified")


def test_container_that_is_not_essential_does_not_stop_the_task(bench):
    sidecar = {"name": "side", "image": bench.image, "command": ["missing"], "essential": False}
    bench.define(bench.container(), sidecar)
    task = bench.becomes(bench.run(), "RUNNING")
    [side] = [each for each in task["containers"] if each["name"] == "side"]
    assert side["lastStatus"] == "STOPPED"
    assert "executable file not found" in side["reason"]


def test_definition_that_does_not_fit_fargate_is_not_run_there(bench):
    definition = bench.ecs.register_task_definition(
        family=bench.name, networkMode="awsvpc", containerDefinitions=[bench.container(memory=64)]
    )["taskDefinition"]
    assert definition["compatibilities"] == ["EC2"]
    with refused("InvalidParameterException", "does not support launch_type FARGATE"):
        bench.run()


def test_public_image_needs_only_a_way_out(bench):
    xray = {"name": "xray", "image": "public.ecr.aws/xray/aws-xray-daemon"}
    bench.define(bench.container(), xray)
    bench.becomes(bench.run(), "RUNNING")


@pytest.mark.parametrize(
    ("command", "health"),
    [
        (["CMD-SHELL", "health-check || exit 1"], "HEALTHY"),
        (["CMD", "bin/health-check"], "HEALTHY"),
        (["CMD-SHELL", "curl -f http://localhost:4567/ || exit 1"], "UNHEALTHY"),
        (["CMD", "sh", "/missing"], "UNHEALTHY"),
    ],
)
def test_health_is_whether_the_check_can_be_made(bench, command, health):
    bench.define(bench.container(healthCheck={"command": command}))
    arn = bench.run()
    assert wait_until(lambda: bench.task(arn)["healthStatus"] == health)
    assert bench.task(arn)["containers"][0]["healthStatus"] == health


def test_shell_check_needs_a_shell(bench):
    bench.push({name: mode for name, mode in SERVER.items() if name != "bin/sh"}, tag="bare")
    check = {"command": ["CMD-SHELL", "health-check"]}
    bench.define(bench.container(image=bench.image.replace("latest", "bare"), healthCheck=check))
    arn = bench.run()
    assert wait_until(lambda: bench.task(arn)["healthStatus"] == "UNHEALTHY")


def test_unhealthy_task_of_a_service_is_replaced(bench):
    bench.define(bench.container(healthCheck={"command": ["CMD-SHELL", "curl localhost"]}))
    bench.serve()
    assert wait_until(lambda: bench.tasks("STOPPED"))
    [task, *_] = bench.tasks("STOPPED")
    assert task["stoppedReason"] == "Task failed container health checks"
    assert task["stopCode"] == "ServiceSchedulerInitiated"


def test_without_a_public_address_there_is_no_way_out(bench):
    bench.define()
    reason = bench.ends(networkConfiguration=private(bench))
    assert reason.startswith(
        "ResourceInitializationError: unable to pull secrets or registry auth: The task cannot "
        "pull registry auth from Amazon ECR: There is a connection issue between the task and "
        "Amazon ECR."
    )


def test_public_image_without_a_way_out_is_not_pulled(bench):
    bench.define({"name": "web", "image": "nginx"})
    reason = bench.ends(networkConfiguration=private(bench))
    assert "failed to resolve ref docker.io/library/nginx:latest" in reason
    assert reason.endswith("dial tcp: i/o timeout")


def test_group_that_lets_nothing_out_is_no_way_out(bench):
    bench.define()
    bench.ec2.revoke_security_group_egress(
        GroupId=bench.group,
        IpPermissions=[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
    )
    assert "connection issue between the task and Amazon ECR" in bench.ends()


def private_network(bench: EcsBench) -> dict:
    """A VPC of its own that nothing leads out of."""
    ec2 = bench.ec2
    bench.vpc = ec2.create_vpc(CidrBlock="10.8.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=bench.vpc, EnableDnsHostnames={"Value": True})
    subnet = ec2.create_subnet(VpcId=bench.vpc, CidrBlock="10.8.1.0/24")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(GroupName="in", Description="in", VpcId=bench.vpc)["GroupId"]
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 443,
                "ToPort": 443,
                "IpRanges": [{"CidrIp": "10.8.0.0/16"}],
            }
        ],
    )
    bench.subnets, bench.group = [subnet], group
    return {"awsvpcConfiguration": {"subnets": [subnet], "securityGroups": [group]}}


def add_endpoint(bench: EcsBench, service: str) -> None:
    made = bench.ec2.create_vpc_endpoint(
        VpcId=bench.vpc,
        VpcEndpointType="Interface",
        ServiceName=f"com.amazonaws.us-east-1.{service}",
        SubnetIds=bench.subnets,
        SecurityGroupIds=[bench.group],
        PrivateDnsEnabled=True,
    )["VpcEndpoint"]["VpcEndpointId"]
    known = bench.ec2.describe_vpc_endpoints
    assert wait_until(
        lambda: known(VpcEndpointIds=[made])["VpcEndpoints"][0]["State"] == "available"
    )


def test_private_subnet_needs_an_endpoint_for_each_service(bench):
    bench.define()
    network = private_network(bench)
    missing = {
        "ecr.api": "connection issue between the task and Amazon ECR",
        "logs": "connection issue between the task and Amazon CloudWatch",
        "ecr.dkr": "failed to do request: Head",
        "s3": "connection issue between the task and the registry",
    }
    for service, message in missing.items():
        assert message in bench.ends(networkConfiguration=network)
        if service != "s3":
            add_endpoint(bench, service)
    tables = bench.ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [bench.vpc]}])
    bench.ec2.create_vpc_endpoint(
        VpcId=bench.vpc,
        ServiceName="com.amazonaws.us-east-1.s3",
        RouteTableIds=[tables["RouteTables"][0]["RouteTableId"]],
    )
    bench.becomes(bench.run(networkConfiguration=network), "RUNNING")


def test_nat_gateway_is_a_way_out_if_it_has_one_itself(bench):
    bench.define()
    network = private_network(bench)
    ec2 = bench.ec2
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=bench.vpc)
    public = ec2.create_subnet(VpcId=bench.vpc, CidrBlock="10.8.2.0/24")["Subnet"]["SubnetId"]
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=public, AllocationId=address)["NatGateway"][
        "NatGatewayId"
    ]
    [main] = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [bench.vpc]}])[
        "RouteTables"
    ]
    ec2.create_route(
        RouteTableId=main["RouteTableId"], DestinationCidrBlock="0.0.0.0/0", NatGatewayId=nat
    )
    assert "connection issue" in bench.ends(networkConfiguration=network)
    table = ec2.create_route_table(VpcId=bench.vpc)["RouteTable"]["RouteTableId"]
    ec2.associate_route_table(RouteTableId=table, SubnetId=public)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    bench.becomes(bench.run(networkConfiguration=network), "RUNNING")


def test_role_that_is_not_there_or_trusts_others_is_refused_at_once(bench):
    bench.define(executionRoleArn="arn:aws:iam::123456789012:role/nobody")
    with refused(
        "ClientException",
        "ECS was unable to assume the role 'arn:aws:iam::123456789012:role/nobody'",
    ):
        bench.run()
    ec2 = policy({"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"})
    trust = json.loads(ec2)
    del trust["Statement"][0]["Resource"]
    bench.iam.update_assume_role_policy(RoleName=bench.name, PolicyDocument=json.dumps(trust))
    bench.define()
    with refused("ClientException", "ECS was unable to assume the role"):
        bench.run()
