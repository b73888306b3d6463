"""Nothing that a note's author writes is run by a reader's browser.

Every attack is a note, in each of the places where Markdown can hold HTML. The pages are read by a
parser that shares nothing with ours: html5lib, which follows the standard that browsers follow.
"""

import json
import re
import subprocess
from pathlib import Path

import html5lib
import pytest

from attacks import everything

ROOT = Path(__file__).parents[2]
PLACES = {
    "alone": "{}\n",
    "in a sentence": "Words {} words.\n",
    "in a quote": "> {}\n",
    "in a cell": "| a | b |\n|---|---|\n| {} | x |\n",
    "in a list": "- {}\n- x\n",
    "in a heading": "## {} x\n",
}
ELEMENTS = """
a abbr b bdo blockquote br caption cite code colgroup dd del details dfn div dl dt em figcaption
figure h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q rp rt ruby s samp section
small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr
"""
ATTRIBUTES = """
alt aria-label aria-labelledby checked class colspan datetime decoding dir disabled headers height
href id lang loading open rel reversed role rowspan scope src start tabindex title type width
"""
SAFE_ADDRESS = re.compile(
    r"(https?:|mailto:|tel:|#|data:image/(png|jpeg|gif|webp|avif);base64,[^<>\"]*$)", re.ASCII
)


def build(course):
    """The names of the notes that it finds errors in."""
    program = ROOT / ".build" / "release" / "labs"
    built = subprocess.run(
        [program, "build", "--json", "--root", course], capture_output=True, check=False
    )
    found = json.loads(built.stdout)["data"]["diagnostics"]
    return {Path(one["location"]["file"]).stem for one in found if one["severity"] == "error"}


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Each attack in each place, with the tree of its page. What is an error is not published."""
    course = tmp_path_factory.mktemp("attacks")
    notes = {}
    for place, form in PLACES.items():
        for number, attack in enumerate(everything()):
            text = form.format(attack if place == "alone" else attack.replace("\n", " "))
            name = f"{place.replace(' ', '-')}-{number}"
            notes[name] = (place, attack)
            note = course / "content" / "notes" / f"{name}.md"
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(f"---\ntitle: {name}\n---\n\n{text}\n\nThe end of the note.\n")
    (course / "content" / "course.yml").write_text("format: 1\ntitle: Attacks\n")
    (course / "content" / "index.md").write_text("---\ntitle: Attacks\n---\n\nWords.\n")
    (course / "content" / "notes" / "x").write_text("")
    refused = build(course)
    for name in refused:
        (course / "content" / "notes" / f"{name}.md").unlink()
        del notes[name]
    assert len(refused) < len(notes) / 20
    assert not build(course)
    return {
        attack: html5lib.parse(
            (course / "_site" / "notes" / f"{name}.html").read_bytes(), namespaceHTMLElements=False
        )
        for name, attack in notes.items()
    }


def text_of(page):
    article = page.find(".//article")
    header = article.find("header")
    return [element for element in article.iter() if element not in set(header.iter())][1:]


def test_only_allowed_markup_is_left(pages):
    for attack, page in pages.items():
        for element in text_of(page):
            assert element.tag in ELEMENTS.split(), (attack, element.tag)
            assert set(element.attrib) <= set(ATTRIBUTES.split()), (attack, element.attrib)


def test_every_address_is_harmless(pages):
    for attack, page in pages.items():
        for element in text_of(page):
            for name in ("href", "src"):
                address = element.get(name, "#")
                decoded = "".join(c for c in address if c > " ")
                assert SAFE_ADDRESS.match(decoded) or ":" not in decoded.split("/")[0], attack
                assert "javascript:" not in decoded.lower(), attack


def test_scripts_are_the_theme_s_alone(pages):
    for attack, page in pages.items():
        for element in page.iter():
            assert element.tag not in {"style", "iframe", "object", "embed", "base", "svg", "math"}
            assert not any(name.startswith("on") for name in element.attrib), attack
            if element.tag == "script":
                assert re.fullmatch(r"\.\./assets/[\w-]+\.js", element.get("src")), attack
                assert not element.text, attack


def test_no_attack_leaves_its_place(pages):
    """What comes after it in the page is where it would be without it."""
    for attack, page in pages.items():
        main = page.find(".//main")
        assert [child.tag for child in main] == ["article", "footer"], attack
        assert "The end" not in "".join(main.find("footer").itertext()), attack


def test_an_author_s_anchor_is_never_one_of_the_theme_s(pages):
    for attack, page in pages.items():
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), (attack, ids)
        theme = {"page.main"}
        for element in text_of(page):
            assert element.get("id") not in theme, attack
            assert "." not in element.get("id", ""), attack
