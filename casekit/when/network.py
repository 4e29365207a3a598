"""Tightening uncertain moments along the known order: a simple temporal network.

Every rule says "b is at least `lo` and at most `hi` days after a". Shortest paths give the earliest
and latest day of every moment; a negative cycle is a contradiction between sources.

Source: Dechter, Meiri & Pearl (1991), Temporal constraint networks, Artificial Intelligence 49.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, isinf

import networkx as nx

from casekit.when.edtf import Span

__all__ = ["ORIGIN", "Rule", "tighten"]

ORIGIN = ""
"""The moment that fixed days are counted from."""

_FAR = 1e9
"""Days that are as good as never. Everything is tied to the origin by it, so that rules that contradict each
other are also found where no fixed day is near."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`after` comes at least `lo` and at most `hi` days after `before`."""

    before: str
    after: str
    lo: float = 0
    hi: float = inf


def tighten(names: Iterable[str], rules: Iterable[Rule]) -> tuple[dict[str, Span], list[list[str]]]:
    """The days each moment can have, and the contradictions (the names that form each of them).

    With a contradiction the rules that make it are left out one by one, so that all are found; the
    spans are then not to be relied on.

    >>> spans, clashes = tighten(["a", "b"], [Rule(ORIGIN, "a", 3, 9), Rule(ORIGIN, "b", 5, 5), Rule("a", "b")])
    >>> spans["a"], clashes
    (Span(lo=3, hi=5), [])
    """
    ahead: nx.DiGraph[str] = nx.DiGraph()
    ahead.add_node(ORIGIN)
    ahead.add_edges_from((ORIGIN, name, {"weight": _FAR}) for name in names)
    for rule in rules:
        if not isinf(rule.hi):
            _bound(ahead, rule.before, rule.after, rule.hi)
        if not isinf(rule.lo):
            _bound(ahead, rule.after, rule.before, -rule.lo)
    clashes: list[list[str]] = []
    while len(clashes) < 20:
        try:
            latest = nx.single_source_bellman_ford_path_length(ahead, ORIGIN)
            earliest = nx.single_source_bellman_ford_path_length(ahead.reverse(copy=False), ORIGIN)
            break
        except nx.NetworkXUnbounded:
            cycle = _negative_cycle(ahead)
            clashes.append([name for name in dict.fromkeys(cycle) if name != ORIGIN])
            ahead.remove_edge(cycle[0], cycle[1])
    else:
        latest = earliest = {}
    spans = {
        name: Span(-earliest[name] if name in earliest else -inf, _near(latest.get(name, inf)))
        for name in ahead
        if name != ORIGIN
    }
    return spans, clashes


def _near(day: float) -> float:
    return day if day < _FAR / 2 else inf


def _bound(graph: nx.DiGraph[str], tail: str, head: str, weight: float) -> None:
    if not graph.has_edge(tail, head) or graph[tail][head]["weight"] > weight:
        graph.add_edge(tail, head, weight=weight)


def _negative_cycle(graph: nx.DiGraph[str]) -> list[str]:
    """A ring of rules that cannot all hold, closed, starting with a rule that is not a fixed day where there is one.

    Bellman-Ford from everywhere at once, looking after every pass for a ring among the predecessors:
    networkx can detect a negative cycle that it then does not find (its `find_negative_cycle`).
    """
    edges = [(tail, head, data["weight"]) for tail, head, data in graph.edges(data=True)]
    distance = dict.fromkeys(graph, 0.0)
    before: dict[str, str] = {}
    while True:
        for tail, head, weight in edges:
            if distance[tail] + weight < distance[head]:
                distance[head] = distance[tail] + weight
                before[head] = tail
        ring = _ring(before)
        if ring:
            break
    for turn, (tail, head) in enumerate(zip(ring, ring[1:] + ring[:1], strict=True)):
        if ORIGIN not in (tail, head):
            ring = ring[turn:] + ring[:turn]
            break
    return [*ring, ring[0]]


def _ring(before: dict[str, str]) -> list[str]:
    """A ring in a mapping from each name to the one before it, in forward order; empty without one."""
    done: set[str] = set()
    for start in before:
        path: dict[str, None] = {}
        name: str | None = start
        while name is not None and name not in done and name not in path:
            path[name] = None
            name = before.get(name)
        if name is not None and name in path:
            ring = list(path)
            return ring[ring.index(name) :][::-1]
        done.update(path)
    return []
