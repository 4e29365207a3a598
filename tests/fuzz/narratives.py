"""Fuzzes the reading of narratives: whatever the bytes are, there is a table or a refusal in words.

The first byte says what the rest is: a text file, a Word file, or the body of a Word file that is whole.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

BODY = "word/document.xml"
TEXT = """# 2021

- 5 maart: moeder belt de gemeente (06-12345678).
- Een week later: zij vraagt bijstand aan, uiterlijk 1 april. De gemeente wijst dat niet af; 01/02/2021.

| datum | wie | wat |
|---|---|---|
| eind mei '21 | School | mailt de gemeente, € 1.250,50 |
""".encode()


def small_word_file() -> bytes:
    """A Word file with a bit of everything."""
    import docx

    document = docx.Document()
    document.add_heading("2021", 1)
    document.add_paragraph("5 maart: moeder belt", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "5-3-2021", "brief\nvan de gemeente"
    document.sections[0].header.paragraphs[0].text = "kenmerk"
    content = BytesIO()
    document.save(content)
    return content.getvalue()


WHOLE = small_word_file()
with zipfile.ZipFile(BytesIO(WHOLE)) as _archive:
    MEMBERS = {name: _archive.read(name) for name in _archive.namelist()}


def word_file_of(body: bytes) -> bytes:
    """A whole Word file with another body."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in MEMBERS.items():
            archive.writestr(name, body if name == BODY else part)
    return content.getvalue()


def try_one(data: bytes) -> None:
    """Read one narrative; anything but a table that can be written or a refusal in words is a bug."""
    from casekit.errors import InputRefused
    from casekit.export.draft import draft_files
    from casekit.read.narrative.draft import draft_of_pieces
    from casekit.read.narrative.text import pieces_of_text
    from casekit.read.narrative.word_file import word_pieces
    from casekit.when import parse_moment

    kind, rest = (data[0] if data else 0) % 3, data[1:]
    try:
        if kind == 0:
            pieces = pieces_of_text(rest, "verhaal.md")
        else:
            pieces = word_pieces(rest if kind == 1 else word_file_of(rest), "verhaal.docx").pieces
    except InputRefused as refused:
        problems = refused.problems
        pieces = []
    else:
        problems = ()
    assert all(problem.sentence("nl") and problem.sentence("en") for problem in problems)
    made = draft_of_pieces(pieces)
    assert made.read == len(made.rows) + len(made.rest)
    assert all(parse_moment(str(row.values.get("when", ""))) is not None for row in made.rows)
    assert len(draft_files(made, "verhaal")) == 3


def seeds() -> list[bytes]:
    """What the fuzzer starts from."""
    return [b"\x00" + TEXT, b"\x01" + WHOLE, b"\x02" + MEMBERS[BODY]]
