"""Fixtures of the emulator's tests. One host serves a whole module; state is never shared."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from zlib import crc32

import pytest

from iam_documents import TRUST

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


@pytest.fixture
def named(request):
    """A name of the test's own."""
    return f"{request.function.__name__[5:50]}-{crc32(request.node.name.encode())}"


@pytest.fixture
def role(host, named):
    """Makes a role with these policies inside; its ARN."""

    def make(*documents: str, **more) -> str:
        iam = host.client("iam")
        made = iam.create_role(RoleName=named, AssumeRolePolicyDocument=TRUST, **more)
        for number, document in enumerate(documents, 1):
            iam.put_role_policy(RoleName=named, PolicyName=f"own-{number}", PolicyDocument=document)
        return made["Role"]["Arn"]

    return make
