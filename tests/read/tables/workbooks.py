"""Workbooks for the tests: written by xlsxwriter, or part by part by hand where no program would write them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from casekit.errors import InputRefused, Problem
from casekit.read.tables.workbook import workbook_tables
from casekit.sheets.table import Raw, Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
HEADERS = '<row r="1"><c r="A1" t="str"><v>id</v></c><c r="B1" t="str"><v>wanneer</v></c></row>'


def written(fill: Callable[[Any], None], **options: Any) -> bytes:
    """A workbook as xlsxwriter makes it."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, options) as book:
        fill(book)
    return content.getvalue()


def rows_written(*rows: Sequence[object], name: str = "Contactmomenten", form: str | None = None) -> bytes:
    """A workbook of one sheet with these rows; numbers in a number format."""

    def fill(book: Any) -> None:
        sheet, look = book.add_worksheet(name), book.add_format({"num_format": form} if form else {})
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write(row, column, value, look)

    return written(fill)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file with these members."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def relations(*some: tuple[str, str, str], outside: bool = False) -> str:
    """A part with relations: an id, a kind, a target."""
    mode = ' TargetMode="External"' if outside else ""
    rows = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>' for name, kind, target in some
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def worksheet(rows: str, before: str = "", after: str = "", main: str = MAIN) -> str:
    """A sheet with these rows and what stands around them."""
    return f'<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def by_hand(
    rows: str = "",
    *,
    before: str = "",
    after: str = "",
    sheet: str | bytes | None = None,
    forms: Sequence[str] = (),
    strings: Sequence[str] = (),
    book: str = "",
    state: str = "",
    name: str = "Contactmomenten",
    sheet_relations: str | None = None,
    more: Mapping[str, str | bytes] | None = None,
    main: str = MAIN,
) -> bytes:
    """A workbook of one sheet: the rows below its headers, and per style (from 1) a number format."""
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{form}"/>' for n, form in enumerate(forms))
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(forms)))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{OFFICE}">{book}'
            f'<sheets><sheet name="{name}" sheetId="1" {state} r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "styles", "/xl/styles.xml"),
            ("r3", "sharedStrings", "sharedStrings.xml"),
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{main}"><numFmts>{formats}</numFmts>'
            '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
            f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{"".join(f"<si>{one}</si>" for one in strings)}</sst>',
        SHEET: worksheet(HEADERS + rows, before, after, main) if sheet is None else sheet,
    }  # fmt: skip
    if sheet_relations is not None:
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = sheet_relations
    return packed(parts | dict(more or {}))


def cell(place: str, value: object, kind: str = "n", style: int = 0) -> str:
    """One cell in a row of its own."""
    row = "".join(sign for sign in place if sign.isdecimal())
    return f'<row r="{row}"><c r="{place}" t="{kind}" s="{style}"><v>{value}</v></c></row>'


def read_one(content: bytes) -> Table:
    """The only table of a workbook."""
    (table,) = workbook_tables(content, "casus.xlsx").tables
    return table


def value_of(stored: object, kind: str = "n", form: str = "", book: str = "") -> Raw:
    """The value of one cell that is stored in this way."""
    forms = [form] if form else []
    table = read_one(by_hand(cell("A2", stored, kind, len(forms)), forms=forms, book=book))
    return table.rows[0].values[0]


def refused(content: bytes, file: str = "casus.xlsx") -> list[Problem]:
    """Why a workbook is refused; every problem has its words in both languages."""
    with pytest.raises(InputRefused) as error:
        workbook_tables(content, file)
    for problem in error.value.problems:
        assert problem.severity == "error"
        assert problem.part("do", "nl") != problem.part("do", "en")
        assert "{" not in problem.sentence("nl") + problem.sentence("en")
    return list(error.value.problems)


def reported(content: bytes) -> dict[str, Problem]:
    """What is told about a workbook that is read, by code."""
    report = workbook_tables(content, "casus.xlsx").report
    for problem in report:
        assert problem.severity == "warning"
        assert problem.part("found", "nl") != problem.part("found", "en")
    return {problem.code: problem for problem in report}
