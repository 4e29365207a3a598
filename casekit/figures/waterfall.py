"""The waterfall: where the lead time went, by kind of day and step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib.style
from matplotlib.axes import Axes

from casekit.cost import CATEGORIES, Amount, Cost, Part
from casekit.cost.words import in_days
from casekit.critical import Leg
from casekit.figures.daybars import (
    Scale,
    called,
    draw_axis,
    draw_bar,
    draw_whisker,
    lead_in_words,
    scale_of,
    type_of,
    undetermined_lines,
    write_lines,
    write_text,
)
from casekit.figures.ink import BAND, GREY, GROUPS, HOLD, INK, SOFT
from casekit.figures.lettering import line_height, wrap
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.title import draw_title, title_height
from casekit.text import say

__all__ = ["waterfall"]

LOOKS: dict[str, dict[str, Any]] = {
    "touch": {"facecolor": INK},
    "client_turn": {"facecolor": BAND, "hatch": "....", "hatchcolor": INK},
    "legitimate": {"facecolor": HOLD},
    "stalled": {"facecolor": GROUPS["handover"], "hatch": "\\\\\\\\", "hatchcolor": INK},
    "unexplained": {"facecolor": "white", "linestyle": (0, (3, 1.5))},
    "within_norm": {"facecolor": "white", "hatch": "----", "hatchcolor": GREY},
}
"""Each kind of day differs in grey too, or by its hatch."""

Days = dict[str, int]


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of the path, or some that follow each other: how many, and the days of each category."""

    first: str | None
    last: str
    count: int
    days: Days

    @property
    def total(self) -> int:
        """All its days."""
        return sum(self.days.values())


@dataclass(frozen=True, slots=True)
class _Plan:
    """In mm: the height of the sheet, where the rows of both charts begin and how high they are."""

    height: float
    scale: Scale
    parts: float
    row: float
    steps: float
    step: float
    rows: tuple[_Step, ...]


def waterfall(cost: Cost, *, ax: Axes | None = None, lang: str = "nl", paper: str = "a4") -> Axes:
    """Draw where the lead time went: the same days by category, and step by step in order of time.

    Every day on the critical path stands in exactly one bar, so the bars add up to the lead time. They are drawn
    on the middle dates; where dates are uncertain a whisker and the words give the 5-95 % range. Of the
    unexplained days those within somebody's term are ruled. Steps that would not fit are taken together with the
    shortest beside them. A case in which days cannot be told shows its order and its counts. In an SVG bars are
    groups `part-<category>` and `step-<touchpoint>-<category>`, whiskers `range-<category>`.

    `paper` is `a3` or `a4`. With `ax` the sheet is drawn, to scale, inside those axes. Returns the axes. Raises
    ValueError for another paper.

    Source: methods 6.2 and 7.5.

    >>> import casekit as ck
    >>> from casekit.cost import cost_of
    >>> waterfall(cost_of(ck.analyse(ck.example("twaalf-regels")))).figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    size = paper_of(paper)
    notes = [] if cost.status == "undetermined" else _notes(cost, lang)
    lead = _lead(cost, size, lang)
    top = title_height(cost.analysis.case, size, notes, lang)
    plan = _plan(cost, size, top + line_height(type_of(size)) * 1.25 * len(lead) + 4)
    with matplotlib.style.context("default"):
        on = board(ax, size, plan.height)
        draw_title(on, cost.analysis.case, notes, lang)
        write_text(on, lead, top + 1)
        if cost.lead is not None:
            _draw_parts(on, cost, plan, lang)
            _draw_steps(on, cost, plan, lang)
    return on.ax


def _plan(cost: Cost, paper: Paper, top: float) -> _Plan:
    """Where the two charts stand: as high as they need, and no higher than the paper."""
    left, right = paper.margin + paper.names * 1.35, paper.right - paper.names * 1.85
    ends: list[float] = [part.days for part in cost.waterfall]
    ends += [sum(ends), cost.lead.hi if cost.lead else 0]
    ends += [base + part.range.hi for base, part in _based(cost.waterfall)]
    row = paper.lane_type * 1.15
    header = line_height(type_of(paper)) * 1.6
    below = line_height(paper.lane_type) * 2.2
    parts = top + header
    steps = parts + row * (len(cost.waterfall) + 1) + below + header
    foot = line_height(paper.lane_type) * 3 + paper.margin
    path = [_Step(leg.first, leg.last, 1, days) for leg, days in cost.legs]
    rows = _fitting(path, int((paper.height - foot - steps) / row))
    step = min(row * 1.2, (paper.height - foot - steps) / max(len(rows), 1))
    height = steps + step * len(rows) + foot if cost.lead else top + paper.margin
    return _Plan(height, scale_of(left, right, ends), parts, row, steps, step, tuple(rows))


def _lead(cost: Cost, paper: Paper, lang: str) -> list[tuple[str, str]]:
    """What the sheet answers, in one or two lines."""
    if cost.status == "undetermined":
        return undetermined_lines(cost, paper, lang)
    days = in_days(cost.lead, lang, at_least=cost.status == "at_least")
    total = sum(part.days for part in cost.waterfall)
    if cost.lead is not None and cost.lead.value != total:
        days = say("figure.cost.middle", lang, days=days, n=total)
    words = lead_in_words(cost, days, lang)
    room = paper.right - paper.margin
    return [(line, "normal") for line in wrap(words, room, type_of(paper), 3)]


def _notes(cost: Cost, lang: str) -> list[str]:
    notes = [say("figure.cost.title", lang), say("figure.cost.once", lang)]
    if cost.draws:
        notes.append(say("figure.cost.ranges", lang, n=cost.draws, seed=cost.seed))
    return notes


def _based(parts: Sequence[Part]) -> list[tuple[int, Part]]:
    """Every part with the days of all before it."""
    return [(sum(part.days for part in parts[:n]), part) for n, part in enumerate(parts)]


# -- by category ---------------------------------------------------------------------------------------------


def _draw_parts(on: Board, cost: Cost, plan: _Plan, lang: str) -> None:
    """A row per category, each bar from where the last one ended, and the total."""
    scale, row, first = plan.scale, plan.row, plan.parts
    _draw_header(on, say("figure.cost.by_category", lang), first)
    draw_axis(on, scale, first, first + row * (len(cost.waterfall) + 1), lang)
    least = cost.status == "at_least"
    growing = _growing(cost)
    tall = row * 0.62
    for n, (base, part) in enumerate(_based(cost.waterfall)):
        y = first + (n + 0.5) * row
        within = cost.within_norm if part.category == "unexplained" else 0
        end = base + part.days
        if within:
            draw_bar(on, scale, (base, base + within), y, tall, "part-within_norm", **LOOKS["within_norm"])
        if part.days > within or not within:
            draw_bar(on, scale, (base + within, end), y, tall, f"part-{part.category}", **LOOKS[part.category])
        draw_whisker(on, scale, base, part.range, y, tall, f"range-{part.category}")
        on.line([scale.x(end)] * 2, [y + tall / 2, y + row - tall / 2], color=GREY, linestyle=(0, (1, 1.5)))
        _write_name(on, scale, y, say(f"cost.category.{part.category}", lang))
        more = ", " + say("cost.within_norm", lang, n=within) if within else ""
        _write_days(on, scale, y, _amount(part.days, part.range, part.category in growing, lang) + more)
    y = first + (len(cost.waterfall) + 0.5) * row
    total = sum(part.days for part in cost.waterfall)
    _draw_row(on, scale, 0, {part.category: part.days for part in cost.waterfall}, y, tall, "total")
    if cost.lead is not None:
        draw_whisker(on, scale, 0, cost.lead, y, tall, "range-total")
        _write_days(on, scale, y, _amount(total, cost.lead, least, lang), bold=True)
    if least:
        on.line([scale.x(total)], [y], marker=">", markersize=7, markerfacecolor="white", zorder=5, gid="open-end")
    _write_name(on, scale, y, say("cost.sum", lang), bold=True)


def _amount(days: int, drawn: Amount, least: bool, lang: str) -> str:
    """The days that the bar shows, and the range over the draws."""
    return in_days(Amount(days, drawn.lo, drawn.hi), lang, at_least=least)


def _open_ends(cost: Cost) -> list[tuple[Leg, Days]]:
    """The legs that may have taken longer than is known: the last one of a case that still runs."""
    if cost.status != "at_least" or not cost.legs:
        return []
    return [cost.legs[-1]] if cost.unfinished else [cost.legs[0], cost.legs[-1]]


def _growing(cost: Cost) -> set[str]:
    """The categories whose days lie at an open end; the day of a contact itself is over."""
    return {name for _, days in _open_ends(cost) for name in CATEGORIES if days[name] and name != "touch"}


def _draw_header(on: Board, words: str, rows: float) -> None:
    """The name of a chart, above its rows."""
    size = type_of(on.paper)
    on.write(on.paper.margin, rows - line_height(size) * 0.9, words, size, weight="bold")


def _write_name(on: Board, scale: Scale, y: float, words: str, bold: bool = False) -> None:
    size = type_of(on.paper)
    room = scale.left - on.paper.margin - 3
    weight = "bold" if bold else "normal"
    write_lines(on, on.paper.margin, y, wrap(words, room, size, 2, bold), size, weight=weight)


def _write_days(on: Board, scale: Scale, y: float, words: str, bold: bool = False) -> None:
    size = on.paper.lane_type
    room = on.paper.right - scale.right - 4
    weight = "bold" if bold else "normal"
    write_lines(on, scale.right + 4, y, wrap(words, room, size, 2, bold), size, weight=weight)


def _draw_row(on: Board, scale: Scale, base: float, days: Days, y: float, tall: float, name: str) -> None:
    """The days of each category behind each other."""
    for category in CATEGORIES:
        if days[category]:
            gid = f"{name}-{category}"
            draw_bar(on, scale, (base, base + days[category]), y, tall, gid, **LOOKS[category])
            base += days[category]


# -- step by step --------------------------------------------------------------------------------------------


def _draw_steps(on: Board, cost: Cost, plan: _Plan, lang: str) -> None:
    """A row per step of the path, each from where the last one ended."""
    paper, scale, row = on.paper, plan.scale, plan.step
    _draw_header(on, say("figure.cost.by_step", lang), plan.steps)
    foot = plan.steps + row * len(plan.rows)
    draw_axis(on, scale, plan.steps, foot, lang)
    names = called(cost, lang)
    base, tall = 0, plan.row * 0.62
    ends = _open_ends(cost)
    for n, step in enumerate(plan.rows):
        y = plan.steps + (n + 0.5) * row
        _draw_row(on, scale, base, step.days, y, tall, f"step-{step.last}")
        base += step.total
        if n + 1 < len(plan.rows):
            on.line([scale.x(base)] * 2, [y + tall / 2, y + row - tall / 2], color=GREY, linestyle=(0, (1, 1.5)))
        before = names[step.first] if step.first else say("figure.cost.no_source", lang)
        words = f"{before} → {names[step.last]}"
        if step.count > 1:
            words += " " + say("figure.cost.taken_together", lang, n=step.count)
        lines = wrap(words, scale.left - paper.margin - 3, paper.lane_type, 2)
        write_lines(on, paper.margin, y, lines, paper.lane_type)
        least = any(leg.last == step.last or (leg.first, step.count) == (step.first, 1) for leg, _ in ends)
        _write_days(on, scale, y, _step_in_words(step, least, lang))
    low = foot + line_height(paper.lane_type) * 2
    on.write(paper.margin, low, say("figure.cost.order_within", lang), paper.small, color=SOFT)


def _step_in_words(step: _Step, least: bool, lang: str) -> str:
    told = [f"{say(f'cost.category.{name}', lang)} {step.days[name]}" for name in CATEGORIES if step.days[name]]
    total = in_days(Amount(step.total, step.total, step.total), lang, at_least=least)
    return f"{total}: {', '.join(told)}" if told else total


def _fitting(steps: list[_Step], rows: int) -> list[_Step]:
    """At most so many steps: the two that follow each other and are shortest together become one.

    >>> days = dict.fromkeys(CATEGORIES, 1)
    >>> taken = _fitting([_Step("a", "b", 1, days), _Step("b", "c", 1, days)], 1)
    >>> [(step.first, step.last, step.count) for step in taken]
    [('a', 'c', 2)]
    """
    while len(steps) > max(rows, 1):
        n = min(range(len(steps) - 1), key=lambda n: (steps[n].total + steps[n + 1].total, n))
        one, other = steps[n : n + 2]
        days = {name: one.days[name] + other.days[name] for name in CATEGORIES}
        steps = [*steps[:n], _Step(one.first, other.last, one.count + other.count, days), *steps[n + 2 :]]
    return steps
