"""Amazon VPC: endpoints, by which a private subnet reaches AWS's services without the internet.

- An endpoint is for a service that offers one, of the type that it offers: S3 and DynamoDB have
  gateways as well as interfaces, all others only interfaces; else InvalidServiceName or
  InvalidParameter
  (https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html).
- Amazon Cognito offers interfaces too, for user pools since 2025
  (https://docs.aws.amazon.com/cognito/latest/developerguide/vpc-interface-endpoints.html).
- An interface endpoint has a network interface in each of its subnets, at most one in an
  Availability Zone, with the endpoint's security groups, or else the VPC's default one
  (https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html).
- With private DNS, which is on unless it is turned off, the service's own name leads to the
  endpoint: that needs DNS support and DNS hostnames of the VPC, and no second such endpoint
  (https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html).
- A gateway endpoint is a route in each of its route tables
  (https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html).
- An interface endpoint is pending, then available; a deleted one is gone
  (https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html).
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import (
    EC2ClientError,
    InvalidSecurityGroupNotFoundError,
    InvalidServiceName,
)
from moto.ec2.models.vpcs import AWS_ENDPOINT_SERVICES, VPCBackend, VPCEndPoint
from moto.ec2.responses.vpcs import VPCs

from ..settling import is_settled
from .interfaces import default_group, make_interface

GATEWAYS = {"s3", "dynamodb"}
#: What a gateway has not.
NO_INTERFACE = {"private_dns_enabled": False, "security_group_ids": []}
#: What moto does not know of yet.
NEWER = ("cognito-identity", "cognito-idp")
#: Where a service's own name does not begin with the endpoint's.
OWN_NAMES = {"ecr.api": "api.ecr", "ecr.dkr": "*.dkr.ecr"}


def correct() -> None:
    from .. import replace

    AWS_ENDPOINT_SERVICES.extend(NEWER)
    VPCEndPoint.state = property(state, lambda endpoint, _: None)

    @replace(VPCBackend, "create_vpc_endpoint")
    def create_vpc_endpoint(moto, backend, **asked) -> VPCEndPoint:
        kind = asked.pop("endpoint_type") or "Gateway"
        subnet_ids = asked.pop("subnet_ids") or []
        vpc = backend.get_vpc(asked["vpc_id"])
        service = service_of(backend, asked["service_name"])
        if kind == "Gateway":
            refuse_for_gateway(service, subnet_ids, asked)
            return moto(backend, endpoint_type=kind, subnet_ids=[], **{**asked, **NO_INTERFACE})
        groups = asked.pop("security_group_ids") or [default_group(backend, vpc.id)]
        refuse_networks(backend, vpc, subnet_ids, groups)
        if asked["private_dns_enabled"]:
            refuse_private_dns(backend, vpc, service)
        endpoint = moto(
            backend, endpoint_type=kind, subnet_ids=[], security_group_ids=groups, **asked
        )
        endpoint.subnet_ids = list(subnet_ids)
        fit_interfaces(backend, endpoint)
        return endpoint

    @replace(VPCBackend, "modify_vpc_endpoint")
    def modify_vpc_endpoint(moto, backend, vpc_id, add_subnets, add_security_groups, **asked):
        endpoint = backend.get_vpc_end_point(vpc_id)
        if endpoint.vpc_endpoint_type == "Gateway":
            before = set(endpoint.route_table_ids)
            moto(backend, vpc_id, add_subnets=[], add_security_groups=[], **asked)
            fit_routes(backend, endpoint, before)
            return
        added = [subnet for subnet in add_subnets if subnet not in endpoint.subnet_ids]
        stay = [one for one in endpoint.subnet_ids if one not in asked["remove_subnets"]]
        vpc = backend.get_vpc(endpoint.vpc_id)
        refuse_networks(backend, vpc, [*stay, *added], add_security_groups)
        moto(
            backend,
            vpc_id,
            add_subnets=add_subnets,
            add_security_groups=add_security_groups,
            **asked,
        )
        fit_interfaces(backend, endpoint)

    @replace(VPCs, "modify_vpc_endpoint")
    def modify(moto, response) -> ActionResult:
        private = response._get_bool_param("PrivateDnsEnabled")
        backend = response.ec2_backend
        endpoint = backend.get_vpc_end_point(response._get_param("VpcEndpointId"))
        if private and not endpoint.private_dns_enabled:
            service = service_of(backend, endpoint.service_name)
            refuse_private_dns(backend, backend.get_vpc(endpoint.vpc_id), service)
        answer = moto(response)
        if private is not None:
            endpoint.private_dns_enabled = private
            name_endpoint(backend, endpoint)
        return answer

    @replace(VPCs, "delete_vpc_endpoints")
    def delete(moto, response) -> ActionResult:
        backend = response.ec2_backend
        asked = response._get_param("VpcEndpointIds", [])
        backend.delete_vpc_endpoints([one for one in asked if one in backend.vpc_end_points])
        failed = [unknown(one) for one in asked if not backend.vpc_end_points.pop(one, None)]
        for endpoint_id in asked:
            backend.tags.pop(endpoint_id, None)
        return ActionResult({"Unsuccessful": failed})

    @replace(VPCEndPoint, "get_filter_value")
    def get_filter_value(moto, endpoint, name, method_name=None) -> Any:
        known = {
            "service-name": endpoint.service_name,
            "vpc-id": endpoint.vpc_id,
            "vpc-endpoint-id": endpoint.id,
        }
        return known.get(name) or moto(endpoint, name, method_name)


def state(endpoint: VPCEndPoint) -> str:
    if endpoint.vpc_endpoint_type == "Gateway" or is_settled(endpoint.creation_timestamp):
        return "available"
    return "pending"


def service_of(backend: VPCBackend, name: str) -> str:
    """`ecr.api` of `com.amazonaws.us-east-1.ecr.api`."""
    service = name.removeprefix(f"com.amazonaws.{backend.region_name}.")
    if service == name or service not in AWS_ENDPOINT_SERVICES:
        raise InvalidServiceName(name)
    return service


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


def own_name(backend: Any, service: str) -> str:
    return f"{OWN_NAMES.get(service, service)}.{backend.region_name}.amazonaws.com"


def fit_routes(backend: Any, endpoint: VPCEndPoint, before: set[str]) -> None:
    """Takes a gateway's route out of the tables that it has left, into those that it came to."""
    prefix = endpoint.destination_prefix_list_id
    now = set(endpoint.route_table_ids)
    for table in sorted(before - now):
        backend.delete_route(table, prefix)
    for table in sorted(now - before):
        backend.create_route(table, None, gateway_id=endpoint.id, destination_prefix_list_id=prefix)


def fit_interfaces(backend: Any, endpoint: VPCEndPoint) -> None:
    """Makes the interfaces fit the endpoint's subnets and groups, and the names fit them."""
    there = {
        backend.enis[eni].subnet.id: backend.enis[eni] for eni in endpoint.network_interface_ids
    }
    for subnet_id in set(there) - set(endpoint.subnet_ids):
        backend.enis.pop(there.pop(subnet_id).id)
    for subnet_id in endpoint.subnet_ids:
        if subnet_id not in there:
            there[subnet_id] = make_interface(
                backend,
                backend.get_subnet(subnet_id),
                endpoint.security_group_ids,
                f"VPC Endpoint Interface {endpoint.id}",
                backend.account_id,
            )
        there[subnet_id]._group_set = [
            backend.get_security_group_from_id(group) for group in endpoint.security_group_ids
        ]
    endpoint.network_interface_ids = [there[subnet_id].id for subnet_id in endpoint.subnet_ids]
    name_endpoint(backend, endpoint)


def name_endpoint(backend: Any, endpoint: VPCEndPoint) -> None:
    service = service_of(backend, endpoint.service_name)
    first, *_ = endpoint.dns_entries
    own = endpoint.id + first["dns_name"].removeprefix(endpoint.id).split(".")[0]
    zone = first["hosted_zone_id"]
    names = [f"{own}.{service}.{backend.region_name}.vpce.amazonaws.com"]
    if endpoint.private_dns_enabled:
        names.append(own_name(backend, service))
    endpoint.dns_entries = [{"dns_name": name, "hosted_zone_id": zone} for name in names]


def unknown(endpoint_id: str) -> dict[str, Any]:
    message = f"The Vpc Endpoint Id '{endpoint_id}' does not exist"
    return {
        "ResourceId": endpoint_id,
        "Error": {"Code": "InvalidVpcEndpoint.NotFound", "Message": message},
    }
