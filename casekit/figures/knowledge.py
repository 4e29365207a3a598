"""The knowledge map: who had an item from when, who could have had it, and who needed it without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, radians, sin

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from casekit.case import Case
from casekit.figures.brief import brief
from casekit.figures.columns import place
from casekit.figures.ink import BAND, GREY, GRID, INK, SOFT
from casekit.figures.knowing import arrow, knowing_entries, mark_of, need_mark, status_box
from casekit.figures.lanes import order_lanes
from casekit.figures.legend import Entry, draw_legend, legend_height
from casekit.figures.lettering import line_height, shorten, width, wrap
from casekit.figures.margin import write_name
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.parties import actor_names, blocks, client_side, contacts
from casekit.figures.title import draw_title, title_height
from casekit.knowledge import About, Known, about
from casekit.story import Step, Story, tell
from casekit.text import capital, say
from casekit.when import Span

__all__ = ["knowledge_map"]

SLANT = 60
HEADING = 52
"""The longest slanted heading, in mm."""
TALLEST = 2.3
"""The height of a row, at most so many times the least."""
CELL = 19
"""The least width of a column with an item in it, in mm."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """Rows of actors and columns of contacts or items, in mm from the top left."""

    top: float
    lane: float
    left: float
    end: float
    actors: tuple[str, ...]

    def y(self, actor: str) -> float:
        """The middle of the row of an actor."""
        return self.top + (self.actors.index(actor) + 0.5) * self.lane

    @property
    def foot(self) -> float:
        """The end of the last row."""
        return self.top + len(self.actors) * self.lane


def knowledge_map(
    case: Case, item: str | None = None, *, ax: Axes | None = None, lang: str = "nl", paper: str = "a4"
) -> Axes:
    """Draw who had an item from when and who could have had it; without `item` all items beside each other.

    One item: a row per actor, a column per contact that matters for it. A bar is open from where it could have
    come by the loose rule, hatched from where it surely could, filled from where a touchpoint shows it. Arrows
    are the contacts in which it was shared, dashed those in which it could have gone along. A cross marks a step
    that needed it while nothing shows that it was there. All items: a row per actor, a column per item. In an SVG
    bars are groups `documented-<actor>`, `certain-<actor>`, `possible-<actor>`, needs `need-<touchpoint>`.

    `paper` is `a3` or `a4`; the sheet is as high as its rows, and grows with more actors or items than fit. With
    `ax` it is drawn, to scale, inside those axes. Returns the axes. Raises ValueError for another paper or an item
    that is not there.

    >>> import casekit as ck
    >>> knowledge_map(ck.example("bijstand-aanvraag"), "loonstrook").figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    story = tell(case)
    items = [one for one in about(story) if item in (None, one.item.id)]
    if item is not None and not items:
        raise ValueError(f"unknown item {item!r}")
    size = paper_of(paper)
    notes = _notes(story, items, item, lang)
    entries = knowing_entries(items, arrows=item is not None)
    with matplotlib.style.context("default"):
        if item is None:
            return _matrix(story, items, size, notes, entries, ax, lang)
        return _map(story, items[0], size, notes, entries, ax, lang)


def _notes(story: Story, items: Sequence[About], item: str | None, lang: str) -> list[str]:
    if item is None:
        notes = [say("figure.knowledge.title_all", lang)]
        notes.append(say("figure.knowledge.caption_all" if items else "figure.knowledge.no_items", lang))
    else:
        label = items[0].item.label or item
        notes = [say("figure.knowledge.title", lang, item=capital(label) + ".")]
        notes.append(say("figure.knowledge.caption" if items[0].shown else "figure.knowledge.nothing", lang))
        notes.append(say("figure.knowledge.scale", lang))
    if items and all(step.span == Span(-float("inf"), float("inf")) for step in story.steps):
        notes.append(say("figure.knowledge.order", lang))
    return notes


# --- one item


def _map(
    story: Story, one: About, paper: Paper, notes: list[str], entries: list[Entry], ax: Axes | None, lang: str
) -> Axes:
    steps = _steps(one)
    headings = [f"{step.id} · {brief(step.span, story.time, step.place + 1, lang)}" for step in steps]
    high = _heading_height(headings, paper)
    top = title_height(story.case, paper, notes, lang) + 2 + high
    start = paper.margin + paper.names + paper.pitch
    room = paper.right - start - high / sin(radians(SLANT)) * cos(radians(SLANT)) - paper.pitch
    spans = [step.span for step in steps]
    dated = [step.span.hi - step.span.lo < float("inf") for step in steps]
    xs = _stretched(place(spans, dated, room, paper.pitch * 1.1, paper.cut, paper.width / 4).xs, room, paper)
    column = {step.id: start + x for step, x in zip(steps, xs, strict=True)}
    end = max([paper.right, *(x + 8 for x in column.values())])
    grid, height = _grid(story, paper, top, start - paper.pitch, end, legend_height(entries, paper, lang))
    on = board(ax, replace(paper, width=end + paper.margin), height)
    draw_title(on, story.case, notes, lang)
    _draw_rows(on, story, grid)
    for step, words in zip(steps, headings, strict=True):
        x = column[step.id]
        _hair(on, [x, x], [top, grid.foot])
        _heading(on, x, top, words)
    for known in one.known:
        _draw_bars(on, grid, known, column)
    _draw_arrows(on, grid, one, column)
    for need in one.needs:
        size = min(grid.lane * 0.62, 3.4)
        at = (column[need.step.id], grid.y(need.actor))
        need_mark(on, mark_of(one, need), *at, size, f"need-{need.step.id}")
    if entries:
        draw_legend(on, entries, grid.foot + 2, lang)
    return on.ax


def _stretched(xs: Sequence[float], room: float, paper: Paper) -> list[float]:
    """The same columns over the room there is: where a long time is cut out they would stand close together."""
    widest = max((last - first for first, last in pairwise(xs)), default=0)
    factor = min(room / xs[-1], paper.width / 4 / widest) if widest else 1
    return [x * max(factor, 1) for x in xs]


def _steps(one: About) -> list[Step]:
    """The contacts that matter for an item, in order."""
    found = {need.step.id: need.step for need in one.needs}
    for known in one.known:
        if known.documented is not None:
            found[known.documented.id] = known.documented
        for arrival in (known.certain, known.possible):
            if arrival is not None:
                found |= {step.id: step for step in arrival.steps}
    return sorted(found.values(), key=lambda step: step.place)


def _draw_bars(on: Board, grid: _Grid, known: Known, column: dict[str, float]) -> None:
    """Open, hatched and filled, each until the next begins."""
    starts = {
        "possible": column[known.possible.step.id] if known.possible is not None else None,
        "certain": column[known.certain.step.id] if known.certain is not None else None,
        "documented": column[known.documented.id] if known.documented is not None else None,
    }
    tall, until = grid.lane * 0.5, grid.end - 1
    y = grid.y(known.actor) - tall / 2
    for status, start in reversed(starts.items()):
        if start is not None and start < until - 0.1:
            status_box(on, status, start, y, until - start, tall, f"{status}-{known.actor}")
            until = start


def _draw_arrows(on: Board, grid: _Grid, one: About, column: dict[str, float]) -> None:
    """From who shared or could have passed it on to who got it, each once."""
    shared: dict[tuple[str, str, str], None] = {}
    passed: dict[tuple[str, str, str], None] = {}
    for known in one.known:
        first = known.documented
        if first is not None and known.actor != first.t.from_:
            shared[first.id, first.t.from_, known.actor] = None
        for arrival in (known.certain, known.possible):
            for way in arrival.path if arrival is not None else ():
                if way.before is not None and way.before.who != way.who:
                    passed[way.step.id, way.before.who, way.who] = None
    for (step, giver, taker), dashed in {**dict.fromkeys(passed, True), **dict.fromkeys(shared, False)}.items():
        start, end = grid.y(giver), grid.y(taker)
        arrow(on, column[step], start, end, passed=dashed, gid=f"{'passed' if dashed else 'shared'}-{step}-{taker}")
        fill = "white" if dashed else INK
        mark = {"marker": "o", "markersize": on.paper.small * 0.45, "markerfacecolor": fill, "markeredgewidth": 0.6}
        on.line([column[step]], [start], zorder=4, **mark)


# --- all items


def _matrix(
    story: Story,
    items: Sequence[About],
    paper: Paper,
    notes: list[str],
    entries: list[Entry],
    ax: Axes | None,
    lang: str,
) -> Axes:
    headings = [shorten(one.item.label or one.item.id, HEADING, paper.lane_type) for one in items]
    high = _heading_height(headings, paper)
    top = title_height(story.case, paper, notes, lang) + 2 + high
    left = paper.margin + paper.names
    lean = high / sin(radians(SLANT)) * cos(radians(SLANT))
    cell = max((paper.right - left - lean) / max(len(items), 1), CELL * paper.small / 5.5)
    cell = min(cell, CELL * 2)
    end = max(paper.right, left + cell * len(items) + lean)
    grid, height = _grid(story, paper, top, left, end, legend_height(entries, paper, lang))
    on = board(ax, replace(paper, width=end + paper.margin), height)
    draw_title(on, story.case, notes, lang)
    _draw_rows(on, story, grid, replace(grid, end=left + cell * len(items)).end)
    for n, one in enumerate(items):
        x = left + n * cell
        _hair(on, [x, x], [top, grid.foot])
        _heading(on, x + cell * 0.4, top, headings[n])
        needs = {need.actor: need for need in one.needs} | {need.actor: need for need in one.needs if need.lacked}
        for known in one.known:
            _draw_cell(on, story, grid, one, known, (x, x + cell - (3.8 if known.actor in needs else 0.5)), lang)
        if not one.shown:
            style = {"rotation": 90, "ha": "center", "style": "italic", "color": SOFT}
            on.write(x + cell / 2, (top + grid.foot) / 2, say("figure.knowledge.unshown", lang), paper.small, **style)
        for actor, need in needs.items():
            mark = f"need-{need.step.id}-{one.item.id}"
            need_mark(on, mark_of(one, need), x + cell - 1.9, grid.y(actor), min(grid.lane * 0.62, 2.6), mark)
    if entries:
        draw_legend(on, entries, grid.foot + 2, lang)
    return on.ax


def _draw_cell(
    on: Board, story: Story, grid: _Grid, one: About, known: Known, room: tuple[float, float], lang: str
) -> None:
    """A sample of the status, and behind it the day."""
    if known.documented is not None:
        status, step, span = "documented", known.documented, known.documented.span
    elif known.certain is not None:
        status, step, span = "certain", known.certain.step, Span(known.certain.day, known.certain.day)
    elif known.possible is not None:
        status, step, span = "possible", known.possible.step, Span(known.possible.day, known.possible.day)
    else:
        return
    tall = min(grid.lane * 0.55, 2.6)
    y = grid.y(known.actor)
    x, right = room
    status_box(on, status, x + 0.8, y - tall / 2, tall, tall, f"{status}-{known.actor}-{one.item.id}")
    words = brief(span, story.time, step.place + 1, lang)
    colour = INK if status == "documented" else SOFT
    x += tall + 1.5
    paper, space = on.paper, right - x
    large = width(words, paper.lane_type) <= space
    # A period that does not fit on one line takes two.
    whole = large or width(words, paper.small) <= space or "–" not in words
    lines = [words] if whole else [words[: words.index("–") + 1], words[words.index("–") + 1 :]]
    size = paper.lane_type if large else paper.small
    for n, line in enumerate(lines):
        low = y + (n - (len(lines) - 1) / 2) * line_height(size) * 0.95
        on.write(x, low, shorten(line, space, size), size, va="center_baseline", color=colour)


# --- both


def _heading_height(headings: Sequence[str], paper: Paper) -> float:
    longest = max((width(words, paper.lane_type) for words in headings), default=0)
    return longest * sin(radians(SLANT)) + line_height(paper.lane_type)


def _heading(on: Board, x: float, top: float, words: str) -> None:
    style = {"rotation": SLANT, "rotation_mode": "anchor", "va": "baseline"}
    on.write(x + 0.6, top - 0.8, words, on.paper.lane_type, **style)


def _grid(story: Story, paper: Paper, top: float, left: float, end: float, legend: float) -> tuple[_Grid, float]:
    """The rows, the resident's side and organisations together as on the timeline; and how high the sheet is."""
    order = order_lanes(blocks(story.case), contacts(story.case))
    actors = tuple(name for block in order for name in block)
    below = legend + paper.margin + 2
    lane = min(max((paper.height - top - below) / max(len(actors), 1), paper.lane), paper.lane * TALLEST)
    return _Grid(top, lane, left, end, actors), top + lane * len(actors) + below


def _draw_rows(on: Board, story: Story, grid: _Grid, end: float | None = None) -> None:
    paper, names, own = on.paper, actor_names(story.case), client_side(story.case)
    active = {name for pair in contacts(story.case) for name in pair}
    right = end or grid.end
    for actor in grid.actors:
        y = grid.y(actor)
        edge = y - grid.lane / 2
        if actor in own:
            tint = Rectangle((paper.margin, edge), right - paper.margin, grid.lane, facecolor=BAND, linewidth=0)
            tint.set_zorder(0)
            on.ax.add_patch(tint)
        _hair(on, [paper.margin, right], [edge, edge])
        bold, room = actor in own, paper.names - 6
        high = grid.lane >= line_height(paper.small) * 2.1
        size = paper.lane_type if width(names[actor], paper.lane_type, bold) <= room else paper.small
        lines = wrap(names[actor], room, size, 2 if high else 1, bold)
        write_name(on, lines, y, size=size, bold=bold, silent=actor not in active)
    _hair(on, [paper.margin, right], [grid.foot] * 2, GREY)


def _hair(on: Board, xs: list[float], ys: list[float], colour: str = GRID) -> None:
    on.line(xs, ys, color=colour, linewidth=0.5, zorder=1)
