#!/usr/bin/env python3
"""Is the image the application, built from our base image and set up to run without root?

checks/backend_image.py base|settings|files REPOSITORY TAG BASE_REPOSITORY BASE_TAG
"""

import sys
from pathlib import Path

from account import report
from registry import Image, Repository

SOURCE = Path("app/backend-flask")
FOLDER = "/backend-flask"
FILES = ("app.py", "requirements.txt", "bin/health-check")
ENVIRONMENT = {"FLASK_APP": "app.py", "FLASK_RUN_HOST": "0.0.0.0", "FLASK_RUN_PORT": "4567"}


def base_findings(image: Image, base: Image) -> list[str]:
    """An image begins with the layers of the image that its Dockerfile begins with."""
    count = len(base.contents)
    if image.contents[:count] != base.contents:
        return ["The image does not begin with the layers of our base image: what is its FROM?"]
    if len(image.contents) == count:
        return ["The image is the base image itself: nothing was added to it."]
    return []


def settings_findings(image: Image, base: Image) -> list[str]:
    problems = []
    user = (image.config.get("User") or "").split(":")[0]
    if user in ("", "0", "root"):
        problems.append(f"The image runs as root: its user is “{user}”.")
    found = image.config.get("Cmd")
    if image.config.get("Entrypoint") or found != ["python3", "-m", "flask", "run"]:
        problems.append(f"The image starts {image.config.get('Entrypoint') or ''}{found}.")
    if "4567/tcp" not in (image.config.get("ExposedPorts") or {}):
        problems.append("The image does not say that it uses port 4567.")
    if image.config.get("WorkingDir") != FOLDER:
        problems.append(f"The image works in “{image.config.get('WorkingDir')}”, not “{FOLDER}”.")
    for name, value in ENVIRONMENT.items():
        if image.environment.get(name) != value:
            problems.append(f"{name} is “{image.environment.get(name, '')}”, not “{value}”.")
    extra = image.environment.keys() - base.environment.keys() - ENVIRONMENT.keys()
    secret = [n for n in sorted(extra) if any(w in n for w in ("KEY", "SECRET", "TOKEN", "URL"))]
    if secret:
        problems.append(f"Secrets do not belong in an image: {', '.join(secret)}.")
    return problems


def files_findings(image: Image, base: Image) -> list[str]:
    """The newest of each file counts, as it does in a container."""
    newest = {}
    for layer in range(len(base.layers), len(image.layers)):
        for member, content in image.files(layer):
            newest["/" + member.name.removeprefix("./")] = (member, content)
    problems = []
    for name in FILES:
        member, content = newest.get(f"{FOLDER}/{name}", (None, None))
        if member is None:
            problems.append(f"The image has no {FOLDER}/{name}.")
        elif content != (SOURCE / name).read_bytes():
            problems.append(f"{FOLDER}/{name} is not {SOURCE / name} as it is now: build it again.")
        elif name.startswith("bin/") and not member.mode & 0o111:
            problems.append(f"{FOLDER}/{name} cannot be executed.")
    return problems


def findings(aspect: str, name: str, tag: str, base_name: str, base_tag: str) -> list[str]:
    images = []
    for each, its_tag in ((name, tag), (base_name, base_tag)):
        repository = Repository.named(each)
        image = repository and repository.image(its_tag)
        if image is None:
            return [f"There is no image “{each}:{its_tag}”."]
        images.append(image)
    examine = {"base": base_findings, "settings": settings_findings, "files": files_findings}
    if aspect != "base" and base_findings(*images):
        return base_findings(*images)
    return examine[aspect](*images)


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
