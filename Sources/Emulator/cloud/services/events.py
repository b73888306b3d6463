"""Amazon EventBridge: a pattern can be tried before it is trusted.

- TestEventPattern tells whether a pattern matches an event that has all of AWS's fields
  (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html).
- A pattern that is none is refused with InvalidEventPatternException, by TestEventPattern as by
  PutRule (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html).
- A pattern matches nothing by itself: it has at least one field
  (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern.html).
- A target has an ARN, and a rule at most five of them
  (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html).

Calls to the emulated account send no events.

Simulated: a rule's pattern is tested by TestEventPattern; no event of the account reaches a
target by itself.
"""

import json
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.events.exceptions import InvalidEventPatternException, ValidationException
from moto.events.models import EventPattern, EventPatternParser, EventsBackend
from moto.events.responses import EventsHandler

from ..replacing import replace

FIELDS = ("id", "account", "source", "time", "region", "resources", "detail-type")
MOST_TARGETS = 5


def correct() -> None:
    @replace(EventPatternParser, "parse")
    def parse(moto, parser) -> dict[str, Any]:
        if parser.pattern and isinstance(loaded(parser.pattern), list | str | int):
            raise InvalidEventPatternException(reason="Filter is not an object")
        found = moto(parser)
        if parser.pattern and not found:
            raise InvalidEventPatternException(reason="Empty patterns are not allowed")
        return found

    @replace(EventsHandler, "test_event_pattern")
    def test_event_pattern(moto, response) -> Any:
        pattern = EventPattern.load(response._get_param("EventPattern"))
        event = loaded(response._get_param("Event"))
        if not isinstance(event, dict) or any(name not in event for name in FIELDS):
            raise ValidationException("Parameter Event is not valid.")
        return response._create_response({"Result": pattern.matches_event(event)})

    @replace(EventsBackend, "put_targets")
    def put_targets(moto, backend, name, event_bus_arn, targets) -> Any:
        rule = backend.describe_rule(name, event_bus_arn)
        ids = {each["Id"] for each in (*rule.targets, *targets)}
        if len(ids) > MOST_TARGETS:
            raise JsonRESTError(
                "LimitExceededException",
                "The requested resource exceeds the maximum number allowed.",
            )
        return moto(backend, name, event_bus_arn, targets)


def loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
