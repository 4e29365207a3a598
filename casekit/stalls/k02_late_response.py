"""K02, a late response: the answer came, but after the norm.

The first answer that let the case go on counts; a delay that was announced in time moves the norm, and
legitimate waits do not count. Order alone never shows it: both the request and the answer need a time of
their own, unless the dates around them make it certain.

Sources: control action too late (CAST); Awb 4:13 and following; methods K02.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.k01_unanswered_request import opens
from casekit.stalls.kind import Kind
from casekit.stalls.stall import NormUse, Stall, Verdict
from casekit.story import Step
from casekit.when import Span

__all__ = ["KIND", "find"]


def find(e: Evidence) -> Iterator[Stall]:
    """The requests that were answered after the norm.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: inwoner > gemeente  vraag    @0  due=14
    ... b: gemeente > inwoner  antwoord @30 re=a
    ... ''')
    >>> [(stall.verdict, stall.days) for stall in find(Evidence(case))]
    [('certain', Span(lo=30, hi=30))]
    """
    for step in e.story.steps:
        answer = _enough(e, step) if opens(e, step) else None
        if answer is None:
            continue
        norm = e.norm_for(step, "K02")
        if norm is None:
            continue
        days = e.net(step.span, answer.span, step.issue, answer.sender)
        found = verdict(days, norm.allowed)
        by_date = e.dated(step) and e.dated(answer) and not isinf(days.hi)
        if found == "certain" or (found == "possible" and by_date):
            yield _stall(e, step, answer, found, days, norm)


def _stall(e: Evidence, step: Step, answer: Step, found: Verdict, days: Span, norm: NormUse) -> Stall:
    inferred = ("inferred_link",) if e.story.link_is_inferred(step, answer) else ()
    return Stall(
        kind="K02",
        verdict=found,
        at=step.id,
        touchpoints=(step.id, answer.id),
        actors=e.story.actors_of((step.id, answer.id)),
        issue=step.issue,
        start=step.span,
        end=answer.span,
        days=days,
        clock=answer.sender,
        norm=norm,
        tags=inferred,
    )


def _enough(e: Evidence, step: Step) -> Step | None:
    """The answer that let the case go on: the first that something depends on, else the first whole one.

    A request of which the record says that it was seen to is not held against an answer that is only inferred.
    """
    answers = [reply for reply in e.story.replies.get(step.id, ()) if e.story.answers(step, reply)]
    if len(answers) > 1:
        needed = {name for later in e.story.later(step) for name in later.t.depends_on}
        whole = next((answer for answer in answers if answer.t.outcome != "partial"), answers[0])
        return next((answer for answer in answers if answer.id in needed), whole)
    return e.story.answer_to(step, inferred=step.t.outcome != "done")


def _missing(e: Evidence) -> tuple[str, ...]:
    asked = [step for step in e.story.steps if opens(e, step)]
    missing = [] if any(e.norm_for(step, "K02") for step in asked) else ["norm"]
    return tuple(missing if any(map(e.dated, asked)) else [*missing, "when"])


KIND = Kind(
    code="K02",
    group="waiting",
    find=find,
    opportunity=lambda e: any(opens(e, step) and e.story.answer_to(step) is not None for step in e.story.steps),
    missing=_missing,
    precedence=7,
)
