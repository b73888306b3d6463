"""Tabs: one part of several is shown, and none is out of reach."""

import pytest
from playwright.sync_api import expect

TOP = "(box) => box.getBoundingClientRect().top"


@pytest.fixture
def page(visit, site):
    return visit(site.url("guide/blocks.html"), reduced_motion="reduce")


def tab(page, name, group=0):
    return page.locator("[role=tablist]").nth(group).get_by_role("tab", name=name, exact=True)


def shown(page, group=0):
    """The chosen tab of a group: its part alone is to be seen, and it alone is reached by Tab."""
    box = page.locator(".tabs").nth(group)
    tabs = box.get_by_role("tab")
    chosen = [name for name in tabs.all() if name.get_attribute("aria-selected") == "true"]
    assert [name.get_attribute("tabindex") for name in chosen] == ["0"]
    assert box.locator("[role=tab][tabindex='-1']").count() == tabs.count() - 1
    panels = box.locator("[role=tabpanel]").filter(visible=True)
    assert panels.count() == 1
    assert panels.get_attribute("aria-labelledby") == chosen[0].get_attribute("id")
    return chosen[0].inner_text()


def test_the_first_tab_is_shown_first(page):
    assert shown(page) == "Linux"
    assert page.get_by_text("apt-get").is_visible()
    assert not page.get_by_text("brew install").is_visible()


def test_arrows_home_and_end_choose_and_go_round(page):
    tab(page, "Linux").focus()
    for key, name in [
        ("ArrowRight", "macOS"),
        ("ArrowRight", "Windows"),
        ("ArrowRight", "Linux"),
        ("ArrowLeft", "Windows"),
        ("Home", "Linux"),
        ("End", "Windows"),
    ]:
        page.keyboard.press(key)
        assert shown(page) == name
        assert page.evaluate("document.activeElement.textContent") == name


def test_a_key_that_belongs_to_the_browser_is_left_to_it(page):
    tab(page, "Linux").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+End")
    assert shown(page) == "Linux"


def test_tab_leads_from_the_chosen_tab_into_what_it_shows(page):
    tab(page, "Linux").click()
    tab(page, "Windows").click()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "tabpanel"
    assert "A first paragraph." in page.evaluate("document.activeElement.textContent")


def test_tabs_of_one_name_switch_together_and_stay_where_they_are(page):
    tab(page, "macOS", group=1).scroll_into_view_if_needed()
    top = tab(page, "macOS", group=1).evaluate(TOP)
    tab(page, "macOS", group=1).click()
    assert (shown(page), shown(page, group=1)) == ("macOS", "macOS")
    assert abs(tab(page, "macOS", group=1).evaluate(TOP) - top) < 2


def test_a_name_that_the_others_lack_leaves_them_alone(page):
    tab(page, "macOS").click()
    tab(page, "Windows").click()
    assert (shown(page), shown(page, group=1)) == ("Windows", "macOS")


def test_the_choice_is_kept(page):
    tab(page, "macOS").click()
    page.reload()
    assert shown(page) == "macOS"


def test_a_link_into_a_hidden_tab_opens_it_every_time(page):
    for _ in range(2):
        page.get_by_role("link", name="ask for the keys").click()
        # The browser tells of a new fragment after the click is over.
        expect(tab(page, "Windows")).to_have_attribute("aria-selected", "true")
        assert shown(page) == "Windows"
        assert 0 <= page.locator("#the-keys").bounding_box()["y"] < 900
        tab(page, "Linux").click()


def test_an_address_into_a_hidden_tab_opens_it(visit, site):
    page = visit(site.url("guide/blocks.html#the-keys"), reduced_motion="reduce")
    assert shown(page) == "Windows"
    assert 0 <= page.locator("#the-keys").bounding_box()["y"] < 900


def test_all_tabs_are_printed_each_with_its_name(page):
    page.emulate_media(media="print")
    assert page.get_by_role("tab").filter(visible=True).count() == 0
    assert page.locator(".tab").filter(visible=True).count() == 5
    names = page.locator(".tab-title").filter(visible=True).all_inner_texts()
    assert names == ["Linux", "macOS", "Windows", "Linux", "macOS"]


def test_forced_colours_underline_the_chosen_tab_alone(visit, site):
    page = visit(site.url("guide/blocks.html"), forced_colors="active")
    lines = page.locator("[role=tab]").evaluate_all(
        "(tabs) => tabs.map((tab) => getComputedStyle(tab).borderBottomColor)"
    )
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert [line == paper for line in lines] == [False, True, True, False, True]
