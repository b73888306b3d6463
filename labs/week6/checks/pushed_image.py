#!/usr/bin/env python3
"""Is an image under this tag, and do ECR and its registry speak of the same one?

checks/pushed_image.py REPOSITORY TAG
"""

import sys

from account import ACCOUNT, REGION, aws, listed, report
from registry import Repository, digest


def findings(name: str, tag: str) -> list[str]:
    repository = Repository.named(name)
    if repository is None:
        return [f"There is no repository named “{name}” in {REGION} of {ACCOUNT}."]

    details = aws("ecr", "describe-images", "--repository-name", name)["imageDetails"]
    image = next((each for each in details if tag in each.get("imageTags", [])), None)
    if image is None:
        tags = listed(tag for each in details for tag in each.get("imageTags", []))
        return [f"ECR has no image tagged “{tag}” in “{name}”; tags there: {tags}."]

    answer = aws(
        "ecr", "batch-get-image", "--repository-name", name, "--image-ids", f"imageTag={tag}"
    )
    served = repository.manifest(tag)
    if served is None:
        return [f"ECR lists “{name}:{tag}”, and its registry does not serve it."]
    problems = []
    if digest(served) != image["imageDigest"]:
        problems.append(
            f"ECR says that “{name}:{tag}” is {image['imageDigest']}, "
            f"and the registry serves {digest(served)}."
        )
    for each in answer["images"]:
        if digest(each["imageManifest"].encode()) != image["imageDigest"]:
            problems.append(f"The manifest that ECR gives for “{name}:{tag}” has another digest.")
    if not answer["images"]:
        problems.append(f"ECR lists “{name}:{tag}”, and gives no manifest for it.")
    return problems


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
