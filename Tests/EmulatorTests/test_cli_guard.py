"""`LABS_READ_ONLY=1`: what would change something is refused before it is sent."""

import base64
import json
import sys
import urllib.request
from pathlib import Path

import pytest

from cli_host import CLI, HOME, at_once

sys.path.insert(0, str(HOME / "Sources/Emulator"))
from cli.guard import REFUSED, reads  # noqa: E402

READ_ONLY = {"LABS_READ_ONLY": "1"}


@pytest.fixture(scope="module")
def cli(tmp_path_factory):
    running = CLI(tmp_path_factory.mktemp("cli"))
    aliases = running.home / ".aws/cli/alias"
    aliases.parent.mkdir(parents=True)
    aliases.write_text("[toplevel]\nundo = ecs delete-cluster --cluster one\n")
    (running.home / ".aws/config").write_text(
        "[profile role]\nrole_arn = arn:aws:iam::123456789012:role/one\nsource_profile = base\n"
        "[profile base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n"
    )
    (running.work / "file").write_text("content")
    (running.work / "delete.json").write_text(json.dumps({"cluster": "one"}))
    at_once(
        lambda: running.plain("ecs", "create-cluster", "--cluster-name", "one"),
        lambda: running.plain("s3", "mb", "s3://bucket"),
    )
    running.plain("s3", "cp", "file", "s3://bucket/file")
    yield running
    running.stop()


@pytest.fixture
def sent(cli):
    """What has reached the cloud since the test began, by its recorder: method, target, body."""

    def ask(path: str, data: bytes | None = None) -> bytes:
        address = cli.environment["AWS_ENDPOINT_URL"] + "/moto-api/recorder/" + path
        return urllib.request.urlopen(urllib.request.Request(address, data), timeout=60).read()

    def requests() -> list[str]:
        entries = [json.loads(line) for line in ask("download-recording").splitlines()]
        return [
            f"{entry['method']} {entry['headers'].get('X-Amz-Target')} "
            + base64.b64decode(entry["body"]).decode()
            for entry in entries
        ]

    ask("reset-recording", b"")
    ask("start-recording", b"")
    yield requests
    ask("stop-recording", b"")


@pytest.mark.parametrize(
    ("words", "trace"),
    [
        ("ecs list-clusters", "ListClusters"),
        ("iam list-roles", "ListRoles"),
        ("s3 cp file s3://bucket/seen", "PUT"),
    ],
)
def test_the_recorder_sees_what_is_sent(cli, sent, words, trace):
    """Without this, the next test could not fail."""
    cli.fast(*words.split())
    assert [request for request in sent() if trace in request]


@pytest.mark.parametrize(
    ("words", "operation"),
    [
        ("ecs delete-cluster --cluster one", "ecs:DeleteCluster"),
        ("ecs delete-cluster --cli-input-json file://delete.json", "ecs:DeleteCluster"),
        ("undo", "ecs:DeleteCluster"),
        ("logs create-log-group --log-group-name a", "logs:CreateLogGroup"),
        ("iam attach-role-policy --role-name a --policy-arn " + "b" * 20, "iam:AttachRolePolicy"),
        ("s3 cp file s3://bucket/new", "s3:PutObject"),
        ("s3 cp s3://bucket/file s3://bucket/new", "s3:CopyObject"),
        ("s3 rm s3://bucket/file", "s3:DeleteObject"),
        ("s3 mv s3://bucket/file moved", "s3:DeleteObject"),
        ("s3 sync . s3://bucket", "s3:PutObject"),
        ("s3 mb s3://new", "s3:CreateBucket"),
        ("s3 rb s3://bucket", "s3:DeleteBucket"),
        ("sts assume-role --role-session-name a --role-arn " + "b" * 20, "sts:AssumeRole"),
        ("lambda invoke --function-name a out", "lambda:Invoke"),
    ],
)
def test_refuses_a_change_however_it_is_named(cli, sent, words, operation):
    result = cli.fast(*words.split(), **READ_ONLY)

    message = f"A check may not change anything: {operation} was refused before it was sent.\n"
    assert (result.errors.decode(), result.code) == (message, REFUSED)
    name = operation.partition(":")[2]
    assert [line for line in sent() if name in line or line.startswith(("PUT", "DELETE"))] == []


def test_refuses_on_another_endpoint(cli):
    result = cli.fast(
        *["sqs", "purge-queue", "--queue-url", "a"],
        *["--endpoint-url", "http://127.0.0.1:1"],
        **READ_ONLY,
    )
    assert b"sqs:PurgeQueue was refused" in result.errors


@pytest.mark.parametrize(
    "words",
    ["configure set region eu-west-1", "configure", "configure add-model --service-model a"],
)
def test_refuses_to_change_the_configuration(cli, words):
    before = (cli.home / ".aws/config").read_bytes()

    result = cli.fast(*words.split(), given=b"a\nb\nc\nd\n", **READ_ONLY)

    assert b"was refused before it ran" in result.errors
    assert result.code == REFUSED
    assert (cli.home / ".aws/config").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        "ecs describe-clusters --clusters one",
        "s3 ls s3://bucket",
        "s3 cp s3://bucket/file -",
        "s3api head-object --bucket bucket --key file",
        "ecr get-login-password",
        "configure get region",
        "configure list",
        "sts get-caller-identity --profile role --query Account",
        "logs nosuch",
        "iam get-role --role-name nosuch",
    ],
)
def test_leaves_reading_as_it_is(cli, words):
    guarded, free = at_once(
        lambda: cli.fast(*words.split(), **READ_ONLY), lambda: cli.fast(*words.split())
    )
    if "get-login-password" in words:
        guarded, free = guarded.code, free.code
    assert guarded == free


@pytest.mark.parametrize(
    ("words", "code"), [("ecs delete-cluster --cluster one", REFUSED), ("ecs list-clusters", 0)]
)
def test_guards_the_plain_cli_where_there_is_no_host(cli, words, code):
    result = cli.fast(*words.split(), LABS_AWS_SOCKET="/nosuch", **READ_ONLY)
    assert result.code == code


def test_guards_a_call_that_the_host_declines(cli):
    words = "ecs delete-cluster --cluster one"
    result = cli.fast(*words.split(), PYTHONWARNINGS="ignore", **READ_ONLY)
    assert result.code == REFUSED


def test_refuses_to_go_on_without_its_guard(cli):
    result = cli.fast("ecs", "list-clusters", LABS_AWS_SOCKET=None, LABS_AWS_ONCE=None, **READ_ONLY)
    assert result.code == 127
    assert b"LABS_AWS_ONCE" in result.errors


@pytest.mark.parametrize(
    ("service", "operation", "expected"),
    [
        ("logs", "GetLogEvents", True),
        ("logs", "StartQuery", True),
        ("athena", "StartQueryExecution", False),
        ("cognito-identity", "GetId", False),
        ("dynamodb", "Query", True),
        ("dynamodb", "BatchWriteItem", False),
        ("elasticache", "TestFailover", False),
        ("connect", "Listen", False),
        ("ecs", "DiscoverPollEndpoint", True),
        ("iam", "SimulatePrincipalPolicy", True),
        ("iam", "GetContextKeysForPrincipalPolicy", True),
    ],
)
def test_tells_reading_from_changing(service, operation, expected):
    assert reads(service, operation) is expected


def test_knows_the_verbs_of_every_operation_that_is_allowed():
    """A new version of the CLI may bring operations whose first word means something new."""
    models = Path(sys.prefix).glob("lib/*/site-packages/awscli/botocore/data/*/*/service-2.json")
    deleting = [
        f"{path.parts[-3]}:{name}"
        for path in models
        for name, operation in json.loads(path.read_bytes())["operations"].items()
        if reads(path.parts[-3], name) and operation["http"]["method"] in ("DELETE", "PATCH")
    ]
    assert deleting == []
