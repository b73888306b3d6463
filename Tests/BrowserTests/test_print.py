"""On paper: the text and nothing to click."""

import pytest


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(visit, site, request):
    page = visit(site.url("labs/first.html"), width=700, scripts=request.param)
    page.emulate_media(media="print")
    return page


def test_nothing_to_click_is_printed(page):
    clicked = ".bar, .skip, nav, button, .anchor, label, progress, input:not(.tasks input)"
    assert page.locator(clicked).filter(visible=True).count() == 0


def test_what_is_folded_is_printed_open(page):
    words = page.locator("details :is(p, pre, dd)")
    assert words.count() > 5
    assert (
        page.locator("article details:not(.marks) :is(p, pre, dd)").filter(visible=False).count()
        == 0
    )


def test_addresses_of_links_to_elsewhere_are_printed(visit, site):
    page = visit(site.url("guide/everything.html"))
    page.emulate_media(media="print")
    after = "(link) => getComputedStyle(link, '::after').content"
    elsewhere = page.locator("article p a[href^=http]").first.evaluate(after)
    assert "https://example.org/a/rather/long/address" in elsewhere
    assert page.locator("article p a[href='long.html']").first.evaluate(after) == "none"


def test_wide_code_and_tables_are_not_cut(visit, site):
    page = visit(site.url("guide/everything.html"), width=560)
    page.emulate_media(media="print")
    cut = """() => [...document.querySelectorAll("pre, .table")]
      .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.textContent)"""
    assert page.evaluate(cut) == []


def test_words_in_tables_are_printed_whole(visit, site):
    page = visit(site.url("guide/everything.html"), width=700)
    page.emulate_media(media="print")
    lines = """() => [...document.querySelectorAll("th")].map((cell) => {
      const range = new Range();
      range.selectNodeContents(cell);
      const lines = new Set([...range.getClientRects()].map((box) => box.top)).size;
      return [cell.textContent, lines, cell.textContent.split(" ").length];
    }).filter(([_, lines, words]) => lines > words)"""
    assert page.evaluate(lines) == []


def test_a_page_becomes_a_document(visit, site):
    page = visit(site.url("guide/everything.html"))
    assert page.pdf(format="A4").startswith(b"%PDF-")
