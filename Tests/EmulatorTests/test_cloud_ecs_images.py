"""What an image is called, and what is in it."""

import io
import tarfile
from pathlib import Path

import pytest

from cloud.services.ecs.filesystem import Filesystem, listing
from cloud.services.ecs.image import Reference


@pytest.mark.parametrize(
    ("name", "registry", "path", "tag"),
    [
        ("nginx", None, "nginx", None),
        ("nginx:1.27", None, "nginx", "1.27"),
        ("library/nginx", None, "library/nginx", None),
        (
            "public.ecr.aws/xray/aws-xray-daemon:3.x",
            "public.ecr.aws",
            "xray/aws-xray-daemon",
            "3.x",
        ),
        ("localhost:5000/a/b", "localhost:5000", "a/b", None),
        ("127.0.0.1:5000/backend-flask:week6", "127.0.0.1:5000", "backend-flask", "week6"),
    ],
)
def test_name_is_taken_apart(name, registry, path, tag):
    assert Reference.read(name)[:3] == (registry, path, tag)


@pytest.mark.parametrize(
    "name", ["", "Nginx", "a b", "nginx:", "nginx@sha256:abc", "/nginx", "a//b"]
)
def test_what_names_no_image_is_none(name):
    assert Reference.read(name) is None


def test_private_image_tells_its_account_and_region():
    name = Reference.read("123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:b")
    assert (name.private, name.account, name.region) == (True, "123456789012", "eu-west-1")
    assert not Reference.read("public.ecr.aws/a/b").private


def layer(folder: Path, name: str, *members: tuple) -> Path:
    """Each member is a path, then its mode or where it links to."""
    place = folder / name
    place.mkdir()
    with tarfile.open(place / "data", "w:gz") as archive:
        for path, what in members:
            member = tarfile.TarInfo(path)
            if isinstance(what, str):
                member.type, member.linkname = tarfile.SYMTYPE, what
            else:
                member.mode = what
            archive.addfile(member, io.BytesIO())
    return place / "data"


def found(*layers: Path):
    files = Filesystem(list(layers))
    return lambda name: files.program(name, ["/usr/local/bin", "/bin"], "/srv")


def test_program_is_looked_for_along_the_path(tmp_path):
    program = found(layer(tmp_path, "a", ("bin/sh", 0o755), ("usr/local/bin/sh", 0o755)))
    assert program("sh") == "/usr/local/bin/sh"
    assert program("bash") is None


def test_program_with_a_slash_is_where_it_says(tmp_path):
    program = found(layer(tmp_path, "a", ("srv/bin/run", 0o755), ("bin/run", 0o755)))
    assert program("bin/run") == "/srv/bin/run"
    assert program("/bin/run") == "/bin/run"


def test_file_that_nobody_may_run_is_no_program(tmp_path):
    assert found(layer(tmp_path, "a", ("bin/data", 0o644)))("data") is None


def test_links_are_followed_also_through_folders(tmp_path):
    program = found(
        layer(
            tmp_path,
            "a",
            ("bin", "usr/bin"),
            ("usr/bin/python3", "python3.11"),
            ("usr/bin/python3.11", 0o755),
            ("usr/bin/broken", "nowhere"),
            ("usr/bin/circle", "circle"),
        )
    )
    assert program("python3") == "/bin/python3"
    assert program("broken") is None
    assert program("circle") is None


def test_what_a_later_layer_takes_away_is_not_there(tmp_path):
    first = layer(tmp_path, "a", ("bin/sh", 0o755), ("opt/x/run", 0o755), ("opt/y/run", 0o755))
    second = layer(tmp_path, "b", ("bin/.wh.sh", 0o644), ("opt/x/.wh..wh..opq", 0o644))
    program = found(first, second)
    assert program("sh") is None
    assert program("/opt/x/run") is None
    assert program("/opt/y/run") == "/opt/y/run"


def test_what_a_later_layer_brings_counts(tmp_path):
    first = layer(tmp_path, "a", ("bin/run", 0o644))
    second = layer(tmp_path, "b", ("bin/run", 0o755))
    assert found(first, second)("run") == "/bin/run"


def test_what_was_found_is_kept_beside_the_layer(tmp_path):
    data = layer(tmp_path, "a", ("bin/sh", 0o755))
    assert found(data)("sh")
    data.unlink()
    listing.cache_clear()
    assert found(data)("sh")
