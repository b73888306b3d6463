#!/usr/bin/env python3
"""Does a bucket's policy say exactly what the lab's file says?

checks/bucket_policy.py BUCKET FILE
"""

import json
import os
import string
import sys
from pathlib import Path

from shared import ACCOUNT, REGION, aws, report

from policy import differences  # isort: skip


def findings(bucket: str, file: str) -> list[str]:
    answer = aws("s3api", "get-bucket-policy", "--bucket", bucket, absent="NoSuchBucketPolicy")
    if answer is None:
        return [f"The bucket “{bucket}” has no policy."]
    trail = f"arn:aws:cloudtrail:{REGION}:{ACCOUNT}:trail/{os.environ['APP']}"
    names = {**os.environ, "BUCKET": bucket, "TRAIL": trail}
    text = string.Template(Path(file).read_text(encoding="utf-8")).substitute(names)
    return differences(json.loads(answer["Policy"]), json.loads(text))


def exists(bucket: str) -> bool:
    return any(each["Name"] == bucket for each in aws("s3api", "list-buckets")["Buckets"])


if __name__ == "__main__":
    name, wanted = sys.argv[1:]
    report(findings(name, wanted) if exists(name) else [f"There is no bucket named “{name}”."])
