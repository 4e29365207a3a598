"""Fuzzes the reading of workbooks: whatever the bytes are, there is a table or a refusal in words.

The first byte says what is changed: the file itself, or one of the parts of XML in a file that is whole. Most
changes of a file itself end in its check sums; changes of a part come through to the reading.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

FILE = "casus.xlsx"
PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/_rels/sheet1.xml.rels",
    "xl/comments1.xml",
    "_rels/.rels",
)


def small_workbook() -> bytes:
    """A workbook with a bit of everything."""
    from datetime import datetime

    import xlsxwriter

    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Contactmomenten")
        day, month = book.add_format({"num_format": "dd-mm-yyyy"}), book.add_format({"num_format": "mmm-yy"})
        bold, place = book.add_format({"bold": True}), book.add_format({"num_format": '"("0")"'})
        sheet.write_row(0, 0, ["id", "wanneer", "wat gebeurde er", "bedrag", "volgorde", "keerpunt"])
        sheet.write_datetime(1, 1, datetime(2021, 3, 5), day)
        sheet.write_rich_string(1, 2, bold, "belt", " de _x000D_ gemeente")
        sheet.write_row(1, 3, [12.5])
        sheet.write_number(1, 4, 3, place)
        sheet.write_boolean(1, 5, True)
        sheet.write_datetime(2, 1, datetime(2021, 3, 1), month)
        sheet.write_comment(2, 1, "let op")
        sheet.write_url(2, 2, "https://voorbeeld.example/", string="brief")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 3, None, None, {"hidden": True})
    return content.getvalue()


WHOLE = small_workbook()
with zipfile.ZipFile(BytesIO(WHOLE)) as _archive:
    MEMBERS = {name: _archive.read(name) for name in _archive.namelist()}


def workbook_of(data: bytes) -> bytes:
    """The workbook that some bytes of the fuzzer stand for."""
    place = data[0] if data else 0
    if place >= len(PARTS):
        return data[1:]
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in MEMBERS.items():
            archive.writestr(name, data[1:] if name == PARTS[place] else part)
    return content.getvalue()


def try_one(data: bytes) -> None:
    """Read one workbook; anything but a table or a refusal in words is a bug."""
    from casekit.errors import InputRefused
    from casekit.read.tables.workbook import workbook_tables

    try:
        read = workbook_tables(workbook_of(data), FILE)
    except InputRefused as refused:
        problems = refused.problems
        assert problems
    else:
        problems = read.report
        for table in read.tables:
            assert all(len(row.values) == len(table.headers) == len(table.columns) for row in table.rows)
            numbers = [row.number for row in table.rows]
            assert numbers == sorted(set(numbers))
    for problem in problems:
        assert problem.sentence("nl")
        assert problem.sentence("en")


def seeds() -> list[bytes]:
    """What the fuzzer starts from: each part as it is, and the file itself."""
    return [bytes([place]) + MEMBERS[name] for place, name in enumerate(PARTS)] + [b"\xff" + WHOLE]
