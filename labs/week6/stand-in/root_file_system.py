"""Lay out the smallest root file system in which this Python runs, and a Dockerfile beside it.

    python root_file_system.py FOLDER REQUIREMENTS IMAGE

FOLDER gets `rootfs/` and `Dockerfile`. Run with a Python that has pip and the packages of
REQUIREMENTS installed, in exactly these versions: they are copied, so that pip has nothing to
fetch. Linux only.
"""

import importlib.metadata
import platform
import shutil
import ssl
import subprocess
import sys
import sysconfig
from pathlib import Path

VERSION = f"python{sys.version_info.major}.{sys.version_info.minor}"
UNUSED_MODULES = {
    "test", "tests", "idlelib", "tkinter", "turtledemo", "ensurepip", "lib2to3", "pydoc_data",
    "sqlite3", "curses", "distutils", "site-packages", "dist-packages", "config",
    "EXTERNALLY-MANAGED",
}  # fmt: skip
UNUSED_EXTENSIONS = (
    "_test", "_tkinter", "_ctypes_test", "_sqlite3", "_curses", "_dbm", "_gdbm", "readline",
    "nis", "ossaudiodev", "xx", "_xxtestfuzz",
)  # fmt: skip
DOCKERFILE = """\
FROM scratch
COPY rootfs /
ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
ENV PYTHON_VERSION={version}
LABEL org.opencontainers.image.title="stand-in for {image}"
LABEL labs.stand-in="true"
CMD ["python3"]
"""


def main() -> None:
    folder, requirements, image = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    root = folder / "rootfs"
    copy_standard_library(root)
    copy_packages(root, requirements)
    copy_interpreter(root)
    copy_shared_libraries(root)
    write_system_files(root)
    open_to_everybody(root)
    version = platform.python_version()
    (folder / "Dockerfile").write_text(DOCKERFILE.format(version=version, image=image))


def copy_standard_library(root: Path) -> None:
    source = Path(sysconfig.get_path("stdlib"))

    def ignored(folder: str, names: list[str]) -> set[str]:
        unused = {name for name in names if name in UNUSED_MODULES or name.startswith("config-")}
        if folder.endswith("lib-dynload"):
            unused |= {name for name in names if name.startswith(UNUSED_EXTENSIONS)}
        return unused | {
            name for name in names if name.endswith((".opt-1.pyc", ".opt-2.pyc", ".a"))
        }

    shutil.copytree(source, root / "usr/local/lib" / VERSION, ignore=ignored)


def copy_packages(root: Path, requirements: Path) -> None:
    # Debian's Python looks in dist-packages, everybody else's in site-packages.
    debian = Path(sysconfig.get_path("stdlib"), "site.py").read_text().count("dist-packages") > 0
    target = root / "usr/local/lib" / VERSION / ("dist-packages" if debian else "site-packages")
    for name, version in pinned(requirements):
        installed = importlib.metadata.version(name)
        if version and installed != version:
            sys.exit(f"{name} {installed} is installed here, {requirements} asks for {version}.")
        for file in importlib.metadata.files(name) or []:
            if ".." in file.parts:  # a script beside the packages, such as bin/flask
                continue
            (target / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file.locate(), target / file)


def pinned(requirements: Path) -> list[tuple[str, str]]:
    """pip in any version, and every `name==version` of the file."""
    lines = [line.strip() for line in requirements.read_text().splitlines()]
    pins = [line.partition("==") for line in lines if line and not line.startswith("#")]
    return [("pip", ""), *((name, version) for name, _, version in pins)]


def copy_interpreter(root: Path) -> None:
    folder = root / "usr/local/bin"
    folder.mkdir(parents=True)
    shutil.copy2(interpreter(), folder / VERSION)
    for name in ("python3", "python"):
        (folder / name).symlink_to(VERSION)


def interpreter() -> Path:
    """The program itself, also when this runs in a virtual environment."""
    return Path(getattr(sys, "_base_executable", sys.executable)).resolve()


def copy_shared_libraries(root: Path) -> None:
    """What the interpreter and its extension modules are linked with, and the loader itself."""
    listing = "".join(linked(binary) for binary in [interpreter(), *root.rglob("*.so")])
    libraries = {}
    for line in listing.splitlines():
        name, _, rest = line.strip().partition(" => ")
        path = (rest or name).split(" (")[0].strip()
        if path.startswith("/") and Path(path).exists():
            libraries[Path(name.split(" (")[0]).name] = Path(path)
    default = next(path.parent for name, path in libraries.items() if name.startswith("libc.so"))
    for name, path in libraries.items():
        searched = path.parts[1] in ("lib", "lib64") or path.parts[:3] == ("/", "usr", "lib")
        target = root / str(path.parent if searched else default).lstrip("/") / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path.resolve(), target)


def linked(binary: Path) -> str:
    return subprocess.run(["ldd", binary], capture_output=True, text=True, check=False).stdout


def write_system_files(root: Path) -> None:
    etc = root / "etc"
    etc.mkdir()
    (etc / "passwd").write_text(
        "root:x:0:0:root:/root:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n"
    )
    (etc / "group").write_text("root:x:0:\nnogroup:x:65534:\n")
    (etc / "os-release").write_text('ID=labs-stand-in\nPRETTY_NAME="Labs stand-in"\n')
    certificates = ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt"
    if Path(certificates).exists():
        (etc / "ssl/certs").mkdir(parents=True)
        shutil.copy(certificates, etc / "ssl/certs/ca-certificates.crt")
    for name in ("root", "tmp", "proc", "sys", "dev", "run"):
        (root / name).mkdir(exist_ok=True)


def open_to_everybody(root: Path) -> None:
    """What was private to the user of this machine has to be readable for the user of the image."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
    (root / "tmp").chmod(0o1777)


if __name__ == "__main__":
    main()
