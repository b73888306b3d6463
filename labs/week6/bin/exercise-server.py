"""Run inside the image: start its server, ask its health check, stop the server, ask again.

    python3 exercise-server.py COMMAND…     COMMAND starts the server

Exits with 0 when the health check said 0 with the server and 1 without it. Listens on one free port
of the loopback interface, for a few seconds.
"""

import os
import socket
import subprocess
import sys
import time

SERVER = sys.argv[1:]
HEALTH_CHECK = [sys.executable, "bin/health-check"]
SECONDS = 20


def main() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Flask has names of its own for what other servers call HOST and PORT.
    for prefix in ("", "FLASK_RUN_"):
        os.environ |= {f"{prefix}HOST": "127.0.0.1", f"{prefix}PORT": str(port)}

    server = subprocess.Popen(SERVER, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        up = wait_until_healthy(server)
    finally:
        server.kill()
        server.wait()
    down = subprocess.run(HEALTH_CHECK, check=False, capture_output=True).returncode

    print(f"health check with the server up: exit status {up}, with the server down: {down}")
    return 0 if (up, down) == (0, 1) else 1


def wait_until_healthy(server: subprocess.Popen) -> int:
    end = time.monotonic() + SECONDS
    while True:
        status = subprocess.run(HEALTH_CHECK, check=False, capture_output=True).returncode
        if status == 0 or server.poll() is not None or time.monotonic() > end:
            return status
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
