"""A case as an Excel workbook: the second form of a case, which reads back as the same case.

The sheets and their rows come from `casekit.sheets`; here they are written, with what helps people to fill
them in. The same case gives the same bytes, and nothing in the file says who made it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, TypeAlias

from casekit.case import Case
from casekit.errors import InputRefused, Problem
from casekit.sheets.cells import EXAMPLE_ID, MOST_SIGNS, PLACE_FORMAT
from casekit.sheets.plan import CASE_HEADERS, Field
from casekit.sheets.rows import Filled, case_tables
from casekit.sheets.table import Raw, Row, Table, column_letters
from casekit.text import say
from casekit.write.book.choices import colour_what_is_missing, explanation, ids_cells, lists_sheet, offer
from casekit.write.book.look import (
    AS_TYPED,
    COLOURS,
    MADE_ON,
    Formats,
    Style,
    as_text,
    column_style,
    formats,
    header_style,
    line_under_rows,
    print_set_up,
    row_height,
    tab_colour,
    width,
)
from casekit.write.book.read_me import read_me_sheet
from casekit.write.case_file import case_version
from casekit.write.start import start_case

__all__ = ["Guesses", "case_workbook", "draft_workbook", "template_workbook"]

_PLACE = re.compile(r"\((\d+)\)")
_ROOM = 800
"""For how many rows more than there are the lists and colours reach. LibreOffice fills these with empty, formatted
cells; the reader begins to speak of those at a thousand."""
_CASE_WIDTHS = (24, 60, 70)
_FOOTER = 80
"""How many characters of the id stand at the foot of a page; a workbook allows 255 in all."""


def case_workbook(case: Case, lang: str = "nl") -> bytes:
    """The workbook of a case, with headers, words and explanations in a language.

    Raises InputRefused, with all places, when a text is longer than a cell can hold (32,767 characters).

    >>> from casekit.notation import case_of
    >>> case_workbook(case_of("a: inwoner > gemeente  vraag @2021-03-05"))[:2]
    b'PK'
    """
    tables = case_tables(case, lang, case_version(case))
    return _workbook(tables, case.id, lang, _examples(lang), status=case.status)


def template_workbook(case_id: str, lang: str = "nl") -> bytes:
    """A workbook to fill in: on every sheet one row that shows how, marked as an example.

    >>> template_workbook("huur-en-toeslag")[:2]
    b'PK'
    """
    empty = case_tables(Case.model_validate({"format": Case.model_fields["format"].default, "id": case_id}), lang)
    examples = _examples(lang)
    filled = [
        one if one.sheet.name == "case" else _with_example(one, examples[one.sheet.name], lang) for one in empty
    ]
    return _workbook(filled, case_id, lang, examples)


Guesses: TypeAlias = Mapping[tuple[str, int, str], str]
"""Why a cell is a guess: by the name of its sheet, the place of its row (from 0) and its field."""


def draft_workbook(
    case_id: str,
    rows: Mapping[str, Sequence[Mapping[str, Raw]]],
    guesses: Guesses,
    lang: str = "nl",
    *,
    rest: Table | None = None,
) -> bytes:
    """A workbook to complete: rows as far as they are known, with every guess marked.

    `rows` holds per sheet (`actors`, `touchpoints`) what stands in the cells, by field. A field that the kit does not
    know becomes a column at the right. A guess has a colour, and its reason stands in the last column. `rest` is a
    sheet of its own, with what became no row.

    >>> draft_workbook("verhaal", {"actors": [{"id": "moeder"}]}, {("actors", 0, "id"): "uit de tekst"})[:2]
    b'PK'
    """
    empty = case_tables(Case.model_validate({"format": Case.model_fields["format"].default, "id": case_id}), lang)
    filled = [_drafted(one, rows.get(one.sheet.name, ()), guesses, lang) for one in empty]
    return _workbook(filled, case_id, lang, _examples(lang), guesses, rest)


def _drafted(one: Filled, rows: Sequence[Mapping[str, Raw]], guesses: Guesses, lang: str) -> Filled:
    if not rows:
        return one
    names = [field.name for field in one.fields if field is not None]
    more = list(dict.fromkeys(name for row in rows for name in row if name not in names))
    reasons = ["; ".join(_reasons(one, place, guesses, lang)) or None for place in range(len(rows))]
    headers = (*one.table.headers, *more, say("book.look_at", lang))
    values = [(*(row.get(name) for name in (*names, *more)), why) for row, why in zip(rows, reasons, strict=True)]
    table = replace(
        one.table,
        headers=headers,
        columns=tuple(column_letters(place) for place in range(len(headers))),
        rows=tuple(Row(place, cells) for place, cells in enumerate(values, 2)),
    )
    return replace(one, fields=(*one.fields, *(None for _ in (*more, ""))), table=table)


def _reasons(one: Filled, place: int, guesses: Guesses, lang: str) -> Iterator[str]:
    for (sheet, row, name), why in guesses.items():
        if (sheet, row) == (one.sheet.name, place):
            field = one.sheet.field(name)
            yield f"{field.header(lang) if field is not None else name}: {why}"


_Examples = Mapping[str, Mapping[str, Raw]]
"""Per sheet, per field, how it may be filled in."""


def _examples(lang: str) -> _Examples:
    """The fullest row of every sheet of the case to start from."""
    found: dict[str, dict[str, Raw]] = {}
    for one in case_tables(start_case(lang), lang):
        if one.sheet.name == "case":
            values = tuple(row.values[1] for row in one.table.rows)
        else:
            values = max(
                (row.values for row in one.table.rows), key=lambda row: sum(value is not None for value in row)
            )
        found[one.sheet.name] = {f.name: value for f, value in zip(one.fields, values, strict=True) if f is not None}
    return found


def _with_example(one: Filled, example: Mapping[str, Raw], lang: str) -> Filled:
    """The sheet with its example row, which says in its id, or else in its first cell, that it is one."""
    names = [field.name for field in one.fields if field is not None]
    mark = names.index("id") if "id" in names else 0
    values = [None if name == "order" else example.get(name) for name in names]  # the place says it
    values[mark] = f"{EXAMPLE_ID[lang]} {values[mark] or ''}".strip()
    return replace(one, table=replace(one.table, rows=(Row(2, tuple(values)),)))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all sheets of one workbook share."""

    lang: str
    make: Formats
    examples: _Examples
    ids: Mapping[str, str]
    footer: str
    last: int
    guesses: Guesses


def _workbook(
    filled: Sequence[Filled],
    case_id: str,
    lang: str,
    examples: _Examples,
    guesses: Guesses | None = None,
    rest: Table | None = None,
    status: str | None = None,
) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    tables = [one.table for one in filled] + ([rest] if rest is not None else [])
    problems = [problem for table in tables for problem in _too_long(table, case_id)]
    if problems:
        raise InputRefused(problems)
    content = BytesIO()
    with xlsxwriter.Workbook(content, AS_TYPED) as book:
        book.set_properties({"created": MADE_ON})
        make = formats(book)
        last = max(len(one.table.rows) for one in filled) + 1 + _ROOM
        footer = f"&L{case_id[:_FOOTER].replace('&', '&&')} – &A&R{say('book.page', lang)}"
        desk = _Desk(lang, make, examples, ids_cells(lang, last), footer, last, guesses or {})
        read_me_sheet(book, lang, make, footer, draft=guesses is not None, status=status)
        for one in filled:
            page = book.add_worksheet(one.table.name)
            page.set_tab_color(tab_colour(one.sheet))
            if one.sheet.name == "case":
                _write_case(page, one, desk)
            else:
                _write_list(page, one, desk)
        if rest is not None:
            _write_rest(book.add_worksheet(rest.name), rest, desk)
        lists_sheet(book, lang, last)
    return content.getvalue()


def _too_long(table: Table, case_id: str) -> list[Problem]:
    places = [
        table.cell(row.number, column)
        for row in table.rows
        for column, value in enumerate(row.values)
        if isinstance(value, str) and len(value.encode("utf-16-le", "surrogatepass")) > 2 * MOST_SIGNS
    ]
    return [Problem("too_long_for_excel", case_id, place, values={"most": MOST_SIGNS}) for place in places]


def _write_case(page: Any, one: Filled, desk: _Desk) -> None:
    """One row per field: its name, its value, and what it means."""
    make, lang = desk.make, desk.lang
    for column, (header, size) in enumerate(zip(CASE_HEADERS[lang], _CASE_WIDTHS, strict=True)):
        page.set_column(column, column, size, make(column_style(None)))
        page.write_string(0, column, header, make(header_style(None), {"bg_color": COLOURS["header"]}))
    for row, field in zip(one.table.rows, one.fields, strict=True):
        place, (name, value) = row.number - 1, row.values
        needed = field is not None and field.name == "id"
        look = {"bold": True, "font_color": COLOURS["needed"] if needed else "#000000", "bg_color": COLOURS["pale"]}
        page.write_string(place, 0, str(name) + (" *" if needed else ""), make(column_style(None), look))
        _write(page, place, 1, value, make, column_style(field) | {"align": "left"})
        example = desk.examples["case"].get(field.name) if field is not None else None
        text = explanation(field, lang) if field is not None else say("book.extra", lang)
        if example not in (None, ""):
            text += " " + say("book.for_example", lang, example=example)
        page.write_string(place, 2, text, make(column_style(None), {"font_color": COLOURS["grey"]}))
        offer(page, (place, 1, place, 1), field, str(name), example, lang)
        page.set_row(place, row_height([(value, _CASE_WIDTHS[1]), (text, _CASE_WIDTHS[2])]))
    line_under_rows(page, "C", len(one.table.rows) + 1, make)
    page.freeze_panes(1, 1)
    print_set_up(page, sum(_CASE_WIDTHS), desk.footer)


def _write_list(page: Any, one: Filled, desk: _Desk) -> None:
    """One row per part of the case, one column per field."""
    lang, make = desk.lang, desk.make
    widths = [
        width(field, header, (row.values[column] for row in one.table.rows))
        for column, (field, header) in enumerate(zip(one.fields, one.table.headers, strict=True))
    ]
    for column, (field, header) in enumerate(zip(one.fields, one.table.headers, strict=True)):
        page.set_column(column, column, widths[column], make(column_style(field)))
        title = f"{header} *" if field is not None and field.required else header
        page.write_string(0, column, title, make(header_style(field)))
        example = desk.examples[one.sheet.name].get(field.name) if field is not None else None
        offer(page, (1, column, desk.last - 1, column), field, header, example, lang)
    page.set_row(0, 32)
    for row in one.table.rows:
        looks = _row_look(row)
        page.set_row(row.number - 1, row_height(zip(row.values, widths, strict=True)))
        for column, (field, value) in enumerate(zip(one.fields, row.values, strict=True)):
            guessed = field is not None and (one.sheet.name, row.number - 2, field.name) in desk.guesses
            colour = {"bg_color": COLOURS["guess"]} if guessed else {}
            _write(page, row.number - 1, column, value, make, column_style(field) | looks | colour, field)
    colour_what_is_missing(page, one.sheet, one.fields, desk.last, make, desk.ids)
    line_under_rows(page, column_letters(len(one.fields) - 1), desk.last, make)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{desk.last}"})
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(one.table.rows)), len(one.fields) - 1)
    print_set_up(page, sum(widths), desk.footer)


def _write_rest(page: Any, table: Table, desk: _Desk) -> None:
    """A sheet of plain text, which is no list of the case."""
    style = column_style(None)
    columns = zip(table.headers, *(row.values for row in table.rows), strict=True)
    widths = [max(12, min(90, max(len(str(value)) for value in column) + 2)) for column in columns]
    page.set_row(0, 32)
    for column, (header, size) in enumerate(zip(table.headers, widths, strict=True)):
        page.set_column(column, column, size, desk.make(style))
        page.write_string(0, column, header, desk.make(header_style(None)))
    for row in table.rows:
        page.set_row(row.number - 1, row_height(zip(row.values, widths, strict=True)))
        for column, value in enumerate(row.values):
            _write(page, row.number - 1, column, value, desk.make, style)
    page.freeze_panes(1, 0)
    print_set_up(page, sum(widths), desk.footer)


def _row_look(row: Row) -> Style:
    """An example row steps back."""
    marks = tuple(EXAMPLE_ID.values())
    example = any(isinstance(value, str) and value.startswith(marks) for value in row.values[:2])
    return {"italic": True, "font_color": COLOURS["grey"]} if example else {}


def _write(
    page: Any, row: int, column: int, value: Raw, make: Formats, style: Style, field: Field | None = None
) -> None:
    """One cell. A text is a text, whatever it begins with."""
    place = (
        _PLACE.fullmatch(value) if isinstance(value, str) and field is not None and field.name == "order" else None
    )
    if place:
        page.write_number(
            row, column, int(place[1]), make(style, {"num_format": PLACE_FORMAT, "font_color": COLOURS["grey"]})
        )
    elif isinstance(value, int | float):
        page.write_number(row, column, value, make(style))
    elif value is None and "bg_color" in style:
        page.write_blank(row, column, None, make(style))
    elif isinstance(value, str):
        page.write_string(row, column, value, make(style, as_text(value)))
