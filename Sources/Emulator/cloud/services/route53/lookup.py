"""Amazon Route 53: what its name servers answer.

- TestDNSAnswer tells what a name server would answer for a name and a type: the values, for an
  alias those of what it leads to, and NXDOMAIN for a name that is not there
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_TestDNSAnswer.html).
- A name that has no record of its own gets those of the nearest wildcard, and a CNAME stands for
  all types
  (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html).
"""

from moto.core.responses import ActionResult
from moto.route53 import urls
from moto.route53.models import FakeZone, RecordSet
from moto.route53.responses import Route53

from .aliases import addresses
from .names import absolute


def correct() -> None:
    urls.url_paths[r"{0}/(?P<api_version>[\d_-]+)/testdnsanswer$"] = Route53.dispatch

    def test_dns_answer(response: Route53) -> ActionResult:
        zone = response.backend.get_hosted_zone(response._get_param("HostedZoneId"))
        name = absolute(response._get_param("RecordName"))
        kind = response._get_param("RecordType")
        found = records_of(zone, name)
        return ActionResult(
            {
                "Nameserver": zone.delegation_set.name_servers[0],
                "RecordName": name,
                "RecordType": kind,
                "RecordData": answer(zone, found, kind, response.current_account),
                "ResponseCode": "NOERROR" if found else "NXDOMAIN",
                "Protocol": "UDP",
            }
        )

    Route53.test_dns_answer = test_dns_answer


def records_of(zone: FakeZone, name: str) -> list[RecordSet]:
    """Those of the name, or else of the nearest wildcard above it."""
    labels = name.split(".")
    above = [".".join(["\\052", *labels[number:]]) for number in range(1, len(labels) - 1)]
    for candidate in (name, *above):
        if found := [record for record in zone.rrsets if record.name == candidate]:
            return found
    return []


def answer(zone: FakeZone, found: list[RecordSet], kind: str, account: str) -> list[str]:
    data: list[str] = []
    for record in found:
        if record.type not in (kind, "CNAME"):
            continue
        if not record.alias_target:
            data += record.records
        elif record.alias_target["HostedZoneId"] == zone.resource_id:
            beside = records_of(zone, record.alias_target["DNSName"])
            data += answer(zone, beside, kind, account)
        elif kind == "A":
            data += addresses(record.alias_target["DNSName"], account)
    return data
