"""From tables (sheets, CSV files, rows of coded segments) to a case, with every problem in its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from casekit.errors import Cell, InputRefused, Place, Problem, did_you_mean, place_order, shown
from casekit.read.case_file import parse_case
from casekit.read.imported import Aside, Imported, Tally
from casekit.read.safe.guard import Document
from casekit.read.tables.gathered import gathered
from casekit.read.tables.implied import name_actors, number_rows
from casekit.read.tables.incomplete import without_incomplete
from casekit.read.tables.recognise import recognised
from casekit.sheets.cells import EXAMPLE_ID, CellWrong, Slash, from_cell, is_blank, place_of
from casekit.sheets.plan import Field, Sheet, header_field, nearest, plain_header, sheets
from casekit.sheets.rows import EXTRA, VERSION
from casekit.sheets.table import Raw, Row, Table
from casekit.text import LANGUAGES, say
from casekit.values import promise_form

__all__ = ["assemble"]

_COUNTED = ("touchpoints", "id")
"""The one column that may be left out, since rows can be counted (`casekit.read.tables.implied`)."""
_VERSION = {plain_header(name) for name in VERSION.values()}


@dataclass
class _Reading:
    """What has been read so far."""

    file: str
    slash: Slash
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[tuple[str | int, ...], Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    """Which sheet each table is, by the name of the table."""
    touchpoints: str = ""
    """The name of the table of the touchpoints."""
    version: str | None = None

    def problem(self, code: str, place: Place | None, severity: Any = "error", **values: object) -> None:
        self.problems.append(Problem(code, self.file, place, severity, values))


@dataclass(slots=True)
class _Record:
    """One row: what it says, and where each part of that stands."""

    row: Cell
    data: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    place: int | None = None
    """The place in the list, where that is all the order column says."""


def assemble(
    tables: Sequence[Table],
    file: str,
    *,
    accept: AbstractSet[str] = frozenset(),
    lenient: bool = False,
    case_id: str | None = None,
) -> Imported:
    """The case that tables describe.

    A table is taken for the sheet that its name means (`casekit.sheets.plan`), in either language; columns
    may stand in any order; touchpoints without a column for ids are counted, and without a table of actors those
    that they name take part. A column that the kit does not know is kept as a field of its own. Rows
    marked as an example are set aside. `accept` holds the codes of what the user has confirmed, among them
    `day_first` or `month_first` for dates like 1/2/2021. With `lenient`, touchpoints that lack something
    they cannot do without are set aside, with what refers to them, instead of refused. `case_id` is used
    where the tables do not name the case.

    Raises InputRefused with all problems at once, each in its cell.
    """
    slash: Slash = "day" if "day_first" in accept else "month" if "month_first" in accept else None
    reading = _Reading(file, slash)
    found = recognised(tables, file)
    reading.problems += found.problems
    reading.tallies += found.tallies
    for sheet, table in found.tables.items():
        reading.sheets[table.name] = sheet
        if sheet.name == "case":
            _read_case_sheet(sheet, table, reading)
        else:
            _read_list(sheet, table, reading)
    for sheet in sheets():
        if sheet.owner and sheet.name in reading.data:
            _join_owners(sheet, reading)
    reading.problems += number_rows(reading.data, reading.places, file)
    reading.problems += name_actors(reading.data, reading.places, file)
    if case_id is not None and not reading.data.get("id"):
        reading.data = {"id": case_id, **{key: value for key, value in reading.data.items() if key != "id"}}
    return _finish(reading, accept, lenient)


def _finish(reading: _Reading, accept: AbstractSet[str], lenient: bool) -> Imported:
    aside: tuple[Aside, ...] = ()
    if lenient:
        aside, told = without_incomplete(reading.data, reading.places, reading.file)
        reading.problems += told
    _once(reading, "slash_date")
    settled = [_settled(problem, accept) for problem in reading.problems]
    told = [problem for problem in settled if problem.severity == "warning"]
    refused = [problem for problem in settled if problem.severity != "warning"]
    try:
        case, warnings = parse_case(Document(reading.file, reading.data, reading.places))
    except InputRefused as error:
        spots = {problem.line for problem in refused}
        refused += [_in_headers(p, reading) for p in error.problems if p.line is None or p.line not in spots]
        raise InputRefused(gathered(sorted(refused, key=place_order), reading.sheets)) from None
    if refused:
        raise InputRefused(gathered(sorted(refused, key=place_order), reading.sheets))
    tallies = [_without(t, aside) if t.sheet == reading.touchpoints else t for t in reading.tallies]
    warned = tuple(_in_headers(problem, reading) for problem in warnings)
    return Imported(case, tuple(told), warned, tuple(tallies), reading.version)


def _settled(problem: Problem, accept: AbstractSet[str]) -> Problem:
    """What was asked and the user confirmed is only told; an error stays one, whatever is accepted."""
    confirmed = problem.severity == "confirm" and problem.code in accept
    return replace(problem, severity="warning") if confirmed else problem


def _in_headers(problem: Problem, reading: _Reading) -> Problem:
    """A problem that names a field as the header of its column, which is what the user sees."""
    sheet = reading.sheets.get(problem.line.sheet) if isinstance(problem.line, Cell) else None
    named = problem.values.get("field")
    one = next((f for f in sheet.fields if named in (f.name, f.field)), None) if sheet is not None else None
    if one is None:
        return problem
    return replace(problem, values={**problem.values, "field": {"nl": one.nl, "en": one.en}})


def _once(reading: _Reading, code: str) -> None:
    """What is the same habit all through a file is asked about once, at its first place."""
    found = [problem for problem in reading.problems if problem.code == code]
    reading.problems = [problem for problem in reading.problems if problem.code != code or problem is found[0]]


def _without(tally: Tally, aside: tuple[Aside, ...]) -> Tally:
    """The tally of the touchpoints with the rows that were set aside afterwards."""
    return Tally(tally.sheet, tally.kept - len(aside), (*tally.aside, *aside))


def _read_case_sheet(sheet: Sheet, table: Table, reading: _Reading) -> None:
    """The sheet with one row per field: its name in the first column, its value in the second."""
    seen: set[str] = set()
    for row in table.rows:
        name, raw = row.values[0], row.values[1] if len(row.values) > 1 else None
        place = table.cell(row.number, 1)
        if is_blank(raw):
            continue
        if is_blank(name):
            reading.problem("value_without_field", place)
            continue
        if plain_header(str(name)) in _VERSION:
            reading.version = str(raw)
            continue
        key, one = _key(sheet, str(name))
        if key in seen:
            reading.problem("field_twice", table.cell(row.number, 0), field=shown(key))
            continue
        seen.add(key)
        reading.places[_path(key, one)] = place
        _put(_value(one, raw, place, reading), key, one, reading.data)
    reading.places[()] = Cell(table.name, table.header_row, number=table.number)
    reading.tallies.append(Tally(table.name, len(seen)))


def _read_list(sheet: Sheet, table: Table, reading: _Reading) -> None:
    table = _without_reasons(table, reading)
    columns = _columns(sheet, table, reading)
    id_column = next((place for place, (key, _) in enumerate(columns) if key == "id"), None)
    records: list[_Record] = []
    aside: list[Aside] = []
    for row in table.rows:
        first = row.values[id_column or 0]
        if isinstance(first, str) and first.strip().startswith(tuple(EXAMPLE_ID.values())):
            aside.append(Aside(table.cell(row.number, 0), "example"))
        else:
            records.append(_record(table, row, columns, reading))
    records = [record for record in records if record.data]
    if sheet.name == "touchpoints":
        reading.touchpoints = table.name
        records = _in_order(records, reading)
    reading.tallies.append(Tally(table.name, len(records), tuple(aside)))
    reading.data[sheet.name] = [record.data for record in records]
    reading.places[(sheet.name,)] = Cell(table.name, table.header_row, number=table.number)
    fields = dict(columns)
    for place, record in enumerate(records):
        reading.places[(sheet.name, place)] = record.row
        for key, cell in record.cells.items():
            reading.places[(sheet.name, place, *_path(key, fields[key]))] = cell


def _without_reasons(table: Table, reading: _Reading) -> Table:
    """The table without the column in which `casekit draft` says what its proposals rest on."""
    own = {plain_header(say("book.look_at", lang)) for lang in LANGUAGES}
    kept = [place for place, header in enumerate(table.headers) if plain_header(header) not in own]
    if len(kept) == len(table.headers):
        return table
    for place in set(range(len(table.headers))) - set(kept):
        cell = table.cell(table.header_row, place)
        reading.problem("reasons_column", cell, "warning", field=table.headers[place])
    rows = tuple(replace(row, values=tuple(row.values[n] for n in kept if n < len(row.values))) for row in table.rows)
    headers, columns = (tuple(values[n] for n in kept) for values in (table.headers, table.columns))
    return replace(table, headers=headers, columns=columns, rows=rows)


def _record(table: Table, row: Row, columns: list[tuple[str, Field | None]], reading: _Reading) -> _Record:
    record = _Record(table.cell(row.number, 0))
    for place, (key, one) in enumerate(columns):
        raw = row.values[place] if place < len(row.values) else None
        if is_blank(raw):
            # What is not there is only missed where it is needed: then its cell is told.
            if one is not None and one.required:
                record.cells[key] = table.cell(row.number, place)
            continue
        if one is not None and one.name == "order" and (found := place_of(raw)) is not None:
            record.place = found
            continue
        record.cells[key] = cell = table.cell(row.number, place)
        _put(_value(one, raw, cell, reading), key, one, record.data)
    return record


def _in_order(records: list[_Record], reading: _Reading) -> list[_Record]:
    """The rows back in the order of the list, also when somebody has sorted the sheet in another way.

    A row without a place follows the row above it. Beside an order that somebody gave, places cannot be
    put back: then the rows stay as they stand.
    """
    places: list[int] = []
    for record in records:
        places.append(record.place if record.place is not None else places[-1] if places else 0)
    if places == sorted(places):
        return records
    if any("order" in record.data for record in records):
        reading.problem("order_mixed", records[0].row, "warning")
        return records
    return [record for _, record in sorted(zip(places, records, strict=True), key=lambda pair: pair[0])]


def _columns(sheet: Sheet, table: Table, reading: _Reading) -> list[tuple[str, Field | None]]:
    """What each column is; a column that comes twice, or a needed one that is not there, is a problem."""
    columns = [_key(sheet, header) for header in table.headers]
    counts = Counter(key for key, _ in columns)
    known = {plain_header(f.nl): f.nl for f in sheet.fields if f.name not in counts}
    known |= {plain_header(f.en): f.en for f in sheet.fields if f.name not in counts}
    for place, (key, one) in enumerate(columns):
        cell = table.cell(table.header_row, place)
        if counts[key] > 1:
            reading.problem("column_twice", cell, field=shown(key))
        elif one is None:
            near = did_you_mean(nearest(key, known))
            reading.problem("extra_column", cell, "warning", field=shown(key), near=near)
    unknown = {plain_header(key): key for key, one in columns if one is None}
    for one in sheet.fields:
        if one.required and one.name not in counts and table.rows and (sheet.name, one.name) != _COUNTED:
            row = Cell(table.name, table.header_row, number=table.number)
            near = {lang: _header_like(one.header(lang), unknown, lang) for lang in LANGUAGES}
            reading.problem("no_column", row, field={"nl": one.nl, "en": one.en}, near=near)
    return columns


def _header_like(header: str, unknown: dict[str, str], lang: str) -> str:
    """The unknown header that looks like a needed one, in words: it may be the same with a slip."""
    near = nearest(header, unknown)
    return say("table.there_is", lang, header=shown(near)) if near else ""


def _key(sheet: Sheet, header: str) -> tuple[str, Field | None]:
    """The field that a header names: a known one, or an unknown one under the name as typed."""
    if header.startswith(EXTRA):
        name = header[len(EXTRA) :].strip()
        try:
            return str(from_cell(None, name)), None
        except CellWrong:
            return name, None
    one = header_field(sheet, header)
    return (one.name, one) if one is not None else (header, None)


def _value(one: Field | None, raw: Raw, cell: Cell, reading: _Reading) -> Any:
    """The value of a cell; None, and a problem, when it cannot be what its column asks."""
    try:
        return from_cell(one, raw, reading.slash)
    except CellWrong as wrong:
        header = {"nl": one.nl, "en": one.en} if one is not None else "?"
        told = shown(raw) if isinstance(raw, str | int | float) else "…"
        reading.problem(wrong.code, cell, field=header, value=told, id=str(cell))
        return None


def _path(key: str, one: Field | None) -> tuple[str, ...]:
    """Where a column lies in a row: a field, or a field within a field."""
    return tuple(key.split(".")) if one is not None else (key,)


def _put(value: Any, key: str, one: Field | None, data: dict[str, Any]) -> None:
    """Put a value where it belongs. A promise is told in one column or in more: those come together here."""
    outer, *inner = _path(key, one)
    if value is None:
        return
    there = data.get(outer)
    if inner:
        around = there if isinstance(there, dict) else promise_form(there) if there is not None else {}
        data[outer] = {**(around or {}), inner[0]: value}
    elif isinstance(there, dict) and isinstance(value, str):
        data[outer] = {**(promise_form(value) or {}), **there}
    else:
        data[outer] = value


def _join_owners(sheet: Sheet, reading: _Reading) -> None:
    """Rows that belong to a row of another sheet go into that row: the stages of an issue, the ways to a goal."""
    rows = reading.data.pop(sheet.name, [])
    around = reading.data.get(sheet.owner_sheet or "", [])
    owners = {str(row.get("id")): place for place, row in enumerate(around)}
    free: list[dict[str, Any]] = []
    targets: dict[int, tuple[str | int, ...]] = {}
    for place, row in enumerate(rows):
        named = row.pop(sheet.owner, None)
        if named is None:
            targets[place] = (sheet.name, len(free))
            free.append(row)
        elif str(named) in owners:
            inside = around[owners[str(named)]].setdefault(sheet.name, [])
            targets[place] = (str(sheet.owner_sheet), owners[str(named)], sheet.name, len(inside))
            inside.append(row)
        else:
            cell = reading.places.get((sheet.name, place, str(sheet.owner)))
            reading.problem("unknown_owner", cell, value=shown(named), sheet=str(sheet.owner_sheet))
    if free:
        reading.data[sheet.name] = free
    mine = [path for path in reading.places if path[0:1] == (sheet.name,) and len(path) > 1]
    moved = {(*targets[int(path[1])], *path[2:]): reading.places[path] for path in mine if int(path[1]) in targets}
    for path in mine:
        del reading.places[path]
    reading.places |= moved
