"""Every page, looked at by axe in both themes, and at every width, under the strict policy."""

import pytest

import axe

PAGES = [
    "index.html",
    "guide/index.html",
    "guide/everything.html",
    "guide/long.html",
    "guide/blocks.html",
    "guide/short.html",
    "labs/index.html",
    "labs/first.html",
    "404.html",
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_wrong(visit, site, address, theme):
    page = visit(site.url(address), theme=theme)
    page.evaluate("document.querySelectorAll('details').forEach((details) => details.open = true)")
    assert axe.violations(page) == []


def test_axe_finds_nothing_wrong_on_a_narrow_screen(visit, site):
    page = visit(site.url("index.html"), width=360, height=640)
    found = {}
    for address in ["guide/everything.html", "guide/blocks.html", "labs/first.html"]:
        page.goto(site.url(address))
        found[address] = axe.violations(page)
    assert not any(found.values()), found
