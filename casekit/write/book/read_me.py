"""The first sheet of a workbook: what it is, how to fill it in, and how to bring it back. It fits on one page."""

from __future__ import annotations

from typing import Any

from casekit.schema import field_texts
from casekit.sheets.cells import EXAMPLE_ID
from casekit.sheets.plan import sheet, sheets
from casekit.text import say
from casekit.write.book.look import COLOURS, Formats, on_one_page, row_height

__all__ = ["DATES", "read_me_sheet"]

DATES = ("day", "month", "about", "period", "after", "day_number", "unknown")
"""The ways to write a time that the sheet shows: `book.date.<name>` is how, `book.date_is.<name>` what it means."""

_TEXT = {"valign": "top", "text_wrap": True}
_WIDTHS = (30, 92)


def read_me_sheet(
    book: Any, lang: str, make: Formats, footer: str, *, draft: bool = False, status: str | None = None
) -> None:
    """Write the sheet, with what sort of case it is. In a draft it also says what the colour of a guess means."""
    page = book.add_worksheet(say("book.read_me", lang))
    page.set_column(0, 0, _WIDTHS[0])
    page.set_column(1, 1, _WIDTHS[1])
    rows = [*_start(lang), *_sheets(lang), *_colours(lang, draft), *_dates(lang), *_end(lang)]
    page.write_string(
        0, 0, say("book.title", lang), make({"bold": True, "font_size": 18, "font_color": COLOURS["needed"]})
    )
    page.set_row(0, 30)
    if status:
        page.write_string(1, 0, say(f"word.{status}", lang), make({"bold": True, "font_size": 12}))
    for number, (style, left, right) in enumerate(rows, 2):
        if style == "heading":
            looks = {"bold": True, "font_color": "#FFFFFF", "bg_color": COLOURS["needed"]}
            page.write_string(number, 0, left, make(looks))
            page.write_string(number, 1, right, make(looks))
        else:
            bold = {"bold": True} if style == "bold" else {}
            colour = {"bg_color": COLOURS[style]} if style in COLOURS else {}
            white = {"font_color": "#FFFFFF"} if style in ("needed", "header", "extra") else {}
            grey = {"font_color": COLOURS["grey"], "italic": True} if style == "example" else {}
            page.write_string(number, 0, left, make(_TEXT, bold, colour, white, grey, {"num_format": "@"}))
            page.write_string(number, 1, right, make(_TEXT))
            page.set_row(number, row_height([(left, _WIDTHS[0]), (right, _WIDTHS[1])]))
    on_one_page(page, footer)


_Rows = list[tuple[str, str, str]]


def _start(lang: str) -> _Rows:
    steps = [("bold", f"{n}.", say(f"book.step.{n}", lang)) for n in range(1, 6)]
    return [("heading", say("book.how", lang), ""), *steps]


def _sheets(lang: str) -> _Rows:
    """The sheets in the order in which they are filled in, with what the case file says about each."""
    rows: _Rows = [("", "", ""), ("heading", say("book.sheet", lang), say("book.holds", lang))]
    for one in sheets():
        needed = one.name in ("actors", "touchpoints")
        text = field_texts()[one.part][lang]
        rows.append(("bold", one.title(lang) + (" *" if needed else ""), text))
    return rows


def _colours(lang: str, draft: bool) -> _Rows:
    rows: _Rows = [("", "", ""), ("heading", say("book.colour", lang), say("book.means", lang))]
    names = ("needed", "header", "missing", "unsure", *(("guess",) if draft else ()))
    rows += [(name, say(f"book.colour_of.{name}", lang), say(f"book.colour_is.{name}", lang)) for name in names]
    rows.append(("example", EXAMPLE_ID[lang], say("book.colour_is.example", lang)))
    order = (sheet("touchpoints").field("order"), "(3)")
    rows.append(
        ("example", order[1], say("book.colour_is.place", lang, column=order[0].header(lang) if order[0] else ""))
    )
    return rows


def _dates(lang: str) -> _Rows:
    rows: _Rows = [("", "", ""), ("heading", say("book.time", lang), say("book.means", lang))]
    return rows + [("", say(f"book.date.{name}", lang), say(f"book.date_is.{name}", lang)) for name in DATES]


def _end(lang: str) -> _Rows:
    rows: _Rows = [("", "", ""), ("heading", say("book.also", lang), "")]
    names = ("several", "columns", "names", "plain")
    rows += [("bold", say(f"book.also_about.{name}", lang), say(f"book.also_is.{name}", lang)) for name in names]
    rows += [("", "", ""), ("heading", say("book.back", lang), "")]
    return [*rows, ("bold", "", say("book.command", lang)), ("", "", say("book.after", lang))]
