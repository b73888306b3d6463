"""The network interfaces that a service makes for itself in a VPC."""

import ipaddress
from typing import Any

from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.subnets import Subnet
from moto.ec2.utils import random_private_ip, random_public_ip

#: AWS keeps the first four addresses of a subnet and the last one
#: (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html).
KEPT_FIRST = 4


def make_interface(
    backend: Any,
    subnet: Subnet,
    group_ids: list[str],
    description: str,
    requester: str,
    public: bool = False,
) -> NetworkInterface:
    """An interface that only its service may change or delete."""
    eni = backend.create_network_interface(
        subnet, free_address(backend, subnet), group_ids=group_ids, description=description
    )
    eni.requester_managed = True
    eni.requester_id = requester
    eni.status = "in-use"
    if public:
        eni.public_ip = random_public_ip()
    return eni


def free_address(backend: Any, subnet: Subnet) -> str:
    network = ipaddress.IPv4Network(subnet.cidr_block)
    kept = {str(network[number]) for number in range(KEPT_FIRST)} | {str(network[-1])}
    taken = kept | {eni.private_ip_address for eni in backend.enis.values()}
    while (address := random_private_ip(subnet.cidr_block)) in taken:
        pass
    return address


def default_group(backend: Any, vpc_id: str) -> str:
    return backend.get_default_security_group(vpc_id).id
