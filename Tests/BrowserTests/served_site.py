"""A course that the real program builds, and that its own server shows under the strict policy."""

import os
import re
import shutil
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / ".build/release/labs"
READY = re.compile(r"http://127\.0\.0\.1:\d+/")


class ServedSite:
    """`labs serve` for a course, from `with` until its end.

    As it will be published, or `live`: as its author sees it while writing.
    """

    def __init__(self, root: Path, *, live: bool = False, port: int = 0):
        self.root = root
        self.options = ["--plain", "--port", str(port)] + ([] if live else ["--once"])

    def __enter__(self):
        self.process = subprocess.Popen(
            [PROGRAM, "serve", *self.options, "--root", self.root],
            env=os.environ | {"LABS_HOME": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = []
        for line in self.process.stdout:
            said.append(line)
            if ready := READY.search(line):
                self.address = ready[0]
                threading.Thread(target=self.process.stdout.read, daemon=True).start()
                return self
        raise AssertionError(f"The site was not served:\n{''.join(said)}")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)

    @property
    def folder(self) -> Path:
        """What was built, for reading without a server."""
        return self.root / ".labs/preview"

    def url(self, address: str) -> str:
        return self.address + address

    def file_url(self, address: str) -> str:
        return (self.folder / address).as_uri()

    def pages(self) -> list[str]:
        """Every page's address."""
        pages = self.folder.rglob("*.html")
        return sorted(str(page.relative_to(self.folder)) for page in pages)


def copy_of_the_course(folder: Path) -> Path:
    for name in ["content", "labs"]:
        shutil.copytree(ROOT / name, folder / name, symlinks=True)
    return folder


def own_course(folder: Path) -> Path:
    shutil.copytree(Path(__file__).parent / "course", folder, dirs_exist_ok=True)
    return folder
