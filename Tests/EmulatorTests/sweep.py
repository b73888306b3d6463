"""Sends operations of AWS's own models to an emulator, and judges what it answers.

    PYTHONPATH=Sources/Emulator .labs/venv/bin/python Tests/EmulatorTests/sweep.py [SERVICE …]

An answer is good when it has the operation's own shape, or is one error with a code and a message
as AWS has them: no page of HTML, no number for a code, no words of a program that failed.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from botocore.exceptions import ClientError
from botocore.model import OperationModel, Shape

from cloud_host import RunningHost

#: What the labs touch.
SERVICES = ("ecs", "ecr", "iam", "sts", "logs", "ssm", "secretsmanager", "ec2", "elbv2", "acm",
            "route53", "servicediscovery", "kms", "cloudtrail", "config", "organizations", "events",
            "cloudwatch", "sns", "sqs", "s3")  # fmt: skip
#: What only a program says that failed.
PROGRAM = re.compile(
    r"Traceback|object has no attribute|NoneType|not subscriptable|KeyError|TypeError|"
    r"[A-Z][a-z]+Error: |must be str|list index|<!doctype|<html",
    re.IGNORECASE,
)
CODE = re.compile(r"[A-Z][A-Za-z0-9]+([.][A-Za-z]+)*")
MAKING = ("Create", "Put", "Register", "Request", "Run", "Allocate", "Import", "Upload")
ENDING = ("Delete", "Deregister", "Disable", "Remove", "Release", "Terminate", "Leave", "Schedule")
#: Deeper than this a structure is left out.
DEEPEST = 6


class Verdict(NamedTuple):
    operation: str
    #: What came: `answered`, or the error's code.
    came: str
    #: Why that is not what AWS could say; empty when it is.
    problem: str = ""


def sweep(host: RunningHost, service: str, more: bool = False) -> Iterator[Verdict]:
    """Each operation once, with what it requires, or with all it knows when `more`."""
    client = host.client(service, validates=False)
    raw: dict[str, Any] = {}
    # botocore's own retries and checksums ask for more than one answer: the last one counts.
    client.meta.events.register(
        "before-parse.*", lambda response_dict, **_: raw.update(response_dict)
    )
    for name in sorted(client.meta.service_model.operation_names, key=turn):
        operation = client.meta.service_model.operation_model(name)
        given = value(operation.input_shape, more) if operation.input_shape else {}
        raw.clear()
        try:
            client._make_api_call(name, given)
        except ClientError as error:
            said = error.response.get("Error", {})
            yield Verdict(name, said.get("Code") or "", wrong_error(said, raw))
        except Exception as failure:
            # The client could not send it, or not read what came.
            kind = f"{type(failure).__name__}: {failure}"
            yield Verdict(name, "nothing", kind if raw else "")
        else:
            yield Verdict(name, "answered", wrong_shape(operation, raw))


def turn(operation: str) -> int:
    """What makes something comes first, what removes it last."""
    if operation.startswith(MAKING):
        return 0
    return 2 if operation.startswith(ENDING) else 1


def value(shape: Shape, more: bool, depth: int = 0) -> Any:
    kind = shape.type_name
    limits = shape.metadata
    if kind == "structure":
        members = shape.members if more and depth < DEEPEST else shape.required_members
        if getattr(shape, "is_tagged_union", False) and depth < DEEPEST:
            members = list(shape.members)[:1]
        return {name: value(shape.members[name], more, depth + 1) for name in members}
    if kind in ("list", "map") and depth >= DEEPEST:
        return [] if kind == "list" else {}
    if kind == "list":
        return [value(shape.member, more, depth + 1)] * max(1, int(limits.get("min", 1)))
    if kind == "map":
        return {value(shape.key, more, depth + 1): value(shape.value, more, depth + 1)}
    if kind == "string":
        if getattr(shape, "enum", None):
            return shape.enum[0]
        return ("labs" + "x" * int(limits.get("min", 0) or 0))[: int(limits.get("max", 60) or 60)]
    if kind in ("integer", "long"):
        return max(1, int(limits.get("min", 1) or 1))
    return {"boolean": True, "float": 1.0, "double": 1.0, "blob": b"labs",
            "timestamp": "2026-01-01T00:00:00Z"}[kind]  # fmt: skip


def wrong_error(said: dict[str, str], raw: dict[str, Any]) -> str:
    code, message = said.get("Code") or "", said.get("Message") or ""
    if raw.get("status_code") in (500, 502, 503, 504):
        return f"status {raw['status_code']}: {raw['body'][:200]!r}"
    if found := PROGRAM.search(message + code):
        return f"words of a program: {found[0]} in {message[:200]}"
    if raw.get("body") and not CODE.fullmatch(code):
        return f"no code of AWS's: {code!r}, {message[:200]}"
    if raw.get("body") and not message:
        return f"{code} says nothing"
    return ""


def wrong_shape(operation: OperationModel, raw: dict[str, Any]) -> str:
    body = raw["body"]
    if not isinstance(body, bytes):
        return ""
    protocol = operation.service_model.metadata["protocol"]
    shape = operation.output_shape
    if body.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
        return f"HTML: {body[:200]!r}"
    if protocol in ("json", "rest-json") and shape and body:
        try:
            content = json.loads(body)
        except ValueError:
            return f"no JSON: {body[:200]!r}"
        names = {member.serialization.get("name", name) for name, member in shape.members.items()}
        unknown = set(content) - names if isinstance(content, dict) else {str(content)[:50]}
        return f"unknown: {sorted(unknown)}" if unknown else ""
    if (
        protocol in ("query", "ec2", "rest-xml")
        and body
        and not (shape and shape.serialization.get("payload"))
    ):
        try:
            root = ElementTree.fromstring(body)
        except ElementTree.ParseError:
            return f"no XML: {body[:200]!r}"
        name = re.sub(r"\{.*\}", "", root.tag)
        if protocol != "rest-xml" and name != f"{operation.name}Response":
            return f"another answer: {name}"
    return ""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        host = RunningHost(Path(folder) / "state")
        bad = 0
        for service in sys.argv[1:] or SERVICES:
            for more in (False, True):
                found = list(sweep(host, service, more))
                wrong = [each for each in found if each.problem]
                bad += len(wrong)
                print(f"{service}{' with everything' * more}: {len(found)} operations, "
                      f"{sum(each.came == 'answered' for each in found)} answered, "
                      f"{sum(each.came == 'NotImplemented' for each in found)} not implemented, "
                      f"{sum(each.came == 'InternalFailure' for each in found)} failed, "
                      f"{len(wrong)} wrong")  # fmt: skip
                failed = [each.operation for each in found if each.came == "InternalFailure"]
                print(*(["  failed:", *failed] if failed else []))
                for each in wrong:
                    print(f"  {each.operation}: {each.came}: {each.problem}")
        alive = host.process.poll() is None
        print("the host is alive" if alive else "the host has ended")
        host.stop()
    return 1 if bad or not alive else 0


if __name__ == "__main__":
    sys.exit(main())
