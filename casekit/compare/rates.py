"""How often per opportunity: stalls per ten referrals, with an interval from drawing the cases again.

The stalls of one case are not independent of each other, so what is drawn again are *cases*, with all their
opportunities and stalls, and not single opportunities. A case without an opportunity says nothing and is left out.

With fewer than five such cases the interval would be far too narrow, and if every case has the same rate it has no
width at all: then there is none, and `hinders` says why.

Sources: Efron 1979 (Annals of Statistics 7, 1-26); Field and Welsh 2007 (Journal of the Royal Statistical Society B
69, 369-390) for drawing whole clusters; methods 7.1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casekit.compare.prevalence import PERCENTAGES_FROM, Interval

__all__ = ["Rate", "rate_per"]


@dataclass(frozen=True, slots=True)
class Rate:
    """Stalls per so many opportunities; `cases` had an opportunity.

    `hinders`: why there is no interval or no rate: "no_opportunity", "few_cases", "no_spread".
    """

    rate: float | None
    interval: Interval | None
    stalls: int
    opportunities: int
    cases: int
    per: int
    hinders: tuple[str, ...]


def rate_per(
    stalls: Sequence[int],
    opportunities: Sequence[int],
    *,
    per: int = 10,
    runs: int = 5000,
    seed: int = 1,
    level: float = 0.95,
) -> Rate:
    """Stalls per `per` opportunities, over cases that give both counts, with a percentile bootstrap over cases.

    The order of the cases makes no difference; the same seed gives the same interval.
    ValueError if the two have unequal lengths, a count is below zero, or stalls stand where nothing could stall.

    >>> rate_per([1, 0, 2, 0], [4, 2, 4, 0])
    Rate(rate=3.0, interval=None, stalls=3, opportunities=10, cases=3, per=10, hinders=('few_cases',))
    >>> rate_per([1, 0, 2, 0, 3, 1], [4, 2, 4, 5, 5, 4]).interval
    Interval(low=0.9..., high=4.8...)
    """
    if len(stalls) != len(opportunities):
        raise ValueError("every case needs both counts")
    pairs = list(zip(stalls, opportunities, strict=True))
    if any(count < 0 or chances < 0 or (count and not chances) for count, chances in pairs):
        raise ValueError("counts are 0 or more, and there is no stall without an opportunity")
    counts = np.array(sorted(pair for pair in pairs if pair[1]), dtype=np.int64).reshape(-1, 2)
    cases = len(counts)
    some, chances = (int(total) for total in counts.sum(axis=0))
    if not cases:
        return Rate(None, None, 0, 0, 0, per, ("no_opportunity",))
    interval, hinders = None, []
    if cases < PERCENTAGES_FROM:
        hinders.append("few_cases")
    if all(one * chances == of * some for one, of in counts.tolist()):
        hinders.append("no_spread")
    if not hinders:
        # How many times each case is drawn; sums of whole numbers, so that the order of addition cannot matter.
        drawn = np.random.default_rng(seed).multinomial(cases, [1 / cases] * cases, size=runs)
        totals = drawn @ counts
        low, high = np.quantile(per * totals[:, 0] / totals[:, 1], [(1 - level) / 2, (1 + level) / 2])
        interval = Interval(float(low), float(high))
    return Rate(per * some / chances, interval, some, chances, cases, per, tuple(hinders))
