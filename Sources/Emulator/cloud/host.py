"""The host process: one emulated cloud for one state folder, from start to stop."""

import json
import os
import secrets
import signal
import sys
import threading
import time

from . import repeatable, settings
from .folder import StateFolder
from .lifetime import Lifetime
from .ports import listen
from .record import RunningRecord, is_running, read_record
from .registry import Registry

REGISTRY_READY_SECONDS = 10
#: For another host to get ready: on a machine that has much else to do that takes a while.
OTHER_READY_SECONDS = 60


class Host:
    def __init__(self, folder: StateFolder, registry_program: str, lifetime: str):
        self._folder = folder
        self._stopping = threading.Event()
        self._lifetime = Lifetime(lifetime, self._stopping)
        self._registry = Registry(registry_program, folder)

    def run(self) -> int:
        """Returns the exit code when the emulator was stopped.

        Prints one line of JSON when it is ready: the record, as in running.json.
        """
        self._folder.create()
        if not self._folder.hold():
            return self._show_other()
        settings.prepare()
        os.chdir(self._folder.path)
        self._clear_leftovers()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self._stopping.set())
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        self._registry.start()
        try:
            self._serve()
        finally:
            self._registry.stop()
            self._folder.record.unlink(missing_ok=True)
        return 0

    def _serve(self) -> None:
        from . import loading

        loading.quicken()
        repeatable.install()

        from . import certificate, services
        from .content import Content
        from .emulation import Emulation
        from .frontdoor import FrontDoor
        from .images import Images
        from .journal import Journal
        from .sealing import read_seal
        from .server import Front, serve
        from .snapshot import WORTHWHILE, Snapshot

        loading.remember()
        api, door = listen(self._folder)
        seal = read_seal(self._folder.key)
        journal = Journal(self._folder.journal, seal)
        repeatable.seed_backends(journal.genesis)
        emulation = Emulation(journal)
        emulation.port = api.getsockname()[1]
        content = Content(self._folder.registry / "content", seal.derived("layers"))
        content.address = f"{settings.LOOPBACK}:{door.getsockname()[1]}"
        services.correct(emulation, content)
        emulation.warm(settings.WARMED)
        snapshot = Snapshot(self._folder.snapshot, seal)
        covered = snapshot.load(journal.fingerprints)
        emulation.replay(covered)
        fresh = len(journal.kept) - covered
        loading.settle()

        self._registry.wait_until_ready(REGISTRY_READY_SECONDS)
        record = self._record(emulation.port, content.address, journal, fresh)
        front = Front(emulation, self._lifetime, record.token, self._health(record), self._kept)
        self._record_now = record
        servers = [
            serve(api, front),
            FrontDoor(door, Images(emulation), content, certificate.context(self._folder)),
        ]
        # Calls wait until the snapshot is written: it has what the journal had, and nothing later.
        with emulation.turn:
            for server in servers:
                threading.Thread(target=server.serve_forever, args=[0.1], daemon=True).start()
            record.write(self._folder)
            if self._lifetime.name != "untilStopped":
                self._lifetime.hold_for_parent()
            self._announce(record)
            if fresh >= WORTHWHILE:
                snapshot.write(journal.kept, journal.fingerprints)

        self._stopping.wait()
        # From here on nobody is to attach: a starter waits until the folder is let go of.
        self._folder.record.unlink(missing_ok=True)
        with emulation.turn:
            for server in servers:
                server.socket.close()
            journal.close()

    def _record(self, port: int, registry: str, journal, fresh: int) -> RunningRecord:
        return RunningRecord(
            pid=os.getpid(),
            endpoint=f"http://{settings.LOOPBACK}:{port}",
            registry=registry,
            account=settings.ACCOUNT,
            region=settings.REGION,
            lifetime=self._lifetime.name,
            started=time.time(),
            certificates=str(self._folder.certificates),
            token=secrets.token_hex(16),
            registryPid=self._registry.pid,
            replayed=fresh,
            warnings=journal.warnings,
        )

    def _health(self, record: RunningRecord):
        def health() -> dict:
            ready = self._registry.is_ready()
            return {"healthy": ready, "pid": record.pid, "registry": ready}

        return health

    def _kept(self) -> None:
        self._record_now.lifetime = self._lifetime.name
        self._record_now.write(self._folder)

    def _announce(self, record: RunningRecord) -> None:
        """Says that it is ready, then lets go of the starter's output: the log takes its place."""
        print(json.dumps({**vars(record)}), flush=True)
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def _show_other(self) -> int:
        """Another host has the folder: shows its record, once it is ready."""
        end = time.monotonic() + OTHER_READY_SECONDS
        while time.monotonic() < end:
            record = read_record(self._folder)
            if record and is_running(record.pid, "cloud"):
                print(json.dumps(vars(record)), flush=True)
                return 0
            time.sleep(0.02)
        print(f"{self._folder.path} is held by another process.", file=sys.stderr)
        return 1

    def _clear_leftovers(self) -> None:
        """Ends a registry whose host was killed, once it is certain that it is ours."""
        record = read_record(self._folder)
        self._folder.record.unlink(missing_ok=True)
        if not record or not record.registryPid:
            return
        if is_running(record.registryPid, self._registry.sign):
            os.kill(record.registryPid, signal.SIGKILL)
