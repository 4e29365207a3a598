"""The first table of a narrative as a workbook or CSV files, with every guess marked and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casekit.export.csv_tables import csv_file
from casekit.read.narrative.draft import Draft, DraftRow, Mark
from casekit.sheets.cells import to_cell
from casekit.sheets.plan import Sheet, sheet
from casekit.sheets.table import Raw, Row, Table, column_letters
from casekit.text import has, say
from casekit.write.book.workbook import draft_workbook

__all__ = ["draft_book", "draft_files", "reason"]

_UNREAD = "unread_date"
"""Why a date stays open that a cell would be refused for; the problem of that cell has the words."""


def draft_book(made: Draft, case_id: str, lang: str = "nl") -> bytes:
    """The workbook to complete: the sheets of the template with the proposed rows, and a sheet with the rest.

    >>> from casekit.read.narrative.draft import draft_of_pieces
    >>> draft_book(draft_of_pieces([]), "verhaal")[:2]
    b'PK'
    """
    rows = {name: list(_rows(made, name, lang)) for name in ("actors", "touchpoints")}
    guesses = {
        ("touchpoints", place, mark.field): reason(mark, lang)
        for place, row in enumerate(made.rows)
        for mark in row.marks
    }
    guesses |= {
        ("actors", place, "kind"): say("draft.mark.party" if kind else "draft.mark.no_kind", lang)
        for place, (_, kind) in enumerate(made.parties)
    }
    return draft_workbook(case_id, rows, guesses, lang, rest=_rest(made, lang))


def draft_files(made: Draft, stem: str, lang: str = "nl") -> dict[str, bytes]:
    """The same as CSV files by name: the touchpoints under the name that was asked for, actors and rest beside it."""
    files = {}
    for name, file in (("touchpoints", stem), ("actors", f"{stem}-{sheet('actors').title(lang).lower()}")):
        one = sheet(name)
        headers = [field.header(lang) for field in one.fields]
        rows: list[list[Raw]] = [[row.get(field.name) for field in one.fields] for row in _rows(made, name, lang)]
        if name == "touchpoints":
            headers.append(say("book.look_at", lang))
            rows = [[*row, _reasons(one, drafted, lang)] for row, drafted in zip(rows, made.rows, strict=True)]
        files[f"{file}.csv"] = csv_file([headers, *rows])
    rest = _rest(made, lang)
    files[f"{stem}-{rest.name.lower()}.csv"] = csv_file([rest.headers, *(row.values for row in rest.rows)])
    return files


def reason(mark: Mark, lang: str = "nl") -> str:
    """Why a cell holds what it does, or why it stays open, with the very words.

    >>> reason(Mark("kind", "seen", "wijst de aanvraag af"))
    'gezien aan "wijst de aanvraag af"'
    """
    key = f"draft.mark.{mark.basis}"
    return say(key if has(key, lang) else f"draft.mark.{_UNREAD}", lang, words=mark.words)


def _reasons(one: Sheet, row: DraftRow, lang: str) -> str:
    return "; ".join(f"{field.header(lang)}: {reason(m, lang)}" for m in row.marks if (field := one.field(m.field)))


def _rows(made: Draft, name: str, lang: str) -> Iterator[dict[str, Raw]]:
    """What stands in the cells of a sheet, by field."""
    if name == "actors":
        for party, kind in made.parties:
            yield _cells(
                sheet(name),
                {"id": party, "label": made.labels.get(party, party), **({"kind": kind} if kind else {})},
                lang,
            )
        return
    for place, row in enumerate(made.rows, 1):
        yield {"order": f"({place})", **_cells(sheet(name), {"id": row.id, **row.values}, lang)}


def _cells(one: Sheet, values: dict[str, Any], lang: str) -> dict[str, Raw]:
    return {name: to_cell(one.field(name), value, lang) for name, value in values.items()}


def _rest(made: Draft, lang: str) -> Table:
    headers = tuple(say(f"draft.rest.{name}", lang) for name in ("place", "text", "why"))
    rows = [(one.place, one.text, say(f"draft.rest.{one.reason}", lang)) for one in made.rest]
    columns = tuple(column_letters(place) for place in range(3))
    numbered = tuple(Row(number, values) for number, values in enumerate(rows, 2))
    return Table(say("draft.rest.sheet", lang), headers, columns, numbered)
