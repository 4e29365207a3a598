"""What each stall cost as a fair share of what all of them cost together: the Shapley value.

The average, over all orders in which the stalls could be taken away, of what each saves when its turn comes.
The shares add up to the joint saving, and delays that overlap are split evenly. Exact up to twelve stalls, by
going through all subsets; above that over a fixed sample of orders.

Source: Shapley 1953; methods 6.3.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from math import factorial

import numpy as np
from numpy.typing import NDArray

__all__ = ["EXACT_UP_TO", "shapley", "shares", "subsets"]

EXACT_UP_TO = 12
BATCH = 4096
"""Sets that are tried at once, so that memory stays small."""

Saving = Callable[[NDArray[np.bool_]], NDArray[np.int64]]
"""From rows of flags (which stalls go) to the days that are saved, one per row."""


def shapley(count: int, saving: Saving, *, orders: int, seed: int) -> tuple[float, ...]:
    """The shares of `count` stalls in the saving of all; `orders` is used above twelve stalls.

    >>> both = lambda sets: np.where(sets.any(axis=1), 10, 0)  # either of two stalls costs the same ten days
    >>> shapley(2, both, orders=100, seed=1)
    (5.0, 5.0)
    """
    if count == 0:
        return ()
    return _exact(count, saving) if count <= EXACT_UP_TO else _sampled(count, saving, orders, seed)


def _exact(count: int, saving: Saving) -> tuple[float, ...]:
    return tuple(round(float(share), 9) for share in shares(count, saving(subsets(count))))


def subsets(count: int) -> NDArray[np.bool_]:
    """Every set of `count` stalls as a row of flags."""
    return (np.arange(2**count)[:, None] >> np.arange(count)) & 1 > 0


def shares(count: int, saved: NDArray[np.int64]) -> NDArray[np.float64]:
    """The share of each stall, from what each of `subsets` saves; further axes, such as draws, stay apart."""
    numbers, sets = np.arange(2**count), subsets(count)
    sizes = sets.sum(axis=1)
    weight = np.array([factorial(n) * factorial(count - n - 1) / factorial(count) for n in range(count)])
    found = []
    for one in range(count):
        without = numbers[~sets[:, one]]
        gain = (saved[without | (1 << one)] - saved[without]).astype(float)
        found.append(np.tensordot(weight[sizes[without]], gain, axes=1))
    return np.array(found)


def _sampled(count: int, saving: Saving, orders: int, seed: int) -> tuple[float, ...]:
    source = random.Random(seed)
    total = np.zeros(count)
    names = list(range(count))
    at_once = max(1, BATCH // count)
    for begin in range(0, orders, at_once):
        some = []
        for _ in range(min(at_once, orders - begin)):
            source.shuffle(names)
            some.append(tuple(names))
        drawn = np.array(some)
        sets = np.zeros((len(some), count + 1, count), dtype=bool)
        rows = np.arange(len(some))
        for turn in range(count):
            sets[:, turn + 1] = sets[:, turn]
            sets[rows, turn + 1, drawn[:, turn]] = True
        saved = saving(sets.reshape(-1, count)).reshape(len(some), count + 1)
        np.add.at(total, drawn, np.diff(saved, axis=1))
    return tuple(float(share) for share in total / orders)
