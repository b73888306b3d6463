"""Elastic Load Balancing: the nodes of a load balancer, as their network interfaces.

- A load balancer has a network interface in each of its subnets, with its security groups
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html).
"""

from typing import Any

from moto.elbv2.models import ELBv2Backend, FakeLoadBalancer

from ..ec2.interfaces import make_interface


def description(balancer: FakeLoadBalancer) -> str:
    return "ELB " + balancer.arn.partition(":loadbalancer/")[2]


def interfaces(backend: ELBv2Backend, balancer: FakeLoadBalancer) -> list[Any]:
    enis = backend.ec2_backend.enis.values()
    return [eni for eni in enis if eni.description == description(balancer)]


def fit_interfaces(backend: ELBv2Backend, balancer: FakeLoadBalancer) -> None:
    """Makes the interfaces fit the load balancer's subnets and groups."""
    ec2 = backend.ec2_backend
    wanted = {subnet.id: subnet for subnet in balancer.subnets}
    for eni in interfaces(backend, balancer):
        if not wanted.pop(eni.subnet.id, None):
            ec2.enis.pop(eni.id)
    public = balancer.scheme == "internet-facing"
    for subnet in wanted.values():
        groups = balancer.security_groups
        make_interface(ec2, subnet, groups, description(balancer), "amazon-elb", public)
    for eni in interfaces(backend, balancer):
        eni._group_set = [
            ec2.get_security_group_from_id(group) for group in balancer.security_groups
        ]
