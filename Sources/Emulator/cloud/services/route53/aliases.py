"""Amazon Route 53: alias records.

- An alias names a load balancer by its name in DNS and by the hosted zone of its region, and the
  load balancer is there; `dualstack.` may stand before the name
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html).
- An alias to another record of its zone is of that record's type, and the record is there
  (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias.html).
- An alias of type A answers the addresses of what it leads to
  (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html).
"""

from collections.abc import Iterator

from moto.elbv2.models import FakeLoadBalancer, elbv2_backends
from moto.route53.models import FakeZone, RecordSet

from ..elbv2.hosted_zones import HOSTED_ZONES
from ..elbv2.nodes import interfaces
from .names import absolute

#: By hosted zone: the end of all names in it.
ENDS = {
    **{zone: f".{region}.elb.amazonaws.com." for region, zone in HOSTED_ZONES.items()},
    # CloudFront's, in all regions.
    "Z2FDTNDATAQYW2": ".cloudfront.net.",
}


def faults(
    record: RecordSet, zone: FakeZone, records: list[RecordSet], account: str
) -> Iterator[str]:
    target = record.alias_target
    name, target_zone = absolute(target["DNSName"]), target["HostedZoneId"]
    tried = (
        f"Tried to create an alias that targets {name}, type {record.type} in zone {target_zone}, "
    )
    if target_zone == zone.resource_id:
        if not any(other.name == name and other.type == record.type for other in records):
            yield f"{tried}but that target was not found"
    elif not name.endswith(ENDS.get(target_zone, "?")):
        yield f"{tried}but the alias target name does not lie within the target zone"
    elif target_zone in HOSTED_ZONES.values() and not balancer(name, account):
        yield f"{tried}but that target was not found"


def balancer(name: str, account: str) -> FakeLoadBalancer | None:
    """The load balancer that has the name in DNS."""
    wanted = absolute(name).removeprefix("dualstack.")
    for backend in elbv2_backends[account].values():
        for each in backend.load_balancers.values():
            if absolute(each.dns_name) == wanted:
                return each
    return None


def addresses(name: str, account: str) -> list[str]:
    found = balancer(name, account)
    if not found:
        return []
    region = found.arn.split(":")[3]
    enis = interfaces(elbv2_backends[account][region], found)
    return sorted(eni.public_ip or eni.private_ip_address for eni in enis)
