"""What a first search moves on a large site: a thousand notes of the benchmarks' corpus."""

import gzip
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import expect

from served_site import PROGRAM, ROOT

MOST = 60_000
QUERIES = [
    "task role",
    "retention",
    "retnetion",
    "ertention policy",
    "--network-configuration",
    "con",
    "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve "
    "ref 123456789012.dkr.ecr.us-east-1.amazonaws.com/cruddur:latest: not found",
]


@pytest.fixture(scope="module")
def large_site(tmp_path_factory):
    root = tmp_path_factory.mktemp("large") / "course"
    corpus = ROOT / "Tests/Benchmarks/corpus"
    subprocess.run([sys.executable, "-B", corpus, root, "1000"], check=True)
    subprocess.run(
        [PROGRAM, "build", "--plain", "--root", root],
        env=os.environ | {"LABS_HOME": str(ROOT)},
        check=True,
    )
    return root / "_site"


def test_a_first_search_of_a_large_site_moves_little(visit, large_site):
    home = (large_site / "index.html").as_uri()
    page = visit(home, own=True)
    moved = set()
    page.on("request", lambda request: moved.add(urlsplit(request.url).path))
    weights = {}
    for text in QUERIES:
        page.evaluate("sessionStorage.clear()")
        page.goto(home)
        moved.clear()
        page.keyboard.press("/")
        page.fill(".search-field", text)
        expect(page.locator(".search-title").first).to_be_visible()
        sizes = [len(gzip.compress(Path(url2pathname(path)).read_bytes())) for path in moved]
        assert len(sizes) > 3
        weights[text] = sum(sizes)
    assert {text: weight for text, weight in weights.items() if weight > MOST} == {}
