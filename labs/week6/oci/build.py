"""Build an image from a Dockerfile without an engine.

Understood are ARG, FROM (one stage), COPY (with --chmod), RUN, CMD and ENTRYPOINT in their
JSON form, ENV and LABEL as NAME=value, WORKDIR, USER and EXPOSE. Anything else is refused.
"""

import json
import platform
import shlex
import string
import sys
import tarfile
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import changeroot
from store import CONFIG, MANIFEST, Store, say

ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


class Build:
    def __init__(self, store: Store, context: Path, arguments: dict[str, str]):
        self.store = store
        self.context = context
        self.arguments = arguments
        self.layers: list[dict[str, Any]] = []
        self.platform: dict[str, Any] = {}
        self.declared: set[str] = set()

    def run(self, dockerfile: Path) -> dict[str, Any]:
        """Returns the image's descriptor."""
        with tempfile.TemporaryDirectory(dir=self.store.folder) as scratch:
            self.scratch = Path(scratch)
            for number, line in instructions(dockerfile.read_text()):
                say(f"STEP {line}")
                word, _, rest = line.partition(" ")
                step = getattr(self, f"do_{word.lower()}", None)
                if step is None:
                    sys.exit(
                        f"{dockerfile}:{number}: “{word}” is not understood here; use buildah."
                    )
                step(rest.strip())
        self.platform["created"] = datetime.now().astimezone().isoformat()
        config = self.store.add_json(self.platform, CONFIG)
        manifest = {"schemaVersion": 2, "mediaType": MANIFEST, "config": config}
        return self.store.add_json({**manifest, "layers": self.layers}, MANIFEST)

    @property
    def config(self) -> dict[str, Any]:
        return self.platform.setdefault("config", {})

    def do_arg(self, text: str) -> None:
        name, _, default = text.partition("=")
        self.arguments.setdefault(name, default)

        self.declared.add(name)

    def do_from(self, text: str) -> None:
        self.declared.clear()
        image = string.Template(text).substitute(self.arguments)
        machine = platform.machine()
        self.platform = {
            "os": "linux",
            "architecture": ARCHITECTURES.get(machine, machine),
            "rootfs": {"type": "layers", "diff_ids": []},
        }
        if image == "scratch":
            return
        if self.store.find(image) is None:
            self.store.pull(image)
        manifest = self.store.json(self.store.find(image)["digest"])
        self.layers = list(manifest["layers"])
        self.platform = self.store.json(manifest["config"]["digest"])
        self.platform.pop("history", None)

    def do_copy(self, text: str) -> None:
        *sources, target = shlex.split(text)
        mode = None
        if sources[0].startswith("--chmod="):
            mode = int(sources.pop(0).partition("=")[2], 8)
        folder = Path(self.config.get("WorkingDir") or "/") / target
        into = len(sources) > 1 or target.endswith("/")
        archive = self.scratch / "layer.tar"
        with tarfile.open(archive, "w") as layer:
            for source in sources:
                path = self.context / source
                place = folder if path.is_dir() or not into else folder / path.name
                name = str(place).lstrip("/") or "."
                layer.add(path, name, filter=lambda member: as_image(member, mode))
        self.add(archive)

    def do_run(self, text: str) -> None:
        root = self.scratch / "root"
        root.mkdir()
        self.store.unpack(self.layers, root)
        before = changeroot.snapshot(root)
        # An ARG that was declared since FROM is in the environment of RUN, and in no image.
        given = {name: self.arguments[name] for name in self.declared}
        status = changeroot.run(root, json.loads(text), self.config, given=given)
        if status:
            sys.exit(f"“{text}” ended with exit status {status}.")
        archive = self.scratch / "layer.tar"
        if changeroot.write_difference(root, before, archive):
            self.add(archive)

    def do_env(self, text: str) -> None:
        for entry in shlex.split(text):
            name = entry.partition("=")[0]
            others = [e for e in self.config.get("Env") or [] if not e.startswith(f"{name}=")]
            self.config["Env"] = [*others, entry]

    def do_label(self, text: str) -> None:
        labels = dict(entry.partition("=")[::2] for entry in shlex.split(text))
        self.config["Labels"] = {**(self.config.get("Labels") or {}), **labels}

    def do_workdir(self, text: str) -> None:
        self.config["WorkingDir"] = str(Path(self.config.get("WorkingDir") or "/") / text)
        folder = tarfile.TarInfo(self.config["WorkingDir"].lstrip("/"))
        folder.type, folder.mode = tarfile.DIRTYPE, 0o755
        archive = self.scratch / "layer.tar"
        with tarfile.open(archive, "w") as layer:
            layer.addfile(folder)
        self.add(archive)

    def do_user(self, text: str) -> None:
        self.config["User"] = text

    def do_expose(self, text: str) -> None:
        port = text if "/" in text else f"{text}/tcp"
        self.config["ExposedPorts"] = {**(self.config.get("ExposedPorts") or {}), port: {}}

    def do_cmd(self, text: str) -> None:
        self.config["Cmd"] = json.loads(text)

    def do_entrypoint(self, text: str) -> None:
        self.config["Entrypoint"] = json.loads(text)

    def add(self, archive: Path) -> None:
        descriptor, content = self.store.add_layer(archive)
        self.layers.append(descriptor)
        self.platform["rootfs"]["diff_ids"].append(content)


def as_image(member: tarfile.TarInfo, mode: int | None) -> tarfile.TarInfo:
    """Owned by root, and with the mode that COPY --chmod gives."""
    member.mode = member.mode if mode is None else mode
    return changeroot.owned_by_root(member)


def instructions(text: str) -> list[tuple[int, str]]:
    """With the line that each is on, from 1; comments and empty lines left out."""
    lines = enumerate(text.splitlines(), start=1)
    return [(n, line.strip()) for n, line in lines if line.strip() and not line.startswith("#")]
