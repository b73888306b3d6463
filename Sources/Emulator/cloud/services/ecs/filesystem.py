"""What is in an image: its files, from the tables of contents of its layers.

To go through a layer takes a second for 150 MB, so what was found is kept beside the layer. A layer
never changes.
"""

import functools
import json
import posixpath
import stat
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...folder import write_whole

KEPT = "listing"
WHITEOUT = ".wh."
OPAQUE = ".wh..wh..opq"
#: As many symbolic links as Linux follows.
MOST_LINKS = 40


class Entry(NamedTuple):
    mode: int
    #: Where a symbolic link leads; None for anything else.
    link: str | None
    is_folder: bool


@functools.lru_cache(maxsize=64)
def listing(layer: Path) -> dict[str, Entry]:
    """By their paths from the root, without the first slash."""
    kept = layer.with_name(KEPT)
    try:
        return {name: Entry(*entry) for name, entry in json.loads(kept.read_bytes()).items()}
    except (FileNotFoundError, ValueError):
        found = read(layer)
        write_whole(kept, json.dumps(found).encode())
        return found


def read(layer: Path) -> dict[str, Entry]:
    found = {}
    with tarfile.open(layer, mode="r|*") as archive:
        for member in archive:
            name = posixpath.normpath(member.name).lstrip("/")
            link = member.linkname if member.issym() else None
            found[name] = Entry(member.mode, link, member.isdir())
            for folder in folders_of(name):
                found.setdefault(folder, Entry(0o755, None, True))
    return found


def folders_of(name: str) -> Iterator[str]:
    """A layer need not name the folders that its files are in."""
    while name := posixpath.dirname(name):
        yield name


class Filesystem:
    """The layers on top of one another, the lowest first."""

    def __init__(self, layers: list[Path]):
        self._entries: dict[str, Entry] = {}
        for layer in layers:
            self._add(listing(layer))

    def program(self, name: str, path: list[str], folder: str) -> str | None:
        """Where the program is, in one of `path`'s folders or at its own place; None if not."""
        if "/" in name:
            places = [posixpath.join("/", folder, name)]
        else:
            places = [posixpath.join("/", each, name) for each in path]
        return next((place for place in places if self.is_executable(place)), None)

    def is_there(self, place: str) -> bool:
        return self._resolve(place) is not None

    def is_executable(self, place: str) -> bool:
        entry = self._resolve(place)
        anybody = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH
        return entry is not None and not entry.is_folder and bool(entry.mode & anybody)

    def _add(self, layer: dict[str, Entry]) -> None:
        for name in layer:
            folder, file = posixpath.split(name)
            if file == OPAQUE:
                self._take_away(folder + "/")
            elif file.startswith(WHITEOUT):
                gone = posixpath.join(folder, file.removeprefix(WHITEOUT))
                self._entries.pop(gone, None)
                self._take_away(gone + "/")
        for name, entry in layer.items():
            if not posixpath.basename(name).startswith(WHITEOUT):
                self._entries[name] = entry

    def _take_away(self, beginning: str) -> None:
        for name in [name for name in self._entries if name.startswith(beginning)]:
            del self._entries[name]

    def _resolve(self, place: str, links: int = MOST_LINKS) -> Entry | None:
        """What is at the place, when every link on the way is followed."""
        done = ""
        parts = [part for part in posixpath.normpath(place).split("/") if part]
        for index, part in enumerate(parts):
            done = posixpath.join(done, part)
            entry = self._entries.get(done)
            if entry is None:
                return None
            if entry.link is not None:
                if links == 0:
                    return None
                target = posixpath.join("/", posixpath.dirname(done), entry.link)
                return self._resolve(posixpath.join(target, *parts[index + 1 :]), links - 1)
        return self._entries.get(done)
