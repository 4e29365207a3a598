"""Who is in the room, and who is really involved: the list of participants, and the register beside a case.

Of a list of participants only the organisations are read; other columns (names, addresses) are passed over, never
kept and never named. The register `private/involved.yaml` says which organisations hide behind the roles of a case.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from casekit.errors import Cell, InputRefused, Place, Problem
from casekit.part import Part
from casekit.read.beside import about, beside, part_in
from casekit.read.consent_file import FOLDER
from casekit.read.safe.guard import MAX_BYTES, Document, read_yaml
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.read.tables.csv_tables import csv_rows
from casekit.read.tables.workbook_parts import open_book
from casekit.read.tables.workbook_scan import Finding, Scan, letters, scan_sheet
from casekit.read.tables.workbook_values import Values, read_formats, read_strings
from casekit.sheets.cells import text_of
from casekit.sheets.plan import plain_header
from casekit.sheets.table import column_letters
from casekit.values import Name, is_blank, many

__all__ = ["Involved", "Present", "involved_path", "load_involved", "read_involved", "read_present"]

NAME = "involved"
WHOLE = "consent.the_register"
HEADERS = frozenset(
    {
        "organisatie",
        "organisaties",
        "organisatienaam",
        "organisation",
        "organisations",
        "organization",
        "organizations",
    }
)
"""What the column is called, in plain form."""
HEADER_WITHIN = 10
_TOLD = frozenset({"workbook_hyperlink", "workbook_comments"})


class Involved(Part):
    """One organisation that is really involved, the actor that it is in the case, and other names it goes by."""

    organisation: str = Field(min_length=1)
    actor: Name | None = None
    aliases: Annotated[tuple[str, ...], BeforeValidator(many)] = ()


class _Register(Part):
    organisations: tuple[Involved, ...] = ()


@dataclass(frozen=True, slots=True)
class Present:
    """One organisation on a list of participants, and the line or cell where it stands."""

    organisation: str
    place: Place


def involved_path(case_file: str | Path) -> Path:
    """Where the register of a case stands, or would stand. Raises InputRefused when there is no such case."""
    return beside(case_file, FOLDER, NAME)


def load_involved(case_file: str | Path) -> tuple[tuple[Involved, ...] | None, list[Problem]]:
    """The register beside a case, None when there is none, and warnings. Raises InputRefused with what is wrong."""
    path = involved_path(case_file)
    if not os.path.lexists(path):
        return None, []
    with about(WHOLE):
        return read_involved(read_file(path, MEGABYTE), str(path))


def read_involved(content: bytes, file: str) -> tuple[tuple[Involved, ...], list[Problem]]:
    """The organisations that a text lists, as a list or under `organisations`. Raises InputRefused.

    >>> (one,), _ = read_involved(b"- {organisation: Gemeente Voorbeeldstad, actor: gemeente}", "involved.yaml")
    >>> one.actor
    'gemeente'
    """
    document = read_yaml(content, file)
    if isinstance(document.data, list):
        lines = {("organisations", *path): line for path, line in document.lines.items()}
        document = Document(file, {"organisations": document.data}, lines)
    if not isinstance(document.data, dict) or "organisations" not in document.data:
        raise InputRefused([Problem("not_a_register", file, 1)])
    register, warnings = part_in(document, _Register, WHOLE)
    return register.organisations, warnings


def read_present(path: str | Path) -> tuple[Present, ...]:
    """The organisations on a list of participants, in the order of the file, each with its place.

    A text file has one organisation per line; a CSV file or a workbook a column `organisatie` (or `organisation`),
    on any sheet; a YAML file a list of names, or of rows with that field. Raises InputRefused for what cannot be
    read, for a table without that column, and for a list that names nobody.
    """
    file, kind = str(path), Path(path).suffix.casefold()
    readers = {".txt": _lines, ".csv": _csv, ".xlsx": _workbook, ".yaml": _yaml, ".yml": _yaml}
    if kind not in readers:
        raise InputRefused([Problem("present_kind", file)])
    found = tuple(
        Present(" ".join(name.split()), place)
        for name, place in readers[kind](read_file(path, MAX_BYTES), file)
        if not is_blank(name)
    )
    if not found:
        raise InputRefused([Problem("present_empty", file)])
    return found


def _lines(content: bytes, file: str) -> Iterator[tuple[str, Place]]:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in content and not wide:
        raise InputRefused([Problem("present_kind", file)])
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # an old list from Windows: only its accents differ
    for number, line in enumerate(text.splitlines(), 1):
        yield line, number


def _csv(content: bytes, file: str) -> Iterator[tuple[str, Place]]:
    rows, _ = csv_rows(content, file, HEADERS)
    first = 0 if rows[0] else 1  # a first line `sep=;` is left out
    at = next(place for place, header in enumerate(rows[first]) if plain_header(header) in HEADERS)
    for number, row in enumerate(rows[first + 1 :], first + 2):
        if len(row) > at:
            yield row[at], Cell(Path(file).name, number, column_letters(at))


def _yaml(content: bytes, file: str) -> Iterator[tuple[str, Place]]:
    document = read_yaml(content, file)
    data: Any = document.data
    if not isinstance(data, list):
        raise InputRefused([Problem("present_list", file, 1)])
    for place, row in enumerate(data):
        if isinstance(row, dict):
            row = next((value for name, value in row.items() if plain_header(name) in HEADERS), None)
            if row is None:
                raise InputRefused([Problem("present_list", file, document.line(place))])
        if not isinstance(row, str):
            raise InputRefused([Problem("present_list", file, document.line(place))])
        yield row, document.line(place) or 1


def _workbook(content: bytes, file: str) -> Iterator[tuple[str, Place]]:
    book = open_book(content, file)
    wrong = [problem for problem in book.problems if problem.severity == "error"]
    if wrong:
        raise InputRefused(wrong)
    strings = read_strings(book.package.read(book.strings), file, book.strings) if book.strings else []
    shapes = read_formats(book.package.read(book.styles), file, book.styles) if book.styles else []
    values, found, columns = Values(strings, shapes, book.from_1904), [], 0
    for number, sheet in enumerate(book.sheets, 1):
        if sheet.part is None:
            continue
        scan = scan_sheet(book.package.read(sheet.part), file, sheet.part, values)
        for row, column in _header_of(scan):
            columns += 1
            unread = next((one for one in scan.findings if _in_column(one, row, column)), None)
            if unread is not None:
                place = Cell(sheet.name, unread.row, letters(unread.column), number)
                raise InputRefused([Problem("present_cell", file, place)])
            found += [
                (text_of(cells.get(column)), Cell(sheet.name, below, letters(column), number))
                for below, cells in scan.rows
                if below > row
            ]
    if not columns:
        raise InputRefused([Problem("present_column", file)])
    yield from found


def _header_of(scan: Scan) -> list[tuple[int, int]]:
    """Row and column of the first header that names the organisation; nothing on a sheet without one."""
    for row, cells in scan.rows[:HEADER_WITHIN]:
        for column, value in sorted(cells.items()):
            if isinstance(value, str) and plain_header(value) in HEADERS:
                return [(row, column)]
    return []


def _in_column(one: Finding, row: int, column: int) -> bool:
    """Whether something in the column below its header could not be read as it stands: a formula, merged cells."""
    return one.row > row and one.column == column and one.code not in _TOLD
