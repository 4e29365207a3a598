"""The layered picture: which causes lie behind which stalls, in how many cases, from the law down to the desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import matplotlib.style
import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from casekit.compare.layers import LAYERS, Layers, Link, Node
from casekit.compare.run import Comparison
from casekit.compare.words import cause_label, kind_name
from casekit.figures.daybars import type_of, write_text
from casekit.figures.ink import BAND, FAINT, GREY, GROUPS, INK, SOFT, group_of
from casekit.figures.legend import Entry, draw_legend, legend_height
from casekit.figures.levels import arrange, passing
from casekit.figures.lettering import line_height, width, wrap
from casekit.figures.manycases import heading_of
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.title import Heading, draw_heading, heading_height
from casekit.taxonomy import LEVELS
from casekit.text import plural, say
from casekit.vocabulary import label

__all__ = ["MOST_LINKS", "layers"]

MOST_LINKS = 40
"""More lines than this cannot be followed: then only those that more cases hold are drawn, and the sheet says so."""

BOX = {"a3": (40.5, 18.0), "a4": (31.5, 13.0)}  # mm: the width of a box, and the room for lines between two levels
APART = 3.5
PASS = 3.0
PLACES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8)  # where on a curve a number can stand, the best first
CLEAR = 3.0  # mm: further from other lines a number is no clearer

Box = tuple[float, float, float, float]
Curve = tuple[float, float, float, float]


def layers(
    comparison: Comparison,
    *,
    ax: Axes | None = None,
    lang: str = "nl",
    paper: str = "a3",
    selection: str | None = None,
) -> Axes:
    """Draw causes on three levels, preconditions and stalls as boxes under each other, with the cases that hold them.

    Only what lies on a whole thread is there: one case holds the stall, the precondition and the cause, with
    evidence for each, and people agree on the cause. A line is thicker with more cases and has their number; one
    without a number is of one case. With more lines than can be followed, only those of more cases are drawn, and
    the sheet says so. In an SVG boxes are groups `node-<layer>-<code>` and lines `link-<code>-<code>`.

    `selection` says how the cases were chosen; without it, what their folder says. With `ax` the sheet is drawn, to
    scale, inside those axes; it is as high as its levels. Returns the axes. Raises ValueError for another paper.

    Sources: AcciMap (Rasmussen 1997); methods 7.4 and 7.5 point 6.

    >>> from casekit.compare.run import compare
    >>> from casekit.examples import example_path
    >>> layers(compare(example_path("twaalf-regels"))).figure.get_size_inches()[0].round(1)
    np.float64(16.5)
    """
    size, found = paper_of(paper), comparison.layers
    links, fewest = _followed(found.links, size)
    heading = heading_of(
        comparison, "figure.layers.title", (_note(found, len(links), fewest, lang),), lang, selection
    )
    top = heading_height(heading, size) + 3
    if not links:
        return _draw_empty(ax, heading, top, size, found, lang)
    plan = _plan(comparison, links, size, top, lang)
    entries = [Entry("widths", "figure.layers.width")] if any(len(link.cases) > 1 for link in links) else []
    legend = plan.bands[-1].foot + 2
    high = legend + (legend_height(entries, size, lang) if entries else 0) + size.margin
    with matplotlib.style.context("default"):
        on = board(ax, size, high)
        draw_heading(on, heading)
        for band in plan.bands:
            _draw_band(on, band, fewest, lang)
        _draw_links(on, links, plan)
        for node in plan.boxes:
            _draw_node(on, plan, node, found.nodes[node], lang)
        if entries:
            draw_legend(on, entries, legend, lang)
    return on.ax


def _followed(links: Sequence[Link], paper: Paper) -> tuple[list[Link], int]:
    """The lines that a sheet can hold, and the fewest cases that such a line has."""
    for fewest in range(1, max((len(link.cases) for link in links), default=0) + 1):
        kept = [link for link in links if len(link.cases) >= fewest]
        layers = defaultdict[str, set[Node]](set)
        for node in _nodes(kept):
            layers[node.layer].add(node)
        if len(kept) <= MOST_LINKS and all(len(nodes) <= 2 * _per_row(paper) for nodes in layers.values()):
            return kept, fewest
    return [*links], 1


def _nodes(links: Iterable[Link]) -> list[Node]:
    return list(dict.fromkeys(node for link in links for node in (link.behind, link.before)))


def _note(found: Layers, drawn: int, fewest: int, lang: str) -> str:
    """What a line means, what is not drawn, and what does not count."""
    left_out = sum(found.left_out.values())
    words = [say("figure.layers.caption" if found.links else "compare.chains_none", lang)]
    if drawn < len(found.links):
        hidden = plural("figure.layers.links", len(found.links) - drawn, lang)
        words.append(say("figure.layers.fewest", lang, n=fewest, hidden=hidden))
    if left_out and found.links:
        words.append(plural("compare.chains_left", left_out, lang))
    return " ".join(words)


# -- where everything stands ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Band:
    """One layer: from which height to which, and whether anything is on it."""

    layer: str
    top: float
    foot: float
    empty: bool


@dataclass(frozen=True, slots=True)
class _Plan:
    """The bands, the box of every node with its lines of words, and per link the curves that it is made of."""

    bands: list[_Band]
    boxes: dict[Node, Box]
    words: dict[Node, list[str]]
    curves: list[list[Curve]]
    numbers: dict[int, tuple[float, float]]


def _left(paper: Paper) -> float:
    return paper.margin + paper.names * 0.82


def _per_row(paper: Paper) -> int:
    return int((paper.right - _left(paper)) / (BOX[paper.name][0] + APART))


def _plan(comparison: Comparison, links: list[Link], paper: Paper, top: float, lang: str) -> _Plan:
    per_row, (box, between) = _per_row(paper), BOX[paper.name]
    known = _nodes(links)
    levels: list[list[Node]] = []
    for layer in LAYERS:
        here = sorted((node for node in known if node.layer == layer), key=_fullest(comparison.layers))
        rows = -(-len(here) // per_row)
        levels += [here[n::rows] for n in range(rows)]
    labels = {node: _label(comparison, node, lang) for node in known}
    wide = {node: max(box, _longest(labels[node], paper)) for node in known}
    words = {node: wrap(labels[node], wide[node] - 3.5, paper.lane_type, 9) for node in known}
    paths = passing(levels, [(link.behind, link.before) for link in links])
    room = paper.right - _left(paper)
    sizes: dict[Hashable, float] = {node: wide[node] + APART for node in known}
    order, x = arrange(levels, paths, sizes, PASS, room)
    bands, spans = _heights(levels, words, paper, top, between)
    boxes: dict[Node, Box] = {}
    for level, (high, low) in zip(levels, spans, strict=True):
        for node in level:
            middle = _left(paper) + x[node]
            boxes[node] = (middle - wide[node] / 2, high, middle + wide[node] / 2, low)
    rank = {one: place for level in order for place, one in enumerate(level)}
    curves = _curves(paths, x, boxes, spans, rank, _left(paper))
    return _Plan(bands, boxes, words, curves, dict(_numbered(links, curves, paper)))


def _fullest(found: Layers) -> Callable[[Node], tuple[int, Node]]:
    return lambda node: (-len(found.nodes[node]), node)


def _label(comparison: Comparison, node: Node, lang: str) -> str:
    if node.layer in LEVELS:
        return cause_label(comparison, node.code, lang)
    if node.layer == "stall":
        return kind_name(node.code, lang)
    return label("precondition", node.code, lang)


def _longest(words: str, paper: Paper) -> float:
    """A box is as wide as its longest word: words in it are never cut."""
    return max(width(word, paper.lane_type) for word in words.split()) + 4


def _heights(
    levels: list[list[Node]], words: dict[Node, list[str]], paper: Paper, top: float, between: float
) -> tuple[list[_Band], list[tuple[float, float]]]:
    """The bands from top to bottom, and from where to where the boxes of each level run."""
    step = line_height(paper.lane_type)
    bands: list[_Band] = []
    spans: list[tuple[float, float]] = []
    for layer in LAYERS:
        rows = [level for level in levels if level[0].layer == layer]
        start = top
        if not rows:
            top += line_height(type_of(paper)) * 5
        for row in rows:
            high = top + between / 2
            low = high + (max(len(words[node]) for node in row) + 1) * step + 2.4
            spans.append((high, low))
            top = low + between / 2
        bands.append(_Band(layer, start, top, not rows))
    return bands, spans


def _curves(
    paths: Sequence[Sequence[Hashable]],
    x: dict[Hashable, float],
    boxes: dict[Node, Box],
    spans: Sequence[tuple[float, float]],
    rank: dict[Hashable, int],
    left: float,
) -> list[list[Curve]]:
    """Per link its curves from level to level; lines leave and enter a box side by side, in the order of where to."""
    ends: dict[tuple[Hashable, bool], list[tuple[float, int]]] = defaultdict(list)
    for n, path in enumerate(paths):
        ends[path[0], True].append((x[path[1]], n))
        ends[path[-1], False].append((x[path[-2]], n))
    port: dict[tuple[int, bool], float] = {}
    for (node, down), found in ends.items():
        assert isinstance(node, Node)
        wide = (boxes[node][2] - boxes[node][0]) * 0.6
        for place, (_, n) in enumerate(sorted(found)):
            port[n, down] = left + x[node] + wide * ((place + 0.5) / len(found) - 0.5)
    made = []
    for n, path in enumerate(paths):
        curves = []
        for upper, lower in pairwise(path):
            x0 = port[n, True] if upper == path[0] else left + x[upper]
            x1 = port[n, False] if lower == path[-1] else left + x[lower]
            y0 = boxes[upper][3] if isinstance(upper, Node) else spans[upper[1]][1]  # type: ignore[index]
            y1 = boxes[lower][1] if isinstance(lower, Node) else spans[lower[1]][0]  # type: ignore[index]
            curves.append((x0, y0, x1, y1))
        made.append(curves)
    return made


def _numbered(
    links: Sequence[Link], curves: Sequence[Sequence[Curve]], paper: Paper
) -> Iterator[tuple[int, tuple[float, float]]]:
    """Where the number of each line of more cases stands: on the line, free of other numbers and far from other lines."""
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


# -- drawing -------------------------------------------------------------------------------------------------


def _draw_band(on: Board, band: _Band, fewest: int, lang: str) -> None:
    paper = on.paper
    ground = BAND if LAYERS.index(band.layer) % 2 == 0 else "white"
    wide = paper.right - paper.margin
    look = {"facecolor": ground, "linewidth": 0, "zorder": 0, "gid": f"layer-{band.layer}"}
    on.ax.add_patch(Rectangle((paper.margin, band.top), wide, band.foot - band.top, **look))
    size, room = type_of(paper), _left(paper) - paper.margin - 2
    name = (
        label("cause_level", band.layer, lang) if band.layer in LEVELS else say(f"figure.layers.{band.layer}", lang)
    )
    lines = [(line, "bold") for line in wrap(name[:1].upper() + name[1:], room, size, 3, True)]
    if band.empty:
        words = say("figure.layers.none" if fewest == 1 else "figure.layers.too_few", lang, n=fewest)
        lines += [(line, "normal") for line in wrap(words, room, paper.small, 2)]
    step = line_height(size)
    y = (band.top + band.foot) / 2 - (len(lines) - 1) / 2 * step
    for n, (line, weight) in enumerate(lines):
        points, colour = (size, INK) if weight == "bold" else (paper.small, SOFT)
        on.write(paper.margin + 1.5, y + n * step, line, points, weight=weight, color=colour)


def _draw_links(on: Board, links: Sequence[Link], plan: _Plan) -> None:
    most = max(len(link.cases) for link in links)
    for link, curves in zip(links, plan.curves, strict=True):
        points: list[tuple[float, float]] = []
        codes: list[int] = []
        for n, (x0, y0, x1, y1) in enumerate(curves):
            middle = (y0 + y1) / 2
            points += [(x0, y0), (x0, middle), (x1, middle), (x1, y1)]
            codes += [Path.LINETO if n else Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
        thick = 0.8 + (len(link.cases) - 1) * min(0.8, 4.2 / max(1, most - 1))
        gid = f"link-{link.behind.code}-{link.before.code}"
        for colour, more, order, name in (("white", 1.6, 1.0, None), (GREY, 0, 1.1, gid)):
            look = {
                "facecolor": "none",
                "edgecolor": colour,
                "linewidth": on.points(thick + more),
                "capstyle": "butt",
            }
            on.ax.add_patch(PathPatch(Path(points, codes), zorder=order, gid=name, **look))
    for n, (x, y) in plan.numbers.items():
        size = on.paper.lane_type
        box = {"facecolor": "white", "edgecolor": FAINT, "linewidth": on.points(0.5), "boxstyle": "round,pad=0.12"}
        style = {"ha": "center", "weight": "bold", "zorder": 4, "bbox": box}
        gid = f"number-{links[n].behind.code}-{links[n].before.code}"
        on.write(x, y, str(len(links[n].cases)), size, gid=gid, **style)


def _draw_node(on: Board, plan: _Plan, node: Node, cases: tuple[str, ...], lang: str) -> None:
    x0, y0, x1, y1 = plan.boxes[node]
    size, step = on.paper.lane_type, line_height(on.paper.lane_type)
    look = {"facecolor": "white", "edgecolor": INK, "linewidth": on.points(0.7), "zorder": 3}
    on.ax.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, gid=f"node-{node.layer}-{node.code}", **look))
    if node.layer == "stall":
        strip = {"facecolor": GROUPS[group_of(node.code)], "linewidth": 0, "zorder": 3.1}
        on.ax.add_patch(Rectangle((x0 + 0.3, y0 + 0.3), 1.1, y1 - y0 - 0.6, **strip))
    lines = plan.words[node]
    y = (y0 + y1) / 2 - len(lines) / 2 * step
    for n, line in enumerate(lines):
        on.write((x0 + x1) / 2, y + n * step, line, size, ha="center", zorder=4)
    told = plural("compare.cases", len(cases), lang)
    y += len(lines) * step
    on.write(
        (x0 + x1) / 2, y, told, size, ha="center", weight="bold", zorder=4, gid=f"cases-{node.layer}-{node.code}"
    )


def _draw_empty(ax: Axes | None, heading: Heading, top: float, paper: Paper, found: Layers, lang: str) -> Axes:
    """Without a whole thread: what is there that does not count, and that this says nothing about the causes."""
    left_out = sum(found.left_out.values())
    texts = [plural("compare.chains_left", left_out, lang)] if left_out else []
    texts.append(say("figure.layers.empty", lang))
    lines = [line for text in texts for line in wrap(text, paper.right - paper.margin, type_of(paper), 4)]
    with matplotlib.style.context("default"):
        on = board(ax, paper, top + line_height(type_of(paper)) * 1.25 * len(lines) + paper.margin + 2)
        draw_heading(on, heading)
        write_text(on, [(line, "normal") for line in lines], top)
    return on.ax
