"""Whether a container's programs are in its image.

- The definition's entryPoint and command take the place of the image's own; without either nothing
  can be started
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html).
- A program that is not in the image keeps the container from starting
  (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html).
- A container is HEALTHY when its health check's command ends with 0, so that its program has to be
  in the image; CMD-SHELL needs a shell as well
  (https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html).

Simulated: no image is run; a program that is in the image is taken to work.
"""

import shlex
from pathlib import Path
from typing import Any

from ...content import Content
from .failure import START, StartFailure
from .filesystem import Filesystem
from .pull import Pulled

DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SHELL = "/bin/sh"
#: Given a file to run, they fail without it.
INTERPRETERS = ("python", "python3", "sh", "bash", "node", "ruby", "perl")
SHELLS = ("sh", "bash")
COMPRESSED_OTHERWISE = "zstd"


class Programs:
    """The image of one container, and what the container says of it."""

    def __init__(self, definition: dict[str, Any], pulled: Pulled, content: Content):
        self._definition = definition
        self._config = pulled.config
        self._known = not any(COMPRESSED_OTHERWISE in kind for _, kind in pulled.layers)
        paths: list[Path] = [content.file(digest) for digest, _ in pulled.layers]
        self._files = Filesystem(paths if self._known else [])

    def refuse_start(self, override: list[str] | None) -> None:
        """Raises StartFailure unless what the container runs is there."""
        name = self._definition["name"]
        arguments = self._arguments(override)
        if not arguments:
            raise StartFailure(
                "CannotCreateContainerError: Error response from daemon: No command specified", name
            )
        program = arguments[0]
        if not self._known or self._find(program):
            return
        if "/" not in program:
            why = "executable file not found in $PATH"
        elif self._files.is_there(self._place(program)):
            why = "permission denied"
        else:
            why = f"stat {program}: no such file or directory"
        raise StartFailure(f'{START}exec: "{program}": {why}: unknown', name)

    def is_healthy(self, command: list[str]) -> bool:
        """Whether a health check with that `command` can succeed."""
        if not self._known:
            return True
        kind, *arguments = command
        if kind == "CMD-SHELL":
            if not self._find(SHELL):
                return False
            arguments = shlex.split(arguments[0], comments=False)
        return self._runs(arguments)

    def exit_code(self, override: list[str] | None) -> int:
        """What the container's command ends with, where it plainly says so; else 0."""
        program, *rest = self._arguments(override)
        if program.rsplit("/", 1)[-1] in SHELLS and rest[:1] == ["-c"]:
            program, *rest = shlex.split(rest[1]) if rest[1:] else [":"]
        if program == "exit":
            return int(rest[0]) if rest and rest[0].isdecimal() else 0
        return int(program.rsplit("/", 1)[-1] == "false")

    def _runs(self, arguments: list[str]) -> bool:
        program, *rest = arguments
        if program in ("exit", "true", "false", ":"):
            return program in ("true", ":") or rest[:1] in ([], ["0"])
        if not self._find(program):
            return False
        script = rest[0] if rest else "-"
        interpreted = program.rsplit("/", 1)[-1] in INTERPRETERS and not script.startswith("-")
        return not interpreted or self._files.is_there(self._place(script))

    def _arguments(self, override: list[str] | None) -> list[str]:
        entry = self._definition.get("entryPoint")
        command = override or self._definition.get("command")
        if not entry and not command:
            command = self._config.get("Cmd")
        if not entry:
            entry = self._config.get("Entrypoint")
        return [*(entry or []), *(command or [])]

    def _find(self, program: str) -> str | None:
        environment = dict(each.partition("=")[::2] for each in self._config.get("Env") or [])
        environment |= {
            each["name"]: each.get("value", "") for each in self._definition.get("environment", [])
        }
        path = environment.get("PATH") or DEFAULT_PATH
        return self._files.program(program, path.split(":"), self._folder)

    def _place(self, name: str) -> str:
        return name if name.startswith("/") else f"{self._folder}/{name}"

    @property
    def _folder(self) -> str:
        given = self._definition.get("workingDirectory") or self._config.get("WorkingDir")
        return given or "/"
