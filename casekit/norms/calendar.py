"""The calendar of Dutch terms: which days count, when a term ends, and how many days a norm allows.

The rules are those of the Algemene termijnenwet (Atw), https://wetten.overheid.nl/BWBR0002448.
A "normal day" is a day that is no Saturday, no Sunday and no holiday of that Act.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from math import ceil, floor, inf, isinf
from typing import TYPE_CHECKING

from casekit.when import Span, add_months, parse_duration

if TYPE_CHECKING:
    from casekit.case import Norm

__all__ = [
    "add_working_days",
    "allowed_days",
    "atw_holidays",
    "is_normal_day",
    "penalty",
    "roll_over",
    "term_end",
]

ONE_DAY = timedelta(1)

# The names in the `holidays` package of the days that Atw 3 lists. Easter Sunday and Whit Sunday, which
# it has too, are Sundays already; its Liberation Day comes once in five years, that of the Act every year.
_NAMED = frozenset(
    {
        "Nieuwjaarsdag",
        "Tweede paasdag",
        "Koninginnedag",
        "Koningsdag",
        "Hemelvaartsdag",
        "Tweede pinksterdag",
        "Eerste kerstdag",
        "Tweede kerstdag",
    }
)

_DAYS_IN = {"days": 1, "weeks": 7}

ATW_LONGEST = {"days": 90, "weeks": 12, "months": 3}
"""The longest terms that the Act extends (Atw 4)."""

WEEKDAY_TOLERANCE = 3
"""Days that a term may run on where nobody knows the weekday (methods 4.2)."""

LONGEST_EXTENSION = 5
"""The most days that any term runs on between 1966 and 2100; a test proves it."""

MOST_STARTS = 400
"""An uncertain start is looked at day by day up to this many days."""

LONGEST_COUNTED = 4000
"""A term of more units than this is not walked on the calendar: nobody has one, and it may never end."""

PENALTY_STEPS = ((14, 23), (14, 35), (14, 45))
"""Days and euro a day of the dwangsom (Awb 4:17), as checked on 2026-11-21. The law indexes the amounts."""


@cache
def atw_holidays(year: int) -> frozenset[date]:
    """The holidays of a year that count for terms (Atw 3), Good Friday included.

    From the `holidays` package, country NL, whose calendar runs from 1966 to 2100; outside those years
    only 5 May is known. King's Day (Queen's Day before 2014) on a Sunday is the Saturday before.

    >>> date(2021, 5, 5) in atw_holidays(2021), date(2014, 4, 26) in atw_holidays(2014)
    (True, True)
    """
    from holidays import country_holidays  # slow to import, and only needed for cases with dates

    known = country_holidays("NL", years=year, language="nl")
    days = {day: set(known.get_list(day)) for day in known}
    found = {day for day, names in days.items() if names & _NAMED}
    good_friday = {day - 3 * ONE_DAY for day, names in days.items() if "Tweede paasdag" in names}
    return frozenset(found | good_friday | {date(year, 5, 5)})


def is_normal_day(day: date) -> bool:
    """Whether a day is no Saturday, no Sunday and no holiday of the Act.

    >>> is_normal_day(date(2021, 4, 2)), is_normal_day(date(2021, 4, 6))
    (False, True)
    """
    return day.weekday() < 5 and day not in atw_holidays(day.year)


def roll_over(day: date) -> date:
    """The day itself, or else the first normal day after it (Atw 1(1)).

    >>> roll_over(date(2021, 4, 2))  # Good Friday, weekend, Easter Monday
    datetime.date(2021, 4, 6)
    """
    while not is_normal_day(day):
        day += ONE_DAY
    return day


def add_working_days(day: date, n: int) -> date:
    """The n-th normal day after a day; before it where n is negative; the day itself where n is 0.

    No law that the kit uses says what a working day is. The kit takes Monday to Friday without the
    holidays of the Atw: its own inference (carnival and local closing days are no holidays there).

    >>> add_working_days(date(2021, 4, 1), 3)
    datetime.date(2021, 4, 8)
    """
    step = ONE_DAY if n > 0 else -ONE_DAY
    for _ in range(abs(n)):
        day += step
        while not is_normal_day(day):
            day += step
    return day


def term_end(start: date, length: int, unit: str = "days", roll: bool = True) -> date:
    """The last day of a term; the day of the start does not count.

    `unit` is days, weeks, months or working_days. With `roll`, the Act extends the term: it does not end
    on a weekend or holiday (Atw 1(1)), and three days or more hold at least two normal days (Atw 2).
    That does not hold for terms of over 90 days, 12 weeks or 3 months (Atw 4), nor for terms that are
    counted back (Atw 1(2)): a negative length. A term in years is one of 12 months a year. Working
    days end on a normal day by themselves. Raises ValueError for another unit, and what `datetime`
    raises for a term that ends outside its calendar.

    >>> term_end(date(2021, 3, 5), 4, "weeks")
    datetime.date(2021, 4, 6)
    >>> term_end(date(2021, 1, 31), 1, "months", roll=False)
    datetime.date(2021, 2, 28)
    """
    if unit == "working_days":
        return add_working_days(start, length)
    if unit not in ATW_LONGEST:
        raise ValueError(f"unknown unit of a term: {unit}")
    end = add_months(start, length) if unit == "months" else start + length * _DAYS_IN[unit] * ONE_DAY
    if not roll or length <= 0 or length > ATW_LONGEST[unit]:
        return end
    end = roll_over(end)
    if unit == "days" and length >= 3:  # weeks and months hold two normal days whatever the calendar
        end = max(end, add_working_days(start, 2))
    return end


def penalty(days_late_after_notice: int) -> int:
    """The dwangsom in euro after that many days on which it ran (Awb 4:17).

    It runs from two weeks after the notice of default at the earliest, once the term itself has passed:
    those two weeks are not among the days. It stops after 42 days. The amounts are those checked on
    2026-11-21; the law indexes them, so that another year may have others.

    >>> penalty(1), penalty(42), penalty(100)
    (23, 1442, 1442)
    """
    euro, left = 0, max(0, days_late_after_notice)
    for days, amount in PENALTY_STEPS:
        euro += min(left, days) * amount
        left = max(0, left - days)
    return euro


def allowed_days(norm: Norm, start: Span, day0: date | None) -> Span:
    """The number of days that a norm allows after a start that may be uncertain.

    `start` counts days since `day0`. In the answer, lo is the fewest days over all possible start days
    and hi the most; a known start on a known calendar gives lo == hi: the days until the deadline.

    Where the start cannot be looked at day by day, the bounds are wider than needed, never narrower:

    - no `day0`, so that the weekday is unknown: up to 3 days more than the term (methods 4.2);
    - a start of more than 400 days or without an end: up to 5 days more, the most there is;
    - working days: the fewest need weekends only, the most allow for the worst run of holidays;
    - a norm without a number (the local value is unknown): anything from 0 days.

    >>> from casekit.case import Norm
    >>> norm = Norm(id="x", days=4, unit="weeks", roll_over=True)
    >>> allowed_days(norm, Span(0, 0), date(2021, 3, 5)), allowed_days(norm, Span(0, 0), None)
    (Span(lo=32, hi=32), Span(lo=28, hi=31))
    """
    length, unit, roll = norm.days, norm.unit, norm.roll_over
    if length is None:
        return Span(0, inf)
    if day0 is None or isinf(start.lo) or isinf(start.hi) or length > LONGEST_COUNTED:
        return _any_start(length, unit, roll, WEEKDAY_TOLERANCE if day0 is None else LONGEST_EXTENSION)
    first, last = day0.toordinal() + floor(start.lo), day0.toordinal() + ceil(start.hi)
    if last - first < MOST_STARTS:
        try:
            days = [_days_from(day, length, unit, roll) for day in range(first, last + 1)]
        except (OverflowError, ValueError):  # before the year 1 or after 9999
            pass
        else:
            return Span(min(days), max(days))
    return _any_start(length, unit, roll, LONGEST_EXTENSION)


@lru_cache(maxsize=1 << 16)
def _days_from(day: int, length: int, unit: str, roll: bool) -> int:
    """Days from one start to its deadline; remembered, since intervals overlap."""
    return term_end(date.fromordinal(day), length, unit, roll).toordinal() - day


def _any_start(length: int, unit: str, roll: bool, tolerance: int) -> Span:
    """The days of a term that may start on any day."""
    if unit == "working_days":
        # Six more, and one in ten, covers Easter with King's Day and Christmas with New Year (tested).
        return Span(length + 2 * ((length - 1) // 5), length + 2 * ceil(length / 5) + 6 + length // 10)
    if unit == "months":
        told = parse_duration(f"{length} months")
        plain = told[0] if told else Span(0, inf)
    else:
        plain = Span(length * _DAYS_IN[unit], length * _DAYS_IN[unit])
    extended = roll and length <= ATW_LONGEST[unit]
    return Span(plain.lo, plain.hi + tolerance) if extended else plain
