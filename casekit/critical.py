"""The as-built critical path: the chain of touchpoints that decided how long the case took.

Own lag of a touchpoint: its day minus the day of the last of those that it came of. That last one drives it.
From the end of the case back along the driving ones, the own lags add up exactly to the lead time.

Source: forensic schedule analysis (AACE RP 29R-03 warns that the method alone does not settle which link
drove); methods 6.1 and 6.2. What a case would have taken without a stall stands in `casekit/cost/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isinf

import networkx as nx

from casekit.story import Story

__all__ = ["Leg", "critical_path", "trace"]


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of the path: from the day of `first` (None at the start) to the day of `last`."""

    first: str | None
    last: str
    start: float
    end: float

    @property
    def lag(self) -> float:
        """The own lag of `last`, in days."""
        return self.end - self.start


def critical_path(story: Story, graph: nx.DiGraph[str], latest: bool = False) -> tuple[Leg, ...]:
    r"""The legs of the path in order, with every moment at its earliest day, or at its latest.

    `graph` is the event graph of the story. Touchpoints without bounds in time are passed over; a case in
    which nothing is placed in time has no path.

    >>> from casekit.graph import event_graph
    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> story = tell(case_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @30 re=a"))
    >>> [(leg.first, leg.last, leg.lag) for leg in critical_path(story, event_graph(story))]
    [(None, 'a', 0), ('a', 'b', 30)]
    """
    days = {step.id: step.span.hi if latest else step.span.lo for step in story.steps}
    known = {name: day for name, day in days.items() if not isinf(day)}
    if not known:
        return ()
    places = {step.id: step.place for step in story.steps}
    before = {name: [source for source in graph.predecessors(name) if source in known] for name in known}
    return trace(known, places, before, max(known, key=lambda name: (known[name], places[name])))


def trace(
    days: Mapping[str, float], places: Mapping[str, int], before: Mapping[str, Iterable[str]], end: str
) -> tuple[Leg, ...]:
    """The legs from where the path begins to `end`; on the same day, what stands later in the order drives."""
    current = end
    legs: list[Leg] = []
    while True:
        sources = list(before[current])
        if not sources:
            legs.append(Leg(None, current, days[current], days[current]))
            return tuple(reversed(legs))
        driving = max(sources, key=lambda name: (days[name], places[name]))
        legs.append(Leg(driving, current, days[driving], days[current]))
        current = driving
