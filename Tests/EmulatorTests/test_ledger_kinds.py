"""Every kind of the ledger on the emulator: made, it is recorded; taken away, it is gone."""

import sys

import pytest

from cli_host import HOME
from ledger_bench import LedgerBench, resources
from ledger_cases import CASES

sys.path.insert(0, str(HOME / "Sources/Emulator"))
from cli.ledger.kinds import BY_KEY  # noqa: E402


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    running = LedgerBench(tmp_path_factory.mktemp("ledger"))
    yield running
    running.stop()


@pytest.fixture
def bench(shared):
    """Leaves the account as it was: what a test has not taken away is removed."""
    shared.take_lines()
    yield shared
    lines = shared.take_lines()
    gone = resources(lines, "gone")
    shared.remove([entry for entry in entries(lines) if (entry["kind"], entry["identifier"])
                   not in gone])  # fmt: skip


def entries(lines):
    return [each for line in lines if line["event"] == "created" for each in line["resources"]]


def test_every_kind_has_a_case():
    untried = {
        # The same rows as for a role.
        *(f"iam/policy {how} a {who}" for how in ("attached to", "inside")
          for who in ("user", "group")),
    }  # fmt: skip
    assert set(BY_KEY) - set(CASES) == untried


@pytest.mark.parametrize("kind", CASES)
def test_what_is_made_is_recorded_and_what_is_deleted_is_gone(bench, kind):
    create, delete = CASES[kind]

    bench.shell(f"{create}\n{delete}")

    lines = bench.lines()
    made = [identifier for key, identifier in resources(lines, "created") if key == kind]
    assert len(made) == 1, lines
    gone = [identifier for key, identifier in resources(lines, "gone") if key == kind]
    if delete:
        assert len(gone) == 1, lines
        assert gone[0].items() <= made[0].items()
    intended = [line["call"] for line in lines if line["event"] == "intended"]
    assert intended == [line["call"] for line in lines if line["event"] == "created"]


@pytest.mark.parametrize("kind", CASES)
def test_what_is_made_can_be_asked_for_and_removed(bench, kind):
    bench.shell(CASES[kind][0])
    made = entries(bench.take_lines())

    first = bench.remove(made)
    again = bench.remove(made)

    assert [result for result in first if result["state"] != "gone"] == []
    assert [result for result in again if result["state"] != "gone"] == []
