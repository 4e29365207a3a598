"""Moments as a level of release tells them: days since the start, or the quarter in which they lie.

A quarter is counted from a start that only the researcher knows: up to 90 days before the first touchpoint, drawn
once per case and kept beside it. So who knows when the case began still does not know where a quarter begins, and
the time between two touchpoints is told to a quarter more or less (privacy.md 2.1: "intervals ±1 quarter").
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, inf, isinf

from casekit.case import Case
from casekit.stalls.travelled import QUARTER
from casekit.when import Span, Timeline, parse_moment, timeline

__all__ = ["Moments", "lasted_in", "moments_of"]

BLUR = 14
"""Days to which the ends of an uncertain moment are widened among days since the start."""
_MONTHS = 3
_MONTH = 365.25 / 12


@dataclass(frozen=True)
class Moments:
    """How the moments of one case are told; `start` is the first day of its first touchpoint."""

    time: Timeline
    start: float
    offset: int = 0

    def in_days(self, text: str) -> str | None:
        """A moment in days since the start; an elapsed time stays as it was told, as no date stands in it.

        >>> from casekit.notation import case_of
        >>> told = moments_of(case_of("a: inwoner > gemeente vraag @2021-03-05"))
        >>> told.in_days("2021-03-15"), told.in_days("a + 2 weeks"), told.in_days("2021-03")
        ('10', 'a + 2 weeks', '-14/28')
        """
        moment = parse_moment(text)
        if moment is None or moment.form == "order":
            return None
        if moment.form == "elapsed":
            return text
        span = self.time.place(text).shift(-self.start)
        if moment.absolute and not span.exact:  # how long a month is, and where it begins, would tell the date
            span = Span(floor(span.lo / BLUR) * BLUR if not isinf(span.lo) else span.lo, _up(span.hi))
        return _told(span)

    def in_quarters(self, text: str) -> str | None:
        """The quarter in which a moment lies, as days since the start of the first quarter.

        >>> from casekit.notation import case_of
        >>> told = moments_of(case_of("a: inwoner > gemeente vraag @2021-03-05"))
        >>> told.in_quarters("2021-03-15"), told.in_quarters("2021-07-01")
        ('0/90', '91/181')
        """
        moment = parse_moment(text)
        if moment is None or moment.form == "order":
            return None
        span = self.time.place(text).shift(self.offset - self.start)
        lo = -inf if isinf(span.lo) else floor(span.lo / QUARTER) * QUARTER
        hi = inf if isinf(span.hi) else floor(span.hi / QUARTER) * QUARTER + QUARTER - 1
        return _told(Span(lo, hi))


def _up(day: float) -> float:
    return day if isinf(day) else ceil(day / BLUR) * BLUR


def _told(span: Span) -> str | None:
    if isinf(span.lo) and isinf(span.hi):
        return None
    lo, hi = (".." if isinf(day) else str(int(day)) for day in (span.lo, span.hi))
    return lo if lo == hi else f"{lo}/{hi}"


def moments_of(case: Case, offset: int = 0) -> Moments:
    """How the moments of a case are told, with an offset of 0 to 90 days that only the researcher knows."""
    time = timeline(case)
    starts = [span.lo for span in time.spans.values() if not isinf(span.lo)]
    return Moments(time, min(starts, default=0), offset)


def lasted_in(days: Span, action: str) -> str | None:
    """How long something lasted, as a level tells it: in days, in quarters (as months), or not at all.

    >>> lasted_in(Span(61, 75), "days"), lasted_in(Span(61, 100), "quarters"), lasted_in(Span(61, 75), "none")
    ('61-75 days', '0-6 months', None)
    """
    if action == "none" or (days.lo <= 0 and isinf(days.hi)):
        return None
    if action == "quarters":
        lo, hi = (day / _MONTH / _MONTHS for day in (days.lo, days.hi))
        least = floor(lo) * _MONTHS
        return f"{least}+ months" if isinf(hi) else f"{least}-{(floor(hi) + 1) * _MONTHS} months"
    least = round(days.lo)
    if isinf(days.hi):
        return f"{least}+ days"
    return f"{least} days" if least == round(days.hi) else f"{least}-{round(days.hi)} days"
