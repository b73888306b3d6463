#!/usr/bin/env python3
"""Put the back end's address into the files that the browser gets.

    REACT_APP_BACKEND_URL=https://api.example.com python3 build.py FOLDER

The name of the variable is the one that front ends made with React have for it.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

PLACE = "@BACKEND_URL@"


def main() -> None:
    address = os.environ.get("REACT_APP_BACKEND_URL", "")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        sys.exit(
            f"REACT_APP_BACKEND_URL is “{address}”. "
            "Give --build-arg REACT_APP_BACKEND_URL=https://HOST, without a path."
        )
    script = Path(sys.argv[1], "app.js")
    text = script.read_text(encoding="utf-8")
    if PLACE not in text:
        sys.exit(f"{script} has no {PLACE} to put the address in the place of.")
    script.write_text(text.replace(PLACE, address.rstrip("/")), encoding="utf-8")
    print(f"The browser will ask {address}")


if __name__ == "__main__":
    main()
