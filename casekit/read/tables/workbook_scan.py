"""One sheet of a workbook, cell by cell as it streams by: what it holds, and what cannot be read without a guess.

Only cells that hold something are kept, so that formatting down to the last row of a sheet costs no memory. What a
sheet says about its own size is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from casekit.errors import InputRefused, Problem
from casekit.read.safe.xml_walk import Attributes, walk_xml
from casekit.read.tables.workbook_values import Values, ValueWrong, main_names
from casekit.sheets.cells import MOST_SIGNS
from casekit.sheets.table import Raw, column_letters

__all__ = ["MOST_TOLD", "RANGE", "Finding", "Scan", "letters", "scan_sheet", "spot", "told"]

FAR_ROW, FAR_COLUMN = 60_000, 300
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_CELLS = 500_000
MOST_TAGS = 4_000_000
MOST_FINDINGS = 10_000
MOST_TOLD = 12
RANGE = "range"
"""The value of a finding that is about more cells than one."""
_MOST_STORED = 8 * MOST_SIGNS
"""Longer than any text that fits in a cell, also when every sign is written as an escape."""

_TRUTHS = ("TRUE()", "FALSE()")
"""How LibreOffice saves a yes or no that somebody typed."""
_SPOT = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_NAMES = main_names("worksheet", "col", "row", "c", "v", "f", "is", "t", "rPh", "mergeCell", "hyperlink")
_EMPTY_ROW = re.compile(
    rb'<row r="[0-9]{1,7}"(?: [\w:.]+="[^"<>]*")*+\s*'
    rb'(?:/>|>\s*(?:<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,6}")?+(?: t="n")?+\s*(?:/>|></c>)\s*)*+</row>)'
)
_LAST_ROW_SAID = re.compile(rb'<row r="([0-9]{1,7})"')


class Finding(NamedTuple):
    """Something about a cell (or the range that begins there): the code of a problem, the place, more values."""

    code: str
    row: int
    column: int
    values: Mapping[str, object] = {}


@dataclass
class Scan:
    """What a sheet holds: per filled row its number and its values by column (from 1), and what was found."""

    rows: list[tuple[int, dict[int, Raw]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    cells: int = 0
    last_row: int = 0
    """The last row that the sheet tells of, empty or not."""


def spot(text: str) -> tuple[int, int] | None:
    """Row and column of a cell reference, both from 1; None when it is none.

    >>> spot("E14"), spot("$AA$1"), spot("14")
    ((14, 5), (1, 27), None)
    """
    found = _SPOT.fullmatch(text)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


def letters(column: int) -> str:
    """The letters of a column, counted from 1.

    >>> letters(1), letters(27), letters(16384)
    ('A', 'AA', 'XFD')
    """
    return column_letters(column - 1)


def scan_sheet(content: bytes, file: str, part: str, values: Values) -> Scan:
    """Go through a sheet once. Raises InputRefused when it is no sheet, or has more in it than a case can."""
    walker = _Walker(file, values)
    if content.count(b"<v>") + content.count(b"<is>") > MOST_CELLS:
        raise InputRefused([Problem("workbook_much", file)])
    filled = _without_empty(content)
    if filled.count(b"<") > MOST_TAGS:
        raise InputRefused([Problem("workbook_much", file)])
    with suppress(_Enough):
        walk_xml(filled, file, part, _NAMES, start=walker.start, end=walker.end, text=walker.text)
    if not walker.is_sheet:
        raise InputRefused([Problem("workbook_broken", file, values={"part": part})])
    said = _LAST_ROW_SAID.match(content, max(0, content.rfind(b"<row r=")))
    walker.scan.last_row = min(max(int(said[1]) if said else 0, walker.scan.last_row), LAST_ROW)
    return walker.scan


def _without_empty(content: bytes) -> bytes:
    """The sheet without rows that only have a format.

    A column that is formatted to the end is a million of them, too many to go through one by one. Done only where
    every row and cell says where it stands, so that none moves, and where nothing but an element looks like one.
    """
    rows = (content.find(b"<sheetData"), content.rfind(b"</sheetData>"))
    numbered = all(content.count(name, *rows) == content.count(name + b' r="', *rows) for name in (b"<c", b"<row"))
    if not numbered or any(content.find(sign, *rows) >= 0 for sign in (b":c", b":row", b"<!", b"<?")):
        return content
    return _EMPTY_ROW.sub(b"", content)


class _Enough(Exception):
    """More is wrong than anybody wants to hear at once."""


class _Walker:
    """What is known halfway a sheet."""

    def __init__(self, file: str, values: Values) -> None:
        self.file = file
        self.values = values
        self.scan = Scan()
        self.is_sheet = False
        self.row = self.column = 0
        self.cells: dict[int, Raw] = {}
        self.row_hidden = False
        self.kind = "n"
        self.style: str | None = None
        self.formula: Finding | None = None
        self.inside_cell = self.aloud = False
        self.pieces: list[str] = []
        self.formula_pieces: list[str] = []
        self.reading: list[str] | None = None  # where the text goes that comes by
        self.size = 0

    def find(self, code: str, row: int, column: int, values: Mapping[str, object] | None = None) -> None:
        self.scan.findings.append(Finding(code, row, column, values or {}))
        if len(self.scan.findings) >= MOST_FINDINGS:
            raise _Enough

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or (name == "t" and not self.aloud):
            self.reading = self.pieces if self.inside_cell else None
        elif name == "row":
            self._start_row(attributes)
        elif name == "f" and self.inside_cell:
            whole = attributes.get("ref") if attributes.get("t") in ("array", "dataTable") else None
            self.formula = Finding("workbook_formula", self.row, self.column, {RANGE: whole} if whole else {})
            self.reading = self.formula_pieces
        elif name == "rPh":
            self.aloud = True
        elif name == "mergeCell":
            self._range("workbook_merged", attributes.get("ref", ""))
        elif name == "hyperlink":
            self._range("workbook_hyperlink", attributes.get("ref", ""))
        elif name == "col":
            self._columns(attributes)
        elif name == "worksheet":
            self.is_sheet = True

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in ("v", "t", "f"):
            self.reading = None
        elif name == "rPh":
            self.aloud = False
        elif name == "row" and self.cells:
            self.scan.rows.append((self.row, self.cells))
            if self.row_hidden:
                self.scan.hidden_rows.append(self.row)

    def text(self, piece: str) -> None:
        if self.reading is not None and self.size <= _MOST_STORED:
            self.reading.append(piece)
            self.size += len(piece)

    def _start_row(self, attributes: Attributes) -> None:
        said = attributes.get("r")
        number = self.row + 1 if said is None else int(said) if re.fullmatch("[1-9][0-9]{0,6}", said) else 0
        if not self.row < number <= LAST_ROW:
            self.find("workbook_order", max(number, 1), 1)
        self.row, self.column, self.cells = number, 0, {}
        self.scan.last_row = max(self.scan.last_row, number)
        self.row_hidden = attributes.get("hidden") in ("1", "true") or attributes.get("ht") == "0"

    def _start_cell(self, attributes: Attributes) -> None:
        said = attributes.get("r")
        place = (self.row, self.column + 1) if said is None else spot(said)
        if place is None or place[1] > LAST_COLUMN:
            self.find("workbook_broken_cell", self.row, self.column + 1)
            place = (self.row, self.column + 1)
        elif place[0] != self.row or place[1] <= self.column:
            self.find("workbook_order", *place)
        self.column = place[1]
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s")
        self.inside_cell, self.formula, self.size = True, None, 0
        self.pieces, self.formula_pieces = [], []

    def _end_cell(self) -> None:
        self.inside_cell, self.reading = False, None
        if self.formula is not None and (self.formula.values or "".join(self.formula_pieces) not in _TRUTHS):
            self.find(*self.formula)
        elif self.pieces:
            self._keep("".join(self.pieces))

    def _keep(self, stored: str) -> None:
        row, column = self.row, self.column
        try:
            value = self.values.value(self.kind, self.style, stored)
        except ValueWrong as wrong:
            self.find(wrong.code, row, column, wrong.values)
            return
        if value is None:
            return
        if row > FAR_ROW or column > FAR_COLUMN:
            self.find("workbook_far", row, column, {"row": FAR_ROW, "column": letters(FAR_COLUMN)})
            return
        if self.values.shape(self.style).kind == "unseen":
            self.find("workbook_unseen", row, column)
        self.cells[column] = value
        self.scan.cells += 1
        if self.scan.cells > MOST_CELLS:
            raise InputRefused([Problem("workbook_much", self.file)])

    def _range(self, code: str, reference: str) -> None:
        place = spot(reference.split(":")[0])
        if place is None:
            self.find("workbook_broken_cell", 1, 1)
        elif code == "workbook_merged":
            self.find(code, *place, {RANGE: reference})
        else:
            self.find(code, *place)

    def _columns(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        hidden = attributes.get("hidden") in ("1", "true") or attributes.get("width") == "0"
        if hidden and first.isdecimal() and last.isdecimal() and len(first) < 6 and len(last) < 6:
            self.scan.hidden_columns.append((int(first), min(int(last), LAST_COLUMN)))


def told(cells: Iterable[tuple[int, int]], most: int = MOST_TOLD) -> tuple[str, int]:
    """Cells (row, column) in as few words as they allow, and how many stretches were left out.

    >>> told([(2, 5), (3, 5), (4, 5), (3, 6)])
    ('E2:E4, F3', 0)
    """
    stretches: list[list[int]] = []  # column, first row, last row
    for column, row in sorted({(column, row) for row, column in cells}):
        if stretches and stretches[-1][0] == column and stretches[-1][2] == row - 1:
            stretches[-1][2] = row
        else:
            stretches.append([column, row, row])
    words = [
        f"{letters(column)}{first}" if first == last else f"{letters(column)}{first}:{letters(column)}{last}"
        for column, first, last in stretches[:most]
    ]
    return ", ".join(words), max(0, len(stretches) - most)
