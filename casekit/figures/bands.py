"""Stacking bars with their words in rows, so that none touches another."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["stack"]


def stack(stretches: Sequence[tuple[float, float]], gap: float = 0) -> list[int]:
    """The row of each stretch: the first in which nothing stands within `gap`, from left to right.

    >>> stack([(0, 10), (5, 8), (10, 12)])
    [0, 1, 0]
    >>> stack([(0, 10), (5, 8), (10, 12)], gap=1)
    [0, 1, 1]
    """
    ends: list[float] = []
    rows = [0] * len(stretches)
    for n in sorted(range(len(stretches)), key=lambda n: (stretches[n], n)):
        start, end = stretches[n]
        for row, last in enumerate(ends):
            if last + gap <= start:
                rows[n], ends[row] = row, end
                break
        else:
            rows[n] = len(ends)
            ends.append(end)
    return rows
