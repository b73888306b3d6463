"""The policy of the resource that is asked for, from the moto backend of its service."""

from collections.abc import Callable
from typing import Any

from moto.backends import get_backend

from .document import Policy


def policy_of(arn: str) -> Policy | None:
    """None where the resource, or its policy, is not there."""
    parts = arn.split(":", 5)
    if len(parts) < 6 or parts[2] not in FINDERS:
        return None
    _, partition, service, region, account, name = parts
    if service == "s3":
        bucket = name.split("/")[0]
        _, account = get_backend("s3").bucket_accounts.get(bucket, (partition, ""))
    # A question brings no backend to the world that is not there yet.
    backend = dict.get(get_backend(service)[account], region or partition) if account else None
    text = getattr(FINDERS[service](backend, arn, name), "policy", None) if backend else None
    if not text:
        return None
    return Policy("ResourcePolicy", text.decode() if isinstance(text, bytes) else text)


FINDERS: dict[str, Callable[[Any, str, str], Any]] = {
    "secretsmanager": lambda backend, arn, name: backend.secrets.get(arn),
    "kms": lambda backend, arn, name: backend.keys.get(name.removeprefix("key/")),
    "ecr": lambda backend, arn, name: backend.repositories.get(name.removeprefix("repository/")),
    "s3": lambda backend, arn, name: backend.buckets.get(name.split("/")[0]),
}
