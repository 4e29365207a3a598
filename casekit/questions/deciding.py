"""Which questions decide the as-built critical path of a case.

A link on that path is asked about when the kit only assumes it. Where dates are uncertain, the path on the earliest,
the middle and the latest days are all looked at. Where the path breaks off, what may have driven it there is asked
about. Links that the case states are not, nor is anything that was answered before, `unknown` included.

Source: the question dialogue of event structure analysis (Heise; Griffin 1993): "did A have to happen for B?";
AACE RP 29R-03, which warns that a schedule alone does not show what drove it; methods 2 and 6.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from math import isinf
from typing import TYPE_CHECKING, Literal

from casekit.cost.network import Network, network_of
from casekit.critical import Leg, trace
from casekit.graph import event_graph
from casekit.story import Step, Story
from casekit.when import Span

if TYPE_CHECKING:
    from casekit.stalls.run import Analysis

__all__ = ["Question", "driving_path", "questions"]

MOST = 10
"""More questions at once nobody answers; the others come up once these are answered."""
TRIED = 3
"""How many earlier touchpoints are asked about, where the path breaks off."""


@dataclass(frozen=True, slots=True)
class Question:
    """The question whether `before` had to happen before `after` could.

    `why`: "assumed" where the kit assumes this link on the critical path, "broken" where the path begins at `after`
    and nothing says what came before it. `days`: what hangs on it, the days between the two, or those before the
    break that nothing explains; a range where dates are uncertain, None where nothing has a day.
    """

    before: str
    after: str
    why: Literal["assumed", "broken"]
    days: Span | None


def questions(source: Analysis | Story, issue: str | None = None) -> tuple[Question, ...]:
    r"""The open questions, at most ten, that on which most days hang first; about the lead time that `cost_of` takes.

    An answer can open new ones: ask again until there are none.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> case = case_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @28")
    >>> [(question.before, question.after, question.why, question.days.lo) for question in questions(tell(case))]
    [('a', 'b', 'assumed', 28.0)]
    """
    story = source if isinstance(source, Story) else source.story
    answered = {frozenset((before, after)) for after, said in story.links.items() for before in said}
    graph = event_graph(story)
    found: dict[tuple[str, str], list[tuple[Literal["assumed", "broken"], float]]] = {}
    start, dated, paths = _paths(story, issue)
    for path in paths:
        for leg in path:
            if leg.first is not None and graph.has_edge(leg.first, leg.last):
                pair = (leg.first, leg.last)
                if graph.edges[pair]["assumed"] and frozenset(pair) not in answered:
                    found.setdefault(pair, []).append(("assumed", leg.lag))
            elif leg.first is None and leg.last != start and leg.last in story.by_id:
                step = story.by_id[leg.last]
                for earlier in islice(_may_have_driven(story, step), TRIED):
                    if frozenset((earlier.id, step.id)) not in answered:
                        found.setdefault((earlier.id, step.id), []).append(("broken", leg.lag))
                        break
    made = [
        Question(*pair, said[0][0], Span(min(d for _, d in said), max(d for _, d in said)) if dated else None)
        for pair, said in found.items()
    ]
    return tuple(sorted(made, key=lambda one: _weight(one, story))[:MOST])


def _weight(question: Question, story: Story) -> tuple[float, float, int]:
    days = question.days or Span(0, 0)
    return (-days.hi, -days.lo, story.by_id[question.after].place)


def _may_have_driven(story: Story, step: Step) -> Iterator[Step]:
    """The touchpoints before one that may have led to it, the likeliest first.

    Those in which who acts took part, on the same issue and the latest first; then any other on the issue.
    """
    earlier = story.steps[: step.place][::-1]
    involved = [one for one in earlier if step.sender in (one.sender, *one.receivers)]
    same = [one for one in earlier if one.issue == step.issue]
    both = [one for one in involved if one.issue == step.issue]
    yield from {one.id: one for one in (*both, *involved, *same, *earlier[:1])}.values()


def driving_path(story: Story, issue: str | None = None) -> tuple[str, ...]:
    """The touchpoints of the as-built critical path on the middle days, in order."""
    _, _, paths = _paths(story, issue)
    legs = paths[-1] if paths else ()
    names = (*(leg.first for leg in legs[:1]), *(leg.last for leg in legs))
    return tuple(name for name in names if name in story.by_id)


def _paths(story: Story, issue: str | None) -> tuple[str, bool, tuple[tuple[Leg, ...], ...]]:
    """Where the path starts, whether it has days, and the path on the earliest, the latest and the middle days.

    Without any days there is one path, along the order.
    """
    first, last = (story.case.start_event, story.case.end_event) if issue is None else (None, None)
    if not story.steps:
        return "", False, ()
    try:
        network = network_of(story, start=first, end=last, issue=issue, draws=1, seed=1)
    except ValueError:
        about = story.steps if issue is None else story.by_issue[issue]
        first, last = first or about[0].id, last or about[-1].id
        return first, False, (_by_order(story, first, last),)
    start = network.names[network.start]
    middle = {name: float(day) for name, day in zip(network.names, network.central, strict=True)}
    paths = []
    for spans in ([(s.id, s.span.lo) for s in story.steps], [(s.id, s.span.hi) for s in story.steps], []):
        days = middle | {name: float(day) for name, day in spans if not isinf(day)}
        paths.append(_since(days[start], _traced(network, days)))
    return start, True, tuple(paths)


def _by_order(story: Story, first: str, last: str) -> tuple[Leg, ...]:
    graph = event_graph(story)
    places = {step.id: step.place for step in story.steps}
    return _since(places[first], trace(places, places, {name: [*graph.predecessors(name)] for name in places}, last))


def _traced(network: Network, days: Mapping[str, float]) -> tuple[Leg, ...]:
    before = {name: [network.names[n] for n in network.before[network.number[name]]] for name in network.names}
    return trace(days, network.number, before, network.names[network.end])


def _since(day: float, path: tuple[Leg, ...]) -> tuple[Leg, ...]:
    """The path from a day on; what it does not reach back to is a leg that came of nothing known."""
    return tuple(
        Leg(leg.first, leg.last, day if leg.first is None else max(leg.start, day), max(leg.end, day))
        for leg in path
        if leg.end > day or leg is path[-1]
    )
