"""K01, an unanswered request: asked, and nobody answered within the norm.

A question, application or report to an organisation that nothing of that organisation answers before the
end of what the sources cover, for longer than the norm allows. An acknowledgement is no answer; an answer
of a colleague is; one to the resident's representative is too. Asked anew: the clock starts again, and the
first request stays the origin.

Where no norm or no dates decide, order can: nothing answers the request itself, and its sender asks again,
chases or escalates, or the record says that no response came. Then it is possible, never certain. So it is
where the record says of another act that nothing came of it, or that it was only part of what was due.

A promise without any day is no K03; where order shows that nothing came of it, it falls to this kind.

Sources: conversation for action (Winograd & Flores); control action not provided (CAST); methods K01.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import isinf

from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.k03_broken_promise import unkept_without_day
from casekit.stalls.kind import Kind
from casekit.stalls.recorded import nothing_came, only_part
from casekit.stalls.stall import NormUse, Stall
from casekit.story import CLIENT, Step
from casekit.when import Span

__all__ = ["KIND", "find"]

_ASKS_ANEW = frozenset({"question", "application", "registration", "objection"})


def find(e: Evidence) -> Iterator[Stall]:
    """The requests that stayed without an answer.

    >>> from casekit.notation import case_of
    >>> list(find(Evidence(case_of("a: inwoner > gemeente  vraag")))) # nobody chases, no norm: no stall
    []
    """
    anew = _asked_anew(e)
    superseding = {again.id for repeats in anew.values() for again in repeats if again.issue}
    for step in e.story.steps:
        if opens(e, step) and step.t.outcome != "done" and not _withdrawn(e, step) and step.id not in superseding:
            for party in step.receivers:
                if party != step.sender and party != CLIENT:
                    yield from _unanswered(e, step, party, anew.get(step.id, []))
    for step, back in unkept_without_day(e):
        until = back[0].span if back else Span(step.span.lo, e.story.end)
        days = e.story.wait(step.span, until)
        yield _stall(e, step, list(back), "possible", until, days, None, ("promised", "order"))
    yield from _recorded(e)


def _recorded(e: Evidence) -> Iterator[Stall]:
    """Acts other than requests of which the record says that nothing, or only part, came of them."""
    needed = {name for step in e.story.steps for name in step.t.depends_on}
    for step in e.story.steps:
        if e.story.is_request(step):
            continue
        nothing = nothing_came(e, step)
        if nothing or only_part(e, step, needed):
            until = Span(step.span.lo, e.story.end)
            tags = ("nothing_came" if nothing else "only_part", "order")
            yield _stall(e, step, [], "possible", until, e.story.wait(step.span, until), None, tags)


def opens(e: Evidence, step: Step) -> bool:
    """Whether a request opens an obligation of its own, and does not repeat one that is still open."""
    if not e.story.is_request(step) or all(party == CLIENT for party in step.receivers):
        return False
    origin = e.story.origin(step)
    if origin is step:
        return True
    answer = e.story.answer_to(origin)
    return answer is not None and answer.place < step.place and e.story.direct_answer(origin) is answer


def _asked_anew(e: Evidence) -> dict[str, list[Step]]:
    """Per request: the later ones of the same kind, side and party on the issue that are linked to nothing.

    On a named issue they take the request's place; without named issues they may be about something else, and
    only show that the sender had to come back.
    """
    anew: dict[str, list[Step]] = {}
    first: dict[tuple[object, ...], Step] = {}
    for step in e.story.steps:
        if step.kind not in _ASKS_ANEW or step.t.responds_to or not e.story.is_request(step):
            continue
        side = CLIENT if step.from_client else step.sender
        key = (step.issue, step.kind, side, step.receivers)
        origin = first.get(key)
        answer = e.story.answer_to(origin) if origin is not None else None
        if origin is None or (answer is not None and answer.place < step.place):
            first[key] = step
        else:
            anew.setdefault(origin.id, []).append(step)
    return anew


def _withdrawn(e: Evidence, step: Step) -> bool:
    """Whether the resident's side took the request back: this one, or all that it asked on the issue."""
    own = {step.id, *(reply.id for reply in e.story.replies.get(step.id, ()))}
    own.update(again.id for again in e.story.repeats(step))
    ends = (*e.story.by_kind["withdrawal"], *e.story.by_kind["solved"])
    return any(
        end.from_client
        and end.issue == step.issue
        and end.place > step.place
        and (not end.t.responds_to or not own.isdisjoint(end.t.responds_to))
        for end in ends
    )


def _unanswered(e: Evidence, step: Step, party: str, anew: list[Step]) -> Iterator[Stall]:
    took_over = [again for again in anew if again.issue]
    answers = [answer for asked in (step, *took_over) if (answer := e.story.answer_to(asked)) is not None]
    answer = min(answers, key=lambda one: one.place, default=None)
    if any(reply.kind == "receipt" and reply.t.due for reply in e.story.replies.get(step.id, ())):
        return  # an acknowledgement with a date is a promise: K03 follows it
    if answer is not None and len(step.receivers) > 1 and answer.sender != party:
        answer = None  # each of several receivers owes an answer
    linked = sorted((*e.story.repeats(step), *anew), key=lambda again: again.place)
    repeats = [again for again in linked if answer is None or again.place < answer.place]
    asked = next((again for again in reversed(repeats) if again.kind in _ASKS_ANEW), step)
    norm = e.norm_for(asked, "K01")
    end = e.seen_until(step, (party,), "K01")
    if norm is not None and not isinf(asked.span.hi) and not (end is not None and isinf(end.hi)):
        if answer is None and end is not None:
            days = e.net(asked.span, end, step.issue, party)
            found = verdict(days, norm.allowed)
            if found == "certain" or (found == "possible" and e.dated(asked)):
                stall = _stall(e, step, repeats, found, end, days, norm, ("absence", "censored"))
                yield replace(stall, start=asked.span, clock=party)  # where the clock started again
                return
        if answer is not None or e.dated(asked):
            return
    if _shown_by_order(e, step, repeats):
        until = answer.span if answer is not None else Span(step.span.lo, e.story.end)
        days = e.story.wait(step.span, until)
        yield _stall(e, step, repeats, "possible", until, days, None, ("order",))


def _shown_by_order(e: Evidence, step: Step, repeats: list[Step]) -> bool:
    """Whether something other than the length of the wait shows that no answer came."""
    if nothing_came(e, step):
        return True
    return e.story.direct_answer(step) is None and (bool(repeats) or _comes_back(e, step))


def _comes_back(e: Evidence, step: Step) -> bool:
    """Whether the asking side chases or escalates, in reply to nothing, before any answer.

    To the party that was asked; an escalation elsewhere only while nothing else that this side asked is open.
    """
    answer = e.story.answer_to(step)
    for later in e.story.later(step):
        if answer is not None and later.place >= answer.place:
            return False
        if not e.story.same_side(step, later) or not e.story.is_request(later) or later.t.responds_to:
            continue
        if later.kind in ("chase", "escalation") and set(later.receivers) & set(step.receivers):
            return True
        return later.kind == "escalation"  # whatever else is asked first makes it unclear what is escalated
    return False


def _stall(
    e: Evidence,
    step: Step,
    repeats: list[Step],
    found: str,
    end: Span,
    days: Span,
    norm: NormUse | None,
    tags: tuple[str, ...],
) -> Stall:
    ids = (step.id, *(repeat.id for repeat in repeats))
    return Stall(
        kind="K01",
        verdict="certain" if found == "certain" else "possible",
        at=step.id,
        touchpoints=ids,
        actors=e.story.actors_of((step.id,)),
        issue=step.issue,
        start=step.span,
        end=end,
        days=days,
        norm=norm,
        tags=tags,
        details={"repeats": len(repeats)},
    )


def _missing(e: Evidence) -> tuple[str, ...]:
    asked = [step for step in e.story.steps if opens(e, step)]
    return ("norm",) if asked and not any(e.norm_for(step, "K01") for step in asked) else ()


KIND = Kind(
    code="K01",
    group="waiting",
    find=find,
    opportunity=lambda e: any(opens(e, step) for step in e.story.steps),
    missing=_missing,
    precedence=7,
)
