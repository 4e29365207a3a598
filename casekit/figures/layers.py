"""The layered picture: which causes lie behind which stalls, in how many cases, from the law down to the desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from casekit.compare.layers import LAYERS, Layers, Link, Node
from casekit.compare.run import Comparison
from casekit.compare.words import cause_label, kind_name
from casekit.figures.daybars import type_of, write_text
from casekit.figures.ink import BAND, FAINT, GREY, GROUPS, INK, SOFT, group_of
from casekit.figures.layerplan import Band, LayerPlan, left_of, nodes_of, per_row, plan_layers
from casekit.figures.legend import Entry, draw_legend, legend_height
from casekit.figures.lettering import line_height, wrap
from casekit.figures.manycases import heading_of
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.title import Heading, draw_heading, heading_height
from casekit.taxonomy import LEVELS
from casekit.text import capital, plural, say
from casekit.vocabulary import label

__all__ = ["MOST_LINKS", "layers"]

MOST_LINKS = 40
"""More lines than this cannot be followed: then only those that more cases hold are drawn, and the sheet says so."""


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
    nodes = sorted(nodes_of(links), key=lambda node: (-len(found.nodes[node]), node))
    plan = plan_layers(links, {node: _label(comparison, node, lang) for node in nodes}, size, top)
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
        on_layer = Counter(node.layer for node in nodes_of(kept))
        if len(kept) <= MOST_LINKS and max(on_layer.values()) <= 2 * per_row(paper):
            return kept, fewest
    return [*links], 1


def _label(comparison: Comparison, node: Node, lang: str) -> str:
    if node.layer in LEVELS:
        return cause_label(comparison, node.code, lang)
    if node.layer == "stall":
        return kind_name(node.code, lang)
    return label("precondition", node.code, lang)


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


def _draw_band(on: Board, band: Band, fewest: int, lang: str) -> None:
    paper = on.paper
    ground = BAND if LAYERS.index(band.layer) % 2 == 0 else "white"
    wide = paper.right - paper.margin
    look: dict[str, Any] = {"facecolor": ground, "linewidth": 0, "zorder": 0, "gid": f"layer-{band.layer}"}
    on.ax.add_patch(Rectangle((paper.margin, band.top), wide, band.foot - band.top, **look))
    size, room = type_of(paper), left_of(paper) - paper.margin - 2
    name = (
        label("cause_level", band.layer, lang) if band.layer in LEVELS else say(f"figure.layers.{band.layer}", lang)
    )
    lines = [(line, "bold") for line in wrap(capital(name), room, size, 3, True)]
    if band.empty:
        words = say("figure.layers.none" if fewest == 1 else "figure.layers.too_few", lang, n=fewest)
        lines += [(line, "normal") for line in wrap(words, room, paper.small, 2)]
    step = line_height(size)
    y = (band.top + band.foot) / 2 - (len(lines) - 1) / 2 * step
    for n, (line, weight) in enumerate(lines):
        points, colour = (size, INK) if weight == "bold" else (paper.small, SOFT)
        on.write(paper.margin + 1.5, y + n * step, line, points, weight=weight, color=colour)


def _draw_links(on: Board, links: Sequence[Link], plan: LayerPlan) -> None:
    most = max(len(link.cases) for link in links)
    for link, curves in zip(links, plan.curves, strict=True):
        points: list[tuple[float, float]] = []
        codes: list[Any] = []
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


def _draw_node(on: Board, plan: LayerPlan, node: Node, cases: tuple[str, ...], lang: str) -> None:
    x0, y0, x1, y1 = plan.boxes[node]
    size, step = on.paper.lane_type, line_height(on.paper.lane_type)
    look: dict[str, Any] = {"facecolor": "white", "edgecolor": INK, "linewidth": on.points(0.7), "zorder": 3}
    on.ax.add_patch(Rectangle((x0, y0), x1 - x0, y1 - y0, gid=f"node-{node.layer}-{node.code}", **look))
    if node.layer == "stall":
        strip: dict[str, Any] = {"facecolor": GROUPS[group_of(node.code)], "linewidth": 0, "zorder": 3.1}
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
