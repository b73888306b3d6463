"""The benchmark of the fast `aws` runs, whatever it measures."""

import os
import subprocess
import sys

from cli_host import HOME, client_program


def test_measures_plain_and_fast_side_by_side():
    done = subprocess.run(
        [HOME / "bin/bench", "aws", "--runs", "1", "--no-targets"],
        capture_output=True,
        text=True,
        env={
            "LABS_AWS_CLIENT": str(client_program()),
            "LABS_PYTHON": sys.executable,
            "PATH": os.environ["PATH"],
        },
        timeout=240,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "logs describe-log-groups" in done.stdout
    assert "target: " in done.stdout


def test_names_the_benchmarks():
    done = subprocess.run(
        [HOME / "bin/bench", "nosuch"],
        capture_output=True,
        text=True,
        env={"LABS_PYTHON": sys.executable, "PATH": os.environ["PATH"]},
        check=False,
    )
    assert done.returncode == 2
    assert "There is no benchmark named 'nosuch'." in done.stderr
