"""G1, needless knocking (failure demand): asking after a request that should have been answered already.

A consequence, not a stall: it costs no days of its own. One signal per request, which counts the times.
Not counted: a polite call within two days, and a contact that brings something new.

Sources: Seddon, failure demand; methods G1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from casekit.norms import threshold
from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.k01_unanswered_request import opens
from casekit.stalls.kind import Kind, nothing_missing
from casekit.stalls.stall import Stall
from casekit.story import CLIENT, Step

__all__ = ["KIND", "find"]

POLITE_DAYS = threshold("G1_polite")
"""A call so soon after the request is a polite one."""


def find(e: Evidence) -> Iterator[Stall]:
    """The requests that somebody had to ask after, once they were overdue.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: inwoner > gemeente  vraag   @0
    ... b: inwoner > gemeente  navraag @20 re=a
    ... ''')
    >>> [(stall.verdict, stall.at) for stall in find(Evidence(case))]
    [('certain', 'b')]
    """
    loose = _loose(e)
    for step in e.story.steps:
        if not opens(e, step):
            continue
        norm = e.norm_for(step, "G1") or e.threshold("G1")
        overdue = []
        for chase in _chases(e, step, loose[step.id]):
            days = e.net(step.span, chase.span, step.issue)
            found = verdict(days, norm.allowed)
            if found is not None and days.hi > POLITE_DAYS:
                overdue.append((chase, found, days))
        if overdue:
            first, found, days = overdue[0]
            ids = (step.id, *(chase.id for chase, _, _ in overdue))
            yield Stall(
                kind="G1",
                verdict=found,
                at=first.id,
                touchpoints=ids,
                actors=e.story.actors_of((first.id,)),
                issue=step.issue,
                start=step.span,
                end=overdue[-1][0].span,
                days=days,
                norm=norm,
                tags=() if first.t.responds_to else ("inferred_link",),
                details={"times": len(overdue)},
            )


def _chases(e: Evidence, step: Step, loose: list[Step]) -> Iterator[Step]:
    """The times that the asking side came back before there was an answer, without bringing anything new."""
    answer = e.story.answer_to(step)
    for chase in sorted((*e.story.repeats(step), *loose), key=lambda later: later.place):
        if answer is not None and chase.place > answer.place:
            return
        new = chase.t.shares or chase.t.says or not set(chase.t.asks) <= set(step.t.asks)
        if chase.kind in ("chase", "question") and not new:
            yield chase


def _loose(e: Evidence) -> dict[str, list[Step]]:
    """Chases that reply to nothing, by the request they are taken to be about: the last of that side to that party.

    Both need a time of their own: order and a guessed link together show too little.
    """
    asked: dict[tuple[str, str, str], list[Step]] = defaultdict(list)
    for step in e.story.steps:
        if step.kind != "chase" and opens(e, step):
            for party in step.receivers:
                asked[step.issue, _side(step), party].append(step)
    loose: dict[str, list[Step]] = defaultdict(list)
    for chase in e.story.by_kind["chase"]:
        if chase.t.responds_to or not e.story.is_request(chase):
            continue
        for party in chase.receivers:
            requests = asked[chase.issue, _side(chase), party]
            before = bisect_right(requests, chase.place, key=lambda step: step.place)
            if before and e.dated(requests[before - 1]) and e.dated(chase):
                loose[requests[before - 1].id].append(chase)
                break
    return loose


def _side(step: Step) -> str:
    return CLIENT if step.from_client else step.sender


KIND = Kind(
    code="G1",
    group="consequence",
    find=find,
    opportunity=lambda e: any(opens(e, step) for step in e.story.steps),
    missing=nothing_missing,
)
