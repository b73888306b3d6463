#!/usr/bin/env python3
"""Is a key of our own behind this alias, ready to be used, and renewed every year?

checks/key.py ALIAS
"""

import sys

from shared import REGION, aws, report


def findings(alias: str) -> list[str]:
    answer = aws("kms", "describe-key", "--key-id", alias, absent="NotFoundException")
    if answer is None:
        return [f"There is no key with the alias “{alias}” in {REGION}."]
    key = answer["KeyMetadata"]
    problems = []
    if key["KeyManager"] != "CUSTOMER":
        problems.append(f"The key is managed by {key['KeyManager']}: its policy is not yours.")
    if key["KeyState"] != "Enabled":
        return [
            *problems,
            f"The key {key['KeyId']} is {key['KeyState']}: nothing can be decrypted.",
        ]
    rotation = aws("kms", "get-key-rotation-status", "--key-id", key["KeyId"])
    if not rotation["KeyRotationEnabled"]:
        problems.append(f"The key {key['KeyId']} is never rotated.")
    elif rotation.get("RotationPeriodInDays", 365) > 365:
        days = rotation["RotationPeriodInDays"]
        problems.append(f"The key {key['KeyId']} is rotated every {days} days, not every year.")
    return problems


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
