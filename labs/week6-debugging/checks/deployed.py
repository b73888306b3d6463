#!/usr/bin/env python3
"""Does the front end that runs ask our own back end?

checks/deployed.py SERVICE HOST

The image is the one that the running task was started from, not the one under the tag: between the
two there is a deployment.
"""

import sys

from running import steady, task
from shared import APP, asked_by, report, service


def findings(name: str, host: str) -> list[str]:
    found = service(name)
    if found is None:
        return [f"There is no active service named “{name}” in the cluster “{APP}”."]
    problems = steady(found)
    if problems:
        return problems
    digest = task(found)["containers"][0].get("imageDigest", "")
    return [f"The running task: {each}" for each in asked_by(f"{APP}/front-end", digest, host)]


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
