"""The command with which a person looks for a resource."""

import json
import shlex
from typing import Any

from cli.ledger.kind import search

#: Where the command is not named as the service.
COMMANDS = {"config": "configservice", "s3": "s3api"}


def command(entry: Any) -> str:
    """`aws ecs describe-clusters --clusters one --region us-east-1`; empty for what is unknown."""
    if not entry.kind:
        return ""
    from botocore import xform_name

    ask = entry.kind.find if entry.is_name else entry.kind.ask
    if not ask:
        return ""
    service = entry.kind.service
    words = ["aws", COMMANDS.get(service, service), xform_name(ask.operation, "-")]
    for name, value in search(ask.parameters, entry.identifier).items():
        words += [f"--{xform_name(name, '-')}", *option(value)]
    if entry.region:
        words += ["--region", entry.region]
    return shlex.join(words)


def option(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    return [json.dumps(value)]
