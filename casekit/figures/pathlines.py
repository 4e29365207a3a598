"""The critical path as lines over a timeline: where each leg runs, where its days stand, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from casekit.cost import Cost
from casekit.cost.words import figure
from casekit.figures.ink import PATH
from casekit.figures.lettering import line_height, width
from casekit.figures.paper import Board
from casekit.figures.plan import Plan
from casekit.story import Story
from casekit.text import say

__all__ = ["LINES", "Link", "Route", "draw_path", "links_of", "routes"]

LINES = {"stated": "-", "assumed": (0, (1.3, 0.8)), "unknown": (0, (0.35, 0.75))}
"""How a leg is drawn: what the case says, what the kit assumes, what came of nothing known."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Link:
    """One leg: from a touchpoint (None: of nothing known) to one, or to the open end; days where they are known."""

    first: str | None
    last: str
    days: float | None
    how: str
    open: bool


@dataclass(frozen=True, slots=True)
class Route:
    """Where a leg runs on one sheet, in mm, from left to right, and whether it goes on on the next sheet."""

    link: Link
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    goes_on: bool


def links_of(cost: Cost) -> list[Link]:
    """The legs in order; without days where only the order is known."""
    known = cost.analysis.story.by_id
    assumed = frozenset(cost.assumed)
    if cost.status == "undetermined":
        pairs = pairwise(cost.order)
        return [Link(a, b, None, "assumed" if (a, b) in assumed else "stated", False) for a, b in pairs]
    made = []
    for leg in cost.path:
        how = "unknown" if leg.first is None else "assumed" if (leg.first, leg.last) in assumed else "stated"
        if leg.first is not None or leg.lag:
            made.append(Link(leg.first, leg.last, leg.lag, how, leg.last not in known))
    return made


def routes(links: Sequence[Link], start: str | None, story: Story, plan: Plan) -> Iterator[Route]:
    """Where the legs run that this sheet shows a part of.

    A leg leaves from a lane of its first touchpoint, and lies in the lane of who acted next: for that party the
    case waited.
    """
    column = {column.touchpoint.id: column.x for column in plan.columns}
    lane = {lane.actor: lane.y for lane in plan.lanes}
    shown = range(plan.first - 1, plan.last)
    for link in links:
        begins = link.first or start
        last = story.by_id.get(link.last)
        first = story.by_id[begins] if begins else last
        if first is None or first.place >= shown.stop or (last is not None and last.place < shown.start):
            continue
        ends = [lane[name] for name in (first.t.from_, *first.t.to)]
        y2 = lane[last.t.from_] if last is not None else ends[-1]
        y1 = y2 if link.first is None else min(ends, key=lambda y: abs(y - y2))
        goes_on = last is None or last.place >= shown.stop
        x2 = plan.end if goes_on else column[link.last]
        if first.place < shown.start:
            yield Route(link, (plan.left, x2), (y2, y2), goes_on)
            continue
        x1 = column[first.id]
        bend = x1 + min(x2 - x1, max(2.0, abs(y2 - y1) * 0.3))
        yield Route(link, (x1, bend, x2), (y1, y2, y2), goes_on)


def draw_path(on: Board, plan: Plan, cost: Cost, lang: str) -> None:
    """The legs thick over the lanes with their days, and a ring round every touchpoint on the path."""
    story = cost.analysis.story
    links = links_of(cost)
    found = [*routes(links, cost.start, story, plan)]
    thick = on.paper.small * 0.5
    style = {"color": PATH, "linewidth": thick, "zorder": 2.75}
    for route in found:
        name = f"leg-{route.link.last}"
        on.line(route.xs, route.ys, gid=name, linestyle=LINES[route.link.how], solid_joinstyle="round", **style)
        if route.goes_on:
            mark = {"marker": ">", "markersize": on.paper.small * 0.9, "markeredgecolor": PATH}
            on.line([route.xs[-1] - 1], [route.ys[-1]], markerfacecolor="white", color=PATH, zorder=4.5, **mark)
    _draw_touchpoints(on, plan, links, found, thick)
    taken = [*_written(on)]
    for route in found:
        ends_here = not route.goes_on or route.link.open
        if ends_here and route.link.days:
            _write_days(on, plan, route, taken, cost, lang)


def _draw_touchpoints(on: Board, plan: Plan, links: Sequence[Link], found: Sequence[Route], thick: float) -> None:
    """A ring at who acted, and the arrow thick as far as the lane in which the path goes on."""
    on_path = {name for link in links for name in (link.first, link.last)}
    leaves = {route.link.first: route.ys[0] for route in found if len(route.xs) == 3}
    lane = {lane.actor: lane.y for lane in plan.lanes}
    for column in plan.columns:
        name = column.touchpoint.id
        if name in on_path:
            y = lane[column.touchpoint.from_]
            other = leaves.get(name, y)
            if other != y:
                on.line([column.x] * 2, [y, other], color=PATH, linewidth=thick, zorder=2.75)
            ring = {"marker": "o", "markersize": on.paper.small * 1.25, "markerfacecolor": PATH}
            on.line([column.x], [y], gid=f"on-path-{name}", zorder=2.9, markeredgecolor="white", color=PATH, **ring)


# -- the days at the legs --------------------------------------------------------------------------------------


def _write_days(on: Board, plan: Plan, route: Route, taken: list[Box], cost: Cost, lang: str) -> None:
    """The days of a leg on its line, or as near to it as there is room."""
    assert route.link.days is not None
    number = figure(route.link.days, lang)
    key = "days_at_least" if route.link.open else "days"
    words, size = say(f"figure.path.{key}", lang, n=number), on.paper.small
    wide, tall = width(words, size, True), line_height(size)
    left, right = route.xs[-2], route.xs[-1]
    middle, y = (left + right) / 2, route.ys[-1]
    room = right - left - wide
    asides = (
        [room * part for part in (0.0, -0.25, 0.25, -0.4, 0.4, -0.5, 0.5)]
        if room > 3
        else [0.0, -wide * 0.6, wide * 0.6]
    )
    away = [*([0.0] if room > 3 else []), *(sign * n * tall * 0.55 for n in range(2, 40) for sign in (-1, 1))]
    places = [(middle + aside, y + far) for far in away for aside in asides]
    low, high = plan.top - tall * 0.6, plan.foot - tall / 2  # above the lanes is a strip without headings
    inside = [
        (x, y) for x, y in places if low <= y <= high and plan.left <= x - wide / 2 and x + wide / 2 <= on.paper.right
    ]
    boxes = [(x - wide / 2 - 0.4, y - tall / 2, x + wide / 2 + 0.4, y + tall / 2) for x, y in inside]
    n = next((n for n, box in enumerate(boxes) if not any(_overlap(box, other) for other in taken)), 0)
    taken.append(boxes[n])
    box = {"facecolor": "white", "linewidth": 0, "pad": on.points(0.5)}
    x, y = inside[n]
    on.write(x, y, words, size, ha="center", weight="bold", zorder=6, bbox=box, gid=f"days-{route.link.last}")


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _written(on: Board) -> Iterator[Box]:
    """Where words stand already, in mm; slanted headings stand above the lanes and need no care."""
    for text in on.ax.texts:
        x, y = text.get_position()
        size = float(text.get_fontsize()) / on.scale
        wide, tall = width(text.get_text(), size, text.get_fontweight() == "bold"), line_height(size)
        if text.get_rotation() == 90:
            yield x - tall / 2, y - wide / 2, x + tall / 2, y + wide / 2
        elif text.get_rotation() == 0:
            left = x - {"left": 0.0, "center": wide / 2, "right": wide}[str(text.get_horizontalalignment())]
            yield left, y - tall / 2, left + wide, y + tall / 2
