"""What is wrong in the same way all down a column, told once: a sheet of one's own may have it in every row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from casekit.errors import Cell, Problem
from casekit.read.tables.workbook_scan import spot, told
from casekit.sheets.plan import Field, Sheet
from casekit.text import LANGUAGES, say
from casekit.vocabulary import find_code, labels

__all__ = ["gathered"]

GAPS_FROM = 3
"""So many empty cells in a column are told as one."""
MOST_CELLS = 12
_FOLLOWS = {"missing_field": "no_column", "no_actors": "no_sheet", "no_touchpoints": "no_sheet"}
"""What is no news once something else has been told."""


def gathered(problems: Sequence[Problem], sheets: Mapping[str, Sheet]) -> list[Problem]:
    """The problems, those of one column together, in the order of their first cell; `sheets` is per table.

    What only follows from a sheet or a column that is not there is left out.
    """
    codes_told = {problem.code for problem in problems}
    lacking = {_column(one) for one in problems if one.code == "no_column"}
    made: list[Problem] = []
    columns: dict[tuple[str, str, str], list[Problem]] = {}
    for one in problems:
        cause = _FOLLOWS.get(one.code)
        if cause in codes_told and (cause != "no_column" or _column(one) in lacking):
            continue
        if one.code in ("missing_field", "unknown_word") and isinstance(one.line, Cell):
            columns.setdefault((one.code, one.line.sheet, one.line.column), []).append(one)
        made.append(one)
    for (code, table, _), same in columns.items():
        field = _field(same[0], sheets.get(table))
        if field is None or not _worth_it(code, same):
            continue
        told_once = _gaps(same) if code == "missing_field" else _words(same, field, sheets[table])
        made = [told_once if problem is same[0] else problem for problem in made if problem not in same[1:]]
    return made


def _worth_it(code: str, same: list[Problem]) -> bool:
    """A single mistyped word has its own hint; without a hint, or beside others, the whole list helps more."""
    return len(same) >= GAPS_FROM if code == "missing_field" else len(same) > 1 or not _hint(same[0])


def _hint(problem: Problem) -> bool:
    near = problem.values.get("near")
    return isinstance(near, dict) and any(near.values())


def _column(problem: Problem) -> tuple[str, str]:
    sheet = problem.line.sheet if isinstance(problem.line, Cell) else ""
    return sheet, str(problem.values.get("field"))


def _field(problem: Problem, sheet: Sheet | None) -> Field | None:
    named = problem.values.get("field")
    fields = sheet.fields if sheet is not None else ()
    return next((one for one in fields if named == {"nl": one.nl, "en": one.en}), None)


def _gaps(same: list[Problem]) -> Problem:
    cells = _cells(same)
    values = {"field": same[0].values["field"], "n": len(same), "cells": cells}
    return replace(same[0], code="column_gaps", values=values)


def _words(same: list[Problem], field: Field, sheet: Sheet) -> Problem:
    """The words of a column that are not in its list, with that list; and the column that knows most of them."""
    rows: dict[str, list[Problem]] = {}
    for one in same:
        rows.setdefault(str(one.values["value"]), []).append(one)
    cells = {word: _cells(found) for word, found in rows.items()}
    others = [one for one in sheet.fields if one.words and one.words != field.words]
    other = max(others, key=lambda one: _known(one, rows), default=None)
    fits = other is not None and 2 * _known(other, rows) > len(rows)
    closed = field.words or ""
    values: dict[str, object] = {
        "field": same[0].values["field"],
        "told": {lang: "; ".join(f"'{word}' ({where[lang]})" for word, where in cells.items()) for lang in LANGUAGES},
        "words": {lang: ", ".join(labels(closed, lang)) for lang in LANGUAGES},
        "elsewhere": {lang: _elsewhere(field, other, lang) if fits and other else "" for lang in LANGUAGES},
    }
    return replace(same[0], code="column_words", values=values)


def _known(field: Field, words: Iterable[str]) -> int:
    return sum(find_code(field.words or "", word) is not None for word in words)


def _elsewhere(field: Field, other: Field, lang: str) -> str:
    return say("table.elsewhere", lang, here=field.header(lang), there=other.header(lang))


def _cells(same: list[Problem]) -> dict[str, str]:
    spots = [place for one in same if (place := spot(str(one.line)))]
    named, more = told(spots, MOST_CELLS)
    return {lang: named + (say("workbook.more", lang, n=more) if more else "") for lang in LANGUAGES}
