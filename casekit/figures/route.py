"""Designed against lived: the route as it was meant above, the route as it went below, in one picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Polygon, Rectangle

from casekit.designed import called
from casekit.figures.ink import BAND, FAINT, GREY, GROUPS, INK, SOFT
from casekit.figures.legend import Entry, draw_legend, legend_height
from casekit.figures.lettering import line_height
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.routeplan import PAD, Box, Card, Link, RoutePlan, card_rows, plan_route, type_of
from casekit.figures.title import draw_title, title_height
from casekit.route.compare import Comparison, Walked
from casekit.route.told import scope
from casekit.text import say

__all__ = ["route", "route_sheets"]

DASHED = (0, (3, 2))
DOTTED = (0, (1, 1.6))
CROSSING = GROUPS["handover"]
ADDED = "#e3e3e3"


def route_sheets(found: Comparison, paper: str = "a4") -> int:
    """How many sheets the lived route takes; the designed route stands on each of them.

    >>> import casekit as ck
    >>> route_sheets(ck.route(ck.example("twaalf-regels"), "bijstand"))
    1
    """
    return len(card_rows(found, paper_of(paper)))


def route(found: Comparison, *, ax: Axes | None = None, lang: str = "nl", paper: str = "a4", sheet: int = 1) -> Axes:
    """Draw a designed route above the lived route, with a line from every step to each touchpoint that was it.

    A solid line is what the case states, a dashed one a guess; a thick line belongs to a step that came after
    one that belongs after it. A skipped step is hatched; what is no step of the route is grey, and several in
    a row share one card. In an SVG every step is a group `step-<id>`, every touchpoint `lived-<id>` or `added-<id>`
    (by the first on the card), and every line `link-<step>-<touchpoint>`. Where the case does not tell which step
    of a group a touchpoint was, each that it may be has a dashed line to it.

    `found` is what `casekit.route(case, against)` gives; `paper` is `a3` or `a4`; a long case takes more than
    one `sheet` (`route_sheets`). With `ax` the sheet is drawn, to scale, inside those axes. Returns the axes.
    Raises ValueError for another paper or a sheet that there is not.

    >>> import casekit as ck
    >>> found = ck.route(ck.example("bijstand-aanvraag"), "bijstand")
    >>> route(found).figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    size = type_of(found, paper_of(paper))
    sheets = route_sheets(found, paper)
    if not 1 <= sheet <= sheets:
        raise ValueError(f"sheet {sheet} does not exist: this comparison takes {sheets}")
    notes = [say("route.figure", lang), *scope(found, lang)]
    if sheets > 1:
        notes.append(say("route.sheet", lang, n=sheet, sheets=sheets))
    entries = _entries(found)
    head = title_height(found.case, size, notes, lang)
    plan = plan_route(found, size, sheet, lang, head, legend_height(entries, size, lang))
    with matplotlib.style.context("default"):
        on = board(ax, replace(size, height=plan.height), plan.height)
        draw_title(on, found.case, notes, lang)
        words = say("route.designed", lang, route=called(found.route, lang))
        on.write(size.margin, plan.caption, words, size.lane_type, weight="bold")
        _draw_order(on, plan)
        for link in plan.links:
            _draw_link(on, plan, link)
        for box in plan.boxes:
            _draw_box(on, plan, box)
        for card in plan.cards:
            _draw_card(on, plan, card)
        _draw_foot(on, plan, lang)
        draw_legend(on, entries, plan.legend, lang)
    return on.ax


def _entries(found: Comparison) -> list[Entry]:
    """The marks that this comparison has."""
    statuses = {walked.status for walked in found.steps}
    roles = {(one.role != "added", one.stated) for one in found.lived}
    held = [
        ((True, True) in roles, Entry(_line("-"), "route.legend.stated")),
        ((True, False) in roles, Entry(_line(DASHED), "route.legend.guess")),
        (any(w.overtaken_by for w in found.steps), Entry(_line("-", CROSSING, 2), "route.legend.out_of_order")),
        ("skipped" in statuses, Entry(_swatch(**_face("skipped")), "route.legend.skipped")),
        (
            bool(statuses - {"done", "undecided", "skipped"}),
            Entry(_swatch(**_face("not_taken")), "route.legend.open"),
        ),
        (bool(found.added), Entry(_swatch(facecolor=ADDED, edgecolor=GREY), "route.legend.added")),
    ]
    return [entry for there, entry in held if there]


def _line(style: Any, colour: str = INK, wide: float = 1) -> Any:
    def draw(on: Board, x: float, y: float, width: float, _tall: float) -> None:
        on.ax.add_line(Line2D([x, x + width], [y, y], color=colour, linewidth=on.points(wide), linestyle=style))

    return draw


def _swatch(**look: Any) -> Any:
    def draw(on: Board, x: float, y: float, width: float, tall: float) -> None:
        on.ax.add_patch(Rectangle((x, y - tall / 2), width, tall, linewidth=on.points(0.7), **look))

    return draw


def _face(status: str, guess: bool = False) -> dict[str, Any]:
    """How a step is drawn: what was done stands out, what was skipped is hatched, what is open is thin."""
    if status == "done":
        return {"facecolor": BAND, "edgecolor": INK, "linestyle": DASHED if guess else "-"}
    if status == "undecided":
        return {"facecolor": "white", "edgecolor": INK, "linestyle": DASHED}
    if status == "skipped":
        return {"facecolor": "white", "edgecolor": INK, "hatch": "////", "hatchcolor": "#bdbdbd"}
    return {"facecolor": "white", "edgecolor": GREY, "linestyle": DOTTED}


def _draw_order(on: Board, plan: RoutePlan) -> None:
    """The arrows of the order, and the frames around alternatives."""
    small = on.paper.small
    lift = line_height(small) * 1.6 if plan.frames else 0
    for frame in plan.frames:
        ring = Rectangle((frame.left, plan.top - 1), frame.right - frame.left, plan.bottom - plan.top + 2)
        ring.set(fill=False, edgecolor=SOFT, linewidth=on.points(0.6), linestyle=DOTTED, zorder=2)
        on.ax.add_patch(ring)
        middle = (frame.left + frame.right) / 2
        # On white, above the lines: a line to a touchpoint may leave right here.
        ground = {"facecolor": "white", "linewidth": 0, "boxstyle": "square,pad=0.1"}
        y = plan.bottom + 1.6 + line_height(small) / 2
        on.write(middle, y, frame.words, small, ha="center", color=SOFT, bbox=ground, zorder=5)
    for arrow in plan.arrows:
        y = plan.top + (plan.bottom - plan.top) / 2
        if arrow.level is None:
            points = [(arrow.start, y), (arrow.end, y)]
        else:
            high = plan.top - lift - 2.4 - arrow.level * 2.6
            points = [(arrow.start + 1, plan.top), (arrow.start + 1, high), (arrow.end - 1, high)]
            points.append((arrow.end - 1, plan.top - (1 if arrow.framed else 0)))
        on.ax.add_line(
            Line2D([x for x, _ in points], [y for _, y in points], color=SOFT, linewidth=on.points(0.8), zorder=1)
        )
        _head(on, points[-2], points[-1], SOFT)


def _head(on: Board, before: tuple[float, float], tip: tuple[float, float], colour: str) -> None:
    """The head of an arrow that runs level or straight down."""
    (x, y), side = tip, 0.7
    if before[1] == y:
        corners = [(x, y), (x - 1.5, y - side), (x - 1.5, y + side)]
    else:
        corners = [(x, y), (x - side, y - 1.5), (x + side, y - 1.5)]
    on.ax.add_patch(Polygon(corners, closed=True, facecolor=colour, linewidth=0, zorder=2))


def _draw_link(on: Board, plan: RoutePlan, link: Link) -> None:
    colour, wide = (CROSSING, 2.0) if link.out_of_order else (INK, 0.9)
    line = Line2D([link.start, link.end], [plan.bottom, plan.card_top], color=colour, linewidth=on.points(wide))
    line.set(linestyle="-" if link.stated else DASHED, zorder=3, gid=f"link-{link.step}-{link.touchpoint}")
    on.ax.add_line(line)


def _draw_box(on: Board, plan: RoutePlan, box: Box) -> None:
    paper, walked = on.paper, box.walked
    look = _face(walked.status, bool(walked.stated) and not walked.stated[0])
    drawn = FancyBboxPatch(
        (box.left, plan.top), box.wide, plan.bottom - plan.top, boxstyle="round,pad=0,rounding_size=1"
    )
    drawn.set(
        linewidth=on.points(1.1 if walked.status == "done" else 0.8), zorder=4, gid=f"step-{walked.step.id}", **look
    )
    on.ax.add_patch(drawn)
    faint = walked.status in ("not_taken", "other_way", "not_observable")
    lane, small = line_height(box.type), line_height(paper.small)
    high = len(box.label) * lane + len(box.marks) * small
    y = (plan.top + plan.bottom - high) / 2
    ground = (
        {"facecolor": "white", "linewidth": 0, "boxstyle": "square,pad=0.1"} if walked.status == "skipped" else None
    )
    for words in box.label:
        style: dict[str, Any] = {"ha": "center", "weight": "normal" if faint else "bold", "zorder": 5, "bbox": ground}
        on.write(box.middle, y + lane / 2, words, box.type, color=FAINT if faint else INK, **style)
        y += lane
    for words in box.marks:
        style = {"ha": "center", "zorder": 5, "bbox": ground, "color": _ink_of_marks(walked)}
        on.write(box.middle, y + small / 2, words, paper.small, **style)
        y += small


def _ink_of_marks(walked: Walked) -> str:
    return INK if walked.marks or walked.status == "skipped" else FAINT


def _draw_card(on: Board, plan: RoutePlan, card: Card) -> None:
    paper, first = on.paper, card.lived[0]
    added = first.role == "added"
    drawn = Rectangle((card.left, plan.card_top), card.wide, plan.card_bottom - plan.card_top)
    style = "-" if first.stated or added else DASHED
    drawn.set(facecolor=ADDED if added else "white", edgecolor=GREY if added else INK, linestyle=style, zorder=4)
    drawn.set(linewidth=on.points(0.9), gid=f"{'added' if added else 'lived'}-{first.touchpoint}")
    on.ax.add_patch(drawn)
    y = plan.card_top + PAD
    for words, heading in card.lines:
        size = paper.lane_type if heading else paper.small
        step = line_height(size)
        look: dict[str, Any] = {"weight": "bold" if heading else "normal", "color": SOFT if added else INK}
        on.write(card.middle, y + step / 2, words, size, ha="center", zorder=5, **look)
        y += step


def _draw_foot(on: Board, plan: RoutePlan, lang: str) -> None:
    """The arrow of time under the cards, what the line of cards is, and the names of what shares a card."""
    paper: Paper = on.paper
    lane, small = line_height(paper.lane_type), line_height(paper.small)
    y = plan.card_bottom + 1.6
    on.ax.add_line(Line2D([paper.margin, paper.right - 1], [y, y], color=SOFT, linewidth=on.points(0.8)))
    _head(on, (paper.margin, y), (paper.right, y), SOFT)
    y += 0.6 + lane / 2
    on.write(paper.margin, y, say("route.lived", lang), paper.lane_type, weight="bold")
    y += lane
    for words in plan.listed:
        on.write(paper.margin, y, words, paper.small, color=SOFT)
        y += small * 1.15
    y += lane / 2
    for words in plan.striking:
        y += lane * 1.15
        on.write(paper.margin, y, words, paper.lane_type)
