"""Amazon CloudWatch Logs: how long it keeps what, and what it counts.

retention       for how many days a log group keeps its events
metric_filters  which events a metric counts
filter_pattern  the language in which that is said
"""

from . import metric_filters, retention


def correct() -> None:
    for part in (retention, metric_filters):
        part.correct()
