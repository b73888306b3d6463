"""Takes pictures of pages, for eyes: every kind of page, at three widths, in both themes and print.

usage: screenshots.py FOLDER [own]

`own` shows the small course of these tests instead of the one that comes with labs.
"""

import sys
import tempfile
from pathlib import Path

from chromium import find_chromium, running_chromium
from served_site import ServedSite, copy_of_the_course, own_course
from visits import Visits

WIDTHS = {360: 740, 768: 1024, 1440: 900}
OF_THE_COURSE = ["index", "week6/index", "week6/costs", "labs/index", "labs/week6", "404"]
OF_OUR_OWN = ["guide/everything", "guide/long", "guide/blocks", "labs/first"]


def main(folder: Path, own: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as root, running_chromium(find_chromium()) as browser:
        course = (own_course if own else copy_of_the_course)(Path(root))
        with ServedSite(course) as site:
            visits = Visits(browser)
            for page in OF_OUR_OWN if own else OF_THE_COURSE:
                take(visits, site.url(f"{page}.html"), folder / page.replace("/", "-"))
            visits.close()
            print("\n".join(visits.complaints) or "No page complained.")


def take(visits: Visits, address: str, path: Path) -> None:
    for theme in ["light", "dark"]:
        for width, height in WIDTHS.items():
            page = visits.open(address, width=width, height=height, theme=theme)
            page.screenshot(path=f"{path}-{width}-{theme}.png")
            page.screenshot(path=f"{path}-{width}-{theme}-whole.png", full_page=True)
    page.emulate_media(media="print")
    page.pdf(path=f"{path}.pdf", format="A4")
    page.screenshot(path=f"{path}-print.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), own=sys.argv[2:] == ["own"])
