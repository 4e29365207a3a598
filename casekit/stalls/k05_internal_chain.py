"""K05, an internal approval chain: inside one organisation it goes from hand to hand, past the norm.

Two or more steps inside one organisation on an issue, while that organisation is at turn, from the first
of them until the next step that reaches or comes from outside. Somebody who asks how it is going does not
interrupt it; whatever else crosses the border does. One internal step with a long wait is a late response
(K02), and advice on which the outcome depends is work, not a chain.

The norm is the organisation's own term, else the kit's. Order alone never shows how long it took.

Sources: control action too late (CAST); handovers in process mining; methods K05.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, isinf

from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.kind import Kind
from casekit.stalls.stall import Stall
from casekit.story import Step

__all__ = ["KIND", "find"]

_NO_HAND = frozenset({"silence", "lookup"})
"""What is recorded as a contact, though nobody passed anything on."""

_KNOCKS = frozenset({"chase", "escalation"})
"""Asking how it is going: it brings the chain nothing to wait for."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Internal steps of one organisation on an issue, and the step across its border that ended them."""

    organisation: str
    hands: tuple[Step, ...]
    after: Step | None


def find(e: Evidence) -> Iterator[Stall]:
    """The internal chains that took longer than the norm.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... actor loket of gemeente
    ... actor jurist of gemeente
    ... actor teamleider of gemeente
    ... a: inwoner > loket      aanvraag   @0
    ... b: loket > jurist       overdracht @5
    ... c: jurist > teamleider  overdracht @15
    ... d: loket > inwoner      besluit    @40 re=a
    ... ''')
    >>> [(stall.touchpoints, stall.days) for stall in find(Evidence(case))]
    [(('b', 'c', 'd'), Span(lo=35, hi=35))]
    """
    for issue in e.story.by_issue:
        for run in _runs(e, issue):
            if len(run.hands) > 1 and _at_turn(e, run) and not _advised(e, run):
                yield from _too_long(e, run)


def _runs(e: Evidence, issue: str) -> Iterator[_Run]:
    going: dict[str, list[Step]] = {}
    for step in e.story.by_issue[issue]:
        if step.kind in _NO_HAND:
            continue
        if step.internal:
            going.setdefault(step.sender, []).append(step)
            continue
        for party in (step.sender, *step.receivers):
            if party in going and (step.kind not in _KNOCKS or step.sender == party):
                yield _Run(party, tuple(going.pop(party)), step)
    for party, hands in going.items():
        yield _Run(party, tuple(hands), None)


def _at_turn(e: Evidence, run: _Run) -> bool:
    """Whether the organisation was at turn when the run began; what nobody asked for, it took up itself."""
    first = run.hands[0]
    turns = e.turns[first.issue]
    before = bisect_left(turns, first.place, key=lambda turn: turn.since.place)
    return before == 0 or run.organisation in turns[before - 1].holders


def _advised(e: Evidence, run: _Run) -> bool:
    """Whether the step that ended the run depends on expert advice given in it."""
    if run.after is None:
        return False
    return any(hand.kind == "advice" and hand.id in run.after.t.depends_on for hand in run.hands)


def _too_long(e: Evidence, run: _Run) -> Iterator[Stall]:
    first, last = run.hands[0], run.hands[-1]
    end = run.after.span if run.after else e.seen_until(last, (run.organisation,), "K05")
    if end is None or end.lo == inf:
        return
    norm = e.norm_for(first, "K05") or e.threshold("K05")
    days = e.net(first.span, end, first.issue, run.organisation)
    found = verdict(days, norm.allowed)
    timed = e.dated(first) and (run.after is None or e.dated(run.after)) and not isinf(days.hi)
    if found is None or (found == "possible" and not timed):
        return
    hands = tuple(hand.id for hand in run.hands)
    yield Stall(
        kind="K05",
        verdict=found,
        at=first.id,
        touchpoints=(*hands, run.after.id) if run.after else hands,
        actors=e.story.actors_of(hands),
        issue=first.issue,
        start=first.span,
        end=end,
        days=days,
        clock=run.organisation,
        norm=norm,
        tags=(
            *(() if run.after else ("absence", "censored")),
            *(("rhythm",) if _in_rhythm(e, run, end.hi) else ()),
        ),
        details={"hands": len(e.story.actors_of(hands))},
    )


def _in_rhythm(e: Evidence, run: _Run, until: float) -> bool:
    """Whether it waited for a committee or another fixed rhythm of the organisation."""
    for hold in e.case.holds:
        mine = not hold.actors or run.organisation in map(e.story.party, hold.actors)
        if hold.basis == "calendar" and hold.issue in (None, run.hands[0].issue) and mine:
            start, end = e.waits.ends_of(hold)
            if start.lo < until and end.hi > run.hands[0].span.lo:
                return True
    return False


def _missing(e: Evidence) -> tuple[str, ...]:
    desks = (actor for actor in e.case.actor_list if not actor.client_side)
    return () if any(actor.organisation for actor in desks) else ("organisation",)


KIND = Kind(
    code="K05",
    group="waiting",
    find=find,
    opportunity=lambda e: any(step.internal for step in e.story.steps),
    missing=_missing,
    by_issue=True,
    precedence=5,
)
