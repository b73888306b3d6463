"""What is copied is what is typed."""

import pytest

REFUSED = """
Object.defineProperty(navigator, "clipboard", {
  value: { writeText: () => Promise.reject(new Error("refused")) },
});
document.execCommand = () => false;
"""


@pytest.fixture
def page(visit, site):
    page = visit(
        site.url("guide/everything.html"), permissions=["clipboard-read", "clipboard-write"]
    )
    page.bring_to_front()
    return page


def block(page, words):
    return page.locator(".code", has_text=words)


def copied(page, words):
    block(page, words).hover()
    block(page, words).locator("button").click()
    page.wait_for_function("document.querySelector('.announcer').textContent.startsWith('Copied')")
    return page.evaluate("navigator.clipboard.readText()")


def test_prompts_and_output_are_not_copied(page):
    assert copied(page, "one two\n$ exit").strip() == 'echo "one" \\\n    two\nexit'


def test_code_is_copied_as_it_is(page):
    assert copied(page, "def add").startswith("def add(one: int, two: int = 2) -> int:\n    ")


def test_a_refused_copy_is_said(visit, site):
    page = visit(site.url("guide/everything.html"), prepare=REFUSED)
    block(page, "def add").hover()
    block(page, "def add").locator("button").click()
    page.wait_for_function(
        "document.querySelector('.announcer').textContent.startsWith('Not copied')"
    )
