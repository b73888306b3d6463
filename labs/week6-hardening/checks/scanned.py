#!/usr/bin/env python3
"""Was the image under this tag scanned, and is it free of findings rated high or critical?

checks/scanned.py REPOSITORY TAG
"""

import sys
from typing import Any

from shared import REGION, aws, report

STOPPING = ("CRITICAL", "HIGH")


def finding(found: dict[str, Any]) -> tuple[str, str, str]:
    """Severity, name and package, of a basic or of an enhanced scan."""
    if details := found.get("packageVulnerabilityDetails"):
        packages = [each["name"] for each in details["vulnerablePackages"]]
        return found["severity"], details["vulnerabilityId"], ", ".join(packages)
    attributes = {each["key"]: each.get("value", "") for each in found.get("attributes", [])}
    return found["severity"], found["name"], attributes.get("package_name", "?")


def findings(repository: str, tag: str) -> list[str]:
    image = f"imageTag={tag}"
    listed = aws(
        "ecr", "batch-get-image", "--repository-name", repository, "--image-ids", image,
        absent="RepositoryNotFoundException",
    )  # fmt: skip
    if not listed or not listed["images"]:
        return [f"There is no image “{repository}:{tag}” in {REGION}."]
    ask = ("ecr", "describe-image-scan-findings", "--repository-name", repository,
           "--image-id", image)  # fmt: skip
    # The AWS CLI cannot put pages together while there are no findings.
    answer = aws(*ask, "--no-paginate", absent="ScanNotFoundException")
    if answer is None:
        return [f"“{repository}:{tag}” was never scanned."]
    status = answer["imageScanStatus"]
    if status["status"] not in ("COMPLETE", "ACTIVE"):
        return [f"The scan is {status['status']}. {status.get('description', '')}".strip()]
    found = aws(*ask)["imageScanFindings"]
    every = map(finding, found.get("findings") or found.get("enhancedFindings") or [])
    return [
        f"{severity}: {name} in {package}"
        for severity, name, package in every
        if severity in STOPPING
    ]


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
