"""Fixtures of the emulator's tests. One host serves a whole module; state is never shared."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

# moto asks for this when it is imported. Its recorder would write into the current folder.
RECORDING = Path(tempfile.mkdtemp(prefix="labs-")) / "recording"
atexit.register(shutil.rmtree, RECORDING.parent)
os.environ["MOTO_RECORDER_FILEPATH"] = str(RECORDING)


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    from cloud_host import RunningHost

    running = RunningHost(tmp_path_factory.mktemp("cloud") / "state")
    yield running
    running.stop()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "state"
