"""M2, gatekeeper and bottleneck: a role that every route to some help passes, and where most days are lost.

A marker over cases, never about one: in a single case a gatekeeper is only mentioned in the text. It
becomes a bottleneck when in at least three cases the same role (kind of organisation) is a gatekeeper and
is at turn for more than a third of the days that were lost there. A court or other legal monopoly that
keeps its terms loses no days, and so is none. The role says where to look; each case shows its stalls.

Sources: dominators (Lengauer & Tarjan) on the access graph; methods 3.4 and M2.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from casekit.case import Case
from casekit.graph import access_graph
from casekit.norms import threshold
from casekit.stalls.evidence import Evidence
from casekit.stalls.kind import Kind
from casekit.stalls.stall import Stall
from casekit.story import CLIENT, Story

if TYPE_CHECKING:
    from casekit.stalls.run import Analysis

__all__ = ["KIND", "Bottleneck", "bottlenecks", "find", "gatekeepers"]


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A role that is a bottleneck: the cases that show it, and there its days and all days lost."""

    role: str
    cases: tuple[str, ...]
    days: float
    of_days: float


def find(e: Evidence) -> Iterator[Stall]:
    """Nothing: one case shows no bottleneck."""
    yield from ()


def gatekeepers(case: Case | Story) -> dict[str, tuple[str, ...]]:
    """The parties of one case that the resident had to pass, with the parties behind each; to mention only.

    >>> import casekit as ck
    >>> gatekeepers(ck.example("twaalf-regels"))
    {'gemeente': ('wijkteam', 'schuldhulp'), 'wijkteam': ('schuldhulp',)}
    """
    graph = access_graph(case)
    before = nx.immediate_dominators(graph, CLIENT)
    behind: dict[str, list[str]] = defaultdict(list)
    for party in graph:
        gate = before.get(party)  # networkx 3.6 leaves out the start; a party that nobody led to has none
        while gate is not None and gate != CLIENT and party != CLIENT:
            behind[gate].append(party)
            gate = before.get(gate)
    return {gate: tuple(parties) for gate, parties in behind.items()}


def bottlenecks(cases: Iterable[Case | Analysis]) -> tuple[Bottleneck, ...]:
    """The roles that are a bottleneck over these cases (or their analyses), the one with most days first.

    >>> import casekit as ck
    >>> bottlenecks([ck.example("twaalf-regels")])
    ()
    """
    seen: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    for case in cases:
        days, total, story = _days_by_role(case)
        gates = {story.party_kind(party) for party in gatekeepers(story)}
        for role in sorted(role for role in gates if role is not None):
            if days[role] * threshold("M2_share") > total:
                seen[role].append((story.case.id, days[role], total))
    found = [
        Bottleneck(
            role=role,
            cases=tuple(name for name, _, _ in shown),
            days=sum(days for _, days, _ in shown),
            of_days=sum(total for _, _, total in shown),
        )
        for role, shown in seen.items()
        if len(shown) >= threshold("M2_cases")
    ]
    return tuple(sorted(found, key=lambda bottleneck: (-bottleneck.days, bottleneck.role)))


def _days_by_role(case: Case | Analysis) -> tuple[Counter[str], float, Story]:
    """The days lost in a case by the role that was at turn, and all days lost, those of nobody's turn included.

    Days of a shared turn are shared.
    """
    from casekit.stalls.run import analyse  # the run knows all kinds, so this one only knows it when asked

    analysis = analyse(case) if isinstance(case, Case) else case
    turns = analysis.evidence.turns
    days: Counter[str] = Counter()
    for stall in analysis.stalls:
        stretches = turns.get(stall.issue, [])
        place = analysis.story.by_id[stall.at].place
        here = bisect_right(stretches, place, key=lambda turn: turn.since.place) - 1
        holders = stretches[here].holders if here >= 0 else ()
        for party in holders:
            role = analysis.story.party_kind(party) or "other"
            days[role] += stall.owned_days / len(holders)  # type: ignore[assignment]
    return days, sum(stall.owned_days for stall in analysis.stalls), analysis.story


KIND = Kind(
    code="M2",
    group="marker",
    find=find,
    opportunity=lambda e: bool(e.story.by_kind["referral"] or e.story.by_kind["handover"]),
    missing=lambda e: ("cases",),
)
