"""One call without the host: the plain CLI, with the guard of checks when it is asked for."""

import os

from cli import guard
from cli.script import Script


def call(plain: str, arguments: list[str]) -> None:
    """Ends the process with the CLI's exit code."""
    script = Script(plain)
    if os.environ.get("LABS_READ_ONLY") == "1":
        guard.install()
    os._exit(script.run([os.fsencode(argument) for argument in arguments]))
