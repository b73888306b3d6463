"""A matrix and cases can be filtered, and nothing that is filtered out is lost."""

import pytest


@pytest.fixture
def page(visit, site):
    return visit(site.url("guide/blocks.html"), reduced_motion="reduce")


def rows(page):
    return page.locator(".matrix tbody th").filter(visible=True).all_inner_texts()


def cases(page):
    return page.locator(".case h3").filter(visible=True).all_inner_texts()


def said(page, box):
    """What a screen reader says of the result."""
    status = page.locator(f"{box} .filter [role=status]")
    return status.inner_text()


def marked(page):
    return page.evaluate("[...CSS.highlights.get('found')].map(String)")


ALL_ROWS = ["Patch the host", "Patch the image", "Encrypt the disk", "Write the task's role"]
FIRST_CASE, SECOND_CASE = "The task stops before it starts", "The health check never passes"


def test_typing_leaves_the_rows_with_all_words_and_counts_them(page):
    field = page.get_by_label("Filter")
    field.press_sequentially("PATCH")
    assert rows(page) == ["Patch the host", "Patch the image"]
    assert said(page, ".matrix") == "2 of 4 shown"
    field.press_sequentially(" aws")
    assert rows(page) == ["Patch the host"]
    assert said(page, ".matrix") == "1 of 4 shown"
    assert marked(page) == ["Patch", "AWS"]


def test_an_emptied_field_brings_every_row_back(page):
    field = page.get_by_label("Filter")
    field.fill("disk")
    assert rows(page) == ["Encrypt the disk"]
    field.fill("")
    assert rows(page) == ALL_ROWS
    assert said(page, ".matrix") == "4 of 4 shown"
    assert marked(page) == []


def test_what_nothing_fits_is_said_with_a_way_out(page):
    page.get_by_label("Filter").fill("nothing of the kind")
    assert rows(page) == []
    assert said(page, ".matrix") == "Nothing fits. Take a word or a choice away."


def test_a_column_can_be_chosen_from_and_goes_together_with_words(page):
    page.get_by_role("combobox", name="Fargate").select_option("AWS")
    assert rows(page) == ["Patch the host", "Encrypt the disk"]
    page.get_by_label("Filter").fill("disk")
    assert rows(page) == ["Encrypt the disk"]
    page.get_by_label("Filter").fill("")
    page.get_by_role("combobox", name="Fargate").select_option("All")
    assert rows(page) == ALL_ROWS


def test_cases_are_found_by_any_of_their_words(page):
    field = page.get_by_label("Search the cases")
    field.fill("BatchGetImage")
    assert cases(page) == [FIRST_CASE]
    assert said(page, ".cases") == "1 of 2 shown"
    field.fill("security group")
    assert cases(page) == [SECOND_CASE]


def test_words_stay_marked_in_one_box_while_another_is_filtered(page):
    page.get_by_label("Filter").fill("disk")
    page.get_by_label("Search the cases").fill("port")
    assert sorted(marked(page)) == ["disk", "port"]


def test_a_link_to_a_hidden_row_brings_it_back(page):
    page.get_by_label("Filter").fill("disk")
    page.get_by_role("link", name="Back to reference 1").click()
    page.wait_for_selector(".matrix tr:has(:target)")
    assert rows(page) == ALL_ROWS
    assert 0 <= page.locator(":target").bounding_box()["y"] < 900


def test_a_link_to_a_hidden_case_brings_it_back_every_time(page):
    for _ in range(2):
        page.get_by_label("Search the cases").fill("health check")
        assert cases(page) == [SECOND_CASE]
        page.locator(".toc").get_by_role("link", name=FIRST_CASE).click()
        page.get_by_role("heading", name=FIRST_CASE).wait_for()
        assert cases(page) == [FIRST_CASE, SECOND_CASE]


def test_what_is_filtered_out_is_not_printed_and_the_fields_are_not(page):
    page.get_by_label("Filter").fill("disk")
    page.emulate_media(media="print")
    assert rows(page) == ["Encrypt the disk"]
    assert page.locator(".filter").filter(visible=True).count() == 0
