"""How much faster the warmed `aws` is than the plain one, side by side against moto.

    bin/bench aws [--runs 30] [--no-targets]

Both ways are used in turn, so that whatever else the machine does falls on both alike. Exits 1
when a target is missed, 5 when a part is missing.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

HOME = Path(os.environ["LABS_HOME"])
PROGRAM = HOME / "Sources/Emulator/cli"
PLAIN = Path(sys.executable).parent / "aws"
CLIENT = Path(os.environ.get("LABS_AWS_CLIENT", HOME / ".build/release/labs-aws"))

COMMANDS = (
    "logs describe-log-groups",
    "sts get-caller-identity",
    "ecs describe-clusters",
    "ecr describe-repositories",
)
#: The targets of the first command.
LONGEST_MEDIAN = 40
SMALLEST_RATIO = 8


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench aws")
    parser.add_argument("--runs", type=int, default=30, help="calls of each kind (default: 30)")
    parser.add_argument("--no-targets", action="store_true", help="measure, and exit 0")
    options = parser.parse_args()
    for part in (PLAIN, CLIENT):
        if not part.exists():
            print(f"“{part}” is missing. Run bin/labs, which sets it up.", file=sys.stderr)
            return 5

    with temporary_folder() as folder, cloud() as endpoint, warmed_host(folder) as host:
        variables = environment(folder, endpoint)
        print(f"{'milliseconds':28}{'plain':^24}{'fast':^24}  times")
        print(f"{'':28}" + "     min  median     max" * 2)
        medians = [compare(command, options.runs, variables) for command in COMMANDS]
        print_memory(host.pid)

    plain, fast = medians[0]
    met = fast <= LONGEST_MEDIAN and plain / fast >= SMALLEST_RATIO
    print(
        f"target: `aws {COMMANDS[0]}` in {LONGEST_MEDIAN} ms at the median and {SMALLEST_RATIO} "
        f"times faster: {fast:.1f} ms, {plain / fast:.1f} times: {'met' if met else 'missed'}"
    )
    return 0 if met or options.no_targets else 1


def compare(command: str, runs: int, variables: dict[str, str]) -> tuple[float, float]:
    """Prints a row; the medians of plain and fast, in milliseconds."""
    ways = ([sys.executable, str(PLAIN)], [str(CLIENT)])
    times: list[list[float]] = [[], []]
    for run in range(runs + 1):
        for way, kept in zip(ways, times, strict=True):
            duration = timed([*way, *command.split()], variables)
            if run > 0:
                kept.append(duration)
    columns = "".join(
        f"{min(kept):8.1f}{statistics.median(kept):8.1f}{max(kept):8.1f}" for kept in times
    )
    plain, fast = map(statistics.median, times)
    print(f"{command:28}{columns}  {plain / fast:5.1f}", flush=True)
    return plain, fast


def timed(command: list[str], variables: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


@contextmanager
def temporary_folder():
    folder = Path(tempfile.mkdtemp(prefix="labs-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def cloud():
    """moto in a process of its own; its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"MOTO_RECORDER_FILEPATH": os.devnull},
    )
    try:
        while not answers(port):
            if process.poll() is not None:
                sys.exit("moto did not start. Try: " + " ".join(process.args))
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True


@contextmanager
def warmed_host(folder: Path):
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, PROGRAM, "host", folder / "host", PLAIN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={"HOME": str(folder), "PATH": os.environ["PATH"]},
    )
    try:
        for line in ("listening", "warm"):
            if process.stdout.readline().strip() != line:
                sys.exit("The warmed AWS CLI did not start.")
            print(f"{line} after {(time.perf_counter() - start) * 1000:.0f} ms", flush=True)
        yield process
    finally:
        process.stdin.close()
        process.wait()


def environment(folder: Path, endpoint: str) -> dict[str, str]:
    return {
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_PAGER": "",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "HOME": str(folder),
        "LABS_AWS_SOCKET": str(folder / "host/socket"),
        "PATH": os.environ["PATH"],
    }


def print_memory(host: int) -> None:
    """Private memory: what a process has for itself. Linux tells it, macOS does not."""
    workers = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(host)], capture_output=True, text=True, check=False
    ).stdout.split()
    if not Path("/proc/self/smaps_rollup").exists():
        return
    waiting = [kept("Private_Dirty", int(pid)) for pid in workers]
    print(f"memory: host {kept('Rss', host)} MB, waiting worker {max(waiting, default=0)} MB")


def kept(name: str, pid: int) -> int:
    """0 for a worker that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(f"{name}:"))


sys.exit(main())
