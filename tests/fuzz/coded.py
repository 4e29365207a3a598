"""Fuzzes the reading of coded interviews: whatever the bytes are, there is a case or a refusal in words.

The first byte says what is changed: the XML of a project, the text of a document in it, a table of highlights, a
project file of Taguette, or the zip itself.
"""

from __future__ import annotations

from tests.read.coded.projects import PROGRAMS, zipped
from tests.read.coded.test_taguette import CSV, project

NAMES = ("p.qdpx", "p.qdpx", "p.csv", "p.sqlite3", "p.qdpx")
XML, TEXT, TABLE, DATABASE = range(4)


def parts_of(content: bytes) -> tuple[str, dict[str, str | bytes]]:
    """The XML of a project and the other files in it."""
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(content)) as archive:
        members: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    xml = members.pop(next(name for name in members if name.endswith(".qde")))
    return xml.decode() if isinstance(xml, bytes) else xml, members


PROJECTS = [parts_of(make()) for make in PROGRAMS.values()]


def file_of(data: bytes) -> tuple[str, bytes]:
    """The name and the bytes of the file that some bytes of the fuzzer stand for."""
    place, rest = (data[0] % len(NAMES), data[1:]) if data else (0, b"")
    if place == XML:
        return NAMES[place], zipped("", {"project.qde": rest, **PROJECTS[0][1]}, "leeg.txt")
    if place == TEXT:
        xml, files = PROJECTS[0]
        return NAMES[place], zipped(xml, dict.fromkeys(files, rest))
    return NAMES[place], rest


def try_one(data: bytes) -> None:
    """Read one file; anything but a case or a refusal in words is a bug."""
    from casekit.errors import InputRefused
    from casekit.read.coded.importing import tables_in
    from casekit.read.tables.assemble import assemble

    name, content = file_of(data)
    try:
        made = tables_in(content, name)
        read = assemble(made.tables, name, lenient=True, case_id="casus")
    except InputRefused as refused:
        problems = refused.problems
        assert problems
    else:
        problems = (*made.report, *read.report, *read.warnings)
        rows = next(table for table in made.tables if table.name == "touchpoints")
        assert len(read.case.touchpoint_list) + len(read.to_do) == len(rows.rows)
    for problem in problems:
        assert problem.sentence("nl")
        assert problem.sentence("en")


def seeds() -> list[bytes]:
    """What the fuzzer starts from: the projects of every program, a text, a table and a project of Taguette."""
    xml = [bytes([XML]) + text.encode() for text, _ in PROJECTS]
    whole = [bytes([4]) + make() for make in PROGRAMS.values()]
    text = next(iter(PROJECTS[0][1].values()))
    words = text if isinstance(text, bytes) else text.encode()
    return [*xml, bytes([TEXT]) + words, bytes([TABLE]) + CSV.encode(), bytes([DATABASE]) + project(), *whole]
