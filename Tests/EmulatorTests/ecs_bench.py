"""An account in which a task can run: a cluster, a role, a log group, an image in a repository."""

import gzip
import hashlib
import io
import itertools
import json
import tarfile
from typing import Any

from cloud_host import RunningHost, wait_until

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
SERVER = {"bin/sh": 0o755, "bin/server": 0o755, "bin/health-check": 0o755, "etc/settings": 0o644}


def policy(*statements: dict) -> str:
    allowed = [{"Effect": "Allow", "Resource": "*", **each} for each in statements]
    return json.dumps({"Version": "2012-10-17", "Statement": allowed})


EVERYTHING = policy(
    {"Action": ["ecr:*", "logs:*", "ssm:*", "secretsmanager:*", "kms:*", "ssmmessages:*"]}
)


class EcsBench:
    """Everything in it has a name of its own, so that tests do not meet."""

    numbers = itertools.count(1)

    def __init__(self, host: RunningHost):
        self.host = host
        self.name = name = f"bench-{next(self.numbers)}"
        self.ecs = host.client("ecs")
        self.ec2 = host.client("ec2")
        self.iam = host.client("iam")
        self.logs = host.client("logs")
        self.ecr = host.client("ecr")
        self.elb = host.client("elbv2")
        self.ecs.create_cluster(clusterName=name)
        self.logs.create_log_group(logGroupName=name)
        self.role = self._role()
        self.image = f"123456789012.dkr.ecr.us-east-1.amazonaws.com/{name}:latest"
        self.ecr.create_repository(repositoryName=name)
        self.push()
        self.vpc = self.ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
        subnets = self.ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [self.vpc]}])
        self.subnets = [subnet["SubnetId"] for subnet in subnets["Subnets"]][:2]
        self.group = self.ec2.create_security_group(
            GroupName=name, Description=name, VpcId=self.vpc
        )["GroupId"]

    def _role(self) -> str:
        made = self.iam.create_role(RoleName=self.name, AssumeRolePolicyDocument=TRUST)
        self.allow(EVERYTHING)
        return made["Role"]["Arn"]

    def allow(self, document: str) -> None:
        """What the task's roles, which are one and the same, may do."""
        self.iam.put_role_policy(RoleName=self.name, PolicyName="all", PolicyDocument=document)

    def push(self, files: dict[str, int] | None = None, tag: str = "latest", **config: Any) -> str:
        """Pushes an image with these files and their modes; the digest."""
        layer, config_blob, manifest = image(SERVER if files is None else files, config)
        for blob in (layer, config_blob):
            upload = self.ecr.initiate_layer_upload(repositoryName=self.name)["uploadId"]
            self.ecr.upload_layer_part(
                repositoryName=self.name, uploadId=upload, partFirstByte=0,
                partLastByte=len(blob) - 1, layerPartBlob=blob,
            )  # fmt: skip
            self.ecr.complete_layer_upload(
                repositoryName=self.name, uploadId=upload, layerDigests=[digest(blob)]
            )
        put = self.ecr.put_image(repositoryName=self.name, imageManifest=manifest, imageTag=tag)
        return put["image"]["imageId"]["imageDigest"]

    def container(self, **more: Any) -> dict:
        options = {
            "awslogs-group": self.name,
            "awslogs-region": "us-east-1",
            "awslogs-stream-prefix": "backend",
        }
        return {
            "name": "backend",
            "image": self.image,
            "portMappings": [{"containerPort": 4567, "name": "backend", "appProtocol": "http"}],
            "logConfiguration": {"logDriver": "awslogs", "options": options},
            **more,
        }

    def define(self, *containers: dict, **more: Any) -> str:
        """Registers a task definition; its ARN."""
        answer = self.ecs.register_task_definition(
            **{
                "family": self.name,
                "requiresCompatibilities": ["FARGATE"],
                "networkMode": "awsvpc",
                "cpu": "256",
                "memory": "512",
                "executionRoleArn": self.role,
                "taskRoleArn": self.role,
                "containerDefinitions": list(containers) or [self.container()],
                **more,
            }
        )
        return answer["taskDefinition"]["taskDefinitionArn"]

    @property
    def network(self) -> dict:
        return {
            "awsvpcConfiguration": {
                "subnets": self.subnets,
                "securityGroups": [self.group],
                "assignPublicIp": "ENABLED",
            }
        }

    def serve(self, **more: Any) -> dict:
        """Creates a service of the newest task definition."""
        return self.ecs.create_service(
            **{
                "cluster": self.name,
                "serviceName": self.name,
                "taskDefinition": self.name,
                "desiredCount": 1,
                "launchType": "FARGATE",
                "networkConfiguration": self.network,
                **more,
            }
        )["service"]

    def run(self, **more: Any) -> str:
        """Runs a task of the newest task definition; its ARN."""
        [task] = self.ecs.run_task(
            **{
                "cluster": self.name,
                "taskDefinition": self.name,
                "launchType": "FARGATE",
                "networkConfiguration": self.network,
                **more,
            }
        )["tasks"]
        return task["taskArn"]

    def task(self, arn: str) -> dict:
        return self.ecs.describe_tasks(cluster=self.name, tasks=[arn])["tasks"][0]

    def tasks(self, status: str = "RUNNING") -> list[dict]:
        listed = self.ecs.list_tasks(cluster=self.name, desiredStatus=status)["taskArns"]
        if not listed:
            return []
        return self.ecs.describe_tasks(cluster=self.name, tasks=listed)["tasks"]

    @property
    def service(self) -> dict:
        return self.ecs.describe_services(cluster=self.name, services=[self.name])["services"][0]

    @property
    def events(self) -> list[str]:
        """The oldest first."""
        return [event["message"] for event in reversed(self.service["events"])]

    def becomes(self, arn: str, status: str) -> dict:
        assert wait_until(lambda: self.task(arn)["lastStatus"] == status), self.task(arn)
        return self.task(arn)

    def ends(self, **more: Any) -> str:
        """Runs a task that does not start; why."""
        return self.becomes(self.run(**more), "STOPPED")["stoppedReason"]

    def settles(self, name: str | None = None) -> bool:
        """Whether the service reaches a steady state."""

        def steady() -> bool:
            services = self.ecs.describe_services(cluster=self.name, services=[name or self.name])[
                "services"
            ]
            [deployment] = services[0]["deployments"][:1]
            return (
                len(services[0]["deployments"]) == 1
                and deployment["rolloutState"] == "COMPLETED"
                and services[0]["runningCount"] == services[0]["desiredCount"]
            )

        return wait_until(steady)


def digest(blob: bytes) -> str:
    return f"sha256:{hashlib.sha256(blob).hexdigest()}"


def image(files: dict[str, int], config: dict[str, Any]) -> tuple[bytes, bytes, str]:
    """The layer, the config and the manifest of an image for linux/amd64."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, mode in files.items():
            member = tarfile.TarInfo(name)
            member.mode, member.size = mode, len(name)
            archive.addfile(member, io.BytesIO(name.encode()))
    layer = gzip.compress(packed.getvalue(), mtime=0)
    settings = {
        "architecture": "amd64",
        "os": "linux",
        "config": {"Cmd": ["server"], **config},
        "rootfs": {"type": "layers", "diff_ids": [digest(packed.getvalue())]},
    }
    blob = json.dumps(settings).encode()
    kind = "application/vnd.oci.image"
    manifest = {
        "schemaVersion": 2,
        "mediaType": f"{kind}.manifest.v1+json",
        "config": described(blob, f"{kind}.config.v1+json"),
        "layers": [described(layer, f"{kind}.layer.v1.tar+gzip")],
    }
    return layer, blob, json.dumps(manifest)


def described(blob: bytes, kind: str) -> dict[str, Any]:
    return {"mediaType": kind, "digest": digest(blob), "size": len(blob)}
