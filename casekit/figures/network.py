"""The actor network: who was in contact with whom, how often, and between whom it stalls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import atan2, cos, pi, sin

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Polygon, Rectangle

from casekit.case import Case
from casekit.figures.ink import BAND, FAINT, GREY, INK, SOFT, drawn_as, kind_name, stall_style
from casekit.figures.legend import Entry, draw_legend, legend_height, stall_entries
from casekit.figures.lettering import line_height, wrap
from casekit.figures.netplan import Chip, Edge, NetPlan, Node, chip_columns, plan_network, written_out
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.plan import numbers
from casekit.figures.title import draw_title, title_height
from casekit.stalls.stall import Stall
from casekit.text import say
from casekit.when import timeline as days_of

__all__ = ["network"]

HULL = "#e4e4e4"


def network(
    case: Case,
    stalls: Sequence[Stall] = (),
    *,
    ax: Axes | None = None,
    lang: str = "nl",
    paper: str = "a4",
) -> Axes:
    """Draw who was in contact with whom, and between whom the given stalls lie.

    The resident's side stands in the middle, the others in a ring, the desks of one organisation side by
    side on a grey ground. An arrow runs from who makes contact to who receives it, thicker for more
    contacts. Labels on the lines name the stalls: solid when certain, hatched with a question mark when
    possible. In an SVG every stall is a group `stall-<key>`, every actor `actor-<id>`, and every arrow
    `contacts-<from>-<to>`.

    `paper` is `a3` or `a4`; with more parties than fit, the sheet grows. With `ax` the sheet is drawn, to
    scale, inside those axes. Returns the axes. Raises ValueError for another paper.

    >>> import casekit as ck
    >>> network(ck.example("twaalf-regels")).figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    size = paper_of(paper)
    entries = _entries(case, stalls)
    notes = [say("figure.network.title", lang), say("figure.network.caption", lang)]
    if any(drawn_as(stall) != "words" for stall in stalls):
        notes.append(say("figure.network.stalls", lang))
    head = title_height(case, size, notes, lang) + 3
    strip = legend_height(entries, size, lang)
    key = _key(stalls, size, lang)
    foot = strip + size.margin + len(key) * line_height(size.small) + 2
    plan = plan_network(case, stalls, size, numbers(days_of(case).order), head, foot, lang)
    with matplotlib.style.context("default"):
        on = board(ax, replace(size, width=plan.width), plan.height)
        draw_title(on, case, notes, lang)
        _draw_hulls(on, plan)
        for edge in plan.edges:
            _draw_edge(on, edge, any({edge.source, edge.target} == set(chip.parties) for chip in plan.chips))
        for node in plan.nodes:
            _draw_node(on, node)
        for chip in plan.chips:
            _draw_chip(on, chip)
        y = plan.height - size.margin - strip - len(key) * line_height(size.small)
        for n, words in enumerate(key):
            on.write(size.margin, y + n * line_height(size.small), words, size.small, va="center_baseline")
        draw_legend(on, entries, plan.height - size.margin - strip, lang)
    return on.ax


def _entries(case: Case, stalls: Sequence[Stall]) -> list[Entry]:
    entries = [Entry("resident", "figure.legend.resident")]
    organisations = [actor.organisation for actor in case.actor_list if actor.organisation]
    if len(set(organisations)) < len(organisations):
        entries.append(Entry("organisation", "figure.legend.same_organisation"))
    entries.append(Entry("widths", "figure.legend.contacts_scale"))
    if any(touchpoint.from_ in touchpoint.to for touchpoint in case.touchpoint_list):
        entries.append(Entry("inside_sign", "figure.legend.inside"))
    found = stall_entries(stalls)
    return entries + [entry._replace(mark="swatch") if entry.mark == "consequence" else entry for entry in found]


def thickness(times: int) -> float:
    """The width of a line for a number of contacts, in points: wider up to six, then the same."""
    return 0.5 + 0.42 * min(times, 6)


def _draw_hulls(on: Board, plan: NetPlan) -> None:
    """Grey ground under the boxes of one organisation."""
    nodes = {node.actor: node for node in plan.nodes}
    for hull in plan.hulls:
        centres = [nodes[name].centre for name in hull]
        tall = nodes[hull[0]].box[3] - nodes[hull[0]].box[1]
        wide = on.points((tall * 0.4) / 25.4 * 72)
        spine = Line2D([x for x, _ in centres], [y for _, y in centres], color=HULL, linewidth=wide, zorder=0)
        spine.set(solid_joinstyle="round", solid_capstyle="butt")
        on.ax.add_line(spine)
        for name in hull:
            left, top, right, bottom = nodes[name].box
            ground = FancyBboxPatch(
                (left, top), right - left, bottom - top, boxstyle="round,pad=1.8", facecolor=HULL, linewidth=0
            )
            ground.set_zorder(0)
            on.ax.add_patch(ground)


def _draw_edge(on: Board, edge: Edge, stalled: bool) -> None:
    colour = INK if stalled else GREY
    wide = thickness(edge.times)
    size = 1.1 + 0.32 * wide  # of the head, in mm
    (x0, y0), (x1, y1) = edge.line[-2], edge.line[-1]
    angle = atan2(y1 - y0, x1 - x0)
    back = (x1 - size * 1.5 * cos(angle), y1 - size * 1.5 * sin(angle))
    keep = [point for point in edge.line if (point[0] - x1) ** 2 + (point[1] - y1) ** 2 > (size * 1.5) ** 2]
    points = [*keep, back]
    line = Line2D([x for x, _ in points], [y for _, y in points], color=colour, linewidth=on.points(wide))
    line.set(zorder=2 if stalled else 1, gid=f"contacts-{edge.source}-{edge.target}", solid_capstyle="butt")
    on.ax.add_line(line)
    sides = [
        (back[0] + size * 0.6 * cos(angle + turn), back[1] + size * 0.6 * sin(angle + turn))
        for turn in (pi / 2, -pi / 2)
    ]
    head = Polygon([(x1, y1), *sides], closed=True, facecolor=colour, linewidth=0)
    head.set(zorder=2.5, gid=f"head-{edge.source}-{edge.target}")
    on.ax.add_patch(head)


def _draw_node(on: Board, node: Node) -> None:
    paper = on.paper
    left, top, right, bottom = node.box
    box = FancyBboxPatch((left, top), right - left, bottom - top, boxstyle="round,pad=0,rounding_size=1.2")
    box.set(facecolor=BAND if node.client else "white", edgecolor=FAINT if node.silent else INK)
    box.set(linewidth=on.points(1.6 if node.client else 0.8), zorder=4, gid=f"actor-{node.actor}")
    if node.silent:
        box.set_linestyle((0, (3, 2)))
    on.ax.add_patch(box)
    x, y = node.centre
    step = line_height(node.type) * 0.95
    lines = [(words, node.type, "bold" if node.client else "normal", INK) for words in node.name]
    high = len(lines) * step + (line_height(paper.small) if node.under else 0)
    y -= high / 2
    for words, size, weight, colour in lines:
        style = {"ha": "center", "va": "center", "weight": weight, "zorder": 5}
        on.write(x, y + step / 2, words, size, color=FAINT if node.silent else colour, **style)
        y += step
    if node.under:
        style = {"ha": "center", "va": "center", "zorder": 5, "color": SOFT}
        on.write(x, y + line_height(paper.small) / 2, node.under, paper.small, **style)


def _draw_chip(on: Board, chip: Chip) -> None:
    """One line per stall: a swatch as on the timeline, code, question mark, touchpoint."""
    paper = on.paper
    left, top, right, bottom = chip.box
    x, y = chip.anchor
    if not (left <= x <= right and top <= y <= bottom):
        near = (min(max(x, left), right), min(max(y, top), bottom))
        lead = Line2D([near[0], x], [near[1], y], color=INK, linewidth=on.points(0.5), linestyle=(0, (1, 1)))
        lead.set_zorder(5.5)
        on.ax.add_line(lead)
    card = Rectangle((left, top), right - left, bottom - top, facecolor="white", edgecolor=INK)
    card.set(linewidth=on.points(0.5), zorder=6)
    on.ax.add_patch(card)
    columns = chip_columns(len(chip.stalls))
    rows = -(-len(chip.stalls) // columns)
    step = line_height(paper.small) * 1.25
    for n, (stall, words) in enumerate(chip.stalls):
        x = left + 0.5 + (n // rows) * (right - left - 1) / columns
        y = top + 0.5 + (n % rows + 0.5) * step
        wide, tall = paper.small * 0.75, step * 0.62
        look = stall_style(stall)
        look["linewidth"] = on.points(look["linewidth"])
        swatch = Rectangle((x + 0.4, y - tall / 2), wide, tall, **look)
        swatch.set(gid=f"stall-{stall.key}", zorder=7)
        on.ax.add_patch(swatch)
        on.write(x + wide + 1.1, y, words, paper.small, va="center_baseline", zorder=7)


def _key(stalls: Sequence[Stall], paper: Paper, lang: str) -> list[str]:
    """Lines above the legend: what is said of the case as a whole, and what the codes in the labels mean."""
    whole = [kind_name(stall.kind, lang) for stall in stalls if drawn_as(stall) == "words"]
    sentences = [f"{say('figure.whole_case', lang)}: {' · '.join(whole)}."] if whole else []
    if not written_out(stalls):
        codes = sorted({stall.kind for stall in stalls if drawn_as(stall) != "words"})
        sentences.append(" · ".join(kind_name(code, lang) for code in codes))
    return wrap("  ".join(sentences), paper.right - paper.margin, paper.small, 4)
