"""Fixtures of the emulator's tests. One host serves a whole module; state is never shared."""

import pytest


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    from cloud_host import RunningHost

    running = RunningHost(tmp_path_factory.mktemp("cloud") / "state")
    yield running
    running.stop()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "state"
