"""Where the parties of a network stand: the resident's side in the middle, the others in a ring around it.

Lengths are millimetres; nothing here draws.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import copysign, cos, hypot, pi, sin

__all__ = ["Box", "Point", "capacity", "curve", "free_place", "hits", "ring_places", "ring_steps"]

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

ROUNDNESS = 2.7  # 2 is an ellipse; a little more uses the corners of the sheet
STEPS = 1440


def ring_steps(blocks: Sequence[Sequence[str]], contacts: Mapping[tuple[str, str], int]) -> float:
    """The total length of the edges between names in a ring, in places, the short way round.

    >>> ring_steps([["a", "b"], ["c", "d"]], {("a", "d"): 2, ("a", "c"): 1})
    4
    """
    names = [name for block in blocks for name in block]
    place = {name: n for n, name in enumerate(names)}
    total = 0
    for (one, other), times in contacts.items():
        if one in place and other in place:
            apart = abs(place[one] - place[other])
            total += times * min(apart, len(names) - apart)
    return total


def _outline(across: float, down: float) -> list[Point]:
    points = []
    for n in range(STEPS + 1):
        angle = -pi / 2 + 2 * pi * n / STEPS
        x, y = cos(angle), sin(angle)
        points.append(
            (
                across * copysign(abs(x) ** (2 / ROUNDNESS), x),
                down * copysign(abs(y) ** (2 / ROUNDNESS), y),
            )
        )
    return points


def _boxes_so_far(outline: Sequence[Point], wide: float, tall: float) -> list[float]:
    """How many boxes of this size fit up to each point of the outline."""
    sums = [0.0]
    for (x0, y0), (x1, y1) in pairwise(outline):
        step = hypot(x1 - x0, y1 - y0)
        slope_x, slope_y = abs(x1 - x0) / step, abs(y1 - y0) / step
        room = min(wide / slope_x if slope_x > 1e-9 else 1e9, tall / slope_y if slope_y > 1e-9 else 1e9)
        sums.append(sums[-1] + step / room)
    return sums


def capacity(across: float, down: float, wide: float, tall: float) -> int:
    """How many boxes fit on a ring without touching."""
    return int(_boxes_so_far(_outline(across, down), wide, tall)[-1])


def ring_places(count: int, across: float, down: float, wide: float, tall: float) -> list[Point]:
    """Places on a ring of half-width `across` and half-height `down`, for boxes of one size with equal gaps.

    Boxes at the sides stand closer than at the top, because they are wider than tall.

    >>> [(round(x), round(y)) for x, y in ring_places(2, 100, 60, 20, 10)]
    [(100, 1), (-100, -1)]
    """
    outline = _outline(across, down)
    sums = _boxes_so_far(outline, wide, tall)
    places = []
    for n in range(count):
        wanted = (n + 0.5) / count * sums[-1]
        places.append(outline[min(bisect_left(sums, wanted), STEPS)])
    return places


def curve(start: Point, control: Point, end: Point, steps: int = 40) -> list[Point]:
    """Points on a bent line (a quadratic Bezier curve)."""
    made = []
    for n in range(steps + 1):
        t = n / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        made.append((a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]))
    return made


def hits(line: Sequence[Point], box: Box, margin: float = 0) -> bool:
    """Whether a line comes within a margin of a box."""
    left, top, right, bottom = box
    return any(left - margin < x < right + margin and top - margin < y < bottom + margin for x, y in line)


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def free_place(wanted: Sequence[Point], wide: float, tall: float, taken: Sequence[Box], sheet: Box) -> Point | None:
    """The centre of the first free place: those wanted in turn, then in widening circles round the first.

    None if the sheet is full.
    """
    first = wanted[0]
    circles = (
        (first[0] + radius * cos(turn * pi / 12), first[1] + radius * sin(turn * pi / 12))
        for radius in range(3, 400, 3)
        for turn in range(24)
    )
    for x, y in (*wanted, *circles):
        box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        inside = sheet[0] <= box[0] and sheet[1] <= box[1] and box[2] <= sheet[2] and box[3] <= sheet[3]
        if inside and not any(overlap(box, other) for other in taken):
            return x, y
    return None
