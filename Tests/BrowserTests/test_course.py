"""The course that comes with labs: every one of its pages, looked at once."""

import axe

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_axe_finds_nothing_wrong_on_any_page(visit, course):
    page = visit(course.url("index.html"))
    found = {}
    for address in course.pages():
        page.goto(course.url(address))
        found[address] = axe.violations(page, contrast=False)
    assert len(found) > 10
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_no_page_has_to_be_scrolled_sideways(visit, course):
    page = visit(course.url("index.html"), width=320)
    wide = []
    for address in course.pages():
        page.goto(course.url(address))
        if page.evaluate(WIDER) > 0:
            wide.append(address)
    assert wide == []
