#!/usr/bin/env python3
"""Is each tag on an image of the base that it was pushed with?

checks/releases.py REPOSITORY TAG=BASE…

An official Python image says in its environment which Python it is; a stand-in says in a label
which image it stands for.
"""

import sys

from shared import REGION, report

from registry import Image, Repository  # isort: skip


def base_of(image: Image) -> str:
    title = (image.config.get("Labels") or {}).get("org.opencontainers.image.title", "")
    return title.removeprefix("stand-in for docker.io/library/python:")


def problem(repository: Repository, tag: str, base: str) -> str | None:
    image = repository.image(tag)
    if image is None:
        return f"There is no image under the tag “{tag}”."
    stand_in = base_of(image)
    if stand_in and stand_in != base:
        return f"Under “{tag}” is python:{stand_in}, and python:{base} was pushed."
    version = image.environment.get("PYTHON_VERSION", "")
    wanted = base.split("-")[0]
    if not stand_in and not f"{version}.".startswith(f"{wanted}."):
        return f"Under “{tag}” is Python {version or 'in no version'}, and {wanted} was pushed."
    return None


def findings(name: str, *pairs: str) -> list[str]:
    repository = Repository.named(name)
    if repository is None:
        return [f"There is no repository named “{name}” in {REGION}."]
    found = (problem(repository, *pair.split("=", 1)) for pair in pairs)
    return [each for each in found if each]


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
