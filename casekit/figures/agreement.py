"""What coders see as the main cause of each stall, side by side, and how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from casekit.causes.agreement import FRAGILE_BELOW, agreement
from casekit.causes.agreement_words import measured
from casekit.causes.book import Book
from casekit.causes.conversations import Compared, compared, one_role
from casekit.coding import CONSENSUS
from casekit.figures.ink import FAINT, GRID, INK, SOFT, kind_name
from casekit.figures.lettering import line_height, shorten, wrap
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.parties import actor_names, between
from casekit.figures.title import draw_title, title_height
from casekit.taxonomy import NEEDS_WORDS
from casekit.text import plural, say

__all__ = ["agreement_sheets", "agreement_table"]

ROWS = 25
"""Stalls on one sheet: more cannot be read from a table."""
NARROWEST = 24
"""Millimetres that the words of a cause need; with more coders than fit, the first are shown."""
WIDEST = 62
TALLEST = 11
SHARED = "#dce9f2"


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the columns and rows stand, in mm."""

    lefts: tuple[float, ...]
    wide: float
    compared: float
    top: float
    step: float
    names: float
    type: float
    lines: int

    def y(self, row: int) -> float:
        """The top of a row."""
        return self.top + row * self.step


def agreement_sheets(book: Book) -> int:
    """How many sheets the figure takes: the stalls that somebody coded, 25 on each."""
    return max(1, -(-len(compared(book)) // ROWS))


def agreement_table(
    book: Book, *, ax: Axes | None = None, lang: str = "nl", paper: str = "a4", sheet: int = 1
) -> Axes:
    """Draw the stalls as rows and the coders as columns, each cell with the main cause that a coder sees.

    A filled box with a solid edge: another coder says the same; a white box with a dashed edge: nobody else does.
    Beside the row stands whether they say the same, below the table alpha and the pairs that agree, with what they
    rest on. In an SVG a cell is `cause-<coder>-<stall key>` and the word beside a row `compared-<stall key>`.

    `paper` is `a3` or `a4`; `sheet` counts from 1. Returns the axes. Raises ValueError for another paper or sheet.

    >>> from casekit.causes.book import book_of
    >>> from casekit.notation import case_of
    >>> agreement_table(book_of(case_of("a: inwoner > gemeente vraag"))).figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    size = paper_of(paper)
    rows, total = compared(book), agreement_sheets(book)
    if not 1 <= sheet <= total:
        raise ValueError(f"sheet {sheet} of {total}")
    first = (sheet - 1) * ROWS
    here = rows[first : first + ROWS]
    coders = tuple(coding.coder for coding in book.coders)
    together = any(row.together for row in rows)
    room = size.right - size.margin - size.names * 2 - _compared_wide(size)
    shown = coders[: max(1, int(room // _narrowest(size)) - together)]
    notes = _notes(here, first, len(rows), sheet, total, lang)
    foot = _foot(book, rows, shown, coders, size, lang)
    top = title_height(book.case, size, notes, lang) + 3 + line_height(size.lane_type) * 2
    bottom = size.height - size.margin - len(foot) * line_height(size.lane_type) - 4
    columns = [*shown, *([CONSENSUS] if together else [])]
    wide = min(room / max(len(columns), 1), WIDEST * size.width / 297)
    left = size.margin + size.names * 2
    step = min((bottom - top) / max(len(here), 1), TALLEST * size.height / 210)
    cells = [_words(row, name, book, lang) for row in here for name in columns]
    fits = (
        (points, lines)
        for points in (size.lane_type * 1.2, size.lane_type)
        if (lines := int((step - 1.2) / line_height(points))) > 1
        and all(len(wrap(words, wide - 3, points, lines + 1)) <= lines for words in cells)
    )
    points, lines = next(fits, (size.small, 2))
    table = _Table(
        lefts=tuple(left + n * wide for n in range(len(columns))),
        wide=wide,
        compared=left + len(columns) * wide,
        top=top,
        step=step,
        names=size.names * 2,
        type=points,
        lines=lines,
    )
    below = table.y(len(here)) + 4
    with matplotlib.style.context("default"):
        on = board(ax, size, below + len(foot) * line_height(size.lane_type) + size.margin)
        draw_title(on, book.case, notes, lang)
        if here:
            jointly = all(len(row.by) > 1 and not one_role(row.by) for row in rows if row.together)
            _draw_head(on, table, columns, "together" if jointly else "settled", lang)
        for n, row in enumerate(here):
            _draw_row(on, table, n, first + n + 1, row, columns, book, lang)
        for n, words in enumerate(foot):
            y = below + (n + 0.5) * line_height(size.lane_type)
            on.write(size.margin, y, words, size.lane_type)
    return on.ax


def _narrowest(size: Paper) -> float:
    return NARROWEST * size.width / 297


def _compared_wide(size: Paper) -> float:
    return 30 * size.width / 297


def _notes(here: Sequence[Compared], first: int, n: int, sheet: int, total: int, lang: str) -> list[str]:
    notes = [say("figure.agreement.title", lang) + "."]
    if not here:
        return [*notes, say("figure.agreement.nothing", lang)]
    notes.append(say("figure.agreement.caption", lang))
    if total > 1:
        notes.append(say("figure.agreement.sheet", lang, n=sheet, total=total))
        notes.append(say("figure.agreement.more_rows", lang, first=first + 1, last=first + len(here), n=n))
    return notes


def _foot(
    book: Book, rows: Sequence[Compared], shown: Sequence[str], coders: Sequence[str], size: Paper, lang: str
) -> list[str]:
    """Lines under the table: the numbers with what they rest on, and what is not in the table."""
    if not rows:
        return []
    found = agreement(book)
    lines = [
        f"{say('figure.agreement.cause', lang)}: {measured(found.cause, lang)}",
        f"{say('figure.agreement.level', lang)}: {measured(found.level, lang)}",
        say("cli.agreement.meaning", lang),
    ]
    if found.units and found.cause.fragile:
        lines.append(say("cli.agreement.fragile", lang, n=FRAGILE_BELOW))
    if found.not_blind:
        lines.append(say("cli.agreement.not_blind", lang, who=", ".join(found.not_blind)))
    if len(shown) < len(coders):
        lines.append(say("figure.agreement.more_coders", lang, shown=len(shown), n=len(coders)))
    if rest := len(book.stalls) - len(rows):
        lines.append("… " + plural("figure.agreement.rest", rest, lang) + ".")
    return [part for line in lines for part in wrap(line, size.right - size.margin, size.lane_type, 3)]


# -- what is drawn -----------------------------------------------------------------------------------------


def _draw_head(on: Board, table: _Table, columns: Sequence[str], consensus: str, lang: str) -> None:
    size = on.paper
    y = table.top - line_height(size.lane_type) * 0.8
    on.write(size.margin, y, say("figure.agreement.stall", lang), size.lane_type, weight="bold")
    for left, name in zip(table.lefts, columns, strict=True):
        words = say(f"figure.agreement.{consensus}", lang) if name == CONSENSUS else name
        room = table.wide - 2
        on.write(left + 1, y, shorten(words, room, size.lane_type, True), size.lane_type, weight="bold")
    on.write(table.compared + 2, y, say("figure.agreement.compared", lang), size.lane_type, weight="bold")
    on.line([size.margin, table.compared + _compared_wide(size)], [table.top] * 2, linewidth=0.8)


def _draw_row(
    on: Board, table: _Table, n: int, number: int, row: Compared, columns: Sequence[str], book: Book, lang: str
) -> None:
    size = on.paper
    top, middle = table.y(n), table.y(n) + table.step / 2
    names = actor_names(book.case)
    doubt = "?" if row.stall.verdict == "possible" else ""
    head = f"{number}. {kind_name(row.stall.kind, lang)}{doubt} ({row.stall.at})"
    touchpoints = {touchpoint.id: touchpoint for touchpoint in book.case.touchpoint_list}
    under = " – ".join(names.get(name, name) for name in between(row.stall, touchpoints))
    half = line_height(table.type) * 0.5
    on.write(size.margin, middle - half, shorten(head, table.names - 3, table.type), table.type)
    style = {"color": SOFT, "gid": f"row-{row.stall.key}"}
    on.write(size.margin + 3, middle + half, shorten(under, table.names - 6, table.type), table.type, **style)
    for left, name in zip(table.lefts, columns, strict=True):
        _draw_cell(on, left, top, table, row, name, book, lang)
    how = {"unknown": "apart", "once": "once" if row.said else "not_coded"}.get(row.how, row.how)
    words = say(f"figure.agreement.{how}", lang)
    style = {"gid": f"compared-{row.stall.key}", "weight": "bold" if row.how == "same" else "normal"}
    on.write(table.compared + 2, middle, words, table.type, **style)
    on.line([size.margin, table.compared + _compared_wide(size)], [top + table.step] * 2, color=GRID, zorder=0)


def _words(row: Compared, name: str, book: Book, lang: str) -> str:
    """What stands in a cell; nothing where nothing was coded."""
    coded = row.together if name == CONSENSUS else row.said.get(name)
    if coded is None:
        return ""
    label = book.label(coded.cause, lang)
    words = label if label == coded.cause or coded.cause in NEEDS_WORDS else f"{coded.cause} {label}"
    if name == CONSENSUS and one_role(row.by):
        words += " " + say("figure.agreement.one_role", lang)
    return words


def _draw_cell(
    on: Board, left: float, top: float, table: _Table, row: Compared, name: str, book: Book, lang: str
) -> None:
    """One box with code and name of a cause; a dash where nothing was coded."""
    text = _words(row, name, book, lang)
    if not text:
        words = say("figure.agreement.not_coded", lang)
        on.write(left + table.wide / 2, top + table.step / 2, words, table.type, ha="center", color=FAINT)
        return
    box = Rectangle((left + 0.5, top + 0.4), table.wide - 1, table.step - 0.8, facecolor="white", edgecolor=INK)
    box.set(linewidth=on.points(0.6), gid=f"cause-{name}-{row.stall.key}", zorder=1)
    if name == CONSENSUS:
        box.set_linewidth(on.points(1.4))
    elif row.how != "once" and not row.alone(name):
        box.set_facecolor(SHARED)
    elif row.how != "once":
        box.set_linestyle((0, (3, 1.5)))
    on.ax.add_patch(box)
    lines = wrap(text, table.wide - 3, table.type, table.lines)
    for n, line in enumerate(lines):
        y = top + table.step / 2 + (n - (len(lines) - 1) / 2) * line_height(table.type) * 0.95
        on.write(left + 1.5, y, line, table.type, zorder=2)
