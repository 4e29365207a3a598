"""Which sheet of a case each table is: by its name, else by its headers; and what to say about the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from casekit.errors import Cell, Problem, shown
from casekit.read.imported import Aside, Tally
from casekit.sheets.plan import Sheet, find_sheet, fitting_sheet, nearest, plain_header, sheet, sheets
from casekit.sheets.table import Table

__all__ = ["Recognised", "recognised"]

OWN_SHEETS = ("lees mij", "read me", "lijsten", "lists")
"""Sheets of a workbook of the kit that hold nothing of the case."""


@dataclass
class Recognised:
    """The tables that are sheets of a case, in the order of the plan; what was said; the rows of other tables."""

    tables: dict[Sheet, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)


def recognised(tables: Sequence[Table], file: str) -> Recognised:
    """Find out which sheet each table is.

    A table with another name is the sheet that its headers fit, where no table bears the name of that sheet. A
    name that is nearly that of a sheet waits for the user.
    """
    made = Recognised()
    taken: dict[str, Table] = {}
    others: list[Table] = []
    for table in tables:
        found = find_sheet(table.sheet or table.name)
        if found is None and plain_header(table.name) in OWN_SHEETS:
            continue
        if found is None:
            others.append(table)
        elif found.name in taken:
            twice = {"value": shown(table.name), "other": taken[found.name].name}
            made.problems.append(Problem("sheet_twice", file, _top(table), values=twice))
        else:
            taken[found.name] = table
    for table in others:
        _by_name_or_headers(table, taken, made, file)
    if "touchpoints" not in taken:
        needed = sheet("touchpoints")
        found_names = ", ".join(shown(table.name) for table in tables) or "-"
        missing = {"name": {"nl": needed.nl, "en": needed.en}, "found": found_names}
        made.problems.append(Problem("no_sheet", file, values=missing))
    made.tables = {one: taken[one.name] for one in sheets() if one.name in taken}
    return made


def _by_name_or_headers(table: Table, taken: dict[str, Table], made: Recognised, file: str) -> None:
    names = {plain_header(name): name for one in sheets() for name in (one.nl, one.en)}
    near, fits = nearest(table.name, names), fitting_sheet(table.headers)
    if near is not None and (found := find_sheet(near)) is not None and found.name not in taken:
        values = {"value": shown(table.name), "near": near}
        made.problems.append(Problem("sheet_almost", file, _top(table), "confirm", values))
        taken[found.name] = table
    elif fits is not None and fits.name not in taken and table.rows:
        called = {"value": shown(table.name), "name": {"nl": fits.nl, "en": fits.en}}
        made.problems.append(Problem("sheet_by_headers", file, _top(table), "warning", called))
        taken[fits.name] = table
    else:
        aside = tuple(Aside(table.cell(row.number, 0), "unknown_sheet") for row in table.rows)
        made.tallies.append(Tally(table.name, 0, aside))
        left = {"value": shown(table.name), "n": len(table.rows)}
        made.problems.append(Problem("unknown_sheet", file, _top(table), "warning", left))


def _top(table: Table) -> Cell:
    return Cell(table.name, table.header_row, number=table.number)
