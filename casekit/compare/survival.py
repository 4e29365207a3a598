"""How long people wait, when some still are: the share that has no answer yet, day by day.

A wait that had no answer when the case ended is not missing and not zero: up to that day it was open, and that
counts (it is *censored*). The estimate is the product of Kaplan and Meier: on every day with answers, the share of
the waits open that day that stays without one. A wait that ends unanswered on a day with answers was open that day.

- **The median** is the first day on which half or fewer are still without an answer: S(t) <= 1/2. Where S is exactly
  1/2 over a stretch, programs differ (R takes the middle of the stretch); this takes its first day. A hair is added
  to 1/2, as products of shares that are exactly 1/2 can come out a hair above it.
- **Dates in ranges** give a band: the lowest and the highest S on each day over all dates the ranges allow. That is
  not the curve with all waits at their shortest and that with all at their longest: an answer that comes later, after
  others have dropped out, weighs more, so those two may cross. See `waits_between`.
- **No confidence band.** Waits of one case hang together, and the usual formula (Greenwood) treats them as if they
  did not: its band would be too narrow.
- An escalation or a withdrawal is not an answer. Give such a wait as unanswered only if it would have had the same
  chance of an answer otherwise; where they end many waits, count the endings beside the curve.

Sources: Kaplan and Meier 1958 (Journal of the American Statistical Association 53, 457-481); methods 3.6.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["CURVE_FROM", "HALF", "Band", "Curve", "Step", "kaplan_meier", "waits_between"]

CURVE_FROM = 8
"""With fewer waits than this there is no curve to show: the waits are listed."""

HALF = 0.5 + 1e-9

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which waits end: how many were open, were answered, were left open, and the share still waiting."""

    day: float
    at_risk: int
    answered: int
    censored: int
    waiting: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The share that still waits, as steps in order of day; before the first step it is 1.

    The curve ends at `last`, the day of the last step: if waits were left open there, nothing is known beyond it.
    """

    steps: tuple[Step, ...]

    @property
    def n(self) -> int:
        """The number of waits."""
        return self.steps[0].at_risk if self.steps else 0

    @property
    def answered(self) -> int:
        """The number of waits with an answer."""
        return sum(step.answered for step in self.steps)

    @property
    def last(self) -> float:
        """The longest wait, answered or not; 0 without waits."""
        return self.steps[-1].day if self.steps else 0.0

    def waiting(self, day: float) -> float:
        """The share without an answer after so many days."""
        at = bisect_right(self.steps, day, key=lambda step: step.day)
        return self.steps[at - 1].waiting if at else 1.0

    def at_risk(self, day: float) -> int:
        """How many waits were open at the start of a day: what the curve rests on there."""
        return next((step.at_risk for step in self.steps if step.day >= day), 0)

    def median(self) -> float | None:
        """The first day on which half or fewer still wait; None if that day never comes."""
        return next((step.day for step in self.steps if step.waiting <= HALF), None)

    def mean_up_to(self, day: float) -> float:
        """Days waited on average if one counts no further than `day`; for when fewer than half are answered.

        The area under the curve (restricted mean). Beyond `last` with waits left open it is a guess: ValueError.
        """
        if day > self.last and self.waiting(self.last) > 0:
            raise ValueError("the curve is not known up to that day")
        total, here, share = 0.0, 0.0, 1.0
        for step in self.steps:
            if step.day >= day:
                break
            total, here, share = total + share * (step.day - here), step.day, step.waiting
        return total + share * (day - here)


@dataclass(frozen=True, slots=True)
class Band:
    """Between which shares the curve lies, on each day where one of them changes: (day, lowest, highest)."""

    steps: tuple[tuple[float, float, float], ...]

    def median(self) -> tuple[float | None, float | None]:
        """Between which days the median lies; None where half is never reached."""
        low, high = (next((step[0] for step in self.steps if step[end] <= HALF), None) for end in (1, 2))
        return low, high


def kaplan_meier(waits: Iterable[tuple[float, bool]]) -> Curve:
    """The share still waiting, from waits as (days, answered). Days below zero: ValueError.

    >>> curve = kaplan_meier([(7, True), (14, True), (14, False), (21, False)])
    >>> [(step.day, step.at_risk, step.answered, step.censored, step.waiting) for step in curve.steps]
    [(7, 4, 1, 0, 0.75), (14, 3, 1, 1, 0.5), (21, 1, 0, 1, 0.5)]
    >>> curve.median(), curve.waiting(10), curve.mean_up_to(14)
    (14, 0.75, 12.25)
    """
    given = list(waits)
    ends, at_risk, answered, waiting = _product(
        np.array([day for day, _ in given]), np.array([answer for _, answer in given], dtype=bool)
    )
    left = at_risk - np.append(at_risk[1:], 0) - answered
    columns = (column.tolist() for column in (ends, at_risk, answered, left, waiting))
    return Curve(tuple(map(Step, *columns)))


def waits_between(waits: Sequence[tuple[float, float, bool]]) -> Band:
    """The lowest and highest share still waiting, from waits as (fewest days, most days, answered), in whole days.

    Exact per day, each wait free within its range. S on day t falls if an answer comes later but not after t, rises
    if it comes after t, and rises if a wait that is left open is left later. So the lowest S has every answer as late
    as it can be on or before t, and open waits at their shortest; the highest has answers after t if they can be,
    else as early as they can be, and open waits at their longest. ValueError if a range is reversed.

    >>> band = waits_between([(5, 9, True), (7, 7, True), (6, 20, False)])
    >>> band.steps
    ((5, 0.666..., 1.0), (7, 0.0, 0.666...), (9, 0.0, 0.333...))
    >>> band.median()
    (7, 9)
    """
    low, high = (np.array([wait[end] for wait in waits]) for end in (0, 1))
    yes = np.array([wait[2] for wait in waits], dtype=bool)
    if not (low <= high).all():
        raise ValueError("a wait has its fewest days first")
    steps: list[tuple[float, float, float]] = []
    # The share changes where a range begins or ends, and for the lowest also on the day after an open wait drops out.
    for day in np.unique(np.concatenate([low, high, low[~yes] + 1])).tolist():
        latest = np.where(yes & (low <= day), np.minimum(high, day), low)
        outside = np.where(yes & (high <= day), low, high)
        shares = _waiting(latest, yes, day), _waiting(outside, yes, day)
        if shares != (steps[-1][1:] if steps else (1.0, 1.0)):
            steps.append((day, *shares))
    return Band(tuple(steps))


def _product(days: Numbers, answered: NDArray[np.bool_]) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Per day on which waits end: the day, the waits open, those answered, and the share still waiting after it."""
    if not (days >= 0).all():
        raise ValueError("a wait lasts 0 days or more")
    ends, which = np.unique(days, return_inverse=True)
    ending = np.bincount(which, minlength=len(ends))
    answers = np.bincount(which[answered], minlength=len(ends))
    at_risk = len(days) - np.cumsum(ending) + ending
    return ends, at_risk, answers, np.cumprod((at_risk - answers) / at_risk)


def _waiting(days: Numbers, answered: NDArray[np.bool_], day: float) -> float:
    ends, _, _, waiting = _product(days, answered)
    at = int(np.searchsorted(ends, day, side="right"))
    return round(float(waiting[at - 1]), 12) if at else 1.0  # the same share by another product is no step
