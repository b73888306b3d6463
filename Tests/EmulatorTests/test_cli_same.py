"""The fast `aws` answers byte for byte what the plain one answers."""

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from cli_host import CLI, at_once

#: A name for each call, its arguments, and what is special about its environment.
CALLS = [
    ("version", "--version"),
    ("no arguments", ""),
    ("unknown service", "nosuch list-things"),
    ("unknown operation", "logs nosuch"),
    ("nearly an operation", "logs describe-log-group"),
    ("unknown option", "logs describe-log-groups --nosuch 1"),
    ("missing option", "logs create-log-group"),
    ("wrong type", "logs put-retention-policy --log-group-name a --retention-in-days x"),
    ("unknown output", "logs describe-log-groups --output nosuch"),
    ("json", "logs describe-log-groups"),
    ("table", "logs describe-log-groups --output table"),
    ("text", "logs describe-log-groups --output text"),
    ("yaml", "logs describe-log-groups --output yaml"),
    ("query", "logs describe-log-groups --query logGroups[].logGroupName"),
    ("query as text", "logs describe-log-groups --output text --query logGroups[0].logGroupName"),
    ("broken query", "logs describe-log-groups --query logGroups["),
    ("colour", "logs describe-log-groups --output table --color on"),
    ("service error", "logs create-log-group --log-group-name /labs/one"),
    ("another service error", "iam get-role --role-name nosuch"),
    (
        "no output",
        "logs put-retention-policy --log-group-name /far --retention-in-days 1 --region eu-west-1",
    ),
    ("pages", "logs describe-log-groups --page-size 1"),
    ("one page", "logs describe-log-groups --max-items 1"),
    ("identity", "sts get-caller-identity"),
    ("list argument", "ecs describe-clusters --clusters one two"),
    ("shorthand", "ssm describe-parameters --parameter-filters Key=Name,Values=a,b"),
    ("broken shorthand", "ssm describe-parameters --parameter-filters Key=,=Name"),
    ("json argument", 'ssm describe-parameters --filters [{"Key":"Name","Values":["a"]}]'),
    ("json from a file", "logs describe-log-groups --cli-input-json file://request.json"),
    ("file that is not there", "logs describe-log-groups --cli-input-json file://nosuch"),
    ("text from a file", "logs describe-log-groups --log-group-name-prefix file://prefix"),
    ("skeleton", "ssm delete-parameter --generate-cli-skeleton"),
    ("unicode", "logs describe-log-groups --log-group-name-prefix /ä/✓"),
    ("waiter", "ecs wait services-inactive --cluster one --services nosuch"),
    ("another region", "configure get region --profile student"),
    ("unknown profile", "sts get-caller-identity --profile nosuch"),
    ("configuration", "configure list"),
    ("one setting", "configure get default.region"),
    ("objects", "s3 ls s3://still"),
    ("upload", "s3 cp request.json s3://bucket/copy --no-progress"),
    ("sync of nothing", "s3 sync nosuch s3://bucket"),
    ("password", "ecr get-login-password"),
    ("no endpoint", "sts get-caller-identity --endpoint-url http://127.0.0.1:1"),
    ("broken endpoint", "sts get-caller-identity --endpoint-url nosuch"),
    ("help", "help"),
    ("help of an operation", "logs describe-log-groups help"),
    ("no region", "ecs list-clusters", {"AWS_DEFAULT_REGION": None}),
    ("no credentials", "sts get-caller-identity", {"AWS_ACCESS_KEY_ID": None}),
    ("region variable", "logs describe-log-groups", {"AWS_DEFAULT_REGION": "eu-central-1"}),
    ("profile variable", "configure list", {"AWS_PROFILE": "student"}),
    ("configuration file", "configure list", {"AWS_CONFIG_FILE": "other.ini"}),
    ("broken configuration", "configure list", {"AWS_CONFIG_FILE": "request.json"}),
    ("output variable", "logs describe-log-groups", {"AWS_DEFAULT_OUTPUT": "text"}),
    ("time zone", "s3 ls s3://still", {"TZ": "Asia/Kolkata"}),
    ("C locale", "logs describe-log-groups", {"LC_ALL": "C"}),
    ("no locale", "logs describe-log-groups", {"LANG": None}),
    ("unknown locale", "logs describe-log-groups", {"LANG": "xx_XX.UTF-8"}),
    ("Python's variables", "--version", {"PYTHONIOENCODING": "latin-1"}),
    ("another home", "configure list", {"HOME": "/"}),
    ("alias", "groups", {}),
    ("plugin that is not there", "sts get-caller-identity", {"AWS_CONFIG_FILE": "plugins.ini"}),
]


def filled(call):
    return call if len(call) == 3 else (*call, {})


@pytest.fixture(scope="module")
def cli(tmp_path_factory):
    running = CLI(tmp_path_factory.mktemp("cli"))
    prepare(running)
    yield running
    running.stop()


def prepare(cli: CLI) -> None:
    settings = cli.home / ".aws"
    (settings / "cli").mkdir(parents=True)
    (settings / "config").write_text("[profile student]\nregion = ap-south-1\noutput = yaml\n")
    (settings / "cli/alias").write_text("[toplevel]\ngroups = logs describe-log-groups\n")
    (cli.work / "other.ini").write_text("[default]\nregion = sa-east-1\n")
    (cli.work / "plugins.ini").write_text("[plugins]\nnosuch = nosuch_module\n")
    (cli.work / "prefix").write_text("/labs/o")
    (cli.work / "request.json").write_text(json.dumps({"logGroupNamePrefix": "/labs/t"}))
    (cli.work / "big").write_bytes(b"big")
    made = at_once(
        *(
            lambda words=words: cli.plain(*words.split())
            for words in (
                "logs create-log-group --log-group-name /labs/one",
                "logs create-log-group --log-group-name /labs/two",
                "logs create-log-group --log-group-name /far --region eu-west-1",
                "logs create-log-group --log-group-name /ä/✓",
                "ecs create-cluster --cluster-name one",
                "s3 mb s3://bucket",
                "s3 mb s3://still",
            )
        )
    )
    made.append(cli.plain("s3", "cp", "big", "s3://still/big"))
    assert [(result.code, result.errors) for result in made] == [(0, b"")] * len(made)


@pytest.fixture(scope="module")
def plain_results(cli):
    """The plain CLI is slow, so all its calls are made side by side."""
    with ThreadPoolExecutor(4) as pool:
        futures = {
            name: pool.submit(cli.plain, *words.split(), **changes)
            for name, words, changes in map(filled, CALLS)
        }
        return {name: future.result() for name, future in futures.items()}


@pytest.mark.parametrize(
    ("name", "words", "changes"), [filled(call) for call in CALLS], ids=[call[0] for call in CALLS]
)
def test_answers_alike(cli, plain_results, name, words, changes):
    fast, plain = cli.fast(*words.split(), **changes), plain_results[name]

    assert fast.output.splitlines() == plain.output.splitlines()
    assert fast == plain


def both(cli: CLI, script: str, **changes):
    return at_once(
        lambda: cli.shell(cli.plain_command, script, **changes),
        lambda: cli.shell(cli.fast_command, script, **changes),
    )


@pytest.mark.parametrize(
    "script",
    [
        """ "$@" logs describe-log-groups --cli-input-json file:///dev/stdin <request.json """,
        """ cat request.json | "$@" logs describe-log-groups --cli-input-json file:///dev/stdin """,
        """ "$@" logs describe-log-groups --cli-input-json file://<(cat request.json) """,
        """ exec 7<prefix; "$@" s3api list-objects --bucket still --prefix file:///dev/fd/7 """,
        """ echo in | "$@" s3 cp - s3://bucket/in && "$@" s3 cp s3://bucket/in - """,
        """ cd .. && "$@" logs describe-log-groups --log-group-name-prefix file://work/prefix """,
        """ mkdir gone-$$; cd gone-$$; rmdir ../gone-$$; "$@" logs describe-log-groups """,
        """ "$@" logs describe-log-groups --log-group-name-prefix '' """,
        """ "$@" logs describe-log-groups --log-group-name-prefix $'\\xff' """,
        """ "$@" logs describe-log-groups >&- """,
        """ "$@" logs describe-log-groups 2>&- """,
        """ "$@" logs describe-log-groups <&- """,
        """ "$@" logs describe-log-groups >/dev/full """,
        """ "$@" logs nosuch >out 2>&1; echo $?; cat out """,
        """ "$@" help | head -1; echo "${PIPESTATUS[@]}" """,
        """ "$@" logs describe-log-groups | true; sleep 1; echo "${PIPESTATUS[@]}" """,
    ],
)
def test_shells_see_no_difference(cli, script):
    plain, fast = both(cli, script)
    assert fast == plain


def test_files_are_made_with_the_caller_s_umask(cli):
    script = """ umask 027; "$@" s3 cp s3://still/big mine >/dev/null; stat -c %a mine """
    assert cli.shell(cli.fast_command, script).output == b"640\n"


def test_large_output_reaches_a_slow_reader_whole(cli):
    (cli.work / "large").write_bytes(bytes(range(256)) * (32 << 12))
    cli.plain("s3", "cp", "large", "s3://bucket/large")
    script = """ "$@" s3 cp s3://bucket/large - | (sleep 0.5; cmp - large && echo same) """
    assert cli.shell(cli.fast_command, script).output == b"same\n"


def test_debug_logs_the_same_lines(cli):
    plain, fast = at_once(
        lambda: cli.plain("logs", "describe-log-groups", "--debug"),
        lambda: cli.fast("logs", "describe-log-groups", "--debug"),
    )
    assert without_moments(fast.errors) == without_moments(plain.errors)


def without_moments(log: bytes) -> list[str]:
    """The log without what differs from one plain call to the next."""
    text = re.sub(r"(?m)^\d{4}-\d\d-\d\d \S+ ", "", log.decode())
    text = re.sub(
        r"0x[0-9a-f]+|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b[0-9a-f]{64}\b|\b\w{52}\b", "…", text
    )
    text = re.sub(r"\d{8}T\d{6}Z|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT", "…", text)
    # The features that the user agent names stand in the order of a set.
    text = re.sub(r" m/[A-Za-z,]+", "", text)
    return text.splitlines()
