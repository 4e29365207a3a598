"""What one coder says of a case as an Excel workbook: a row per stall and cause, and lists to choose from.

It shows the stalls and the coder's own codes, and nothing of what others coded. The same coding gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from casekit.coding import Coded, Coding
from casekit.errors import Cell, InputRefused, Problem
from casekit.sheets.cells import MOST_SIGNS, to_cell
from casekit.sheets.coding_plan import ABOUT, MANY, cause_cell, columns, evidence_kinds
from casekit.sheets.coding_rows import rows_of
from casekit.sheets.plan import Field
from casekit.sheets.table import Raw, column_letters
from casekit.taxonomy import Cause
from casekit.text import say
from casekit.vocabulary import codes, label
from casekit.write.book.look import (
    AS_TYPED,
    COLOURS,
    MADE_ON,
    Formats,
    Style,
    as_text,
    formats,
    on_one_page,
    print_set_up,
    row_height,
)

__all__ = ["coding_workbook"]

_ROOM = 300
"""For how many rows below the last the lists reach."""
_LINE = {"bottom": 1, "bottom_color": COLOURS["line"], "right": 1, "right_color": COLOURS["line"]}
_TEXT: Style = {"valign": "top", "text_wrap": True, "num_format": "@", **_LINE}
_WIDTHS = {"stall": 15, "statement": 48, "cause": 28, "rationale": 36, "note": 24, "conduct": 24}
_WIDE, _NARROW, _TITLE = 26, 17, 48
_BLOCKS = {
    "evidence_stall": "#7A6A3A", "evidence_precondition": "#5B7B7A", "evidence_cause": "#7A4F3A", "rival": "#5A5480",
    "locked": "#5F5F5F", "needed": COLOURS["needed"], "other": "#55657A",
}  # fmt: skip
"""Behind white letters: each group of columns has its own, and its header says the same in words."""


def coding_workbook(
    coding: Coding,
    stalls: Iterable[tuple[str, str]],
    causes: Sequence[Cause],
    lang: str = "nl",
    *,
    case: str = "",
    state: str = "",
    status: str | None = None,
) -> bytes:
    """The workbook in which one coder names causes.

    `stalls`: every stall of the case with what it says in words, worst first; those that the coder has coded have
    their rows, the others an empty one. `state` is the fingerprint of the coding as it stands in its file, by which
    reading knows whether that changed in the meantime; `status` is what sort of case it is. Raises InputRefused for a
    text that does not fit in a cell.

    >>> coding_workbook(Coding(coder="codeur-a"), [("K01-t1", "Op t1 vroeg de inwoner iets.")], [])[:2]
    b'PK'
    """
    import xlsxwriter  # type: ignore[import-untyped]

    rows = list(_rows(coding, dict(stalls), causes, lang))
    problems = list(_too_long(rows, coding.coder, lang))
    if problems:
        raise InputRefused(problems)
    content = BytesIO()
    with xlsxwriter.Workbook(content, AS_TYPED) as book:
        book.set_properties({"created": MADE_ON})
        make = formats(book)
        footer = f"&L{say('codebook.title', lang)} – &A&R{say('book.page', lang)}"
        about = book.add_worksheet(say("codebook.sheet.about", lang))
        page = book.add_worksheet(say("codebook.sheet.stalls", lang))
        list_of_causes = book.add_worksheet(say("codebook.sheet.causes", lang))
        _about_sheet(about, coding, {"case": case, "state": state}, lang, make, footer, status)
        _causes_sheet(list_of_causes, _short_first(causes), lang, make, footer)
        _lists_sheet(book, lang, len(causes))
        _stalls_sheet(page, rows, lang, make, footer)
        page.activate()
    return content.getvalue()


def _rows(coding: Coding, stalls: dict[str, str], causes: Sequence[Cause], lang: str) -> Iterable[dict[str, Raw]]:
    """The rows: by stall, worst first; at the end what was coded about stalls that are not there (any more)."""
    gone = dict.fromkeys(row.stall for row in coding.codes if row.stall not in stalls)
    for key, text in (*stalls.items(), *((key, say("codebook.gone", lang)) for key in gone)):
        where: dict[str, Raw] = {"stall": key, "statement": text}
        coded: tuple[Coded, ...] = coding.of(key)
        for row in coded:
            for cells in rows_of(row, lang):
                yield {**where, "cause": cause_cell(row.cause, causes, lang), **cells}
                where["statement"] = say("codebook.same", lang)
        if not coded:
            yield where


def _too_long(rows: Sequence[dict[str, Raw]], coder: str, lang: str) -> Iterable[Problem]:
    sheet = say("codebook.sheet.stalls", lang)
    for number, row in enumerate(rows, 2):
        for place, field in enumerate(columns()):
            value = row.get(field.name)
            if isinstance(value, str) and len(value.encode("utf-16-le", "surrogatepass")) > 2 * MOST_SIGNS:
                at = Cell(sheet, number, column_letters(place))
                yield Problem("too_long_for_excel", coder, at, values={"most": MOST_SIGNS})


def _short_first(causes: Sequence[Cause]) -> list[Cause]:
    return sorted(causes, key=lambda cause: not cause.short)


def _width(field: Field) -> int:
    long = field.kind == "text" or field.words in ("precondition", "rival_test")
    return _WIDTHS.get(field.name, _WIDE if long else _NARROW)


def _block(field: Field) -> str:
    """The colour of a header: by the group of columns that it belongs to."""
    if field.name in ("stall", "statement"):
        return _BLOCKS["locked"]
    if field.name in ("cause", "rationale"):
        return _BLOCKS["needed"]
    return next((colour for name, colour in _BLOCKS.items() if field.name.startswith(name)), _BLOCKS["other"])


def _stalls_sheet(page: Any, rows: Sequence[dict[str, Raw]], lang: str, make: Formats, footer: str) -> None:
    fields = columns()
    last = len(rows) + _ROOM
    for column, field in enumerate(fields):
        page.set_column(column, column, _width(field), make({**_TEXT, "bottom": 0, "right": 0}))
        page.write_string(0, column, field.header(lang), make(_header(_block(field))))
        options: dict[str, Any] = {"validate": "any", "input_title": field.header(lang)[:32]}
        options["input_message"] = say(f"codebook.about.{_topic(field)}", lang)[:255]
        page.data_validation(1, column, last, column, options | _choice(field, lang))
    page.set_row(0, 48)
    previous = None
    for line, row in enumerate(rows, 1):
        first = row["stall"] != previous
        previous = row["stall"]
        page.set_row(line, row_height([(row.get(field.name), _width(field)) for field in fields]))
        for column, field in enumerate(fields):
            value = row.get(field.name)
            style = _TEXT
            if field.name in ("stall", "statement"):
                grey = "#000000" if first else COLOURS["grey"]
                style = _TEXT | {"bg_color": COLOURS["pale"], "font_color": grey, "bold": field.name == "stall"}
            if isinstance(value, str):
                page.write_string(line, column, value, make(style, as_text(value)))
            elif isinstance(value, int | float):
                page.write_number(line, column, value, make(style))
            else:
                page.write_blank(line, column, None, make(style))
    page.set_tab_color(COLOURS["needed"])
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
    page.freeze_panes(1, 3)
    page.autofilter(0, 0, max(1, len(rows)), len(fields) - 1)
    print_set_up(page, sum(map(_width, fields)), footer)
    page.repeat_columns(0, 2)


def _header(colour: str) -> Style:
    return {
        "bold": True, "font_color": "#FFFFFF", "bg_color": colour, "text_wrap": True, "valign": "vcenter",
        "border": 1, "border_color": "#FFFFFF",
    }  # fmt: skip


def _topic(field: Field) -> str:
    """Which explanation belongs to a column: those of evidence are alike for every link of the chain."""
    return f"evidence_{field.name.rpartition('_')[2]}" if field.name.startswith("evidence_") else field.name


def _choice(field: Field, lang: str) -> dict[str, Any]:
    """The list of a column; where several words or none of the list may stand, it is only offered."""
    refused = {"error_title": say("book.choose", lang), "error_message": say("codebook.choose_text", lang)}
    if field.kind == "yes_no":
        words = [to_cell(field, value, lang) for value in (True, False)]
        return {"validate": "list", "source": words, **refused}
    if field.name == "cause" or field.words:
        name = "cause" if field.name == "cause" else field.words
        return {"validate": "list", "source": f"=kit_{name}", "show_error": field.name not in MANY, **refused}
    return {}


def _lists_sheet(book: Any, lang: str, causes: int) -> None:
    """The hidden sheet with the closed lists, and the names by which the columns know them."""
    title = say("book.lists", lang)
    page = book.add_worksheet(title)
    words = dict.fromkeys(field.words for field in columns() if field.words)
    for column, name in enumerate(words):
        offered = (
            evidence_kinds(lang) if name == "evidence_kind" else [label(str(name), c, lang) for c in codes(str(name))]
        )
        page.write_string(0, column, str(name))
        for row, word in enumerate(offered, 1):
            page.write_string(row, column, word)
        letters = column_letters(column)
        book.define_name(f"kit_{name}", f"='{title}'!${letters}$2:${letters}${len(offered) + 1}")
    book.define_name("kit_cause", f"='{say('codebook.sheet.causes', lang)}'!$A$2:$A${causes + 1}")
    page.hide()


def _causes_sheet(page: Any, causes: Sequence[Cause], lang: str, make: Formats, footer: str) -> None:
    """The causes in words: the short list first."""
    widths = (44, 24, 62, 62)
    titles = ("cause", "level", "means", "sign")
    for column, (name, size) in enumerate(zip(titles, widths, strict=True)):
        page.set_column(column, column, size)
        page.write_string(0, column, say(f"codebook.causes.{name}", lang), make(_header(COLOURS["needed"])))
    page.set_row(0, 24)
    for line, cause in enumerate(causes, 1):
        level = label("cause_level", cause.level, lang) if cause.level else ""
        texts = (cause_cell(cause.code, [cause], lang), level, cause.about(lang), cause.sign(lang))
        pale = {"bg_color": COLOURS["pale"]} if cause.short else {}
        page.set_row(line, row_height(list(zip(texts, widths, strict=True))))
        for column, text in enumerate(texts):
            page.write_string(line, column, text, make(_TEXT, pale, {"bold": column == 0}, as_text(text)))
    page.set_tab_color(COLOURS["case"])
    page.freeze_panes(1, 1)
    print_set_up(page, sum(widths), footer)


def _about_sheet(
    page: Any, coding: Coding, given: dict[str, str], lang: str, make: Formats, footer: str, status: str | None
) -> None:
    """What the workbook is, who codes, how to fill it in and how to bring it back; it prints on one page."""
    widths = (30, 92)
    for column, size in enumerate(widths):
        page.set_column(column, column, size)
    big = {"bold": True, "font_size": 16, "font_color": COLOURS["needed"], "valign": "vcenter"}
    page.write_string(0, 0, say("codebook.title", lang), make(big))
    sort = say(f"word.{status}", lang) + ". " if status else ""
    page.write_string(0, 1, sort + say("codebook.promise", lang), make({"valign": "vcenter", "text_wrap": True}))
    page.set_row(0, 34)
    said = {name: getattr(coding, name, None) for name in ABOUT} | given
    blind = {None: None, True: say("word.yes", lang), False: say("word.no", lang)}[coding.blind]
    decided = to_cell(Field("decided_by", "names", "", ""), coding.decided_by, lang)
    said |= {"blind": blind, "decided_by": decided}
    others = ("role", "coded_on", "blind") if coding.is_consensus else ("decided_by", "decided_on")
    rows = [(say(f"codebook.field.{name}", lang), said[name] or "") for name in ABOUT if name not in others]
    state = len(rows)
    rows += [("", "")]
    rows += [(say(f"codebook.how.{name}", lang), say(f"codebook.how_is.{name}", lang)) for name in _HOW]
    for line, (left, right) in enumerate(rows, 1):
        looks = {"font_color": COLOURS["grey"], "font_size": 8} if line == state else {}
        page.write_string(line, 0, left, make(_TEXT, {"bold": True, "bottom": 0, "right": 0}))
        page.write_string(line, 1, right, make(_TEXT, {"bottom": 0, "right": 0}, looks, as_text(right)))
        page.set_row(line, row_height([(left, widths[0]), (right, widths[1])]))
    on_one_page(page, footer)


_HOW = ("blind", "between", "main", "why", "chain", "evidence", "rivals", "more", "axes", "unknown", "names", "back")
