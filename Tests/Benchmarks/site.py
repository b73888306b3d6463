"""How long `labs build` takes on generated courses, beside the least that any generator can do.

    bin/bench site [--notes 1000 --notes 10000] [--runs 5] [--no-targets]

The floor is a C program on two threads that reads the same notes, parses and renders them with
cmark-gfm, and writes the HTML. Both are run in turn, so that whatever else the machine does falls
on both alike. Exits 1 when a target is missed, 5 when a part is missing.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from corpus import write_course

HOME = Path(os.environ["LABS_HOME"])
PROGRAM = Path(os.environ.get("LABS_PROGRAM", HOME / ".build/release/labs"))
FLOOR = Path(__file__).parent / "floor.c"

#: The targets are for the largest course, of this many notes.
NOTES = 10_000
TIMES_THE_FLOOR = 3.0
#: Time per note there, by that of the course before it.
GROWTH = 1.2
UNCHANGED = 150
ONE_CHANGED = 200
MEGABYTES = 300


@dataclass
class Kept:
    """The runs of one kind: milliseconds, and the most memory in megabytes."""

    times: list[float] = field(default_factory=list)
    memory: float = 0

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    def __str__(self) -> str:
        return f"{min(self.times):8.0f}{self.median:8.0f}{max(self.times):8.0f}"


@dataclass
class Row:
    notes: int
    floor: Kept = field(default_factory=Kept)
    full: Kept = field(default_factory=Kept)
    unchanged: Kept = field(default_factory=Kept)
    one_changed: Kept = field(default_factory=Kept)

    @property
    def ratio(self) -> float:
        return self.full.median / self.floor.median

    @property
    def memory(self) -> float:
        return max(self.full.memory, self.unchanged.memory, self.one_changed.memory)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench site")
    parser.add_argument(
        "--notes", type=int, action="append", help="how many notes (default: 100, 1000 and 10000)"
    )
    parser.add_argument("--runs", type=int, default=5, help="runs of each kind (default: 5)")
    parser.add_argument("--no-targets", action="store_true", help="measure, and exit 0")
    options = parser.parse_args()
    if not PROGRAM.exists():
        print(f"“{PROGRAM}” is missing. Run bin/labs, which sets it up.", file=sys.stderr)
        return 5

    with tempfile.TemporaryDirectory(prefix="labs-") as name:
        folder = Path(name)
        floor = compiled_floor(folder)
        print(f"{'milliseconds':22}     min  median     max   MB", flush=True)
        counts = sorted(options.notes or [100, 1000, 10_000])
        rows = [measured(notes, options.runs, floor, folder / str(notes)) for notes in counts]

    met = all([print_target(*target) for target in targets(rows)])
    return 0 if met or options.no_targets else 1


def compiled_floor(folder: Path) -> Path:
    program = folder / "floor"
    command = ["cc", "-O2", "-rdynamic", "-o", program, FLOOR]
    libraries = ["-lcmark-gfm-extensions", "-lcmark-gfm", "-lpthread", "-ldl"]
    if subprocess.run([*command, *libraries], check=False).returncode != 0:
        print("The floor cannot be compiled. Run bin/labs, which sets cmark-gfm up.")
        sys.exit(5)
    return program


def measured(notes: int, runs: int, floor: Path, folder: Path) -> Row:
    """Prints the rows of one course."""
    course, target = folder / "course", folder / "floor"
    write_course(course, notes)
    row = Row(notes)
    build = [PROGRAM, "build", "--root", course]
    for run in range(runs + 1):
        # Out of the way, not deleted: some file systems make new files slowly after that.
        for made in (target, course / "_site", course / ".labs"):
            if made.exists():
                made.rename(folder / f"{made.name}-{run}")
        kept = Row(notes) if run == 0 else row
        timed([floor, course / "content", target, "2"], kept.floor)
        timed(build, kept.full)
    timed(build, Kept())
    for run in range(runs):
        timed(build, row.unchanged)
        edit(course / "content/topic-001/note-01.md", run)
        timed(build, row.one_changed)
    shutil.rmtree(folder)
    print(f"{notes:6} notes, floor   {row.floor}{row.floor.memory:5.0f}")
    print(f"{'':14}full    {row.full}{row.full.memory:5.0f}  {row.ratio:.2f} times the floor")
    print(f"{'':14}same    {row.unchanged}{row.unchanged.memory:5.0f}")
    print(f"{'':14}one     {row.one_changed}{row.one_changed.memory:5.0f}", flush=True)
    return row


def edit(note: Path, run: int) -> None:
    """A sentence of the second part, as an author would change it."""
    text = re.sub(r"\n\nEdit \d+ [^\n]*\n", "\n", note.read_text())
    first, second = text.split("\n## Part 2", 1)
    note.write_text(f"{first}\n\nEdit {run} with a new word or two.\n\n## Part 2{second}")


def timed(command: list, kept: Kept) -> None:
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment()
    )
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    kept.times.append((time.perf_counter() - start) * 1000)
    kept.memory = max(
        kept.memory, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1024)
    )
    if process.returncode != 0:
        sys.exit(f"“{' '.join(map(str, command))}” failed:\n{output[-2000:]}")


def environment() -> dict[str, str]:
    return {"HOME": os.environ["HOME"], "LABS_HOME": str(HOME), "PATH": os.environ["PATH"]}


def targets(rows: list[Row]) -> list[tuple[str, float, float]]:
    """Words, what was found, and what it may be at most; only for the largest course."""
    row = rows[-1]
    if row.notes != NOTES:
        return []
    found = [
        ("full build, times the floor", row.ratio, TIMES_THE_FLOOR),
        ("nothing changed, ms", row.unchanged.median, UNCHANGED),
        ("one note changed, ms", row.one_changed.median, ONE_CHANGED),
        ("memory, MB", row.memory, MEGABYTES),
    ]
    if len(rows) > 1:
        smaller = rows[-2]
        growth = row.full.median / row.notes / (smaller.full.median / smaller.notes)
        found.append((f"time per note, by that at {smaller.notes} notes", growth, GROWTH))
    return found


def print_target(words: str, found: float, most: float) -> bool:
    met = found <= most
    print(f"target: {words} ≤ {most:g}: {found:.4g}: {'met' if met else 'missed'}")
    return met


if __name__ == "__main__":
    sys.exit(main())
