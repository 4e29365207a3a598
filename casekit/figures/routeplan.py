"""Places for the designed route above the lived route: boxes, arrows, cards and the lines between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isinf

import networkx as nx

from casekit.designed import Designed, DesignedStep, called, earlier_steps, units
from casekit.figures.lettering import clean, line_height, width, wrap
from casekit.figures.paper import Paper
from casekit.route.compare import Comparison, Lived, Walked
from casekit.route.told import act, act_in_words, name_of, step_in_words
from casekit.stalls.statement import days_in_words
from casekit.text import plural, say
from casekit.when import Span, Timeline

__all__ = ["Arrow", "Box", "Card", "Frame", "Link", "RoutePlan", "card_rows", "plan_route", "type_of"]

WIDEST_BOX, WIDEST_CARD, NARROWEST_CARD = 0.13, 0.09, 0.0556
"""Shares of the width of the sheet."""
GAP = 3.0
PAD = 1.0
FEW_BOXES, FEW_CARDS, LARGER = 9, 14, 1.15
LABEL_LINES, MARK_LINES, ACT_LINES = 4, 2, 2


@dataclass(frozen=True, slots=True)
class Box:
    """One step of the designed route: where it stands and what is written in it."""

    walked: Walked
    left: float
    wide: float
    label: tuple[str, ...]
    type: float
    marks: tuple[str, ...]

    @property
    def middle(self) -> float:
        """The middle, from the left of the sheet."""
        return self.left + self.wide / 2


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame around alternatives, with the words above it."""

    left: float
    right: float
    words: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """What comes after what: straight in the gap when `level` is None, else over the boxes at that level."""

    start: float
    end: float
    level: int | None
    framed: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One touchpoint of the lived route, or several in a row that are no step of the designed one."""

    lived: tuple[Lived, ...]
    left: float
    wide: float
    lines: tuple[tuple[str, bool], ...]

    @property
    def middle(self) -> float:
        """The middle, from the left of the sheet."""
        return self.left + self.wide / 2


@dataclass(frozen=True, slots=True)
class Link:
    """The line from a step to a touchpoint that was it."""

    step: str
    touchpoint: str
    start: float
    end: float
    stated: bool
    out_of_order: bool


@dataclass(frozen=True, slots=True)
class RoutePlan:
    """One sheet; all heights in mm from its top."""

    height: float
    caption: float
    boxes: tuple[Box, ...]
    frames: tuple[Frame, ...]
    arrows: tuple[Arrow, ...]
    levels: int
    top: float
    bottom: float
    cards: tuple[Card, ...]
    card_top: float
    card_bottom: float
    links: tuple[Link, ...]
    axis: float
    listed: tuple[str, ...]
    striking: tuple[str, ...]
    legend: float


def card_rows(found: Comparison, paper: Paper) -> list[list[tuple[Lived, ...]]]:
    """The cards of every sheet: contacts in a row that are no step share one, and nothing is squeezed."""
    cards: list[tuple[Lived, ...]] = []
    for one in found.lived:
        if one.role == "added" and cards and cards[-1][-1].role == "added":
            cards[-1] = (*cards[-1], one)
        else:
            cards.append((one,))
    fit = int((paper.right - paper.margin + GAP) // (paper.width * NARROWEST_CARD + GAP))
    sheets = max(1, -(-len(cards) // fit))
    each = -(-len(cards) // sheets)
    return [cards[n * each : (n + 1) * each] for n in range(sheets)]


def plan_route(found: Comparison, paper: Paper, sheet: int, lang: str, head: float, strip: float) -> RoutePlan:
    """Work out one sheet; `head` and `strip` are the heights of the title and the legend."""
    rows = card_rows(found, paper)[sheet - 1]
    order = _in_order(found.route)
    boxes = _boxes(found, order, paper, lang)
    frames = _frames(boxes, lang)
    arrows = _arrows(found.route, boxes)
    levels = max((arrow.level + 1 for arrow in arrows if arrow.level is not None), default=0)
    small, lane = line_height(paper.small), line_height(paper.lane_type)
    caption = head + lane
    top = caption + lane + levels * 2.6 + (small * 1.6 if frames else 0) + 3
    tall = max(len(box.label) * line_height(box.type) + len(box.marks) * small for box in boxes) + 2 * PAD + 1
    bottom = top + tall
    cards = _cards(found, rows, paper, lang)
    card_tall = max((_card_height(card, paper) for card in cards), default=0) + 2 * PAD
    listed = _listed(found, rows, paper, lang)
    striking = _striking(found, paper, lang)
    under = lane * 2.2 + len(listed) * small * 1.15 + (len(striking) + 1) * lane * 1.15 + 4
    least = bottom + 34 + card_tall + under + strip + paper.margin
    height = max(paper.height, least)
    # The lines may be long, not endless: on a sheet with few words the room goes under the drawing.
    card_top = bottom + min(34 + height - least, paper.height * 0.4)
    card_bottom = card_top + card_tall
    return RoutePlan(
        height=height,
        caption=caption,
        boxes=boxes,
        frames=frames,
        arrows=arrows,
        levels=levels,
        top=top,
        bottom=bottom,
        cards=cards,
        card_top=card_top,
        card_bottom=card_bottom,
        links=_links(boxes, cards),
        axis=card_bottom + lane,
        listed=listed,
        striking=striking,
        legend=height - paper.margin - strip,
    )


def _in_order(route: Designed) -> list[DesignedStep]:
    """The steps from left to right: none before what comes before it, alternatives side by side."""
    groups = units(route)
    unit_of = {step.id: n for n, unit in enumerate(groups) for step in unit}
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(groups)))
    graph.add_edges_from(
        (unit_of[name], unit_of[step.id])
        for step in route.steps
        for name in step.after
        if unit_of[name] != unit_of[step.id]
    )
    if not nx.is_directed_acyclic_graph(graph):  # two groups that lie on both sides of each other
        return [step for unit in groups for step in unit]
    return [step for n in nx.lexicographical_topological_sort(graph) for step in groups[n]]


def _boxes(found: Comparison, order: Sequence[DesignedStep], paper: Paper, lang: str) -> tuple[Box, ...]:
    walked = {one.step.id: one for one in found.steps}
    room = paper.right - paper.margin
    pitch = min(room / len(order), paper.width * WIDEST_BOX)
    gap = min(GAP * 1.6, pitch * 0.18)
    wide = pitch - gap
    start = paper.margin + (room - pitch * len(order)) / 2 + gap / 2
    made = []
    for n, step in enumerate(order):
        one = walked[step.id]
        label, size = _label(called(step, lang), wide - 2 * PAD, paper)
        marks = [line for words in _marks(one, lang) for line in wrap(words, wide - 2 * PAD, paper.small, MARK_LINES)]
        made.append(Box(one, start + n * pitch, wide, label, size, tuple(marks)))
    return tuple(made)


def _label(words: str, room: float, paper: Paper) -> tuple[tuple[str, ...], float]:
    """The name of a step in lines, and in which type: rather smaller than cut short."""
    lines = wrap(words, room, paper.lane_type, LABEL_LINES, True)
    if not any(line.endswith("…") for line in lines):
        return tuple(lines), paper.lane_type
    return tuple(wrap(words, room, paper.small, LABEL_LINES + 1, True)), paper.small


def _marks(walked: Walked, lang: str) -> list[str]:
    """What is written under the name of a step; a question mark where it is only possible."""
    doubt = "?" if walked.verdict == "possible" else ""
    if walked.status == "skipped":
        return [say("route.mark.skipped", lang) + doubt]
    if walked.status != "done":
        marks = [say("route.mark.before" if walked.outside == "before" else f"route.mark.{walked.status}", lang)]
    else:
        marks = []
        if len(walked.touchpoints) > 1:
            sure = "" if all(walked.stated) else "?"
            marks.append(say("route.mark.repeated", lang, n=len(walked.touchpoints)) + sure)
        if walked.overtaken_by:
            marks.append(say("route.mark.out_of_order", lang) + ("" if walked.order_known else "?"))
    if walked.term is not None and walked.term.late:
        over = days_in_words(walked.term.over, lang)
        marks.append(say("route.mark.late", lang, days=over) + ("" if walked.term.verdict == "certain" else "?"))
    return marks


def _frames(boxes: Sequence[Box], lang: str) -> tuple[Frame, ...]:
    grouped: dict[str, list[Box]] = {}
    for box in boxes:
        if box.walked.step.alternatives:
            grouped.setdefault(box.walked.step.alternatives, []).append(box)
    return tuple(
        Frame(
            min(box.left for box in own) - 1, max(box.left + box.wide for box in own) + 1, say("route.one_of", lang)
        )
        for own in grouped.values()
        if len(own) > 1
    )


def _arrows(route: Designed, boxes: Sequence[Box]) -> tuple[Arrow, ...]:
    """The order without what follows from the rest of it; one arrow for a group that goes in or out as a whole."""
    place = {box.walked.step.id: n for n, box in enumerate(boxes)}
    earlier = earlier_steps(route)
    graph = nx.DiGraph([(before, name) for name, befores in earlier.items() for before in befores])
    groups = {step.id: tuple(own.id for own in unit) for unit in units(route) for step in unit}
    ends: dict[tuple[tuple[str, ...], tuple[str, ...]], None] = {}
    reduced = set(nx.transitive_reduction(graph).edges) if graph else set()
    for before, name in sorted(reduced, key=lambda edge: (place[edge[0]], place[edge[1]])):
        into = groups[name] if all((before, other) in reduced for other in groups[name]) else (name,)
        whole = all((other, one) in reduced for other in groups[before] for one in into)
        ends[groups[before] if whole else (before,), into] = None
    made: list[Arrow] = []
    taken: list[list[tuple[float, float]]] = []
    for one, other in sorted(ends, key=lambda pair: abs(place[pair[1][0]] - place[pair[0][0]])):
        framed = len(other) > 1
        if place[other[0]] - place[one[-1]] == 1:
            left, right = boxes[place[one[-1]]], boxes[place[other[0]]]
            edge_out, edge_in = float(len(one) > 1), float(framed)
            made.append(Arrow(left.left + left.wide + edge_out, right.left - edge_in, None, framed))
            continue
        start, end = (sum(boxes[place[name]].middle for name in side) / len(side) for side in (one, other))
        span = (min(start, end), max(start, end))
        level = next(
            (n for n, row in enumerate(taken) if all(span[1] <= lo or hi <= span[0] for lo, hi in row)), len(taken)
        )
        if level == len(taken):
            taken.append([])
        taken[level].append(span)
        made.append(Arrow(start, end, level, framed))
    return tuple(made)


def _cards(found: Comparison, rows: Sequence[tuple[Lived, ...]], paper: Paper, lang: str) -> tuple[Card, ...]:
    room = paper.right - paper.margin
    pitch = min(room / max(len(rows), 1), paper.width * WIDEST_CARD)
    start = paper.margin + (room - pitch * len(rows)) / 2 + GAP / 2
    wide = pitch - GAP
    return tuple(
        Card(lived, start + n * pitch, wide, tuple(_card_lines(found, lived, wide - PAD, paper, lang)))
        for n, lived in enumerate(rows)
    )


def _card_lines(
    found: Comparison, lived: tuple[Lived, ...], room: float, paper: Paper, lang: str
) -> list[tuple[str, bool]]:
    """The lines on a card, and whether each is a heading."""
    first, last = lived[0], lived[-1]
    time = found.story.time
    if len(lived) > 1:
        ids = say("route.card.range", lang, first=first.touchpoint, last=last.touchpoint)
        count = plural("route.card.others", len(lived), lang)
        return [(line, False) for words in (ids, count) for line in wrap(words, room, paper.small, ACT_LINES)]
    heads = wrap(first.touchpoint, room, paper.lane_type, 1, True)
    acts = wrap(act(found, first.touchpoint, lang), room, paper.small, ACT_LINES)
    when = day_on_card(found.story.by_id[first.touchpoint].span, time, lang)
    days = wrap(when, room, paper.small, 1) if when else []
    tags = []
    if first.role == "repeated":
        tags = wrap(say("route.card.again", lang), room, paper.small, 1)
    return [*((line, True) for line in heads), *((line, False) for line in (*acts, *days, *tags))]


def day_on_card(span: Span, time: Timeline, lang: str) -> str:
    """A day, a month or a day number in few letters; nothing where it is not known so well."""
    if isinf(span.lo) or isinf(span.hi):
        return ""
    first, last = time.date_of(span.lo), time.date_of(span.hi)
    if first is None or last is None:
        return say("figure.day", lang, n=int(span.lo)) if span.exact else ""
    month = f"{say('figure.months', lang).split()[first.month - 1]} {first.year}"
    if first == last:
        return f"{first.day} {month}"
    return month if (first.year, first.month) == (last.year, last.month) else ""


def _card_height(card: Card, paper: Paper) -> float:
    return sum(line_height(paper.lane_type if heading else paper.small) for _, heading in card.lines)


def _links(boxes: Sequence[Box], cards: Sequence[Card]) -> tuple[Link, ...]:
    at = {box.walked.step.id: box for box in boxes}
    made = []
    for card in cards:
        one = card.lived[0]
        if one.step is None:
            continue
        for name in one.may_be or (one.step,):
            box = at[name]
            crossing = one.role == "done" and bool(box.walked.overtaken_by)
            made.append(Link(name, one.touchpoint, box.middle, card.middle, one.stated, crossing))
    return tuple(made)


def _listed(found: Comparison, rows: Sequence[tuple[Lived, ...]], paper: Paper, lang: str) -> tuple[str, ...]:
    """The contacts on this sheet that are no step, by name: a card of several has no room for them."""
    added = [one for lived in rows if len(lived) > 1 for one in lived]
    if not added:
        return ()
    lines = [say("route.card.listed", lang)]
    for n, one in enumerate(added):  # line by line: to measure all the words at once takes as long as drawing them
        words = clean(act_in_words(found, one, lang)) + (" ·" if n < len(added) - 1 else "")
        longer = f"{lines[-1]} {words}"
        if width(longer, paper.small) <= paper.right - paper.margin:
            lines[-1] = longer
        else:
            lines.append(words)
    return tuple(lines)


def _striking(found: Comparison, paper: Paper, lang: str) -> tuple[str, ...]:
    """What became of the steps that were not simply done, or that have a norm, in a sentence each."""
    told: dict[str, Walked] = {}  # of a group of which the case does not tell which was done, one sentence
    for one in found.steps:
        if (
            one.marks
            or one.one_final
            or one.status in ("skipped", "undecided")
            or (one.status == "done" and one.step.norm)
        ):
            told.setdefault(f"group {one.step.alternatives}" if one.status == "undecided" else one.step.id, one)
    room = paper.right - paper.margin
    sentences = (f"{name_of(one, lang)}: {step_in_words(found, one, lang)}" for one in told.values())
    return tuple(line for words in sentences for line in wrap(words, room, paper.lane_type, MARK_LINES))


def type_of(found: Comparison, paper: Paper) -> Paper:
    """The sheet with larger type where few boxes and cards leave room for it."""
    cards = max(map(len, card_rows(found, paper)))
    if cards > FEW_CARDS or len(found.steps) > FEW_BOXES:
        return paper
    return replace(paper, small=paper.small * LARGER, lane_type=paper.lane_type * LARGER)
