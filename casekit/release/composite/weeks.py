"""Days told in whole weeks, so that no exact interval of a real case is left, and yet late stays late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

__all__ = ["WEEK", "in_weeks"]

WEEK = 7
MOST_TRIED = 64


def in_weeks(
    days: Sequence[float], ordered: int, differs: Callable[[tuple[int, ...]], int]
) -> tuple[tuple[int, ...], int]:
    """Each day as a whole number of weeks, and in how much what follows from them still differs.

    `ordered`: so many of the days, from the first on, may not change places. `differs` counts what another telling
    would change; of the tellings near by the first is taken that changes nothing, or else the one that changes least.

    >>> in_weeks([0, 31], 2, lambda days: 1 if days[1] <= 30 else 0)
    ((0, 35), 0)
    """
    best: tuple[int, tuple[int, ...]] | None = None
    for tried, told in enumerate(_tellings(days)):
        if any(before > after for before, after in pairwise(told[:ordered])):
            continue
        found = differs(told)
        if best is None or found < best[0]:
            best = (found, told)
        if found == 0 or tried >= MOST_TRIED:
            break
    assert best is not None  # the first telling keeps the order
    return best[1], best[0]


def _tellings(days: Sequence[float]) -> Iterator[tuple[int, ...]]:
    """The nearest weeks first, then with one day the other way, with two, and so on."""
    nearest = [round(day / WEEK + 1e-9) * WEEK for day in days]
    other = [_other(day, week) for day, week in zip(days, nearest, strict=True)]
    for n in range(len(days) + 1):
        for turned in combinations(range(len(days)), n):
            yield tuple(other[at] if at in turned else nearest[at] for at in range(len(days)))


def _other(day: float, week: int) -> int:
    return week - WEEK if week > day else week + WEEK
