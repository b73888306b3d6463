#!/usr/bin/env python3
"""Does the URL in a parameter open its database, and does it take the right password to do so?

checks/connection.py opens|refuses PARAMETER

The lab's own database is up only while this asks it.
"""

import os
import subprocess
import sys
from urllib.parse import urlsplit

from account import REGION, aws, report


def connect(address: str) -> tuple[bool, str]:
    done = subprocess.run(
        ["bin/local-database", "run", "bin/test-connection"],
        env=os.environ | {"CONNECTION_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def with_another_password(address: str) -> str:
    parts = urlsplit(address)
    user, _, place = parts.netloc.rpartition("@")
    return parts._replace(netloc=f"{user.partition(':')[0]}:not-the-password@{place}").geturl()


def findings(question: str, parameter: str) -> list[str]:
    answer = aws(
        "ssm", "get-parameter", "--with-decryption", "--name", parameter,
        absent="ParameterNotFound",
    )  # fmt: skip
    if answer is None:
        return [f"There is no parameter {parameter} in {REGION}."]
    address = answer["Parameter"]["Value"]
    connected, said = connect(address)
    if not connected:
        return [f"With the value of {parameter}: {said}"]
    if question == "opens":
        return []
    connected, said = connect(with_another_password(address))
    if connected:
        return ["The database lets in whoever knows a name: a wrong password was taken as well."]
    if "the password for the user" not in said:
        return [f"With a wrong password the answer should be about the password; it is: {said}"]
    return []


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
