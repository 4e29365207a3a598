"""Cases by kinds of stall: five values of a cell, told apart by their shape, and how many cases have what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from math import radians, sin
from typing import Any

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from casekit.compare.prevalence import CELLS
from casekit.compare.run import Comparison
from casekit.compare.words import kind_name
from casekit.figures.ink import FAINT, GREY, GRID, GROUPS, INK, SOFT, group_of
from casekit.figures.legend import Entry, draw_legend, legend_height
from casekit.figures.lettering import line_height, shorten, width, wrap
from casekit.figures.manycases import heading_of
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.seriation import alike_below
from casekit.figures.title import Heading, draw_heading, heading_height
from casekit.text import say

__all__ = ["ORDERS", "matrix", "matrix_sheets"]

ORDERS = ("alike", "stalls")
"""Each case under the one that it looks most like, or the cases with most kinds of stall first."""

SLANT = 55
ROWS = {"a3": (6.6, 9.5), "a4": (4.9, 7.0)}  # mm: the lowest row that reads well, and the highest that looks well
SEEN = ("yes", "possible")


def matrix(
    comparison: Comparison,
    *,
    ax: Axes | None = None,
    lang: str = "nl",
    paper: str = "a3",
    sheet: int = 1,
    order: str = "alike",
    selection: str | None = None,
) -> Axes:
    """Draw the cases as rows and the kinds of stall as columns, by their groups.

    A full square: yes; a hatched one with a dashed edge: possible; an open dot: no; a grey square with a question
    mark: not observable; a dash: no opportunity. At the foot, over all cases: in how many of those that can be
    judged. Never a share: that needs its interval, which `prevalence` draws. In an SVG cells are groups
    `<value>-<case>-<kind>`.

    `order` is one of `ORDERS`. Many cases take more sheets (`matrix_sheets`), about equally full. `selection` says
    how the cases were chosen; without it, what their folder says. With `ax` the sheet is drawn, to scale, inside
    those axes. Returns the axes. Raises ValueError for another paper or order, or a sheet that is not there.

    Source: methods 7.1 and 7.5 point 4.

    >>> from casekit.compare.run import compare
    >>> from casekit.examples import example_path
    >>> matrix(compare(example_path("twaalf-regels")), paper="a4").figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    plan = _plan(comparison, paper_of(paper), lang, order, selection)
    if not 1 <= sheet <= len(plan.sheets):
        raise ValueError(f"there is no sheet {sheet}: this figure has {len(plan.sheets)}")
    cases, size = plan.sheets[sheet - 1], plan.paper
    rest = plan.foot + legend_height(ENTRIES, size, lang) + size.margin
    with matplotlib.style.context("default"):
        on = board(ax, size, plan.top + plan.row * len(cases) + rest)
        draw_heading(on, plan.heading)
        _draw_columns(on, plan, comparison, len(cases), lang)
        for n, case in enumerate(cases):
            _draw_row(on, plan, comparison, case, plan.top + (n + 0.5) * plan.row, lang)
        low = plan.top + plan.row * len(cases)
        _draw_foot(on, plan, comparison, low, lang)
        if len(plan.sheets) > 1:
            _write_sheet(on, plan, sheet, lang)
        draw_legend(on, ENTRIES, low + plan.foot, lang)
    return on.ax


def matrix_sheets(
    comparison: Comparison, paper: str = "a3", lang: str = "nl", *, selection: str | None = None
) -> int:
    """On how many sheets the cases fit. Raises ValueError for another paper."""
    return len(_plan(comparison, paper_of(paper), lang, "alike", selection).sheets)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything stands, in mm; `sheets` are the cases of each sheet from top to bottom."""

    paper: Paper
    heading: Heading
    sheets: list[list[str]]
    left: float
    step: float
    top: float
    row: float
    foot: float

    def x(self, n: int) -> float:
        """The middle of a column."""
        return self.left + (n + 0.5) * self.step


def _plan(comparison: Comparison, paper: Paper, lang: str, order: str, selection: str | None) -> _Plan:
    if order not in ORDERS:
        raise ValueError(f"unknown order {order!r}: choose from {', '.join(ORDERS)}")
    table = comparison.matrix
    notes = (say(f"figure.matrix.order.{order}", lang), say("figure.matrix.caption", lang))
    heading = heading_of(comparison, "figure.matrix.title", (" ".join(notes),), lang, selection)
    slanted = max(width(kind_name(kind, lang), paper.lane_type) for kind in table.kinds)
    band = line_height(paper.lane_type) * 1.5
    sheet_number = line_height(paper.small)
    top = heading_height(heading, paper) + sheet_number + slanted * sin(radians(SLANT)) + band + 3
    foot = line_height(paper.small) * 2.6 + 3
    rows = _ordered(comparison, order)
    low, high = ROWS[paper.name]
    room = paper.height - top - foot - legend_height(ENTRIES, paper, lang) - paper.margin
    count = -(-len(rows) // max(1, int(room / low))) or 1
    most = -(-len(rows) // count)
    left = paper.margin + paper.names * 1.7
    step = (paper.right - paper.names * 0.36 - left) / len(table.kinds)
    return _Plan(
        paper=paper,
        heading=heading,
        sheets=[rows[n : n + most] for n in range(0, len(rows), most)] or [[]],
        left=left,
        step=step,
        top=top,
        row=min(high, room / max(most, 1)),
        foot=foot,
    )


def _seen(comparison: Comparison, case: str) -> frozenset[str]:
    table = comparison.matrix
    return frozenset(kind for kind in table.kinds if table.value(case, kind) in SEEN)


def _ordered(comparison: Comparison, order: str) -> list[str]:
    seen = {case: _seen(comparison, case) for case in comparison.matrix.cases}
    if order == "stalls":
        return sorted(seen, key=lambda case: (-len(seen[case]), case))
    return alike_below(seen)


# -- drawing -------------------------------------------------------------------------------------------------


def _draw_columns(on: Board, plan: _Plan, comparison: Comparison, rows: int, lang: str) -> None:
    """The names of the kinds, slanted, their groups under them, and lines between the groups down the rows."""
    paper, size = plan.paper, plan.paper.lane_type
    band = line_height(size) * 1.5
    low, high = plan.top - 0.8, plan.top + rows * plan.row
    kinds = comparison.matrix.kinds
    style = {"rotation": SLANT, "rotation_mode": "anchor", "va": "baseline"}
    over = plan.top - band - 1.6
    for n, kind in enumerate(kinds):
        on.write(plan.x(n), over, kind_name(kind, lang), size, gid=f"kind-{kind}", **style)
    on.write(plan.x(len(kinds)), over, say("figure.matrix.kinds", lang), size, color=SOFT, **style)
    for group, members in groupby(range(len(kinds)), key=lambda n: group_of(kinds[n])):
        here = [*members]
        left, right = plan.left + here[0] * plan.step, plan.left + (here[-1] + 1) * plan.step
        on.ax.add_patch(Rectangle((left + 0.4, low - 1.1), right - left - 0.8, 1.1, facecolor=GROUPS[group]))
        words = shorten(say(f"figure.group.{group}", lang), right - left - 1, size)
        on.write((left + right) / 2, low - 1.3 - line_height(size) * 0.55, words, size, ha="center")
        on.line([right, right], [low, high], color=GREY, linewidth=0.5, zorder=0.5)
    for n in range(rows + 1):
        y = plan.top + n * plan.row
        on.line([paper.margin, paper.right], [y, y], color=GRID, linewidth=0.5, zorder=0)


def _draw_row(on: Board, plan: _Plan, comparison: Comparison, case: str, y: float, lang: str) -> None:
    """The name of a case with as much of its title as fits, its cells, and how many kinds it shows."""
    paper, table = plan.paper, comparison.matrix
    title = next((book.case.title for book in comparison.books if book.case.id == case), None) or ""
    room = plan.left - paper.margin - 2
    name = shorten(case, room, paper.lane_type, True)
    under = wrap(title, room, paper.small, 1) if title and title != case else []
    apart = line_height(paper.small) * 0.46 if under and plan.row > line_height(paper.small) * 1.9 else 0
    on.write(paper.margin, y - apart, name, paper.lane_type, weight="bold", gid=f"case-{case}")
    if apart:
        on.write(paper.margin, y + line_height(paper.small) * 0.62, under[0], paper.small, color=SOFT)
    side = min(plan.row, plan.step) * 0.68
    for n, kind in enumerate(table.kinds):
        value = table.value(case, kind)
        _draw_cell(on, plan.x(n), y, side, value, GROUPS[group_of(kind)], f"{value}-{case}-{kind}")
    values = [table.value(case, kind) for kind in table.kinds]
    words = _counted(values.count("yes"), values.count("possible"))
    on.write(plan.x(len(values)), y, words, paper.lane_type, ha="center", gid=f"kinds-{case}")


def _counted(yes: int, possible: int) -> str:
    return f"{yes} (+{possible})" if possible else str(yes)


def _draw_cell(on: Board, x: float, y: float, side: float, value: str, colour: str, gid: str | None = None) -> None:
    def box(**look: Any) -> None:
        style = {"edgecolor": INK, "linewidth": on.points(0.6), "zorder": 2, "gid": gid, **look}
        on.ax.add_artist(
            Rectangle((x - side / 2, y - side / 2), side, side, **style)
        )  # no limits: there are hundreds

    if value == "yes":
        box(facecolor=colour)
    elif value == "possible":
        box(facecolor="white", hatch="//////", hatchcolor=colour, hatch_linewidth=0.8, linestyle=(0, (3, 1.5)))
    elif value == "no":
        look = {"marker": "o", "markersize": side * 0.85, "markerfacecolor": "white", "markeredgecolor": FAINT}
        on.line([x], [y], markeredgewidth=0.6, gid=gid, **look)
    elif value == "not_observable":
        box(facecolor="#e4e4e4", linewidth=0)
        on.write(x, y, "?", side * 1.75, ha="center", va="center", color=SOFT, zorder=3)
    else:
        on.line([x - side * 0.2, x + side * 0.2], [y, y], color=GREY, linewidth=0.7, gid=gid)


def _draw_foot(on: Board, plan: _Plan, comparison: Comparison, low: float, lang: str) -> None:
    """Under every column: yes, of how many cases that can be judged; and how many more are possible."""
    paper, size, step = plan.paper, plan.paper.small, line_height(plan.paper.small) * 1.15
    first = low + 1.2 + step * 0.5
    room = plan.left - paper.margin - 2
    on.write(paper.margin, first, shorten(say("figure.matrix.foot", lang), room, size), size, color=SOFT)
    on.write(paper.margin, first + step, shorten(say("figure.matrix.more", lang), room, size), size, color=SOFT)
    for n, kind in enumerate(comparison.matrix.kinds):
        found = comparison.matrix.prevalence(kind)
        words = say("figure.matrix.of", lang, yes=found.yes, n=found.n) if found.n else "–"
        on.write(plan.x(n), first, words, size, ha="center", gid=f"foot-{kind}")
        if found.possible:
            on.write(plan.x(n), first + step, f"+{found.possible}", size, ha="center", gid=f"more-{kind}")


def _write_sheet(on: Board, plan: _Plan, sheet: int, lang: str) -> None:
    """Which part of the cases this sheet holds; the foot counts all of them."""
    total = sum(map(len, plan.sheets))
    before = sum(map(len, plan.sheets[: sheet - 1]))
    values = {"sheet": sheet, "sheets": len(plan.sheets), "first": before + 1, "total": total}
    words = say("figure.matrix.sheet", lang, last=before + len(plan.sheets[sheet - 1]), **values)
    size = plan.paper.lane_type
    y = plan.top - line_height(size) * 1.5 - 1.6
    lines = wrap(words, plan.left - plan.paper.margin - 3, size, 4)
    for n, line in enumerate(reversed(lines)):
        on.write(plan.paper.margin, y - n * line_height(size), line, size, va="baseline", gid="sheet")


def _sample(value: str, on: Board, x: float, y: float, wide: float, tall: float) -> None:
    _draw_cell(on, x + wide / 2, y, tall * 1.5, value, GREY)


ENTRIES = [Entry(partial(_sample, value), f"compare.cell.{value}") for value in CELLS]
