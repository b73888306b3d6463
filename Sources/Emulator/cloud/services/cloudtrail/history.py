"""AWS CloudTrail's event history: what was done in the account.

- Every call that changes something in the account is a management event, with who made it, when,
  from where and with which parameters
  (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html).
- What is done to the objects of a bucket, to the messages of a queue or a topic, or to the values
  of a metric is a data event, and not in the history
  (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html).
- Secret values are not written down
  (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
- Events of IAM, STS, Route 53 and Organizations, which are everywhere, are in us-east-1
  (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html).

Simulated: the event history has what changed something; calls that only read or were refused are
in a real one as well. An event comes at once, and has no response elements.
"""

import hashlib
import json
import re
import uuid
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from moto.sts.models import sts_backends

from ...call import Call
from ...journal import Kept
from ...settings import ACCOUNT, LOOPBACK, REGION
from .operations import named

EVERYWHERE = {"iam", "sts", "route53", "organizations", "cloudfront"}
#: Operations on data, not on the account.
DATA = {"PutLogEvents", "PutMetricData", "SendMessage", "SendMessageBatch", "DeleteMessage",
        "Publish", "PublishBatch", "PutEvents"}  # fmt: skip
SECRET = re.compile(r"secretstring|secretbinary|.*password|plaintext|.*privatekey|.*secret")
HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS"
KEY = re.compile(r"Credential=([^/,\s]+)/")


class Event(NamedTuple):
    id: str
    name: str
    source: str
    region: str
    time: datetime
    user: str
    arn: str
    key: str
    agent: str
    parameters: dict[str, Any]

    def record(self) -> dict[str, Any]:
        """As CloudTrail writes it down."""
        return {
            "eventVersion": "1.11",
            "userIdentity": {
                "type": "IAMUser",
                "arn": self.arn,
                "accountId": ACCOUNT,
                "accessKeyId": self.key,
                "userName": self.user,
            },
            "eventTime": self.time.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "eventSource": self.source,
            "eventName": self.name,
            "awsRegion": self.region,
            "sourceIPAddress": LOOPBACK,
            "userAgent": self.agent,
            "requestParameters": self.parameters or None,
            "responseElements": None,
            "eventID": self.id,
            "readOnly": False,
            "eventType": "AwsApiCall",
            "managementEvent": True,
            "recipientAccountId": ACCOUNT,
            "eventCategory": "Management",
        }


def event(kept: Kept) -> Event | None:
    """None for what is no management event."""
    moment, call = kept
    name = call.operation
    if name is None:
        route = named(call)
        if route is None or route.of_object:
            return None
        name = route.operation
    if name in DATA:
        return None
    found = KEY.search(call.variables.get("HTTP_AUTHORIZATION", ""))
    key = found[1] if found else ""
    _, arn, _ = sts_backends[ACCOUNT]["aws"].get_caller_identity(key, call.region)
    digest = hashlib.sha256(f"{moment.time} {moment.seed} {name}".encode()).digest()
    return Event(
        id=str(uuid.UUID(bytes=digest[:16], version=4)),
        name=name,
        source=f"{call.service}.amazonaws.com",
        region=REGION if call.service in EVERYWHERE else call.region,
        time=datetime.fromtimestamp(moment.time / 1_000_000, UTC),
        user=arn.rsplit("/", 1)[-1],
        arn=arn,
        key=key,
        agent=call.variables.get("HTTP_USER_AGENT", ""),
        parameters=parameters(call),
    )


def parameters(call: Call) -> dict[str, Any]:
    """Of a request in JSON or in a form, without secrets."""
    text = call.body.decode(errors="replace")
    if call.variables.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        given: Any = {name: value for name, value in parse_qsl(text)
                      if name not in ("Action", "Version")}  # fmt: skip
    else:
        try:
            given = json.loads(text or "{}")
        except ValueError:
            return {}
    if call.operation == "PutParameter" and "Value" in given:
        given = {**given, "Value": HIDDEN}
    return shown(given) if isinstance(given, dict) else {}


def shown(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name[:1].lower() + name[1:]: HIDDEN
            if SECRET.fullmatch(name.lower()) and isinstance(each, str)
            else shown(each)
            for name, each in value.items()
        }
    return [shown(each) for each in value] if isinstance(value, list) else value
