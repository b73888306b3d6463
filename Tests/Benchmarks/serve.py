"""How long it takes from a save to the event that has open pages follow, in `labs serve`.

    bin/bench serve [--notes 10000] [--saves 40] [--no-targets]

Everything is as in use: the real program, the system's own word of the save, the rebuild, and the
event over HTTP. With each event it is checked that the server shows what was saved. Exits 1 when
the target is missed, 5 when a part is missing.
"""

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import write_course

HOME = Path(os.environ["LABS_HOME"])
PROGRAM = Path(os.environ.get("LABS_PROGRAM", HOME / ".build/release/labs"))
NOTE = "topic-001/note-01"

#: Milliseconds, for the median of a course of NOTES notes.
TARGET = 30
NOTES = 10_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench serve")
    parser.add_argument("--notes", type=int, default=NOTES, help="(default: %(default)s)")
    parser.add_argument("--saves", type=int, default=40, help="(default: %(default)s)")
    parser.add_argument("--no-targets", action="store_true", help="measure, and exit 0")
    options = parser.parse_args()
    if not PROGRAM.exists():
        print(f"“{PROGRAM}” is missing. Run bin/labs, which sets it up.", file=sys.stderr)
        return 5

    with tempfile.TemporaryDirectory(prefix="labs-") as name:
        course = Path(name) / "course"
        write_course(course, options.notes)
        started = time.perf_counter()
        process, port = serve(course)
        try:
            print(f"{options.notes} notes, served after {since(started):.0f} ms", flush=True)
            times = measured(course / f"content/{NOTE}.md", port, options.saves)
        finally:
            process.terminate()
            process.wait()
    median = statistics.median(times)
    print(f"save to event, ms: min {min(times):.1f}, median {median:.1f}, max {max(times):.1f}")
    met = median <= TARGET
    if options.notes == NOTES:
        print(f"target: median ≤ {TARGET} ms: {'met' if met else 'missed'}")
    return 0 if met or options.no_targets or options.notes != NOTES else 1


def serve(course: Path) -> tuple[subprocess.Popen, int]:
    process = subprocess.Popen(
        [PROGRAM, "serve", "--plain", "--port", "0", "--root", course],
        env={"HOME": os.environ["HOME"], "LABS_HOME": str(HOME), "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    for line in process.stdout:
        if found := re.search(r"Serving http://127\.0\.0\.1:(\d+)/", line):
            return process, int(found[1])
    sys.exit("“labs serve” ended before it served anything.")


def measured(note: Path, port: int, saves: int) -> list[float]:
    events = Events(port)
    events.next()
    original = note.read_text()
    times = []
    # The first saves find nothing warm, and are not counted.
    for number in range(-3, saves):
        sentence = f"This is save number {number}."
        start = time.perf_counter()
        note.write_text(f"{original}\n{sentence}\n")
        events.next()
        if number >= 0:
            times.append(since(start))
        if sentence not in page(port):
            sys.exit("The event came before the page.")
        time.sleep(0.05)
    return times


class Events:
    """The stream of events, as a browser reads it."""

    def __init__(self, port: int):
        self.lines = request(port, "/-labs/events").makefile("r", encoding="utf-8")

    def next(self) -> None:
        for line in self.lines:
            if line.startswith("data: "):
                return
        sys.exit("The stream of events ended.")


def page(port: int) -> str:
    with request(port, f"/{NOTE}.html", "Connection: close\r\n") as connection:
        return connection.makefile("r", encoding="utf-8").read()


def request(port: int, address: str, headers: str = "") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.sendall(
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n".encode()
    )
    return connection


def since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    sys.exit(main())
