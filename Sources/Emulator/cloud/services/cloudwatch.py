"""Amazon CloudWatch: an alarm that could never be raised is refused.

- The period of an alarm is 10, 20 or 30 seconds, or a multiple of 60
  (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
- All periods of an alarm together are at most seven days, and at most one where a period is shorter
  than an hour
  (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
- An alarm on a metric has a Statistic or an ExtendedStatistic, not both
  (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
- An alarm asks for no more DatapointsToAlarm than it looks at
  (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).
- The actions of an alarm are ARNs
  (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html).

Nothing is measured here: an alarm stays as it was set.

Simulated: no metric has values of the account, so no alarm goes off by itself.
"""

from collections.abc import Iterator
from typing import Any

from moto.cloudwatch.exceptions import InvalidParameterCombination, ValidationError
from moto.cloudwatch.models import Alarm, CloudWatchBackend

from ..replacing import replace

SHORT = (10, 20, 30)
HOUR, DAY, WEEK = 3600, 86_400, 604_800


def correct() -> None:
    @replace(CloudWatchBackend, "put_metric_alarm")
    def put_metric_alarm(moto, backend, **named) -> Alarm:
        if named.get("metric_name"):
            if bool(named.get("statistic")) == bool(named.get("extended_statistic")):
                raise InvalidParameterCombination(
                    "Exactly one of Statistic and ExtendedStatistic must be specified"
                )
            for problem in problems(named):
                raise ValidationError(problem)
        for name in ("alarm_actions", "ok_actions", "insufficient_data_actions"):
            for action in named.get(name) or []:
                if not action.startswith("arn:"):
                    raise ValidationError(f"Invalid arn syntax: {action}")
        return moto(backend, **named)


def problems(named: dict[str, Any]) -> Iterator[str]:
    period, count = int(named["period"] or 0), int(named["evaluation_periods"])
    if period not in SHORT and (period <= 0 or period % 60):
        yield "Period must be 10, 20, 30 or a multiple of 60"
    if period * count > (DAY if period < HOUR else WEEK):
        bound = "a day" if period < HOUR else "a week"
        yield f"Metrics cannot be checked across more than {bound} (EvaluationPeriods * Period)"
    if int(named.get("datapoints_to_alarm") or 0) > count:
        yield "DatapointsToAlarm must be less than or equal to EvaluationPeriods"
