"""Everything that can be clicked can be reached, seen and used from the keyboard."""

from itertools import pairwise

import pytest

PAGES = ["index.html", "guide/everything.html", "guide/blocks.html", "labs/first.html"]

# What a Tab key should stop at: everything that can have the focus and is shown.
STOPS = """() => [...document.querySelectorAll(
    "a[href], button, input, select, summary, [tabindex]")]
  .filter((stop) => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility()
    && !(stop.type === "file"))
  .length"""

# The parts of a page, in the order in which a reader goes through them.
PARTS = [".skip", ".bar", ".side", ".toc", "article", ".foot"]

# Gives each element that gets the focus a number, so that it is known again.
FOCUS = """(parts) => {
  const stop = document.activeElement;
  if (stop === document.body || stop === document.documentElement) return null;
  window.stops = window.stops || new Map();
  if (!window.stops.has(stop)) window.stops.set(stop, window.stops.size);
  const style = getComputedStyle(stop);
  const box = stop.getBoundingClientRect();
  const edge = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
  const scroller = stop.closest(".side, .toc");
  return {
    number: window.stops.get(stop),
    part: parts.findIndex((part) => stop.closest(part)),
    top: scrollY + (stop.closest(".code") || stop).getBoundingClientRect().top,
    name: stop.outerHTML.slice(0, 120),
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isCut: scroller !== null && getComputedStyle(scroller).overflowX !== "visible"
      && box.left - edge < scroller.getBoundingClientRect().left,
    isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0,
    isCovered: stop.closest(".bar, .side, .toc, .skip") === null
      && box.bottom <= document.querySelector(".bar").getBoundingClientRect().bottom,
  };
}"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", PAGES)
def test_tab_reaches_everything_in_order_and_shows_where_it_is(visit, site, address, width):
    page = visit(site.url(address), width=width, reduced_motion="reduce")
    seen = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS, PARTS)
        if stop is None or stop["number"] < len(seen):
            break
        seen.append(stop)
    assert len(seen) >= page.evaluate(STOPS)
    assert [stop["name"] for stop in seen if not stop["isMarked"] or stop["isCut"]] == []
    assert [stop["name"] for stop in seen if not stop["isInView"] or stop["isCovered"]] == []
    parts = [stop["part"] for stop in seen]
    assert parts == sorted(parts)
    text = [stop for stop in seen if PARTS[stop["part"]] == "article"]
    assert [stop["name"] for last, stop in pairwise(text) if stop["top"] < last["top"] - 8] == []


def test_the_first_tab_offers_to_skip_to_the_text(visit, site):
    page = visit(site.url("guide/everything.html"))
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the text")
    assert link.evaluate("(link) => link === document.activeElement")
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page.main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_wide_code_and_tables_scroll_from_the_keyboard(visit, site):
    page = visit(site.url("guide/everything.html"), width=360)
    for wide in ["article pre", "article .table"]:
        box = page.locator(wide).first
        box.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(box) => box.scrollLeft > 0", arg=box.element_handle())


def test_what_can_be_pressed_is_large_enough(visit, site):
    small = """() => [...document.querySelectorAll(
        "button, input, select, summary, nav a, .card")]
      .filter((target) => target.checkVisibility() && !target.closest("label"))
      .map((target) => [target.getBoundingClientRect(), target.outerHTML.slice(0, 120)])
      .filter(([box]) => box.width < 24 || box.height < 24)
      .map(([box, html]) => `${Math.round(box.width)} × ${Math.round(box.height)}: ${html}`)"""
    page = visit(site.url("index.html"), width=360)
    found = []
    for address in PAGES:
        page.goto(site.url(address))
        found += page.evaluate(small)
    assert found == []
