"""What deserves to be seen but is no stall: long waits without a norm, and legitimate waits (methods 4.3, 4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from casekit.norms import threshold
from casekit.stalls.evidence import Evidence
from casekit.stalls.stall import Stall
from casekit.when import Span

__all__ = ["Observation", "observations"]


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that stands out.

    `kind`: "long_wait" (no norm applies, so it is no stall) or "hold" (a wait with a good reason, which
    can itself be a system cause). `hold` is the id of the hold.
    """

    kind: Literal["long_wait", "hold"]
    touchpoints: tuple[str, ...]
    days: Span
    issue: str | None = None
    hold: str | None = None
    basis: str | None = None


def observations(evidence: Evidence, stalls: tuple[Stall, ...]) -> Iterator[Observation]:
    """The observations of a case: long waits first, then legitimate waits, in the order of the case."""
    story = evidence.story
    cited = {stall.at for stall in stalls}
    long = threshold("K04")
    for step in story.steps:
        if not story.is_request(step) or step.id in cited or evidence.norm_for(step, "K01") is not None:
            continue
        answer = story.answer_to(step)
        days = evidence.net(step.span, answer.span if answer else evidence.end(), step.issue)
        if days.lo > long:
            ids = (step.id, answer.id) if answer else (step.id,)
            yield Observation("long_wait", ids, days, step.issue)
    for hold in evidence.case.holds:
        start, end = evidence.waits.ends_of(hold)
        yield Observation("hold", (), story.wait(start, end), hold.issue, hold.id, hold.basis)
