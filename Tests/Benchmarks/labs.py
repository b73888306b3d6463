"""How long `labs run week6` takes, beside the same commands under plain bash with the plain CLI.

    bin/bench labs [--lab week6] [--runs 3] [--attempts 100000] [--steps 200] [--no-targets]

Both work on one warm emulated account, in turn, and both clean up afterwards: the plain way runs
each step's script and each of its checks once, as a student with a terminal would. Then
`labs status` is timed with a few attempts and with many. What labs itself takes for a step is
measured on a lab of many steps that do next to nothing, beside the same scripts under plain bash;
what recording an attempt takes, on the progress store alone. Both wait for the disk twice, when an
attempt begins and when it ends, and that is measured by itself. Exits 1 when a target is missed, 5
when a part is missing.
"""

import argparse
import os
import re
import shlex
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import yaml

HOME = Path(os.environ["LABS_HOME"])
PROGRAM = Path(os.environ.get("LABS_PROGRAM", HOME / ".build/release/labs"))
WRITER = PROGRAM.parent / "ProgressWriter"
PLAIN_FOLDER = Path(sys.executable).parent

TIMES_PLAIN = 0.3
STATUS = 40
#: Milliseconds that a hundred thousand attempts may add to a status.
MORE_FOR_MANY = 10
#: Milliseconds that a step may take besides its script, its checks and the disk.
STEP = 5
#: Milliseconds besides the disk.
RECORDING = 2
RECORDINGS = 1000

#: Of builtins alone: what they start themselves is not to be measured.
IDLE_CHECK = '[[ -e "$LABS_WORKDIR/$LABS_STEP" ]]'
IDLE_SCRIPT = ': > "$LABS_WORKDIR/$LABS_STEP"'
IDLE_STEP = f"""---
title: A step
checks:
  - {{id: done, title: It is done, run: '{IDLE_CHECK}', exits: 0}}
---
```sh run
{IDLE_SCRIPT}
```
"""

FENCE = re.compile(r"^```sh (run|cleanup)\b[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/bench labs")
    parser.add_argument("--lab", default="week6", help="(default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="of each way (default: 3)")
    parser.add_argument("--attempts", type=int, default=100_000, help="(default: %(default)s)")
    parser.add_argument("--steps", type=int, default=200, help="(default: %(default)s)")
    parser.add_argument("--no-targets", action="store_true", help="measure, and exit 0")
    options = parser.parse_args()
    for program in (PROGRAM, WRITER):
        if not program.exists():
            print(f"“{program}” is missing. Run bin/labs, which sets it up.", file=sys.stderr)
            return 5

    with tempfile.TemporaryDirectory(prefix="labs-") as name:
        course = Course(Path(name), options.lab)
        course.labs("emulator", "start")
        try:
            plain, ours = compared(course, options.runs)
            few = status(course)
            course.add_attempts(options.attempts)
            many = status(course)
        finally:
            course.labs("emulator", "stop")

    with tempfile.TemporaryDirectory(prefix="labs-") as name:
        idle_plain, idle_ours = idle(Path(name), options.steps, options.runs)
        recording = recorded(Path(name) / "progress.sqlite")
        disk = 2 * disk_wait(Path(name) / "waits")

    own = statistics.median(idle_ours) - statistics.median(idle_plain)
    ratio = statistics.median(ours) / statistics.median(plain)
    print(f"plain bash and CLI, s: {row(plain)}")
    print(f"labs run, s:           {row(ours)}  {ratio:.2f} of plain")
    print(f"labs status, ms:       {few:.1f}, with {options.attempts} attempts {many:.1f}")
    print(f"{options.steps} idle steps, s:     {row(idle_ours)}; plain bash: {row(idle_plain)}")
    step = own * 1000 / options.steps
    print(f"labs for a step, ms:   {step:.2f}, recording {recording:.2f}, the disk {disk:.2f}")
    met = all(
        [
            target(f"labs run, of the plain way ≤ {TIMES_PLAIN}", ratio, TIMES_PLAIN),
            target(f"labs status, ms ≤ {STATUS}", many, STATUS),
            target(f"more for many attempts, ms ≤ {MORE_FOR_MANY}", many - few, MORE_FOR_MANY),
            target(f"labs for a step, without the disk, ms ≤ {STEP}", step - disk, STEP),
            target(f"recording, without the disk, ms ≤ {RECORDING}", recording - disk, RECORDING),
        ]
    )
    return 0 if met or options.no_targets else 1


class Course:
    """A copy of the lab, with its own state, and its steps as an author wrote them."""

    def __init__(self, root: Path, lab: str) -> None:
        self.root, self.lab = root, lab
        shutil.copytree(HOME / "labs" / lab, root / "labs" / lab)
        self.folder = root / "labs" / lab
        self.scripts: list[str] = []
        self.cleanups: list[str] = []
        for file in sorted(self.folder.glob("[0-9]*.md")):
            _, front, body = file.read_text().split("---\n", 2)
            fences = FENCE.findall(body)
            self.scripts += [text for role, text in fences if role == "run"]
            self.scripts += [check["run"] for check in yaml.safe_load(front)["checks"]]
            self.cleanups[:0] = [text for role, text in reversed(fences) if role == "cleanup"]

    def labs(self, *arguments: str) -> str:
        done = subprocess.run(
            [PROGRAM, *arguments, "--root", self.root],
            capture_output=True,
            text=True,
            env={"HOME": os.environ["HOME"], "LABS_HOME": HOME, "PATH": os.environ["PATH"]},
            check=False,
        )
        if done.returncode != 0:
            sys.exit(f"“labs {' '.join(arguments)}” failed:\n{done.stdout[-2000:]}{done.stderr}")
        return done.stdout

    def variables(self) -> dict[str, str]:
        """Of the scripts, less what makes the `aws` fast."""
        printed = self.labs("shell", self.lab, "parameters", "--command", "env -0")
        variables = dict(entry.split("=", 1) for entry in printed.split("\0") if "=" in entry)
        fast = {name for name in variables if name.startswith("LABS_AWS_")}
        folders = variables["PATH"].split(":")[1:]
        variables["PATH"] = ":".join([str(PLAIN_FOLDER), *folders])
        kept = {name: value for name, value in variables.items() if name not in fast}
        return {**kept, "LABS_OUTPUT": str(self.root / "output")}

    def plainly(self, texts: list[str], variables: dict[str, str]) -> None:
        output = Path(variables["LABS_OUTPUT"])
        for text in texts:
            output.touch()
            variables.update(line.split("=", 1) for line in output.read_text().splitlines())
            subprocess.run(
                ["bash", "-euo", "pipefail", "-c", text],
                cwd=self.folder,
                env=variables,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
            )

    def add_attempts(self, count: int) -> None:
        with sqlite3.connect(self.root / ".labs/progress.sqlite") as database:
            columns = "run, kind, lab, step, target, labDigest, stepDigest, startedAt, outcome"
            database.execute(
                f"""
                WITH RECURSIVE number(n) AS (
                  SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {count})
                INSERT INTO attempt ({columns})
                SELECT {columns} FROM number, (SELECT * FROM attempt LIMIT 1)
                """
            )


def compared(course: Course, runs: int) -> tuple[list[float], list[float]]:
    plain: list[float] = []
    ours: list[float] = []
    for run in range(runs + 1):
        variables = course.variables()
        plain_time = timed(lambda given=variables: course.plainly(course.scripts, given))
        course.plainly(course.cleanups, variables)
        our_time = timed(lambda: course.labs("run", course.lab, "--yes"))
        course.labs("clean", course.lab)
        if run > 0:
            plain.append(plain_time)
            ours.append(our_time)
    return plain, ours


def idle(root: Path, steps: int, runs: int) -> tuple[list[float], list[float]]:
    """A lab of nothing: each step's check, script and check, under bash and under labs."""
    folder = root / "labs/idle"
    folder.mkdir(parents=True)
    (folder / "lab.yml").write_text("format: 1\ntitle: Nothing\n")
    for number in range(1, steps + 1):
        (folder / f"{number:04}-step-{number}.md").write_text(IDLE_STEP)
    work_folder = root / "plain"
    texts = [f"{IDLE_CHECK} || true", IDLE_SCRIPT, IDLE_CHECK]
    starts = " && ".join(f"bash -euo pipefail -c {shlex.quote(text)} </dev/null" for text in texts)
    loop = f"for ((LABS_STEP = 1; LABS_STEP <= {steps}; LABS_STEP++)); do {starts} || exit 1; done"
    loop = f"export LABS_STEP LABS_WORKDIR={shlex.quote(str(work_folder))}; {loop}"
    environment = {"HOME": os.environ["HOME"], "LABS_HOME": HOME, "PATH": os.environ["PATH"]}
    run = [PROGRAM, "run", "idle", "--yes", "--json", "--root", root]
    times: list[list[float]] = [[], []]
    for _ in range(runs + 1):
        for way, command in enumerate([["bash", "-c", loop], run]):
            for used in (work_folder, root / ".labs"):
                shutil.rmtree(used, ignore_errors=True)
            work_folder.mkdir()
            work = partial(
                subprocess.run, command, env=environment, capture_output=True, check=True
            )
            times[way].append(timed(work))
    return times[0][1:], times[1][1:]


def recorded(database: Path) -> float:
    """Milliseconds for an attempt: its beginning, the result of a check, and its end."""
    with subprocess.Popen([WRITER, database], stdout=subprocess.PIPE) as writer:
        for _ in range(50):
            writer.stdout.readline()
        seconds = timed(lambda: [writer.stdout.readline() for _ in range(RECORDINGS)])
        writer.kill()
    return seconds * 1000 / RECORDINGS


def disk_wait(path: Path) -> float:
    """Milliseconds until a page that was appended to a file is on the disk, the median of some."""
    with path.open("wb", buffering=0) as file:

        def append() -> None:
            file.write(bytes(4096))
            os.fdatasync(file.fileno())

        return statistics.median(timed(append) for _ in range(300)) * 1000


def status(course: Course) -> float:
    """Milliseconds, the median of some."""
    times = [timed(lambda: course.labs("status", course.lab)) for _ in range(11)]
    return statistics.median(times) * 1000


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def row(times: list[float]) -> str:
    return f"min {min(times):.1f}, median {statistics.median(times):.1f}, max {max(times):.1f}"


def target(words: str, found: float, most: float) -> bool:
    met = found <= most
    print(f"target: {words}: {found:.3g}: {'met' if met else 'missed'}")
    return met


if __name__ == "__main__":
    sys.exit(main())
