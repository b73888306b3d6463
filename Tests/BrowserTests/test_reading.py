"""A page is readable at every size, without scripts, from a file and on paper."""

import pytest

from test_every_page import PAGES

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [320, 360, 768])
def test_no_page_has_to_be_scrolled_sideways(visit, site, width):
    page = visit(site.url("index.html"), width=width)
    for address in PAGES:
        page.goto(site.url(address))
        page.evaluate(
            "document.querySelectorAll('details').forEach((details) => details.open = true)"
        )
        assert page.evaluate(WIDER) == 0, address


def test_a_narrow_window_has_its_bar_on_one_line(visit, course):
    page = visit(course.url("index.html"), width=360)
    tops = page.locator(".bar > *:visible").evaluate_all(
        "(parts) => parts.map((part) => part.getBoundingClientRect())"
        ".map((box) => Math.round(box.top + box.height / 2))"
    )
    assert len(tops) == 3
    assert len(set(tops)) == 1


def test_the_lines_of_a_task_begin_beside_its_box(visit, site):
    page = visit(site.url("guide/everything.html"), width=320)
    task = page.locator(".tasks label").first
    task.evaluate("(label) => label.append(' and more of it'.repeat(20))")
    lefts = task.evaluate("(label) => [...label.getClientRects()].map((line) => line.left)")
    box = task.locator("input").bounding_box()
    assert len(lefts) > 2
    assert min(lefts[1:]) >= box["x"] + box["width"]


@pytest.mark.parametrize("width", [360, 600, 768, 1440])
def test_what_explains_a_program_has_most_of_the_line(visit, course, width):
    page = visit(course.url("labs/week6.html"), width=width)
    narrow = """() => [...document.querySelectorAll(".facts dd")]
      .filter((words) => words.checkVisibility()
        && words.offsetWidth < words.parentElement.offsetWidth / 2)
      .map((words) => words.textContent)"""
    assert page.evaluate(narrow) == []


def test_the_head_of_a_tall_table_stays_while_its_rows_scroll_both_ways(visit, site):
    page = visit(site.url("guide/everything.html"), width=800, reduced_motion="reduce")
    table = page.locator("article .table").first
    rows = "(table) => { const body = table.querySelector('tbody'); " + (
        "for (let more = 0; more < 6; more += 1) body.append(...body.cloneNode(true).children); }"
    )
    table.evaluate(rows)
    table.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    for moved in ["scrollTop", "scrollLeft"]:
        page.wait_for_function(f"(table) => table.{moved} > 0", arg=table.element_handle())
    top = table.bounding_box()["y"]
    assert abs(table.locator("th").first.bounding_box()["y"] - top) <= 1
    assert table.bounding_box()["height"] < 900


def test_what_a_row_is_about_stays_while_a_narrow_matrix_scrolls(visit, site):
    page = visit(site.url("guide/blocks.html"), width=320)
    table = page.locator(".matrix .table")
    heads = table.locator("tr > :first-child")
    places = [head.bounding_box()["x"] for head in heads.all()]
    table.evaluate("(table) => { table.scrollLeft = 100 }")
    assert table.evaluate("(table) => table.scrollLeft") > 20
    assert [head.bounding_box()["x"] for head in heads.all()] == places


def test_nothing_of_a_table_stands_over_the_bar(visit, site):
    page = visit(site.url("guide/blocks.html"), width=768, reduced_motion="reduce")
    head = page.locator(".matrix thead th").first
    page.evaluate("(top) => scrollTo(0, top)", head.bounding_box()["y"] - 10)
    box = head.bounding_box()
    on_top = "([x, y]) => document.elementFromPoint(x, y).closest('.bar') !== null"
    assert page.evaluate(on_top, [box["x"] + 20, box["y"] + 15])


@pytest.mark.parametrize("width", [640, 1280])
def test_text_of_twice_the_size_still_fits(visit, site, width):
    page = visit(site.url("index.html"), width=width)
    for address in PAGES:
        page.goto(site.url(address))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(WIDER) == 0, address


def test_lines_are_no_longer_than_an_eye_can_follow(visit, site):
    page = visit(site.url("guide/long.html"), width=1920)
    letters = page.evaluate(
        """() => {
          const words = document.querySelector("article h2").parentElement.nextElementSibling;
          const range = document.createRange();
          range.selectNodeContents(words);
          return words.textContent.length / new Set(
            [...range.getClientRects()].map((box) => Math.round(box.top))).size;
        }"""
    )
    assert 45 <= letters <= 90


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("address", PAGES)
def test_without_scripts_everything_is_there_and_nothing_is_dead(visit, site, address, width):
    page = visit(site.url(address), width=width, scripts=False)
    assert (
        page.locator("button:visible, select:visible, input:not([disabled]):visible").count() == 0
    )
    if page.locator("nav.side summary").is_visible():
        page.locator("nav.side summary").click()
    assert page.locator("nav.side a").first.is_visible()
    hidden = page.locator("article :is(p, pre, table, li)").filter(visible=False)
    assert (
        hidden.count() == page.locator("article details:not([open]) :is(p, pre, table, li)").count()
    )


def test_a_site_can_be_read_from_a_file(visit, site):
    page = visit(site.file_url("index.html"))
    page.get_by_role("link", name="everything", exact=True).click()
    assert page.url == site.file_url("guide/everything.html")
    assert page.locator("h1").inner_text() == "Everything with code in its title"
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "sticky"
    page.locator(".pager-next").click()
    assert page.url == site.file_url("guide/long.html")


def test_motion_is_left_out_when_it_is_not_wanted(visit, site):
    moves = "getComputedStyle(document.documentElement).scrollBehavior"
    assert visit(site.url("index.html")).evaluate(moves) == "smooth"
    assert visit(site.url("index.html"), reduced_motion="reduce").evaluate(moves) == "auto"


@pytest.mark.parametrize("address", ["guide/blocks.html", "labs/first.html"])
def test_nothing_moves_by_itself_when_motion_is_not_wanted(visit, site, address):
    moving = """() => [...document.querySelectorAll("*")].filter((element) =>
      ["", "::before", "::after", "::details-content"].some((part) => {
        const style = getComputedStyle(element, part || null);
        return style.animationName !== "none"
          || style.transitionDuration.split(", ").some((time) => time !== "0s");
      })).length"""
    assert visit(site.url(address)).evaluate(moving) > 0
    assert visit(site.url(address), reduced_motion="reduce").evaluate(moving) == 0


def test_forced_colours_still_show_which_page_is_read(visit, site):
    page = visit(site.url("guide/everything.html"), forced_colors="active")
    current = page.locator(".side [aria-current]")
    assert current.evaluate("(link) => getComputedStyle(link).outlineStyle") == "solid"


def test_a_wrong_address_leads_back_into_the_course(visits, site):
    page = visits.open(site.url("guide/deep/nowhere.html"))
    visits.expect("404")
    assert page.locator("h1").inner_text() == "There is no such page"
    page.locator("main").get_by_role("link", name="Begin at the first page").click()
    assert page.url == site.url("index.html")
