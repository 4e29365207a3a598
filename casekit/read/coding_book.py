"""From a coding workbook back to what one coder said, with every problem at once, each in its cell.

The workbook is judged as every workbook is (`read.tables.workbook`); what it says is judged as the file of a coder
is (`read.coding_file`). Nothing of it is calculated, and a cell that is not understood is never guessed at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from casekit.coding import Coded, Coding
from casekit.errors import Cell, InputRefused, Place, Problem, closest, did_you_mean, place_order, shown, spot
from casekit.read.coding_file import coding_in
from casekit.read.safe.guard import Document
from casekit.read.safe.naming import is_folder_name
from casekit.read.tables.workbook import workbook_tables
from casekit.sheets.cells import CellWrong, from_cell, is_blank
from casekit.sheets.coding_plan import (
    ABOUT,
    LINKS,
    PARTS,
    RIVAL,
    cause_in,
    column,
    columns,
    evidence_kind,
    field_title,
    find_column,
    of_link,
    sheet_names,
)
from casekit.sheets.plan import Field, FieldKind, nearest, plain_header
from casekit.sheets.table import Raw, Row, Table
from casekit.taxonomy import Cause
from casekit.text import LANGUAGES, say

__all__ = ["CodingBook", "read_coding_book"]

_Path = tuple[str | int, ...]
_NOT_SAID = ("stall", "statement", "cause")
"""Columns that say which row it is."""
_LONGEST_FIELD = 100
_KINDS: dict[str, FieldKind] = {"coded_on": "moment", "decided_on": "moment", "decided_by": "names"}
"""What the sheet with the explanation has besides text."""


@dataclass(frozen=True)
class CodingBook:
    """What a coding workbook says: the coding, of which case, and the fingerprint of what it was made from.

    `places`: where the first row of each stall and cause stands. `coder` is empty in the coding where the workbook
    does not say who coded.
    """

    coding: Coding
    case: str = ""
    state: str = ""
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()


def read_coding_book(
    content: bytes,
    file: str,
    causes: Iterable[Cause],
    stalls: Iterable[str] | None = None,
    coder: str | None = None,
    *,
    touchpoints: Iterable[str] | None = None,
    before: Callable[[str], Coding | None] | None = None,
) -> CodingBook:
    """The coding in the bytes of an .xlsx file. `coder`: whose it should be; else who the workbook says.

    A stall that is not among `stalls`, or a touchpoint of evidence that is not among `touchpoints`, is refused. Where
    `before`, which gives what a coder coded so far, has it already it was there once: what was coded stays, with a
    warning about the stall. Raises InputRefused with everything that is wrong, by sheet and cell.

    >>> read_coding_book(b"geen werkboek", "codes.xlsx", [])
    Traceback (most recent call last):
    ...
    casekit.errors.InputRefused: codes.xlsx: ...
    """
    read = workbook_tables(content, file, (*sheet_names("stalls"), *sheet_names("about")))
    among = tuple(causes)
    about, places_about = _about(read.tables)
    table = _sheet(read.tables, "stalls")
    if table is None:
        there = ", ".join(shown(one.name) for one in read.tables) or "-"
        raise InputRefused([Problem("codebook_no_sheet", file, values={"found": there})])
    whose = coder or about.get("coder", "")
    if not whose or not is_folder_name(whose):
        raise InputRefused([Problem("codebook_no_coder", file, places_about.get("coder"))])
    if coder and about.get("coder", coder) != coder:
        values: dict[str, object] = {"coder": shown(coder), "book": shown(about["coder"])}
        raise InputRefused([Problem("codebook_of_another", file, places_about.get("coder"), values=values)])
    fields, problems = _headers(table, file)
    document = Document(file, {"codes": []}, {(name,): place for name, place in places_about.items()})
    document.data |= {name: value for name, value in about.items() if name in Coding.model_fields and name != "coder"}
    problems += _collect(table, fields, document, among)
    coded = before(whose) if before is not None else None
    if touchpoints is not None:
        problems += _points(document, tuple(touchpoints), coded)
    if stalls is not None:
        problems += _gone(document, tuple(stalls), coded)
    try:
        coding, warnings = coding_in(document, whose, among)
    except InputRefused as refused:
        raise InputRefused(sorted([*_errors(problems), *map(_worded, refused.problems)], key=place_order)) from None
    if wrong := _errors(problems):
        raise InputRefused(sorted(wrong, key=place_order))
    places = {
        (row.stall, row.cause): document.line("codes", n) or Cell(table.name, 1) for n, row in enumerate(coding.codes)
    }
    everything = (*(p for p in read.report if p.code != "workbook_hidden_sheet"), *problems, *warnings)
    return CodingBook(coding, about.get("case", ""), about.get("state", ""), places, everything)


def _errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _sheet(tables: Sequence[Table], which: str) -> Table | None:
    names = [plain_header(name) for name in sheet_names(which)]
    return next((table for table in tables if plain_header(table.name) in names), None)


def _about(tables: Sequence[Table]) -> tuple[dict[str, Any], dict[str, Place]]:
    """What the sheet with the explanation says about the coding (who, when, of which case), and in which cells."""
    table = _sheet(tables, "about")
    names = {plain_header(say(f"codebook.field.{name}", lang)): name for name in ABOUT for lang in LANGUAGES}
    found: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for row in table.rows if table is not None else ():
        title, value, *_ = (*row.values, None, None)
        name = names.get(plain_header(title)) if isinstance(title, str) else None
        if name is not None and table is not None:
            places.setdefault(name, table.cell(row.number, 1))
        if name is not None and not is_blank(value):
            kind = _KINDS.get(name)
            field = Field(name, kind, name, name) if kind is not None else None
            said = _read(field, value)
            found.setdefault(name, said.strip() if isinstance(said, str) else said)
    return found, places


def _read(field: Field | None, value: Raw) -> Any:
    """The value of a cell; as it stands where it cannot be what its column asks, for others to judge."""
    try:
        return from_cell(field, value)
    except CellWrong:
        return str(value)


def _headers(table: Table, file: str) -> tuple[list[Field | None], list[Problem]]:
    """The column of each header, and what is wrong with the headers."""
    problems = []
    fields: list[Field | None] = []
    known = {plain_header(name): name for one in columns() for name in (one.nl, one.en)}
    for place, header in enumerate(table.headers):
        found = find_column(header) if len(header) <= _LONGEST_FIELD else None
        if found is None:
            near = nearest(header, known) if len(header) <= _LONGEST_FIELD else None
            values: dict[str, object] = {"value": shown(header), "near": did_you_mean(near)}
            at = table.cell(table.header_row, place)
            problems.append(Problem("codebook_column", file, at, "error" if near else "warning", values))
        elif found in fields:
            values = {"value": shown(header)}
            problems.append(
                Problem("codebook_column_twice", file, table.cell(table.header_row, place), values=values)
            )
        fields.append(found)
    for name in ("stall", "cause"):
        if column(name) not in fields:
            missing = {lang: column(name).header(lang) for lang in LANGUAGES}
            at = table.cell(table.header_row, 0)
            problems.append(Problem("codebook_no_column", file, at, values={"name": missing}))
    return fields, problems


def _collect(
    table: Table, fields: list[Field | None], document: Document, causes: tuple[Cause, ...]
) -> Iterator[Problem]:
    """Put every row of the sheet in the document, as the file of a coder would have it, and say what does not fit."""
    rows: list[dict[str, Any]] = document.data["codes"]
    by_key: dict[tuple[str, str], int] = {}
    for line in table.rows:
        cells, places = _cells(table, line, fields)
        said = [name for name in cells if name not in _NOT_SAID]
        if "cause" not in cells:
            if said:
                yield Problem("codebook_no_cause", document.file, places[said[0]])
            continue
        if "stall" not in cells:
            yield Problem("codebook_no_key", document.file, places["cause"])
            continue
        key, cause = str(_read(column("stall"), cells["stall"])).strip(), _read(None, cells["cause"])
        cause = cause_in(str(cause), causes)
        number = by_key.setdefault((key, cause), len(rows))
        if number == len(rows):
            rows.append({"stall": key, "cause": cause})
            document.lines[("codes", number)] = places["cause"]
            document.lines[("codes", number, "stall")] = places["stall"]
        yield from _say(rows[number], cells, places, ("codes", number), document)


def _cells(table: Table, line: Row, fields: list[Field | None]) -> tuple[dict[str, Raw], dict[str, Cell]]:
    """What is filled in on a row, and where, by the name of the column."""
    cells: dict[str, Raw] = {}
    places: dict[str, Cell] = {}
    for place, (one, value) in enumerate(zip(fields, line.values, strict=True)):
        if one is not None and not is_blank(value):
            cells.setdefault(one.name, value)
            places.setdefault(one.name, table.cell(line.number, place))
    return cells, places


def _say(
    row: dict[str, Any], cells: dict[str, Raw], places: dict[str, Cell], path: _Path, document: Document
) -> Iterator[Problem]:
    """Add what one row of the sheet says to the row of the coding."""
    for one in columns():
        if one.name in cells and one.name in Coded.model_fields and one.name not in _NOT_SAID:
            value = _read(one, cells[one.name])
            where = (*path, one.name)
            if row.get(one.name, value) != value:
                other = {"other": spot(document.lines[where])}
                yield Problem("codebook_two_values", document.file, places[one.name], values=other)
            elif one.name not in row:
                row[one.name] = value
                document.lines[where] = places[one.name]
    yield from _evidence(row, cells, places, path, document)
    yield from _rival(row, cells, places, path, document)


def _evidence(
    row: dict[str, Any], cells: dict[str, Raw], places: dict[str, Cell], path: _Path, document: Document
) -> Iterator[Problem]:
    """The evidence on a row of the sheet: the same under two links is one piece that carries both."""
    new: list[dict[str, Any]] = []
    for link in LINKS:
        names = {part: of_link(link, part) for part in PARTS if of_link(link, part) in cells}
        if not names:
            continue
        at = places[next(iter(names.values()))]
        if "kind" not in names:
            yield Problem("codebook_no_kind", document.file, at)
            continue
        one = {part: _read(column(name), cells[name]) for part, name in names.items()}
        one["kind"], prescribes = evidence_kind(str(one["kind"]))
        one |= {"prescribes": True} if prescribes else {}
        same = next((other for other in new if {**other, "link": None} == {**one, "link": None}), None)
        if same is not None:
            same["link"].append(link)
            continue
        number = len(row.get("evidence", ())) + len(new)
        document.lines[(*path, "evidence", number)] = at
        for part, name in names.items():
            document.lines[(*path, "evidence", number, part)] = places[name]
        new.append({"link": [link], **one})
    if new:
        row.setdefault("evidence", []).extend(new)


def _rival(
    row: dict[str, Any], cells: dict[str, Raw], places: dict[str, Cell], path: _Path, document: Document
) -> Iterator[Problem]:
    names = {part: f"rival_{part}" for part in RIVAL if f"rival_{part}" in cells}
    if not names:
        return
    if "explanation" not in names:
        yield Problem("codebook_no_rival", document.file, places[next(iter(names.values()))])
        return
    rivals = row.setdefault("rivals", [])
    for part, name in names.items():
        document.lines[(*path, "rivals", len(rivals), part)] = places[name]
    rivals.append({part: _read(column(name), cells[name]) for part, name in names.items()})


def _worded(problem: Problem) -> Problem:
    """A problem with the name of the column, its list and its row, where the file of a coder has its own words."""
    name = problem.values.get("field")
    if not isinstance(problem.line, Cell) or not isinstance(name, str):
        return problem
    if name in ABOUT:
        title = {lang: field_title(name, lang) for lang in LANGUAGES}
    else:
        found = find_column(name) or find_column(f"rival_{name}") or find_column(of_link(LINKS[0], name))
        if found is None:
            return problem
        title = {lang: found.header(lang) for lang in LANGUAGES}
    row = {lang: say("codebook.row", lang, n=problem.line.row) for lang in LANGUAGES}
    code = "codebook_word" if problem.code == "code_word" else problem.code
    return replace(problem, code=code, values={**problem.values, "field": title, "id": row})


def _points(document: Document, known: tuple[str, ...], before: Coding | None) -> Iterator[Problem]:
    """Touchpoints with only a space between them taken apart; those that the case does not have are told."""
    had = {name for row in (before.codes if before else ()) for one in row.evidence for name in one.touchpoints}
    there = {*known, *had}
    for number, row in enumerate(document.data["codes"]):
        for place, one in enumerate(row.get("evidence", ())):
            typed = one.get("touchpoints")
            if not isinstance(typed, list):
                continue
            names = [n for name in typed for n in ([name] if name in there else str(name).split())]
            one["touchpoints"] = names
            at = document.line("codes", number, "evidence", place, "touchpoints")
            for name in dict.fromkeys(names):
                if name not in there:
                    values = {"value": shown(name), "near": closest(name, known)}
                    yield Problem("codebook_no_touchpoint", document.file, at, values=values)


def _gone(document: Document, stalls: tuple[str, ...], before: Coding | None) -> Iterator[Problem]:
    """Stalls that the case does not have: refused, unless they were coded before; then they stay, with a warning."""
    had = {row.stall for row in (before.codes if before else ())}
    told: set[str] = set()
    for number, row in enumerate(document.data["codes"]):
        key = row["stall"]
        if key in stalls or key in told:
            continue
        told.add(key)
        values = {"value": shown(key), "near": closest(key, stalls)}
        place = document.line("codes", number, "stall")
        if key in had:
            yield Problem("codebook_no_stall", document.file, place, "warning", values)
        else:
            yield Problem("code_no_stall", document.file, place, values=values)
