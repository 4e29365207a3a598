"""The event network of a case in numbers: what came of what, on which days, from where to where.

Where all of a case hangs together, its lead time is that of the case; else it is that of one issue, for such a
case has as many ends as it has issues. Where somebody still has to act
on it when the observed period ends, it has no last touchpoint: an open end then stands at that day, behind the
last touchpoint on the issue and what put somebody at turn. What comes before it can only become more.

Source: methods 6.1, 6.2 and 6.5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isinf

import networkx as nx
import numpy as np

from casekit.cost.amount import Days
from casekit.cost.draws import draw_days
from casekit.critical import Leg, trace
from casekit.graph import event_graph
from casekit.story import Step, Story
from casekit.turns import turns
from casekit.when import ANYTIME, parse_moment

__all__ = ["Network", "main_issue", "network_of"]

OPEN = ("held", "shared", "client", "nobody")
"""States of a turn in which somebody still has to do something."""


@dataclass(frozen=True)
class Network:
    """Moments and the links between them; a moment stands behind all that it came of.

    `names`: touchpoint ids in order, then `open:<issue>` where the issue is open at the end. `before`: per moment
    the numbers of those it came of. `central` and `days`: the middle day, and the days per draw. `floor`: the day
    before which it could not be, whatever went before. `start`, `end`: numbers; the days between the two are the
    lead time. `issue`: whose lead time it is (None between two touchpoints that were asked for).
    """

    story: Story
    names: tuple[str, ...]
    before: tuple[tuple[int, ...], ...]
    central: Days
    days: Days
    floor: Mapping[int, float]
    start: int
    end: int
    issue: str | None
    fallback: float
    held: tuple[str, ...]

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of every moment."""
        return {name: n for n, name in enumerate(self.names)}

    @property
    def open(self) -> bool:
        """Whether the issue still ran when the observed period ended."""
        return self.end >= len(self.story.steps)

    @property
    def unbounded(self) -> bool:
        """Whether the first day of what counts has no earliest day, or the last no latest."""
        spans = self.story.time.spans
        ended = self.names[self.end]
        return isinf(spans[self.names[self.start]].lo) or (ended in spans and isinf(spans[ended].hi))

    @cached_property
    def links(self) -> nx.DiGraph[int]:
        """The moments as a graph, from each to what came of it."""
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_nodes_from(range(len(self.names)))
        graph.add_edges_from((p, n) for n, sources in enumerate(self.before) for p in sources)
        return graph

    @cached_property
    def reach(self) -> tuple[int, ...]:
        """The moments that the end can hang on, in order."""
        found, left = set(), [self.end]
        while left:
            n = left.pop()
            if n not in found:
                found.add(n)
                left += self.before[n]
        return tuple(sorted(found))

    @cached_property
    def lags(self) -> Days:
        """The own lag of every moment per draw: its day less the day of the last that it came of."""
        return self._lags(self.days)

    @cached_property
    def central_lags(self) -> Days:
        """The same on the middle days, as one column."""
        return self._lags(self.central[:, None])

    def _lags(self, days: Days) -> Days:
        lags = np.zeros_like(days)
        for n, sources in enumerate(self.before):
            if sources:
                lags[n] = days[n] - np.max(days[list(sources)], axis=0)
        return lags

    def path(self) -> tuple[Leg, ...]:
        """The as-built critical path on the middle days, from the start on; its lags add up to the lead time."""
        return _from(int(self.central[self.start]), trace(*self._traced(self.central)))

    def path_of(self, draw: int) -> tuple[Leg, ...]:
        """The same in one draw."""
        return _from(int(self.days[self.start, draw]), trace(*self._traced(self.days[:, draw])))

    def _traced(self, days: Days) -> tuple[dict[str, float], dict[str, int], dict[str, list[str]], str]:
        days_of = {name: float(day) for name, day in zip(self.names, days, strict=True)}
        sources = {name: [self.names[p] for p in self.before[n]] for n, name in enumerate(self.names)}
        return days_of, self.number, sources, self.names[self.end]

    def criticality(self) -> dict[str, float]:
        """Per touchpoint the share of draws in which it lies on the critical path (Elmaghraby 2000)."""
        on = np.zeros(self.days.shape, dtype=bool)
        on[self.end] = True
        from_start = self.days > self.days[self.start]
        for n in reversed(self.reach):
            sources = self.before[n]
            if not sources:
                continue
            # the last day drives; on the same day, what stands later in the order
            moments = self.days[list(sources)] * len(self.names) + np.array(sources)[:, None]
            driving = np.array(sources)[np.argmax(moments, axis=0)]
            for source in sources:
                on[source] |= on[n] & (driving == source) & from_start[n]
        shares = on.mean(axis=1)
        return {name: float(shares[n]) for n, name in enumerate(self.names) if name in self.story.by_id}

    def slack(self) -> dict[str, float]:
        """Days that a touchpoint could have been later, on the middle days, without moving the end."""
        latest = dict.fromkeys(range(len(self.names)), np.inf)
        latest[self.end] = float(self.central[self.end])
        for n in reversed(self.reach):
            for source in self.before[n]:
                latest[source] = min(latest[source], latest[n] - float(self.central_lags[n, 0]))
        return {self.names[n]: latest[n] - float(self.central[n]) for n in self.reach if n < len(self.story.steps)}


def _from(start: int, legs: Sequence[Leg]) -> tuple[Leg, ...]:
    """The legs after a day; what the path does not reach back to is a leg that came of nothing known."""
    kept = []
    for leg in legs:
        if leg.end > start or leg is legs[-1]:
            begins = leg.start if leg.first is not None else start
            kept.append(Leg(leg.first, leg.last, max(begins, start), max(leg.end, start)))
    return tuple(kept)


def network_of(
    story: Story, *, start: str | None, end: str | None, issue: str | None = None, draws: int, seed: int
) -> Network:
    r"""The network of an issue: from its first touchpoint to its last, or to the end of the observed period.

    Without `issue` it is the whole case where its last touchpoint came of its first, else the first issue that it
    lists. `start` and `end` name other touchpoints to count between.
    Raises ValueError where nothing in the case is placed in time.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> story = tell(case_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @30 re=a"))
    >>> network = network_of(story, start=None, end=None, draws=10, seed=1)
    >>> [(leg.last, leg.lag) for leg in network.path()]
    [('b', 30.0)]
    """
    graph = event_graph(story)
    drawn = draw_days(story, graph.edges, draws, seed)
    central, days = drawn.central, drawn.days
    names = [step.id for step in story.steps]
    place = {name: n for n, name in enumerate(names)}
    sources = [tuple(sorted(place[name] for name in graph.predecessors(one))) for one in names]
    if issue is None and (start is None or end is None):
        issue = main_issue(story, graph)
    about = range(len(names)) if issue is None else [step.place for step in story.by_issue[issue]]
    first = min(about, key=lambda n: (central[n], n)) if start is None else place[start]
    last = max(about, key=lambda n: (central[n], n)) if end is None else place[end]
    issue = (story.steps[last].issue if issue is None else issue) if end is None else None
    since = _open_since(story, issue) if issue is not None else None
    if since is not None:
        names.append(f"open:{issue}")
        sources.append(tuple(dict.fromkeys((since.place, last))))
        until = max(int(story.time.observed.hi), int(central[last]))
        central = np.append(central, until)
        days = np.vstack([days, np.maximum(until, days[last])])
        last = len(names) - 1
    return Network(
        story=story,
        names=tuple(names),
        before=tuple(sources),
        central=central,
        days=days,
        floor=_floors(story),
        start=first,
        end=last,
        issue=issue,
        fallback=drawn.fallback,
        held=drawn.held,
    )


def main_issue(story: Story, graph: nx.DiGraph[str]) -> str | None:
    """The issue whose lead time is that of the case: the first that it lists, else that of its first touchpoint.

    None where the last touchpoint of the case came of the first: then all of the case is one story.
    """
    if nx.has_path(graph, story.steps[0].id, story.steps[-1].id):
        return None
    return next((issue for issue in story.issues if issue in story.by_issue), story.steps[0].issue)


def _open_since(story: Story, issue: str) -> Step | None:
    """What put somebody at turn who still has to act when the story ends; None when the issue is done."""
    stretches = [*turns(story, issue)]
    return stretches[-1].since if stretches and stretches[-1].state in OPEN else None


def _floors(story: Story) -> dict[int, float]:
    """The earliest day that stands fixed, of the touchpoints that have one."""
    floors = {}
    for n, step in enumerate(story.steps):
        moment = parse_moment(step.t.not_before)
        span = story.time.place(step.t.not_before) if moment is not None else ANYTIME
        if span != ANYTIME:
            floors[n] = span.lo
    return floors
