"""Amazon Route 53: what a record may be.

- A record is an alias, or it has a TTL and values, never both
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html).
- Its name is in its zone
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html).
- There is no CNAME at the top of a zone, and none beside another record of the same name
  (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#CNAMEFormat).
- The value of an A record is an IPv4 address, that of a TXT record stands in quotation marks
  (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html).

Simulated: records are kept and answered by TestDNSAnswer; no name server on the network knows
them.
"""

import ipaddress
from collections.abc import Iterator
from typing import Any

from moto.route53.exceptions import InvalidInput
from moto.route53.models import RecordSet

from .names import is_within

Change = dict[str, Any]


def refuse_shape(change: Change) -> None:
    """`change` as it was sent: a record that is neither an alias nor has values, or is both."""
    record = change["ResourceRecordSet"]
    alias = "AliasTarget" in record
    values = record.get("TTL") is not None and bool(record.get("ResourceRecords"))
    partly = record.get("TTL") is not None or bool(record.get("ResourceRecords"))
    if alias != values and not (alias and partly):
        return
    found = "more than one" if alias else "none"
    raise InvalidInput(
        "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], "
        f"or TrafficPolicyInstanceId], but found {found} in Change with "
        f"[Action={change['Action']}, Name={record['Name']}, Type={record['Type']}, "
        f"SetIdentifier={record.get('SetIdentifier', 'null')}]"
    )


def faults(record: RecordSet, zone_name: str) -> Iterator[str]:
    """What is wrong with the record by itself."""
    if not is_within(record.name, zone_name):
        yield f"RRSet with DNS name {record.name} is not permitted in zone {zone_name}"
    if record.type == "CNAME" and record.name == zone_name:
        yield (
            f"RRSet of type CNAME with DNS name {record.name} is not permitted at apex in zone "
            f"{zone_name}"
        )
    for number, value in enumerate(record.records):
        if value in record.records[:number]:
            yield f"Duplicate Resource Record: '{value}'"
        if fault := fault_of_value(record.type, value):
            yield f"Invalid Resource Record: FATAL problem: {fault} encountered with '{value}'"


def fault_of_value(kind: str, value: str) -> str | None:
    if kind in ("A", "AAAA"):
        version, number = (ipaddress.IPv4Address, 4) if kind == "A" else (ipaddress.IPv6Address, 6)
        try:
            version(value)
        except ValueError:
            return (
                f"{kind}RRDATAIllegalIPv{number}Address (Value is not a valid IPv{number} address)"
            )
    if kind == "TXT" and not (len(value) > 1 and value.startswith('"') and value.endswith('"')):
        return "InvalidCharacterString (Value should be enclosed in quotation marks)"
    return None


def conflicts(record: RecordSet, others: list[RecordSet], zone_name: str) -> Iterator[str]:
    """What does not go together with the other records of its name."""
    kinds = {other.type for other in others if other.name == record.name}
    if record.type == "CNAME" and kinds - {"CNAME"}:
        yield (
            f"RRSet of type CNAME with DNS name {record.name} is not permitted as it conflicts "
            f"with other records with the same DNS name in zone {zone_name}"
        )
    if record.type != "CNAME" and "CNAME" in kinds:
        yield (
            f"RRSet of type {record.type} with DNS name {record.name} is not permitted because a "
            f"conflicting RRSet of type CNAME with the same DNS name already exists in zone "
            f"{zone_name}"
        )
