"""running.json: what runs for a state folder, so that a later start can attach or clear up."""

import json
import os
import subprocess
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .folder import StateFolder, write_whole

#: The emulator lives while someone holds it: see `lifetime.py`.
HELD = "withThisProcess"
#: The emulator lives until it is stopped.
KEPT = "untilStopped"


@dataclass
class RunningRecord:
    pid: int
    #: http://127.0.0.1:PORT
    endpoint: str
    #: 127.0.0.1:PORT
    registry: str
    #: The folder with the certificate that the registry shows.
    certificates: str
    account: str
    region: str
    lifetime: str
    #: Seconds since 1970.
    started: float
    #: Whoever knows it may hold or keep the emulator; it proves that an answer is this host's.
    token: str
    registryPid: int | None = None  # noqa: N815 (the names are the JSON's)
    #: Kept calls that were made again at the start; a snapshot stood for any others.
    replayed: int = 0
    warnings: list[str] = field(default_factory=list)

    def write(self, folder: StateFolder) -> None:
        write_whole(folder.record, json.dumps(asdict(self), indent=1).encode())


def read_record(folder: StateFolder) -> RunningRecord | None:
    """None when there is none, or when it cannot be read: then nothing can be said about it."""
    try:
        return RunningRecord(**json.loads(folder.record.read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def is_running(pid: int, sign: str) -> bool:
    """Whether `pid` runs a command line that contains `sign`: a process id alone proves nothing."""
    try:
        line = (
            Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        )
    except FileNotFoundError:
        if os.path.isdir("/proc/self"):
            return False
        asked = ["ps", "-o", "command=", "-p", str(pid)]
        line = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return sign in line
