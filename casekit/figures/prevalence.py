"""In how many of the cases each kind of stall was seen: counts, and from five cases on a share with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import matplotlib.style
from matplotlib.axes import Axes

from casekit.compare.prevalence import PERCENTAGES_FROM, Interval, Prevalence
from casekit.compare.run import Comparison
from casekit.compare.words import kind_name, listed, percent
from casekit.cost import Amount
from casekit.figures.daybars import Scale, draw_bar, draw_whisker, type_of, write_text
from casekit.figures.ink import GREY, GRID, GROUPS, INK, SOFT, group_of
from casekit.figures.legend import Entry, draw_legend, legend_height
from casekit.figures.lettering import line_height, shorten, width, wrap
from casekit.figures.manycases import heading_of
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.title import Heading, draw_heading, heading_height
from casekit.text import say

__all__ = ["prevalence"]

POSSIBLE = {"facecolor": "white", "hatch": "//////", "linestyle": (0, (3, 1.5))}


def prevalence(
    comparison: Comparison,
    *,
    ax: Axes | None = None,
    lang: str = "nl",
    paper: str = "a4",
    selection: str | None = None,
) -> Axes:
    """Draw a bar for each kind of stall that was found, the most frequent first.

    Full: the share of the cases that surely has it; hatched: what is possible on top of that. The whisker runs from
    the low end of the interval of the first to the high end of that of the second (Wilson, 95 %). Beside it stand
    the counts, and small the cases that do not count because it could not be seen or come about. A kind that can be
    judged in fewer than five cases has no bar and no percentage: its cases are listed. What was found nowhere stands
    in words. In an SVG bars are groups `yes-<kind>` and `possible-<kind>`, whiskers `range-<kind>`.

    `selection` says how the cases were chosen; without it, what their folder says. With `ax` the sheet is drawn, to
    scale, inside those axes. Returns the axes. Raises ValueError for another paper.

    Sources: Wilson 1927; methods 7.1 and 7.2.

    >>> from casekit.compare.run import compare
    >>> from casekit.examples import example_path
    >>> prevalence(compare(example_path("twaalf-regels"))).figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    plan = _plan(comparison, paper_of(paper), lang, selection)
    size, step = plan.paper, plan.step
    low = step * 0.86
    foot = plan.top + len(plan.shares) * step
    few = foot + (line_height(size.lane_type) * 3.2 if plan.shares else 0)
    words = few + (len(plan.few) * low + line_height(type_of(size)) * 2.4 if plan.few else 0)
    legend = words + line_height(type_of(size)) * 1.25 * len(plan.words) + 2
    entries = ENTRIES if plan.shares else []
    high = legend + (legend_height(entries, size, lang) if entries else 0) + size.margin
    with matplotlib.style.context("default"):
        on = board(ax, size, high)
        draw_heading(on, plan.heading)
        if plan.shares:
            _draw_axis(on, plan, foot, lang)
        for n, row in enumerate(plan.shares):
            _draw_row(on, plan, row, plan.top + (n + 0.5) * step, lang)
        if plan.few:
            write_text(on, [(say("figure.prevalence.few", lang, n=PERCENTAGES_FROM), "bold")], few)
            for n, row in enumerate(plan.few):
                y = few + line_height(type_of(size)) * 1.6 + (n + 0.5) * low
                _write_row(on, plan, row, y, lang)
                lines = wrap(listed(row.cases), plan.scale.right - plan.scale.left, size.lane_type, 2)
                for at, line in enumerate(lines):
                    drop = (at - (len(lines) - 1) / 2) * line_height(size.lane_type)
                    on.write(plan.scale.left, y + drop, line, size.lane_type, gid=f"few-{row.kind}")
        write_text(on, plan.words, words)
        if entries:
            draw_legend(on, entries, legend, lang)
    return on.ax


@dataclass(frozen=True, slots=True)
class _Row:
    """A kind that was found, how often, and in which cases."""

    kind: str
    found: Prevalence
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The rows with and without a bar, the words under them, and where they stand."""

    paper: Paper
    heading: Heading
    shares: list[_Row]
    few: list[_Row]
    words: list[tuple[str, str]]
    scale: Scale
    top: float
    step: float


def _plan(comparison: Comparison, paper: Paper, lang: str, selection: str | None) -> _Plan:
    table = comparison.matrix
    rows = []
    for kind in table.shown():
        cases = tuple(case for case in table.cases if table.value(case, kind) in ("yes", "possible"))
        rows.append(_Row(kind, table.prevalence(kind), cases))
    rows.sort(key=lambda row: (-(row.found.lower or 0), -(row.found.upper or 0), -row.found.n, row.kind))
    shares = [row for row in rows if row.found.percentages]
    few = [row for row in rows if not row.found.percentages]
    notes = [say("figure.prevalence.caption", lang)] if shares else []
    notes = [*notes, say("compare.not_survey", lang)] if rows else [say("compare.kinds_none", lang)]
    heading = heading_of(comparison, "figure.prevalence.title", (" ".join(notes),), lang, selection)
    top = heading_height(heading, paper) + 3
    size = type_of(paper)
    names = max([width(kind_name(row.kind, lang), size, True) for row in rows], default=0)
    left = paper.margin + max(names, paper.names * 1.6) + 4
    told = [_counted(row.found, lang) for row in rows]
    right = paper.right - max([width(words, size, True) for words in told], default=0) - 6
    return _Plan(
        paper=paper,
        heading=heading,
        shares=shares,
        few=few,
        words=_rest(comparison, paper, lang),
        scale=Scale(left, right, 1.0),
        top=top,
        step=line_height(size) * 2.45,
    )


def _rest(comparison: Comparison, paper: Paper, lang: str) -> list[tuple[str, str]]:
    """The kinds that no case shows: where one could have seen them, and where one could not."""
    table = comparison.matrix
    shown = set(table.shown())
    found = {kind: table.prevalence(kind) for kind in table.kinds if kind not in shown}
    none = [
        f"{kind_name(kind, lang)} ({say('figure.matrix.of', lang, yes=0, n=one.n)})"
        for kind, one in found.items()
        if one.n
    ]
    nowhere = [kind_name(kind, lang) for kind, one in found.items() if not one.n]
    texts = [say("compare.not_seen", lang, kinds=", ".join(none))] if none else []
    texts += [say("figure.prevalence.nowhere", lang, kinds=", ".join(nowhere))] if nowhere else []
    room = paper.right - paper.margin
    return [(line, "normal") for text in texts for line in wrap(text, room, type_of(paper), 12)]


def _counted(found: Prevalence, lang: str) -> str:
    words = say("figure.matrix.of", lang, yes=found.yes, n=found.n)
    return words + (" " + say("figure.prevalence.more", lang, n=found.possible) if found.possible else "")


def _left_out(found: Prevalence, lang: str) -> str:
    """The cases outside the denominator, short; empty where there are none."""
    counts = {cell: getattr(found, cell) for cell in ("not_observable", "no_opportunity")}
    return "; ".join(f"{say(f'compare.cell.{cell}', lang)}: {n}" for cell, n in counts.items() if n)


def _draw_axis(on: Board, plan: _Plan, foot: float, lang: str) -> None:
    small = on.paper.lane_type
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = plan.scale.x(share)
        on.line([x, x], [plan.top, foot], color=GREY if share == 0 else GRID, zorder=0)
        on.write(x, foot + line_height(small) * 0.7, f"{percent(share)}%", small, ha="center", color=SOFT)
    middle = (plan.scale.left + plan.scale.right) / 2
    words = say("figure.prevalence.axis", lang)
    on.write(middle, foot + line_height(small) * 1.8, words, small, ha="center", color=SOFT, gid="axis")


def _write_row(on: Board, plan: _Plan, row: _Row, y: float, lang: str) -> None:
    """The name of a kind, the cases that do not count, and the counts."""
    paper, size = on.paper, type_of(on.paper)
    apart = line_height(size) * 0.5
    name = shorten(kind_name(row.kind, lang), plan.scale.left - paper.margin - 2, size, True)
    left_out = _left_out(row.found, lang)
    on.write(paper.margin, y - (apart if left_out else 0), name, size, weight="bold", gid=f"kind-{row.kind}")
    for line in wrap(left_out, plan.scale.left - paper.margin - 2, paper.small, 1) if left_out else []:
        on.write(paper.margin, y + apart, line, paper.small, color=SOFT, gid=f"beside-{row.kind}")
    x = plan.scale.right + 4
    interval = _whole(row.found)
    up = apart if interval else 0
    on.write(x, y - up, _counted(row.found, lang), size, weight="bold", gid=f"count-{row.kind}")
    if interval:
        fits = say("figure.prevalence.fits", lang, lo=percent(interval.low), hi=percent(interval.high))
        on.write(x, y + apart, fits, paper.small, color=SOFT, gid=f"fits-{row.kind}")


def _draw_row(on: Board, plan: _Plan, row: _Row, y: float, lang: str) -> None:
    _write_row(on, plan, row, y, lang)
    tall, colour = plan.step * 0.56, GROUPS[group_of(row.kind)]
    lower, upper, interval = row.found.lower or 0.0, row.found.upper or 0.0, _whole(row.found)
    if row.found.yes:
        draw_bar(on, plan.scale, (0, lower), y, tall, f"yes-{row.kind}", facecolor=colour)
    if row.found.possible:
        draw_bar(on, plan.scale, (lower, upper), y, tall, f"possible-{row.kind}", hatchcolor=colour, **POSSIBLE)
    if interval:
        amount = Amount(lower, interval.low, interval.high)  # a share is a length, as days are
        draw_whisker(on, plan.scale, 0, amount, y, tall, f"range-{row.kind}")


def _whole(found: Prevalence) -> Interval | None:
    """From the low end for what is certain to the high end for what is possible; None below five cases."""
    low, high = found.lower_interval, found.upper_interval
    return Interval(low.low, high.high) if low and high and found.percentages else None


def _whisker(on: Board, x: float, y: float, wide: float, tall: float) -> None:
    on.line([x, x + wide], [y, y], linewidth=1.1)
    for end in (x, x + wide):
        on.line([end, end], [y - tall * 0.3, y + tall * 0.3], linewidth=1.1, color=INK)


ENTRIES = [
    Entry("certain", "compare.cell.yes"),
    Entry("possible", "compare.cell.possible"),
    Entry(_whisker, "figure.prevalence.whisker"),
]
