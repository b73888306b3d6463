"""No file of the caller's reaches a lab on an emulated account, aliases neither."""

import pytest

from cli_host import CLI


@pytest.fixture(scope="module")
def cli(tmp_path_factory):
    running = CLI(tmp_path_factory.mktemp("cli"))
    aliases = running.home / ".aws/cli/alias"
    aliases.parent.mkdir(parents=True)
    aliases.write_text("[toplevel]\nsts = !echo mine\n")
    yield running
    running.stop()


ASK = ("sts", "get-caller-identity", "--query", "Account", "--output", "text")


@pytest.mark.parametrize("way", [{}, {"LABS_AWS_SOCKET": None, "LABS_READ_ONLY": "1"}])
def test_an_alias_of_the_caller_is_left_out(cli, way):
    result = cli.fast(*ASK, LABS_TARGET="emulated", **way)
    assert result.output == b"123456789012\n"


@pytest.mark.parametrize("way", [{}, {"LABS_AWS_SOCKET": None, "LABS_READ_ONLY": "1"}])
def test_on_a_real_account_it_is_there(cli, way):
    assert cli.fast(*ASK, LABS_TARGET="aws", **way).output.startswith(b"mine")
