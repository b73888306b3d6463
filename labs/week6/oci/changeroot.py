"""Run a command in an unpacked image, and tell what it changed. Linux only."""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

Snapshot = dict[str, tuple[Any, ...]]
# Put there for the command, and no part of the image.
BORROWED = ("dev", "proc", "sys", "tmp", "etc/resolv.conf")


def run(
    root: Path,
    command: list[str],
    config: dict[str, Any],
    user: str = "0",
    given: dict[str, str] | None = None,
) -> int:
    """The command's exit status. Its network is this machine's own.

    Its environment is the image's, and what is `given` where the image says nothing.
    """
    if not sys.platform.startswith("linux"):
        sys.exit("skopeo alone runs nothing on this system; start Docker or install buildah.")
    (root / "dev").mkdir(exist_ok=True)
    for name in ("null", "tty"):  # plain files are enough
        (root / "dev" / name).touch()
        (root / "dev" / name).chmod(0o666)
    (root / "tmp").mkdir(exist_ok=True)
    (root / "etc").mkdir(exist_ok=True)
    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")

    group = user.split(":")[-1]
    identity = ["--map-root-user"]
    if os.geteuid() == 0:
        identity = ["--setuid", user.split(":")[0], "--setgid", group]
    place = ["--root", str(root), "--wd", config.get("WorkingDir") or "/"]
    environment = dict(given or {})
    environment |= dict(entry.partition("=")[::2] for entry in config.get("Env") or [])
    return subprocess.run(
        ["unshare", *identity, *place, *command], env=environment, check=False
    ).returncode


def snapshot(root: Path) -> Snapshot:
    found = {}
    for folder, folders, files in os.walk(root):
        for name in folders + files:
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, root)
            if not relative.startswith(BORROWED):
                status = os.lstat(path)
                times = () if os.path.isdir(path) else (status.st_mtime_ns, status.st_size)
                found[relative] = (status.st_mode, status.st_uid, status.st_gid, *times)
    return found


def write_difference(root: Path, before: Snapshot, archive: Path) -> bool:
    """A layer of what is new or changed since; false when nothing is."""
    after = snapshot(root)
    changed = sorted(path for path in after if before.get(path) != after[path])
    gone = sorted(path for path in before if path not in after)
    with tarfile.open(archive, "w") as target:
        for path in changed:
            target.add(root / path, path, recursive=False, filter=owned_by_root)
        for path in gone:
            folder, name = os.path.split(path)
            if folder not in gone:
                target.addfile(tarfile.TarInfo(os.path.join(folder, f".wh.{name}")))
    return bool(changed or gone)


def owned_by_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without root on the building machine there is nobody else to own a file."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member
