"""The band under the lanes of a timeline: where it stalls, a bar per stall."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from casekit.figures.ink import GREY, INK, drawn_as, stall_style
from casekit.figures.lettering import line_height, width
from casekit.figures.margin import write_name
from casekit.figures.paper import Board
from casekit.figures.plan import Plan
from casekit.figures.stallbars import Bar
from casekit.text import say

__all__ = ["DASHES", "draw_band"]

DASHES = (0, (2.2, 1.6))
"""What is not certain."""


def draw_band(on: Board, plan: Plan, lang: str) -> None:
    """The stalls: a bar each, with its words; consequences as diamonds; features of the case in words."""
    paper = on.paper
    assert plan.band is not None
    on.line([paper.margin, plan.end], [plan.band] * 2, color=GREY, linewidth=0.6)
    lines = [say("figure.stalls", lang), say("figure.stalls_between", lang)]
    write_name(on, lines, plan.band + line_height(paper.lane_type) * 1.3)
    for bar in plan.bars:
        _draw_bar(on, plan, bar)
    y = plan.band + 1.3 + (plan.rows + 0.5) * plan.row
    x = plan.left
    for n, (stall, name) in enumerate(plan.whole):
        words = f"{say('figure.whole_case', lang)}: {name}" if n == 0 else f"· {name}"
        on.write(x, y, words, paper.small, gid=f"stall-{stall.key}")
        x += width(words, paper.small) + 2


def _draw_bar(on: Board, plan: Plan, bar: Bar) -> None:
    paper = on.paper
    assert plan.band is not None
    y = plan.band + 1.3 + (bar.row + 0.5) * plan.row
    tall = plan.row * 0.66
    gid = f"stall-{bar.stall.key}"
    look = stall_style(bar.stall)
    look["linewidth"] = on.points(look["linewidth"])
    if drawn_as(bar.stall) == "mark":
        certain = bar.stall.verdict == "certain"
        line = {"linewidth": 1.6, "color": look.get("hatchcolor", look["facecolor"])}
        on.line([bar.left, bar.right], [y, y], gid=gid, linestyle="-" if certain else DASHES, zorder=3, **line)
        fill = look["facecolor"] if certain else "white"
        if bar.at is not None:
            diamond = {"marker": "D", "markersize": paper.small * 0.75, "markerfacecolor": fill}
            on.line([bar.at], [y], zorder=4, markeredgecolor=INK, **diamond)
    else:
        patch = Rectangle((bar.left, y - tall / 2), bar.right - bar.left, tall, **look)
        patch.set(gid=gid, zorder=3)
        on.ax.add_patch(patch)
        if bar.at is not None:
            ring = {"marker": "o", "markersize": paper.small * 0.6, "markerfacecolor": "white"}
            on.line([bar.at], [y], zorder=4, markeredgecolor=INK, markeredgewidth=0.9, **ring)
    for is_open, x, mark in ((bar.open_left, bar.left, "<"), (bar.open_right, bar.right, ">")):
        if is_open:
            arrow = {"marker": mark, "markersize": paper.small * 0.7, "markerfacecolor": "white"}
            on.line([x], [y], zorder=4, markeredgecolor=INK, markeredgewidth=0.7, **arrow)
    style: dict[str, object] = {"va": "center_baseline", "zorder": 5}
    if bar.inside:
        style["bbox"] = {"facecolor": "white", "linewidth": 0, "pad": on.points(0.6)}
    on.write(bar.words_x, y, bar.words, paper.small, **style)
