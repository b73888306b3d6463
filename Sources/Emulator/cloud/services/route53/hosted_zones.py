"""Amazon Route 53: hosted zones.

- A new zone has a set of four name servers, an NS record with them and an SOA record
  (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html).
- A caller reference makes one zone: HostedZoneAlreadyExists
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html).
- A zone that is made for a VPC is a private one
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html).
- A zone with other records than these two is not deleted: HostedZoneNotEmpty
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html).
- Zones are listed by their names' labels from behind, beginning with the name that is asked for
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByName.html).
"""

import re
from typing import Any

from moto.route53.exceptions import Route53ClientError
from moto.route53.models import FakeZone, Route53Backend
from moto.route53.responses import Route53

from ...replacing import replace
from .names import absolute

LABEL = r"[a-z0-9_!\"#$%&'()*+,/:;<=>?@\[\]^`{|}~\\-]{1,63}"
LONGEST_NAME = 255
SOA = "{server}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"


def correct() -> None:
    @replace(Route53Backend, "create_hosted_zone")
    def create_hosted_zone(moto, backend, name, *rest, caller_reference=None, **named) -> FakeZone:
        zone_name = absolute(name)
        if not re.fullmatch(rf"({LABEL}\.)+", zone_name) or len(zone_name) > LONGEST_NAME:
            raise Route53ClientError(
                "InvalidDomainName", f"The domain name '{name}' is not a valid domain name."
            )
        if any(zone.caller_reference == caller_reference for zone in backend.zones.values()):
            raise Route53ClientError(
                "HostedZoneAlreadyExists",
                "A hosted zone has already been created with the specified caller reference.",
            )
        before = set(backend.delegation_sets)
        zone = moto(backend, zone_name, *rest, caller_reference=caller_reference, **named)
        if not named.get("delegation_set_id"):
            # The zone's own one, which is in no list.
            for made in set(backend.delegation_sets) - before:
                del backend.delegation_sets[made]
        servers = zone.delegation_set.name_servers
        for record in zone.rrsets:
            of_kind = {"NS": [f"{server}." for server in servers],
                       "SOA": [SOA.format(server=servers[0])]}  # fmt: skip
            record.records, record.ttl = of_kind[record.type], int(record.ttl)
        return zone

    @replace(Route53Backend, "list_hosted_zones_by_name")
    def list_hosted_zones_by_name(moto, backend, dnsname) -> tuple[str | None, list[FakeZone]]:
        zones = sorted(backend.zones.values(), key=lambda zone: (backwards(zone.name), zone.id))
        first = absolute(dnsname) if dnsname else ""
        return dnsname, [zone for zone in zones if backwards(zone.name) >= backwards(first)]

    @replace(Route53Backend, "list_resource_record_sets")
    def list_resource_record_sets(moto, backend, zone_id, start_type, start_name, **named) -> Any:
        first = absolute(start_name) if start_name else None
        return moto(backend, zone_id, start_type=start_type, start_name=first, **named)

    @replace(Route53Backend, "delete_hosted_zone")
    def delete_hosted_zone(moto, backend, id_) -> Any:
        zone = backend.get_hosted_zone(id_)
        if any(record.type not in ("NS", "SOA") or record.name != zone.name for record in
               zone.rrsets):  # fmt: skip
            raise Route53ClientError(
                "HostedZoneNotEmpty",
                "The specified hosted zone contains non-required resource record sets and so "
                "cannot be deleted.",
            )
        backend.resource_tags.pop(zone.resource_id, None)
        return moto(backend, id_)

    @replace(Route53, "create_hosted_zone")
    def create(moto, response) -> Any:
        if response._get_param("VPC.VPCId"):
            response.params.setdefault("HostedZoneConfig", {})["PrivateZone"] = "true"
        return moto(response)

    @replace(Route53, "list_hosted_zones_by_name")
    def list_by_name(moto, response) -> Any:
        answer = moto(response)
        answer.result.update(IsTruncated=False, MaxItems=100)
        return answer


def backwards(name: str) -> list[str]:
    return name.rstrip(".").split(".")[::-1]
