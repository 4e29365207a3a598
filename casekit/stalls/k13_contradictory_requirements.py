"""K13, contradictory requirements ("houdgreep", catch-22): each asks first for what the other gives.

The requirements as they were applied to this resident at that time leave a goal out of reach, though each
of them could be met if another was waived. It lasts from the day the last of them was imposed until one
was waived, or what it asked for was there, or the issue was solved. A way out that was offered dissolves
it; one that existed but was not offered does not (tag "not_offered"). A requirement of a worker without
further basis (tag "claim") stalls as well, but has another cause.

Time can contradict too (tag "timing"): a proof that has lapsed by the time that what it was needed for is
there, when both are asked together.

Sources: circular wait (Coffman conditions); AND/OR graphs; methods K13 and appendix A.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product
from math import inf

from casekit.case import Item, Requirement
from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.kind import Kind
from casekit.stalls.requirements import attainable, deadlocks
from casekit.stalls.stall import NormUse, Stall
from casekit.story import Step
from casekit.when import Span

__all__ = ["KIND", "find"]

_AT_ALL = Span(0, 0)
"""A requirement that is withdrawn at once holds nobody up; from then on every day counts."""

_RUNG = {"law": 2, "policy": 2}


def find(e: Evidence) -> Iterator[Stall]:
    """The deadlocks of requirements, and the proofs that lapse before they can be used.

    >>> from casekit.notation import case_of
    >>> def first(goal, need, at):
    ...     return {"id": at, "goal": goal, "alternatives": [{"needs": [need]}], "imposed_at": at}
    >>> case = case_of('''
    ... a: kredietbank > inwoner weigering @0
    ... b: ggz > inwoner         weigering @10
    ... observed @0..@100
    ... ''', requirements=[first("schuldhulp", "behandeling", "a"), first("behandeling", "schuldhulp", "b")])
    >>> [(stall.at, stall.touchpoints, stall.days) for stall in find(Evidence(case))]
    [('b', ('a', 'b'), Span(lo=90, hi=90))]
    """
    first_shared = _first(e, "shares")
    running: list[tuple[set[str], int | None]] = []
    for now in _moments(e):
        applied = [r for r in e.case.requirements if _applies(e, r, now)]
        have = {item for item, step in first_shared.items() if step.place <= now.place}
        for core in deadlocks(applied, have):
            ids = {requirement.id for requirement in core}
            if any(ids & known and (end is None or end > now.place) for known, end in running):
                continue  # one more requirement in the same deadlock
            end = _end(e, core, now, first_shared)
            running.append((ids, end.place if end else None))
            light = any(r.goal in attainable(applied, have, offered_only=False) for r in core)
            yield from _deadlock(e, core, now, end, ("not_offered",) if light else ())
    yield from _lapses(e, first_shared)


def _imposed(e: Evidence, requirement: Requirement) -> Step | None:
    return e.story.by_id.get(requirement.imposed_at or "")


def _waived(e: Evidence, requirement: Requirement) -> Step | None:
    return e.story.by_id.get(requirement.waived_at or "")


def _moments(e: Evidence) -> list[Step]:
    """The touchpoints at which something was required, in order."""
    found = {step.place: step for step in map(partial(_imposed, e), e.case.requirements) if step is not None}
    return [found[place] for place in sorted(found)]


def _applies(e: Evidence, requirement: Requirement, now: Step) -> bool:
    """Whether a requirement held right after a touchpoint; without a touchpoint of its own it always did."""
    imposed, waived = _imposed(e, requirement), _waived(e, requirement)
    return (imposed is None or imposed.place <= now.place) and (waived is None or waived.place > now.place)


def _first(e: Evidence, field: str) -> dict[str, Step]:
    """The first touchpoint that shares, or asks for, each item."""
    first: dict[str, Step] = {}
    for step in e.story.steps:
        for item in getattr(step.t, field):
            first.setdefault(item, step)
    return first


def _end(e: Evidence, core: tuple[Requirement, ...], at: Step, shared: dict[str, Step]) -> Step | None:
    """What ended a deadlock: a waiver, one of its goals being there after all, or the issue being over."""
    ends = [step for step in map(partial(_waived, e), core) if step is not None]
    ends += [shared[r.goal] for r in core if r.goal in shared]
    over = (s for s in e.story.later(at) if s.kind == "solved" or (s.kind == "withdrawal" and s.from_client))
    ends += [step for step in (next(over, None),) if step is not None]
    return min((step for step in ends if step.place > at.place), key=lambda step: step.place, default=None)


def _deadlock(
    e: Evidence, core: tuple[Requirement, ...], at: Step, end: Step | None, tags: tuple[str, ...]
) -> Iterator[Stall]:
    imposed = [step for step in map(partial(_imposed, e), core) if step is not None]
    until = end.span if end else Span(at.span.lo, e.story.end) if e.story.end == inf else e.end()
    days = e.net(at.span, until, at.issue)
    found = verdict(days, _AT_ALL)
    if found is None:
        return
    ids = _in_order(*imposed, at, *((end,) if end else ()))
    yield Stall(
        kind="K13",
        verdict=found,
        at=at.id,
        touchpoints=ids,
        actors=e.story.actors_of(ids),
        issue=at.issue,
        start=at.span,
        end=until,
        days=days,
        tags=(
            *tags,
            *(("claim",) if any(r.basis == "claim" for r in core) else ()),
            *(() if end else ("censored",)),
            *(() if e.dated(at) and (end is None or e.dated(end)) else ("order",)),
        ),
        details={"goals": ", ".join(dict.fromkeys(_called(e, r.goal) for r in core))},
    )


# -- time that contradicts ------------------------------------------------------------------------


def _lapses(e: Evidence, first_shared: dict[str, Step]) -> Iterator[Stall]:
    """Proofs that are no longer valid when what they were first needed for is there."""
    valid = {item.id: item for item in e.case.items if item.valid_days is not None}
    first_asked = _first(e, "asks")
    asks_for = {r.goal: {n for way in r.alternatives for n in way.needs} for r in e.case.requirements}
    for requirement in e.case.requirements:
        at = _imposed(e, requirement)
        ways = [way.needs for way in requirement.alternatives if way.offered]
        if at is None or len(ways) != 1:
            continue  # no touchpoint to point at, or another way out
        for proof, slow in product(ways[0], ways[0]):
            if proof in valid and proof in asks_for.get(slow, ()) and slow in first_asked:
                lead = first_asked[slow], first_shared.get(slow)
                yield from _lapse(e, requirement, at, valid[proof], slow, *lead)


def _lapse(
    e: Evidence, requirement: Requirement, at: Step, proof: Item, slow: str, asked: Step, came: Step | None
) -> Iterator[Stall]:
    until = came.span if came else e.end()
    if until.lo == inf:
        return
    assert proof.valid_days is not None
    valid = Span(proof.valid_days * e.factor, proof.valid_days * e.factor)
    days = e.net(asked.span, until, at.issue)
    found = verdict(days, valid)
    if found is None:
        return
    ids = _in_order(at, asked, *((came,) if came else ()))
    yield Stall(
        kind="K13",
        verdict=found,
        at=at.id,
        touchpoints=ids,
        actors=e.story.actors_of(ids),
        issue=at.issue,
        start=asked.span,
        end=until,
        days=days,
        norm=NormUse(f"valid:{proof.id}", _RUNG.get(str(requirement.basis), 3), valid),
        tags=("timing", *(() if came else ("absence", "censored"))),
        details={"goals": requirement.goal, "proof": proof.label or proof.id, "slow": slow},
    )


def _in_order(*steps: Step) -> tuple[str, ...]:
    """The ids of touchpoints, each once, in the order of the case."""
    places = {step.place: step.id for step in steps}
    return tuple(places[place] for place in sorted(places))


def _called(e: Evidence, goal: str) -> str:
    """What people call a goal: the label of the item it is, else its own words."""
    return next((item.label for item in e.case.items if item.id == goal and item.label), goal.replace("_", " "))


def _missing(e: Evidence) -> tuple[str, ...]:
    if not e.case.requirements:
        return ("requirements",)
    return () if _moments(e) else ("imposed_at",)


KIND = Kind(
    code="K13",
    group="access",
    find=find,
    opportunity=lambda e: bool(e.case.requirements),
    missing=_missing,
    precedence=1,
)
