"""The software of an image, read from its layers: what the package managers wrote down there.

Of a file that is in several layers the last one counts, and a file `.wh.name` takes `name` away
(https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#whiteouts).
"""

import io
import json
import posixpath
import re
import tarfile
from collections.abc import Callable, Iterator
from email import message_from_string
from typing import NamedTuple

#: The files that tell of software; everything else in a layer is passed over.
TELLING = re.compile(
    r"etc/os-release|usr/lib/os-release|var/lib/dpkg/status|var/lib/dpkg/status\.d/[^/]+"
    r"|lib/apk/db/installed|.*\.(?:dist-info/METADATA|egg-info/PKG-INFO)"
)


class Package(NamedTuple):
    #: As advisories name them: `debian:12`, `alpine:3.18`, `pypi`.
    ecosystem: str
    #: Of a system's package the source that it was built from: advisories are about sources.
    name: str
    version: str
    path: str


class Software(NamedTuple):
    #: `debian`, and so on; empty where no file says so, as in an image from scratch.
    system: str
    release: str
    packages: list[Package]


class Unreadable(Exception):
    """A layer is compressed in a way that Python does not know."""


def software(manifest: str, blob: Callable[[str], bytes]) -> Software:
    """`blob` gives a layer by its digest. Raises Unreadable."""
    files: dict[str, str] = {}
    for layer in json.loads(manifest)["layers"]:
        lay_over(files, blob(layer["digest"]))
    release = dict(assignments(files.get("etc/os-release") or files.get("usr/lib/os-release", "")))
    system, version = release.get("ID", ""), release.get("VERSION_ID", "")
    # Debian's releases are told apart by one number, Alpine's by two.
    parts = version.split(".")[: 2 if system in ("alpine", "ubuntu") else 1]
    ecosystem = f"{system}:{'.'.join(parts)}"
    found = {package for path, text in files.items() for package in packages(path, text, ecosystem)}
    return Software(system, version, sorted(found))


def lay_over(files: dict[str, str], layer: bytes) -> None:
    try:
        with tarfile.open(fileobj=io.BytesIO(layer), mode="r|*") as archive:
            for member in archive:
                path = posixpath.normpath(member.name.lstrip("/"))
                folder, name = posixpath.split(path)
                if name == ".wh..wh..opq":
                    forget(files, folder)
                elif name.startswith(".wh."):
                    forget(files, posixpath.join(folder, name.removeprefix(".wh.")))
                elif member.isfile() and TELLING.fullmatch(path):
                    files[path] = archive.extractfile(member).read().decode(errors="replace")
    except tarfile.TarError as failure:
        raise Unreadable(str(failure)) from failure


def forget(files: dict[str, str], path: str) -> None:
    for known in [known for known in files if known == path or known.startswith(f"{path}/")]:
        del files[known]


def assignments(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, equals, value = line.partition("=")
        if equals:
            yield name.strip(), value.strip().strip("\"'")


def packages(path: str, text: str, ecosystem: str) -> Iterator[Package]:
    if path.startswith("var/lib/dpkg/"):
        yield from of_dpkg(path, text, ecosystem)
    elif path == "lib/apk/db/installed":
        yield from of_apk(path, text, ecosystem)
    elif path.endswith(("/METADATA", "/PKG-INFO")):
        fields = message_from_string(text)
        if fields["Name"] and fields["Version"]:
            name = re.sub(r"[-_.]+", "-", fields["Name"]).lower()
            yield Package("pypi", name, fields["Version"], path)


def of_dpkg(path: str, text: str, ecosystem: str) -> Iterator[Package]:
    for stanza in re.split(r"\n\s*\n", text):
        fields = message_from_string(stanza.strip())
        # A package of the folder status.d has no status: it is there because it is installed.
        if not fields["Package"] or not (fields["Status"] or "installed").endswith("installed"):
            continue
        source = re.fullmatch(r"(\S+)(?: \((.+)\))?", fields["Source"] or fields["Package"])
        yield Package(ecosystem, source[1], source[2] or fields["Version"], path)


def of_apk(path: str, text: str, ecosystem: str) -> Iterator[Package]:
    for stanza in text.split("\n\n"):
        fields = dict(line.partition(":")[::2] for line in stanza.splitlines())
        if "P" in fields:
            yield Package(ecosystem, fields.get("o", fields["P"]), fields["V"], path)
