"""Pictures of the workbook, drawn from a real one when the site is built: `<!-- workbook: NAME | what it shows -->`.

The pictures are SVG in the page itself: letters stay letters, and there is no file that could grow old.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from textwrap import wrap
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from casekit.sheets.plan import sheet
from casekit.text import say
from casekit.write.book.look import COLOURS
from casekit.write.book.workbook import template_workbook

CASE_ID = {"nl": "huur-en-toeslag", "en": "rent-and-benefit"}

ACTORS = {
    "nl": [("inwoner", "inwoner"), ("gemeente", "gemeente")],
    "en": [("resident", "resident"), ("municipality", "municipality")],
}

TOUCHPOINTS = {
    "nl": [
        {"id": "t1", "when": "5 maart 2021", "from": "inwoner", "to": "gemeente", "kind": "aanvraag"},
        {"id": "t2", "when": "ca. maart 2021", "from": "gemeente", "to": "inwonr", "kind": "ontvangst"},
        {"id": "t3", "when": "na de zomer", "from": "inwoner", "to": "gemeente"},
    ],
    "en": [
        {"id": "t1", "when": "5 March 2021", "from": "resident", "to": "municipality", "kind": "application"},
        {"id": "t2", "when": "about March 2021", "from": "municipality", "to": "residnt", "kind": "receipt"},
        {"id": "t3", "when": "after the summer", "from": "resident", "to": "municipality"},
    ],
}
"""What somebody typed, with three things that are not right yet: a name, a date, and no kind."""

MENDED = {"nl": {("t2", "to"): "inwoner", ("t3", "when"): "2021-09", ("t3", "kind"): "navraag"},
          "en": {("t2", "to"): "resident", ("t3", "when"): "2021-09", ("t3", "kind"): "chase"}}  # fmt: skip


def filled_in(lang: str, *, mended: bool = False) -> bytes:
    """The template of a workbook after somebody has typed in it."""
    book: Any = openpyxl.load_workbook(BytesIO(template_workbook(CASE_ID[lang], lang)))
    page = book[sheet("actors").title(lang)]
    for number, (name, kind) in enumerate(ACTORS[lang], 3):
        page[f"A{number}"], page[f"C{number}"] = name, kind
    page = book[sheet("touchpoints").title(lang)]
    names = [field.name for field in sheet("touchpoints").fields]
    for number, row in enumerate(TOUCHPOINTS[lang], 3):
        right = {field: value for (name, field), value in MENDED[lang].items() if name == row["id"]} if mended else {}
        for field, value in (row | right).items():
            page.cell(number, names.index(field) + 1, value)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


@dataclass(frozen=True)
class View:
    """What a picture shows: cells of a sheet, and a cell that somebody has clicked."""

    sheet: str
    cells: str
    clicked: str | None = None


VIEWS = {
    "read-me": View("", "A1:B32"),
    "actors": View("actors", "A1:D5"),
    "choose": View("touchpoints", "A1:F9", "F3"),
    "filled": View("touchpoints", "A1:F6"),
    "mended": View("touchpoints", "A1:F6"),
}

ROW, TAB, EDGE, TOP, TYPE = 20, 30, 34, 22, 13
WIDEST = 520


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Put each picture where a page asks for it."""
    lang = page.file.src_uri.partition("/")[0]
    return re.sub(
        r"^<!-- workbook: ([\w-]+) \| (.+?) -->$", lambda m: picture(m[1], m[2], lang), markdown, flags=re.M
    )


@cache
def _book(name: str, lang: str) -> Any:
    """The workbook behind a picture, read back from its bytes."""
    typed = {"actors": True, "filled": False, "mended": True}
    content = filled_in(lang, mended=typed[name]) if name in typed else template_workbook(CASE_ID[lang], lang)
    return openpyxl.load_workbook(BytesIO(content))


def picture(name: str, about: str, lang: str) -> str:
    """The picture as a figure with its caption."""
    view = VIEWS[name]
    book = _book(name, lang)
    title = sheet(view.sheet).title(lang) if view.sheet else say("book.read_me", lang)
    drawn = "".join(_draw(book, book[title], view, lang, about))
    caption = f"<figcaption>{escape(about)}</figcaption>"
    return f'<figure markdown="0" style="width:100%;margin:1em 0">{drawn}{caption}</figure>'


def _draw(book: Any, page: Any, view: View, lang: str, about: str) -> Iterator[str]:
    left, top, right, bottom = range_boundaries(view.cells)
    widths = {n: one.width for one in page.column_dimensions.values() for n in range(one.min, one.max + 1)}
    columns = {n: min(WIDEST, int(widths.get(n, 9) * 7.4) + 8) for n in range(left, right + 1)}
    rows = {n: _height(page, n, columns) for n in range(top, bottom + 1)}
    xs = _places(columns, EDGE)
    ys = _places(rows, TOP)
    width, height = max(xs.values()) + columns[right] + 1, max(ys.values()) + rows[bottom]
    clicked = page[view.clicked] if view.clicked else None
    if clicked is not None:
        width += 270
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + TAB}" role="img"'
        f' aria-label="{escape(about)}" font-family="Calibri, Carlito, Arial, sans-serif" font-size="{TYPE}"'
        f' style="width:100%;max-width:{width}px;border:1px solid #bbb;background:#fff">'
    )
    for n, x in xs.items():
        yield _box(x, 0, columns[n], TOP, "#E6E6E6") + _text(
            get_column_letter(n), x + columns[n] / 2, 15, "#444", "middle"
        )
    for n, y in ys.items():
        yield _box(0, y, EDGE, rows[n], "#E6E6E6") + _text(str(n), EDGE / 2, y + 14, "#444", "middle")
        for column, x in xs.items():
            yield _cell(page, page.cell(n, column), x, y, columns[column], rows[n], book, lang)
    if clicked is not None:
        yield from _opened(page, clicked, xs[clicked.column], ys[clicked.row], columns[clicked.column], book)
    yield from _tabs(book, page, height, width)
    yield "</svg>"


def _lines(cell: Any, width: int) -> list[str]:
    return wrap(str(cell.value), max(4, int(width / 6.2))) if cell.value is not None else []


def _height(page: Any, row: int, columns: dict[int, int]) -> int:
    """The first row as high as it is; the others as their texts ask in these letters."""
    if row == 1:
        return int((page.row_dimensions[1].height or 15) * ROW / 15)
    return max(ROW, *(16 * len(_lines(page.cell(row, n), width)) + 4 for n, width in columns.items()))


def _places(sizes: dict[int, int], start: int) -> dict[int, int]:
    found, at = {}, start
    for number, size in sizes.items():
        found[number] = at
        at += size
    return found


def _cell(page: Any, cell: Any, x: int, y: int, width: int, height: int, book: Any, lang: str) -> str:
    fill = f"#{cell.fill.fgColor.rgb[2:]}" if cell.fill.patternType == "solid" else "#FFFFFF"
    fill = _warning(page, cell, book, lang) or fill
    line = "#D0D0D0" if page.sheet_view.showGridLines is not False else fill
    drawn = _box(x, y, width, height, fill, line)
    if cell.value is None:
        return drawn
    colour = (
        cell.font.color.rgb if cell.font.color is not None and isinstance(cell.font.color.rgb, str) else "FF000000"
    )
    size = cell.font.sz or 11
    lines = _lines(cell, width)
    style = ' font-weight="bold"' * bool(cell.font.b) + ' font-style="italic"' * bool(cell.font.i)
    style += f' font-size="{TYPE * size / 11:.0f}"' if size != 11 else ""
    first = y + (height - 16 * (len(lines) - 1)) / 2 + 5 if cell.row == 1 else y + 15
    return drawn + "".join(
        _text(t, x + 4, first + 16 * n, f"#{colour[2:]}", "start", style) for n, t in enumerate(lines)
    )


def _warning(page: Any, cell: Any, book: Any, lang: str) -> str | None:
    """The colour that the workbook gives to what is missing or unknown: here worked out for the few cells shown."""
    head = str(page.cell(1, cell.column).value)
    one = next((one for one in (sheet("actors"), sheet("touchpoints")) if one.title(lang) == page.title), None)
    if one is None or cell.row < 3 or not any(page.cell(cell.row, n).value for n in range(1, 8)):
        return None
    field = one.fields[cell.column - 1]
    if cell.value is None:
        return COLOURS["missing"] if head.endswith("*") else None
    if field.refers == "actors":
        known = [row[0].value for row in book[sheet("actors").title(lang)].iter_rows(min_row=2, max_col=1)]
        return None if cell.value in known else COLOURS["unsure"]
    return COLOURS["unsure"] if field.kind == "moment" and not re.search(r"\d", cell.value) else None


def _opened(page: Any, cell: Any, x: int, y: int, width: int, book: Any) -> Iterator[str]:
    """The list and the explanation that come up when somebody clicks a cell."""
    help_ = next(one for one in page.data_validations.dataValidation if cell.coordinate in one.cells)
    title, cells = book.defined_names[help_.formula1].attr_text.split("!")
    words = [str(one.value) for (one,) in book[title.strip("'")][cells.replace("$", "")]][:6]
    below = y + ROW
    yield _box(x, y, width, below - y, "none", "#107C41")
    yield _box(x + width, below - ROW, 18, ROW, "#F3F3F3", "#888")
    yield _text("\N{BLACK DOWN-POINTING SMALL TRIANGLE}", x + width + 9, below - 5, "#222", "middle")
    yield _box(x, below + 1, width + 18, 18 * len(words) + 4, "#FFFFFF", "#888")
    for number, word in enumerate(words):
        yield _text(word, x + 5, below + 16 + 18 * number, "#000", "start")
    lines = [part for text in help_.prompt.split("\n") for part in wrap(text, 36)]
    yield _box(x + width + 26, y, 236, 18 * (len(lines) + 1) + 8, "#FFFFE1", "#999")
    yield _text(help_.promptTitle, x + width + 33, y + 17, "#000", "start", ' font-weight="bold"')
    for number, text in enumerate(lines):
        yield _text(text, x + width + 33, y + 35 + 18 * number, "#000", "start")


def _tabs(book: Any, page: Any, y: int, width: int) -> Iterator[str]:
    yield _box(0, y, width, TAB, "#F3F3F3", "#BBBBBB")
    x = EDGE
    shown: Sequence[Any] = [one for one in book.worksheets if one.sheet_state == "visible"]
    for one in shown:
        size = len(one.title) * 7 + 18
        if x + size > width - 20:
            yield _text("\N{HORIZONTAL ELLIPSIS}", x + 8, y + 19, "#444", "start")
            return
        active = one.title == page.title
        yield _box(x, y, size, TAB - 4, "#FFFFFF" if active else "#E6E6E6", "#BBBBBB")
        colour = f"#{one.sheet_properties.tabColor.rgb[2:]}"
        yield _box(x, y + TAB - 7, size, 3, colour, colour)
        yield _text(one.title, x + size / 2, y + 17, "#222", "middle", ' font-weight="bold"' * active)
        x += size


def _box(x: float, y: float, width: float, height: float, fill: str, line: str = "#C8C8C8") -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" stroke="{line}"/>'


def _text(text: str, x: float, y: float, colour: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="{colour}" text-anchor="{anchor}"{more}>{escape(text)}</text>'
