"""Amazon CloudWatch Logs: a metric filter has a pattern, and a log group that is there.

- The log group of a filter is there: ResourceNotFoundException
  (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html).
- A pattern that is none is refused with InvalidParameterException
  (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html).
- A second filter of a name takes the first one's place, and a filter goes with its log group
  (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html).
- TestMetricFilter tells which messages a pattern matches
  (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TestMetricFilter.html).

No event that arrives is counted: the filter is kept, and its metric has no values.
"""

import json

from moto.core.exceptions import JsonRESTError
from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse

from ...replacing import replace
from .filter_pattern import Invalid, Test, compiled


def correct() -> None:
    @replace(LogsBackend, "put_metric_filter")
    def put_metric_filter(
        moto, backend, filter_name, filter_pattern, log_group_name, *rest
    ) -> None:
        if log_group_name not in backend.groups:
            raise ResourceNotFoundException()
        pattern(filter_pattern)
        backend.filters.delete_filter(filter_name, log_group_name)
        moto(backend, filter_name, filter_pattern, log_group_name, *rest)

    @replace(LogsBackend, "delete_log_group")
    def delete_log_group(moto, backend, log_group_name) -> None:
        moto(backend, log_group_name)
        kept = backend.filters.metric_filters
        kept[:] = [each for each in kept if each["logGroupName"] != log_group_name]

    @replace(LogsResponse, "test_metric_filter")
    def test_metric_filter(moto, response) -> str:
        matches = pattern(response._get_param("filterPattern") or "")
        messages = response._get_param("logEventMessages")
        return json.dumps(
            {
                "matches": [
                    {"eventNumber": number, "eventMessage": message, "extractedValues": {}}
                    for number, message in enumerate(messages, start=1)
                    if matches(message)
                ]
            }
        )


def pattern(text: str) -> Test:
    try:
        return compiled(text)
    except Invalid:
        raise JsonRESTError("InvalidParameterException", "Invalid metric filter pattern") from None
