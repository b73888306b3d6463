"""Writes down what a call is about to create, and what came of it.

Like the guard it stands where botocore has the operation's model in hand and has sent nothing, so
that it does not matter how the operation was named. Reading calls pass through: nothing is
imported for them. A call that would create something and cannot be written down is not sent.
"""

import functools
import json
import os
import re
import sys
import time
from contextlib import suppress
from typing import Any

from cli import guard

#: In whose name a call is made.
CONTEXT = {
    "lab": "LABS_LAB",
    "step": "LABS_STEP",
    "run": "LABS_RUN_ID",
}

ACCOUNT = re.compile(r"arn:[^:]*:[^:]*:[^:]*:(\d{12}):")


def install(path: str) -> None:
    """For this process; there is no way back."""
    from botocore import client

    original = client.BaseClient._make_api_call

    @functools.wraps(original)
    def make_api_call(self, operation_name, api_params):
        service = self.meta.service_model.service_name
        if guard.reads(service, operation_name):
            return original(self, operation_name, api_params)
        from cli.ledger.call import LedgerCall

        call = LedgerCall(service, operation_name, api_params, self.meta.region_name)
        if intended := call.intended():
            try:
                write(path, call.line("intended", intended))
            except OSError as error:
                refuse(f"{service}:{operation_name}", path, error)
        try:
            response = original(self, operation_name, api_params)
        except Exception as error:
            if intended and call.certainly_failed(error):
                note(path, call.line("failed", []))
            raise
        if intended or call.created(response):
            note(path, call.line("created", call.created(response), response))
        if gone := call.gone(response):
            note(path, call.line("gone", gone, response))
        return response

    client.BaseClient._make_api_call = make_api_call


def write(path: str, line: dict[str, Any]) -> None:
    """On the disk when it comes back. The line break before it ends one that was cut off."""
    text = json.dumps(line, separators=(",", ":"))
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        content = f"\n{text}\n".encode()
        if os.write(descriptor, content) < len(content):
            raise OSError("the disk is full")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def note(path: str, line: dict[str, Any]) -> None:
    """What cannot be noted after a call leaves its intent: the ledger says that it may be there."""
    with suppress(OSError):
        write(path, line)


def refuse(name: str, path: str, error: OSError) -> None:
    for output in (sys.stdout, sys.stderr):
        with suppress(OSError, AttributeError):
            output.flush()
    reason = error.strerror or str(error)
    message = f"labs: {name} was not sent: the ledger “{path}” cannot be written: {reason}.\n"
    with suppress(OSError):
        os.write(2, message.encode())
    guard.end(guard.REFUSED)


def context(response: Any = None) -> dict[str, Any]:
    result = {name: os.environ.get(variable) for name, variable in CONTEXT.items()}
    return {**result, "account": account(response), "at": time.time_ns() // 1_000_000}


def account(response: Any) -> str | None:
    """The run's own, unless the response speaks of another one only: a profile may lead there."""
    own = os.environ.get("AWS_ACCOUNT_ID")
    found = ACCOUNT.findall(json.dumps(response, default=str)) if response else []
    return own if own in found or not found else found[0]
