"""An amount of days as far as it is known: the median, and the range that nine of ten draws lie in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Amount", "Days", "amount_of", "known"]

Days = NDArray[np.int64]
"""Whole days: per draw, or per touchpoint and draw."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Days: `value` is the median, `lo` to `hi` the 5-95 % range; all equal where the dates are certain."""

    value: float
    lo: float
    hi: float

    @property
    def exact(self) -> bool:
        """Whether there is no range."""
        return self.lo == self.hi


def known(value: float) -> Amount:
    """An amount without a range."""
    return Amount(value, value, value)


def amount_of(drawn: NDArray[Any]) -> Amount:
    """The median and the 5-95 % range of what was drawn: always values that were drawn, never between them.

    >>> amount_of(np.array([3, 1, 2]))
    Amount(value=2.0, lo=1.0, hi=3.0)
    """
    lo, middle, hi = np.quantile(drawn, (0.05, 0.5, 0.95), method="inverted_cdf")
    return Amount(float(middle), float(lo), float(hi))
