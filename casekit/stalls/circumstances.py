"""When something is no stall: the circumstances changed, it was agreed, or the resident did not consent."""

from __future__ import annotations

from casekit.knowledge.gaps import refusal
from casekit.stalls.evidence import Evidence
from casekit.stalls.stall import Verdict
from casekit.story import Step, Story
from casekit.when import Span

__all__ = ["agreed", "changed", "no_consent"]

_AGREE = frozenset({"appointment", "promise", "decision"})


def changed(e: Evidence, first: Span, last: Span) -> Verdict | None:
    """Whether something happened in the household between two moments, as far as its date tells.

    Certain when it surely lies in between, possible when it may; an undated event tells nothing.

    >>> from casekit.notation import case_of
    >>> case = case_of("a: inwoner > gemeente vraag @0", life_events=[{"id": "l1", "when": "10/20"}])
    >>> [changed(Evidence(case), Span(0, 0), Span(day, day)) for day in (5, 15, 25)]
    [None, 'possible', 'certain']
    """
    found: Verdict | None = None
    for event in e.case.life_events:
        if event.when is None:
            continue
        day = e.story.time.place(event.when)
        if day.lo >= first.hi and day.hi <= last.lo:
            return "certain"
        if day.hi >= first.lo and day.lo <= last.hi:
            found = "possible"
    return found


def agreed(e: Evidence, step: Step) -> bool:
    """Whether a step was agreed or decided on before: it depends on an appointment, promise or decision."""
    before = (e.story.by_id.get(name) for name in step.t.depends_on)
    return any(earlier is not None and earlier.kind in _AGREE for earlier in before)


def no_consent(story: Story, step: Step, item: str) -> bool:
    """Whether the resident did not agree to sharing this item around the time of a step."""
    return refusal(story, step, item) is not None
