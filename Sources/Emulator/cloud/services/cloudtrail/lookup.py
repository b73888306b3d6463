"""AWS CloudTrail's LookupEvents.

- Events are looked up in one region, for the last ninety days, the latest first
  (https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html).
- One attribute can be asked for: the event's id, name or source, the user, the access key, whether
  it only read, or the name of a resource (same page).
- At most fifty events come at once, and a token leads to the next ones (same page).
- A time that begins after it ends is refused with InvalidTimeRangeException (same page).

Ours: more than one attribute, a time that begins after it ends.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from moto.cloudtrail.responses import CloudTrailResponse
from moto.core.exceptions import JsonRESTError
from moto.core.utils import utcnow

from ...emulation import Emulation
from .history import Event, event

MOST = 50
PATIENCE = timedelta(days=90)
PARAMETERS = ("LookupAttributes", "StartTime", "EndTime", "MaxResults", "NextToken")
ATTRIBUTES = ("EventId", "EventName", "ReadOnly", "Username", "ResourceType", "ResourceName",
              "EventSource", "AccessKeyId")  # fmt: skip


def correct(emulation: Emulation) -> None:
    def lookup_events(response: CloudTrailResponse) -> str:
        given = {name: response._get_param(name) for name in PARAMETERS}
        found = list(wanted(emulation, response.region, given))
        first = token(given["NextToken"])
        last = first + min(given["MaxResults"] or MOST, MOST)
        answer: dict[str, Any] = {"Events": [told(each) for each in found[first:last]]}
        return json.dumps({**answer, "NextToken": str(last)} if found[last:] else answer)

    CloudTrailResponse.lookup_events = lookup_events


def wanted(emulation: Emulation, region: str, given: dict[str, Any]) -> Iterator[Event]:
    since = moment(given["StartTime"]) or utcnow().replace(tzinfo=UTC) - PATIENCE
    until = moment(given["EndTime"]) or datetime.max.replace(tzinfo=UTC)
    if since > until:
        raise JsonRESTError("InvalidTimeRangeException", "The start time is after the end time.")
    attributes = given["LookupAttributes"] or []
    if len(attributes) > 1 or any(each["AttributeKey"] not in ATTRIBUTES for each in attributes):
        raise JsonRESTError(
            "InvalidLookupAttributesException", "One of the attributes can be asked for."
        )
    for kept in reversed(emulation.history):
        found = event(kept)
        if (
            found
            and found.region == region
            and since <= found.time <= until
            and all(has(found, each["AttributeKey"], each["AttributeValue"]) for each in attributes)
        ):
            yield found


def has(found: Event, attribute: str, value: str) -> bool:
    known = {"EventId": found.id, "EventName": found.name, "EventSource": found.source,
             "Username": found.user, "AccessKeyId": found.key, "ReadOnly": "false"}  # fmt: skip
    if attribute == "ResourceName":
        return value in texts(found.parameters)
    return known.get(attribute) == value


def texts(value: Any) -> Iterator[str]:
    """Every text in the parameters: one of them names what it was done to."""
    if isinstance(value, str):
        yield value
    if isinstance(value, dict):
        value = list(value.values())
    for each in value if isinstance(value, list) else ():
        yield from texts(each)


def told(found: Event) -> dict[str, Any]:
    return {
        "EventId": found.id,
        "EventName": found.name,
        "ReadOnly": "false",
        "AccessKeyId": found.key,
        "EventTime": found.time.timestamp(),
        "EventSource": found.source,
        "Username": found.user,
        "Resources": [],
        "CloudTrailEvent": json.dumps(found.record()),
    }


def moment(given: float | str | None) -> datetime | None:
    if given is None:
        return None
    if isinstance(given, str):
        return datetime.fromisoformat(given)
    return datetime.fromtimestamp(given, UTC)


def token(given: str | None) -> int:
    if given is None:
        return 0
    if not given.isdecimal():
        raise JsonRESTError("InvalidNextTokenException", "Invalid token.")
    return int(given)
