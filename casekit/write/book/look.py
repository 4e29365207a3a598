"""What a workbook looks like: formats, widths, and how its sheets are printed."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from textwrap import wrap
from typing import Any, TypeAlias

from casekit.sheets.plan import Field, Sheet

__all__ = [
    "AS_TYPED",
    "COLOURS",
    "MADE_ON",
    "Formats",
    "Style",
    "as_text",
    "column_style",
    "formats",
    "header_style",
    "on_one_page",
    "print_set_up",
    "tab_colour",
    "width",
]

AS_TYPED = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False,
}  # fmt: skip
"""How xlsxwriter makes every workbook of the kit: text stays text, whatever it looks like."""
_LIVE = re.compile(r"[=+\-@\t\r]")
"""What a text begins with that a spreadsheet may take for a formula."""
MADE_ON = datetime(2000, 1, 1)
"""The date inside every workbook: that of the day would make of the same content another file."""

Formats: TypeAlias = Callable[..., Any]
"""Makes the format with these properties, once."""
Style: TypeAlias = dict[str, Any]

COLOURS = {
    "needed": "#0F5257",
    "header": "#5B7B7A",
    "extra": "#8A8A8A",
    "missing": "#F8CBAD",
    "unsure": "#FFE699",
    "guess": "#CFE2F3",
    "grey": "#7F7F7F",
    "pale": "#EEF4F4",
    "line": "#C9D6D5",
    "case": "#3E8E87",
    "read_me": "#E0A030",
    "other": "#A9BDBB",
}
"""Dark enough under white letters, and light enough under black ones, to be read in print too."""

_FIRST = ("actors", "touchpoints")
"""The sheets without which there is no case."""

_CAPS = {"moment": 26, "name": 20, "names": 24, "word": 24, "yes_no": 10, "number": 10, "pairs": 30, "promise": 36}
_TEXT_CAP = 40
_LONG = {"summary": 60}
_ROOMY = {"when": 18}
"""How wide a column may grow, in characters: by what it holds, or by its name; and what it is at least."""
_NARROWEST = 8
_ARROW = 4
"""The room that the arrow of the filter takes in a header."""

# How many characters fit across a sheet of paper before the letters get smaller than people like to read.
_A4, _A3 = (9, 175), (8, 290)
_DENSE = 1.1
"""Letters are a little narrower than the digits in which widths are counted."""
_LINE, _TALLEST = 15.0, 405.0
"""Points: one line of text, and the tallest row that a workbook allows (409)."""


def formats(book: Any) -> Formats:
    """A maker of formats for one workbook."""
    made = cache(lambda items: book.add_format(dict(items)))

    def make(*styles: Style) -> Any:
        return made(tuple(sorted({key: value for style in styles for key, value in style.items()}.items())))

    return make


def as_text(value: object) -> Style:
    """What a cell needs so that its text stays text, also when somebody changes it in the spreadsheet program.

    >>> as_text("=1+1"), as_text("vraag")
    ({'quote_prefix': True}, {})
    """
    return {"quote_prefix": True} if isinstance(value, str) and _LIVE.match(value) else {}


def column_style(field: Field | None) -> Style:
    """How the cells of a column look. All but numbers are text, so that nothing typed becomes a date."""
    if field is not None and field.kind == "number":
        return (
            {"valign": "top", "align": "center"}
            if field.name == "order"
            else {"valign": "top", "align": "right", "indent": 1}
        )
    return {"valign": "top", "text_wrap": True, "num_format": "@"}


def header_style(field: Field | None) -> Style:
    """A column that must be filled stands out; one that the kit does not know steps back."""
    colour = COLOURS["extra"] if field is None else COLOURS["needed" if field.required else "header"]
    return {
        "bold": True, "font_color": "#FFFFFF", "bg_color": colour, "text_wrap": True, "valign": "vcenter",
        "border": 1, "border_color": "#FFFFFF",
    }  # fmt: skip


def tab_colour(sheet: Sheet) -> str:
    """The colour of a tab: what is needed, the case itself, and the rest."""
    return COLOURS["needed" if sheet.name in _FIRST else "case" if sheet.name == "case" else "other"]


def width(field: Field | None, header: str, values: Iterable[object]) -> int:
    """The width of a column in characters: what stands in it, within reason, and its header in two lines."""
    name, kind = (field.name, field.kind) if field is not None else ("", "text")
    cap = _LONG.get(name, _CAPS.get(kind, _TEXT_CAP))
    words = [len(word) for word in header.split()]
    head = max(*words, math.ceil(len(header) / 2)) + _ARROW
    content = max((len(str(value)) + 2 for value in values if value is not None), default=0)
    return max(_NARROWEST, _ROOMY.get(name, 0), head, min(cap, content))


def row_height(texts: Iterable[tuple[object, int]]) -> float | None:
    """The height of a row in points, from its texts and the widths of their columns; None for one line.

    A spreadsheet program may work this out itself, but LibreOffice leaves it as the file says.
    """
    lines = 1
    for text, size in texts:
        if isinstance(text, str) and (len(text) > size or "\n" in text):
            lines = max(lines, sum(len(wrap(part, int(size * _DENSE))) or 1 for part in text.split("\n")))
    return min(_TALLEST, lines * _LINE) if lines > 1 else None


def line_under_rows(page: Any, end: str, last: int, make: Formats) -> None:
    """A light line under every row that has something in it, on the screen and on paper."""
    line = make({"bottom": 1, "bottom_color": COLOURS["line"], "right": 1, "right_color": COLOURS["line"]})
    rule = {"type": "formula", "criteria": f"=COUNTA($A2:${end}2)>0", "format": line}
    page.conditional_format(f"A2:{end}{last}", rule)


def print_set_up(sheet: Any, total: int, footer: str) -> None:
    """Landscape, as few pages wide as can be read, the header on every page, and a footer."""
    paper, room = _A4 if total <= _A4[1] else _A3
    pages = max(1, math.ceil(total / room))
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(pages, 0)
    sheet.repeat_rows(0)
    if pages > 1:
        sheet.repeat_columns(0)
        sheet.print_across()
    sheet.set_footer(footer)


def on_one_page(page: Any, footer: str) -> None:
    """Print a sheet that explains the others on one page of A4, upright, without lines between the cells."""
    page.set_tab_color(COLOURS["read_me"])
    page.hide_gridlines(2)
    page.set_portrait()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 1)
    page.set_footer(footer)
