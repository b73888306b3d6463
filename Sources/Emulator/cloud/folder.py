"""The state folder: 0700, its files 0600, held by one host at a time."""

import fcntl
import os
from pathlib import Path


class StateFolder:
    """Every path of the emulator's state, and the lock that makes its holder the only one."""

    def __init__(self, path: str):
        self.path = Path(path).absolute()
        self.journal = self.path / "journal"
        self.snapshot = self.path / "snapshot"
        self.key = self.path / "key"
        self.record = self.path / "running.json"
        self.ports = self.path / "ports.json"
        self.log = self.path / "emulator.log"
        self.lock = self.path / "lock"
        #: Given to scripts as a place of trusted certificates, so nothing else is in it.
        self.certificates = self.path / "certificates"
        self.certificate_key = self.path / "certificate.key"
        self.registry = self.path / "registry"

    def create(self) -> None:
        """Makes the folders, and makes sure that nobody else can read them."""
        os.umask(0o077)
        for folder in (self.path, self.registry):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)

    def hold(self) -> bool:
        """Takes the folder for the rest of this process's life; False when another host has it.

        The kernel lets go of the lock however the process ends, so it can never be stale.
        """
        self._held = os.open(self.lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._held)
            return False
        return True


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside the place, then renames: a reader sees the old file or the new one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(descriptor, content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    os.replace(beside, path)
