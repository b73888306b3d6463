"""A reader marks the steps of a lab as done, in this browser and nowhere else."""

import json

import pytest

import axe
from test_theme import FULL_STORAGE, NO_STORAGE

BOXES = ".step .mark input"

# Where the browser keeps the marks, as an expression of the page's.
KEPT = "localStorage[Object.keys(localStorage).find((name) => name.startsWith('labs.marks'))]"


@pytest.fixture
def page(visit, site):
    return visit(site.url("labs/first.html"))


def mark(page, number=0):
    page.locator(BOXES).nth(number).check()


def progress(page):
    return page.locator(".progress p").inner_text()


def age(page):
    """The steps that are marked have another text from now on."""
    page.evaluate(f'{KEPT} = {KEPT}.replace(/digest": "[^"]*/, \'digest": "0123456789ab\')')
    page.reload()


def save(page, path):
    page.locator(".marks > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    assert download.value.suggested_filename == "labs-marks.json"
    download.value.save_as(path)
    return json.loads(path.read_text())


def load(page, path):
    if not page.locator(".marks").get_attribute("open"):
        page.locator(".marks").evaluate("(box) => box.open = true")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Load from a file").click()
    chooser.value.set_files(path)
    said = page.locator(".marks [role=status]")
    page.wait_for_function("(said) => said.textContent", arg=said.element_handle())
    return said.inner_text()


def test_a_mark_is_counted_and_kept(page):
    assert progress(page) == "0 of 2 steps done"
    mark(page)
    assert progress(page) == "1 of 2 steps done"
    page.reload()
    assert progress(page) == "1 of 2 steps done"
    assert page.locator(BOXES).first.is_checked()
    page.locator(BOXES).first.uncheck()
    page.reload()
    assert progress(page) == "0 of 2 steps done"


def test_marks_are_set_from_the_keyboard(page):
    page.locator(BOXES).nth(1).focus()
    page.keyboard.press("Space")
    assert progress(page) == "1 of 2 steps done"


def test_progress_is_shown_in_contents_navigation_and_list(page, site):
    mark(page)
    assert page.locator(".toc .badge:visible").get_attribute("aria-label") == "done"
    assert page.locator(".side .badge:visible").inner_text() == "1/2"
    page.goto(site.url("labs/index.html"))
    assert (
        page.locator(".card", has_text="The first lab").inner_text().endswith("1 of 2 steps done")
    )
    assert "done" not in page.locator(".card", has_text="The second lab").inner_text()
    page.goto(site.url("labs/second.html"))
    assert page.locator(".side .badge:visible").get_attribute("aria-label") == "1 of 2 steps done"
    mark(page)
    assert page.locator(".side .badge:visible").all_inner_texts() == ["1/2", "✓"]


def test_a_step_that_changed_since_is_shown_as_changed(page):
    mark(page)
    age(page)
    assert progress(page) == "0 of 2 steps done, 1 changed since"
    assert not page.locator(BOXES).first.is_checked()
    assert "has changed since you did it on" in page.locator(".mark").first.inner_text()
    mark(page)
    assert progress(page) == "1 of 2 steps done"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_marks(visit, site, theme):
    page = visit(site.url("labs/first.html"), theme=theme)
    mark(page, 0)
    age(page)
    mark(page, 1)
    assert progress(page) == "1 of 2 steps done, 1 changed since"
    page.locator(".marks").evaluate("(box) => box.open = true")
    assert axe.violations(page) == []


def test_another_window_sees_the_mark_at_once(page):
    other = page.context.new_page()
    other.goto(page.url)
    mark(page)
    other.wait_for_function("document.querySelector('.progress p').textContent.startsWith('1 of')")


def test_marks_travel_to_another_browser_by_file(page, visit, site, tmp_path):
    mark(page)
    document = save(page, tmp_path / "marks.json")
    assert document["format"] == "labs-marks"
    assert document["version"] == 1
    assert document["course"] == "A course for browsers"
    assert [(one["lab"], one["step"], one["done"]) for one in document["marks"]] == [
        ("first", "bucket", True)
    ]
    other = visit(site.url("labs/first.html"))
    assert load(other, tmp_path / "marks.json") == "Loaded from the file: 1 mark."
    assert progress(other) == "1 of 2 steps done"
    other.reload()
    assert progress(other) == "1 of 2 steps done"


def test_of_two_marks_the_newer_one_wins(page, tmp_path):
    mark(page)
    document = save(page, tmp_path / "marks.json")
    page.locator(BOXES).first.uncheck()
    assert (
        load(page, tmp_path / "marks.json") == "Nothing in the file is newer than the marks here."
    )
    assert progress(page) == "0 of 2 steps done"
    document["marks"][0]["at"] = "2999-01-01T00:00:00.000Z"
    (tmp_path / "newer.json").write_text(json.dumps(document))
    page.reload()
    assert load(page, tmp_path / "newer.json") == "Loaded from the file: 1 mark."
    assert progress(page) == "1 of 2 steps done"
    page.locator(BOXES).first.uncheck()
    page.reload()
    assert progress(page) == "0 of 2 steps done", "a clock that was ahead must not win for ever"


MARK = {"lab": "first", "step": "bucket", "digest": "0123456789ab", "done": True}
WHOLE = {
    "format": "labs-marks",
    "version": 1,
    "course": "A course for browsers",
    "marks": [MARK | {"at": "2026-11-21T05:00:00Z"}],
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no JSON", "not a file of marks"),
        ("null", "not a file of marks"),
        ('{"format": "labs-marks", "version": 1}', "not a file of marks"),
        (json.dumps(WHOLE | {"version": 2}), "version 2"),
        (json.dumps(WHOLE | {"course": "Another"}), "of the course “Another”"),
        (json.dumps(WHOLE | {"marks": [*WHOLE["marks"], MARK | {"at": "never"}]}), "Mark 2"),
        (json.dumps(WHOLE | {"marks": [MARK | {"at": 1, "lab": "<img>"}]}), "Mark 1"),
        (json.dumps(WHOLE | {"marks": [None]}), "Mark 1"),
        (" " * 1_000_001, "too large"),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_changes_nothing(page, tmp_path, text, words):
    mark(page, 1)
    (tmp_path / "wrong.json").write_text(text)
    assert words in load(page, tmp_path / "wrong.json")
    assert progress(page) == "1 of 2 steps done"


@pytest.mark.parametrize("way", ["url", "file_url"])
@pytest.mark.parametrize("storage", [NO_STORAGE, FULL_STORAGE], ids=["forbidden", "full"])
def test_without_storage_marks_last_until_the_page_is_left_and_it_says_so(
    visit, site, way, storage
):
    page = visit(getattr(site, way)("labs/first.html"), prepare=storage)
    assert progress(page) == "0 of 2 steps done"
    mark(page)
    assert progress(page) == "1 of 2 steps done, kept only until you leave this page"
    assert page.locator(".toc .badge:visible").count() == 1
    assert "This browser keeps nothing" in page.locator(".marks").text_content()


def test_marks_that_could_not_be_kept_can_be_saved_to_a_file(visit, site, tmp_path):
    page = visit(site.url("labs/first.html"), prepare=FULL_STORAGE)
    mark(page)
    assert [one["step"] for one in save(page, tmp_path / "marks.json")["marks"]] == ["bucket"]


def test_marks_are_kept_when_the_site_is_read_from_a_file(visit, site):
    page = visit(site.file_url("labs/first.html"))
    mark(page)
    page.reload()
    assert progress(page) == "1 of 2 steps done"


def test_damaged_storage_is_taken_for_none(page):
    mark(page)
    page.evaluate(f"{KEPT} = '{{'")
    page.reload()
    assert progress(page) == "0 of 2 steps done"
