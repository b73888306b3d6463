"""Images on disk, as an OCI image layout that skopeo copies from and to.

https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md
"""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

MANIFEST = "application/vnd.oci.image.manifest.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
LAYER = "application/vnd.oci.image.layer.v1.tar+gzip"
NAME = "org.opencontainers.image.ref.name"


class Store:
    def __init__(self, folder: Path):
        self.folder = folder
        self.blobs = folder / "blobs/sha256"
        self.index = folder / "index.json"
        if not self.index.exists():
            self.blobs.mkdir(parents=True, exist_ok=True)
            (folder / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')
            self._write([])

    def pull(self, image: str) -> None:
        """Raises CalledProcessError when it cannot be had; skopeo has said why."""
        plain = ["--src-tls-verify=false"] if is_loopback(image) else []
        command = ["skopeo", "copy", "--quiet", "--override-os", "linux", *plain]
        subprocess.run([*command, f"docker://{image}", self._oci(image)], check=True)

    def push(self, image: str) -> None:
        plain = ["--dest-tls-verify=false"] if is_loopback(image) else []
        command = ["skopeo", "copy", "--quiet", *plain]
        subprocess.run([*command, self._oci(image), f"docker://{image}"], check=True)

    def find(self, image: str) -> dict[str, Any] | None:
        """The image's descriptor."""
        return next((d for d in self._read() if d["annotations"].get(NAME) == key(image)), None)

    def tag(self, descriptor: dict[str, Any], image: str) -> None:
        others = [d for d in self._read() if d["annotations"].get(NAME) != key(image)]
        self._write([*others, {**descriptor, "annotations": {NAME: key(image)}}])

    def remove(self, image: str) -> None:
        """Forgets the name, and every blob that only it needed."""
        self._write([d for d in self._read() if d["annotations"].get(NAME) != key(image)])
        needed = set()
        for descriptor in self._read():
            manifest = self.json(descriptor["digest"])
            parts = [descriptor, manifest["config"], *manifest["layers"]]
            needed |= {part["digest"].removeprefix("sha256:") for part in parts}
        for blob in self.blobs.iterdir():
            if blob.name not in needed:
                blob.unlink()

    def json(self, digest: str) -> dict[str, Any]:
        return json.loads(self.path(digest).read_bytes())

    def path(self, digest: str) -> Path:
        return self.blobs / digest.removeprefix("sha256:")

    def add_json(self, value: dict[str, Any], media_type: str) -> dict[str, Any]:
        content = json.dumps(value, sort_keys=True).encode()
        digest = hashlib.sha256(content).hexdigest()
        (self.blobs / digest).write_bytes(content)
        return {"mediaType": media_type, "digest": f"sha256:{digest}", "size": len(content)}

    def add_layer(self, archive: Path) -> tuple[dict[str, Any], str]:
        """Takes an uncompressed tar; returns its descriptor and the digest of its content."""
        compressed = archive.with_suffix(".gz")
        with (
            archive.open("rb") as plain,
            compressed.open("wb") as file,
            gzip.GzipFile("", "wb", 1, file, mtime=0) as target,
        ):
            shutil.copyfileobj(plain, target, 1 << 20)
        content, digest = file_digest(archive), file_digest(compressed)
        size = compressed.stat().st_size
        os.replace(compressed, self.path(digest))
        return {"mediaType": LAYER, "digest": digest, "size": size}, content

    def unpack(self, layers: list[dict[str, Any]], root: Path) -> None:
        """Lays the layers over each other; a file `.wh.name` takes the lower `name` away."""
        for layer in layers:
            with tarfile.open(self.path(layer["digest"])) as archive:
                for member in archive:
                    folder, name = os.path.split(member.name)
                    if name == ".wh..wh..opq":
                        shutil.rmtree(root / folder, ignore_errors=True)
                    elif name.startswith(".wh."):
                        remove(root / folder / name.removeprefix(".wh."))
                    else:
                        if not member.isdir():
                            remove(root / member.name)
                        archive.extract(member, root)

    def _oci(self, image: str) -> str:
        return f"oci:{self.folder}:{key(image)}"

    def _read(self) -> list[dict[str, Any]]:
        return json.loads(self.index.read_text())["manifests"]

    def _write(self, descriptors: list[dict[str, Any]]) -> None:
        self.index.write_text(json.dumps({"schemaVersion": 2, "manifests": descriptors}))


def key(image: str) -> str:
    """A name that a layout takes; like Docker's, it has the tag latest when it has none."""
    named = image if re.search(r":[^/]+$", image) else f"{image}:latest"
    return re.sub(r"[^A-Za-z0-9.]+", "-", named)


def is_loopback(image: str) -> bool:
    return image.startswith("127.0.0.1:")


def file_digest(file: Path) -> str:
    sha256 = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(1 << 20):
            sha256.update(piece)
    return f"sha256:{sha256.hexdigest()}"


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.is_symlink() or path.exists():
        path.unlink()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
