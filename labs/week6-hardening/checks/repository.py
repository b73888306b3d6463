#!/usr/bin/env python3
"""Is a repository encrypted with our key, is it ours alone, does it expire what it should?

checks/repository.py encryption REPOSITORY ALIAS
checks/repository.py private REPOSITORY ALIAS
checks/repository.py lifecycle REPOSITORY FILE
"""

import json
import sys
from pathlib import Path
from typing import Any

from shared import REGION, aws, report
from strangers import strangers


def repository(name: str) -> dict[str, Any] | None:
    answer = aws(
        "ecr", "describe-repositories", "--repository-names", name,
        absent="RepositoryNotFoundException",
    )  # fmt: skip
    return answer and answer["repositories"][0]


def encryption(found: dict[str, Any], alias: str) -> list[str]:
    configuration = found["encryptionConfiguration"]
    if configuration["encryptionType"] == "AES256":
        return ["The repository is encrypted with AES256, a key of Amazon S3's; it should be KMS."]
    answer = aws("kms", "describe-key", "--key-id", alias, absent="NotFoundException")
    if answer is None:
        return [f"There is no key with the alias “{alias}” in {REGION}."]
    wanted = answer["KeyMetadata"]["Arn"]
    if configuration["kmsKey"] != wanted:
        return [f"The repository's key is {configuration['kmsKey']}, and {alias} is {wanted}."]
    return []


def private(found: dict[str, Any], alias: str) -> list[str]:
    """Neither the repository's own policy nor the key's lets in anybody from elsewhere."""
    answer = aws(
        "ecr", "get-repository-policy", "--repository-name", found["repositoryName"],
        absent="RepositoryPolicyNotFoundException",
    )  # fmt: skip
    problems = [
        f"The repository's policy lets in {each}, from outside the account."
        for each in (strangers(answer["policyText"]) if answer else [])
    ]
    key = aws("kms", "describe-key", "--key-id", alias, absent="NotFoundException")
    if key is None:
        return [*problems, f"There is no key with the alias “{alias}” in {REGION}."]
    policy = aws(
        "kms", "get-key-policy", "--key-id", key["KeyMetadata"]["KeyId"], "--policy-name", "default"
    )
    return problems + [
        f"The key's policy lets in {each}, from outside the account."
        for each in strangers(policy["Policy"])
    ]


def lifecycle(found: dict[str, Any], file: str) -> list[str]:
    answer = aws(
        "ecr", "get-lifecycle-policy", "--repository-name", found["repositoryName"],
        absent="LifecyclePolicyNotFoundException",
    )  # fmt: skip
    if answer is None:
        return ["The repository has no lifecycle policy: it keeps every image for ever."]
    here = rules(answer["lifecyclePolicyText"])
    there = rules(Path(file).read_text(encoding="utf-8"))
    return [
        *(f"It says, and should not: {text}" for text in here if text not in there),
        *(f"It does not say: {text}" for text in there if text not in here),
    ]


def rules(text: str) -> list[str]:
    """What each rule selects and does, in order of priority; its description only labels it."""
    found = sorted(json.loads(text)["rules"], key=lambda rule: rule["rulePriority"])
    return [json.dumps([rule["selection"], rule["action"]], sort_keys=True) for rule in found]


def findings(aspect: str, name: str, wanted: str) -> list[str]:
    found = repository(name)
    if found is None:
        return [f"There is no repository named “{name}” in {REGION}."]
    ways = {"encryption": encryption, "private": private, "lifecycle": lifecycle}
    return ways[aspect](found, wanted)


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
