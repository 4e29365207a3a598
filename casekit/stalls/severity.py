"""How heavy a stall is: always the same six measures (methods 4.8)."""

from __future__ import annotations

from math import inf, isinf

from casekit.stalls.evidence import Evidence
from casekit.stalls.stall import Severity, Stall
from casekit.story import Step, Story
from casekit.when import Span

__all__ = ["client_acts", "weigh"]


def weigh(stall: Stall, evidence: Evidence) -> Severity:
    """The six measures of a stall.

    Days over the norm; days on the as-built critical path, with all moments at their earliest and at their
    latest (None for a signal, and for a stall that runs to the end of the observed period); share of the lead
    time; money that the sources document; acts the resident's side needed while it lasted; measures taken
    against the household while it lasted.
    """
    story = evidence.story
    first, last = _bounds(stall, story)
    acts = client_acts(stall, story)
    harms = [step for step in story.by_kind["measure"] if first - 1 <= step.place <= last and step.to_client]
    amounts = [step.t.amount for step in harms if step.t.amount is not None]
    over = None
    if stall.norm is not None:
        over = Span(max(0, stall.days.lo - stall.norm.allowed.hi), max(0, stall.days.hi - stall.norm.allowed.lo))
    lead = story.time.observed.hi - story.time.observed.lo
    share = None
    if not isinf(lead) and lead > 0:
        share = Span(round(min(1, stall.days.lo / lead), 3), round(min(1, stall.days.hi / lead), 3))
    return Severity(
        days_over=over,
        critical_days=_critical(stall, evidence),
        share=share,
        money=round(sum(amounts), 2) if amounts else None,
        client_actions=len(acts),
        harms=len(harms),
    )


def client_acts(stall: Stall, story: Story) -> list[Step]:
    """What the resident's side did on the issue of a stall while it lasted."""
    first, last = _bounds(stall, story)
    steps = story.by_issue.get(stall.issue, ())
    return [s for s in steps if first <= s.place < last and s.from_client and s.kind != "silence"]


def _critical(stall: Stall, evidence: Evidence) -> Span | None:
    """How many of the days beyond the norm lie on a leg of the critical path that ends with this stall."""
    if (
        stall.kind[0] != "K"
        or "censored" in stall.tags
        or not stall.end.lo <= stall.end.hi < inf
        or stall.start.lo == -inf
    ):
        return None
    allowed = stall.norm.allowed if stall.norm else Span(0, 0)
    ends = set(stall.touchpoints) - {stall.touchpoints[0]}
    found = []
    over = (stall.start.lo + allowed.lo, stall.start.hi + allowed.hi)
    for path, start, end in zip(evidence.paths, over, (stall.end.lo, stall.end.hi), strict=True):
        legs = [leg for leg in path if leg.last in ends]
        found.append(sum(max(0, min(end, leg.end) - max(start, leg.start)) for leg in legs))
    return Span(min(found), max(found))


def _bounds(stall: Stall, story: Story) -> tuple[int, int]:
    """The places in the story from after the touchpoint where it bites until the end of the stall."""
    first = story.by_id[stall.at].place + 1
    ends = [story.by_id[name].place for name in stall.touchpoints]
    if "censored" in stall.tags or len(ends) == 1:
        return first, len(story.steps)
    return first, max(ends)
