"""The registry: the real CNCF distribution program as a child, reachable through the host only.

It listens on a Unix socket in the state folder, never on a port. So nothing on the machine can
pass by the door that asks for the password and obeys ECR (`frontdoor.py`), no password file is
needed, and there is no second port to lose. The socket's path is relative to the state folder,
which is the current folder of both: a Unix socket's path may not be longer than 104 bytes.
"""

import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from .folder import StateFolder

SOCKET = "registry.sock"
CONFIGURATION = """\
version: 0.1
log:
  level: error
  accesslog:
    disabled: true
storage:
  filesystem:
    rootdirectory: {root}
  delete:
    enabled: true
  maintenance:
    uploadpurging:
      enabled: false
http:
  net: unix
  addr: {socket}
  secret: {secret}
"""
PR_SET_PDEATHSIG = 1
#: macOS has no signal for a parent's death: a shell waits for the end of its input instead.
WATCHED = """exec 3<&0; "$@" & child=$!; trap 'kill $child' TERM
(cat >/dev/null; kill -9 $child) <&3 & wait $child"""


class Registry:
    """Starts the program, starts it again when it dies, and ends it.

    Not started twice: a registry left over by a host that was killed is ended at the next start.
    """

    def __init__(self, program: str, folder: StateFolder):
        self._program = program
        self._folder = folder
        self._configuration = folder.registry / "config.yml"
        self._log = folder.registry / "registry.log"
        self._child: subprocess.Popen | None = None
        self._stopping = threading.Event()

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    @property
    def sign(self) -> str:
        """What its command line contains, and no other program's."""
        return str(self._configuration)

    def start(self) -> None:
        """Returns at once; `wait_until_ready` waits. Supervised from a thread that never ends."""
        configuration = CONFIGURATION.format(
            root=self._folder.registry / "content", socket=SOCKET, secret=secrets.token_hex(16)
        )
        self._configuration.write_text(configuration)
        self._log.unlink(missing_ok=True)
        started = threading.Event()
        # The child dies with the *thread* that started it (prctl(2)), so one thread does both.
        threading.Thread(
            target=self._supervise, args=[started], daemon=True, name="registry"
        ).start()
        started.wait()

    def wait_until_ready(self, seconds: float) -> None:
        """Raises ChildProcessError when the registry does not answer in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.is_ready():
                return
            time.sleep(0.005)
        said = self._log.read_text(errors="replace")[-500:] if self._log.exists() else ""
        raise ChildProcessError(f"The registry {self._program} does not answer. {said}")

    def is_ready(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            try:
                probe.connect(SOCKET)
                probe.sendall(b"GET /v2/ HTTP/1.0\r\nHost: registry\r\n\r\n")
                return b" 200 " in probe.recv(64)
            except OSError:
                return False

    def stop(self) -> None:
        self._stopping.set()
        if self._child:
            self._child.terminate()
            try:
                self._child.wait(1)
            except subprocess.TimeoutExpired:
                self._child.kill()
        Path(SOCKET).unlink(missing_ok=True)

    def _supervise(self, started: threading.Event) -> None:
        pause = 0.1
        while not self._stopping.is_set():
            Path(SOCKET).unlink(missing_ok=True)
            began = time.monotonic()
            try:
                self._child = self._spawn()
            except OSError as failure:
                print(f"the registry does not start: {failure}", file=sys.stderr)
            started.set()
            if self._child:
                self._child.wait()
            if self._stopping.is_set():
                return
            print("the registry ended by itself; it is started again", file=sys.stderr)
            pause = 0.1 if time.monotonic() - began > 10 else min(pause * 2, 5)
            self._stopping.wait(pause)

    def _spawn(self) -> subprocess.Popen:
        command = [self._program, "serve", str(self._configuration)]
        # It writes a line for each layer that a client asks about before it pushes it.
        log = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        environment = {"PATH": os.environ.get("PATH", ""), "OTEL_TRACES_EXPORTER": "none"}
        if sys.platform == "linux":
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment,
                preexec_fn=die_with(os.getpid()),
            )
        read, self._alive = os.pipe()
        shell = ["/bin/sh", "-c", WATCHED, "sh", *command]
        return subprocess.Popen(shell, stdin=read, stdout=log, stderr=log, env=environment)


def die_with(parent: int):
    """For `preexec_fn`: the kernel kills the child when its parent dies, however that happens."""
    library = ctypes.CDLL(None)

    def ask() -> None:
        library.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return ask
