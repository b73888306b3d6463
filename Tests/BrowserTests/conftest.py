"""Fixtures of the browser tests: one browser, and each course built and served once a session."""

import pytest

from chromium import find_chromium, running_chromium
from served_site import ServedSite, copy_of_the_course, own_course
from visits import Visits


@pytest.fixture(scope="session")
def browser():
    program = find_chromium()
    if program is None:
        pytest.skip("There is no Chromium. Name one in LABS_CHROMIUM.")
    with running_chromium(program) as browser:
        yield browser


@pytest.fixture(scope="session")
def course(tmp_path_factory):
    """The course that comes with labs, as `labs serve` shows it."""
    with ServedSite(copy_of_the_course(tmp_path_factory.mktemp("course"))) as site:
        yield site


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The course in this folder: small, and with something of everything."""
    with ServedSite(own_course(tmp_path_factory.mktemp("site"))) as site:
        yield site


@pytest.fixture(scope="session")
def windows(browser):
    return Visits(browser)


@pytest.fixture
def visits(windows):
    """Opens pages, and fails the test if one of them complained."""
    windows.complaints.clear()
    yield windows
    windows.close()
    assert windows.complaints == []


@pytest.fixture
def visit(visits):
    return visits.open
