"""The chain from stalls by preconditions to causes on three levels, over cases: how many cases hold each link.

A chain counts only where one case holds the whole of it with evidence for every link. Two halves from two cases are
no chain: that is how pictures of this sort come to show what nobody saw.

Sources: AcciMap (Rasmussen 1997; Goode and Salmon 2016), Tripod Beta; methods 7.4 and 7.5 point 6.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from casekit.causes.book import Book, known_in
from casekit.taxonomy import LEVELS

__all__ = ["LAYERS", "Chain", "Layers", "Link", "Node", "layers"]

LAYERS = (*reversed(LEVELS), "precondition", "stall")
"""From top to bottom: system, organisation and chain, execution, preconditions, stalls."""


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A cause, a precondition or a kind of stall, on its layer."""

    layer: str
    code: str


@dataclass(frozen=True, slots=True)
class Link:
    """From what lies behind to what it leads to, with the cases that hold a whole chain through it."""

    behind: Node
    before: Node
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """From a cause by a precondition to a kind of stall, with the cases that hold the whole of it."""

    cause: Node
    precondition: Node
    stall: Node
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Layers:
    """The picture: nodes with their cases, links with theirs, whole chains with theirs, most cases first.

    `left_out`: chains that miss a link, by case. Links say less than chains: two links that meet in a node may be
    of different cases.
    """

    nodes: dict[Node, tuple[str, ...]]
    links: tuple[Link, ...]
    cases: tuple[str, ...]
    left_out: dict[str, int]
    chains: tuple[Chain, ...] = ()


def layers(books: Sequence[Book]) -> Layers:
    """The layered picture of these cases."""
    levels = {code: cause.level for code, cause in known_in(books).items()}
    nodes: dict[Node, dict[str, None]] = defaultdict(dict)
    links: dict[tuple[Node, Node], dict[str, None]] = defaultdict(dict)
    whole: dict[tuple[Node, Node, Node], dict[str, None]] = defaultdict(dict)
    left_out: dict[str, int] = {}
    for book in books:
        name = book.case.id
        for thread in book.threads:
            level = levels.get(thread.cause)
            if not thread.whole or level is None or thread.precondition is None:
                left_out[name] = left_out.get(name, 0) + 1
                continue
            chain = (
                Node(level, thread.cause),
                Node("precondition", thread.precondition),
                Node("stall", thread.stall.kind[:3]),
            )
            whole[chain][name] = None
            for node in chain:
                nodes[node][name] = None
            for behind, before in pairwise(chain):
                links[behind, before][name] = None

    def place(node: Node) -> tuple[int, int, str]:
        return LAYERS.index(node.layer), -len(nodes[node]), node.code

    return Layers(
        nodes={node: tuple(nodes[node]) for node in sorted(nodes, key=place)},
        links=tuple(
            Link(behind, before, tuple(cases))
            for (behind, before), cases in sorted(
                links.items(), key=lambda one: (*place(one[0][0]), *place(one[0][1]))
            )
        ),
        cases=tuple(book.case.id for book in books),
        left_out=left_out,
        chains=tuple(
            Chain(*chain, tuple(cases))
            for chain, cases in sorted(whole.items(), key=lambda one: (-len(one[1]), *map(place, one[0])))
        ),
    )
