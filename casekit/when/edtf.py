"""One uncertain moment: reading what people type as a date, and the days it can stand for.

The forms are those of ISO 8601-2 (EDTF) that a case needs, relative days, and times told as a
distance from another touchpoint. A moment keeps the text as typed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from math import inf
from typing import Literal

__all__ = ["Moment", "Span", "add_months", "parse_duration", "parse_moment"]

Form = Literal["day", "part", "interval", "relative", "elapsed", "order"]

_ABSOLUTE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")
_RELATIVE = re.compile(r"-?\d{1,5}")
_ELAPSED = re.compile(r"(\S+)\s+([+-])\s*(.+)")
_DURATION = re.compile(r"(~|ca\.?\s+|circa\s+|about\s+)?\s*(\d{1,4})(?:\s*[-/]\s*(\d{1,4}))?\s*([a-z]+)", re.I)
_UNITS = {
    "d": ("day", "days", "dag", "dagen"),
    "w": ("week", "weeks", "weken"),
    "m": ("month", "months", "maand", "maanden"),
    "y": ("year", "years", "jaar", "jaren"),
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words}
_YEARS = range(1800, 2200)
"""The years that a case can lie in: a number outside them is a day, a date outside them a slip of the pen."""
_MOST_MONTHS = 1200
"""Nothing in a case takes more than a century: a longer duration is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days, both ends included, between which something happened; -inf or inf where unbounded."""

    lo: float
    hi: float

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.lo == self.hi

    def shift(self, days: float) -> Span:
        """The same span, some days later."""
        return Span(self.lo + days, self.hi + days)


@dataclass(frozen=True, slots=True)
class Moment:
    """What was typed, and what it says.

    `span` counts absolute forms in ordinal days (`datetime.date.toordinal`), relative forms in days
    since day 0, and elapsed forms in days since `base`; it is unbounded for order only.
    """

    text: str
    form: Form
    span: Span
    base: str | None = None
    months: int | None = None

    @property
    def absolute(self) -> bool:
        """Whether the span counts calendar days."""
        return self.form in ("day", "part", "interval")


ANYTIME = Span(-inf, inf)


def add_months(day: date, months: int) -> date:
    """The same day of the month some months on, or the last day of that month.

    >>> add_months(date(2021, 1, 31), 1)
    datetime.date(2021, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@cache
def _month_days(n: int, longest: bool) -> int:
    """Days in n consecutive months, from any start in a leap cycle: the longest or the shortest there can be."""
    starts = [
        date(year, month, day)
        for year in range(2021, 2025)
        for month in range(1, 13)
        for day in (1, 31)
        if day <= monthrange(year, month)[1]
    ]
    lengths = [(add_months(start, n) - start).days for start in starts]
    return max(lengths) if longest else min(lengths)


def parse_duration(text: str) -> tuple[Span, int | None] | None:
    """Days that a told duration stands for, with the number of calendar months if it is exactly that.

    "~" (or "ca.") widens by half a unit, for days by a quarter: who says "about two weeks" does not
    mean fourteen days.

    >>> parse_duration("2 weeks"), parse_duration("~2 weken")
    ((Span(lo=14, hi=14), None), (Span(lo=10, hi=18), None))
    """
    found = _DURATION.fullmatch(text.strip())
    if not found or found[4].lower() not in _UNIT:
        return None
    about, unit = bool(found[1]), _UNIT[found[4].lower()]
    low, high = int(found[2]), int(found[3] or found[2])
    if high < low:
        return None
    if unit in "my":
        factor = 12 if unit == "y" else 1
        if high * factor > _MOST_MONTHS:
            return None
        lo, hi = _month_days(low * factor, False), _month_days(high * factor, True)
        months = low * factor if low == high and not about else None
        half = 15 * factor
    else:
        factor = 7 if unit == "w" else 1
        lo, hi, months = low * factor, high * factor, None
        half = 4 if unit == "w" else max(1, high // 4)
    if about:
        lo, hi = max(0, lo - half), hi + half
    return Span(lo, hi), months


def _parse_absolute(text: str) -> Span | None:
    found = _ABSOLUTE.fullmatch(text)
    if not found or int(found[1]) not in _YEARS:
        return None
    year, month, day, about = int(found[1]), found[2], found[3], bool(found[4])
    try:
        if day:
            lo = hi = date(year, int(month), int(day))
            margin = 3
        elif month:
            lo = date(year, int(month), 1)
            hi = add_months(lo, 1) - timedelta(1)
            margin = 15
        else:
            lo, hi, margin = date(year, 1, 1), date(year, 12, 31), 91
    except ValueError:
        return None
    extra = margin if about else 0
    return Span(lo.toordinal() - extra, hi.toordinal() + extra)


@lru_cache(maxsize=1 << 16)
def parse_moment(text: str | None) -> Moment | None:
    """The moment that a text stands for; None if it cannot be read.

    >>> parse_moment("12/19").span, parse_moment("t3 + 5 months").span
    (Span(lo=12, hi=19), Span(lo=150, hi=153))
    >>> parse_moment("2021-13-01") is None
    True
    """
    text = (text or "").strip()
    if not text:
        return Moment(text, "order", ANYTIME)
    elapsed = _ELAPSED.fullmatch(text)
    if elapsed:
        read = parse_duration(elapsed[3])
        if read is None:
            return None
        span, months = read
        if elapsed[2] == "-":
            span, months = Span(-span.hi, -span.lo), -months if months is not None else None
        return Moment(text, "elapsed", span, elapsed[1], months)
    parts = text.split("/")
    if len(parts) == 2:
        return _parse_interval(text, parts[0].strip(), parts[1].strip())
    absolute = _parse_absolute(text)
    if absolute:
        return Moment(text, "day" if absolute.exact else "part", absolute)
    if _RELATIVE.fullmatch(text):
        return Moment(text, "relative", Span(int(text), int(text)))
    return None


def _parse_interval(text: str, first: str, last: str) -> Moment | None:
    open_start, open_end = first in ("", ".."), last in ("", "..")
    if open_start and open_end:
        return None
    if all(part in ("", "..") or (_RELATIVE.fullmatch(part) and not _parse_absolute(part)) for part in (first, last)):
        form: Form = "relative"
        lo = -inf if open_start else int(first)
        hi = inf if open_end else int(last)
    else:
        form = "interval"
        left = ANYTIME if open_start else _parse_absolute(first)
        right = ANYTIME if open_end else _parse_absolute(last)
        if left is None or right is None:
            return None
        lo, hi = left.lo, right.hi
    return Moment(text, form, Span(lo, hi)) if lo <= hi else None
