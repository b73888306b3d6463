"""What is known of a request beside its action and its resource: the condition keys.

- The name of a condition key is not case-sensitive, nor is the tag's in `aws:PrincipalTag/…`
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
- The time, the region and the account of the resource are known of every request
  (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html).
"""

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


class Context(dict[str, list[str]]):
    """By a key's name in small letters: its values."""

    def __init__(self, values: Mapping[str, Any]):
        super().__init__({name.lower(): listed(value) for name, value in values.items()})

    def get(self, name: str) -> list[str]:
        """The values of a key, none when the request has no such key."""
        return super().get(name.lower(), [])

    @classmethod
    def now(cls) -> "Context":
        return cls(
            {
                "aws:CurrentTime": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "aws:EpochTime": str(int(time.time())),
                "aws:SecureTransport": "true",
            }
        )

    @classmethod
    def of_resource(cls, arn: str) -> "Context":
        _, _, _, region, account, *_ = [*arn.split(":", 5), "", "", "", "", ""]
        known = {"aws:RequestedRegion": region, "aws:ResourceAccount": account}
        return cls({name: value for name, value in known.items() if value})


def listed(value: Any) -> list[str]:
    """One value or several, as the strings that policies compare."""
    values = value if isinstance(value, list | tuple) else [value]
    return [str(each).lower() if isinstance(each, bool) else str(each) for each in values]
