"""The page of a lab: what it takes, what is done and checked, and what it costs."""

import pytest


@pytest.fixture
def page(visit, site):
    return visit(site.url("labs/first.html"))


def test_the_page_says_how_to_run_the_lab_and_one_step(page):
    assert "bin/labs run first" in page.locator(".before pre").first.inner_text()
    assert "bin/labs run first bucket" in page.locator(".step:has(h2#bucket)").inner_text()


def test_cost_prerequisites_programs_and_variables_come_before_the_steps(page):
    words = page.locator(".before").text_content()
    for word in ["Less than 0.01 USD", "You know what a bucket is", "bash", "BUCKET"]:
        assert word in words
    assert "placeholder-for-the-token" not in page.content()


def test_hints_are_folded_until_they_are_asked_for(page):
    hint = page.get_by_text("unique in the whole world")
    assert not hint.is_visible()
    page.get_by_text("Hints for this step").click()
    assert hint.is_visible()


def test_what_is_checked_is_said_and_how_is_folded(page):
    check = page.locator(".step:has(h2#object) .checks > li").first
    assert check.locator("summary").inner_text() == "The object says hello"
    assert not check.locator("pre").is_visible()
    check.locator("summary").click()
    assert check.locator("pre").is_visible()


def test_a_step_without_a_cost_does_not_show_that_of_the_lab(page):
    assert "On a real account" in page.locator(".step:has(h2#bucket)").inner_text()
    assert "On a real account" not in page.locator(".step:has(h2#object)").inner_text()


def test_every_step_has_an_address_of_its_own(visit, site):
    page = visit(site.url("labs/first.html#object"), reduced_motion="reduce")
    top = page.locator("#object").bounding_box()["y"]
    assert 56 <= top < 900
