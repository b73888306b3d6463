"""A call goes to the endpoint that is set, whatever the CLI thinks of its service."""

import pytest

from cli_host import CLI


@pytest.fixture(scope="module")
def cli(tmp_path_factory):
    running = CLI(tmp_path_factory.mktemp("cli"))
    yield running
    running.stop()


CALLS = [
    ("sqs", "list-queues"),
    ("rds", "describe-db-instances"),
    ("docdb", "describe-db-clusters"),
    ("neptune", "describe-db-clusters"),
    ("emr", "list-clusters"),
]


@pytest.mark.parametrize("way", [{}, {"LABS_AWS_SOCKET": None, "LABS_READ_ONLY": "1"}])
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0])
def test_no_legacy_host_name_takes_the_place_of_the_endpoint(cli, call, way):
    # Nobody listens there, so the error tells where the call went.
    nowhere = "http://127.0.0.1:9"
    result = cli.fast(*call, AWS_ENDPOINT_URL=nowhere, AWS_DEFAULT_REGION="us-east-1", **way)
    assert nowhere.encode() in result.errors
