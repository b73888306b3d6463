"""Elastic Load Balancing: the targets of a group.

- A target of type `ip` is an IPv4 address of the group's VPC, or a private one elsewhere, which is
  registered for all Availability Zones
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html,
  https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html).
- A deregistered target is draining for a while, unless the group's deregistration delay is 0
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html).
- Deregistering a target that is not registered is no error
  (https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeregisterTargets.html).

Ours: an address that is none, or that is neither private nor within the VPC.
"""

import ipaddress
from typing import Any

from moto.core.utils import utcnow
from moto.elbv2.exceptions import ValidationError
from moto.elbv2.models import FakeTargetGroup

from ...replacing import replace
from ...settling import is_settled

#: Private networks whose addresses may be targets outside of the VPC.
PRIVATE = [
    ipaddress.ip_network(network)
    for network in ("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16")
]

Target = dict[str, Any]


def correct() -> None:
    @replace(FakeTargetGroup, "register")
    def register(moto, group, targets: list[Target]) -> None:
        if group.target_type == "ip":
            for target in targets:
                refuse_address(group, target)
        before = {name: target["since"] for name, target in group.targets.items()}
        moto(group, targets)
        for target in targets:
            registered = group.targets[target["Id"]]
            registered["Port"] = int(registered["Port"])
            registered["since"] = before.get(target["Id"]) or utcnow()

    @replace(FakeTargetGroup, "deregister")
    def deregister(moto, group, targets: list[Target]) -> None:
        for target in targets:
            if target["Id"] in group.targets:
                moto(group, [target])
                group.deregistered_targets[target["Id"]]["left"] = utcnow()
        left = group.deregistered_targets
        for name in [name for name in left if not is_draining(group, left[name])]:
            del left[name]


def is_draining(group: FakeTargetGroup, target: Target) -> bool:
    delay = int(group.attributes["deregistration_delay.timeout_seconds"])
    return delay > 0 and not is_settled(target["left"])


def refuse_address(group: FakeTargetGroup, target: Target) -> None:
    try:
        address = ipaddress.IPv4Address(target["Id"])
    except ValueError:
        raise ValidationError(
            f"The IP address '{target['Id']}' is not a valid IPv4 address"
        ) from None
    vpc = group.ec2_backend.get_vpc(group.vpc_id)
    blocks = [each["cidr_block"] for each in vpc.get_cidr_block_association_set()]
    if any(address in ipaddress.ip_network(block) for block in blocks):
        return
    if not any(address in network for network in PRIVATE):
        raise ValidationError(f"The IP address '{address}' is not within a valid IP address range")
    if target.get("AvailabilityZone") != "all":
        raise ValidationError(
            f"The Availability Zone for IP address '{address}' must be 'all' for Application Load "
            "Balancer target groups, when not within the VPC"
        )
