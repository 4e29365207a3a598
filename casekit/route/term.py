"""A step of a designed route held against its norm: the same norms, net waits and verdicts as the stalls have.

The term counts from the step that the route names. A step that is not done yet is held against it until the
end of what the sources cover: then the days are "at least".
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isinf
from typing import Literal

from casekit.designed import Designed, DesignedStep
from casekit.norms import find_norm, in_force
from casekit.stalls.evidence import Evidence, verdict
from casekit.story import CLIENT, Step
from casekit.when import Span

__all__ = ["Term", "term_of"]

_ENDS = frozenset({"withdrawal", "solved", "closure"})
"""After one of these nobody owes a step any more."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long a step took after the one that its norm counts from, in days, and what the norm allowed.

    `verdict`: "certain" or "possible" (late), "no" (in time), "running" (not done yet, still in time),
    "undetermined" (no dates, or nobody could have seen it). `at` is None for a step that is not done yet.
    """

    norm: str
    article: str | None
    since: str
    at: str | None
    days: Span
    allowed: Span
    verdict: Literal["certain", "possible", "no", "running", "undetermined"]

    @property
    def late(self) -> bool:
        """Whether the step was late, or may have been."""
        return self.verdict in ("certain", "possible")

    @property
    def over(self) -> Span:
        """The days beyond what the norm allowed; none where it was in time."""
        return Span(max(0, self.days.lo - self.allowed.hi), max(0, self.days.hi - self.allowed.lo))


def term_of(
    e: Evidence, route: Designed, step: DesignedStep, start: Step, end: Step | None, sure: bool
) -> Term | None:
    """The term of a step between two touchpoints; None where no norm of the step fits the first of them.

    `end` is None for a step that is not done yet; `sure` says that nothing but the dates leaves a doubt.
    """
    story = e.story
    owing = end.sender if end is not None and end.sender != CLIENT else _asked(start)
    issue = end.issue if end is not None else start.issue
    norms = tuple(norm for name in step.norm for norm in e.norms if norm.id == name)
    procedure = story.procedure(issue)
    norm = find_norm(
        norms,
        act=start.kind,
        procedure=procedure or next(iter(step.procedure or route.procedure), None),
        organisation=owing,
        organisation_kind=story.party_kind(owing) if owing else None,
        when=start.span,
        day0=story.time.day0,
    )
    if norm is None or (end is None and _ended(e, start)):
        return None
    answered = story.is_request(start) and (end is None or story.answers(start, end))
    use = e.held(norm, start, answered=answered)
    sure = sure and in_force(norm, start.span, story.time.day0) is True
    until = end.span if end is not None else _seen(e, start, owing)
    if until is None:
        return Term(use.id, use.article, start.id, None, Span(0, inf), use.days, "undetermined")
    days = e.net(start.span, until, issue, owing)
    found = verdict(days, use.allowed)
    dated = e.dated(start) and (end is None or e.dated(end)) and not isinf(days.hi)
    if end is None:
        sure = sure and not e.assumes_coverage and not e.assumes_end
        days = Span(days.lo, inf)
    told: Literal["certain", "possible", "no", "running", "undetermined"]
    if found is None:
        told = "no" if end is not None else "running"
    elif found == "certain":
        told = "certain" if sure else "possible"
    else:
        told = "possible" if dated else "undetermined"
    return Term(use.id, use.article, start.id, end.id if end is not None else None, days, use.days, told)


def _asked(start: Step) -> str | None:
    return next((party for party in start.receivers if party != CLIENT), None)


def _seen(e: Evidence, start: Step, owing: str | None) -> Span | None:
    return e.seen_until(start, (owing,) if owing else (), "route")


def _ended(e: Evidence, start: Step) -> bool:
    return any(later.kind in _ENDS for later in e.story.later(start))
