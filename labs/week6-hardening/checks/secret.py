#!/usr/bin/env python3
"""Is a secret there, encrypted with our key, closed to strangers, and not with the password that
leaked? No value is ever printed.

checks/secret.py SECRET ALIAS LEAKED
"""

import json
import sys

from shared import REGION, aws, report
from strangers import strangers


def findings(name: str, alias: str, leaked: str) -> list[str]:
    secret = aws(
        "secretsmanager", "describe-secret", "--secret-id", name,
        absent="ResourceNotFoundException",
    )  # fmt: skip
    if secret is None:
        return [f"There is no secret named “{name}” in {REGION}."]
    if secret.get("DeletedDate"):
        return [f"“{name}” is deleted on {secret['DeletedDate']}, unless it is restored."]
    problems = []
    if secret.get("KmsKeyId") not in same_key(alias):
        key = secret.get("KmsKeyId", "the key of AWS, alias/aws/secretsmanager")
        problems.append(f"“{name}” is encrypted with {key}, not with {alias}.")
    policy = aws("secretsmanager", "get-resource-policy", "--secret-id", name).get("ResourcePolicy")
    problems += [
        f"The secret's own policy lets in {each}, from outside the account."
        for each in (strangers(policy) if policy else [])
    ]
    answer = aws("secretsmanager", "get-secret-value", "--secret-id", name)
    return problems + shape(answer.get("SecretString", ""), leaked)


def same_key(alias: str) -> tuple[str, ...]:
    """All that Secrets Manager may call this key."""
    answer = aws("kms", "describe-key", "--key-id", alias, absent="NotFoundException")
    key = answer["KeyMetadata"] if answer else {}
    return alias, key.get("KeyId", ""), key.get("Arn", "")


def shape(text: str, leaked: str) -> list[str]:
    try:
        password = json.loads(text)["password"]
    except (ValueError, KeyError, TypeError):
        return ["Its value is not JSON with the field “password”, which the task definition names."]
    if password == leaked:
        return ["Its password is still the one that was in the task definition."]
    if len(password) < 16:
        return [f"Its password has {len(password)} characters; at least 16 are wanted."]
    return []


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
