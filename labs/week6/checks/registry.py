"""A repository's data plane: the manifests and blobs that its registry serves.

The protocol is the OCI distribution specification's; Amazon ECR takes HTTP basic authentication
with the user AWS and the password that `aws ecr get-login-password` prints.
"""

import base64
import functools
import hashlib
import json
import platform
import subprocess
import sys
import tarfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any, BinaryIO

from account import aws

MANIFESTS = (
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
)
INDEXES = (
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)
# Bytes; the application's own files are far smaller.
SMALL = 100_000
ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())


class Repository:
    """One repository of the account; :meth:`named` finds it."""

    def __init__(self, uri: str):
        host, _, path = uri.partition("/")
        self.loopback = host.startswith("127.0.0.1:")
        self.base = f"{'http' if self.loopback else 'https'}://{host}/v2/{path}"

    @classmethod
    def named(cls, name: str) -> "Repository | None":
        described = aws(
            "ecr", "describe-repositories", "--repository-names", name,
            absent="RepositoryNotFoundException",
        )  # fmt: skip
        return described and cls(described["repositories"][0]["repositoryUri"])

    def manifest(self, reference: str) -> bytes | None:
        """As it is stored, byte for byte; None when there is none."""
        try:
            with self._get(f"manifests/{reference}", ", ".join(MANIFESTS + INDEXES)) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise

    def image(self, tag: str) -> "Image | None":
        """The image under the tag; of several platforms, this machine's or the first for Linux."""
        manifest = self.manifest(tag)
        if manifest is None:
            return None
        content = json.loads(manifest)
        if content.get("manifests"):
            linux = [m for m in content["manifests"] if m.get("platform", {}).get("os") == "linux"]
            linux.sort(key=lambda m: m["platform"].get("architecture") != ARCHITECTURE)
            if not linux:
                return None
            content = json.loads(self.manifest(linux[0]["digest"]) or b"{}")
        return Image(self, content)

    def blob(self, digest: str) -> BinaryIO:
        return self._get(f"blobs/{digest}")

    def _get(self, path: str, accept: str = "*/*") -> Any:
        request = urllib.request.Request(f"{self.base}/{path}", headers={"Accept": accept})
        # Blobs are served from storage that refuses a second kind of authentication.
        request.add_unredirected_header("Authorization", authorization())
        proxies = urllib.request.ProxyHandler({} if self.loopback else None)
        try:
            return urllib.request.build_opener(proxies).open(request, timeout=20)
        except urllib.error.HTTPError:
            raise
        except OSError as problem:
            sys.exit(f'Could not connect to the endpoint URL: "{self.base}/{path}": {problem}')


class Image:
    """One platform's image: its configuration and its layers, the base's first."""

    def __init__(self, repository: Repository, manifest: dict[str, Any]):
        self.repository = repository
        self.layers = [layer["digest"] for layer in manifest["layers"]]
        with repository.blob(manifest["config"]["digest"]) as blob:
            self.platform = json.load(blob)
        self.config: dict[str, Any] = self.platform.get("config") or {}
        self.environment = dict(entry.partition("=")[::2] for entry in self.config.get("Env") or [])
        # Of the layers' contents, so the same however they were compressed.
        self.contents: list[str] = self.platform["rootfs"]["diff_ids"]

    def files(self, layer: int) -> Iterator[tuple[tarfile.TarInfo, bytes | None]]:
        """Every member of a layer, small files with their content."""
        with (
            self.repository.blob(self.layers[layer]) as blob,
            tarfile.open(fileobj=blob, mode="r|*") as archive,
        ):
            for member in archive:
                small = member.isfile() and member.size < SMALL
                yield member, archive.extractfile(member).read() if small else None

    @property
    def architecture(self) -> str:
        return str(self.platform.get("architecture"))

    def paths(self, since: int = 0) -> list[str]:
        """Of everything that is in any layer, also what a higher one takes away again."""
        layers = range(since, len(self.layers))
        members = (member for layer in layers for member, _ in self.files(layer))
        return sorted({"/" + member.name.removeprefix("./") for member in members})

    def newest_files(self, since: int = 0) -> dict[str, tuple[tarfile.TarInfo, bytes | None]]:
        """By path, as a container has them: of each file the one in the highest layer.

        `since` leaves out as many layers at the bottom. What a layer takes away is not there: its
        file `.wh.NAME` hides NAME of the layers below, `.wh..wh..opq` all that is in its folder.
        """
        newest: dict[str, tuple[tarfile.TarInfo, bytes | None]] = {}
        for layer in range(since, len(self.layers)):
            added, hidden = {}, []
            for member, content in self.files(layer):
                folder, _, name = ("/" + member.name.removeprefix("./")).rpartition("/")
                if name.startswith(".wh."):
                    hidden.append(f"{folder}/{name.removeprefix('.wh.').removeprefix('.wh..opq')}")
                else:
                    added[f"{folder}/{name}"] = (member, content)
            newest = {
                path: each for path, each in newest.items() if not is_in(path, hidden)
            } | added
        return newest


def is_in(path: str, places: list[str]) -> bool:
    """Whether the path is one of the places, or lies below one."""
    return any(path == each or path.startswith(f"{each.rstrip('/')}/") for each in places)


@functools.cache
def authorization() -> str:
    login = subprocess.run(
        ["aws", "ecr", "get-login-password"], capture_output=True, text=True, check=False
    )
    if login.returncode != 0:
        sys.stderr.write(login.stderr)
        sys.exit(login.returncode)
    return "Basic " + base64.b64encode(f"AWS:{login.stdout.strip()}".encode()).decode()


def digest(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()
