#!/usr/bin/env python3
"""Is the image under this tag a Python base image of the version that its tag claims?

checks/python_base.py REPOSITORY TAG

The stand-in that the lab builds where no container hub is reached has this machine's version of
Python. It says so in a label, and is taken on the emulated target only.
"""

import os
import sys

from account import report
from registry import Image, Repository

INTERPRETER = ("usr/local/bin/python3", "usr/local/bin/python")


def findings(name: str, tag: str) -> list[str]:
    repository = Repository.named(name)
    image = repository and repository.image(tag)
    if image is None:
        return [f"There is no image “{name}:{tag}”."]
    problems = []
    kind = f"{image.platform.get('os')}/{image.platform.get('architecture')}"
    if kind not in ("linux/amd64", "linux/arm64"):
        problems.append(f"The image is for {kind}; Fargate runs linux/amd64 and linux/arm64.")

    version = image.environment.get("PYTHON_VERSION", "")
    wanted = tag.split("-")[0]
    stand_in = (image.config.get("Labels") or {}).get("labs.stand-in") == "true"
    if not version:
        problems.append("The image names no PYTHON_VERSION, as Python images do: what was pushed?")
    elif stand_in and os.environ.get("LABS_TARGET") != "emulated":
        problems.append("The image is the lab's stand-in; a real account needs the real image.")
    elif not stand_in and f"{version}.".removeprefix(f"{wanted}.") == f"{version}.":
        problems.append(f"The image holds Python {version}, its tag says {wanted}.")
    if not has_interpreter(image):
        problems.append(f"No layer of the image holds {INTERPRETER[0]}.")
    return problems


def has_interpreter(image: Image) -> bool:
    """Looks at the last layers first: they are the small ones."""
    layers = reversed(range(len(image.layers)))
    return any(
        member.name.removeprefix("./") in INTERPRETER
        for layer in layers
        for member, _ in image.files(layer)
    )


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
