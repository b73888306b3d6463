"""Amazon VPC: endpoints, by which a private subnet reaches AWS's services without the internet.

- A gateway endpoint is a route in each of its route tables
  (https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html).
- An interface endpoint is pending, then available; a deleted one is gone
  (https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html).
"""

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.vpcs import VPCBackend, VPCEndPoint
from moto.ec2.responses.vpcs import VPCs

from ...replacing import replace
from ...settling import is_settled
from .endpoint_interfaces import fit_interfaces, name_endpoint
from .endpoint_refusals import refuse_for_gateway, refuse_networks, refuse_private_dns
from .endpoint_services import service_of
from .interfaces import default_group

#: What a gateway has not.
NO_INTERFACE = {"private_dns_enabled": False, "security_group_ids": []}


def correct() -> None:
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


def fit_routes(backend: Any, endpoint: VPCEndPoint, before: set[str]) -> None:
    """Takes a gateway's route out of the tables that it has left, into those that it came to."""
    prefix = endpoint.destination_prefix_list_id
    now = set(endpoint.route_table_ids)
    for table in sorted(before - now):
        backend.delete_route(table, prefix)
    for table in sorted(now - before):
        backend.create_route(table, None, gateway_id=endpoint.id, destination_prefix_list_id=prefix)


def unknown(endpoint_id: str) -> dict[str, Any]:
    message = f"The Vpc Endpoint Id '{endpoint_id}' does not exist"
    return {
        "ResourceId": endpoint_id,
        "Error": {"Code": "InvalidVpcEndpoint.NotFound", "Message": message},
    }
