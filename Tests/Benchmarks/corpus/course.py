"""The folders and files of a generated course."""

from pathlib import Path

from corpus.note import Note

#: Notes in a section, its opening page included.
SECTION = 40


def write_course(folder: Path, notes: int) -> None:
    """`notes` files of 4 to 8 kB below `folder`/content, SECTION in a section."""
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "labs").mkdir()
    (content / "course.yml").write_text(
        "format: 1\ntitle: Generated course\ndescription: Notes for measuring.\n"
        "base-url: https://example.org/course\n"
    )
    all_notes = [Note(number, SECTION, notes) for number in range(notes)]
    for note in all_notes:
        path = content / note.path
        if note.is_opening:
            path.parent.mkdir()
        path.write_text(note.text())
