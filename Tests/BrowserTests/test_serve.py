"""`labs serve` beside the editor: open pages follow what is saved."""

import re
import time
from functools import partial

import pytest
from playwright.sync_api import Error

from axe import violations
from served_site import ServedSite

LINES = "\n\n".join(f"Line {number} of the note." for number in range(200))
NOTE = (
    f"# Costs\n\nThey are low.\n\n<details><summary>More</summary>Much more.</details>\n\n{LINES}\n"
)
MARK = "window.isOld = true"
IS_OLD = "window.isOld === true"
PANEL = "section.panel"
BADGE = "button.badge"


class Course:
    """A small course that is served while the test writes it."""

    def __init__(self, root):
        self.root = root
        self.write("content/course.yml", "format: 1\ntitle: Course\n")
        self.write("content/index.md", "# Welcome\n\nTo the [costs](week6/costs.md).\n")
        self.write("content/week6/index.md", "# Week 6\n")
        self.write("content/week6/costs.md", NOTE)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def serve(self, port: int = 0) -> ServedSite:
        return ServedSite(self.root, live=True, port=port)


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path)


@pytest.fixture
def visits(visits, monkeypatch):
    """Each in a window of its own: a page that loads anew may come back when it is left."""
    monkeypatch.setattr(visits, "open", partial(visits.open, own=True))
    return visits


@pytest.fixture
def served(course, visits):
    with course.serve() as site:
        yield site
        visits.close()  # A page whose server goes complains of it.


def changed(text: str) -> str:
    return NOTE.replace("They are low.", text)


#: What is said while the page loads anew: it goes, or has no element yet.
LOADING = ("context was destroyed", "Cannot read properties of null (reading 'dataset')")


def wait(page, claim: str) -> None:
    """Asks again and again: Playwright's own waiting needs `eval`, which the policy forbids."""
    for _ in range(400):
        try:
            if page.evaluate(claim):
                return
        except Error as error:
            if not any(sign in error.message for sign in LOADING):
                raise
        time.sleep(0.05)
    pytest.fail(f"This did not come true: {claim}")


def is_heard(page) -> None:
    """Waits until the page listens: what is saved from now on reaches it."""
    wait(page, "document.documentElement.dataset.labsBuild")


def listening(page):
    is_heard(page)
    page.evaluate(MARK)
    return page


def see(page, text: str) -> None:
    page.get_by_text(text, exact=False).first.wait_for(state="attached")


def test_a_saved_page_is_shown_where_its_reader_was(visits, course, served):
    page = listening(visits.open(served.url("week6/costs.html")))
    page.locator("main details summary").click()
    page.mouse.wheel(0, 2500)
    wait(page, "scrollY > 2000")
    top = page.evaluate("scrollY")

    course.write("content/week6/costs.md", changed("They are high."))
    see(page, "They are high.")

    assert not page.evaluate(IS_OLD)
    wait(page, f"Math.abs(scrollY - {top}) < 2")
    assert page.locator("main details").get_attribute("open") is not None
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_a_file_that_is_emptied_before_it_is_written_does_not_lose_the_place(
    visits, course, served
):
    page = listening(visits.open(served.url("week6/costs.html")))
    page.mouse.wheel(0, 2500)
    wait(page, "scrollY > 2000")
    top = page.evaluate("scrollY")

    course.write("content/week6/costs.md", "")
    wait(page, "window.isOld === undefined && scrollY === 0")
    is_heard(page)
    course.write("content/week6/costs.md", changed("They are high."))
    see(page, "They are high.")
    wait(page, f"Math.abs(scrollY - {top}) < 2")

    course.write("content/week6/costs.md", "")
    wait(page, "scrollY === 0")
    is_heard(page)
    page.keyboard.press("Home")
    course.write("content/week6/costs.md", changed("They are low again."))
    see(page, "They are low again.")
    is_heard(page)
    assert page.evaluate("scrollY") == 0


def test_many_quick_saves_do_not_lose_the_place(visits, course, served):
    page = listening(visits.open(served.url("week6/costs.html")))
    page.mouse.wheel(0, 2500)
    wait(page, "scrollY > 2000")
    top = page.evaluate("scrollY")
    for number in range(60):
        course.write("content/week6/costs.md", changed(f"This is number {number}."))
        time.sleep(0.01)
    see(page, "This is number 59.")
    is_heard(page)
    wait(page, f"Math.abs(scrollY - {top}) < 2")


def test_only_pages_that_changed_are_loaded_again(visits, course, served):
    home = listening(visits.open(served.url("index.html")))
    costs = home.context.new_page()
    visits.listen(costs)
    costs.goto(served.url("week6/costs.html"))
    listening(costs)

    course.write("content/week6/costs.md", changed("They are high."))
    see(costs, "They are high.")

    is_heard(costs)
    build = costs.evaluate("document.documentElement.dataset.labsBuild")
    wait(home, f"document.documentElement.dataset.labsBuild === '{build}'")
    assert home.evaluate(IS_OLD)


def test_a_style_is_exchanged_without_loading_the_page(visits, course, served):
    page = listening(visits.open(served.url("week6/costs.html")))
    for colour in ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]:
        course.write("Site/styles/9-own.css", f"h1 {{ color: {colour}; }}\n")
        wait(page, f"getComputedStyle(document.querySelector('h1')).color === '{colour}'")
    wait(page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert page.evaluate(IS_OLD)


def test_a_changed_picture_is_shown(visits, course, served):
    def draw(colour: str) -> None:
        course.write(
            "content/week6/box.svg",
            f"<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8' fill='{colour}'/>",
        )

    draw("red")
    course.write("content/week6/costs.md", "# Costs\n\n![A box](box.svg)\n")
    page = visits.open(served.url("week6/costs.html"))
    page.get_by_alt_text("A box").wait_for()
    listening(page)
    draw("blue")
    wait(page, "window.isOld === undefined")


def test_a_mistake_is_shown_until_it_is_mended(visits, course, served):
    page = listening(visits.open(served.url("week6/costs.html")))

    course.write("content/week6/costs.md", changed("[Gone](gone.md)"))
    panel = page.locator(PANEL)
    panel.wait_for()
    assert "1 error" in panel.inner_text()
    assert "content/week6/costs.md:3" in panel.inner_text()
    assert "There is no file “gone.md”." in panel.inner_text()
    assert "[Gone](gone.md)" in panel.locator("pre").inner_text()
    assert page.evaluate(IS_OLD), "The page stays as it was."

    course.write("content/week6/costs.md", changed("They are high."))
    see(page, "They are high.")
    panel.wait_for(state="detached")


def test_a_closed_panel_stays_closed_until_something_else_is_wrong(visits, course, served):
    page = listening(visits.open(served.url("week6/costs.html")))
    course.write("content/week6/costs.md", changed("[Gone](gone.md)"))
    page.locator(PANEL).wait_for()
    page.keyboard.press("Escape")
    page.locator(PANEL).wait_for(state="hidden")
    assert page.locator(BADGE).inner_text() == "1 error"

    page.goto(served.url("index.html"))
    page.locator(BADGE).wait_for()
    assert page.locator(PANEL).is_hidden()
    page.locator(BADGE).click()
    assert page.locator(PANEL).is_visible()
    page.get_by_role("button", name="Close").click()

    course.write("content/week6/costs.md", changed("[Gone](away.md)"))
    page.get_by_text("away.md").first.wait_for()
    assert page.locator(PANEL).is_visible()


def test_the_panel_leaves_who_types_alone(visits, course, served):
    page = listening(visits.open(served.url("week6/costs.html")))
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    field = page.locator("main input")
    field.click()
    page.keyboard.type("abc")
    course.write("content/week6/costs.md", changed("[Gone](gone.md)"))
    page.locator(PANEL).wait_for()
    page.keyboard.type("def")
    assert field.input_value() == "abcdef"


def test_warnings_are_a_small_button(visits, course, served):
    page = listening(visits.open(served.url("week6/costs.html")))
    course.write("content/week6/costs.md", changed("##No heading"))
    badge = page.locator(BADGE)
    badge.wait_for()
    assert re.fullmatch(r"\d+ warnings?", badge.inner_text())
    assert page.locator(PANEL).is_hidden()
    badge.click()
    page.locator(PANEL).wait_for()


def test_a_panel_that_was_opened_stays_open_over_saves_and_pages(visits, course, served):
    page = listening(visits.open(served.url("week6/costs.html")))
    course.write("content/week6/costs.md", changed("##High."))
    see(page, "High.")
    is_heard(page)
    page.locator(BADGE).click()

    course.write("content/week6/costs.md", "")  # As editors do before they write.
    page.locator(BADGE).wait_for(state="detached")
    is_heard(page)
    course.write("content/week6/costs.md", changed("##Higher."))
    see(page, "Higher.")
    page.locator(PANEL).wait_for()
    page.goto(served.url("index.html"))
    page.locator(PANEL).wait_for()

    page.keyboard.press("Escape")
    page.goto(served.url("week6/costs.html"))
    page.locator(BADGE).wait_for()
    assert page.locator(PANEL).is_hidden()


def test_names_and_texts_of_authors_are_only_shown(visits, course, served):
    page = listening(visits.open(served.url("index.html")))
    name = "<img src=x onerror=document.title='owned'>"
    course.write(f"content/week6/{name}.md", f"# X\n\n[{name}]({name}.md <b>)\n\n[a](no.md)\n")
    page.locator(PANEL).wait_for()
    assert page.locator(f"{PANEL} img").count() == 0
    assert page.title() != "owned"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_panel_has_no_axe_violation(visits, course, served, theme):
    page = listening(visits.open(served.url("week6/costs.html"), theme=theme))
    course.write("content/week6/costs.md", changed("[Gone](gone.md) ![](no.png)"))
    page.locator(PANEL).wait_for()
    assert visits.complaints == []
    assert violations(page) == []
    visits.complaints.clear()  # Where axe looks below the panel it sets styles, which are refused.
    page.keyboard.press("Escape")
    page.locator(BADGE).wait_for()
    assert visits.complaints == []
    assert violations(page) == []
    visits.complaints.clear()


def test_a_dozen_pages_are_open_and_all_follow(visits, course, served):
    first = visits.open(served.url("week6/costs.html"))
    pages = [first]
    for _ in range(11):
        page = first.context.new_page()
        visits.listen(page)
        page.goto(served.url("week6/costs.html"))
        pages.append(page)
    for page in pages:
        is_heard(page)
    course.write("content/week6/costs.md", changed("They are high."))
    for page in pages:
        see(page, "They are high.")


def test_pages_follow_also_without_shared_workers(visits, course, served):
    page = visits.open(served.url("week6/costs.html"), prepare="delete window.SharedWorker;")
    listening(page)
    course.write("content/week6/costs.md", changed("They are high."))
    see(page, "They are high.")


def test_pages_follow_a_server_that_was_started_again(visits, course):
    with course.serve() as site:
        port = int(site.address.rstrip("/").rsplit(":", 1)[1])
        page = listening(visits.open(site.url("week6/costs.html")))
    course.write("content/week6/costs.md", changed("They are high."))
    with course.serve(port):
        see(page, "They are high.")
    visits.close()
    visits.complaints.clear()  # The stream broke, which a console tells.


def test_a_server_that_built_the_same_leaves_the_page(visits, course):
    with course.serve() as site:
        port = int(site.address.rstrip("/").rsplit(":", 1)[1])
        page = listening(visits.open(site.url("week6/costs.html")))
        build = page.evaluate("document.documentElement.dataset.labsBuild")
    with course.serve(port):
        wait(page, f"document.documentElement.dataset.labsBuild !== '{build}'")
        assert page.evaluate(IS_OLD)
    visits.close()
    visits.complaints.clear()  # The stream broke, which a console tells.


def test_a_course_that_is_broken_from_the_start_appears_when_it_is_mended(visits, course):
    course.write("content/week6/costs.md", changed("[Gone](gone.md)"))
    with course.serve() as site:
        page = visits.open(site.url("week6/costs.html"))
        visits.expect("503")
        assert "There is no site yet" in page.inner_text("h1")
        page.locator(PANEL).wait_for()
        course.write("content/week6/costs.md", changed("They are high."))
        see(page, "They are high.")
        visits.close()
    # Whatever is asked for before there is a site is told so.
    visits.complaints = [words for words in visits.complaints if "503" not in words]


def test_a_note_that_gets_another_name_is_followed_by_the_page_that_says_so(visits, course, served):
    page = listening(visits.open(served.url("week6/costs.html")))
    course.write("content/index.md", "# Welcome\n")
    (course.root / "content/week6/costs.md").rename(course.root / "content/week6/prices.md")
    see(page, "There is no such page")
    course.write("content/week6/costs.md", changed("They are back."))
    see(page, "They are back.")
    visits.expect("404")
