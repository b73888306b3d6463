"""The contents of the page follow the reader."""

import pytest

CURRENT = ".toc [aria-current]"
LINKS = "[...document.querySelectorAll('.toc a')].map((link) => link.textContent)"


@pytest.fixture
def page(visit, site):
    return visit(site.url("guide/long.html"), height=700, reduced_motion="reduce")


def shown(page):
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page.locator(CURRENT).all_inner_texts()


def test_at_the_top_the_first_part_is_marked(page):
    assert shown(page) == ["Section 1"]


def test_a_heading_at_the_top_of_the_window_is_marked(page):
    for name in ["Section 2", "Part 2.2", "Section 5", "Section 3"]:
        page.evaluate(
            """(name) => {
              const heads = [...document.querySelectorAll("h2, h3")];
              const heading = heads.find((heading) => heading.textContent === name);
              scrollTo(0, heading.getBoundingClientRect().top + scrollY - 90);
            }""",
            name,
        )
        assert shown(page) == [name]


def test_every_part_has_its_turn_down_to_the_end(page):
    seen = page.evaluate(
        """async () => {
          const seen = [];
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          for (let top = 0; top < document.documentElement.scrollHeight; top += 60) {
            scrollTo(0, top);
            await frame();
            await frame();
            for (const link of document.querySelectorAll(".toc [aria-current]")) {
              if (seen.at(-1) !== link.textContent) seen.push(link.textContent);
            }
          }
          return seen;
        }"""
    )
    assert seen == page.evaluate(LINKS)


def test_a_link_to_a_part_marks_it_even_at_the_end_of_the_page(page):
    for name in page.evaluate(LINKS)[-3:]:
        page.locator(".toc a", has_text=name).click()
        assert shown(page) == [name]


def test_the_marked_link_is_always_in_view(visit, site):
    page = visit(site.url("guide/long.html"), height=320, reduced_motion="reduce")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    shown(page)
    box = page.locator(CURRENT).bounding_box()
    assert 0 <= box["y"] <= 320 - box["height"]


def test_the_navigation_begins_at_the_page_that_is_read(visit, site):
    page = visit(site.url("guide/short.html"), height=300)
    box = page.locator(".side [aria-current]").bounding_box()
    assert 0 <= box["y"] <= 300 - box["height"]
    assert page.evaluate("scrollY") == 0
