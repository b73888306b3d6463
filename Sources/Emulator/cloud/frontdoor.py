"""The registry's door: the OCI distribution API on loopback, as ECR's data plane answers it.

A reverse proxy in the host rather than the registry's own password file and webhooks, since only
something that stands in the way can do what ECR does: refuse a repository that was not created,
refuse to move a tag of an immutable repository, and have the image in `describe-images` by the
time the push returns. Blobs are streamed; manifests (at most 4 MB) go through ECR's PutImage.
"""

import base64
import hmac
import json
import re
import socket
import ssl
from collections.abc import Iterator
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .content import Connection, Content
from .gate import objection
from .images import Images
from .settings import ACCOUNT

NAME = r"[a-z0-9]+(?:[._/-]+[a-z0-9]+)*"
MANIFEST = re.compile(rf"/v2/({NAME})/manifests/([^/?]+)$")
BLOB = re.compile(rf"/v2/({NAME})/blobs/")
TAGS = re.compile(rf"/v2/({NAME})/tags/list$")
LAYER = re.compile(rf"/layers/([0-9a-f]{{64}})/({NAME})/(sha256:[0-9a-f]{{64}})$")

LARGEST_MANIFEST = 4 * 1024 * 1024
TLS_HANDSHAKE = b"\x16"
PIECE = 256 * 1024
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade"}
NOT_FORWARDED = HOP_BY_HOP | {"authorization", "expect", "host"}

#: What PutImage refuses, in the words of the distribution API.
REFUSALS = {
    "ImageTagAlreadyExistsException": (400, "TAG_INVALID"),
    "LayersNotFoundException": (400, "MANIFEST_BLOB_UNKNOWN"),
    "ImageDigestDoesNotMatchException": (400, "DIGEST_INVALID"),
    "RepositoryNotFoundException": (404, "NAME_UNKNOWN"),
    "KmsException": (403, "DENIED"),
}


class FrontDoor(ThreadingHTTPServer):
    """HTTPS, and plain HTTP at the same port: what a client says first shows which."""

    daemon_threads = True

    def __init__(
        self,
        listening: socket.socket,
        images: Images,
        content: Content,
        certificate: ssl.SSLContext,
    ):
        super().__init__(listening.getsockname(), Visit, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.images = images
        self.content = content
        secret = base64.b64encode(f"AWS:{ACCOUNT}-auth-token".encode()).decode()
        self.credentials = f"Basic {secret}"
        self._certificate = certificate

    def finish_request(self, request: socket.socket, client_address: Any) -> None:
        """On the connection's own thread; a client that does not trust us just goes away."""
        request.settimeout(300)
        try:
            if request.recv(1, socket.MSG_PEEK) == TLS_HANDSHAKE:
                with self._certificate.wrap_socket(request, server_side=True) as secured:
                    super().finish_request(secured, client_address)
            else:
                super().finish_request(request, client_address)
        except (OSError, ValueError):
            return


class Visit(BaseHTTPRequestHandler):
    """One client's connection."""

    protocol_version = "HTTP/1.1"
    server: FrontDoor
    # Headers and body of an answer would otherwise wait for each other's acknowledgement.
    disable_nagle_algorithm = True

    def serve(self) -> None:
        self._unread = self._has_body()
        try:
            self._answer()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        except (OSError, HTTPException) as failure:
            self.close_connection = True
            self._refuse(503, "UNAVAILABLE", f"The registry does not answer: {failure}")

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = serve  # noqa: N815

    def log_message(self, format: str, *arguments: Any) -> None:
        pass

    def _answer(self) -> None:
        path = self.path.split("?", 1)[0]
        why_not = objection(self.headers.get("Host", ""), self.headers.get("Origin"))
        if why_not:
            return self._refuse(403, "DENIED", why_not)
        if layer := LAYER.match(path):
            return self._layer(*layer.groups())
        given = self.headers.get("Authorization", "")
        if not hmac.compare_digest(given.encode(), self.server.credentials.encode()):
            return self._ask_for_password()
        if path == "/v2/":
            return self._say(200, b"{}")
        if path == "/v2/_catalog":
            return self._say_json(200, {"repositories": self.server.images.repositories()})
        return self._in_repository(path)

    def _in_repository(self, path: str) -> None:
        place = MANIFEST.match(path) or BLOB.match(path) or TAGS.match(path)
        if not place:
            return self._refuse(404, "UNSUPPORTED", f"There is nothing at {path}.")
        repository = place[1]
        if not self.server.images.exists(repository):
            message = (
                f"The repository with name '{repository}' does not exist "
                f"in the registry with id '{ACCOUNT}'"
            )
            return self._refuse(404, "NAME_UNKNOWN", message)
        if place.re is TAGS:
            tags = self.server.images.tags(repository)
            return self._say_json(200, {"name": repository, "tags": tags})
        if place.re is BLOB:
            return self._relay(self.path)
        if self.command == "PUT":
            return self._push(repository, place[2])
        if self.command == "DELETE":
            return self._delete(repository, place[2])
        return self._pull(repository, place[2])

    def _pull(self, repository: str, reference: str) -> None:
        image = self.server.images.image(repository, reference)
        if not image:
            return self._refuse(404, "MANIFEST_UNKNOWN", "Requested image not found")
        path = f"/v2/{repository}/manifests/{image.digest}"
        return self._relay(path, {"Accept": image.kind})

    def _push(self, repository: str, reference: str) -> None:
        if int(self.headers.get("Content-Length") or 0) > LARGEST_MANIFEST:
            return self._refuse(413, "MANIFEST_INVALID", "A manifest has at most 4 MB.")
        manifest = b"".join(self._body())
        kind = self.headers.get("Content-Type", "")
        try:
            answer = self.server.images.put(repository, reference, kind, manifest.decode())
        except UnicodeDecodeError:
            return self._refuse(400, "MANIFEST_INVALID", "The manifest is not UTF-8.")
        said = answer.json()
        problem = said.get("__type", "").rsplit("#", 1)[-1]
        if answer.code >= 400 and problem != "ImageAlreadyExistsException":
            status, code = REFUSALS.get(problem, (400, "MANIFEST_INVALID"))
            return self._refuse(status, code, said.get("message") or said.get("Message") or problem)
        image = self.server.images.image(repository, reference)
        place = f"/v2/{repository}/manifests/{image.digest}"
        return self._say(201, b"", {"Location": place, "Docker-Content-Digest": image.digest})

    def _delete(self, repository: str, reference: str) -> None:
        if self.server.images.delete(repository, reference).json().get("failures"):
            return self._refuse(404, "MANIFEST_UNKNOWN", "Requested image not found")
        return self._say(202, b"")

    def _layer(self, proof: str, repository: str, digest: str) -> None:
        if not hmac.compare_digest(proof, self.server.content.proof(repository, digest)):
            return self._refuse(403, "DENIED", "The link was not made by this registry.")
        return self._relay(f"/v2/{repository}/blobs/{digest}")

    def _relay(self, path: str, headers: dict[str, str] | None = None) -> None:
        """Asks the registry and passes its answer on, piece by piece in both directions."""
        upstream = Connection()
        try:
            upstream.putrequest(self.command, path, skip_host=True, skip_accept_encoding=True)
            upstream.putheader("Host", self.headers.get("Host", ""))
            for name, value in self.headers.items():
                if name.lower() not in NOT_FORWARDED and name not in (headers or {}):
                    upstream.putheader(name, value)
            for name, value in (headers or {}).items():
                upstream.putheader(name, value)
            if self._is_chunked():
                upstream.putheader("Transfer-Encoding", "chunked")
                upstream.endheaders(self._body(), encode_chunked=True)
            else:
                upstream.endheaders(self._body() if self._unread else None)
            self._pass_on(upstream.getresponse())
        finally:
            upstream.close()

    def _pass_on(self, answer: Any) -> None:
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        sized = answer.getheader("Content-Length") is not None
        empty = self.command == "HEAD" or answer.status in (204, 304)
        if not sized and not empty:
            self.close_connection = True
            self.send_header("Connection", "close")
        self.end_headers()
        while not empty and (piece := answer.read(PIECE)):
            self.wfile.write(piece)

    def _has_body(self) -> bool:
        return self._is_chunked() or int(self.headers.get("Content-Length") or 0) > 0

    def _is_chunked(self) -> bool:
        return "chunked" in self.headers.get("Transfer-Encoding", "").lower()

    def _body(self) -> Iterator[bytes]:
        """The request's body, which can be read once."""
        if self._is_chunked():
            while size := int(self.rfile.readline(99).split(b";")[0], 16):
                yield from self._pieces(size)
                self.rfile.readline(9)
            while self.rfile.readline(9999).strip():
                pass
        else:
            yield from self._pieces(int(self.headers.get("Content-Length") or 0))
        self._unread = False

    def _pieces(self, size: int) -> Iterator[bytes]:
        while size > 0:
            piece = self.rfile.read(min(size, PIECE))
            if not piece:
                raise ConnectionResetError
            size -= len(piece)
            yield piece

    def _ask_for_password(self) -> None:
        realm = f'Basic realm="https://{self.headers["Host"]}/",service="ecr.amazonaws.com"'
        said = {"errors": [{"code": "UNAUTHORIZED", "message": "Not Authorized"}]}
        self._say(401, json.dumps(said).encode(), {"WWW-Authenticate": realm})

    def _refuse(self, status: int, code: str, message: str) -> None:
        self._say_json(status, {"errors": [{"code": code, "message": message}]})

    def _say_json(self, status: int, content: Any) -> None:
        self._say(status, json.dumps(content).encode())

    def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        if self._unread:
            self.close_connection = True
        self.send_response_only(status)
        self.send_header("Docker-Distribution-Api-Version", "registry/2.0")
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
