#!/usr/bin/env python3
"""Is the image under this tag a Python base image of the version that its tag claims?

checks/python_base.py REPOSITORY TAG

The stand-in that the lab builds where no container hub is reached has this machine's version of
Python. It says so in a label, and is taken on the emulated target only.
"""

import os
import sys
from collections.abc import Iterator

from account import report
from registry import Image, Repository

PROGRAMS = "usr/local/bin/"


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
    interpreter = f"{PROGRAMS}python{'.'.join(version.split('.')[:2]) or '3'}"
    if not holds(image, interpreter):
        problems.append(f"No layer of the image holds {interpreter}.")
    return problems + [f"{each}, as no base image does." for each in application(image)]


def holds(image: Image, program: str) -> bool:
    """Looks at the last layers first: they are the small ones."""
    layers = reversed(range(len(image.layers)))
    return any(
        member.name.removeprefix("./") == program
        for layer in layers
        for member, _ in image.files(layer)
    )


def application(image: Image) -> Iterator[str]:
    """What shows that an application is in it: a base image starts Python, and nothing else."""
    start = [*(image.config.get("Entrypoint") or []), *(image.config.get("Cmd") or [])]
    if start != ["python3"]:
        yield f"The image starts “{' '.join(start)}”"
    if image.config.get("ExposedPorts"):
        yield f"The image uses port {', '.join(image.config['ExposedPorts'])}"


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
