"""Amazon Route 53: changes of records.

- A batch is done as a whole or not at all, and what is wrong with it is told of all its changes:
  InvalidChangeBatch
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html).
- CREATE is for what is not there; DELETE names all values as they are; UPSERT creates or replaces
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html).
- A zone keeps its NS and its SOA record
  (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html).
- A change is PENDING until all name servers know it, then INSYNC
  (https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetChange.html).
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random
from moto.route53.exceptions import InvalidActionValue, Route53ClientError
from moto.route53.models import ROUTE53_ID_CHOICE, FakeZone, RecordSet, Route53Backend
from moto.route53.responses import Route53

from ...replacing import replace
from ...settling import is_settled
from . import aliases, records
from .names import absolute

CHANGING = ("create_hosted_zone", "delete_hosted_zone", "change_resource_record_sets",
            "associate_vpc_with_hosted_zone", "disassociate_vpc_from_hosted_zone")  # fmt: skip
ACTIONS = ("CREATE", "DELETE", "UPSERT")
#: What two records have in common that are the same.
VALUES = ("ttl", "alias_target", "weight", "region", "failover", "geo_location", "health_check_id",
          "multi_value_answer")  # fmt: skip


def correct() -> None:
    @replace(Route53Backend, "__init__")
    def initialise(moto, backend, *arguments, **named) -> None:
        moto(backend, *arguments, **named)
        backend.changes = {}

    @replace(Route53Backend, "change_resource_record_sets")
    def change_resource_record_sets(moto, backend, zoneid, change_list) -> None:
        zone = backend.get_hosted_zone(zoneid)
        for change in change_list:
            if change["Action"] not in ACTIONS:
                raise InvalidActionValue(change["Action"])
            records.refuse_shape(change)
        there = list(zone.rrsets)
        wrong = [fault for change in change_list for fault in make(zone, there, change, backend)]
        if wrong:
            raise Route53ClientError("InvalidChangeBatch", f"[{', '.join(wrong)}]")
        zone.rrsets = there

    for operation in CHANGING:
        submit(operation)

    @replace(Route53, "get_change")
    def get_change(moto, response) -> ActionResult:
        number = response._get_param("Id").removeprefix("/change/")
        since = response.backend.changes.get(number)
        if not since:
            raise Route53ClientError("NoSuchChange", f"A change with id {number} does not exist.")
        status = "INSYNC" if is_settled(since) else "PENDING"
        info = {"Id": f"/change/{number}", "Status": status, "SubmittedAt": since}
        return ActionResult({"ChangeInfo": info})


def submit(operation: str) -> None:
    """Gives the operation a change of its own, which can be asked for."""

    @replace(Route53, operation)
    def submitted(moto, response) -> ActionResult:
        answer = moto(response)
        number = "C" + "".join(mock_random.choice(ROUTE53_ID_CHOICE) for _ in range(20))
        response.backend.changes[number] = utcnow()
        answer.result["ChangeInfo"] |= {"Id": f"/change/{number}", "Status": "PENDING"}
        if comment := response._get_param("ChangeBatch.Comment"):
            answer.result["ChangeInfo"]["Comment"] = comment
        return answer


def make(
    zone: FakeZone, there: list[RecordSet], change: dict[str, Any], backend: Route53Backend
) -> Iterator[str]:
    """Makes the change in the list `there`, or tells why it cannot be made."""
    record = read(change["ResourceRecordSet"])
    named = f"resource record set [name='{record.name}', type='{record.type}']"
    old = next((other for other in there if identity(other) == identity(record)), None)
    if change["Action"] == "DELETE":
        if not old:
            yield f"Tried to delete {named} but it was not found"
        elif values(old) != values(record):
            yield f"Tried to delete {named} but the values provided do not match the current values"
        elif record.name == zone.name and record.type == "SOA":
            yield "A HostedZone must contain exactly one SOA record."
        elif record.name == zone.name and record.type == "NS":
            yield "A HostedZone must contain at least one NS record for the zone itself."
        else:
            there.remove(old)
        return
    others = [other for other in there if other is not old]
    wrong = [
        *records.faults(record, zone.name),
        *records.conflicts(record, others, zone.name),
        *(aliases.faults(record, zone, others, backend.account_id) if record.alias_target else ()),
    ]
    if old and change["Action"] == "CREATE":
        wrong.append(f"Tried to create {named} but it already exists")
    if not old and any(same_name(other, record) for other in there) and mixes(record, there):
        wrong.append(
            f"RRSet with DNS name {record.name}, type {record.type} cannot be created as other "
            "RRSets exist with the same name and type."
        )
    yield from wrong
    if not wrong:
        there[:] = [*others, record]


def read(sent: dict[str, Any]) -> RecordSet:
    settings = deepcopy(sent)
    settings["Name"] = absolute(sent["Name"])
    settings["ResourceRecords"] = [each["Value"] for each in sent.get("ResourceRecords") or []]
    if settings.get("TTL") is not None:
        settings["TTL"] = int(settings["TTL"])
    if alias := settings.get("AliasTarget"):
        alias["DNSName"] = absolute(alias["DNSName"])
        alias["EvaluateTargetHealth"] = str(alias["EvaluateTargetHealth"]).lower() == "true"
    return RecordSet(settings)


def identity(record: RecordSet) -> tuple:
    return record.name, record.type, record.set_identifier


def values(record: RecordSet) -> tuple:
    return sorted(record.records), *(getattr(record, name) for name in VALUES)


def same_name(one: RecordSet, other: RecordSet) -> bool:
    return (one.name, one.type) == (other.name, other.type)


def mixes(record: RecordSet, there: list[RecordSet]) -> bool:
    """Whether one of them is the only one of its name and the other is one of several."""
    simple = record.set_identifier is None
    return any(
        same_name(other, record) and (simple or other.set_identifier is None) for other in there
    )
