"""Makes what Taguette exports, with Taguette itself: `python -m tests.read.coded.make_taguette FOLDER`.

Taguette is no part of the kit. `taguette_highlights.csv` beside this file is what version 1.5.2 wrote; this script
makes that text again, and the exports that are no text (`highlights.xlsx`, `project.sqlite3`).
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.read.coded.interview import SEGMENTS, TEXTS

# The names of the documents could be names of people: they must never come out of the kit.
NAMES = ("Gesprek met de moeder", "Gesprek met de buurman")


def make(folder: Path) -> None:
    """Make a project with documents, tags and highlights, and export it in all ways."""
    from taguette import database, export, extract

    path = folder / "project.sqlite3"
    session = database.connect(f"sqlite:///{path}")()
    user = database.User(login="admin")
    project = database.Project(name="oefening", description="")
    session.add_all([user, project])
    session.commit()
    session.add(database.ProjectMember(project=project, user=user, privileges=database.Privileges.ADMIN))
    tags: dict[str, object] = {}
    documents = []
    for name, text in zip(NAMES, TEXTS, strict=True):
        html = "".join(f"<p>{line}</p>" for line in text.splitlines())
        documents.append(
            database.Document(
                name=name, description="", filename="gesprek.txt", project=project, contents=html,
                text_direction=database.TextDirection.LEFT_TO_RIGHT,
            )
        )  # fmt: skip
    session.add_all(documents)
    session.commit()
    for number, start, end, codes in SEGMENTS:
        for code in codes:
            if code not in tags:
                tags[code] = database.Tag(project=project, path=code, description="")
                session.add(tags[code])
        # Taguette counts the bytes of the text without tags, so without the ends of lines.
        text = TEXTS[number - 1]
        first, last = (len(text[:place].replace("\n", "").encode()) for place in (start, end))
        document = documents[number - 1]
        highlight = database.Highlight(
            document=document, start_offset=first, end_offset=last,
            snippet=extract.extract(document.contents, first, last),
        )  # fmt: skip
        highlight.tags = [tags[code] for code in codes]
        session.add(highlight)
        session.commit()
    with open(folder / "highlights.csv", "w", encoding="utf-8", newline="") as file:
        export.highlights_csv(session, project.id, "", file)
    export.highlights_xslx(session, project.id, "", str(folder / "highlights.xlsx"))
    with open(folder / "codebook.qdc", "w", encoding="utf-8") as file:
        export.codebook_xml(list(project.tags), file)
    session.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
