#!/usr/bin/env python3
"""Is an image the application, built from our base image and set up to run without root?

checks/built_image.py base|settings|files REPOSITORY TAG BASE_REPOSITORY BASE_TAG
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from tarfile import TarInfo

from account import report
from private import is_private, is_private_file, is_root
from registry import ARCHITECTURE, Image, Repository


@dataclass(frozen=True)
class Application:
    """What its Dockerfile makes of it; :attr:`files` are copied as they are."""

    source: Path
    folder: str
    port: int
    command: list[str]
    environment: dict[str, str]
    #: Variables that are as well left out.
    usual: dict[str, str]
    files: tuple[str, ...]


APPLICATIONS = {
    "backend-flask": Application(
        Path("app/backend-flask"),
        "/backend-flask",
        4567,
        ["python3", "-m", "flask", "run"],
        {"FLASK_APP": "app.py", "FLASK_RUN_HOST": "0.0.0.0", "FLASK_RUN_PORT": "4567"},
        {"FLASK_DEBUG": "0"},  # the debugger runs whatever a visitor types
        ("app.py", "requirements.txt", "bin/health-check"),
    ),
    "frontend": Application(
        Path("app/frontend"),
        "/frontend",
        3000,
        ["python3", "server.py"],
        {"PORT": "3000"},
        {"HOST": "0.0.0.0"},
        ("server.py", "bin/health-check", "site/index.html", "site/style.css"),
    ),
}


def base_findings(image: Image, base: Image, _: Application) -> list[str]:
    """An image begins with the layers of the image that its Dockerfile begins with."""
    count = len(base.contents)
    if image.contents[:count] != base.contents:
        return ["The image does not begin with the layers of our base image: what is its FROM?"]
    if len(image.contents) == count:
        return ["The image is the base image itself: nothing was added to it."]
    return []


def settings_findings(image: Image, base: Image, wanted: Application) -> list[str]:
    problems = []
    user = image.config.get("User") or ""
    if is_root(user):
        problems.append(f"The image runs as root: its user is “{user}”.")
    if image.architecture != ARCHITECTURE:
        problems.append(f"The image is for {image.architecture}; this machine is {ARCHITECTURE}.")
    found = image.config.get("Cmd")
    if image.config.get("Entrypoint") or found != wanted.command:
        problems.append(f"The image starts {image.config.get('Entrypoint') or ''}{found}.")
    if f"{wanted.port}/tcp" not in (image.config.get("ExposedPorts") or {}):
        problems.append(f"The image does not say that it uses port {wanted.port}.")
    if image.config.get("WorkingDir") != wanted.folder:
        problems.append(
            f"The image works in “{image.config.get('WorkingDir')}”, not “{wanted.folder}”."
        )
    for name, value in (wanted.environment | wanted.usual).items():
        found = image.environment.get(name, wanted.usual.get(name, ""))
        if found != value:
            problems.append(f"{name} is “{found}”, not “{value}”.")
    extra = image.environment.items() - base.environment.items()
    secret = sorted(name for name, value in extra if is_private(name, value))
    if secret:
        problems.append(f"Secrets do not belong in an image: {', '.join(secret)}.")
    return problems


def files_findings(image: Image, base: Image, wanted: Application) -> list[str]:
    newest = image.newest_files(since=len(base.layers))
    problems = []
    for name in wanted.files:
        member, content = newest.get(f"{wanted.folder}/{name}", (None, None))
        source = wanted.source / name
        if member is None:
            problems.append(f"The image has no {wanted.folder}/{name}.")
        elif content != source.read_bytes():
            problems.append(f"{wanted.folder}/{name} is not {source} as it is now: build it again.")
        elif not allows(member, image, READ):
            problems.append(f"{wanted.folder}/{name} cannot be read by the image's user.")
        elif name.startswith("bin/") and not allows(member, image, EXECUTE):
            problems.append(f"{wanted.folder}/{name} cannot be executed by the image's user.")
    return problems + [
        f"A layer of the image holds {path}, for whoever can pull it."
        for path in image.paths(since=len(base.layers))
        if is_private_file(path)
    ]


READ, EXECUTE = 0o4, 0o1


def allows(member: TarInfo, image: Image, what: int) -> bool:
    """As its owner, as one of its group, or as everybody else."""
    user, _, group = (image.config.get("User") or "").partition(":")
    if user == str(member.uid):
        return bool(member.mode & what << 6)
    return bool(member.mode & (what << 3 if group == str(member.gid) else what))


def findings(aspect: str, name: str, tag: str, base_name: str, base_tag: str) -> list[str]:
    images = []
    for each, its_tag in ((name, tag), (base_name, base_tag)):
        repository = Repository.named(each)
        image = repository and repository.image(its_tag)
        if image is None:
            return [f"There is no image “{each}:{its_tag}”."]
        images.append(image)
    wanted = APPLICATIONS[name]
    examine = {"base": base_findings, "settings": settings_findings, "files": files_findings}
    return base_findings(*images, wanted) or examine[aspect](*images, wanted)


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
