"""Boxes on levels under each other with lines between them: an order with few crossings, and places from it.

A line that passes a level is a narrow place on that level, so that it goes between boxes and never behind one.

Source: Sugiyama, Tagawa & Toda 1981 (IEEE Transactions on Systems, Man, and Cybernetics 11, 109-125): levels,
places for what passes, and ordering by the mean place of the neighbours (barycenter). Places by isotonic regression.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from casekit.figures.columns import isotonic

__all__ = ["arrange", "crossings", "passing"]

Box = TypeVar("Box", bound=Hashable)
Pass = tuple[int, int]
Line = tuple[Hashable, Hashable]

SWEEPS = 8
SETTLING = 40  # rounds after which lines that can be straight are straight


def passing(levels: Sequence[Sequence[Box]], lines: Iterable[tuple[Box, Box]]) -> list[list[Hashable]]:
    """Per line everything it goes through from top to bottom: its boxes, and a place on each level in between.

    >>> passing([["a"], ["b"], ["c"]], [("a", "c")])
    [['a', (0, 1), 'c']]
    """
    at = {box: n for n, level in enumerate(levels) for box in level}
    return [
        [upper, *((number, level) for level in range(at[upper] + 1, at[lower])), lower]
        for number, (upper, lower) in enumerate(lines)
    ]


def arrange(
    levels: Sequence[Sequence[Box]],
    paths: Sequence[Sequence[Hashable]],
    wide: Mapping[Hashable, float],
    passes: float,
    room: float,
) -> tuple[list[list[Hashable]], dict[Hashable, float]]:
    """The order of every level, what passes included, and the middle of everything between 0 and `room`, in mm.

    `paths` are those of `passing`; `wide` the widths of the boxes with the space between them, `passes` that of what
    passes. What is too wide for the room starts at 0 and sticks out at the right.

    >>> order, x = arrange([["a", "b"], ["c", "d"]], [["a", "d"], ["b", "c"]], dict.fromkeys("abcd", 10.0), 2, 40)
    >>> order, crossings(order, [["a", "d"], ["b", "c"]])
    ([['a', 'b'], ['d', 'c']], 0)
    """
    near = _neighbours(paths)
    full: list[list[Hashable]] = [[*level] for level in levels]
    for path in paths:
        for one in path[1:-1]:
            full[one[1]].append(one)  # type: ignore[index]
    best = _ordered(full, paths, near)
    sizes = {one: wide.get(one, passes) for level in best for one in level}
    x = {one: place for level in best for one, place in zip(level, _packed(level, sizes, room), strict=True)}
    for sweep in range(SETTLING):
        for n in range(len(best)) if sweep % 2 else reversed(range(len(best))):
            wanted = [_mean([x[other] for other in near[one]], x[one]) for one in best[n]]
            x |= dict(zip(best[n], _settled(wanted, [sizes[one] for one in best[n]], room), strict=True))
    first = min((x[one] - sizes[one] / 2 for one in x), default=0.0)
    last = max((x[one] + sizes[one] / 2 for one in x), default=room)
    shift = (room - last - first) / 2 if last - first <= room else 0.0
    return best, {one: place + shift for one, place in x.items()}


def crossings(order: Sequence[Sequence[Hashable]], paths: Iterable[Sequence[Hashable]]) -> int:
    """How many pairs of lines cross between one level and the next."""
    rank = {one: (n, place) for n, level in enumerate(order) for place, one in enumerate(level)}
    between: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for path in paths:
        for upper, lower in pairwise(path):
            between[rank[upper][0]].append((rank[upper][1], rank[lower][1]))
    found = 0
    for pairs in between.values():
        ends: list[int] = []
        for _, end in sorted(pairs):
            found += len(ends) - bisect_left(ends, end + 1)
            insort(ends, end)
    return found


def _neighbours(paths: Iterable[Sequence[Hashable]]) -> dict[Hashable, list[Hashable]]:
    near: dict[Hashable, list[Hashable]] = defaultdict(list)
    for path in paths:
        for upper, lower in pairwise(path):
            near[upper].append(lower)
            near[lower].append(upper)
    return near


def _ordered(
    levels: list[list[Hashable]], paths: Sequence[Sequence[Hashable]], near: Mapping[Hashable, list[Hashable]]
) -> list[list[Hashable]]:
    """Sweeps down and up, each level by the mean place of its neighbours on the level before; the best is kept."""
    order = [[*level] for level in levels]
    best, fewest = [[*level] for level in order], crossings(order, paths)
    for sweep in range(SWEEPS):
        numbers = range(1, len(order)) if sweep % 2 == 0 else range(len(order) - 2, -1, -1)
        for n in numbers:
            before = order[n - 1 if sweep % 2 == 0 else n + 1]
            place = {one: at / max(1, len(before) - 1) for at, one in enumerate(before)}
            own = {one: at / max(1, len(order[n]) - 1) for at, one in enumerate(order[n])}
            mean = {one: _mean([place[other] for other in near[one] if other in place], own[one]) for one in order[n]}
            order[n].sort(key=mean.__getitem__)
        count = crossings(order, paths)
        if count < fewest:
            best, fewest = [[*level] for level in order], count
    return best


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _packed(level: Sequence[Hashable], sizes: Mapping[Hashable, float], room: float) -> list[float]:
    """Side by side, in the middle of the room."""
    start = (room - sum(sizes[one] for one in level)) / 2
    made = []
    for one in level:
        made.append(start + sizes[one] / 2)
        start += sizes[one]
    return made


def _settled(wanted: Sequence[float], sizes: Sequence[float], room: float) -> list[float]:
    """The places nearest to those wanted where nothing overlaps and nothing is outside the room."""
    least = [size / 2 + sum(sizes[:n]) for n, size in enumerate(sizes)]
    slack = max(0.0, room - sum(sizes))
    moved = isotonic([want - low for want, low in zip(wanted, least, strict=True)])
    return [low + min(max(more, 0.0), slack) for low, more in zip(least, moved, strict=True)]
