"""An emulated account, the fast `aws` in it, and the ledger that its calls write."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

from cli_host import PLAIN, PROGRAM, WarmedHost, client_program
from cloud_host import CREDENTIALS, RunningHost


class LedgerBench:
    def __init__(self, folder: Path):
        self.folder = folder
        self.ledger = folder / "ledger.jsonl"
        self.host = RunningHost(folder / "state")
        self.warmed = WarmedHost(folder)
        self.environment = {
            **{name.upper(): value for name, value in CREDENTIALS.items()},
            "AWS_ACCOUNT_ID": "123456789012",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": self.host.endpoint,
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_PAGER": "",
            "HOME": str(folder),
            "LABS_AWS_ONCE": str(PROGRAM),
            "LABS_AWS_PLAIN": str(PLAIN),
            "LABS_AWS_SOCKET": str(self.warmed.socket),
            "LABS_LAB": "week6",
            "LABS_LEDGER": str(self.ledger),
            "LABS_PYTHON": sys.executable,
            "LABS_RUN_ID": "run",
            "LABS_STEP": "step",
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
        }

    def stop(self) -> None:
        self.warmed.stop()
        self.host.stop()

    def aws(self, command: str, given: str | None = None, **changes: str | None):
        merged = {**self.environment, **changes}
        return subprocess.run(
            [client_program(), *shlex.split(command)],
            input=given,
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env={name: value for name, value in merged.items() if value is not None},
        )

    def shell(self, script: str) -> str:
        """Runs a script in which `aws` is the fast one, and answers what it prints."""
        folder = self.folder / "bin"
        folder.mkdir(exist_ok=True)
        if not (folder / "aws").exists():
            (folder / "aws").symlink_to(client_program())
        environment = {**self.environment, "PATH": f"{folder}:{os.environ['PATH']}"}
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=environment,
        )
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
        return done.stdout.strip()

    def lines(self) -> list[dict]:
        text = self.ledger.read_text() if self.ledger.exists() else ""
        return [json.loads(line) for line in text.splitlines() if line]

    def take_lines(self) -> list[dict]:
        """Those since the last time."""
        lines = self.lines()
        self.ledger.unlink(missing_ok=True)
        return lines

    def remove(self, entries: list[dict], patience: float = 5) -> list[dict]:
        given = "".join(json.dumps({"id": index, **entry}) + "\n"
                        for index, entry in enumerate(entries))  # fmt: skip
        done = subprocess.run(
            [sys.executable, PROGRAM, "ledger", "remove", str(patience)],
            input=given,
            capture_output=True,
            text=True,
            check=False,
            env={**self.environment, "LABS_LEDGER": ""},
        )
        assert done.returncode == 0, done.stderr
        results = [json.loads(line) for line in done.stdout.splitlines()]
        return sorted(results, key=lambda result: result["id"])


def resources(lines: list[dict], event: str) -> list[tuple[str, dict]]:
    return [
        (resource["kind"], resource["identifier"])
        for line in lines
        if line["event"] == event
        for resource in line["resources"]
    ]
