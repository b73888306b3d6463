"""What cannot run is not registered as a task definition."""

import pytest
from botocore.exceptions import ClientError

ROLE = "arn:aws:iam::123456789012:role/execution"
LOGS = {
    "awslogs-group": "cruddur",
    "awslogs-region": "us-east-1",
    "awslogs-stream-prefix": "backend",
}


def container(**more) -> dict:
    return {"name": "backend", "image": "nginx", **more}


def task(*containers: dict, **more) -> dict:
    return {
        "family": "backend",
        "requiresCompatibilities": ["FARGATE"],
        "networkMode": "awsvpc",
        "cpu": "256",
        "memory": "512",
        "containerDefinitions": list(containers) or [container()],
        **more,
    }


def register(host, definition: dict) -> dict:
    return host.client("ecs").register_task_definition(**definition)["taskDefinition"]


def refused(message: str):
    return pytest.raises(ClientError, match=rf"\(ClientException\).*{message}")


@pytest.mark.parametrize(
    ("cpu", "memory"),
    [("256", "512"), ("256", "2048"), ("512", "4096"), ("1024", "8192"), ("2048", "16384"),
     ("4096", "30720"), ("8192", "61440"), ("16384", "122880"), ("16384", "32768")],
)  # fmt: skip
def test_size_that_fargate_has_is_registered(host, cpu, memory):
    assert register(host, task(cpu=cpu, memory=memory))["cpu"] == cpu


@pytest.mark.parametrize(
    ("cpu", "memory"),
    [("256", "1536"), ("256", "4096"), ("512", "512"), ("300", "1024"), ("1024", "2500"),
     ("8192", "17408"), ("16384", "36864")],
)  # fmt: skip
def test_size_that_fargate_has_not_is_refused(host, cpu, memory):
    with refused(f"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory"):
        register(host, task(cpu=cpu, memory=memory))


def test_size_in_words_is_shown_in_units(host):
    shown = register(host, task(cpu=".5 vCPU", memory="1 GB"))
    assert (shown["cpu"], shown["memory"]) == ("512", "1024")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"cpu": "much"}, "Invalid 'cpu' setting for task"),
        ({"memory": "0"}, "Invalid 'memory' setting for task"),
        ({"networkMode": "bridge"}, "Fargate only supports network mode"),
        ({"taskRoleArn": "arn:aws:iam::210987654321:role/x"}, "Role is not valid"),
        ({"executionRoleArn": "arn:aws:iam::123456789012:user/x"}, "Role is not valid"),
        ({"family": "a family"}, "Family contains invalid characters"),
        ({"ephemeralStorage": {"sizeInGiB": 20}}, "EphemeralStorage size should be at least 21"),
        ({"ephemeralStorage": {"sizeInGiB": 201}}, "EphemeralStorage size should be at most 200"),
        ({"ipcMode": "task"}, "Fargate compatible task definitions do not support ipcMode"),
        ({"placementConstraints": [{"type": "memberOf", "expression": "x"}]},
         "Fargate compatible task definitions do not support constraints"),
        ({"volumes": [{"name": "v", "host": {"sourcePath": "/etc"}}]},
         "Fargate compatible task definitions do not support sourcePath"),
        ({"volumes": [{"name": "v", "dockerVolumeConfiguration": {"driver": "local"}}]},
         "Fargate compatible task definitions do not support dockerVolumeConfiguration"),
        ({"volumes": [{"name": "v"}]}, "are not referenced by any of the containers"),
        ({"pidMode": "host"}, "do not support pidMode"),
        ({"containerDefinitions": []}, "Container list cannot be empty"),
    ],
)  # fmt: skip
def test_impossible_task_is_refused(host, more, message):
    with refused(message):
        register(host, task(**more))


def test_fargate_needs_the_size_of_the_task(host):
    for name in ("cpu", "memory"):
        definition = task(container(memory=128))
        del definition[name]
        with refused(f"Fargate requires that '{name}' be defined at the task level"):
            register(host, definition)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"name": "the backend"}, "Container.name contains invalid characters"),
        ({"name": ""}, "Container.name should not be null or empty"),
        ({"image": ""}, "Container.image should not be null or empty"),
        ({"image": "UPPER/case"}, "Container.image contains invalid characters"),
        ({"essential": False}, "doesn't have any essential container"),
        ({"memory": 1024}, "'memory' setting for container 'backend' is greater than for the task"),
        ({"memory": 128, "memoryReservation": 256}, "greater than or equal to 'memoryReservation'"),
        ({"portMappings": [{"containerPort": 80, "hostPort": 8080}]},
         "ports in port mappings must match"),
        ({"portMappings": [{"hostPort": 80}]}, "Invalid 'containerPort' setting"),
        ({"portMappings": [{"containerPort": 80, "appProtocol": "http"}]}, "needs a name"),
        ({"portMappings": [{"containerPort": 80, "name": "Web"}]}, "Invalid port mapping name"),
        ({"healthCheck": {"command": ["bin/health-check"]}}, "begins with CMD or CMD-SHELL"),
        ({"healthCheck": {"command": ["CMD", "x"], "interval": 4}},
         "Health check interval must be greater than or equal to the minimum allowed value 5 "),
        ({"healthCheck": {"command": ["CMD", "x"], "timeout": 61}},
         "timeout must be less than or equal to the maximum allowed value 60 for container"),
        ({"healthCheck": {"command": ["CMD", "x"], "retries": 11}}, "maximum allowed value 10 "),
        ({"healthCheck": {"command": ["CMD", "x"], "startPeriod": 301}}, "allowed value 300 "),
        ({"logConfiguration": {"logDriver": "awslogs", "options": LOGS}},
         "execution role ARN to support log driver awslogs"),
        ({"logConfiguration": {"logDriver": "awslogs"}}, "requires options: awslogs-region"),
        ({"logConfiguration": {"logDriver": "syslog"}}, "syslog is not a valid log driver"),
        ({"secrets": [{"name": "A", "valueFrom": "/cruddur/a"}]},
         "also specify a value for 'executionRoleArn'"),
        ({"image": "123456789012.dkr.ecr.us-east-1.amazonaws.com/backend"},
         "execution role ARN to support ECR images"),
        ({"privileged": True},
         "requires that the ‘privileged’ setting be ‘false’ at the container level"),
        ({"links": ["other"]}, "Links are not supported when networkMode=awsvpc"),
        ({"hostname": "x"}, "hostname is not supported on container when networkMode=awsvpc"),
        ({"dnsServers": ["10.0.0.2"]}, "DNS servers are not supported on container"),
        ({"dnsSearchDomains": ["x"]}, "DNS search domains are not supported on container"),
        ({"extraHosts": [{"hostname": "x", "ipAddress": "10.0.0.2"}]}, "Extra hosts are not supp"),
        ({"disableNetworking": True}, "Disable Networking is not supported on container"),
        ({"dockerSecurityOptions": ["no-new-privileges"]}, "support dockerSecurityOptions"),
        ({"resourceRequirements": [{"type": "GPU", "value": "1"}]},
         "Tasks using the Fargate launch type do not support GPU resource requirements"),
        ({"linuxParameters": {"devices": [{"hostPath": "/dev/x"}]}}, "do not support devices"),
        ({"linuxParameters": {"sharedMemorySize": 64}}, "do not support sharedMemorySize"),
        ({"linuxParameters": {"maxSwap": 64}}, "do not support maxSwap"),
        ({"linuxParameters": {"swappiness": 6}}, "do not support swappiness"),
        ({"linuxParameters": {"capabilities": {"add": ["NET_ADMIN"]}}},
         "NET_ADMIN is not allowed on Fargate"),
        ({"mountPoints": [{"sourceVolume": "nope"}]}, "Unknown volume 'nope'"),
        ({"volumesFrom": [{"sourceContainer": "nope"}]},
         "Invalid 'volumesFrom' setting. Unknown container: 'nope'"),
        ({"ulimits": [{"name": "nofile", "softLimit": 2, "hardLimit": 1}]},
         "Soft limit exceeds hard limit for ulimit nofile"),
        ({"stopTimeout": 121}, "less than 120 seconds"),
        ({"dependsOn": [{"containerName": "x", "condition": "START"}]}, "it does not exist"),
        ({"dependsOn": [{"containerName": "backend", "condition": "START"}]}, "waits for itself"),
    ],
)  # fmt: skip
def test_impossible_container_is_refused(host, more, message):
    with refused(message):
        register(host, task(container(**more)))


@pytest.mark.parametrize(
    "source",
    ["arn:aws:ssm:us-east-1:123456789012:/cruddur/a", "arn:aws:s3:::bucket", "two words"],
)
def test_secret_that_names_nothing_is_refused(host, source):
    secret = container(secrets=[{"name": "A", "valueFrom": source}])
    with refused("invalid valueFrom"):
        register(host, task(secret, executionRoleArn=ROLE))


@pytest.mark.parametrize(
    "source",
    ["/cruddur/a", "plain", "arn:aws:ssm:us-east-1:123456789012:parameter/cruddur/a",
     "arn:aws:secretsmanager:us-east-1:123456789012:secret:cruddur-AbCdEf:url::"],
)  # fmt: skip
def test_secret_may_be_a_parameter_or_a_secret(host, source):
    secret = container(secrets=[{"name": "A", "valueFrom": source}])
    assert register(host, task(secret, executionRoleArn=ROLE))["status"] == "ACTIVE"


def test_log_stream_prefix_is_needed_on_fargate(host):
    options = {name: value for name, value in LOGS.items() if name != "awslogs-stream-prefix"}
    logged = container(logConfiguration={"logDriver": "awslogs", "options": options})
    with refused("options to include awslogs-stream-prefix to support log driver awslogs"):
        register(host, task(logged, executionRoleArn=ROLE))


def test_names_are_there_once(host):
    with refused("Container names must be unique within a task definition"):
        register(host, task(container(), container()))
    mapped = [
        container(name=name, portMappings=[{"containerPort": 80, "name": "web"}]) for name in "ab"
    ]
    with refused("When networkMode=awsvpc, port mapping name is already used"):
        register(host, task(*mapped))


def test_containers_fit_into_the_task(host):
    with refused("sum of all container 'memory' values"):
        register(host, task(container(name="a", memory=300), container(name="b", memory=300)))
    with refused("sum of all container 'cpu' values"):
        register(host, task(container(name="a", cpu=200), container(name="b", cpu=100)))


def test_dependency_has_what_it_is_asked_for(host):
    def after(condition: str, **other) -> dict:
        waits = [{"containerName": "b", "condition": condition}]
        return task(container(name="a", dependsOn=waits), container(name="b", **other))

    with refused("HEALTHY condition must have health check"):
        register(host, after("HEALTHY"))
    with refused("cannot be an essential container"):
        register(host, after("SUCCESS"))
    register(host, after("HEALTHY", healthCheck={"command": ["CMD", "x"]}))
    register(host, after("SUCCESS", essential=False))


def test_what_is_not_said_is_filled_in(host):
    check = {"command": ["CMD-SHELL", "true"]}
    shown = register(host, task(container(portMappings=[{"containerPort": 80}], healthCheck=check)))
    [only] = shown["containerDefinitions"]
    assert only["portMappings"] == [{"containerPort": 80, "hostPort": 80, "protocol": "tcp"}]
    assert only["healthCheck"] == {**check, "interval": 30, "timeout": 5, "retries": 3}
    assert only["essential"] is True
    assert shown["compatibilities"] == ["EC2", "FARGATE"]
    assert shown["registeredAt"]


def test_deregistered_definition_is_not_the_latest(host):
    first = register(host, task(family="counted"))
    second = register(host, task(family="counted"))
    ecs = host.client("ecs")
    gone = ecs.deregister_task_definition(taskDefinition=second["taskDefinitionArn"])
    assert gone["taskDefinition"]["status"] == "INACTIVE"
    latest = ecs.describe_task_definition(taskDefinition="counted")["taskDefinition"]
    assert latest["taskDefinitionArn"] == first["taskDefinitionArn"]
    assert register(host, task(family="counted"))["revision"] == 3


def test_memory_can_be_a_file_system_on_fargate(host):
    mount = {"tmpfs": [{"containerPath": "/tmp", "size": 64}], "initProcessEnabled": True}
    added = {**mount, "capabilities": {"add": ["SYS_PTRACE"], "drop": ["ALL"]}}
    assert register(host, task(container(linuxParameters=added)))["status"] == "ACTIVE"


def test_volume_is_shared_by_the_containers_that_mount_it(host):
    mounted = {"mountPoints": [{"sourceVolume": "scratch", "containerPath": "/scratch"}]}
    both = [container(name=name, **mounted) for name in "ab"]
    shown = register(host, task(*both, volumes=[{"name": "scratch"}]))
    assert shown["volumes"][0]["name"] == "scratch"


def test_ephemeral_storage_is_for_fargate(host):
    on_instances = task(ephemeralStorage={"sizeInGiB": 30}, requiresCompatibilities=["EC2"])
    with refused("Tasks using the EC2 launch type do not support EphemeralStorage"):
        register(host, on_instances)
