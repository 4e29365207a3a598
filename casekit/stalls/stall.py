"""What a stall is made of, before anyone puts it into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from casekit.when import Span

__all__ = ["Confidence", "NormUse", "Severity", "Stall", "Verdict"]

Verdict = Literal["certain", "possible"]


@dataclass(frozen=True, slots=True)
class NormUse:
    """The norm a stall was held against, on a rung of the ladder (1-4).

    `allowed.lo` are the days allowed after the earliest start, `allowed.hi` those after the latest: with a due
    date the second are fewer, since the date stays while the start moves.
    """

    id: str
    rung: int
    allowed: Span
    article: str | None = None

    @property
    def days(self) -> Span:
        """The fewest and the most days allowed."""
        return Span(min(self.allowed.lo, self.allowed.hi), max(self.allowed.lo, self.allowed.hi))


@dataclass(frozen=True, slots=True)
class Confidence:
    """Five dimensions of 0 to 2 (methods 4.7) and the grade that follows from them."""

    date: int
    link: int
    norm: int
    sources: int
    rival: int
    grade: Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class Severity:
    """Always the same six measures (methods 4.8); None where it is not known."""

    days_over: Span | None
    critical_days: Span | None
    share: Span | None
    money: float | None
    client_actions: int
    harms: int


@dataclass(frozen=True)
class Stall:
    """One place where the case stalls: an obligation not met in time, gone round, or impossible to meet.

    `at` is the one touchpoint where it bites; `touchpoints` all evidence, `at` included; `start` and
    `end` the days between which it lasted; `days` its length net of legitimate waits, on the clock of the
    party `clock` (None: on nobody's in particular); `details` the
    values that the wording of this kind fills in; `tags` what is special about it.
    """

    kind: str
    verdict: Verdict
    at: str
    touchpoints: tuple[str, ...]
    actors: tuple[str, ...]
    issue: str
    start: Span
    end: Span
    days: Span
    norm: NormUse | None = None
    tags: tuple[str, ...] = ()
    mechanism_of: tuple[str, ...] = ()
    owned_days: float = 0
    severity: Severity | None = None
    confidence: Confidence | None = None
    details: dict[str, object] = field(default_factory=dict)
    clock: str | None = None

    @property
    def key(self) -> str:
        """Stable name: kind and touchpoint ids, so that what people coded survives a new run."""
        return "-".join((self.kind, *self.touchpoints))
