"""The legend: one strip at the foot of a sheet, with only what the sheet shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from casekit.case import Case
from casekit.figures.ink import BAND, GREY, GROUPS, HOLD, INK, drawn_as, group_of
from casekit.figures.lettering import line_height, width
from casekit.figures.paper import Board, Paper
from casekit.stalls.stall import Stall
from casekit.text import say
from casekit.when import parse_moment

__all__ = ["Entry", "Sample", "draw_legend", "legend_height", "stall_entries", "timeline_entries"]


Sample = Callable[[Board, float, float, float, float], None]
"""Draws a mark of a figure's own: on a board, from a left edge, about a height, so wide and so high."""


class Entry(NamedTuple):
    """One mark and the text key of what it means."""

    mark: str | Sample
    key: str


def timeline_entries(case: Case, stalls: Sequence[Stall]) -> list[Entry]:
    """The marks that a timeline of this case has."""
    entries = stall_entries(stalls)
    if any(drawn_as(stall) == "bar" for stall in stalls):
        entries.append(Entry("at", "figure.legend.at"))
    if case.holds:
        entries.append(Entry("hold", "figure.legend.hold"))
    acts = [touchpoint for touchpoint in case.touchpoint_list if touchpoint.kind != "silence"]
    moments = [parse_moment(touchpoint.when) for touchpoint in acts]
    if any(moment is not None and moment.form != "order" for moment in moments):
        entries.append(Entry("dated", "figure.legend.dated"))
    if any(moment is None or moment.form in ("order", "elapsed") for moment in moments):
        entries.append(Entry("undated", "figure.legend.undated"))
    if any(touchpoint.from_ in touchpoint.to for touchpoint in acts):
        entries.append(Entry("inside", "figure.legend.inside"))
    if len(acts) < len(case.touchpoint_list):
        entries.append(Entry("silence", "figure.legend.silence"))
    if any(touchpoint.turning_point for touchpoint in case.touchpoint_list):
        entries.append(Entry("turning_point", "figure.legend.turning_point"))
    if any(touchpoint.experience is not None for touchpoint in case.touchpoint_list):
        entries.append(Entry("experience", "figure.legend.experience"))
    return entries


def stall_entries(stalls: Sequence[Stall]) -> list[Entry]:
    """The groups and verdicts among these stalls."""
    drawn = [stall for stall in stalls if drawn_as(stall) != "words"]
    entries = [
        Entry(group, f"figure.group.{group}") for group in GROUPS if group in {group_of(s.kind) for s in drawn}
    ]
    verdicts = [verdict for verdict in ("certain", "possible") if verdict in {s.verdict for s in drawn}]
    return entries + [Entry(verdict, f"figure.legend.{verdict}") for verdict in verdicts]


def _rows(entries: Sequence[Entry], paper: Paper, lang: str) -> list[list[tuple[Entry, float]]]:
    """The entries with their places from the left, in as many rows as they need."""
    rows: list[list[tuple[Entry, float]]] = [[]]
    x = 0.0
    for entry in entries:
        wide = _swatch(paper) + 1.5 + width(say(entry.key, lang), paper.small) + 6
        if rows[-1] and x + wide - 6 > paper.right - paper.margin:
            rows.append([])
            x = 0.0
        rows[-1].append((entry, x))
        x += wide
    return rows


def _swatch(paper: Paper) -> float:
    return paper.small * 1.2


def legend_height(entries: Sequence[Entry], paper: Paper, lang: str) -> float:
    """The height of the strip, in mm."""
    return len(_rows(entries, paper, lang)) * line_height(paper.small) * 1.6 + 3


def draw_legend(on: Board, entries: Sequence[Entry], top: float, lang: str) -> None:
    """Draw the strip with its top at a height."""
    paper = on.paper
    on.ax.add_line(Line2D([paper.margin, paper.right], [top + 1] * 2, color=GREY, linewidth=on.points(0.6)))
    for n, row in enumerate(_rows(entries, paper, lang)):
        y = top + 2.5 + (n + 0.5) * line_height(paper.small) * 1.6
        for entry, x in row:
            left = paper.margin + x
            _draw_mark(on, entry.mark, left, y)
            on.write(left + _swatch(paper) + 1.5, y, say(entry.key, lang), paper.small, va="center_baseline")


def _draw_mark(on: Board, mark: str | Sample, x: float, y: float) -> None:
    wide, tall = _swatch(on.paper), line_height(on.paper.small) * 0.85
    if callable(mark):
        mark(on, x, y, wide, tall)
        return
    size = on.points(on.paper.small)
    middle = x + wide / 2

    def box(**style: object) -> None:
        look = {"facecolor": "white", "edgecolor": INK, "linewidth": on.points(0.6), **style}
        on.ax.add_patch(Rectangle((x, y - tall / 2), wide, tall, **look))  # type: ignore[arg-type]

    def line(xs: Sequence[float], marker: str = "", fill: str = INK, style: object = "-", scale: float = 0.6) -> None:
        made = Line2D(list(xs), [y] * len(xs), color=INK, linewidth=on.points(0.9), marker=marker or "None")
        made.set(linestyle=style, markersize=size * scale, markerfacecolor=fill, markeredgecolor=INK)
        on.ax.add_line(made)

    if mark == "consequence":
        line([x, x + wide])
        line([middle], "D", GROUPS[mark], scale=0.75)
    elif mark in GROUPS:
        box(facecolor=GROUPS[mark])
    elif mark == "swatch":
        box(facecolor=GROUPS["consequence"])
    elif mark == "certain":
        box(facecolor=GREY)
    elif mark == "possible":
        box(hatch="//////", hatchcolor=GREY, linestyle=(0, (3, 1.5)), hatch_linewidth=0.8)
    elif mark == "hold":
        box(facecolor=HOLD, edgecolor=GREY)
    elif mark == "resident":
        box(facecolor=BAND, linewidth=on.points(1.4))
    elif mark == "organisation":
        box(facecolor="#e4e4e4", linewidth=0)
    elif mark == "at":
        line([middle], "o", "white")
    elif mark == "open_end":
        line([middle], ">", "white", scale=0.7)
    elif mark in ("dated", "undated"):
        fill = INK if mark == "dated" else "white"
        line([x, x + wide], style="-" if mark == "dated" else (0, (2.2, 1.6)))
        line([x], "o", fill)
        line([x + wide], ">", fill)
    elif mark == "inside":
        left, right, low = middle - 1, middle + 1, 0.8
        hook = Line2D([left, right, right, left], [y - low, y - low, y + low, y + low], color=INK)
        hook.set_linewidth(on.points(0.9))
        on.ax.add_line(hook)
    elif mark == "widths":
        for n, times in enumerate((1, 3, 6)):
            made = Line2D([x + n * wide * 0.36, x + (n * 0.36 + 0.28) * wide], [y, y], color=INK)
            made.set(linewidth=on.points(0.5 + 0.42 * times), solid_capstyle="butt")
            on.ax.add_line(made)
    elif mark == "inside_sign":
        on.write(middle, y, "↻ 2", on.paper.small, ha="center")
    elif mark == "silence":
        box(facecolor="#e3e3e3", edgecolor=GREY)
    elif mark == "turning_point":
        line([middle], "*", "#F0E442", scale=1.25)
    elif mark == "experience":
        line([x + 0.8], "^", "white", scale=0.72)
        line([middle], "o", "white", scale=0.72)
        line([x + wide - 0.8], "v", INK, scale=0.72)
