#!/usr/bin/env python3
"""Which back end do the browser's files in the front end's image ask?

checks/baked_url.py REPOSITORY TAG HOST
"""

import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

from account import report
from registry import Repository

SCRIPT = "/frontend/site/app.js"
SOURCE = Path(__file__).resolve().parent.parent / "app/frontend/site/app.js"
ADDRESS = re.compile(r"""^const BACKEND_URL = ["'`](.*)["'`];$""", re.MULTILINE)


def problem(found: str, host: str) -> str | None:
    """What is wrong with an address, the most telling thing first."""
    parts = urlsplit(found)
    if not found:
        return "no address at all: the browser would ask the front end's own host"
    if found.startswith("@"):
        return "no address: build.py did not run"
    if parts.hostname != host:
        return f"another host, “{parts.hostname}”"
    if parts.scheme != "https":
        return f"“{parts.scheme}”, and a page that came by https may not ask that way"
    if parts.netloc != host:
        return f"“{parts.netloc}”; the load balancer listens on 443, which nobody has to name"
    if found != f"https://{host}":
        return f"“{found.removeprefix(f'https://{host}')}” too much at its end"
    return None


def findings(name: str, tag: str, host: str) -> list[str]:
    repository = Repository.named(name)
    image = repository and repository.image(tag)
    if image is None:
        return [f"There is no image “{name}:{tag}”."]
    _, content = image.newest_files().get(SCRIPT, (None, None))
    baked = content and ADDRESS.search(content.decode())
    if not baked:
        return [f"The image has no {SCRIPT} with a BACKEND_URL in it: is it the front end?"]
    wrong = problem(baked[1], host)
    if wrong is None:
        written = content.decode().replace(baked[1], "@BACKEND_URL@")
        same = written == SOURCE.read_text(encoding="utf-8")
        return [] if same else [f"{SCRIPT} is not app/frontend/site/app.js as it is now."]
    return [f"{SCRIPT} asks “{baked[1]}”, expected “https://{host}”: it has {wrong}."]


if __name__ == "__main__":
    report(findings(*sys.argv[1:]))
