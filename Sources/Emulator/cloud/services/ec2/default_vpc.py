"""Amazon VPC: what an account is born with.

- The default VPC has a default subnet in each Availability Zone, an internet gateway, and a main
  route table that sends to it what is not for the VPC itself
  (https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html).
"""

from moto.ec2.models import EC2Backend

from ...replacing import replace


def correct() -> None:
    @replace(EC2Backend, "__init__")
    def initialise(moto, backend, *arguments, **named) -> None:
        moto(backend, *arguments, **named)
        vpc = backend.default_vpc
        gateway = backend.create_internet_gateway()
        backend.attach_internet_gateway(gateway.id, vpc.id)
        for table in backend.route_tables.values():
            if table.vpc_id == vpc.id:
                backend.create_route(table.id, "0.0.0.0/0", gateway_id=gateway.id)
