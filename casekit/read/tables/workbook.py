"""An Excel workbook as tables, without loss and without a guess.

The package is judged first (`package`), then its parts (`workbook_parts`), then each sheet while it streams by
(`workbook_scan`); a cell becomes a value in `workbook_values`. Here the cells of a sheet become a table. Nothing in
a workbook is calculated or executed, and what is left out is reported.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from casekit.errors import Cell, InputRefused, Problem, place_order, shown
from casekit.read.tables.recognise import OWN_SHEETS
from casekit.read.tables.workbook_parts import Book, SheetPart, open_book
from casekit.read.tables.workbook_scan import MOST_TOLD, RANGE, Finding, Scan, letters, scan_sheet, spot, told
from casekit.read.tables.workbook_values import Values, read_formats, read_strings
from casekit.sheets.cells import is_blank, text_of
from casekit.sheets.plan import CASE_HEADERS, find_sheet, fitting_sheet, header_field, nearest, plain_header, sheets
from casekit.sheets.table import Raw, Row, Table
from casekit.text import LANGUAGES, say

__all__ = ["WorkbookRead", "workbook_tables"]

HEADER_WITHIN = 10
"""The row with the headers is one of the first so many filled rows."""
MOST_PLACES = 2_000_000
"""Of one table: rows times columns."""
LONGEST_HEADER = 100
"""Of a header that the kit could know."""
FORMATTED_FROM = 1_000
"""So many formatted, empty rows below the last filled one are worth a word."""
_TOLD_ONLY = frozenset({"workbook_hyperlink", "workbook_unseen", "workbook_comments", "workbook_above"})
"""What does not stop the reading."""


@dataclass(frozen=True, slots=True)
class WorkbookRead:
    """The tables of a workbook, one per sheet that holds something, and what was left out or looked odd."""

    tables: tuple[Table, ...]
    report: tuple[Problem, ...]


def workbook_tables(content: bytes, file: str, also: Collection[str] = ()) -> WorkbookRead:
    """The tables in the bytes of an .xlsx file, and what to report about it.

    The header row of a sheet is the one of its first ten filled rows with most headers that the kit knows, else the
    first. Empty rows are left out; a date is a date, whatever year the workbook counts from; a text stays as typed.
    A month typed in Excel ("mrt-21") stays a month: the text "2021-03". `also`: names of sheets that are looked into
    as those of a case are.

    Raises InputRefused with everything that is wrong: no (whole) workbook, macros, links to other workbooks,
    formulas, merged cells, error values, values that Excel has already changed, values without a header.

    >>> workbook_tables(b"id;naam", "casus.xlsx")
    Traceback (most recent call last):
    ...
    casekit.errors.InputRefused: casus.xlsx: ...
    """
    book = open_book(content, file)
    problems = list(book.problems)
    values = _values(book)
    tables: list[Table] = []
    filled = 0
    for number, part in enumerate(book.sheets, 1):
        own = plain_header(part.name) in OWN_SHEETS
        if not own:
            problems += _left_out(part, number, file)
        if part.part is None:
            continue
        try:
            scan = scan_sheet(book.package.read(part.part), file, part.part, values)
        except InputRefused as refused:  # one broken sheet does not keep the others from being told
            problems += [replace(one, line=Cell(part.name, 1, "A", number)) for one in refused.problems]
            continue
        filled += bool(scan.rows)
        made = list(_tables(scan, part.name, number))
        tables += made
        if not own:
            counts = part.name in also or _of_a_case(part.name, made)
            problems += _judged(scan.findings, part.name, number, file, counts=counts)
            problems += _unseen(scan, part.name, number, file)
    if book.from_1904:
        problems.append(Problem("workbook_1904", file, severity="warning"))
    if not filled and not any(problem.severity == "error" for problem in problems):
        problems.append(Problem("workbook_no_cells", file))
    problems.sort(key=place_order)
    wrong = [problem for problem in problems if problem.severity == "error"]
    if wrong:
        raise InputRefused(wrong)
    return WorkbookRead(tuple(tables), tuple(problems))


def _values(book: Book) -> Values:
    """What all sheets share: texts and number formats."""

    def part(name: str | None) -> bytes | None:
        return None if name is None else book.package.read(name)

    strings, styles, file = part(book.strings), part(book.styles), book.package.file
    return Values(
        read_strings(strings, file, book.strings or "") if strings is not None else [],
        read_formats(styles, file, book.styles or "") if styles is not None else [],
        book.from_1904,
    )


def _left_out(part: SheetPart, number: int, file: str) -> Iterator[Problem]:
    """What of a sheet is not read, or is not seen by who opens the workbook."""
    place = Cell(part.name, 1, "A", number)
    if part.hidden:
        yield Problem("workbook_hidden_sheet", file, place, "warning")
    for what in part.left_out:
        yield Problem(f"workbook_{what}", file, place, "warning")
    cells = [at for comment in part.comments if (at := spot(comment))]
    yield from _told([Finding("workbook_comments", *cell) for cell in cells], part.name, number, file)


def _of_a_case(sheet: str, made: list[Table]) -> bool:
    """Whether a sheet is, or may be meant as, one of a case."""
    names = {plain_header(name): name for one in sheets() for name in (one.nl, one.en)}
    return bool(find_sheet(sheet) or nearest(sheet, names) or any(fitting_sheet(table.headers) for table in made))


def _judged(findings: list[Finding], sheet: str, number: int, file: str, *, counts: bool) -> Iterator[Problem]:
    """What was found in a sheet; in one that counts nowhere, only that it was not looked into."""
    if counts:
        yield from _told(findings, sheet, number, file)
        return
    yield from _told([one for one in findings if one.code in _TOLD_ONLY], sheet, number, file)
    if any(one.code not in _TOLD_ONLY for one in findings):
        yield Problem("workbook_not_judged", file, Cell(sheet, 1, "A", number), "warning")


def _told(findings: list[Finding], sheet: str, number: int, file: str) -> Iterator[Problem]:
    """One problem for all cells of a sheet in which the same thing was found."""

    def kind(finding: Finding) -> str:
        return f"{finding.code} {sorted((key, str(value)) for key, value in finding.values.items() if key != RANGE)}"

    for _, group in groupby(sorted(findings, key=lambda one: (kind(one), one.row, one.column)), key=kind):
        same = list(group)
        first = same[0]
        ranges = [str(one.values[RANGE]) for one in same if RANGE in one.values]
        cells, more = told((one.row, one.column) for one in same if RANGE not in one.values)
        named = ", ".join(filter(None, [cells, *ranges[:MOST_TOLD]]))
        rest = _more(more + len(ranges[MOST_TOLD:]))
        alone = len(same) == 1 and not ranges
        where = {lang: "" if alone else f" ({named}{rest[lang]})" for lang in LANGUAGES}
        yield Problem(
            first.code,
            file,
            Cell(sheet, first.row, letters(first.column), number),
            "warning" if first.code in _TOLD_ONLY else "error",
            {"cells": named, "where": where, **first.values},
        )


def _more(n: int) -> dict[str, str]:
    """How many places are not named, in words."""
    return {lang: say("workbook.more", lang, n=n) if n else "" for lang in LANGUAGES}


def _unseen(scan: Scan, sheet: str, number: int, file: str) -> Iterator[Problem]:
    """Rows and columns that hold something and are hidden, and formatting far below the last row."""

    def problem(code: str, row: int, column: int, **values: object) -> Problem:
        return Problem(code, file, Cell(sheet, row, letters(column), number), "warning", values)

    if scan.hidden_rows:
        words, more = told((row, 1) for row in scan.hidden_rows)
        yield problem("workbook_hidden_rows", scan.hidden_rows[0], 1, rows=words.replace("A", ""), more=_more(more))
    filled = sorted({column for _, cells in scan.rows for column in cells})
    hidden = [column for column in filled if any(first <= column <= last for first, last in scan.hidden_columns)]
    if hidden:
        yield problem("workbook_hidden_columns", 1, hidden[0], columns=", ".join(map(letters, hidden)))
    last = scan.rows[-1][0] if scan.rows else 0
    if scan.last_row - last >= FORMATTED_FROM:
        yield problem("workbook_formatted", last + 1, 1, first=last + 1, last=scan.last_row)


def _tables(scan: Scan, name: str, number: int) -> Iterator[Table]:
    """The cells of a sheet as a table; nothing for an empty sheet. What has no place in it is a finding."""
    rows = [(row, cells) for row, cells in scan.rows if not all(is_blank(value) for value in cells.values())]
    if not rows:
        return
    at = _header_at(rows, name)
    header_row, headers = rows[at]
    above = {(row, column) for row, cells in rows[:at] for column, one in cells.items() if not is_blank(one)}
    # A title over merged cells, or calculated, is a title: nothing of it is used.
    above |= {(one.row, one.column) for one in scan.findings if _title_only(one, header_row)}
    scan.findings = [one for one in scan.findings if not _title_only(one, header_row)]
    scan.findings += [Finding("workbook_above", row, column) for row, column in sorted(above)]
    titles = {column: _title(value) for column, value in sorted(headers.items()) if not is_blank(value)}
    first: dict[str, int] = {}
    for column, title in titles.items():
        other = first.setdefault(plain_header(title), column)
        if other != column:
            values = {"header": shown(title), "other": f"{letters(other)}{header_row}"}
            scan.findings.append(Finding("workbook_double_header", header_row, column, values))
    made = []
    for row, cells in rows[at + 1 :]:
        for column in cells.keys() - titles.keys():
            if not is_blank(cells[column]):
                scan.findings.append(Finding("workbook_no_header", row, column))
        made.append(Row(row, tuple(cells.get(column) for column in titles)))
        if len(made) * len(titles) > MOST_PLACES:
            scan.findings.append(Finding("workbook_much", row, 1))
            break
    yield Table(name, tuple(titles.values()), tuple(map(letters, titles)), tuple(made), header_row, number)


def _title_only(found: Finding, header_row: int) -> bool:
    """Whether merged cells or a formula lie wholly above the headers."""
    end = spot(str(found.values.get(RANGE, "")).partition(":")[2]) or (found.row, found.column)
    return found.code in ("workbook_merged", "workbook_formula") and end[0] < header_row


def _title(value: Raw) -> str:
    """A header as text, whatever it was typed as."""
    return value if isinstance(value, str) else text_of(value)


def _header_at(rows: list[tuple[int, dict[int, Raw]]], name: str) -> int:
    """Which of the filled rows holds the headers: the one that names most columns of its sheet; else the first.

    A sheet with a name of one's own has its headers where they fit a sheet of a case.
    """
    sheet = find_sheet(name)
    if sheet is None:
        texts = [[value for value in cells.values() if isinstance(value, str)] for _, cells in rows[:HEADER_WITHIN]]
        return next((place for place, one in enumerate(texts) if _may_be_headers(one)), 0)
    case_headers = {plain_header(header) for lang in LANGUAGES for header in CASE_HEADERS[lang]}
    known: Callable[[str], bool] = (
        (lambda text: plain_header(text) in case_headers)
        if sheet.name == "case"
        else (lambda text: header_field(sheet, text) is not None)
    )
    counts = [
        sum(isinstance(value, str) and len(value) <= LONGEST_HEADER and known(value) for value in cells.values())
        for _, cells in rows[:HEADER_WITHIN]
    ]
    return counts.index(max(counts))


def _may_be_headers(texts: list[str]) -> bool:
    return all(len(text) <= LONGEST_HEADER for text in texts) and fitting_sheet(texts) is not None
