"""K03, a broken promise: something was promised by a day, and it did not come by then.

A promise binds the promiser's organisation. Late is K03 with its days; never is K03 until the end of what
the sources cover. A vague promise ("next week") has an interval as its due date. A promise without any
time is no K03: it falls to K01, which takes it from `unkept_without_day`. An appointment that was put off
is a promise moved.

Sources: conversation for action (Winograd & Flores); the ombudsman's norm of reliability; methods K03.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from math import isinf

from casekit.norms import threshold
from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.kind import Kind
from casekit.stalls.stall import NormUse, Stall, Verdict
from casekit.story import ANSWERS, REQUESTS, Step
from casekit.when import Span, parse_moment

__all__ = ["KIND", "find", "promises", "unkept_without_day"]

_FULFILS = ANSWERS | {"conversation", "acceptance"}
_MOVES = frozenset({"promise", "appointment", "message"})
_NOW = Span(0, 0)
MAX_MOVES = threshold("K03_rescheduled")
"""The third time that a promise is moved it counts as broken, agreed or not (methods K03)."""


def promises(e: Evidence) -> Iterator[Step]:
    """The touchpoints of organisations that promise something: promises, and receipts that name a date."""
    for step in e.story.steps:
        if not step.from_client and _promises(step):
            yield step


def _promises(step: Step) -> bool:
    return step.kind == "promise" or step.t.promise is not None or (step.kind == "receipt" and bool(step.t.due))


def find(e: Evidence) -> Iterator[Stall]:
    """The promises that were not kept, or not in time.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: gemeente > inwoner  toezegging @0  promise.due=7
    ... b: gemeente > inwoner  levering   @10 re=a
    ... ''')
    >>> [(stall.verdict, stall.days) for stall in find(Evidence(case))]
    [('certain', Span(lo=3, hi=3))]
    """
    stops = _stops(e)
    for step in promises(e):
        yield from _broken(e, step, stops[step.issue])
    for step in e.story.by_kind["appointment"]:
        if step.t.promise is None and _put_off(e, step):
            yield _stall(e, step, "possible", step.span, Span(step.span.lo, e.story.end), (), ("put_off", "order"))


def unkept_without_day(e: Evidence) -> Iterator[tuple[Step, tuple[Step, ...]]]:
    """The promises without any time of which order shows that nothing came, each with who came back on it.

    The record says so, or the receiver had to come back, and nothing that the promiser did keeps it.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: gemeente > inwoner  toezegging
    ... b: inwoner > gemeente  navraag re=a
    ... ''')
    >>> [(step.id, [later.id for later in back]) for step, back in unkept_without_day(Evidence(case))]
    [('a', ['b'])]
    """
    for step in promises(e):
        if _due(e, step) is not None or _lapsed(step) or len(_moves(e, step, None)) >= MAX_MOVES:
            continue
        back = _returns(e, step)
        silent = any(reply.kind == "silence" for reply in e.story.replies.get(step.id, ()))
        if (back or silent or step.t.outcome in ("no_response", "postponed")) and not _kept_by(e, step, []):
            yield step, back


def _due(e: Evidence, step: Step) -> Span | None:
    text = (step.t.promise.due if step.t.promise else None) or step.t.due
    moment = parse_moment(text)
    return None if moment is None or moment.form == "order" else e.story.time.place(text)


def _lapsed(step: Step) -> bool:
    """Whether the condition of a promise was not met: then whoever had to meet it is at turn."""
    return step.t.promise is not None and step.t.promise.condition_met is False


def _stops(e: Evidence) -> dict[str, list[Step]]:
    """What the resident's side did, per issue, that can keep an organisation from doing what it promised."""
    stops: dict[str, list[Step]] = defaultdict(list)
    for step in e.story.steps:
        if step.from_client and step.kind in ("no_show", "withdrawal"):
            stops[step.issue].append(step)
    return stops


def _prevented(step: Step, due: Span, stops: list[Step]) -> bool:
    """Whether the resident's side withdrew, or did not come to the promiser, on or before the day."""
    for later in stops[bisect_right(stops, step.place, key=lambda stop: stop.place) :]:
        if later.span.lo > due.hi:
            return False
        if later.kind == "withdrawal" or step.sender in later.receivers:
            return True
    return False


def _broken(e: Evidence, step: Step, stops: list[Step]) -> Iterator[Stall]:
    due = _due(e, step)
    if _lapsed(step) or (due is not None and _prevented(step, due, stops)):
        return
    moves = _moves(e, step, due)
    kept = _kept_by(e, step, moves)
    if len(moves) >= MAX_MOVES:
        last = moves[MAX_MOVES - 1]
        yield _stall(e, step, "certain", due or step.span, last.span, (*moves, *kept[:1]), ("moved",))
        return
    if moves and e.accepted(moves[-1]):
        if _promises(moves[-1]):
            return  # the new promise speaks for itself
        due = _due(e, moves[-1])
    if due is None or isinf(due.hi):
        return
    end = kept[0].span if kept else e.seen_until(step, (step.sender,), "K03", step.receivers)
    if end is None or (isinf(end.hi) and not kept):
        return
    found = verdict(e.net(due, end, step.issue, step.sender), _NOW)
    if found is None:
        return
    tags = ("absence", "censored") if not kept else () if kept[0].t.responds_to else ("inferred_link",)
    norm = NormUse(f"promise:{step.id}", 1, _NOW)
    yield _stall(e, step, "possible" if _unsure(e, step, moves) else found, due, end, kept[:1], tags, norm)


def _unsure(e: Evidence, step: Step, moves: list[Step]) -> bool:
    """Whether the day may have been moved by agreement, or the condition may not have been met."""
    promise = step.t.promise
    conditional = promise is not None and promise.condition is not None and promise.condition_met is None
    return conditional or (bool(moves) and not e.accepted(moves[-1]))


def _kept_by(e: Evidence, step: Step, moves: list[Step]) -> list[Step]:
    """What fulfilled the promise: linked acts of the promiser's organisation, else its first unlinked one.

    Linked is also the answer to the request that the promise itself was a reply to.

    A promise about what somebody else will do binds its maker to pass it on: then any word to the
    receiver, or to that other, keeps it.
    """
    promise = step.t.promise
    relays = promise is not None and promise.by is not None and e.story.party(promise.by) != step.sender
    around = [again for asked in (step, *moves) for again in (asked, *_returns(e, asked))]
    linked = [
        reply
        for asked in around
        for reply in e.story.replies.get(asked.id, ())
        if reply.sender == step.sender and (relays or reply.kind in _FULFILS)
    ]
    linked = linked or [
        reply
        for earlier in step.t.responds_to
        for reply in e.story.replies.get(earlier, ())
        if reply.place > step.place and reply.sender == step.sender and reply.kind in _FULFILS
    ]
    if linked:
        return sorted(linked, key=lambda reply: reply.place)
    for later in e.story.later(step):
        fulfils = later.kind in _FULFILS and not set(later.receivers).isdisjoint(step.receivers)
        own = later.sender == step.sender and not later.internal and not later.t.responds_to
        if own and (relays or fulfils):
            return [later]
    return []


def _returns(e: Evidence, step: Step) -> tuple[Step, ...]:
    """The times that the receiver of the promise had to come back on it."""
    return tuple(
        reply for reply in e.story.replies.get(step.id, ()) if reply.kind in REQUESTS and reply.sender != step.sender
    )


def _moves(e: Evidence, step: Step, due: Span | None) -> list[Step]:
    """New dates for the same promise, given by the promiser before the old date had passed."""
    moves: list[Step] = []
    current, limit = step, due
    while True:
        new = next(
            (
                reply
                for asked in (current, *_returns(e, current))
                for reply in e.story.replies.get(asked.id, ())
                if reply.place > current.place
                and reply.sender == step.sender
                and reply.kind in _MOVES
                and _due(e, reply) is not None
            ),
            None,
        )
        if new is None or (limit is not None and new.span.lo > limit.hi):
            return moves
        moves.append(new)
        current, limit = new, _due(e, new)


def _put_off(e: Evidence, step: Step) -> bool:
    """Whether an appointment of an organisation was put off, and the resident's side did not do so or agree."""
    if step.from_client or not step.to_client or step.t.outcome != "postponed":
        return False
    return not any(reply.from_client and reply.kind not in REQUESTS for reply in e.story.replies.get(step.id, ()))


def _stall(
    e: Evidence,
    step: Step,
    found: Verdict,
    start: Span,
    end: Span,
    others: tuple[Step, ...] | list[Step],
    tags: tuple[str, ...],
    norm: NormUse | None = None,
) -> Stall:
    return Stall(
        kind="K03",
        verdict=found,
        at=step.id,
        touchpoints=tuple(dict.fromkeys((step.id, *(other.id for other in others)))),
        actors=e.story.actors_of((step.id,)),
        issue=step.issue,
        start=start,
        end=end,
        days=e.net(start, end, step.issue, step.sender) if norm else e.story.wait(start, end),
        clock=step.sender,
        norm=norm,
        tags=tags,
    )


def _missing(e: Evidence) -> tuple[str, ...]:
    made = list(promises(e))
    return ("due",) if made and all(_due(e, step) is None for step in made) else ()


KIND = Kind(
    code="K03",
    group="waiting",
    find=find,
    opportunity=lambda e: any(True for _ in promises(e)),
    missing=_missing,
    precedence=6,
)
