"""Whether a task reaches what ECS needs for its start.

- A task in a public subnet reaches the internet only with a public address, one in a private subnet
  through a NAT gateway
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html).
- Without the internet a task needs endpoints in its VPC: ecr.api, ecr.dkr and S3 for an image in
  ECR, and for the rest logs, ssm and secretsmanager
  (https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html,
  https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html).
- An endpoint with private DNS is reached at the service's own name, if its security groups let the
  task in at port 443; a gateway for S3 counts for the route tables that it is in (same pages).
- The task's own security groups have to let it out at port 443
  (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html).
"""

import ipaddress
from typing import Any

from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.nat_gateways import NatGateway
from moto.ec2.models.route_tables import Route, RouteTable
from moto.ec2.models.subnets import Subnet

from ..ec2.reach import reaches

HTTPS = 443


def reaches_service(eni: NetworkInterface, service: str) -> bool:
    """Whether AWS's `service`, named as its endpoint is (`ecr.api`, `logs`), can be reached."""
    backend = eni.ec2_backend
    named = f"com.amazonaws.{backend.region_name}.{service}"
    private = [
        endpoint
        for endpoint in backend.vpc_end_points.values()
        if endpoint.vpc_id == eni.subnet.vpc_id
        and endpoint.service_name == named
        and endpoint.vpc_endpoint_type == "Interface"
        and endpoint.private_dns_enabled
    ]
    if private:
        # Its private name hides the public one, also when it cannot be reached.
        return any(reaches_endpoint(eni, endpoint) for endpoint in private)
    return (service == "s3" and has_gateway(eni, named)) or reaches_internet(eni)


def reaches_internet(eni: NetworkInterface) -> bool:
    route = default_route(eni.subnet)
    if route is None or not leaves(eni):
        return False
    if route.gateway:
        return bool(eni.public_ip) and leads_out(route, eni.subnet)
    if route.nat_gateway:
        return translates(route.nat_gateway)
    # Through what the emulator knows nothing of: an instance, a transit gateway.
    return True


def translates(gateway: NatGateway) -> bool:
    """A NAT gateway has to be in a public subnet itself."""
    subnet = gateway.ec2_backend.get_subnet(gateway.subnet_id)
    usable = gateway.state == "available" and gateway.connectivity_type == "public"
    return usable and leads_out(default_route(subnet), subnet)


def leads_out(route: Route | None, subnet: Subnet) -> bool:
    """Whether the route is to an internet gateway that the VPC has."""
    vpc = getattr(route and route.gateway, "vpc", None)
    return bool(vpc) and vpc.id == subnet.vpc_id


def reaches_endpoint(eni: NetworkInterface, endpoint: Any) -> bool:
    enis = [eni.ec2_backend.enis.get(each) for each in endpoint.network_interface_ids]
    return endpoint.state == "available" and any(
        reaches(eni, other, HTTPS) for other in enis if other
    )


def has_gateway(eni: NetworkInterface, named: str) -> bool:
    table = table_of(eni.subnet)
    return leaves(eni) and any(
        endpoint.service_name == named
        and endpoint.vpc_endpoint_type == "Gateway"
        and table is not None
        and table.id in endpoint.route_table_ids
        for endpoint in eni.ec2_backend.vpc_end_points.values()
    )


def leaves(eni: NetworkInterface) -> bool:
    """Whether its security groups let it speak HTTPS with addresses outside the VPC."""
    return any(
        rule.ip_protocol == "-1" or (rule.ip_protocol == "tcp" and spans(rule))
        for group in eni.group_set
        for rule in group.egress_rules
        if rule.prefix_list_id or is_outside(rule.ip_range, eni.subnet)
    )


def spans(rule: Any) -> bool:
    return rule.from_port <= HTTPS <= rule.to_port


def is_outside(given: dict[str, str] | None, subnet: Subnet) -> bool:
    text = (given or {}).get("CidrIp")
    if not text:
        return False
    vpc = subnet.ec2_backend.get_vpc(subnet.vpc_id)
    return not ipaddress.ip_network(text).subnet_of(ipaddress.ip_network(vpc.cidr_block))


def table_of(subnet: Subnet) -> RouteTable | None:
    """The subnet's own route table, or else the VPC's main one."""
    every = subnet.ec2_backend.route_tables.values()
    tables = [table for table in every if table.vpc_id == subnet.vpc_id]
    own = [table for table in tables if subnet.id in table._associations.values()]
    main = [table for table in tables if table.main_association_id]
    return next(iter(own or main), None)


def default_route(subnet: Subnet) -> Route | None:
    table = table_of(subnet)
    routes = table.routes if table else []
    return next((each for each in routes if each.destination_cidr_block == "0.0.0.0/0"), None)
