"""`LABS_LEDGER`: what a call creates is on the disk, whatever happens to the call."""

import functools
import json
import os
import re
import shlex
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cli_host import HOME, PLAIN, client_program
from ledger_bench import LedgerBench, resources

sys.path.insert(0, str(HOME / "Sources/Emulator"))
from cli import guard  # noqa: E402
from cli.ledger import generic, recorder  # noqa: E402
from cli.ledger.kind import compiled  # noqa: E402
from cli.ledger.kinds import KINDS, kinds  # noqa: E402
from cli.ledger.look import COMMANDS  # noqa: E402

GROUP = "logs create-log-group --log-group-name"


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    running = LedgerBench(tmp_path_factory.mktemp("ledger"))
    yield running
    running.stop()


@pytest.fixture
def bench(shared):
    shared.ledger.unlink(missing_ok=True)
    return shared


def test_tells_in_whose_name_where_and_when_something_was_made(bench):
    bench.aws(f"{GROUP} context --region eu-west-1")

    intended, created = bench.lines()

    assert intended["call"] == created["call"]
    assert (intended["event"], created["event"]) == ("intended", "created")
    assert {name: created[name] for name in ("lab", "step", "run", "account", "operation")} == {
        "lab": "week6",
        "step": "step",
        "run": "run",
        "account": "123456789012",
        "operation": "CreateLogGroup",
    }
    assert created["at"] > 1_700_000_000_000
    assert created["resources"] == [
        {
            "kind": "logs/log group",
            "identifier": {"logGroupName": "context"},
            "region": "eu-west-1",
            "costs": True,
        }
    ]


@pytest.mark.parametrize(
    ("response", "account"),
    [
        (None, "123456789012"),
        ({}, "123456789012"),
        ({"arn": "arn:aws:ecs:us-east-1:999999999999:cluster/one"}, "999999999999"),
        ({"a": "arn:aws:iam::999999999999:role/x", "b": "arn:aws:iam::123456789012:role/y"},
         "123456789012"),
    ],
)  # fmt: skip
def test_the_account_is_the_run_s_own_unless_the_answer_is_of_another(
    monkeypatch, response, account
):
    monkeypatch.setenv("AWS_ACCOUNT_ID", "123456789012")
    assert recorder.account(response) == account


def test_the_file_is_for_its_owner_alone(bench):
    bench.aws(f"{GROUP} private")
    assert stat.S_IMODE(bench.ledger.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "changes",
    [{"LABS_AWS_SOCKET": None}, {"LABS_AWS_SOCKET": "/nosuch"}, {"PYTHONWARNINGS": "ignore"}],
)
def test_is_written_where_the_fast_aws_steps_aside(bench, changes):
    bench.aws(f"{GROUP} aside", **changes)
    bench.aws("logs delete-log-group --log-group-name aside", **changes)
    assert [line["event"] for line in bench.lines()] == ["intended", "created", "gone"]


def test_refuses_to_create_without_its_ledger(bench):
    result = bench.aws(f"{GROUP} unseen", LABS_AWS_SOCKET=None, LABS_AWS_ONCE=None)
    assert result.returncode == 127
    assert "LABS_AWS_ONCE" in result.stderr


@pytest.mark.parametrize("socket", [None, "there"])
def test_what_cannot_be_written_down_is_not_sent(bench, tmp_path, socket):
    changes = {} if socket else {"LABS_AWS_SOCKET": None}
    result = bench.aws(f"{GROUP} unwritten", LABS_LEDGER=str(tmp_path / "no/ledger"), **changes)

    assert result.returncode == guard.REFUSED
    assert "logs:CreateLogGroup was not sent: the ledger" in result.stderr
    found = bench.aws("logs describe-log-groups --log-group-name-prefix unwritten --output text")
    assert found.stdout == ""


def test_a_full_disk_stops_the_call_before_it_is_sent(bench):
    result = bench.aws(f"{GROUP} full", LABS_LEDGER="/dev/full")
    assert result.returncode == guard.REFUSED
    assert "No space left on device" in result.stderr


def test_reading_leaves_no_trace_and_imports_nothing(bench):
    bench.aws("logs describe-log-groups")
    assert bench.lines() == []

    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import os; import cli.once as o; "
        "o.os._exit = lambda code: print([m for m in sys.modules if m.startswith('cli.ledger.')]); "
        "o.call(sys.argv[1], sys.argv[2:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(HOME / "Sources/Emulator"), str(PLAIN)]
        + ["logs", "describe-log-groups", "--query", "length(logGroups[?arn==''])"],
        capture_output=True,
        text=True,
        check=False,
        env=bench.environment,
    )
    assert done.stdout == "0\n['cli.ledger.recorder']\n", done.stderr


@pytest.mark.parametrize(
    "words",
    [
        "logs create-log-group --log-group-name same",
        "logs create-log-group --log-group-name same --debug-nothing",
        "ecs create-cluster --cluster-name same --query cluster.clusterName",
        "ecs delete-cluster --cluster nosuch",
        "iam create-role --role-name same --assume-role-policy-document {}",
        "logs create-log-group",
    ],
)
def test_the_cli_says_the_same_as_without_it(bench, words):
    def said(**changes):
        result = bench.aws(words, **changes)
        bench.aws("logs delete-log-group --log-group-name same", LABS_LEDGER=None)
        return result.returncode, result.stdout, result.stderr

    assert said() == said(LABS_LEDGER=None)


def test_what_the_service_refuses_was_not_made(bench):
    bench.aws(f"{GROUP} twice", LABS_LEDGER=None)
    bench.aws(f"{GROUP} twice")
    assert [line["event"] for line in bench.lines()] == ["intended", "failed"]


def test_what_reached_nobody_was_not_made(bench):
    bench.aws(f"{GROUP} away", AWS_ENDPOINT_URL="http://127.0.0.1:1")
    assert [line["event"] for line in bench.lines()] == ["intended", "failed"]


@pytest.mark.parametrize("victim", ["client", "worker"])
def test_a_call_that_is_killed_leaves_its_intent(bench, victim):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        environment = {
            **bench.environment,
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{silent.getsockname()[1]}",
        }
        call = subprocess.Popen(
            [client_program(), *f"{GROUP} killed".split()], env=environment, cwd=bench.folder
        )
        connection, _ = silent.accept()
        connection.recv(1)
        if victim == "client":
            call.kill()
        else:
            for pid in bench.warmed.children():
                os.kill(pid, signal.SIGKILL)
        call.wait(10)
        connection.close()
    lines = bench.lines()
    assert [line["event"] for line in lines] == ["intended"]
    assert resources(lines, "intended") == [("logs/log group", {"logGroupName": "killed"})]


def test_a_line_that_was_cut_off_spoils_no_other(bench):
    bench.ledger.write_text('{"event":"inten')
    bench.aws(f"{GROUP} after")
    whole = bench.ledger.read_text().splitlines()[1:]
    assert [json.loads(line)["event"] for line in whole if line] == ["intended", "created"]


def test_values_and_secrets_stay_out(bench):
    canary = "canary-of-the-ledger"
    bench.aws(f"ssm put-parameter --name /secret --type SecureString --value {canary}")
    bench.aws(f"secretsmanager create-secret --name secret --secret-string {canary}")
    bench.aws("iam create-user --user-name someone")
    key = bench.aws("iam create-access-key --user-name someone --query AccessKey --output text")
    bench.aws(f"logs create-log-group --log-group-name tagged --tags password={canary}")
    text = bench.ledger.read_text()

    assert len(bench.lines()) == 10
    assert canary not in text
    assert [word for word in key.stdout.split() if len(word) > 15 and word in text] == []


def test_a_later_version_of_a_parameter_is_not_a_new_one(bench):
    bench.aws("ssm put-parameter --name /there --type String --value a", LABS_LEDGER=None)
    bench.aws("ssm put-parameter --name /there --type String --value b --overwrite")
    assert resources(bench.lines(), "created") == []


def test_a_request_that_does_not_name_what_it_makes_is_kept_by_its_names(bench):
    policy = '{"Version":"2012-10-17","Statement":[]}'
    bench.aws(f"iam create-policy --policy-name named --policy-document {shlex.quote(policy)}")
    bench.aws("ecs create-cluster --cluster-name named --service-connect-defaults namespace=apart")
    intended = [line["resources"] for line in bench.lines() if line["event"] == "intended"]

    assert [[(each["identifier"], each.get("isName")) for each in call] for call in intended] == [
        [({"PolicyName": "named"}, True)],
        [({"cluster": "named"}, None), ({"Name": "apart"}, True)],
    ]


def test_what_no_kind_knows_is_recorded_by_what_seems_to_name_it(bench):
    made = json.loads(bench.aws("events create-event-bus --name unknown --output json").stdout)
    bench.aws("events delete-event-bus --name unknown")
    lines = bench.lines()

    assert resources(lines, "created") == [
        ("events/EventBus", {"Name": "unknown", "EventBusArn": made["EventBusArn"]})
    ]
    assert resources(lines, "gone") == [("events/EventBus", {"Name": "unknown"})]
    assert lines[1]["resources"][0]["costs"] is None


def test_of_several_unknown_things_each_is_told_by_itself(bench):
    """One that is terminated does not take the other off the ledger."""
    run = "ec2 run-instances --image-id ami-12c6146b --count 2 --query Instances[].InstanceId"
    first, second = json.loads(bench.aws(f"{run} --output json").stdout)
    bench.aws(f"ec2 terminate-instances --instance-ids {first}")
    bench.aws(f"ec2 terminate-instances --instance-ids {first} {second}")

    created = resources(bench.lines(), "created")
    assert [(kind, each["InstanceId"]) for kind, each in created] == [
        ("ec2/Instances", first),
        ("ec2/Instances", second),
    ]
    assert [identifier["InstanceId"] for _, identifier in resources(bench.lines(), "gone")] == [
        first,
        first,
        second,
    ]


def test_rule_that_is_revoked_by_what_it_allows_is_gone(bench):
    group = bench.aws("ec2 create-security-group --group-name revoked --description x "
                      "--query GroupId --output text").stdout.strip()  # fmt: skip
    allowed = f"--group-id {group} --protocol tcp --port 80 --cidr 192.0.2.0/24"
    bench.aws(f"ec2 authorize-security-group-ingress {allowed}")
    bench.aws(f"ec2 revoke-security-group-ingress {allowed}")
    made, gone = (resources(bench.lines(), event)[-1] for event in ("created", "gone"))

    assert gone[0] == made[0] == "ec2/rule of a security group (ingress)"
    assert gone[1]["SecurityGroupRuleId"] == made[1]["SecurityGroupRuleId"]


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ("CreateTable", True),
        ("RunInstances", True),
        ("EnableSecurityHub", True),
        ("Additional", True),
        ("PutRetentionPolicy", False),
        ("UpdateCluster", False),
        ("PutImageTagMutability", False),
        ("TagResource", False),
        ("CreateTags", False),
        ("AssumeRole", False),
        ("StartConfigurationRecorder", False),
        ("StartInstances", True),
    ],
)
def test_tells_what_makes_something_from_what_does_not(operation, expected):
    assert generic.makes_something(operation) is expected


def test_every_operation_of_the_table_exists_and_every_expression_can_be_read():
    for kind in KINDS:
        asks = [kind.ask, kind.find, kind.ours, *(removal.every for removal in kind.remove)]
        for ask in filter(None, asks):
            assert ask.operation in operations(kind.service), kind
            assert guard.reads(kind.service, ask.operation), kind
            compiled(ask.parameters)
            compiled(ask.found or "@")
        for removal in kind.remove:
            assert removal.operation in operations(kind.service), kind
            compiled(removal.parameters)
        for table in (kind.creates, kind.deletes, kind.names):
            for name, expression in table.items():
                service, _, operation = name.rpartition(":")
                assert operation in operations(service or kind.service), kind
                compiled(expression)


@functools.cache
def operations(service: str) -> dict:
    models = f"lib/*/site-packages/awscli/botocore/data/{service}/*/service-2.json"
    return json.loads(max(Path(sys.prefix).glob(models)).read_bytes())["operations"]


#: Where a command is not named as its service, or as an operation of it.
SERVICES = {command: service for service, command in COMMANDS.items()}
HIGH_LEVEL = {("s3", "mb"): ("s3", "CreateBucket"), ("s3", "rb"): ("s3", "DeleteBucket")}


def test_everything_that_the_labs_create_is_of_a_known_kind():
    """Of what the labs' scripts call, every changing operation is in the table or makes nothing."""
    scripts = [
        script
        for path in (HOME / "labs").glob("*/**/*.md")
        for script in re.findall(r"^```sh \S.*?\n(.*?)^```", path.read_text(), re.M | re.S)
    ]
    called = {
        HIGH_LEVEL.get((service, command))
        or (SERVICES.get(service, service), "".join(map(str.title, command.split("-"))))
        for script in scripts
        for line in script.splitlines()
        if not line.lstrip().startswith("echo ")
        for service, command in re.findall(r"\baws ([a-z0-9-]+) ([a-z][a-z0-9-]+)", line)
    }
    changing = {each for each in called if not guard.reads(*each)}
    assert len(changing) > 20
    assert {
        (service, operation)
        for service, operation in changing
        if not kinds(service, operation) and generic.makes_something(operation)
    } == set()
