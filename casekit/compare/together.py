"""What is seen together in the same cases more than chance would deliver.

The overlap of two kinds is that of Jaccard: the cases with both, as a share of the cases with one or the other. With
19 kinds there are 171 pairs, and the largest overlap among them is high in data without any pattern: 0.75 at twelve
cases. So a pair is shown only with three cases or more and an overlap above what chance delivers *for the best of
all pairs*: each kind is shuffled over the cases by itself, so that its number of cases stays and every link is
broken; the largest overlap is written down; and of a thousand such shuffles the 95th percentile is the threshold.

- A case where one of the two could not be observed does not count for that pair. A shuffle leaves what is unknown in
  its place: which cases could be observed is a fact about the files, and not a link between kinds.
- A kind that is yes in every known case, or in none, is not tried: shuffling cannot change it.
- A pair that is shown has been *seen together*. That is no cause, and with few cases a real link may stay hidden.

Sources: Jaccard 1912 (New Phytologist 11, 37-50); for the largest of many under shuffling, Westfall and Young 1993
(Resampling-Based Multiple Testing); methods 7.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casekit.compare.known import Flags, Rows, yes_and_known

__all__ = ["CASES_NEEDED", "PERMUTATIONS", "SEED", "Pair", "Together", "noise_jaccard", "together"]

CASES_NEEDED = 3
PERMUTATIONS = 1000
SEED = 1
PERCENTILE = 0.95
BATCH = 2_000_000
"""Numbers that are drawn at once, so that memory stays small; the outcome does not depend on it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two columns, by number: the rows with both, the overlap, and in how many rows both were known."""

    a: int
    b: int
    rows: tuple[int, ...]
    jaccard: float
    known: int

    @property
    def support(self) -> int:
        """The number of cases with both."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Together:
    """The pairs that stand out, and all that is needed to say what they had to beat.

    `threshold`: the overlap to be above; None if there was nothing to try. `tried`: the number of pairs of columns
    that vary. `candidates`: those of them with three cases or more, largest overlap first.
    """

    threshold: float | None
    tried: int
    candidates: tuple[Pair, ...]
    permutations: int
    seed: int

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The candidates above the threshold: the only ones to show."""
        return tuple(pair for pair in self.candidates if self.threshold is not None and pair.jaccard > self.threshold)


def together(rows: Rows, *, permutations: int = PERMUTATIONS, seed: int = SEED) -> Together:
    """Which columns are seen together more than chance delivers; the order of the rows makes no difference.

    `rows`: cases x kinds, with None where a kind could not be observed. The same seed gives the same threshold.

    >>> both, other = (True, True, False), (False, False, True)
    >>> found = together([both] * 6 + [other] * 6 + [(False, False, False)] * 6)
    >>> [(pair.a, pair.b, pair.support, pair.jaccard) for pair in found.pairs]
    [(0, 1, 6, 1.0)]
    >>> found.tried, len(found.candidates), found.threshold < 1
    (3, 1, True)
    """
    yes, known = yes_and_known(rows)
    varies = np.flatnonzero(yes.any(axis=0) & (known & ~yes).any(axis=0)) if len(yes) else np.arange(0)
    pairs = [_pair(yes, known, int(a), int(b)) for k, a in enumerate(varies) for b in varies[k + 1 :]]
    candidates = [pair for pair in pairs if pair.support >= CASES_NEEDED]
    candidates.sort(key=lambda pair: (-pair.jaccard, -pair.support, pair.a, pair.b))
    threshold = None
    if pairs:
        largest = np.concatenate(list(_largest_by_chance(yes[:, varies], known[:, varies], permutations, seed)))
        # Not interpolated: at most one in twenty shuffles comes above it.
        threshold = float(np.quantile(largest, PERCENTILE, method="inverted_cdf"))
    return Together(threshold, len(pairs), tuple(candidates), permutations, seed)


def noise_jaccard(n: int, kinds: int, prevalence: float, runs: int = 1000, seed: int = SEED) -> float:
    """The largest overlap in n cases where nothing hangs together: the median over random tables.

    >>> noise_jaccard(12, 19, 0.4, runs=200)
    0.75
    """
    random = np.random.default_rng(seed)
    largest = []
    for some in _batches(runs, n * kinds):
        yes = random.random((some, n, kinds)) < prevalence
        largest.append(_largest(yes, np.ones((n, kinds), dtype=bool)))
    return float(np.median(np.concatenate(largest)))


def _pair(yes: Flags, known: Flags, a: int, b: int) -> Pair:
    both_known = known[:, a] & known[:, b]
    both = yes[:, a] & yes[:, b]
    either = both_known & (yes[:, a] | yes[:, b])
    jaccard = both.sum() / either.sum() if either.any() else 0.0
    return Pair(a, b, tuple(np.flatnonzero(both).tolist()), float(jaccard), int(both_known.sum()))


def _largest_by_chance(yes: Flags, known: Flags, permutations: int, seed: int) -> Iterator[NDArray[np.float64]]:
    """The largest overlap in each of so many shuffles of every column by itself."""
    order = np.lexsort(np.vstack([yes.T, known.T]))  # equal rows are interchangeable: the given order leaves no trace
    known, counts = known[order], yes.sum(axis=0)
    random = np.random.default_rng(seed)
    for some in _batches(permutations, known.size):
        # Of a column with three times yes, the three known rows that draw the smallest numbers get them.
        drawn = np.where(known, random.random((some, *known.shape)), 2.0)
        last = np.sort(drawn, axis=1)[:, counts - 1, np.arange(len(counts))]
        yield _largest(drawn <= last[:, None, :], known)


def _largest(yes: Flags, known: Flags) -> NDArray[np.float64]:
    """Per table of runs x cases x columns the largest overlap of a pair with enough cases, or 0."""
    ones = yes.astype(np.float32)
    across = ones.transpose(0, 2, 1)
    both = across @ ones
    one = across @ known.astype(np.float32)  # a yes in the first column where the second is known
    either = one + one.transpose(0, 2, 1) - both
    a, b = np.triu_indices(yes.shape[2], 1)
    support, size = both[:, a, b].astype(float), either[:, a, b].astype(float)
    overlap = np.where(support >= CASES_NEEDED, support / np.maximum(size, 1), 0.0)
    largest: NDArray[np.float64] = overlap.max(axis=1, initial=0.0)
    return largest


def _batches(runs: int, size: int) -> Iterator[int]:
    """So many runs in parts of at most `BATCH` numbers."""
    most = max(1, BATCH // max(1, size))
    for begin in range(0, runs, most):
        yield min(most, runs - begin)
