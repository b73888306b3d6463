"""Amazon EC2 and VPC: what decides who reaches whom.

default_vpc           what an account is born with
security_groups       groups, and what holds them
security_group_rules  whom they let in and out
reach                 whether they let one address reach another
endpoints             endpoints of a VPC for AWS's own services
endpoint_services     the services for which there are some
endpoint_refusals     those that cannot be
endpoint_interfaces   where they are, and their names
nat_gateways          NAT gateways and their states
interfaces            the network interfaces that AWS makes for a service
"""

from . import (
    default_vpc,
    endpoint_services,
    endpoints,
    nat_gateways,
    security_group_rules,
    security_groups,
)

PARTS = (
    default_vpc,
    security_groups,
    security_group_rules,
    endpoint_services,
    endpoints,
    nat_gateways,
)


def correct() -> None:
    for part in PARTS:
        part.correct()
