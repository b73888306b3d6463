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
    if not aws("kms", "get-key-rotation-status", "--key-id", key["KeyId"])["KeyRotationEnabled"]:
        problems.append(f"The key {key['KeyId']} is never rotated.")
    return problems


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
