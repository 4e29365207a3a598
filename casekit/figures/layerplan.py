"""Where everything stands on the layered picture: boxes on their layers, lines between them, numbers on the lines.

Lengths are millimetres. Nothing here draws.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from casekit.compare.layers import LAYERS, Link, Node
from casekit.figures.lettering import line_height, width, wrap
from casekit.figures.levels import arrange, passing
from casekit.figures.paper import Paper

__all__ = ["Band", "Box", "Curve", "LayerPlan", "left_of", "nodes_of", "per_row", "plan_layers"]

BOX = {"a3": (40.5, 18.0), "a4": (31.5, 13.0)}  # the width of a box, and the room for lines between two levels
APART = 3.5
PASS = 3.0
PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)  # where on a curve a number can stand, the best first
CLEAR = 3.0  # further from other lines a number is no clearer
EMPTY = 5  # lines of type that a layer without boxes is high

Box = tuple[float, float, float, float]
Curve = tuple[float, float, float, float]
Levels = list[list[Node]]
Paths = list[list[Hashable]]


@dataclass(frozen=True, slots=True)
class Band:
    """One layer: from which height to which, and whether nothing is on it."""

    layer: str
    top: float
    foot: float
    empty: bool


@dataclass(frozen=True, slots=True)
class LayerPlan:
    """The bands; the box of every node with its lines of words; per link its curves, from the first end to the last.

    `numbers`: where the number of a link stands, for those of more cases than one.
    """

    bands: list[Band]
    boxes: dict[Node, Box]
    words: dict[Node, list[str]]
    curves: list[list[Curve]]
    numbers: dict[int, tuple[float, float]]


def nodes_of(links: Iterable[Link]) -> list[Node]:
    """Both ends of these links, each once."""
    return list(dict.fromkeys(node for link in links for node in (link.behind, link.before)))


def left_of(paper: Paper) -> float:
    """Where the names of the layers end."""
    return paper.margin + paper.names * 0.82


def per_row(paper: Paper) -> int:
    """The boxes that fit beside each other."""
    return int((paper.right - left_of(paper)) / (BOX[paper.name][0] + APART))


def plan_layers(links: Sequence[Link], labels: Mapping[Node, str], paper: Paper, top: float) -> LayerPlan:
    """Give everything its place, from a height on. The nodes of `labels` come in the order of how full they are."""
    box, between = BOX[paper.name]
    room = paper.right - left_of(paper)
    wide = {node: min(max(box, _longest(words, paper)), room - APART) for node, words in labels.items()}
    words = {node: wrap(text, wide[node] - 3.5, paper.lane_type, len(text)) for node, text in labels.items()}
    levels, paths = _levels(links, list(labels), wide, room)
    sizes: dict[Hashable, float] = {node: wide[node] + APART for node in labels}
    _, x = arrange(levels, paths, sizes, PASS, room)
    x = {one: left_of(paper) + place for one, place in x.items()}
    bands, spans = _heights(levels, words, paper, top, between)
    boxes = {
        node: (x[node] - wide[node] / 2, high, x[node] + wide[node] / 2, low)
        for level, (high, low) in zip(levels, spans, strict=True)
        for node in level
    }
    curves = _curves(paths, x, boxes, spans)
    return LayerPlan(bands, boxes, words, curves, dict(_numbered(links, curves, paper)))


def _longest(words: str, paper: Paper) -> float:
    """A box is as wide as its longest word: words in it are never cut."""
    return max(width(word, paper.lane_type) for word in words.split()) + 4


def _levels(
    links: Sequence[Link], nodes: list[Node], wide: Mapping[Node, float], room: float
) -> tuple[Levels, Paths]:
    """The rows of boxes from top to bottom, and what each link goes through.

    A layer has as many rows as it needs for its boxes and what passes between them.
    """
    members = {layer: [node for node in nodes if node.layer == layer] for layer in LAYERS}
    rows = {layer: 1 for layer, here in members.items() if here}
    while True:
        levels = [members[layer][n::count] for layer, count in rows.items() for n in range(count)]
        paths = passing(levels, [(link.behind, link.before) for link in links])
        needs = [sum(wide[node] + APART for node in level) for level in levels]
        for path in paths:
            for one in path[1:-1]:
                needs[one[1]] += PASS  # type: ignore[index]
        narrow = [level[0].layer for level, need in zip(levels, needs, strict=True) if need > room and len(level) > 1]
        if not narrow:
            return levels, paths
        rows[narrow[0]] += 1


def _heights(
    levels: Levels, words: Mapping[Node, list[str]], paper: Paper, top: float, between: float
) -> tuple[list[Band], list[tuple[float, float]]]:
    """The bands from top to bottom, and from where to where the boxes of each level run."""
    step = line_height(paper.lane_type)
    bands: list[Band] = []
    spans: list[tuple[float, float]] = []
    for layer in LAYERS:
        rows = [level for level in levels if level[0].layer == layer]
        start = top
        if not rows:
            top += step * EMPTY
        for row in rows:
            high = top + between / 2
            low = high + (max(len(words[node]) for node in row) + 1) * step + 2.4
            spans.append((high, low))
            top = low + between / 2
        bands.append(Band(layer, start, top, not rows))
    return bands, spans


def _curves(
    paths: Paths, x: Mapping[Hashable, float], boxes: Mapping[Node, Box], spans: Sequence[tuple[float, float]]
) -> list[list[Curve]]:
    """Per link its curves from level to level; lines leave and enter a box side by side, in the order of where to."""
    ends: dict[tuple[Hashable, bool], list[tuple[float, int]]] = defaultdict(list)
    for n, path in enumerate(paths):
        ends[path[0], True].append((x[path[1]], n))
        ends[path[-1], False].append((x[path[-2]], n))
    port: dict[tuple[int, bool], float] = {}
    for (node, down), found in ends.items():
        x0, _, x1, _ = boxes[node]  # type: ignore[index]
        for place, (_, n) in enumerate(sorted(found)):
            port[n, down] = x[node] + (x1 - x0) * 0.6 * ((place + 0.5) / len(found) - 0.5)
    made = []
    for n, path in enumerate(paths):
        curves = []
        for upper, lower in pairwise(path):
            x0 = port[n, True] if upper == path[0] else x[upper]
            x1 = port[n, False] if lower == path[-1] else x[lower]
            y0 = boxes[upper][3] if isinstance(upper, Node) else spans[upper[1]][1]  # type: ignore[index]
            y1 = boxes[lower][1] if isinstance(lower, Node) else spans[lower[1]][0]  # type: ignore[index]
            curves.append((x0, y0, x1, y1))
        made.append(curves)
    return made


def _numbered(
    links: Sequence[Link], curves: Sequence[Sequence[Curve]], paper: Paper
) -> Iterator[tuple[int, tuple[float, float]]]:
    """Where the number of each line of more cases stands: free of other numbers, far from other lines."""
    taken: list[Box] = []
    size = paper.lane_type
    spots = [[_on(curve, t / 10) for curve in mine for t in range(11)] for mine in curves]
    for n, link in sorted(enumerate(links), key=lambda one: -len(one[1].cases)):
        if len(link.cases) < 2:
            continue
        wide, tall = width(str(len(link.cases)), size, True) / 2 + 0.8, line_height(size) / 2
        others = np.array([spot for m, mine in enumerate(spots) if m != n for spot in mine] or [(-99.0, -99.0)])
        places = [_on(curve, t) for t in PLACES for curve in curves[n]]
        free = [one for one in places if not any(_meets(_around(one, wide, tall), box) for box in taken)]
        x, y = max(free or places, key=lambda one: min(CLEAR, float(np.hypot(*(others - one).T).min())))
        taken.append(_around((x, y), wide, tall))
        yield n, (x, y)


def _around(at: tuple[float, float], wide: float, tall: float) -> Box:
    return at[0] - wide, at[1] - tall, at[0] + wide, at[1] + tall


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _on(curve: Curve, t: float) -> tuple[float, float]:
    """A point of a curve that leaves and arrives straight down."""
    x0, y0, x1, y1 = curve
    s, middle = 1 - t, (y0 + y1) / 2
    side, end = s**3 + 3 * s * s * t, 3 * s * t * t + t**3
    return side * x0 + end * x1, s**3 * y0 + (3 * s * s * t + 3 * s * t * t) * middle + t**3 * y1
