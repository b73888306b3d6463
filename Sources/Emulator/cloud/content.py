"""What the registry stores, as the emulated ECR uses it: manifests and blobs by digest."""

import hashlib
import hmac
import http.client
import shutil
import socket
from pathlib import Path

from .registry import SOCKET


class Connection(http.client.HTTPConnection):
    """HTTP over the registry's Unix socket; `host` is what the client asked for."""

    def __init__(self, host: str = "registry"):
        super().__init__(host)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(60)
        self.sock.connect(SOCKET)


class Refused(Exception):
    """The registry did not take a manifest, for example since a layer is missing."""


class Content:
    """The registry's content behind one door at `address` (127.0.0.1:PORT)."""

    def __init__(self, root: Path, key: bytes):
        self._root = root / "docker/registry/v2/repositories"
        self._key = key
        self.address = ""

    def store_manifest(self, repository: str, digest: str, kind: str, manifest: bytes) -> None:
        """Raises Refused when the registry lacks something that the manifest names."""
        path = f"/v2/{repository}/manifests/{digest}"
        status, _, body = self._ask("PUT", path, manifest, {"Content-Type": kind})
        if status != 201:
            raise Refused(body.decode(errors="replace"))

    def store_blob(self, repository: str, digest: str, blob: bytes) -> None:
        _, headers, _ = self._ask("POST", f"/v2/{repository}/blobs/uploads/", b"")
        place = headers["Location"].split("/v2/", 1)[1]
        status, _, body = self._ask("PUT", f"/v2/{place}&digest={digest}", blob)
        if status != 201:
            raise Refused(body.decode(errors="replace"))

    def blob_size(self, repository: str, digest: str) -> int | None:
        """In bytes; None when the repository has no such blob."""
        status, headers, _ = self._ask("HEAD", f"/v2/{repository}/blobs/{digest}")
        return int(headers["Content-Length"]) if status == 200 else None

    def blob(self, repository: str, digest: str) -> bytes:
        """Raises Refused when the repository has no such blob."""
        status, _, body = self._ask("GET", f"/v2/{repository}/blobs/{digest}")
        if status != 200:
            raise Refused(body.decode(errors="replace"))
        return body

    def file(self, digest: str) -> Path:
        """Where a blob's bytes are. The registry collects no garbage, so once there they stay."""
        kind, _, name = digest.partition(":")
        return self._root.parent / "blobs" / kind / name[:2] / name / "data"

    def delete_manifest(self, repository: str, digest: str) -> None:
        """Best effort: ECR's own list decides what can be pulled."""
        try:
            self._ask("DELETE", f"/v2/{repository}/manifests/{digest}")
        except (OSError, http.client.HTTPException):
            return

    def forget(self, repository: str) -> None:
        """Takes a repository's links out of the storage; `a/b` lies within `a` and stays."""
        for part in ("_manifests", "_layers", "_uploads"):
            shutil.rmtree(self._root / repository / part, ignore_errors=True)

    def url(self, repository: str, digest: str) -> str:
        """Where a layer can be had without a password, as from ECR's presigned URLs."""
        proof = self.proof(repository, digest)
        return f"http://{self.address}/layers/{proof}/{repository}/{digest}"

    def proof(self, repository: str, digest: str) -> str:
        return hmac.new(self._key, f"{repository}@{digest}".encode(), hashlib.sha256).hexdigest()

    def _ask(
        self, method: str, path: str, body: bytes | None = None, headers: dict | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = Connection()
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()
