"""Amazon VPC: NAT gateways.

- A NAT gateway is pending, then available, and once deleted it is shown as deleted for a while
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html).
- A public NAT gateway needs an Elastic IP address
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html).
- Deleting one frees its Elastic IP address, but does not release it
  (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNatGateway.html).
"""

from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.nat_gateways import NatGateway, NatGatewayBackend

from ...replacing import replace
from ...settling import is_settled


def correct() -> None:
    NatGateway.state = property(state, lambda gateway, value: vars(gateway).update(ended=value))

    @replace(NatGatewayBackend, "create_nat_gateway")
    def create_nat_gateway(moto, backend, subnet_id, allocation_id, tags=None, kind=None, **named):
        kind = named.get("connectivity_type") or kind or "public"
        if kind == "public" and not allocation_id:
            raise EC2ClientError(
                "MissingParameter",
                "The request must contain the parameter allocationId.",
            )
        return moto(backend, subnet_id, allocation_id, tags, kind)

    @replace(NatGatewayBackend, "describe_nat_gateways")
    def describe_nat_gateways(moto, backend, filters, nat_gateway_ids) -> list[NatGateway]:
        for gateway_id in nat_gateway_ids or []:
            existing(backend, gateway_id)
        return moto(backend, filters, nat_gateway_ids)

    @replace(NatGatewayBackend, "delete_nat_gateway")
    def delete_nat_gateway(moto, backend, nat_gateway_id) -> NatGateway:
        gateway = existing(backend, nat_gateway_id)
        for address in gateway.address_set:
            if "associationId" in address:
                backend.disassociate_address(association_id=address["associationId"])
        backend.enis.pop(gateway._eni.id, None)
        return moto(backend, nat_gateway_id)


def state(gateway: NatGateway) -> str:
    if vars(gateway).get("ended") == "deleted":
        return "deleted"
    return "available" if is_settled(gateway._created_at) else "pending"


def existing(backend: NatGatewayBackend, gateway_id: str) -> NatGateway:
    if gateway_id not in backend.nat_gateways:
        raise EC2ClientError("NatGatewayNotFound", f"NAT gateway {gateway_id} was not found")
    return backend.nat_gateways[gateway_id]
