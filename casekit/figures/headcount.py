"""How many helpers over time: with how many the household had contact per month, and how many came by so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from casekit.case import Case
from casekit.figures.bands import stack
from casekit.figures.ink import GREY, GRID, INK, SOFT
from casekit.figures.lettering import line_height, shorten, width
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.title import draw_title, title_height
from casekit.headcount import Arrival, Headcount, Month, headcount, party_names
from casekit.story import Story, tell
from casekit.text import say
from casekit.when import Span

__all__ = ["helpers"]

BODIES = "#0072B2"
PEOPLE = "#dce9f2"
WIDEST = 24
"""Millimetres that one month takes at most, so that a case of a month has a bar and not a wall."""
MOST_ROWS = 9
"""Rows of names above the chart; who comes in a fuller month than that has a mark without a name."""


@dataclass(frozen=True, slots=True)
class _Wide:
    """From left to right: the frame in mm, and how many columns stand in it."""

    left: float
    right: float
    columns: int

    def x(self, place: float) -> float:
        """Where a place between 0 and the number of columns lies."""
        return self.left + (self.right - self.left) * place / max(self.columns, 1)


@dataclass(frozen=True, slots=True)
class _Chart:
    """The frame in mm, and the most on the scale."""

    wide: _Wide
    top: float
    bottom: float
    most: int

    def y(self, count: float) -> float:
        """Where a count lies."""
        return self.bottom - (self.bottom - self.top) * count / self.most


@dataclass(frozen=True, slots=True)
class _Label:
    """A first contact: where its mark stands, where its words begin, and in which row above the chart."""

    who: str
    x: float
    left: float
    words: str
    row: int


def helpers(case: Case, *, ax: Axes | None = None, lang: str = "nl", paper: str = "a4") -> Axes:
    """Draw with how many organisations and workers the household had contact, and when each came in.

    Bars count the month: the organisations in front, their workers and desks behind; dotted where the dates allow
    more. The line counts all organisations so far. A case of which only the order is known has the line alone,
    over its contacts. In an SVG every month is a group `month-<day it starts>`, every first contact
    `arrival-<party>`.

    `paper` is `a3` or `a4`. With `ax` the sheet is drawn, to scale, inside those axes. Returns the axes. Raises
    ValueError for another paper.

    >>> import casekit as ck
    >>> helpers(ck.example("kinderarmoede")).figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    size = paper_of(paper)
    story = tell(case)
    count = headcount(story)
    notes = _notes(count, lang)
    top = title_height(case, size, notes, lang) + 4
    with matplotlib.style.context("default"):
        on = board(ax, size, size.height)
        draw_title(on, case, notes, lang)
        if not count.organisations:
            return on.ax
        step = line_height(size.lane_type) * 1.2
        wide = _Wide(size.margin + 9, size.right, len(count.months) or count.contacts)
        labels = _labels(count, party_names(case), wide, size)
        rows = min(max((label.row for label in labels), default=-1) + 1, MOST_ROWS)
        most = max((int(month.people.hi) for month in count.months), default=0)
        chart = _Chart(
            wide,
            top=top + rows * step + 2,
            bottom=size.height - size.margin - line_height(size.small) * 5.5,
            most=max(most, count.organisations) + 1,
        )
        _draw_scale(on, chart)
        if count.months:
            _draw_months(on, chart, count.months, story, lang)
        else:
            middle, under = (wide.left + wide.right) / 2, chart.y(0) + line_height(size.small) * 1.2
            on.write(middle, under, say("figure.helpers.contacts", lang), size.small, ha="center", color=SOFT)
        _draw_known(on, chart, count)
        _draw_arrivals(on, chart, labels, top + step / 2, step)
        _draw_legend(on, bool(count.months), lang)
    return on.ax


def _notes(count: Headcount, lang: str) -> list[str]:
    notes = [say("figure.helpers.title", lang) + "."]
    if not count.organisations:
        return [*notes, say("figure.helpers.nothing", lang)]
    notes.append(say("figure.helpers.by_month" if count.months else "figure.helpers.by_order", lang))
    notes.append(say("figure.helpers.no_rank", lang))
    if count.months and count.undated:
        notes.append(say("figure.helpers.undated", lang, n=count.undated))
    return notes


# -- where the first contacts stand ------------------------------------------------------------------------


def _place(arrival: Arrival, months: Sequence[Month]) -> float | None:
    """The place of a first contact on the axis, in columns; None where it has no date in a dated case."""
    if not months:
        return arrival.nth - 0.5
    return _column((arrival.span.lo + arrival.span.hi) / 2, months)


def _column(day: float, months: Sequence[Month]) -> float | None:
    """Where a day lies among the months."""
    for n, month in enumerate(months):
        if month.start <= day < month.until:
            return n + (day - month.start) / (month.until - month.start)
    return None


def _labels(count: Headcount, names: dict[str, str], wide: _Wide, paper: Paper) -> list[_Label]:
    """The first contacts with their words, each in a row where it touches no other."""
    made = []
    for arrival in count.arrivals:
        place = _place(arrival, count.months)
        if place is not None:
            words = shorten(names.get(arrival.who, arrival.who), 60, paper.lane_type)
            x, room = wide.x(place), width(words, paper.lane_type) + 1.2
            made.append(_Label(arrival.who, x, x - room if x + room > wide.right else x, words, 0))
    rows = stack([(one.left, one.left + width(one.words, paper.lane_type) + 1.2) for one in made], gap=1.5)
    return [replace(one, row=row) for one, row in zip(made, rows, strict=True)]


# -- what is drawn -----------------------------------------------------------------------------------------


def _draw_scale(on: Board, chart: _Chart) -> None:
    """Level lines with their numbers, as many as can be read."""
    step = next((n for n in (1, 2, 5, 10, 20, 50) if chart.most / n <= 10), 100)
    for count in range(0, chart.most + 1, step):
        y = chart.y(count)
        colour = INK if count == 0 else GRID
        line = Line2D([chart.wide.left, chart.wide.right], [y, y], color=colour, linewidth=on.points(0.6), zorder=0)
        on.ax.add_line(line)
        on.write(chart.wide.left - 1.5, y, str(count), on.paper.small, ha="right", va="center_baseline")


def _draw_months(on: Board, chart: _Chart, months: Sequence[Month], story: Story, lang: str) -> None:
    pitch = min(chart.wide.x(1) - chart.wide.x(0), WIDEST)
    for n, month in enumerate(months):
        middle = (chart.wide.x(n) + chart.wide.x(n + 1)) / 2
        behind, front = (middle - pitch * 0.38, pitch * 0.76), (middle - pitch * 0.23, pitch * 0.46)
        _draw_bar(on, chart, *behind, month.people, PEOPLE, f"people-{month.start:g}", 1)
        _draw_bar(on, chart, *front, month.organisations, BODIES, f"month-{month.start:g}", 2)
    _write_months(on, chart, months, story, lang)


def _draw_bar(
    on: Board, chart: _Chart, left: float, wide: float, count: Span, colour: str, gid: str, layer: int
) -> None:
    """What is sure, filled; on top of it what the dates leave possible, dotted."""
    sure = Rectangle((left, chart.y(count.lo)), wide, chart.y(0) - chart.y(count.lo), facecolor=colour, edgecolor=INK)
    sure.set(linewidth=on.points(0.5 if count.lo else 0), zorder=layer, gid=gid)
    on.ax.add_patch(sure)
    if count.hi > count.lo:
        box = Rectangle((left, chart.y(count.hi)), wide, chart.y(count.lo) - chart.y(count.hi), fill=False)
        box.set(
            edgecolor=INK, linewidth=on.points(0.6), linestyle=(0, (1, 1.5)), zorder=layer + 0.5, gid=f"most-{gid}"
        )
        on.ax.add_patch(box)


def _write_months(on: Board, chart: _Chart, months: Sequence[Month], story: Story, lang: str) -> None:
    """The months under the bars, and the years under those; only as many as fit."""
    short = say("figure.months", lang).split()
    small, y = on.paper.small, chart.y(0) + line_height(on.paper.small) * 0.8
    free = years_free = 0.0
    year = None
    for n, month in enumerate(months):
        first = story.time.date_of(month.start)
        words = short[first.month - 1] if first else say("figure.day", lang, n=int(month.start))
        middle = (chart.wide.x(n) + chart.wide.x(n + 1)) / 2
        half = width(words, small) / 2
        if middle - half >= free and middle + half <= chart.wide.right + 1:
            on.write(middle, y, words, small, ha="center")
            free = middle + half + 1
        if first and first.year != year:
            year = first.year
            if chart.wide.x(n) >= years_free and chart.wide.x(n) + width(str(year), small, True) <= on.paper.right:
                on.write(chart.wide.x(n), y + line_height(small) * 1.1, str(year), small, weight="bold")
                years_free = chart.wide.x(n) + width(str(year), small, True) + 2


def _draw_known(on: Board, chart: _Chart, count: Headcount) -> None:
    """The line of all organisations so far; where the dates leave room it takes the least, dotted the most."""
    for most in (True, False):
        xs: list[float] = [chart.wide.left]
        ys: list[float] = [chart.y(0)]
        for known, place in enumerate(_steps(count, most), 1):
            xs += [chart.wide.x(place)] * 2
            ys += [ys[-1], chart.y(known)]
        line = Line2D([*xs, chart.wide.right], [*ys, ys[-1]], color=INK, linewidth=on.points(1.4))
        line.set(zorder=4, gid="known-most" if most else "known")
        if not most:
            under = Line2D(line.get_xdata(), line.get_ydata(), color="white", linewidth=on.points(3), zorder=3)
            on.ax.add_line(under)  # so that the line stands out on a dark bar
        else:
            line.set(linestyle=(0, (1, 1.5)), linewidth=on.points(0.9), zorder=3.5)
        on.ax.add_line(line)


def _steps(count: Headcount, most: bool) -> list[float]:
    """Where the line goes up by one."""
    if not count.months:
        return [arrival.nth - 0.5 for arrival in count.arrivals]
    days = sorted(arrival.span.lo if most else arrival.span.hi for arrival in count.arrivals)
    places = (_column(day, count.months) for day in days)
    return [place for place in places if place is not None]


def _draw_arrivals(on: Board, chart: _Chart, labels: Sequence[_Label], top: float, step: float) -> None:
    """A mark on the axis for every first contact, with its name above the chart where there is room."""
    for label in labels:
        named = label.row < MOST_ROWS
        y = top + label.row * step
        if named:
            lead = Line2D([label.x] * 2, [y + step * 0.45, chart.y(0)], color=GREY, linewidth=on.points(0.5))
            lead.set(linestyle=(0, (3, 2)), zorder=0.5)
            on.ax.add_line(lead)
            box = {"facecolor": "white", "linewidth": 0, "pad": 0.4}
            style = {"ha": "left" if label.left == label.x else "right", "bbox": box}
            on.write(label.x, y, label.words, on.paper.lane_type, **style)
        mark = Line2D(
            [label.x], [chart.y(0)], color=INK, marker="^", markersize=on.points(5), markerfacecolor="white"
        )
        mark.set(zorder=5, gid=f"arrival-{label.who}", linestyle="None", markeredgewidth=on.points(0.8))
        on.ax.add_line(mark)


def _draw_legend(on: Board, dated: bool, lang: str) -> None:
    """One line at the foot: what the marks mean."""
    paper = on.paper
    y, x = paper.height - paper.margin - line_height(paper.small), paper.margin
    wide, tall = paper.small * 1.2, line_height(paper.small) * 0.8
    rule = Line2D([paper.margin, paper.right], [y - line_height(paper.small) * 1.1] * 2, color=GREY)
    rule.set_linewidth(on.points(0.6))
    on.ax.add_line(rule)
    for name in ("organisations", "people", "could", "known", "first") if dated else ("known", "first"):
        if name == "known":
            on.ax.add_line(Line2D([x, x + wide], [y, y], color=INK, linewidth=on.points(1.4)))
        elif name == "first":
            mark = Line2D(
                [x + wide / 2], [y], color=INK, marker="^", markersize=on.points(5), markerfacecolor="white"
            )
            mark.set(linestyle="None", markeredgewidth=on.points(0.8))
            on.ax.add_line(mark)
        else:
            box = Rectangle((x, y - tall / 2), wide, tall, edgecolor=INK, linewidth=on.points(0.6))
            box.set_facecolor({"organisations": BODIES, "people": PEOPLE}.get(name, "white"))
            box.set_linestyle((0, (1, 1.5)) if name == "could" else "-")
            on.ax.add_patch(box)
        words = say(f"figure.helpers.{name}", lang)
        on.write(x + wide + 1.5, y, words, paper.small, va="center_baseline")
        x += wide + 1.5 + width(words, paper.small) + 6
