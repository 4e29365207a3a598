"""The case as networkx graphs: views that carry the same ids as the case.

`CONTRACT` says which attributes nodes and edges carry; the tables in the docstrings below say the same, and a
test compares both with what every example gives. An attribute is never None: where nothing is known it is
absent (those marked "if known"), and texts are "". Days are whole days since day 0, dates ISO text. So every
graph can be written with `networkx.write_graphml`, and none needs numpy or scipy.

Sources: event structure analysis (Heise; Griffin 1993) for the event graph; AND-OR graphs for requirements;
Burt 1992 for constraint; methods 3.4, 3.5 and 6.1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from math import isinf
from typing import Any, NamedTuple

import networkx as nx

from casekit.case import Case
from casekit.story import CLIENT, Step, Story, tell
from casekit.turns import Turn, turns
from casekit.when import Span

__all__ = [
    "CONTRACT",
    "Attribute",
    "access_graph",
    "actor_graph",
    "constraint",
    "contact_graph",
    "event_graph",
    "requirement_graph",
]


class Attribute(NamedTuple):
    """What an attribute is: its type, whether every node or edge has it, and what it means."""

    type: type
    always: bool
    meaning: str


_TIME = {
    "day_lo": Attribute(int, False, "earliest and latest day since day 0"),
    "day_hi": Attribute(int, False, "earliest and latest day since day 0"),
    "date_lo": Attribute(str, False, "earliest and latest date, ISO"),
    "date_hi": Attribute(str, False, "earliest and latest date, ISO"),
}

CONTRACT: dict[str, dict[str, dict[str, Attribute]]] = {
    "actor_graph": {
        "node": {
            "label": Attribute(str, True, "what the actor is called"),
            "kind": Attribute(str, True, "kind of actor (code)"),
            "organisation": Attribute(str, True, "organisation of the actor, or empty"),
            "party": Attribute(str, True, "organisation, actor without one, or `client`"),
            "client_side": Attribute(bool, True, "whether it is, or acts for, the resident"),
        },
        "edge": {
            "touchpoint": Attribute(str, True, "id of the touchpoint; the edge key too"),
            "kind": Attribute(str, True, "speech act (code)"),
            "issue": Attribute(str, True, "issue, or empty"),
            "place": Attribute(int, True, "place in the known order, from 0"),
            **_TIME,
        },
    },
    "event_graph": {
        "node": {
            "kind": Attribute(str, True, "speech act (code)"),
            "from": Attribute(str, True, "acting actor"),
            "to": Attribute(str, True, "receiving actors, separated by `; `"),
            "issue": Attribute(str, True, "issue, or empty"),
            "place": Attribute(int, True, "place in the known order, from 0"),
            **_TIME,
        },
        "edge": {
            "basis": Attribute(str, True, "`answer`, `depends_on`, `responds_to`, `needs` or `turn`"),
            "assumed": Attribute(bool, True, "whether the kit assumes it (basis `turn`)"),
            "item": Attribute(str, False, "the items that were supplied (basis `needs`), separated by `; `"),
        },
    },
    "requirement_graph": {
        "node": {
            "type": Attribute(str, True, "`goal`, `alternative` or `item`"),
            "requirement": Attribute(str, False, "requirement of an alternative"),
            "offered": Attribute(bool, False, "whether an alternative was offered"),
            "basis": Attribute(str, False, "what the requirement rests on (code)"),
            "imposed_by": Attribute(str, False, "actor that set the requirement"),
            "imposed_at": Attribute(str, False, "touchpoint at which it was set, and dropped"),
            "waived_at": Attribute(str, False, "touchpoint at which it was set, and dropped"),
        },
        "edge": {"rule": Attribute(str, True, "`or` from goal to alternative, `and` from alternative to need")},
    },
    "access_graph": {
        "node": {"client": Attribute(bool, True, "whether it is the resident's household")},
        "edge": {
            "basis": Attribute(str, True, "`own` (contact without referral) or `referral`"),
            "touchpoint": Attribute(str, True, "the first touchpoint that opened this way"),
            "times": Attribute(int, True, "how many touchpoints opened it"),
        },
    },
    "contact_graph": {
        "node": {"kind": Attribute(str, True, "kind of actor (code)")},
        "edge": {"weight": Attribute(int, True, "contacts between the two, in either direction")},
    },
}
"""Per graph the attributes of nodes and edges: type, whether always there, meaning."""


def actor_graph(case: Case) -> nx.MultiDiGraph[str]:
    """Who had contact with whom: nodes are actor ids, edge keys touchpoint ids, one edge per receiver.

    | node | type | meaning |
    | --- | --- | --- |
    | label | str | what the actor is called |
    | kind | str | kind of actor (code) |
    | organisation | str | organisation of the actor, or empty |
    | party | str | organisation, actor without one, or `client` |
    | client_side | bool | whether it is, or acts for, the resident |

    | edge | type | meaning |
    | --- | --- | --- |
    | touchpoint | str | id of the touchpoint; the edge key too |
    | kind | str | speech act (code) |
    | issue | str | issue, or empty |
    | place | int | place in the known order, from 0 |
    | day_lo, day_hi | int, if known | earliest and latest day since day 0 |
    | date_lo, date_hi | str, if known | earliest and latest date, ISO |

    >>> import casekit as ck
    >>> actor_graph(ck.example("twaalf-regels")).has_edge("inwoner", "gemeente", key="t1")
    True
    """
    story = tell(case)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(case=case.id)
    named = (actor for step in story.steps for actor in (step.t.from_, *step.t.to))
    for name in dict.fromkeys((*story.actors, *named)):
        found = story.actors.get(name)
        graph.add_node(
            name,
            label=(found.label if found else None) or name,
            kind=found.kind if found else "other",
            organisation=(found.organisation if found else None) or "",
            party=story.party(name),
            client_side=story.client_side(name),
        )
    for step in story.steps:
        for receiver in dict.fromkeys(step.t.to):
            graph.add_edge(step.t.from_, receiver, key=step.id, touchpoint=step.id, **_act(story, step))
    return graph


def event_graph(case: Case | Story) -> nx.DiGraph[str]:
    """What could not have happened before what: nodes are touchpoint ids, an edge leads to what came of it.

    An edge has the first of these bases that holds: `answer` (the researcher said that one was needed for
    the other); `depends_on`; `responds_to`; `needs` (the first touchpoint that brought a needed item to the
    acting party); and only where none of these gives a touchpoint any predecessor `turn`: on the same issue,
    what had put the actor at turn, or the actor's own act since. That last one is an assumption of the kit.
    Where the researcher answered that one was not needed there is no edge, whatever its basis. The graph has
    no circles: an edge that contradicts the known order is left out (the check of the case reports it).

    | node | type | meaning |
    | --- | --- | --- |
    | kind | str | speech act (code) |
    | from | str | acting actor |
    | to | str | receiving actors, separated by `; ` |
    | issue | str | issue, or empty |
    | place | int | place in the known order, from 0 |
    | day_lo, day_hi | int, if known | earliest and latest day since day 0 |
    | date_lo, date_hi | str, if known | earliest and latest date, ISO |

    | edge | type | meaning |
    | --- | --- | --- |
    | basis | str | `answer`, `depends_on`, `responds_to`, `needs` or `turn` |
    | assumed | bool | whether the kit assumes it (basis `turn`) |
    | item | str, if known | the items that were supplied (basis `needs`), separated by `; ` |

    >>> import casekit as ck
    >>> event_graph(ck.example("twaalf-regels")).edges["t3", "t4"]
    {'basis': 'turn', 'assumed': True}
    """
    story = case if isinstance(case, Story) else tell(case)
    graph: nx.DiGraph[str] = nx.DiGraph(case=story.case.id)
    for step in story.steps:
        graph.add_node(step.id, **{"from": step.t.from_, "to": "; ".join(step.t.to)}, **_act(story, step))
    supplied: dict[tuple[str, str], str] = {}
    for step in story.steps:
        said = story.links.get(step.id, {})
        for basis, earlier, item in _stated(step, said, supplied):
            if earlier in story.by_id and story.by_id[earlier].place < step.place and said.get(earlier) != "no":
                if not graph.has_edge(earlier, step.id):
                    graph.add_edge(earlier, step.id, basis=basis, assumed=False)
                _name_item(graph.edges[earlier, step.id], item)
        for item in step.t.shares:
            for party in step.receivers:
                supplied.setdefault((party, item), step.id)
    for issue in story.by_issue:
        for assumed, later in _by_turn(story, issue):
            left = [earlier for earlier in assumed if story.links.get(later, {}).get(earlier) != "no"]
            if left and graph.in_degree(later) == 0:
                graph.add_edge(left[0], later, basis="turn", assumed=True)
    return graph


def _act(story: Story, step: Step) -> dict[str, Any]:
    return {"kind": step.kind, "issue": step.issue, "place": step.place, **_days(story, step.span)}


def _days(story: Story, span: Span) -> dict[str, int | str]:
    """The ends of a span, as far as they are known."""
    known: dict[str, int | str] = {}
    for end, day in (("lo", span.lo), ("hi", span.hi)):
        if not isinf(day):
            known[f"day_{end}"] = int(day)
        date = story.time.date_of(day)
        if date is not None:
            known[f"date_{end}"] = date.isoformat()
    return known


def _stated(
    step: Step, said: dict[str, str], supplied: dict[tuple[str, str], str]
) -> Iterator[tuple[str, str, str | None]]:
    """What a touchpoint came of as the case states it: basis, earlier id, and the item."""
    yield from (("answer", earlier, None) for earlier, needed in said.items() if needed == "yes")
    yield from (("depends_on", earlier, None) for earlier in step.t.depends_on)
    yield from (("responds_to", earlier, None) for earlier in step.t.responds_to)
    for item in step.t.needs:
        if (step.sender, item) in supplied:
            yield "needs", supplied[step.sender, item], item


def _name_item(edge: dict[str, Any], item: str | None) -> None:
    if item is not None and edge["basis"] == "needs":
        edge["item"] = f"{edge['item']}; {item}" if "item" in edge else item


def _by_turn(story: Story, issue: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Per touchpoint of an actor at turn: its own act since it was put at turn, if any, and what put it there."""
    stretches = iter([*turns(story, issue)])
    turn: Turn | None = next(stretches, None)
    last: dict[str, Step] = {}
    for step in story.by_issue[issue]:
        while turn is not None and turn.until is not None and turn.until.place < step.place:
            turn = next(stretches, None)
        party = CLIENT if step.from_client else step.sender
        if turn is not None and party in turn.holders and turn.since.place < step.place:
            own = last.get(party)
            since = (own,) if own is not None and own.place > turn.since.place else ()
            yield tuple(one.id for one in (*since, turn.since)), step.id
        last[party] = step


def requirement_graph(case: Case) -> nx.DiGraph[str]:
    """What asks for what first, as an AND-OR graph: a goal leads to its alternatives, these to all they need.

    An alternative is called `<requirement>#<number>`, from 1. One alternative of each requirement of a goal
    is enough. A circle is not yet a deadlock: another alternative may lead out of it (methods 3.5).

    | node | type | meaning |
    | --- | --- | --- |
    | type | str | `goal`, `alternative` or `item` |
    | requirement | str, if known | requirement of an alternative |
    | offered | bool, if known | whether an alternative was offered |
    | basis | str, if known | what the requirement rests on (code) |
    | imposed_by | str, if known | actor that set the requirement |
    | imposed_at, waived_at | str, if known | touchpoint at which it was set, and dropped |

    | edge | type | meaning |
    | --- | --- | --- |
    | rule | str | `or` from goal to alternative, `and` from alternative to need |

    >>> import casekit as ck
    >>> graph = requirement_graph(ck.example("bijstand-aanvraag"))
    >>> list(graph["besluit_bijstand"]), list(graph["eis_huurcontract#1"])
    (['eis_huurcontract#1', 'eis_huurcontract#2'], ['huurcontract'])
    """
    graph: nx.DiGraph[str] = nx.DiGraph(case=case.id)
    graph.add_nodes_from((requirement.goal for requirement in case.requirements), type="goal")
    for requirement in case.requirements:
        known = {
            name: value
            for name in ("basis", "imposed_by", "imposed_at", "waived_at")
            if (value := getattr(requirement, name)) is not None
        }
        for number, way in enumerate(requirement.alternatives, start=1):
            name = f"{requirement.id}#{number}"
            graph.add_node(name, type="alternative", requirement=requirement.id, offered=way.offered, **known)
            graph.add_edge(requirement.goal, name, rule="or")
            for need in way.needs:
                if need not in graph:
                    graph.add_node(need, type="item")
                graph.add_edge(name, need, rule="and")
    return graph


def access_graph(case: Case | Story) -> nx.DiGraph[str]:
    """By which ways help can be reached: nodes are parties, from the household (`client`) outward.

    An edge from the household to a party it had contact with before anyone referred it there; an edge from
    a party to the one it refers or hands over to. Organisations are one party with all their desks.

    | node | type | meaning |
    | --- | --- | --- |
    | client | bool | whether it is the resident's household |

    | edge | type | meaning |
    | --- | --- | --- |
    | basis | str | `own` (contact without referral) or `referral` |
    | touchpoint | str | the first touchpoint that opened this way |
    | times | int | how many touchpoints opened it |

    >>> import casekit as ck
    >>> sorted(access_graph(ck.example("twaalf-regels")).edges)
    [('client', 'gemeente'), ('gemeente', 'wijkteam'), ('schuldhulp', 'gemeente'), ('wijkteam', 'schuldhulp')]
    """
    story = case if isinstance(case, Story) else tell(case)
    graph: nx.DiGraph[str] = nx.DiGraph(case=story.case.id)
    graph.add_node(CLIENT, client=True)
    reached: set[str] = {CLIENT}
    for step in story.steps:
        if step.kind in ("referral", "handover") and not step.from_client:
            for party in step.receivers:
                if party not in (CLIENT, step.sender):
                    _open(graph, step.sender, party, "referral", step.id)
                    reached.add(party)
        elif step.from_client or step.to_client:
            for party in step.receivers if step.from_client else (step.sender,):
                if party not in reached:
                    _open(graph, CLIENT, party, "own", step.id)
                    reached.add(party)
    return graph


def _open(graph: nx.DiGraph[str], first: str, last: str, basis: str, touchpoint: str) -> None:
    graph.add_nodes_from((first, last), client=False)
    graph.nodes[CLIENT]["client"] = True
    if graph.has_edge(first, last):
        graph.edges[first, last]["times"] += 1
    else:
        graph.add_edge(first, last, basis=basis, touchpoint=touchpoint, times=1)


def contact_graph(case: Case) -> nx.Graph[str]:
    """The actor graph collapsed: undirected, simple, weighted; what constraint is worked out on.

    | node | type | meaning |
    | --- | --- | --- |
    | kind | str | kind of actor (code) |

    | edge | type | meaning |
    | --- | --- | --- |
    | weight | int | contacts between the two, in either direction |

    >>> import casekit as ck
    >>> contact_graph(ck.example("twaalf-regels")).edges["inwoner", "wijkteam"]
    {'weight': 1}
    """
    many = actor_graph(case)
    graph: nx.Graph[str] = nx.Graph(case=case.id)
    graph.add_nodes_from((name, {"kind": data["kind"]}) for name, data in many.nodes(data=True))
    pairs = Counter(tuple(sorted(edge)) for edge in many.edges() if edge[0] != edge[1])
    graph.add_weighted_edges_from((first, last, times) for (first, last), times in pairs.items())
    return graph


def constraint(graph: nx.Graph[str]) -> dict[str, float | None]:
    """How far each actor's contacts are also in contact with each other (Burt); None without any contact.

    c_i = sum_j (p_ij + sum_q p_iq p_qj)^2, with p_ij the share of i's contacts that is with j. Low: the
    actor stands between parties that do not meet; high: they all meet already. Written by hand because
    networkx gives other values with scipy than without (methods 3.4). Expects an undirected simple graph
    with `weight`, such as `contact_graph` gives.

    >>> star = nx.Graph()
    >>> star.add_weighted_edges_from([("hub", leaf, 1) for leaf in "abc"])
    >>> constraint(star) == {"hub": 3 * (1 / 3) ** 2, "a": 1, "b": 1, "c": 1}
    True
    """
    total: dict[Hashable, float] = {i: sum(graph.edges[i, j]["weight"] for j in graph[i] if j != i) for i in graph}

    def share(i: str, j: str) -> float:
        return float(graph.edges[i, j]["weight"] / total[i])

    result: dict[str, float | None] = {}
    for i in graph:
        through: dict[str, float] = defaultdict(float)
        for q in graph[i]:
            if q != i:
                through[q] += share(i, q)
                for j in graph[q]:
                    if j not in (i, q):
                        through[j] += share(i, q) * share(q, j)
        near = [through[j] for j in graph[i] if j != i]
        result[i] = sum(value**2 for value in near) if near else None
    return result
