"""Elastic Load Balancing: where a load balancer can be.

- An Application Load Balancer has subnets in at least two Availability Zones, one in each
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html).
- Its security groups are of its subnets' VPC; without any it has the VPC's default one
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html).
- One that faces the internet needs a VPC with an internet gateway
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html).
"""

from typing import Any

from moto.ec2.exceptions import EC2ClientError
from moto.elbv2.exceptions import (
    ELBClientError,
    InvalidConfigurationRequest,
    SubnetNotFoundError,
    ValidationError,
)
from moto.elbv2.models import ELBv2Backend


def subnets_of(backend: ELBv2Backend, subnet_ids: list[str]) -> list[Any]:
    subnets = []
    for subnet_id in subnet_ids:
        try:
            subnets.append(backend.ec2_backend.get_subnet(subnet_id))
        except EC2ClientError:
            raise SubnetNotFoundError() from None
    zones = {subnet.availability_zone for subnet in subnets}
    if len(zones) < 2 and len(subnets) < 2:
        raise ValidationError(
            "At least two subnets in two different Availability Zones must be specified"
        )
    if len(zones) < len(subnets):
        raise InvalidConfigurationRequest(
            "A load balancer cannot be attached to multiple subnets in the same Availability Zone"
        )
    if len({subnet.vpc_id for subnet in subnets}) > 1:
        raise InvalidConfigurationRequest("All subnets must belong to the same VPC")
    return subnets


def refuse_groups(backend: ELBv2Backend, group_ids: list[str], vpc_id: str) -> None:
    for group_id in group_ids:
        group = backend.ec2_backend.get_security_group_from_id(group_id)
        if not group:
            raise ELBClientError(
                "InvalidSecurityGroup", f"Security group '{group_id}' does not exist"
            )
        if group.vpc_id != vpc_id:
            raise InvalidConfigurationRequest("One or more security groups are invalid")


def refuse_unreachable(backend: ELBv2Backend, vpc_id: str) -> None:
    gateways = backend.ec2_backend.internet_gateways.values()
    if not any(gateway.vpc and gateway.vpc.id == vpc_id for gateway in gateways):
        raise ELBClientError("InvalidSubnet", f"VPC {vpc_id} has no internet gateway")
