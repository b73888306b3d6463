"""Light and dark: the system's choice, or the reader's, which is kept."""

import pytest

PAPER = "getComputedStyle(document.documentElement).backgroundColor"
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(20, 25, 26)"
NO_STORAGE = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The user denies it.", "SecurityError"); },
});
"""
FULL_STORAGE = """
Storage.prototype.setItem = function () {
  throw new DOMException("There is no room.", "QuotaExceededError");
};
"""
NOTE_THEME_AT_FIRST = """
new MutationObserver((_, observer) => {
  if (!document.body) return;
  window.themeAtFirst = document.documentElement.dataset.theme;
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });
"""


def switch(page):
    return page.locator("[data-theme-switch]")


@pytest.mark.parametrize(("theme", "paper"), [("light", LIGHT), ("dark", DARK)])
def test_a_new_reader_gets_the_theme_of_the_system(visit, site, theme, paper):
    page = visit(site.url("index.html"), theme=theme)
    assert page.evaluate(PAPER) == paper
    assert switch(page).get_attribute("aria-label") == "Theme: System"


def test_the_switch_goes_through_three_themes_and_says_so(visit, site):
    page = visit(site.url("index.html"), theme="dark")
    for name, paper in [("Light", LIGHT), ("Dark", DARK), ("System", DARK)]:
        switch(page).click()
        assert switch(page).inner_text() == name
        assert page.locator(".announcer").inner_text() == f"Theme: {name}."
        assert page.evaluate(PAPER) == paper


def test_the_choice_is_kept_and_never_flashes(visit, site):
    page = visit(site.url("index.html"), theme="dark", prepare=NOTE_THEME_AT_FIRST)
    switch(page).click()
    page.goto(site.url("guide/everything.html"))
    assert page.evaluate("window.themeAtFirst") == "light"
    assert page.evaluate(PAPER) == LIGHT
    assert switch(page).get_attribute("aria-label") == "Theme: Light"


def test_the_system_s_own_change_is_followed(visit, site):
    page = visit(site.url("index.html"), theme="light")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) == DARK


@pytest.mark.parametrize("way", ["url", "file_url"])
@pytest.mark.parametrize("storage", [NO_STORAGE, FULL_STORAGE], ids=["forbidden", "full"])
def test_without_storage_the_switch_still_works_and_says_for_how_long(visit, site, way, storage):
    page = visit(getattr(site, way)("index.html"), prepare=storage)
    switch(page).click()
    switch(page).click()
    assert page.evaluate(PAPER) == DARK
    said = page.locator(".announcer").inner_text()
    assert said == "Theme: Dark, only until you leave this page."


def test_a_page_is_printed_on_white(visit, site):
    page = visit(site.url("index.html"), theme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 37, 38)"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_more_contrast_is_given_when_it_is_asked_for(visit, site, theme):
    colour = "getComputedStyle(document.querySelector('.lead')).color"
    ink = "getComputedStyle(document.documentElement).color"
    page = visit(site.url("index.html"), theme=theme, contrast="more")
    assert page.evaluate(colour) == page.evaluate(ink)
