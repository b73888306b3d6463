"""Where a task is put: the subnets and security groups it was given, and its network interface.

- A task with the network mode awsvpc needs a network configuration, and one without may have none
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_NetworkConfiguration.html).
- Up to 16 subnets and five security groups, all of one VPC; without a group it is the VPC's default
  one (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html).
- Only on Fargate a task can be given a public address (same page).
- The network interface is ECS's own: nobody else can delete it, nor a security group that it has
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html).

Ours: too many subnets or groups, subnets of two VPCs.
"""

from typing import Any

from moto.ec2 import ec2_backends
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import TaskDefinition
from moto.moto_api._internal import mock_random

from ...settings import ACCOUNT
from ..ec2.interfaces import default_group, make_interface
from .task import Task

SERVICE_ROLE = "arn:aws:iam::{account}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"


def check(
    definition: TaskDefinition, configuration: dict[str, Any] | None, launch_type: str, region: str
) -> None:
    """Raises when a task of that definition cannot be put there."""
    given = (configuration or {}).get("awsvpcConfiguration")
    if definition.network_mode != "awsvpc":
        if given:
            raise InvalidParameterException(
                "Network Configuration is not valid for the given networkMode of this task "
                "definition."
            )
        return
    if not given:
        raise InvalidParameterException(
            "Network Configuration must be provided when networkMode 'awsvpc' is specified."
        )
    public = given.get("assignPublicIp", "DISABLED")
    if public not in ("ENABLED", "DISABLED"):
        raise InvalidParameterException("assignPublicIp should be one of [ENABLED,DISABLED]")
    if public == "ENABLED" and launch_type == "EC2":
        raise InvalidParameterException("Assign public IP is not supported for this launch type.")
    refuse_networks(given, region)


def refuse_networks(given: dict[str, Any], region: str) -> None:
    subnets, groups = given.get("subnets") or [], given.get("securityGroups") or []
    if not subnets:
        raise InvalidParameterException("subnets can not be empty.")
    for name, listed, most in (("subnets", subnets, 16), ("securityGroups", groups, 5)):
        if len(listed) > most:
            raise InvalidParameterException(f"{name} can have at most {most} items.")
    backend = ec2_backends[ACCOUNT][region]
    known = {subnet.id: subnet for subnet in backend.describe_subnets()}
    for subnet in subnets:
        if subnet not in known:
            raise InvalidParameterException(
                f"Error retrieving subnet information for [{subnet}]: The subnet ID '{subnet}' "
                "does not exist (ErrorCode: InvalidSubnetID.NotFound)"
            )
    vpcs = {known[subnet].vpc_id for subnet in subnets}
    if len(vpcs) > 1:
        raise InvalidParameterException("The subnets must all belong to one VPC.")
    for group in groups:
        found = backend.get_security_group_from_id(group)
        if not found:
            raise InvalidParameterException(
                f"Error retrieving security group information for [{group}]: The security group "
                f"'{group}' does not exist (ErrorCode: InvalidGroup.NotFound)"
            )
        if found.vpc_id not in vpcs:
            raise InvalidParameterException(
                f"Security group {group} does not appear to belong to the same VPC as the input "
                "subnets."
            )


def attach(task: Task, configuration: dict[str, Any]) -> None:
    """Makes the task's network interface; tasks of a service are spread over its subnets."""
    given = configuration["awsvpcConfiguration"]
    backend = ec2_backends[ACCOUNT][task.region_name]
    subnets = given["subnets"]
    used = {id: 0 for id in subnets}
    for eni in backend.enis.values():
        if eni.subnet.id in used and eni.description.startswith("arn:aws:ecs:"):
            used[eni.subnet.id] += 1
    subnet = backend.get_subnet(min(subnets, key=used.__getitem__))
    place = task.task_arn.split(":task/")[0]
    attachment_id = str(mock_random.uuid4())
    eni = make_interface(
        backend,
        subnet,
        given.get("securityGroups") or [default_group(backend, subnet.vpc_id)],
        f"{place}:attachment/{attachment_id}",
        SERVICE_ROLE.format(account=ACCOUNT),
        public=given.get("assignPublicIp") == "ENABLED",
    )
    details = {
        "subnetId": subnet.id,
        "networkInterfaceId": eni.id,
        "macAddress": eni.mac_address,
        "privateDnsName": eni.private_dns_name,
        "privateIPv4Address": eni.private_ip_address,
    }
    task.availability_zone = subnet.availability_zone
    task.attachments = [
        {
            "id": attachment_id,
            "type": "ElasticNetworkInterface",
            "status": "ATTACHING",
            "details": [{"name": name, "value": value} for name, value in details.items()],
        }
    ]
    for container in task.containers:
        container["networkInterfaces"] = [
            {"attachmentId": attachment_id, "privateIpv4Address": eni.private_ip_address}
        ]


def interface(task: Task) -> NetworkInterface | None:
    """None before it is attached and after it is gone."""
    backend = ec2_backends[ACCOUNT][task.region_name]
    return backend.enis.get(task.detail("networkInterfaceId"))


def detach(task: Task) -> None:
    backend = ec2_backends[ACCOUNT][task.region_name]
    backend.enis.pop(task.detail("networkInterfaceId"), None)
    for attachment in task.attachments:
        attachment["status"] = "DELETED"
