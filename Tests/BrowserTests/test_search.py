"""The search of the published site, as a reader meets it: over HTTP and from a folder."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import axe
from search_queries import ALL

FIXTURES = Path(__file__).parents[1] / "SiteGeneratorTests/Fixtures/search"
FIND = """async (text) => {
  const answer = await labs.search.find(text);
  return answer.shown.map((result) => result.page.address + "#" + result.best.id);
}"""


def opened(page, text=""):
    page.keyboard.press("/")
    status = page.locator(".search-status")
    expect(status).to_have_text(re.compile("Try a command"))
    if text:
        page.fill(".search-field", text)
        expect(status).to_have_text(re.compile(r"^\d+ page|^No page"))
    return page


def titles(page):
    return page.locator(".search-title").all_inner_texts()


def test_readers_find_what_they_look_for(visit, course):
    page = opened(visit(course.url("index.html")))
    missed = {}
    for text, wanted in ALL:
        found = page.evaluate(FIND, text)
        first = found[0] if found else "nothing"
        if (first if "#" in wanted else first.split("#")[0]) != wanted:
            missed[text] = (wanted, found[:3])
    assert missed == {}, "\n".join(f"{text}: {found}" for text, found in missed.items())


@pytest.mark.parametrize("text", ["1.2.3.4", "[a-z]+", "x/y", "a:b c.d"])
def test_single_letters_and_digits_are_a_query(visit, site, text):
    opened(visit(site.url("index.html")), text)


def test_an_anchor_with_the_name_of_our_scripts_leaves_the_search_alone(visit, site):
    page = visit(site.url("guide/short.html"))
    assert page.locator("a#labs").count() == 1
    opened(page, "scroll")
    assert titles(page)


def test_nothing_is_loaded_before_the_search_is_opened(visit, course):
    page = visit(course.url("index.html"), own=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.hover("[data-search]")
    page.wait_for_timeout(100)
    assert not any("/search" in url for url in asked)
    opened(page, "retention")
    assert any("/assets/search-" in url for url in asked)


@pytest.mark.parametrize("from_folder", [False, True])
def test_a_result_leads_to_the_heading(visit, course, from_folder):
    home = course.file_url("index.html") if from_folder else course.url("index.html")
    page = opened(visit(home), "nat gateway")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/week6/costs\.html#nat-gateways-and-what-to-do-instead$"))
    assert page.locator("#nat-gateways-and-what-to-do-instead").is_visible()


MARKED = "[...(CSS.highlights.get('found') || [])].map((range) => String(range).toLowerCase())"


@pytest.mark.parametrize("from_folder", [False, True])
def test_the_words_found_are_marked_on_the_opened_page_until_escape(visit, course, from_folder):
    home = course.file_url("index.html") if from_folder else course.url("index.html")
    page = opened(visit(home), "nat gateway")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/week6/costs\.html#nat-gateways"))
    page.wait_for_load_state()
    assert {"nat", "gateway", "gateways"} == set(page.evaluate(MARKED))
    heading = "(range) => range.startContainer.parentElement.id"
    ids = page.evaluate(f"[...CSS.highlights.get('found')].map({heading})")
    assert "nat-gateways-and-what-to-do-instead" in ids
    assert page.locator("article mark").count() == 0
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("Escape")
    assert page.evaluate(MARKED) == []
    page.reload()
    assert page.evaluate(MARKED) == []


def test_words_found_on_the_same_page_are_marked_there(visit, course):
    page = opened(visit(course.url("week6/roles.html")), "trust policy")
    page.locator(".search-section", has_text="The trust policy").click()
    assert {"trust", "policy"} <= set(page.evaluate(MARKED))
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    assert page.evaluate(MARKED) != [], "this Escape closed the search"
    page.keyboard.press("Escape")
    assert page.evaluate(MARKED) == []


def test_only_whole_words_are_marked_and_only_on_the_page_that_was_chosen(visit, course):
    page = opened(visit(course.url("index.html")), "task role")
    page.click(".search-title")
    page.wait_for_url(re.compile(r"/week6/roles\.html"))
    page.wait_for_load_state()
    before = "(range) => range.startContainer.data.slice(0, range.startOffset).slice(-1)"
    letters = page.evaluate(f"[...CSS.highlights.get('found')].map({before})")
    assert len(letters) > 10
    assert not any(letter.isalnum() for letter in letters)
    page.goto(course.url("week6/costs.html"))
    assert page.evaluate(MARKED) == []


def test_the_keys_open_move_and_close(visit, course):
    page = visit(course.url("week6/roles.html"))
    page.keyboard.press("Control+k")
    page.fill(".search-field", "trust policy")
    page.wait_for_selector(".search-title")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.className") == "search-title"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "The trust policy"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.className") == "search-field"
    page.keyboard.press("Escape")
    assert page.locator("dialog.search").is_hidden()
    page.click("[data-search]")
    assert page.locator("dialog.search").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.hasAttribute('data-search')")


def test_a_slash_in_the_field_is_a_letter(visit, course):
    page = opened(visit(course.url("index.html")))
    page.keyboard.type("/api")
    assert page.input_value(".search-field") == "/api"


def test_a_result_on_the_same_page_closes_the_search(visit, course):
    page = opened(visit(course.url("week6/roles.html")), "trust policy")
    page.click(".search-section")
    assert page.locator("dialog.search").is_hidden()
    assert page.url.endswith("#the-trust-policy")


def test_found_words_are_marked(visit, course):
    page = visit(course.url("index.html"))
    for text, marked in [
        ("retnetion", "retention"),
        ("immutab", "immutable"),
        ("scanned", "scanning"),
        ("retentionInDays", "retention-in-days"),
        ("CannotPullContainerError", "CannotPullContainerError"),
    ]:
        opened(page, text)
        marks = page.locator(".search-results mark").all_inner_texts()
        assert marked.lower() in [mark.lower() for mark in marks]
        page.fill(".search-field", "")
        page.keyboard.press("Escape")


def test_what_was_found_is_announced(visit, course):
    page = opened(visit(course.url("index.html")), "retnetion")
    status = page.locator(".search-status")
    assert status.get_attribute("role") == "status"
    assert re.match(r"\d+ pages?\. Showing results for “retention”\.", status.inner_text())


def test_words_that_are_near_are_offered(visit, course):
    page = opened(visit(course.url("index.html")), "containorizr")
    assert titles(page) == []
    page.locator(".search-word").first.click()
    page.wait_for_selector(".search-title")
    assert page.input_value(".search-field").startswith("contain")


def test_no_page_says_so(visit, course):
    page = opened(visit(course.url("index.html")), "qqqzzzxxx")
    assert page.inner_text(".search-status").startswith("No page has that.")


def test_a_link_can_ask(visit, course):
    page = visit(course.url("index.html?q=trust+policy"))
    page.wait_for_selector(".search-title")
    assert titles(page)[0] == "Task role and execution role"


def test_the_query_is_kept_for_the_next_page(visit, course):
    page = opened(visit(course.url("index.html")), "trust policy")
    page.click(".search-title")
    page.wait_for_load_state()
    page.keyboard.press("/")
    page.wait_for_selector(".search-title")
    assert page.input_value(".search-field") == "trust policy"


def test_more_results_are_shown_when_asked_for(visit, course):
    page = opened(visit(course.url("index.html")), "container")
    first = titles(page)
    last = page.locator(".search-title").last.bounding_box()
    assert page.locator(".search-more").bounding_box()["y"] > last["y"], "It follows what is read."
    page.click(".search-more")
    expect(page.locator(".search-title").nth(6)).to_be_focused()
    assert titles(page)[:6] == first


def test_a_first_search_moves_little(visit, course):
    for text in ["task role", "CannotPullContainerError", "etention policy"]:
        page = visit(course.url("index.html"), own=True)
        moved = {}
        page.on("response", lambda response, moved=moved: moved.setdefault(response.url, response))
        opened(page, text)
        page.wait_for_selector(".search-title")
        assert sum(len(gzip.compress(reply.body())) for reply in moved.values()) <= 60_000


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_wrong_in_the_open_search(visit, course, theme, width):
    page = opened(visit(course.url("index.html"), theme=theme, width=width), "container")
    assert axe.violations(page) == []
    assert page.evaluate("document.querySelector('.search').scrollWidth") <= width


def test_a_page_that_was_published_anew_is_read_anew(visit, course):
    page = visit(course.url("index.html"), own=True)
    page.route(
        re.compile(r"/search/index\.js$"),
        lambda route: route.fulfill(
            content_type="text/javascript",
            body='labs.search.add("old",16,2,"en","AAAA")',
        ),
    )
    opened(page, "trust policy")
    assert titles(page)[0] == "Task role and execution role"


def test_a_search_that_cannot_be_loaded_says_so_and_can_be_tried_again(visits, course):
    page = visits.open(course.url("index.html"), own=True)
    page.route("**/assets/search-*.js", lambda route: route.abort())
    page.keyboard.press("/")
    expect(page.locator(".search-status")).to_contain_text("could not be loaded")
    visits.expect("not loaded")
    page.unroute("**/assets/search-*.js")
    page.keyboard.press("Escape")
    visits.complaints.clear()
    opened(page, "trust policy")


def test_a_title_cannot_become_markup(visit, course):
    page = opened(visit(course.url("index.html")))
    hostile = "<img src=x onerror=alert(1)>"
    images = page.evaluate(
        """(text) => {
          const section = { id: "", heading: text, inHeading: [], excerpt: { text, marks: [] } };
          const page = { address: "javascript:alert(1)", title: text, group: text };
          const found = { page, best: section, inTitle: [], sections: [section] };
          const made = labs.search.result(found);
          return [made.item.querySelectorAll("img").length, made.best.href];
        }""",
        hostile,
    )
    assert images[0] == 0
    assert images[1].startswith(course.address)


def test_text_is_cut_as_the_index_cuts_it(visit, course):
    page = opened(visit(course.url("index.html")))
    for line in (FIXTURES / "terms.txt").read_text(encoding="utf-8").splitlines():
        text, terms = line.split("\t")
        cut = page.evaluate(
            """(text) => labs.search.terms(text)
              .map((term) => (term.isCompound ? "." : "") + term.text)""",
            text,
        )
        assert sorted(set(cut)) == sorted(terms.split(" ")), text


def test_endings_are_taken_off_as_snowball_does(visit, course):
    page = opened(visit(course.url("index.html")))
    pairs = [
        line.split() for line in (FIXTURES / "stems.txt").read_text(encoding="utf-8").splitlines()
    ]
    stems = page.evaluate("(words) => words.map(labs.search.stem)", [word for word, _ in pairs])
    assert stems == [stem for _, stem in pairs]


def test_slips_are_counted(visit, course):
    page = opened(visit(course.url("index.html")))
    counted = page.evaluate(
        "(words) => words.map((word) => labs.search.distance(word, 'retention', 2))",
        ["retention", "retnetion", "etention", "rretention", "retantion", "rtenetion", "abcdefgh"],
    )
    assert counted == [0, 1, 1, 1, 1, 2, float("inf")]
