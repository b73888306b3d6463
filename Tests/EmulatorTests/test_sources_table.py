"""The table that maps the students' notes leads to pages, headings and steps that are there."""

import re
from pathlib import Path

HOME = Path(__file__).parents[2]
TABLE = (HOME / "SOURCES.md").read_text()
ROWS = re.findall(r"^\| (?!In the note|---)(.+?) \| (.+?) \| (.+?) \|$", TABLE, re.M)
LINK = r"\]\(([^)#]+)#?([^)]*)\)"


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in headings}


def test_every_link_leads_to_a_heading_or_a_step():
    dead = [
        f"{file}#{anchor}"
        for file, anchor in re.findall(LINK, TABLE)
        if not (HOME / file).is_file() or (anchor and anchor not in anchors(HOME / file))
    ]
    assert dead == []


def test_every_row_names_a_page_and_then_a_step_or_none():
    wrong = [
        said
        for said, pages, steps in ROWS
        if not all(file.startswith("content/week6/") for file, _ in re.findall(LINK, pages))
        or not re.search(LINK, pages)
        or not (steps == "–" or all(f.startswith("labs/") for f, _ in re.findall(LINK, steps)))
    ]
    assert len(ROWS) > 100 and wrong == []


def test_every_page_of_the_week_is_in_it():
    told = {Path(file).name for file, _ in re.findall(LINK, TABLE)}
    assert {page.name for page in (HOME / "content/week6").glob("*.md")} - told == set()
