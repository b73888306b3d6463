"""The images of the lab as they are in ECR: their names, their digests and their processor."""

import functools
import os

from account import REGION, aws, listed, report
from registry import ARCHITECTURE


@functools.cache
def names() -> dict[str, str]:
    """The names of the two images and their processor, as bin/task-definition fills them in."""
    repositories = aws("ecr", "describe-repositories")["repositories"]
    uris = {each["repositoryName"]: each["repositoryUri"] for each in repositories}
    missing = {"backend-flask", "frontend"} - uris.keys()
    if missing:
        report([f"There is no repository {listed(missing)} in {REGION}."])
    return {
        # As the images that are built on this machine have it.
        "CPU_ARCHITECTURE": {"arm64": "ARM64"}.get(ARCHITECTURE, "X86_64"),
        "BACKEND_IMAGE": f"{uris['backend-flask']}:{os.environ['BACKEND_TAG']}",
        "FRONTEND_IMAGE": f"{uris['frontend']}:{os.environ['FRONTEND_TAG']}",
    }


@functools.cache
def digests() -> dict[str, str]:
    """By an image's name and tag, what its tag stands for at this moment."""
    found = {}
    for image in (names()["BACKEND_IMAGE"], names()["FRONTEND_IMAGE"]):
        uri, _, tag = image.rpartition(":")
        answer = aws(
            "ecr", "describe-images", "--repository-name", uri.partition("/")[2],
            "--image-ids", f"imageTag={tag}", absent="ImageNotFoundException",
        )  # fmt: skip
        if answer:
            found[image] = answer["imageDetails"][0]["imageDigest"]
    return found
