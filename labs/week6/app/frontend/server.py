#!/usr/bin/env python3
"""The front end: four files, and nothing that is not one of them."""

import http.server
import json
import os
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "site"
# A list, not a folder that is searched: what is not named here cannot be asked for.
FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/app.js": ("app.js", "text/javascript; charset=utf-8"),
    "/style.css": ("style.css", "text/css; charset=utf-8"),
}


class Handler(http.server.BaseHTTPRequestHandler):
    server_version = "frontend"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/health-check":
            self.answer(200, b'{"success": true}\n', "application/json")
        elif path in FILES:
            name, kind = FILES[path]
            self.answer(200, (FOLDER / name).read_bytes(), kind)
        else:
            self.answer(404, b"There is no such page.\n", "text/plain; charset=utf-8")

    do_HEAD = do_GET

    def answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, template: str, *values: object) -> None:
        """One line of JSON, as the back end writes them."""
        now = time.strftime("%Y-%m-%dT%H:%M:%S%z")
        print(json.dumps({"time": now, "message": template % values}))


def main() -> None:
    host, port = os.environ.get("HOST", "0.0.0.0"), int(os.environ.get("PORT", "3000"))
    with http.server.ThreadingHTTPServer((host, port), Handler) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.exit(0)


if __name__ == "__main__":
    main()
