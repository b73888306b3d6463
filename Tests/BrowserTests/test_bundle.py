"""The bundle: unpacked anywhere, it is the whole site, and asks nobody for anything."""

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from served_site import PROGRAM, ROOT, own_course

ADDRESSES = """[...document.querySelectorAll("[href], [src]")].map(
  (element) => element.href || element.src)"""
UNSEEN = """[...document.images].filter(
  (image) => image.loading !== "lazy" && !image.naturalWidth).length"""
PAPER = "getComputedStyle(document.documentElement).backgroundColor"
DARK = "rgb(20, 25, 26)"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The bundle of the course in this folder, from which nothing else is left."""
    root = own_course(tmp_path_factory.mktemp("bundled"))
    archive = tmp_path_factory.mktemp("elsewhere") / "A course.zip"
    subprocess.run(
        [PROGRAM, "build", "--bundle", archive, "--root", root],
        env=os.environ | {"LABS_HOME": str(ROOT)},
        check=True,
        capture_output=True,
    )
    shutil.rmtree(root)
    with zipfile.ZipFile(archive) as file:
        file.extractall(archive.parent / "ünpacked here")
    return archive.parent / "ünpacked here" / "A course"


@pytest.fixture
def asked():
    """What a page asks for. All of it has to be in the bundle."""
    asked = []
    yield asked
    assert asked
    for address in asked:
        assert path_of(address).is_file(), address


@pytest.fixture
def read(visit, unpacked, asked):
    """Opens a page of the bundle."""

    def read(address):
        page = visit("about:blank", own=True)
        page.on("request", lambda request: asked.append(request.url))
        page.goto((unpacked / address).as_uri())
        return page

    return read


def path_of(address: str) -> Path:
    parts = urlsplit(address)
    assert parts.scheme == "file", address
    return Path(unquote(parts.path))


def test_every_page_shows_all_of_itself_and_leads_within(read, unpacked):
    page = read("index.html")
    pages = sorted(unpacked.rglob("*.html"))
    # What is shown for wrong addresses is for hosts: its links begin at the host's root.
    pages.remove(unpacked / "404.html")
    assert len(pages) > 7
    for file in pages:
        page.goto(file.as_uri())
        assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == (
            "sticky"
        ), file
        assert page.evaluate(UNSEEN) == 0, file
        for address in page.evaluate(ADDRESSES):
            if address.startswith("file:"):
                assert path_of(address).is_file(), (file, address)


def test_the_search_finds_and_leads(read, asked):
    page = read("labs/first.html")
    page.keyboard.press("/")
    page.fill(".search-field", "everything")
    expect(page.locator(".search-status")).to_have_text(re.compile(r"^\d+ page"))
    page.locator(".search-title").first.click()
    page.wait_for_url(re.compile(r"/guide/everything\.html"))
    assert any("/assets/search-" in address for address in asked)


def test_the_theme_is_switched_and_kept(read):
    page = read("index.html")
    page.locator("[data-theme-switch]").click()
    page.locator("[data-theme-switch]").click()
    assert page.evaluate(PAPER) == DARK
    page.get_by_role("link", name="everything", exact=True).click()
    page.wait_for_url("**/guide/everything.html")
    assert page.evaluate(PAPER) == DARK
