"""Between which roles most days went: the days of stalls per interface, the most first."""

from __future__ import annotations

import matplotlib.style
from matplotlib.axes import Axes

from casekit.compare.interfaces import Bar, Pareto
from casekit.compare.prevalence import PERCENTAGES_FROM
from casekit.compare.run import Comparison
from casekit.compare.words import listed, percent, place
from casekit.cost import Amount
from casekit.cost.words import figure, in_days
from casekit.figures.daybars import Scale, draw_axis, draw_bar, draw_whisker, scale_of, type_of, write_text
from casekit.figures.ink import HOLD, SOFT
from casekit.figures.lettering import line_height, width, wrap
from casekit.figures.manycases import heading_of
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.title import draw_heading, heading_height
from casekit.text import plural, say

__all__ = ["MOST", "pareto"]

MOST = 15
"""Bars on a sheet; what comes after is so small that it stands in one line."""


def pareto(
    comparison: Comparison,
    *,
    ax: Axes | None = None,
    lang: str = "nl",
    paper: str = "a4",
    selection: str | None = None,
) -> Axes:
    """Draw a bar of days for each pair of roles between which stalls made cases longer, the most days first.

    Under the roles stand the cases and the days in the case with fewest and in that with most; at the right, from
    five cases on, the share of all days up to there. A whisker shows the range where dates are uncertain. Roles,
    never the name of an organisation. Cases whose days cannot be told, or that still ran, stand below. In an SVG
    bars are groups `bar-<place>`, the first being 1.

    `selection` says how the cases were chosen; without it, what the cases say. With `ax` the sheet is drawn, to
    scale, inside those axes. Returns the axes. Raises ValueError for another paper.

    Source: methods 7.5 point 5.

    >>> from casekit.compare.run import compare
    >>> from casekit.examples import example_path
    >>> pareto(compare(example_path("twaalf-regels"))).figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    size, found = paper_of(paper), comparison.pareto
    bars = found.bars[:MOST]
    note = say("figure.pareto.caption" if bars else "compare.interfaces_none", lang)
    heading = heading_of(comparison, "figure.pareto.title", (note,), lang, selection)
    words = _below(found, size, lang)
    shares = len(found.cases) >= PERCENTAGES_FROM
    text = line_height(type_of(size))
    top = heading_height(heading, size) + (text * 1.8 if bars else 3)
    high = text * 2.6
    foot = top + len(bars) * high
    below = foot + (line_height(size.lane_type) * 2 if bars else 0)
    with matplotlib.style.context("default"):
        on = board(ax, size, below + text * 1.25 * len(words) + size.margin)
        draw_heading(on, heading)
        if bars:
            scale = _scale(found, bars, size, lang)
            draw_axis(on, scale, top, foot, lang)
            if shares:
                on.write(size.right, top - text * 0.6, say("figure.pareto.share", lang), size.lane_type, ha="right")
            for n, bar in enumerate(bars):
                y = top + (n + 0.5) * high
                _draw_bar(on, scale, bar, n + 1, y, high, _told(found, bar, lang), lang)
                if shares:
                    on.write(size.right, y, _share(bar.cumulative), type_of(size), ha="right", gid=f"share-{n + 1}")
        write_text(on, words, below)
    return on.ax


def _scale(found: Pareto, bars: tuple[Bar, ...], paper: Paper, lang: str) -> Scale:
    size = type_of(paper)
    beside = max(width(_told(found, bar, lang), size, True) for bar in bars)
    share = max(width(say("figure.pareto.share", lang), paper.lane_type), width("100%", size)) + 5
    left = paper.margin + paper.names * 2.1
    return scale_of(left, paper.right - share - beside - 3, [max(bar.days.value, bar.days.hi) for bar in bars])


def _told(found: Pareto, bar: Bar, lang: str) -> str:
    """The days of a bar; at least so many where a case still ran."""
    return in_days(bar.days, lang, at_least=_still_ran(found, bar))


def _still_ran(found: Pareto, bar: Bar) -> bool:
    return not set(found.at_least).isdisjoint(bar.cases)


def _draw_bar(on: Board, scale: Scale, bar: Bar, rank: int, y: float, high: float, told: str, lang: str) -> None:
    paper, size = on.paper, type_of(on.paper)
    tall, apart = high * 0.52, line_height(size) * 0.55
    room = scale.left - paper.margin - 3
    for line in wrap(place(bar.interface, lang), room, size, 1, True):
        on.write(paper.margin, y - apart, line, size, weight="bold", gid=f"roles-{rank}")
    for line in wrap(_cases(bar, lang), room, paper.lane_type, 1):
        on.write(paper.margin, y + apart, line, paper.lane_type, color=SOFT, gid=f"cases-{rank}")
    draw_bar(on, scale, (0, bar.days.value), y, tall, f"bar-{rank}", facecolor=HOLD)
    draw_whisker(on, scale, 0, bar.days, y, tall, f"range-{rank}")
    x = scale.x(max(bar.days.value, bar.days.hi)) + 1.5
    box = {"facecolor": "white", "linewidth": 0, "pad": on.points(0.5)}
    on.write(x, y, told, size, weight="bold", va="center_baseline", gid=f"days-{rank}", bbox=box)


def _share(value: float) -> str:
    """A share in per cents; the whole is only there at the last bar."""
    return "> 99%" if 0.995 <= value < 1 - 1e-9 else f"{percent(value)}%"


def _cases(bar: Bar, lang: str) -> str:
    """In how many cases, and from how many to how many days in one of them."""
    cases = plural("compare.cases", len(bar.cases), lang)
    low, high = (figure(days, lang) for days in bar.range)
    if len(bar.cases) == 1:
        return cases
    key = "figure.pareto.each" if low == high else "figure.pareto.range"
    return say(key, lang, cases=cases, lo=low, hi=high)


def _below(found: Pareto, paper: Paper, lang: str) -> list[tuple[str, str]]:
    """The bars that did not fit, and the cases of which not all days are known."""
    texts = []
    rest = found.bars[MOST:]
    if rest:
        ends = (sum(getattr(bar.days, end) for bar in rest) for end in ("value", "lo", "hi"))
        days = in_days(Amount(*ends), lang, at_least=any(_still_ran(found, bar) for bar in rest))
        texts.append(say("figure.pareto.others", lang, n=len(rest), days=days))
    if found.undetermined:
        texts.append(say("compare.undetermined", lang, cases=listed(found.undetermined)))
    if found.at_least:
        texts.append(say("compare.at_least", lang, cases=listed(found.at_least)))
    room = paper.right - paper.margin
    return [(line, "normal") for text in texts for line in wrap(text, room, type_of(paper), 6)]
