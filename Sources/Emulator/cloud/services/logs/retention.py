"""Amazon CloudWatch Logs: what a log group keeps.

- Only some numbers of days can be kept: 1, 3, 5, 7, 14, 30 and others, and zero is none of them
  (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html).
"""

from moto.core.exceptions import JsonRESTError
from moto.logs.models import LogsBackend

from ...replacing import replace

DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
        2922, 3288, 3653)  # fmt: skip


def correct() -> None:
    @replace(LogsBackend, "put_retention_policy")
    def put_retention_policy(moto, backend, log_group_name, retention_in_days) -> None:
        if int(retention_in_days) not in DAYS:
            known = ", ".join(map(str, DAYS))
            raise JsonRESTError(
                "InvalidParameterException",
                f"1 validation error detected: Value '{retention_in_days}' at 'retentionInDays' "
                f"failed to satisfy constraint: Member must satisfy enum value set: [{known}]",
            )
        moto(backend, log_group_name, retention_in_days)
