"""One AWS API call as data: named, judged, written down, made again."""

import base64
import io
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from .settings import LOOPBACK, REGION

#: Operations that begin so only read (AWS's naming, in every service).
READS = re.compile(
    r"(Describe|Get|List|BatchGet|BatchCheck|Head|Search|Lookup|Select|Query|Scan|Filter|"
    r"Discover|Validate|Simulate|Check|Count|Estimate|Preview|View|Test)"
)
#: … and these create something all the same.
READS_BY_NAME_ONLY = {"GetId", "GetOpenIdToken", "GetOpenIdTokenForDeveloperIdentity"}
#: They may wait, for a message or for another call of their own, so they cannot be made one at a
#: time. They are not kept: a message that was in flight is delivered again, as SQS may do anyway.
WAITING = {"ReceiveMessage", "Invoke", "InvokeAsync", "StartSyncExecution"}

KEPT_KEYS = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "RAW_URI", "REQUEST_URI",
             "CONTENT_TYPE", "CONTENT_LENGTH")  # fmt: skip
NOT_KEPT = ("HTTP_X_AMZ_SECURITY_TOKEN", "HTTP_COOKIE", "HTTP_HOST", "HTTP_EXPECT",
            "HTTP_AMZ_SDK_INVOCATION_ID", "HTTP_AMZ_SDK_REQUEST",
            "HTTP_TRANSFER_ENCODING", "HTTP_CONNECTION", "HTTP_ACCEPT_ENCODING")  # fmt: skip
SCOPE = re.compile(r"Credential=[^/,\s]+/\d+/([^/]+)/([^/]+)/aws4_request")


class Answer(NamedTuple):
    #: As in `200 OK`.
    status: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def code(self) -> int:
        return int(self.status.split(" ", 1)[0])

    def json(self) -> dict[str, Any]:
        return json.loads(self.body or b"{}")


class Unreadable(Exception):
    """A request broke off, or does not say where it ends."""


class Call:
    """A request that was read to its end; `variables` are the WSGI (CGI) ones."""

    def __init__(self, variables: dict[str, Any], body: bytes):
        self.variables = variables
        self.body = body
        self.service, self.region = self._scope()
        self.operation = self._operation()

    @classmethod
    def read(cls, environ: dict[str, Any]) -> "Call":
        """From a server's environment, whose input is read. Raises Unreadable."""
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
            ends = environ.get("wsgi.input_terminated")
            body = environ["wsgi.input"].read(*([] if ends else [length]))
        except (ValueError, OSError) as failure:
            raise Unreadable(str(failure)) from failure
        if length < 0 or not ends and len(body) < length:
            raise Unreadable(
                "You did not provide the number of bytes specified by the Content-Length HTTP "
                "header"
            )
        return cls({**environ, "CONTENT_LENGTH": str(len(body))}, body)

    @classmethod
    def json(cls, service: str, region: str, target: str, content: dict[str, Any]) -> "Call":
        """A call that the emulator makes by itself, in the JSON protocol."""
        body = json.dumps(content).encode()
        scope = f"Credential=labs/20260101/{region}/{service}/aws4_request"
        variables = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/",
            "QUERY_STRING": "",
            "RAW_URI": "/",
            "REQUEST_URI": "/",
            "CONTENT_TYPE": "application/x-amz-json-1.1",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_X_AMZ_TARGET": target,
            "HTTP_AUTHORIZATION": f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=none",
        }
        return cls(variables, body)

    @property
    def name(self) -> str:
        """`logs.CreateLogGroup`, or `s3.PUT /bucket` where the protocol names no operation."""
        path = self.variables["PATH_INFO"]
        method = self.variables["REQUEST_METHOD"]
        return f"{self.service}.{self.operation or f'{method} {path}'}"

    @property
    def waits(self) -> bool:
        return self.operation in WAITING or self.variables["PATH_INFO"].endswith("/invocations")

    @property
    def only_reads(self) -> bool:
        if self.operation and self.operation not in READS_BY_NAME_ONLY:
            return bool(READS.match(self.operation))
        return self.variables["REQUEST_METHOD"] in ("GET", "HEAD", "OPTIONS")

    def to_record(self) -> dict[str, Any]:
        """What is needed to make the call again: no signature, session token or cookie."""
        kept = {
            key: value
            for key, value in self.variables.items()
            if key in KEPT_KEYS or (key.startswith(("HTTP_", "moto.")) and key not in NOT_KEPT)
        }
        if scope := SCOPE.search(kept.get("HTTP_AUTHORIZATION", "")):
            kept["HTTP_AUTHORIZATION"] = f"AWS4-HMAC-SHA256 {scope[0]}, Signature=none"
        return {"variables": kept, "body": base64.b64encode(self.body).decode()}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "Call":
        return cls(record["variables"], base64.b64decode(record["body"]))

    def answered_by(self, application: Callable, port: int) -> Answer:
        """Makes the call; whatever `application` raises is the caller's to handle."""
        environ = {
            "SERVER_NAME": LOOPBACK,
            "SERVER_PORT": str(port),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": f"{LOOPBACK}:{port}",
            "SCRIPT_NAME": "",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **{key: value for key, value in self.variables.items() if ".input" not in key},
            "wsgi.input": io.BytesIO(self.body),
        }
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        began: list[Any] = []

        def start_response(status: str, headers: list, failure: Any = None) -> Callable:
            began[:] = [status, headers]
            return lambda data: None

        chunks = application(environ, start_response)
        try:
            body = b"".join(chunks)
        finally:
            getattr(chunks, "close", lambda: None)()
        return Answer(began[0], began[1], body)

    def _scope(self) -> tuple[str, str]:
        if found := SCOPE.search(self.variables.get("HTTP_AUTHORIZATION", "")):
            return found[2].lower(), found[1]
        if self.body.startswith(b"Action=AssumeRoleWith"):
            return "sts", REGION
        query = parse_qs(self.variables.get("QUERY_STRING", ""))
        credential = query.get("X-Amz-Credential", [""])[0].split("/")
        return (credential[3].lower(), credential[2]) if len(credential) == 5 else ("s3", REGION)

    def _operation(self) -> str | None:
        if target := self.variables.get("HTTP_X_AMZ_TARGET"):
            return target.rsplit(".", 1)[-1]
        if found := re.match(r"/service/[^/]+/operation/(\w+)$", self.variables["PATH_INFO"]):
            return found[1]
        form = self.variables.get("QUERY_STRING", "")
        if self.variables.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
            form = self.body.decode(errors="replace")
        found = re.search(r"(?:^|&)Action=(\w+)", form)
        return found[1] if found else None
