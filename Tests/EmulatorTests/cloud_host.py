"""Real parts for the tests of the emulated cloud: a host, its clients, a small image."""

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import urllib.request
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

HOME = Path(__file__).parents[2]
CREDENTIALS = {
    "aws_access_key_id": "AKIAIOSFODNN7EXAMPLE",
    "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
}
PASSWORD = "123456789012-auth-token"


def program(name: str, remedy: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is missing: {remedy}"
    return found


def registry_program() -> str:
    unpacked = HOME / ".labs/registry/usr/bin/docker-registry"
    given = os.environ.get("LABS_REGISTRY", str(unpacked))
    return program(given, "run bin/test, or set LABS_REGISTRY to the docker-registry program")


#: `-m cloud` whose clock is ahead.
AHEAD = """
import runpy, sys, time
from datetime import datetime, timedelta, timezone
sys.modules["pytest"] = None
import time_machine
time_machine.travel(datetime.now(timezone.utc) + timedelta(days={days}), tick=True).start()
runpy.run_module("cloud", run_name="__main__")
"""


class RunningHost:
    """The host process for `folder`; its standard input is the hold on it.

    It may be so many `days` later for it than it is.
    """

    def __init__(self, folder: Path, *arguments: str, days: float = 0):
        self.folder = folder
        program = ["-c", AHEAD.format(days=days)] if days else ["-m", "cloud"]
        self.process = subprocess.Popen(
            [sys.executable, *program, "--state", str(folder), "--registry",
             registry_program(), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(folder.parent / f"{folder.name}.err").open("ab"),
            env={**os.environ, "PYTHONPATH": str(HOME / "Sources/Emulator")},
        )  # fmt: skip
        line = self.process.stdout.readline()
        assert line, (folder.parent / f"{folder.name}.err").read_text()
        self.record = json.loads(line)

    @property
    def endpoint(self) -> str:
        return self.record["endpoint"]

    @property
    def registry(self) -> str:
        return self.record["registry"]

    def client(
        self, service: str, region: str = "us-east-1", validates: bool = True, **credentials: str
    ):
        """`validates`: whether it refuses by itself what the service would refuse."""
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.endpoint,
            config=Config(retries={"max_attempts": 0}, parameter_validation=validates),
            **{**CREDENTIALS, **credentials},
        )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(10)

    def open(self, path: str, **headers: str):
        request = urllib.request.Request(self.endpoint + path, headers=headers)
        return urllib.request.urlopen(request, timeout=60)


def aws(host: RunningHost, *arguments: str) -> subprocess.CompletedProcess:
    """The genuine CLI against the host."""
    environment = {
        "AWS_ENDPOINT_URL": host.endpoint,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": CREDENTIALS["aws_access_key_id"],
        "AWS_SECRET_ACCESS_KEY": CREDENTIALS["aws_secret_access_key"],
    }
    command = [str(Path(sys.executable).with_name("aws")), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def refused(code: str, message: str = ""):
    """That AWS's error comes back: its code, and a piece of its message as it stands."""
    return pytest.raises(ClientError, match=rf"\({code}\).*{re.escape(message)}")


def runs(pid: int) -> bool:
    """Whether the process is there and is more than a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(condition, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


class Image:
    """An OCI layout of one small layer, and what a registry should say about it.

    The layer has a file `hello` with that text, and more `files` by their paths.
    """

    def __init__(self, folder: Path, text: str, files: dict[str, str] | None = None):
        self.folder = folder
        (folder / "blobs/sha256").mkdir(parents=True)
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w") as archive:
            for name, content in {"hello": text, **(files or {})}.items():
                member = tarfile.TarInfo(name)
                member.size = len(content.encode())
                archive.addfile(member, io.BytesIO(content.encode()))
        tree = hashlib.sha256(packed.getvalue()).hexdigest()
        layer = gzip.compress(packed.getvalue(), mtime=0)
        settings = {
            "architecture": "amd64",
            "os": "linux",
            "config": {},
            "rootfs": {"type": "layers", "diff_ids": [f"sha256:{tree}"]},
        }
        kind = "application/vnd.oci.image"
        self.layer = self._blob(layer, f"{kind}.layer.v1.tar+gzip")
        self.config = self._blob(json.dumps(settings).encode(), f"{kind}.config.v1+json")
        self.kind = f"{kind}.manifest.v1+json"
        content = {
            "schemaVersion": 2,
            "mediaType": self.kind,
            "config": self.config,
            "layers": [self.layer],
        }
        self.manifest = json.dumps(content)
        entry = self._blob(self.manifest.encode(), self.kind)
        self.digest = entry["digest"]
        self.size = self.layer["size"] + self.config["size"]
        index = {"schemaVersion": 2, "manifests": [entry]}
        (folder / "index.json").write_text(json.dumps(index))
        (folder / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')

    def push(self, host: RunningHost, name: str, password: str = PASSWORD):
        return skopeo(
            host, "copy", "--dest-creds", f"AWS:{password}",
            f"oci:{self.folder}", f"docker://{host.registry}/{name}",
        )  # fmt: skip

    def _blob(self, content: bytes, kind: str) -> dict:
        digest = hashlib.sha256(content).hexdigest()
        (self.folder / "blobs/sha256" / digest).write_bytes(content)
        return {"mediaType": kind, "digest": f"sha256:{digest}", "size": len(content)}


def inspect(host: RunningHost, name: str):
    return skopeo(
        host, "inspect", "--raw", "--creds", f"AWS:{PASSWORD}",
        f"docker://{host.registry}/{name}",
    )  # fmt: skip


def skopeo(host: RunningHost, *arguments: str) -> subprocess.CompletedProcess:
    """As a lab's scripts use it: with the registry's certificate, and no flag about it."""
    command = [program("skopeo", "run bin/test, which installs it"), *arguments]
    environment = {**os.environ, "SSL_CERT_DIR": host.record["certificates"]}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
