#!/usr/bin/env python3
"""Is there a trail that records what it should, where nobody unseen can change it?

checks/trail.py logging TRAIL    it records, now
checks/trail.py scope TRAIL      management events, of every region, with digests
checks/trail.py bucket TRAIL     its bucket is the lab's, closed to the public, and forgets nothing
"""

import sys
from typing import Any

from shared import ACCOUNT, REGION, aws, report


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
    simple = [each for each in answer.get("EventSelectors") or []
              if each["IncludeManagementEvents"]
              and each["ReadWriteType"] in ("All", "WriteOnly")]  # fmt: skip
    advanced = answer.get("AdvancedEventSelectors") or []
    if not simple and not any(map(has_changes, advanced)):
        problems.append("It does not record management events that change something.")
    left_out = {name for each in simple for name in each.get("ExcludeManagementEventSources") or []}
    problems += [f"It leaves out what happens at {name}." for name in sorted(left_out)]
    return problems


def has_changes(selector: dict[str, Any]) -> bool:
    """Whether it takes every management event that changes something."""
    fields = {each["Field"]: each for each in selector["FieldSelectors"]}
    category = fields.pop("eventCategory", {}).get("Equals")
    only = fields.pop("readOnly", {}).get("Equals", ["false"])
    return category == ["Management"] and only == ["false"] and not fields


def bucket(trail: dict[str, Any]) -> list[str]:
    name = trail["S3BucketName"]
    wanted = f"{trail['Name']}-records-{ACCOUNT}"
    problems = [] if name == wanted else [f"It writes into “{name}”, not into “{wanted}”."]
    blocked = aws(
        "s3api", "get-public-access-block", "--bucket", name,
        absent="NoSuchPublicAccessBlockConfiguration",
    )  # fmt: skip
    settings = blocked["PublicAccessBlockConfiguration"] if blocked else {}
    if not settings or not all(settings.values()):
        problems.append(f"The bucket “{name}” could be opened to the public.")
    if (aws("s3api", "get-bucket-versioning", "--bucket", name) or {}).get("Status") != "Enabled":
        problems.append(f"The bucket “{name}” keeps no versions: what is overwritten is gone.")
    return problems + [
        f"The bucket's lifecycle rule “{each.get('ID', 'without a name')}” deletes the record."
        for each in lifecycle(name)
        if each["Status"] == "Enabled"
        and each.keys() & {"Expiration", "NoncurrentVersionExpiration"}
    ]


def lifecycle(name: str) -> list[dict[str, Any]]:
    answer = aws(
        "s3api", "get-bucket-lifecycle-configuration", "--bucket", name,
        absent="NoSuchLifecycleConfiguration",
    )  # fmt: skip
    return answer["Rules"] if answer else []


def findings(aspect: str, name: str) -> list[str]:
    trails = aws("cloudtrail", "describe-trails")["trailList"]
    trail = next((each for each in trails if each["Name"] == name), None)
    if trail is None:
        return [f"There is no trail named “{name}” in {REGION}."]
    return {"logging": logging, "scope": scope, "bucket": bucket}[aspect](trail)


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
