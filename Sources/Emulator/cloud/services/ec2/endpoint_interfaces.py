"""Amazon VPC: the network interfaces of an endpoint, and the names that lead to them.

- An interface endpoint has a network interface in each of its subnets, with its security groups
  (https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html).
- It has a name of its own, and with private DNS the service's name leads to it as well
  (https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html).
"""

from typing import Any

from moto.ec2.models.vpcs import VPCEndPoint

from .endpoint_services import own_name, service_of
from .interfaces import make_interface


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
