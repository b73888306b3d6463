"""Kills a host at random moments while an account is worked on, and looks whether anything is lost.

    PYTHONPATH=Sources/Emulator .labs/venv/bin/python Tests/EmulatorTests/crashes.py [ROUNDS [SEED]]

Whatever was answered with success is there after the crash, and two starts from one journal show
the same account, all that came of itself included: tasks, scans, what complies, what was done.
"""

import itertools
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from botocore.exceptions import BotoCoreError, ClientError

from cloud_host import Image, RunningHost
from ecs_bench import EcsBench

ACCOUNT = "123456789012"
#: In seconds: what comes up on the emulated account has come up by then.
SETTLED = 2


class Promise(NamedTuple):
    """What was answered with success: a thing by a piece of its name, there or gone."""

    piece: str
    is_there: bool = True


class Account:
    """An account that is worked on: each step is one call or two, each promise was kept by AWS."""

    def __init__(self, host: RunningHost, folder: Path):
        self.bench = EcsBench(host)
        self.bench.define(
            self.bench.container(
                dependsOn=[{"containerName": "first", "condition": "SUCCESS"}],
                healthCheck={"command": ["CMD", "bin/health-check"]},
            ),
            {"name": "first", "image": self.bench.image, "essential": False},
        )
        self.bench.serve()
        self.folder = folder
        self.name = self.bench.name
        host.client("config").put_configuration_recorder(
            ConfigurationRecorder={"name": "default", "roleARN": f"arn:aws:iam::{ACCOUNT}:role/"
            "aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"}
        )  # fmt: skip
        host.client("s3").create_bucket(Bucket="crashing")
        statements = [
            {"Effect": "Allow", "Principal": {"Service": "cloudtrail.amazonaws.com"},
             "Action": ["s3:GetBucketAcl", "s3:PutObject"],
             "Resource": ["arn:aws:s3:::crashing", "arn:aws:s3:::crashing/*"]},
        ]  # fmt: skip
        host.client("s3").put_bucket_policy(
            Bucket="crashing",
            Policy=json.dumps({"Version": "2012-10-17", "Statement": statements}),
        )
        host.client("ecr").put_image_scanning_configuration(
            repositoryName=self.name, imageScanningConfiguration={"scanOnPush": True}
        )

    def work(self, host: RunningHost, numbers: Iterator[int], chance: random.Random) -> Promise:
        """Does one thing; raises when it was not answered."""
        number = next(numbers)
        name = f"crash-{number}"
        ecs, ecr = host.client("ecs"), host.client("ecr")
        kind = chance.choice(
            ["log", "parameter", "user", "group", "repository", "image", "task", "force", "scale",
             "trail", "rule", "policy", "role gone", "alarm", "secret"]
        )  # fmt: skip
        if kind == "log":
            host.client("logs").create_log_group(logGroupName=name)
        elif kind == "parameter":
            host.client("ssm").put_parameter(Name=name, Value="x", Type="SecureString")
        elif kind == "user":
            host.client("iam").create_user(UserName=name)
        elif kind == "group":
            name = host.client("ec2").create_security_group(
                GroupName=name, Description=name, VpcId=self.bench.vpc
            )["GroupId"]
        elif kind == "repository":
            ecr.create_repository(repositoryName=name)
        elif kind == "image":
            image = Image(self.folder / name, name)
            assert image.push(host, f"{self.name}:{name}").returncode == 0, "not pushed"
            return Promise(f"{self.name}@{image.digest}")
        elif kind == "task":
            [task] = ecs.run_task(
                cluster=self.name, taskDefinition=self.name, launchType="FARGATE",
                networkConfiguration=self.bench.network,
            )["tasks"]  # fmt: skip
            return Promise(task["taskArn"])
        elif kind in ("force", "scale"):
            changes = {"forceNewDeployment": True} if kind == "force" else {
                "desiredCount": chance.randint(1, 3)}  # fmt: skip
            ecs.update_service(cluster=self.name, service=self.name, **changes)
            return Promise(self.name)
        elif kind == "trail":
            host.client("cloudtrail").create_trail(Name=name, S3BucketName="crashing")
        elif kind == "rule":
            source = {"Owner": "AWS", "SourceIdentifier": "ECS_NO_ENVIRONMENT_SECRETS"}
            host.client("config").put_config_rule(
                ConfigRule={"ConfigRuleName": name, "Source": source}
            )
        elif kind == "policy":
            selection = {
                "tagStatus": "untagged",
                "countType": "imageCountMoreThan",
                "countNumber": 1,
            }
            rule = {"rulePriority": 1, "action": {"type": "expire"}, "selection": selection}
            ecr.create_repository(repositoryName=name)
            ecr.put_lifecycle_policy(
                repositoryName=name, lifecyclePolicyText=json.dumps({"rules": [rule]})
            )
        elif kind == "role gone":
            host.client("iam").create_user(UserName=name)
            host.client("iam").delete_user(UserName=name)
            return Promise(f" users {name}", is_there=False)
        elif kind == "alarm":
            host.client("cloudwatch").put_metric_alarm(
                AlarmName=name, MetricName="m", Namespace="n", Period=60, EvaluationPeriods=1,
                Threshold=1, ComparisonOperator="GreaterThanThreshold", Statistic="Sum",
            )  # fmt: skip
        else:
            host.client("secretsmanager").create_secret(Name=name, SecretString="x")
        return Promise(name)


def inventory(host: RunningHost) -> dict[str, str]:
    time.sleep(SETTLED)
    answer = host.open("/_labs/inventory", **{"X-Labs-Token": host.record["token"]})
    return json.load(answer)


def within(host: RunningHost, name: str) -> dict[str, str]:
    """What the inventory counts as one thing: a repository's images, a cluster's tasks, a VPC's
    security groups."""
    groups = host.client("ec2").describe_security_groups()["SecurityGroups"]
    images = host.client("ecr").list_images(repositoryName=name)["imageIds"]
    ecs = host.client("ecs")
    listed = [
        arn
        for status in ("RUNNING", "STOPPED")
        for page in ecs.get_paginator("list_tasks").paginate(cluster=name, desiredStatus=status)
        for arn in page["taskArns"]
    ]
    tasks = [
        task
        for start in range(0, len(listed), 100)
        for task in ecs.describe_tasks(cluster=name, tasks=listed[start : start + 100])["tasks"]
    ]
    return {
        **{each["GroupId"]: "" for each in groups},
        **{f"{name}@{each['imageDigest']}": "" for each in images},
        **{each["taskArn"]: f"{each['lastStatus']} {each['healthStatus']}" for each in tasks},
    }


def history(host: RunningHost) -> list[str]:
    pages = host.client("cloudtrail").get_paginator("lookup_events").paginate()
    return [each["EventId"] for page in pages for each in page["Events"]]


def crash(account: Account, host: RunningHost, numbers: Iterator[int], chance: random.Random):
    """Works until the host is killed; what was promised."""
    promises: list[Promise] = []
    moment = chance.uniform(0.05, 2.5)
    killer = threading.Timer(moment, host.kill)
    killer.start()
    while host.process.poll() is None:
        try:
            promises.append(account.work(host, numbers, chance))
        except (BotoCoreError, ClientError, AssertionError, OSError):
            continue
    killer.join()
    return promises


def lost(found: dict[str, str], promises: list[Promise]) -> list[Promise]:
    text = "\n".join(found)
    return [each for each in promises if (each.piece in text) != each.is_there]


def main(rounds: int, seed: int) -> int:
    """0 when nothing was lost."""
    with tempfile.TemporaryDirectory(prefix="labs-crashes-") as name:
        return hold_out(Path(name), rounds, random.Random(seed))


def hold_out(folder: Path, rounds: int, chance: random.Random) -> int:
    numbers = itertools.count(1)
    promised: list[Promise] = []
    host = RunningHost(folder / "state")
    account = Account(host, folder)
    for number in range(1, rounds + 1):
        promised += crash(account, host, numbers, chance)
        one = RunningHost(folder / "state")
        first = inventory(one) | within(one, account.name)
        told = history(one)
        one.kill()
        host = RunningHost(folder / "state")
        again = inventory(host) | within(host, account.name)
        other = {name for name in {*first, *again} if first.get(name) != again.get(name)}
        gone = lost(first, promised)
        warnings = one.record["warnings"] + host.record["warnings"]
        print(
            f"round {number}: {len(promised)} promises, {len(gone)} lost, {len(first)} things, "
            f"{len(other)} other after another start, {len(told)} events, "
            f"{host.record['replayed']} calls made again",
            flush=True,
        )
        if gone or other or warnings or told != history(host)[-len(told) :]:
            print(*gone, *sorted(other), *warnings, sep="\n")
            return 1
    host.stop()
    return 0


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*given, *[10, 1][len(given) :]))
