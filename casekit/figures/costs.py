"""What each stall cost: late days, alone, and as a fair share; the stalls beside the path in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib.style
from matplotlib.axes import Axes

from casekit.cost import Amount, Cost, StallCost
from casekit.cost.words import in_days
from casekit.figures.daybars import (
    Scale,
    draw_axis,
    draw_bar,
    draw_whisker,
    lead_in_words,
    scale_of,
    type_of,
    undetermined_lines,
    write_text,
)
from casekit.figures.ink import GROUPS, HOLD, INK, SOFT, group_of, kind_name, stall_style
from casekit.figures.legend import Entry, draw_legend, legend_height
from casekit.figures.lettering import line_height, shorten, width, wrap
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.title import draw_title, title_height
from casekit.stalls.stall import Stall
from casekit.stalls.statement import between
from casekit.text import plural, say

__all__ = ["costs"]

MEASURES = ("over", "alone", "shapley")


@dataclass(frozen=True, slots=True)
class _Row:
    """A stall that cost days, and how it was worked out."""

    stall: Stall
    cost: StallCost


def costs(cost: Cost, *, ax: Axes | None = None, lang: str = "nl", paper: str = "a4") -> Axes:
    """Draw what each stall cost: a row with three bars per stall that made the case longer, the dearest first.

    White: the days it took too long. Grey: the days that only it cost, had the others stayed. In the colour of its
    group: its fair share of what all cost together (Shapley); these add up. The last one to go stands in words. A
    possible stall is hatched and has a question mark. Stalls beside the critical path stand under it in words, with
    their slack. The sheet is as high as its rows. In an SVG bars are groups `over-<key>`, `alone-<key>` and
    `shapley-<key>`.

    `paper` is `a3` or `a4`. With `ax` the sheet is drawn, to scale, inside those axes. Returns the axes. Raises
    ValueError for another paper.

    Source: methods 6.3 and 7.5.

    >>> import casekit as ck
    >>> from casekit.cost import cost_of
    >>> costs(cost_of(ck.analyse(ck.example("twaalf-regels")))).figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    size = paper_of(paper)
    rows = [*_rows(cost)]
    notes = [] if cost.status == "undetermined" else _notes(cost, bool(rows), lang)
    lead = _lead(cost, size, lang)
    text = line_height(type_of(size)) * 1.25
    top = title_height(cost.analysis.case, size, notes, lang)
    first = top + text * len(lead) + 3
    high = line_height(size.lane_type) * 4.3
    foot = first + (len(rows) + 1) * high if rows else first
    words = _beside(cost, size, lang)
    entries = _entries(rows)
    below = foot + (line_height(size.lane_type) * 2 if rows else 0)
    legend = below + text * len(words) + 2
    height = legend + (legend_height(entries, size, lang) if entries else 0) + size.margin
    with matplotlib.style.context("default"):
        on = board(ax, size, height)
        draw_title(on, cost.analysis.case, notes, lang)
        write_text(on, lead, top + 1)
        if rows:
            amounts = [amount for row in rows for amount in _measures(row)] + [cost.together]
            left = size.margin + size.names * 2.2
            said = [words for row in rows for words in _said(cost, row, lang).values()]
            beside = max(size.names, 3 + max(width(words, size.lane_type) for words in said))
            scale = scale_of(left, size.right - beside, [amount.hi for amount in amounts if amount])
            draw_axis(on, scale, first, foot, lang)
            for n, row in enumerate(rows):
                _draw_row(on, cost, scale, row, first + n * high, high, lang)
            _draw_together(on, cost, scale, first + len(rows) * high, high, lang)
        write_text(on, words, below)
        if entries:
            draw_legend(on, entries, legend, lang)
    return on.ax


def _measures(row: _Row) -> tuple[Amount | None, ...]:
    return tuple(getattr(row.cost, name) for name in MEASURES)


def _rows(cost: Cost) -> Iterator[_Row]:
    """The stalls that made the case longer in some draw, the dearest first."""
    stalls = {stall.key: stall for stall in cost.analysis.stalls}
    costly = [one for one in cost.stalls if _costs(one)]
    for one in sorted(costly, key=lambda one: -one.shapley.value if one.shapley else 0):
        yield _Row(stalls[one.key], one)


def _costs(one: StallCost) -> bool:
    return any(amount is not None and amount.hi > 0 for amount in (one.alone, one.last, one.shapley))


def _lead(cost: Cost, paper: Paper, lang: str) -> list[tuple[str, str]]:
    if cost.status == "undetermined":
        return undetermined_lines(cost, paper, lang)
    least = cost.status == "at_least"
    words = lead_in_words(cost, in_days(cost.lead, lang, at_least=least), lang)
    if any(map(_costs, cost.stalls)):
        words += " " + say("cost.together", lang, days=in_days(cost.together, lang, at_least=least))
    return [(line, "normal") for line in wrap(words, paper.right - paper.margin, type_of(paper), 4)]


def _notes(cost: Cost, any_row: bool, lang: str) -> list[str]:
    notes = [say("figure.costs.title", lang)]
    notes += [say("figure.costs.caption", lang)] if any_row else [say("cost.none_on_path", lang)]
    if cost.draws:
        notes.append(say("figure.costs.ranges", lang, n=cost.draws, seed=cost.seed))
    return notes


# -- the rows ------------------------------------------------------------------------------------------------


def _draw_row(on: Board, cost: Cost, scale: Scale, row: _Row, top: float, high: float, lang: str) -> None:
    """Name and parties, and three bars under each other with their days."""
    paper, stall = on.paper, row.stall
    size, room = type_of(paper), scale.left - paper.margin - 3
    doubt = "?" if stall.verdict == "possible" else ""
    name = shorten(f"{kind_name(stall.kind, lang)}{doubt} ({stall.at})", room, size, bold=True)
    where = " – ".join(between(stall, cost.analysis.story))
    least = cost.status == "at_least"
    last = say("figure.costs.last", lang, days=in_days(row.cost.last, lang, at_least=least))
    on.write(paper.margin, top + high * 0.22, name, size, weight="bold", gid=f"stall-{stall.key}")
    on.write(paper.margin, top + high * 0.47, shorten(where, room, paper.lane_type), paper.lane_type)
    on.write(paper.margin, top + high * 0.70, shorten(last, room, paper.lane_type), paper.lane_type, color=SOFT)
    tall, said = high * 0.19, _said(cost, row, lang)
    for n, name in enumerate(MEASURES):
        amount = getattr(row.cost, name)
        if amount is not None:
            y = top + high * (0.22 + 0.25 * n)
            draw_bar(on, scale, (0, amount.value), y, tall, f"{name}-{stall.key}", **_look(name, stall))
            draw_whisker(on, scale, 0, amount, y, tall, f"range-{name}-{stall.key}")
            _write_beside(on, scale, amount, y, said[name])


def _said(cost: Cost, row: _Row, lang: str) -> dict[str, str]:
    """What stands behind each bar of a stall."""
    said = {}
    for name in MEASURES:
        amount = getattr(row.cost, name)
        if amount is not None:
            at_least = "censored" in row.stall.tags if name == "over" else cost.status == "at_least"
            key = "took" if name == "over" and row.stall.norm is None else name
            said[name] = say(f"figure.costs.{key}", lang, days=in_days(amount, lang, at_least=at_least))
    return said


def _look(name: str, stall: Stall) -> dict[str, Any]:
    if name == "shapley":
        look = stall_style(stall)
        return look
    look = {"facecolor": "white" if name == "over" else HOLD}
    return look | (
        {"hatch": "//////", "hatchcolor": HOLD, "linestyle": (0, (3, 1.5))} if stall.verdict != "certain" else {}
    )


def _write_beside(on: Board, scale: Scale, amount: Amount, y: float, words: str, bold: bool = False) -> None:
    """Words behind a bar, or in front of the end of one that leaves no room."""
    size = on.paper.lane_type
    style: dict[str, Any] = {"weight": "bold"} if bold else {}
    x = scale.x(max(amount.value, amount.hi)) + 1.5
    wide = width(words, size, bold)
    if x + wide > on.paper.right:
        x = scale.x(min(amount.value, amount.lo)) - 1.5 - wide
        style |= {"bbox": {"facecolor": "white", "linewidth": 0, "pad": on.points(0.5)}}
    on.write(x, y, words, size, va="center_baseline", zorder=5, **style)


def _draw_together(on: Board, cost: Cost, scale: Scale, top: float, high: float, lang: str) -> None:
    """What all of them cost: the sum of the fair shares."""
    if cost.together is None:
        return
    size = type_of(on.paper)
    y = top + high * 0.45
    on.write(on.paper.margin, y, say("figure.costs.all", lang), size, weight="bold")
    draw_bar(on, scale, (0, cost.together.value), y, high * 0.3, "together", facecolor=INK)
    draw_whisker(on, scale, 0, cost.together, y, high * 0.3, "range-together")
    words = in_days(cost.together, lang, at_least=cost.status == "at_least")
    _write_beside(on, scale, cost.together, y, words, bold=True)


# -- in words ------------------------------------------------------------------------------------------------


def _beside(cost: Cost, paper: Paper, lang: str) -> list[tuple[str, str]]:
    """The stalls that cost the case no day: beside the path, on it without gain, or without days of their own."""
    stalls = {stall.key: stall for stall in cost.analysis.stalls}
    free = [one for one in cost.stalls if not _costs(one)]
    if cost.status == "undetermined":
        groups = {"unknown": free}
    else:
        groups = {
            "beside": [one for one in free if one.over is not None and one.slack != 0],
            "without_gain": [one for one in free if one.over is not None and one.slack == 0],
            "no_days": [one for one in free if one.over is None],
        }
    room = paper.right - paper.margin
    lines: list[tuple[str, str]] = []
    for group, found in groups.items():
        if found:
            n = plural("word.stalls", len(found), lang)
            key = "beside_open" if group == "beside" and cost.unfinished else group
            lines.append((say(f"figure.costs.{key}", lang, n=n), "bold"))
            told = "; ".join(_told(stalls[one.key], one, lang) for one in found) + "."
            lines += [(line, "normal") for line in wrap(told, room, type_of(paper), 40)]
    return lines


def _told(stall: Stall, one: StallCost, lang: str) -> str:
    doubt = "?" if stall.verdict == "possible" else ""
    words = f"{kind_name(stall.kind, lang)}{doubt} ({stall.at})"
    if one.over is not None:
        words += f" {in_days(one.over, lang, at_least='censored' in stall.tags)}"
    if one.slack:
        words += say("cost.slack", lang, n=round(one.slack))
    return words


def _entries(rows: Sequence[_Row]) -> list[Entry]:
    """The groups and verdicts among the stalls that have bars."""
    groups = {group_of(row.stall.kind) for row in rows}
    entries = [Entry(group, f"figure.group.{group}") for group in GROUPS if group in groups]
    verdicts = {row.stall.verdict for row in rows}
    return entries + [Entry(v, f"figure.legend.{v}") for v in ("certain", "possible") if v in verdicts]
