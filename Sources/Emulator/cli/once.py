"""One call without the host: the plain CLI, with the guard of checks or the ledger of scripts."""

import os

from cli import aliases, endpoints, guard
from cli.ledger import recorder
from cli.script import Script


def call(plain: str, arguments: list[str]) -> None:
    """Ends the process with the CLI's exit code."""
    script = Script(plain)
    aliases.leave_out_if_emulated()
    endpoints.keep_to_the_set_one()
    if os.environ.get("LABS_READ_ONLY") == "1":
        guard.install()
    if ledger := os.environ.get("LABS_LEDGER"):
        recorder.install(ledger)
    os._exit(script.run([os.fsencode(argument) for argument in arguments]))
