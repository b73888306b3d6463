"""What the checks share: asking the account, and saying what was found.

A check prints a JSON list of sentences, one for each thing that is not as it should be. An empty
list is what the step is after.
"""

import json
import os
import subprocess
import sys
from typing import Any, NoReturn

REGION = os.environ.get("AWS_REGION", "us-east-1")
ACCOUNT = os.environ.get("AWS_ACCOUNT_ID", "")


def aws(*arguments: str, absent: str = "") -> Any:
    """The answer to `aws …` as JSON; None when AWS answers with the error code `absent`.

    Any other error ends the check: it says nothing about the student's work.
    """
    command = ["aws", *arguments, "--output", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return json.loads(done.stdout or "null")
    if absent and f"({absent})" in done.stderr:
        return None
    sys.stderr.write(done.stderr)
    sys.exit(done.returncode)


def report(findings: list[str]) -> NoReturn:
    print(json.dumps(findings, indent=2, ensure_ascii=False))
    sys.exit(0)


def listed(names: Any) -> str:
    """Names as a reader wants them: sorted, quoted, with commas; “none” when there are none."""
    return ", ".join(f"“{name}”" for name in sorted(names)) or "none"
