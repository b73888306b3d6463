"""A course may bring a part of the theme: one file of its own replaces one of ours."""

import pytest

from served_site import ServedSite, own_course


@pytest.fixture(scope="module")
def themed(tmp_path_factory):
    root = own_course(tmp_path_factory.mktemp("themed"))
    (root / "Site/templates").mkdir(parents=True)
    (root / "Site/styles").mkdir()
    (root / "Site/templates/labs.mustache").write_text(
        "<p>Our own list.</p>\n{{#labs}}<a href='{{address}}'>{{title}}</a>\n{{/labs}}"
    )
    (root / "Site/styles/9-own.css").write_text("h1 { color: rgb(1, 2, 3) }")
    with ServedSite(root) as site:
        yield site


def test_a_template_of_the_course_replaces_ours(visit, themed):
    page = visit(themed.url("labs/index.html"))
    assert (
        page.locator("article")
        .inner_text()
        .endswith("Our own list.\n\nThe first lab The second lab")
    )
    assert page.locator(".bar").is_visible()


def test_a_style_of_the_course_is_added_to_ours(visit, themed):
    page = visit(themed.url("index.html"))
    colour = "(heading) => getComputedStyle(heading).color"
    assert page.locator("h1").evaluate(colour) == "rgb(1, 2, 3)"
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "sticky"
