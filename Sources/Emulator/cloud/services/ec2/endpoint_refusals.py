"""Amazon VPC: endpoints that cannot be.

- An endpoint is for a service that offers one, of the type that it offers: S3 and DynamoDB have
  gateways as well as interfaces, all others only interfaces; else InvalidServiceName or
  InvalidParameter
  (https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html).
- An interface endpoint is in at most one subnet of an Availability Zone, and has security groups of
  its VPC, or else the VPC's default one
  (https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html).
- With private DNS, which is on unless it is turned off, the service's own name leads to the
  endpoint: that needs DNS support and DNS hostnames of the VPC, and no second such endpoint
  (https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html).

Ours: a subnet of another VPC.
"""

from typing import Any

from moto.ec2.exceptions import EC2ClientError, InvalidSecurityGroupNotFoundError

from .endpoint_services import GATEWAYS, own_name, service_of


def refuse_for_gateway(service: str, subnet_ids: list[str], asked: dict[str, Any]) -> None:
    if subnet_ids:
        raise EC2ClientError(
            "InvalidParameter",
            "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC "
            "Endpoints.",
        )
    if asked["security_group_ids"]:
        raise EC2ClientError(
            "InvalidParameter",
            "Security groups are only supported for Interface type VPC Endpoints.",
        )
    if service not in GATEWAYS:
        raise EC2ClientError(
            "InvalidParameter",
            "Endpoint type (Gateway) does not match available service types ([Interface]).",
        )


def refuse_networks(backend: Any, vpc: Any, subnet_ids: list[str], group_ids: list[str]) -> None:
    zones = set()
    for subnet_id in subnet_ids:
        subnet = backend.get_subnet(subnet_id)
        if subnet.vpc_id != vpc.id:
            raise EC2ClientError(
                "InvalidParameter", f"Subnet {subnet_id} does not belong to the VPC {vpc.id}."
            )
        if subnet.availability_zone in zones:
            raise EC2ClientError(
                "DuplicateSubnetsInSameZone",
                "Found another VPC endpoint subnet in the availability zone of "
                f"{subnet_id} in VPC {vpc.id}.",
            )
        zones.add(subnet.availability_zone)
    for group_id in group_ids:
        group = backend.get_security_group_from_id(group_id)
        if not group or group.vpc_id != vpc.id:
            raise InvalidSecurityGroupNotFoundError(group_id)


def refuse_private_dns(backend: Any, vpc: Any, service: str) -> None:
    if not (vpc.enable_dns_support and vpc.enable_dns_hostnames):
        raise EC2ClientError(
            "InvalidParameter",
            "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC "
            f"attributes set to true for {vpc.id}",
        )
    for other in backend.vpc_end_points.values():
        same = other.vpc_id == vpc.id and service_of(backend, other.service_name) == service
        if same and other.private_dns_enabled:
            raise EC2ClientError(
                "InvalidParameter",
                "private-dns-enabled cannot be set because there is already a conflicting DNS "
                f"domain for {own_name(backend, service)} in the VPC {vpc.id}",
            )
