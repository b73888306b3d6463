"""Amazon EC2 and VPC: what decides who reaches whom.

default_vpc       what an account is born with
security_groups   groups, their rules, and what holds them
endpoints         endpoints of a VPC for AWS's own services
nat_gateways      NAT gateways and their states
interfaces        the network interfaces that AWS makes for a service
reach             whether security groups let one address reach another
"""

from . import default_vpc, endpoints, nat_gateways, security_groups


def correct() -> None:
    for part in (default_vpc, security_groups, endpoints, nat_gateways):
        part.correct()
