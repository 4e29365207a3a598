"""Where everything in the actor network stands. Positions first, drawing after: nothing here draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

from casekit.case import Case
from casekit.figures.ink import drawn_as, kind_name
from casekit.figures.lanes import order_lanes
from casekit.figures.lettering import line_height, width, wrap
from casekit.figures.paper import Paper
from casekit.figures.parties import actor_names, between, blocks, client_side, contacts, organisation_names
from casekit.figures.ring import Box, Point, capacity, curve, free_place, hits, ring_places, ring_steps
from casekit.stalls.stall import Stall

__all__ = ["Chip", "Edge", "NetPlan", "Node", "chip_columns", "plan_network", "written_out"]

PAD = 1.2
GAP = 4.0
FEW = 8
"""Up to this many parties in the ring the boxes are larger; up to this many stalls are written out."""


@dataclass(frozen=True, slots=True)
class Node:
    """One actor: its box, its name in lines, its organisation, and how often it dealt with itself."""

    actor: str
    box: Box
    name: tuple[str, ...]
    type: float
    under: str
    client: bool
    silent: bool

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Edge:
    """All contacts from one actor to another, as a bent line from box to box."""

    source: str
    target: str
    times: int
    line: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """The stalls between two parties: one box with a line for each, and where it points at."""

    parties: tuple[str, ...]
    stalls: tuple[tuple[Stall, str], ...]
    box: Box
    anchor: Point


@dataclass(frozen=True, slots=True)
class NetPlan:
    """The whole sheet; `hulls` are the lines along which one organisation's boxes hang together."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    chips: tuple[Chip, ...]
    hulls: tuple[tuple[str, ...], ...]
    whole: tuple[Stall, ...]


def plan_network(
    case: Case,
    stalls: Sequence[Stall],
    paper: Paper,
    called: dict[str, str],
    head: float,
    foot: float,
    lang: str,
) -> NetPlan:
    """Work out the sheet; `head` and `foot` are the heights that the title and the legend take.

    With more parties than fit around the sheet, the sheet grows.
    """
    names = actor_names(case)
    times = contacts(case)
    middle = _middle(case, times)
    around = [[name for name in block if name not in middle] for block in blocks(case)]
    around = [block for block in around if block]
    ring = [name for block in order_lanes(around, times, ring_steps) for name in block]
    if len(ring) <= FEW:
        paper = replace(paper, names=paper.names * 1.25, lane_type=paper.lane_type * 1.25)
    wide, tall = paper.names * 0.88, _node_height(paper)

    grow = 1.0
    while True:
        sheet = (paper.margin, head, paper.width * grow - paper.margin, paper.height * grow - foot)
        across, down = (sheet[2] - sheet[0] - wide) / 2, (sheet[3] - sheet[1] - tall) / 2 - PAD
        if capacity(across, down, wide + GAP, tall + GAP) >= len(ring) * 1.1 or grow > 12:
            break
        grow += 0.1
    centre = ((sheet[0] + sheet[2]) / 2, (sheet[1] + sheet[3]) / 2)
    spots = {
        name: (centre[0] + x, centre[1] + y)
        for name, (x, y) in zip(ring, ring_places(len(ring), across, down, wide + GAP, tall + GAP), strict=True)
    }
    for n, name in enumerate(middle):
        aside = wide * 0.3 * (-1) ** (n + 1) if len(middle) > 1 else 0  # so that lines reach both
        spots[name] = (centre[0] + aside, centre[1] + (n - (len(middle) - 1) / 2) * (tall + 5))
    nodes = tuple(_node(case, name, spots[name], names, times, paper) for name in (*middle, *ring))
    by_name = {node.actor: node for node in nodes}
    edges = tuple(
        _edge(source, target, number, by_name, centre, (target, source) in times)
        for (source, target), number in sorted(times.items())
        if source != target
    )
    chips = _chips(case, stalls, by_name, edges, called, paper, sheet, lang)
    organisation = {actor.id: actor.organisation for actor in case.actor_list if actor.organisation}
    hulls: list[list[str]] = []
    for name in ring:
        if hulls and organisation.get(name) and organisation.get(hulls[-1][-1]) == organisation.get(name):
            hulls[-1].append(name)
        else:
            hulls.append([name])
    return NetPlan(
        width=paper.width * grow,
        height=paper.height * grow,
        nodes=nodes,
        edges=edges,
        chips=chips,
        hulls=tuple(tuple(hull) for hull in hulls if len(hull) > 1),
        whole=tuple(stall for stall in stalls if drawn_as(stall) == "words"),
    )


def written_out(stalls: Sequence[Stall]) -> bool:
    """Whether labels carry the names of the kinds, or the codes only, with a key at the foot."""
    return sum(drawn_as(stall) != "words" for stall in stalls) <= FEW


def chip_columns(count: int) -> int:
    """In how many columns a label sets its stalls."""
    return 1 if count <= 4 else 2


def _middle(case: Case, times: Counter[tuple[str, str]]) -> list[str]:
    """The resident's side; where a case has none, whoever has most contacts."""
    own = client_side(case)
    if own:
        return [actor.id for actor in case.actor_list if actor.id in own]
    busy: Counter[str] = Counter()
    for (source, target), number in times.items():
        busy[source] += number
        busy[target] += number
    return [max(actor_names(case), key=lambda name: busy[name])] if case.actor_list else []


def _node_height(paper: Paper) -> float:
    return 2 * line_height(paper.lane_type) * 0.95 + line_height(paper.small) + 2 * PAD


def _node(
    case: Case,
    name: str,
    spot: Point,
    names: dict[str, str],
    times: Counter[tuple[str, str]],
    paper: Paper,
) -> Node:
    wide, tall = paper.names * 0.88, _node_height(paper)
    own = name in client_side(case)
    under = organisation_names(case).get(name, "")
    inside = f"↻ {times[name, name]}" if times[name, name] else ""
    room = wide - 2 * PAD
    marks = " · ".join(word for word in (under if under != names[name] else "", inside) if word)
    silent = not any(name in pair for pair in times)
    box = (spot[0] - wide / 2, spot[1] - tall / 2, spot[0] + wide / 2, spot[1] + tall / 2)
    lines = tuple(wrap(names[name], room, paper.lane_type, 2, own))
    return Node(name, box, lines, paper.lane_type, "".join(wrap(marks, room, paper.small, 1)), own, silent)


def _edge(source: str, target: str, times: int, nodes: dict[str, Node], centre: Point, both: bool) -> Edge:
    """A line that bends round other boxes: the least bend that touches none. Two directions keep apart."""
    start, end = nodes[source].centre, nodes[target].centre
    others = [node.box for node in nodes.values() if node.actor not in (source, target)]
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    long = hypot(end[0] - start[0], end[1] - start[1])
    across = ((end[1] - start[1]) / long, (start[0] - end[0]) / long)
    inward = (centre[0] - middle[0]) * across[0] + (centre[1] - middle[1]) * across[1]
    side = 1 if inward >= 0 else -1
    own = 3.2 if both else 0.0
    best: list[Point] = []
    fewest = len(others) + 1
    for bend in (0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4, 0.6, -0.6, 0.85, -0.85, 1.15, -1.15):
        push = side * bend * long + own
        control = (middle[0] + across[0] * push, middle[1] + across[1] * push)
        line = curve(start, control, end, 60)
        touched = sum(hits(line, box, 1.0) for box in others)
        if touched < fewest:
            best, fewest = line, touched
        if not touched:
            break
    return Edge(source, target, times, tuple(_between_boxes(best, nodes[source].box, nodes[target].box)))


def _between_boxes(line: Sequence[Point], first: Box, last: Box) -> list[Point]:
    """The part of a line outside both boxes."""
    outside = [point for point in line if not hits([point], first, 0.5) and not hits([point], last, 0.9)]
    return outside if len(outside) >= 2 else [line[len(line) // 2 - 1], line[len(line) // 2 + 1]]


def _chips(
    case: Case,
    stalls: Sequence[Stall],
    nodes: dict[str, Node],
    edges: Sequence[Edge],
    called: dict[str, str],
    paper: Paper,
    sheet: Box,
    lang: str,
) -> tuple[Chip, ...]:
    """One box per pair of parties with stalls between them, on their line or near it, clear of the rest."""
    by_id = {touchpoint.id: touchpoint for touchpoint in case.touchpoint_list}
    grouped: dict[tuple[str, ...], list[tuple[Stall, str]]] = {}
    for stall in stalls:
        if drawn_as(stall) == "words":
            continue
        parties = tuple(sorted(name for name in between(stall, by_id) if name in nodes))
        doubt = "?" if stall.verdict == "possible" else ""
        if parties:
            kind = kind_name(stall.kind, lang) if written_out(stalls) else stall.kind
            words = f"{kind}{doubt} ({called.get(stall.at, stall.at)})"
            grouped.setdefault(parties, []).append((stall, words))
    taken = [_wider(node.box, 0.8) for node in nodes.values()]
    tips = [_wider((*edge.line[-1], *edge.line[-1]), 1.6) for edge in edges]
    made: list[Chip] = []
    for parties, found in sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        columns = chip_columns(len(found))
        column = max(width(words, paper.small) for _, words in found) + paper.small * 0.75 + 1.6
        wide = columns * column + 1.0
        tall = -(-len(found) // columns) * line_height(paper.small) * 1.25 + 1.0
        line = _line_between(parties, nodes, edges)
        wanted = [line[round(t * (len(line) - 1))] for t in (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72)]
        place = free_place(wanted, wide + 1, tall + 1, [*taken, *tips], sheet)
        place = place or free_place(wanted, wide + 1, tall + 1, taken, sheet) or wanted[0]
        box = (place[0] - wide / 2, place[1] - tall / 2, place[0] + wide / 2, place[1] + tall / 2)
        anchor = min(line, key=lambda point: hypot(point[0] - place[0], point[1] - place[1]))
        made.append(Chip(parties, tuple(found), box, anchor))
        taken.append(_wider(box, 0.8))
    return tuple(made)


def _line_between(parties: Sequence[str], nodes: dict[str, Node], edges: Sequence[Edge]) -> Sequence[Point]:
    """The line of two parties, straight where they had no contact; for one, along the foot of its box."""
    for edge in edges:
        if sorted((edge.source, edge.target)) == sorted(parties):
            return edge.line
    first, last = nodes[parties[0]], nodes[parties[-1]]
    if first is last:
        left, _, right, bottom = first.box
        return [(left + (right - left) * n / 20, bottom + 3) for n in range(21)]
    return curve(first.centre, first.centre, last.centre)


def _wider(box: Box, margin: float) -> Box:
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin
