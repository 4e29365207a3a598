"""The marks of the knowledge map: how it shows what somebody had, could have had, needed; and the legend of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from matplotlib.patches import Polygon, Rectangle

from casekit.figures.ink import INK, KNOWN, SOFT
from casekit.figures.legend import Entry
from casekit.figures.paper import Board
from casekit.knowledge import About, Known, Need

__all__ = ["arrow", "knowing_entries", "mark_of", "need_mark", "status_box"]

STYLES: dict[str, dict[str, Any]] = {
    "documented": {"facecolor": KNOWN, "linewidth": 0.7},
    "certain": {
        "facecolor": "white",
        "hatch": "//////",
        "hatchcolor": SOFT,
        "hatch_linewidth": 0.6,
        "linewidth": 0.7,
    },
    "possible": {"facecolor": "white", "linewidth": 0.7, "linestyle": (0, (3, 1.5))},
}
"""Filled, hatched, open: they differ in black and white too."""

NEEDS = ("lacked", "colleague", "had", "needed")
MARK = {"yes": "had", "colleague": "colleague", "perhaps": "lacked", "no": "lacked"}


def status_box(on: Board, status: str, x: float, y: float, wide: float, tall: float, gid: str = "") -> None:
    """A box with its top left corner at a place, in the style of a status."""
    look = {"edgecolor": INK, **STYLES[status]}
    look["linewidth"] = on.points(look["linewidth"])
    box = Rectangle((x, y), wide, tall, **look)
    box.set(zorder=2, gid=gid or None)
    on.ax.add_patch(box)


def need_mark(on: Board, had: str, x: float, y: float, size: float, gid: str = "") -> None:
    """What a step that needed an item says of it: a cross, a half or whole dot, or an open ring; `size` in mm."""
    points = size * 72 / 25.4
    fill = INK if had in ("had", "colleague") else "white"
    look = {"marker": "o", "markersize": points, "markerfacecolor": fill, "markeredgewidth": 0.9}
    half = {"fillstyle": "left", "markerfacecoloralt": "white"} if had == "colleague" else {}
    on.line([x], [y], zorder=6, gid=gid or None, **look, **half)
    if had == "lacked":
        on.line([x], [y], marker="x", markersize=points * 0.62, markeredgewidth=1.4, zorder=7)


def arrow(on: Board, x: float, start: float, end: float, *, passed: bool, gid: str = "", wide: bool = False) -> None:
    """An arrow along a column, or in the legend along a row; dashed where an item could have gone along."""
    size = on.paper.small * 0.2
    step = size * 1.4 if end > start else -size * 1.4
    line = [[x, x], [start, end - step]]
    head = [(x, end), (x - size * 0.6, end - step), (x + size * 0.6, end - step)]
    if wide:
        line, head = line[::-1], [(b, a) for a, b in head]
    look = {"color": SOFT, "linewidth": 0.8, "linestyle": (0, (2, 1.4))} if passed else {"linewidth": 1.1}
    on.line(*line, zorder=3.5, gid=gid or None, **look)
    tip = Polygon(head, closed=True, facecolor="white" if passed else INK, edgecolor=INK, linewidth=on.points(0.6))
    tip.set_zorder(4)
    on.ax.add_patch(tip)


def _box(status: str) -> Any:
    return lambda on, x, y, wide, tall: status_box(on, status, x, y - tall / 2, wide, tall)


def _need(had: str) -> Any:
    return lambda on, x, y, wide, tall: need_mark(on, had, x + wide / 2, y, tall * 0.95)


def _arrow(passed: bool) -> Any:
    return lambda on, x, y, wide, tall: arrow(on, y, x, x + wide, passed=passed, wide=True)


def mark_of(one: About, need: Need) -> str:
    """The mark of a step that needed an item; a ring where nothing shows who had it."""
    return MARK[need.had] if one.shown else "needed"


def knowing_entries(items: Sequence[About], *, arrows: bool) -> list[Entry]:
    """The legend of a map of these items: the statuses and marks that it shows."""
    statuses = {status for one in items for who in one.known for status in _drawn(who, arrows)}
    marks = {mark_of(one, need) for one in items for need in one.needs}
    samples = [*((s, _box(s)) for s in STYLES if s in statuses), *((m, _need(m)) for m in NEEDS if m in marks)]
    if arrows and statuses:
        samples += [("shared", _arrow(False)), ("passed", _arrow(True))]
    return [Entry(sample, f"figure.knowledge.legend.{name}") for name, sample in samples]


def _drawn(who: Known, bars: bool) -> list[str]:
    """What a map shows of what an actor had: every bar that begins before the next, or the surest status only."""
    places = [
        ("documented", who.documented.place if who.documented is not None else None),
        ("certain", who.certain.step.place if who.certain is not None else None),
        ("possible", who.possible.step.place if who.possible is not None else None),
    ]
    found: list[str] = []
    until = inf
    for status, start in places:
        if start is not None and start < until and (bars or not found):
            found.append(status)
            until = start
    return found
