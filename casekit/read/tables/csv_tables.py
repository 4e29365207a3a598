"""CSV files in the habits of Dutch offices: semicolons, decimal commas, a byte order mark, an old character set.

The separator is the one that gives known headers; nothing is guessed from the rows. A row with a field too many
is refused, since all that follows it may have moved.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casekit.errors import Cell, InputRefused, Problem
from casekit.read.safe.guard import MAX_BYTES, MAX_SIGNS, strange_sign
from casekit.read.safe.opening import read_file
from casekit.sheets.formulas import unguarded
from casekit.sheets.plan import CASE_NAMES, find_sheet, fitting_sheet, header_field, plain_header, sheets
from casekit.sheets.table import Row, Table, column_letters

__all__ = ["CsvRead", "csv_rows", "csv_tables", "table_of"]

MOST_COLUMNS = 300
"""As in a workbook."""
MAX_FIELD = 100_000
SEPARATORS = (";", ",", "\t", "|")
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc‚„†‡•…‰‹›€™]|â€"
)


@dataclass(frozen=True, slots=True)
class CsvRead:
    """The tables of CSV files, and what to report about reading them."""

    tables: tuple[Table, ...]
    report: tuple[Problem, ...]


def csv_tables(paths: Sequence[str | Path]) -> CsvRead:
    """The tables in CSV files, each named after the sheet that its headers belong to.

    Raises InputRefused with what is wrong with all of them.
    """
    tables: list[Table] = []
    problems: list[Problem] = []
    for number, path in enumerate(paths):
        file = str(path)
        try:
            content = read_file(path, MAX_BYTES)
            rows, told = csv_rows(content, file)
            problems += told
            tables.append(table_of(rows, file, number))
        except InputRefused as refused:
            problems += refused.problems
    if any(problem.severity == "error" for problem in problems):
        raise InputRefused(problems)
    return CsvRead(tuple(tables), tuple(problems))


def csv_rows(content: bytes, file: str, known: frozenset[str] | None = None) -> tuple[list[list[str]], list[Problem]]:
    """The rows of a CSV file as text, the header first, and what to report.

    `known` are the headers (in plain form) that tell which separator it is; without them those of the sheets
    of a case. Raises InputRefused.
    """
    text, report = _decoded(content, file)
    first = _SEP_LINE.match(text)
    body = text[first.end() :] if first else text
    separators = [first[1]] if first else list(SEPARATORS)
    head = body.partition("\n")[0]
    crowd = max(map(body.count, separators)) + body.count("\n") + body.count("\r") > MAX_SIGNS
    if crowd or max(map(head.count, separators)) > MOST_COLUMNS:
        raise InputRefused([Problem("too_many_nodes", file, 1)])
    separator = max(separators, key=lambda one: _known_headers(body, one, known))
    if _known_headers(body, separator, known) == 0:
        expected = ", ".join(sorted(known)[:6]) if known else {"nl": _some_headers("nl"), "en": _some_headers("en")}
        raise InputRefused([Problem("csv_no_headers", file, 1, values={"headers": expected})])
    rows = _split(body, separator, file)
    problems = [p for number, row in enumerate(rows, 1 + bool(first)) for p in _wrong_row(row, number, file)]
    width = len(rows[0])
    for number, row in enumerate(rows[1:], 2 + bool(first)):
        if len(row) > width:
            values = {"n": len(row), "expected": width}
            problems.append(Problem("csv_too_many", file, Cell(Path(file).name, number), values=values))
    if problems:
        raise InputRefused(problems)
    return ([[]] if first else []) + [[unguarded(value) for value in row] for row in rows], report


def _decoded(content: bytes, file: str) -> tuple[str, list[Problem]]:
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise InputRefused([Problem("csv_empty", file)])
    report: list[Problem] = []
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
        elif b"\0" in content:
            raise InputRefused([Problem("binary", file)])
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            raise InputRefused([Problem("not_utf8", file, line)]) from None
        report.append(Problem("csv_cp1252", file, severity="warning"))
    found = _MOJIBAKE.search(text)
    if found:
        report.append(Problem("mojibake", file, text.count("\n", 0, found.start()) + 1, "confirm"))
    return text, report


def _split(text: str, separator: str, file: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        long = "field larger" in str(error)
        line = reader.line_num if long else _open_quote(text, separator)
        raise InputRefused([Problem("csv_long_field" if long else "csv_quote", file, line or None)]) from None
    return rows


def _open_quote(text: str, separator: str) -> int:
    """The line on which the field begins that is never closed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        while True:
            next(reader)
            line = reader.line_num + 1
    except (csv.Error, StopIteration):
        return line


def _wrong_row(row: list[str], number: int, file: str) -> list[Problem]:
    problems: list[Problem] = []
    if len(joined := "".join(row)) <= MAX_FIELD and not strange_sign(joined):  # nearly every row; asked once
        return problems
    for place, value in enumerate(row):
        cell = Cell(Path(file).name, number, column_letters(place))
        if len(value) > MAX_FIELD:
            problems.append(Problem("csv_long_field", file, cell))
        if sign := strange_sign(value):
            problems.append(Problem("control_character", file, cell, values={"character": sign}))
    return problems


def _known_headers(text: str, separator: str, known: frozenset[str] | None) -> int:
    try:
        headers = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except (csv.Error, StopIteration):
        return 0
    if known is not None:
        return sum(plain_header(header) in known for header in headers)
    fields = max(sum(header_field(sheet, header) is not None for header in headers) for sheet in sheets())
    return max(fields, sum(plain_header(header) in CASE_NAMES for header in headers))


def _some_headers(lang: str) -> str:
    touchpoints = next(sheet for sheet in sheets() if sheet.name == "touchpoints")
    return ", ".join(field.header(lang) for field in touchpoints.fields if field.required)


def table_of(rows: list[list[str]], file: str, number: int) -> Table:
    """The rows as a table of the sheet that the name of the file means, else of the one that its headers fit best."""
    header_row = 1 if rows[0] else 2
    headers, *body = rows[header_row - 1 :]
    while headers and not headers[-1].strip() and all(len(row) < len(headers) or not row[-1] for row in body):
        body = [row[: len(headers) - 1] for row in body]
        headers = headers[:-1]
    letters = tuple(column_letters(place) for place in range(len(headers)))
    problems = [
        Problem("value_without_header", file, Cell(Path(file).name, row_number, letters[place]))
        for row_number, row in enumerate(body, header_row + 1)
        for place, value in enumerate(row)
        if value.strip() and not headers[place].strip()
    ]
    if problems:
        raise InputRefused(problems)
    kept = tuple(
        Row(row_number, tuple(row)) for row_number, row in enumerate(body, header_row + 1) if any(map(str.strip, row))
    )
    sheet = find_sheet(Path(file).stem) or fitting_sheet(headers)
    return Table(Path(file).name, tuple(headers), letters, kept, header_row, number, sheet.name if sheet else None)
