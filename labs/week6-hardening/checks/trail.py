#!/usr/bin/env python3
"""Is there a trail that records what it should, where nobody unseen can change it?

checks/trail.py logging TRAIL    it records, now
checks/trail.py scope TRAIL      management events, of every region, with digests
checks/trail.py bucket TRAIL     its bucket is closed to the public, keeps versions, and is its own
"""

import sys
from typing import Any

from shared import REGION, aws, report


def logging(trail: dict[str, Any]) -> list[str]:
    status = aws("cloudtrail", "get-trail-status", "--name", trail["TrailARN"])
    if not status["IsLogging"]:
        return [f"The trail “{trail['Name']}” is there, and records nothing."]
    problem = status.get("LatestDeliveryError")
    return [f"The trail could not deliver: {problem}."] if problem else []


def scope(trail: dict[str, Any]) -> list[str]:
    problems = []
    if not trail["IsMultiRegionTrail"]:
        problems.append(f"It records {trail['HomeRegion']} alone; others go unseen.")
    if not trail["LogFileValidationEnabled"]:
        problems.append("Its files have no digests: one that was changed cannot be told.")
    answer = aws("cloudtrail", "get-event-selectors", "--trail-name", trail["TrailARN"])
    simple = answer.get("EventSelectors") or []
    kinds = {each["ReadWriteType"] for each in simple if each["IncludeManagementEvents"]}
    if simple and not kinds & {"All", "WriteOnly"}:
        problems.append("It does not record management events that change something.")
    return problems


def bucket(trail: dict[str, Any]) -> list[str]:
    name = trail["S3BucketName"]
    problems = []
    blocked = aws(
        "s3api", "get-public-access-block", "--bucket", name,
        absent="NoSuchPublicAccessBlockConfiguration",
    )  # fmt: skip
    settings = blocked["PublicAccessBlockConfiguration"] if blocked else {}
    if not settings or not all(settings.values()):
        problems.append(f"The bucket “{name}” could be opened to the public.")
    if (aws("s3api", "get-bucket-versioning", "--bucket", name) or {}).get("Status") != "Enabled":
        problems.append(f"The bucket “{name}” keeps no versions: what is overwritten is gone.")
    return problems


def findings(aspect: str, name: str) -> list[str]:
    trails = aws("cloudtrail", "describe-trails")["trailList"]
    trail = next((each for each in trails if each["Name"] == name), None)
    if trail is None:
        return [f"There is no trail named “{name}” in {REGION}."]
    return {"logging": logging, "scope": scope, "bucket": bucket}[aspect](trail)


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
