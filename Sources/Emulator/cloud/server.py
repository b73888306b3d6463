"""The HTTP server of the AWS API, and the host's own few paths under `/_labs/`."""

import json
import socket
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import BaseWSGIServer, make_server

from .call import Call, Unreadable
from .emulation import Emulation
from .gate import objection
from .inventory import inventory
from .lifetime import Lifetime, wait_for_end
from .settings import LOOPBACK


class QuietHandler(MotoRequestHandler):
    """Speaks HTTP/1.1, for requests in chunks, and writes no line for each."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *_: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is no HTTP, or too long for it, gets no page either."""
        body = json.dumps({"message": message or explain or "This is no request."}).encode()
        self.send_response(code, None)
        self.send_header("Connection", "close")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


ENDING = {"message": "The emulator is ending."}


class Front:
    """The WSGI application: `/_labs/…` is the host's, everything else is an AWS call."""

    def __init__(
        self,
        emulation: Emulation,
        lifetime: Lifetime,
        token: str,
        health: Callable[[], dict[str, Any]],
        kept: Callable[[], None],
    ):
        self._emulation = emulation
        self._lifetime = lifetime
        self._token = token
        self._health = health
        self._kept = kept

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        why_not = objection(environ.get("HTTP_HOST", ""), environ.get("HTTP_ORIGIN"))
        if why_not:
            return _say(start_response, "403 Forbidden", {"message": why_not})
        path = environ["PATH_INFO"]
        if path.startswith("/_labs/"):
            return self._own(path, environ, start_response)
        if path.startswith("/moto-api"):
            message = "The emulated cloud is emptied by `labs emulator reset`."
            return _say(start_response, "403 Forbidden", {"message": message})
        try:
            call = Call.read(environ)
        except Unreadable as failure:
            content = {"__type": "IncompleteBody", "message": str(failure)}
            return _say(start_response, "400 Bad Request", content)
        answer = self._emulation.answer(call)
        headers = [(name, value) for name, value in answer.headers if name.lower() != "connection"]
        start_response(answer.status, headers)
        return [answer.body]

    def _own(self, path: str, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        if path == "/_labs/health":
            health = self._health()
            status = "200 OK" if health["healthy"] else "503 Service Unavailable"
            return _say(start_response, status, health)
        if environ.get("HTTP_X_LABS_TOKEN") != self._token:
            return _say(start_response, "403 Forbidden", {"message": "The token is wrong."})
        if path == "/_labs/keep":
            if not self._lifetime.keep():
                return _say(start_response, "503 Service Unavailable", ENDING)
            self._kept()
            return _say(start_response, "200 OK", {"lifetime": self._lifetime.name})
        if path == "/_labs/inventory":
            with self._emulation.turn:
                self._emulation.passing.catch_up()
                return _say(start_response, "200 OK", inventory())
        if path == "/_labs/hold":
            if not self._lifetime.hold():
                return _say(start_response, "503 Service Unavailable", ENDING)
            return self._hold(environ["werkzeug.socket"], start_response)
        return _say(start_response, "404 Not Found", {"message": f"There is no {path}."})

    def _hold(self, connection: socket.socket, start_response: Callable) -> Iterable[bytes]:
        """The connection has been counted as a holder; it is one until it is closed."""
        try:
            start_response("200 OK", [("Content-Type", "text/plain")])
            yield b"held\n"
            wait_for_end(connection)
        finally:
            self._lifetime.let_go()


def serve(listening: socket.socket, front: Front) -> BaseWSGIServer:
    """A threaded server on a socket that listens already; `serve_forever` runs it."""
    port = listening.getsockname()[1]
    return make_server(
        LOOPBACK,
        port,
        front,
        threaded=True,
        request_handler=QuietHandler,
        fd=listening.fileno(),
    )


def _say(start_response: Callable, status: str, content: dict[str, Any]) -> list[bytes]:
    body = json.dumps(content).encode()
    start_response(
        status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    )
    return [body]
