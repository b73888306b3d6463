"""Real parts for the tests of the warmed AWS CLI: moto, the host, the tiny client."""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from moto.server import ThreadedMotoServer

HOME = Path(__file__).parents[2]
PROGRAM = HOME / "Sources/Emulator/cli"
PLAIN = Path(sys.executable).parent / "aws"


def client_program() -> Path:
    """The tiny `aws` that was built last."""
    given = os.environ.get("LABS_AWS_CLIENT")
    built = [HOME / ".build" / kind / "labs-aws" for kind in ("release", "debug")]
    found = [Path(given)] if given else [path for path in built if path.exists()]
    assert found, "labs-aws is missing: run bin/test, or swift build --product labs-aws"
    return max(found, key=lambda path: path.stat().st_mtime)


@dataclass(frozen=True)
class Result:
    output: bytes
    errors: bytes
    code: int


class WarmedHost:
    """The host process; its standard input is what keeps it."""

    def __init__(self, home: Path):
        assert PLAIN.exists(), f"{PLAIN} is missing: run bin/test, which installs it"
        # A socket's path may have 107 bytes, so this is not below pytest's folder.
        self.folder = Path(tempfile.mkdtemp(prefix="labs-")) / "host"
        self.process = subprocess.Popen(
            [sys.executable, PROGRAM, "host", self.folder, PLAIN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"HOME": str(home), "PATH": os.environ["PATH"]},
        )
        assert self.process.stdout.readline() == b"listening\n"

    @property
    def socket(self) -> Path:
        return self.folder / "socket"

    def children(self) -> list[int]:
        found = subprocess.run(
            ["ps", "-o", "pid=,stat=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        rows = [line.split() for line in found.stdout.splitlines()]
        return [int(pid) for pid, state in rows if not state.startswith("Z")]

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait(10)
        shutil.rmtree(self.folder.parent)


class CLI:
    """A cloud, a home folder, and both ways to call the AWS CLI in them."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        self.work = folder / "work"
        self.work.mkdir()
        self.cloud = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self.cloud.start()
        address, port = self.cloud.get_host_and_port()
        self.host = WarmedHost(self.home)
        self.environment = {
            "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": f"http://{address}:{port}",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_PAGER": "",
            "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "HOME": str(self.home),
            "LABS_AWS_ONCE": str(PROGRAM),
            "LABS_AWS_PLAIN": str(PLAIN),
            "LABS_AWS_SOCKET": str(self.host.socket),
            "LABS_PYTHON": sys.executable,
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
        }
        self.fast_command = [str(client_program())]
        self.plain_command = [sys.executable, str(PLAIN)]

    def stop(self) -> None:
        self.host.stop()
        self.cloud.stop()

    def with_variables(self, changes: dict[str, str | None]) -> dict[str, str]:
        """The calls' environment with changes; a variable that is None is taken away."""
        merged = {**self.environment, **changes}
        return {name: value for name, value in merged.items() if value is not None}

    def call(self, command, *arguments, given=b"", **changes) -> Result:
        done = subprocess.run(
            [*command, *arguments],
            input=given,
            capture_output=True,
            cwd=self.work,
            env=self.with_variables(changes),
            timeout=240,
            check=False,
        )
        return Result(done.stdout, done.stderr, done.returncode)

    def fast(self, *arguments, **options) -> Result:
        return self.call(self.fast_command, *arguments, **options)

    def plain(self, *arguments, **options) -> Result:
        return self.call(self.plain_command, *arguments, **options)

    def shell(self, command: list[str], script: str, **changes) -> Result:
        """Runs a script in which `"$@"` is the AWS CLI."""
        return self.call(["bash", "-c", script, "bash"], *command, **changes)

    def start(self, command, *arguments, **options) -> subprocess.Popen:
        changes = options.pop("changes", {})
        return subprocess.Popen(
            [*command, *arguments], cwd=self.work, env=self.with_variables(changes), **options
        )


def at_once(*jobs) -> list:
    """Runs the jobs side by side; their results in order."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(job) for job in jobs]]
