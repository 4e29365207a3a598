"""In how many of the cases something is seen, and what that says: two shares, each with an interval.

The unit is the case, never a stall or a touchpoint. A case counts only where there was an opportunity and where one
could see it; those two are counted apart. What is only possible makes a range: from *yes* to *yes or possible*.

Intervals: that of Wilson, which is never empty or outside 0 to 1 at 0 or n cases and keeps close to its level with
few cases; that of Jeffreys beside it, slightly narrower at 0 and n from a handful of cases on. Both speak of cases
that were *chosen in the same way*, not of households in general.

Sources: Wilson 1927 (Journal of the American Statistical Association 22, 209-212); Brown, Cai and DasGupta 2001
(Statistical Science 16, 101-133); methods 7.1 and 7.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import exp, isqrt, lgamma, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

__all__ = ["CELLS", "PERCENTAGES_FROM", "Interval", "Prevalence", "jeffreys", "prevalence", "wilson"]

CELLS = ("yes", "possible", "no", "not_observable", "no_opportunity")
"""What a cell of the table of cases and kinds can hold."""

PERCENTAGES_FROM = 5
"""With fewer cases than this there are no percentages: the cases are listed."""


class Interval(NamedTuple):
    """From `low` to `high`, ends included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Prevalence:
    """The cases of one row or column, counted by what their cell holds.

    >>> seen = Prevalence(yes=3, possible=1, no=1, not_observable=2, no_opportunity=4)
    >>> seen.n, seen.lower, seen.upper, seen.percentages
    (5, 0.6, 0.8, True)
    >>> [round(end, 2) for end in seen.lower_interval]
    [0.23, 0.88]
    """

    yes: int
    possible: int
    no: int
    not_observable: int
    no_opportunity: int

    @property
    def n(self) -> int:
        """The denominator: cases with an opportunity, in which one could see it."""
        return self.yes + self.possible + self.no

    @property
    def percentages(self) -> bool:
        """Whether there are enough cases to speak in percentages."""
        return self.n >= PERCENTAGES_FROM

    @property
    def lower(self) -> float | None:
        """The share that surely has it; None without a denominator."""
        return self.yes / self.n if self.n else None

    @property
    def upper(self) -> float | None:
        """The share that has it or may have it; None without a denominator."""
        return (self.yes + self.possible) / self.n if self.n else None

    @property
    def lower_interval(self) -> Interval | None:
        """Wilson's 95 % interval of the lower share."""
        return wilson(self.yes, self.n) if self.n else None

    @property
    def upper_interval(self) -> Interval | None:
        """Wilson's 95 % interval of the upper share."""
        return wilson(self.yes + self.possible, self.n) if self.n else None


def prevalence(cells: Iterable[str]) -> Prevalence:
    """Count cells; any other word than those of `CELLS` is a ValueError.

    >>> prevalence(["yes", "no", "yes", "not_observable"])
    Prevalence(yes=2, possible=0, no=1, not_observable=1, no_opportunity=0)
    """
    counts = Counter(cells)
    if not counts.keys() <= set(CELLS):
        raise ValueError(f"a cell holds one of {', '.join(CELLS)}")
    return Prevalence(**{cell: counts[cell] for cell in CELLS})


def wilson(k: int, n: int, level: float = 0.95) -> Interval:
    """The interval of Wilson for k out of n: the shares p from which k/n lies less than z standard errors of p away.

    ValueError unless 0 <= k <= n, n >= 1 and 0 < level < 1.

    >>> [round(end, 2) for end in wilson(8, 10)]
    [0.49, 0.94]
    """
    _check(k, n, level)
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(k * (n - k) / n + z * z / 4)
    return Interval(max(0.0, middle - half) if k else 0.0, min(1.0, middle + half) if k < n else 1.0)


def jeffreys(k: int, n: int, level: float = 0.95) -> Interval:
    """The interval of Jeffreys for k out of n: the middle of Beta(k + 1/2, n - k + 1/2).

    At k = 0 it begins at 0 and at k = n it ends at 1 (Brown, Cai and DasGupta 2001). ValueError as `wilson`.

    >>> [round(end, 2) for end in jeffreys(0, 10)]
    [0.0, 0.22]
    """
    _check(k, n, level)
    low, high = ((1 - level) / 2, (1 + level) / 2)

    def below(x: float) -> float:
        return _beta_share(x, k + 0.5, n - k + 0.5)

    return Interval(_where(below, low) if k else 0.0, _where(below, high) if k < n else 1.0)


def _check(k: int, n: int, level: float) -> None:
    if not (n >= 1 and 0 <= k <= n and 0 < level < 1):
        raise ValueError("an interval needs 0 <= k <= n, n of at least 1, and a level between 0 and 1")


def _where(rising: Callable[[float], float], value: float) -> float:
    """Where a function that rises from 0 to 1 on [0, 1] reaches a value, by halving."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < value else (low, middle)
    return (low + high) / 2


def _beta_share(x: float, a: float, b: float) -> float:
    """The share of Beta(a, b) below x: the continued fraction of DLMF 8.17.22, from the side where it converges."""
    if not 0 < x < 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta_share(1 - x, b, a)
    fraction = 1.0
    for step in range(20 + 4 * isqrt(int(a + b)), 0, -1):  # from far enough down that deeper changes nothing
        m = step // 2
        top = -(a + m) * (a + b + m) if step % 2 else m * (b - m)
        fraction = 1 + top * x / ((a + step - 1) * (a + step)) / fraction
    return exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / (a * fraction)
