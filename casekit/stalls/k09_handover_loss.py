"""K09, handover loss: after a change of worker something was lost that the one before had.

A change of worker is no stall. It becomes one when within 42 days the new worker asks again for what was
there (K10), takes the issue back to an earlier stage (K16), or contradicts who went before (K12), or when a
promise that was still running lapses (K03).

A change is a recorded handover, or another worker of the same organisation who takes the place of one who
does not come back; replacement of up to 14 days is none. Desks and teams are no workers. When old and new
worker met with the resident, the handover was warm: then a loss after it is possible at most.

Sources: continuity of care (Haggerty 2003; Saultz 2003); methods K09.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from casekit.norms import threshold
from casekit.stalls.evidence import Evidence
from casekit.stalls.k15_threshold import chosen
from casekit.stalls.kind import Kind
from casekit.stalls.stall import Stall, Verdict
from casekit.story import Step
from casekit.when import Span

__all__ = ["KIND", "Change", "changes", "find"]

_LOSSES = ("K10", "K16", "K03", "K12")
_LEAVE = threshold("K09_leave")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of worker on an issue: the last step of the old one and the first of the new one.

    `old` and `new` are actors; `handover` is the recorded act, if there is one; `sure` whether the days
    exclude a short replacement.
    """

    old: str
    new: str
    last: Step
    first: Step
    handover: Step | None
    sure: bool


def find(e: Evidence) -> Iterator[Stall]:
    """The changes of worker that were followed by a loss; one stall per change.

    >>> from casekit.notation import case_of
    >>> from casekit.stalls.k10_asking_again import find as asking_again
    >>> e = Evidence(case_of(\'\'\'
    ... actor anna of gemeente
    ... actor bert of gemeente
    ... a: inwoner > anna  levering        @0  shares=loonstrook
    ... b: anna > bert     overdracht      @5
    ... c: bert > inwoner  verzoek_stukken @20 asks=loonstrook
    ... \'\'\'))
    >>> e.found["K10"] = list(asking_again(e))
    >>> [(stall.at, stall.touchpoints, stall.days) for stall in find(e)]
    [('b', ('b', 'c'), Span(lo=15, hi=15))]
    """
    by_issue: dict[str, list[Stall]] = defaultdict(list)
    for kind in _LOSSES:
        for stall in e.found[kind]:
            by_issue[stall.issue].append(stall)
    norm = e.threshold("K09")
    for issue, stalls in by_issue.items():
        found = list(changes(e, issue))
        losses: dict[int, list[tuple[Stall, Verdict]]] = defaultdict(list)
        for stall in stalls:
            blamed = _after_which(e, found, stall, norm.allowed)
            if blamed is not None:
                losses[blamed[0]].append((stall, blamed[1]))
        for place in sorted(losses):
            yield _stall(e, found[place], losses[place])


# -- changes of worker ----------------------------------------------------------------------------------


def changes(e: Evidence, issue: str) -> Iterator[Change]:
    """The changes of worker on an issue: those recorded as a handover, then those that the contacts show."""
    steps = e.story.by_issue.get(issue, [])
    taken: set[str] = set()
    for step in steps:
        if step.kind == "handover" and not step.from_client:
            first = _first_of_new(e, step)
            if first is not None and not e.story.client_side(first.t.from_):
                taken.add(first.t.from_)
                yield Change(step.t.from_, first.t.from_, step, first, step, True)
    seen: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        for actor in _workers(e, step):
            seen[actor].append(step)
    new = set(seen) - taken
    before: dict[str, str] = {}
    last: dict[str, Step] = {}
    for step in steps:
        for actor in _workers(e, step):
            party = e.story.party(actor)
            old = before.get(party, actor)
            if actor in new and actor not in last and old != actor and last[old] is not step:
                back = next((act for act in seen[old] if act.place > step.place), None)
                away = e.story.wait(last[old].span, back.span) if back is not None else Span(inf, inf)
                if away.hi > _LEAVE:
                    yield Change(old, actor, last[old], step, None, away.lo > _LEAVE)
            last[actor] = step
            before[party] = actor


def _workers(e: Evidence, step: Step) -> Iterator[str]:
    """The workers who act in a step, or whom the resident's side turns to."""
    for actor in (step.t.from_, *(step.t.to if step.from_client else ())):
        if _is_worker(e, actor):
            yield actor


def _first_of_new(e: Evidence, handover: Step) -> Step | None:
    """The first act of who took over: of who accepted it, else of who it was handed to, person or party."""
    accepted = [s for s in e.story.replies.get(handover.id, ()) if s.kind == "acceptance" and not s.from_client]
    if accepted:
        return accepted[0]
    to = set(handover.t.to)
    parties = {party for party in handover.receivers if party != handover.sender}
    for step in e.story.later(handover):
        if step.t.from_ in to or step.sender in parties:
            return step
        if step.sender == handover.sender and step.t.from_ != handover.t.from_ and not parties:
            return step  # handed to a team: the colleague who takes it up
    return None


def _is_worker(e: Evidence, actor: str) -> bool:
    """Whether an actor is a person in an organisation, and not a desk, team or system."""
    found = e.story.actors.get(actor)
    return (
        found is not None
        and found.organisation is not None
        and not found.client_side
        and found.kind != "system"
        and found.level in (None, "worker")
    )


# -- losses after it ------------------------------------------------------------------------------------


def _after_which(e: Evidence, found: list[Change], stall: Stall, allowed: Span) -> tuple[int, Verdict] | None:
    """The last change of worker that a loss followed within the norm, and how surely."""
    best: tuple[int, Verdict] | None = None
    bites = e.story.by_id[stall.at]
    moment = stall.start if stall.kind == "K03" else bites.span
    for place, change in enumerate(found):
        around = Span(change.last.span.lo, bites.span.hi)
        if not _fits(e, change, stall, bites) or chosen(e, bites.issue, around):
            continue
        after = e.story.wait(change.first.span, moment)
        if after.lo > allowed.hi:
            continue
        sure = change.sure and after.hi <= allowed.lo and stall.verdict == "certain" and not _warm(e, change)
        if best is None or found[best[0]].first.place <= change.first.place:
            best = place, "certain" if sure else "possible"
    return best


def _fits(e: Evidence, change: Change, stall: Stall, bites: Step) -> bool:
    """Whether a loss is one of this change: by the new worker, of what was there before the change."""
    if stall.kind == "K03":  # the promise ran when the worker changed
        made = bites.place < change.first.place
        return made and bites.sender == e.story.party(change.old) and stall.start.hi >= change.first.span.lo
    if bites.t.from_ != change.new or bites.place < change.first.place:
        return False
    if stall.kind == "K16":
        return True
    earlier = [e.story.by_id[name] for name in stall.touchpoints if name != stall.at]
    if stall.kind == "K12":
        return any(step.t.from_ == change.old for step in earlier)
    return any(step.place < change.first.place and change.new not in step.t.to for step in earlier)


def _warm(e: Evidence, change: Change) -> bool:
    """Whether old and new worker met with the resident while the one handed over to the other."""
    around = e.story.steps[change.last.place : change.first.place + 1]
    return any(
        {change.old, change.new} <= {step.t.from_, *step.t.to} and (step.to_client or step.from_client)
        for step in around
    )


def _stall(e: Evidence, change: Change, losses: list[tuple[Stall, Verdict]]) -> Stall:
    at = change.handover or change.first
    places = {step.place: step.id for step in (change.last, change.first)}
    for stall, _ in losses:
        places[e.story.by_id[stall.at].place] = stall.at
    gap = e.net(change.last.span, change.first.span, at.issue, e.story.party(change.new))
    rework = [stall.days for stall, _ in losses if stall.kind != "K03"]
    days = Span(gap.lo + sum(s.lo for s in rework), gap.hi + sum(s.hi for s in rework))
    touchpoints = tuple(places[place] for place in sorted(places))
    unsure = [step for step in (change.last, change.first) if step.t.link_basis == "inferred"]
    return Stall(
        kind="K09",
        verdict="certain" if any(sure == "certain" for _, sure in losses) else "possible",
        at=at.id,
        touchpoints=touchpoints,
        actors=e.story.actors_of(touchpoints),
        issue=at.issue,
        start=change.last.span,
        end=change.first.span,
        days=days,
        tags=("inferred_link",) if unsure else (),
        details={"losses": ", ".join(sorted({stall.kind for stall, _ in losses}))},
    )


def _missing(e: Evidence) -> tuple[str, ...]:
    """Workers have to be told apart, or a handover be recorded."""
    if e.story.by_kind["handover"]:
        return ()
    workers: dict[str, set[str]] = defaultdict(set)
    for step in e.story.steps:
        for actor in _workers(e, step):
            workers[e.story.party(actor)].add(actor)
    return () if any(len(names) > 1 for names in workers.values()) else ("organisation",)


KIND = Kind(
    code="K09",
    group="handover",
    find=find,
    opportunity=lambda e: any(True for issue in list(e.story.by_issue) for _ in changes(e, issue)),
    missing=_missing,
    by_issue=True,
    after=_LOSSES,
)
