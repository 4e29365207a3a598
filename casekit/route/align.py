"""The best alignment of what happened, in order, with a route whose steps have a partial order.

Which touchpoint is which step, so that the sum of the stated costs is the least there is. A touchpoint that
names its step is that step; another may be one of the steps that it fits, or none.

Method: alignments of process mining (Adriansyah, 2014), for partially ordered models (Lu, Fahland and Van der
Aalst, 2014). The route is small, so the best alignment is found exactly: for every touchpoint, from the last
to the first, the least cost from every set of steps already done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "ADDED",
    "COSTS",
    "GUESS",
    "MISSING",
    "OUT_OF_ORDER",
    "REPEATED",
    "Alignment",
    "Order",
    "Seen",
    "align",
    "tally",
]

MISSING = 8
"""A step that had to be done and is not there: the most, so that one that is there in any form is found."""
ADDED = 5
"""A touchpoint that is no step: more than a guess with one thing wrong, so that what fits a step is one."""
OUT_OF_ORDER = 3
"""A step that came after one that belongs after it: the step was done, and in the wrong place."""
REPEATED = 2
"""A step done once more: less than out of order, since doing it twice leaves the order as it is."""
GUESS = 1
"""The touchpoint does not name its step: the least, and only to let what is stated go before what is guessed."""

COSTS = {
    "missing": MISSING,
    "added": ADDED,
    "out_of_order": OUT_OF_ORDER,
    "repeated": REPEATED,
    "guess": GUESS,
}
"""What each difference between a route as designed and as lived costs. An optional step left out costs nothing."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one touchpoint may be: the step that it names, else the steps that it fits (by number)."""

    stated: int | None = None
    fits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """A route in numbers: per step the set of steps that belong after it, and the sets of which one must be done.

    A set is a whole number with one bit per step.
    """

    later: tuple[int, ...]
    needed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Per touchpoint the step that it is, or None; how often each cost was paid, and what it cost in all."""

    steps: tuple[int | None, ...]
    counts: dict[str, int]
    cost: int


def tally(steps: Sequence[int | None], seen: Sequence[Seen], order: Order) -> dict[str, int]:
    """How often each of `COSTS` is paid when the touchpoints are these steps.

    A step is out of order when it is done for the first time after a step that belongs after it.

    >>> tally([1, 0, None], [Seen(1), Seen(0), Seen()], Order(later=(0b10, 0), needed=(0b01, 0b10)))
    {'missing': 0, 'added': 1, 'out_of_order': 1, 'repeated': 0, 'guess': 0}
    """
    counts = dict.fromkeys(COSTS, 0)
    done = 0
    for step, one in zip(steps, seen, strict=True):
        if step is None:
            counts["added"] += 1
            continue
        counts["guess"] += one.stated is None
        if done >> step & 1:
            counts["repeated"] += 1
        else:
            counts["out_of_order"] += bool(done & order.later[step])
            done |= 1 << step
    counts["missing"] = sum(not done & unit for unit in order.needed)
    return counts


def align(seen: Sequence[Seen], order: Order) -> Alignment:
    """The alignment that costs the least.

    Of alignments that cost the same, the one in which the earliest touchpoint that can be a step is that step,
    and of the steps that it can be the first on the route; so the answer is always the same.

    >>> route = Order(later=(0b10, 0), needed=(0b01, 0b10))
    >>> align([Seen(fits=(0,)), Seen(), Seen(fits=(1,))], route).steps
    (0, None, 1)
    """
    used = sorted({step for one in seen for step in (*one.fits, *(() if one.stated is None else (one.stated,)))})
    bit = {step: 1 << n for n, step in enumerate(used)}
    tables = _costs_to_go(seen, order, used, bit)
    done = 0
    steps: list[int | None] = []
    for one, table in zip(seen, tables, strict=True):
        step = one.stated if one.stated is not None else _choice(one, table, done, order, used, bit)
        steps.append(step)
        done |= 0 if step is None else bit[step]
    counts = tally(steps, seen, order)
    return Alignment(tuple(steps), counts, sum(COSTS[name] * n for name, n in counts.items()))


def _costs_to_go(
    seen: Sequence[Seen], order: Order, used: list[int], bit: dict[int, int]
) -> list[NDArray[np.signedinteger[Any]]]:
    """Per touchpoint: what the touchpoints after it, and what is still missing then, cost from every set of steps."""
    import numpy as np

    most = MISSING * len(order.needed) + (ADDED + OUT_OF_ORDER + GUESS) * len(seen)
    number: Any = np.int16 if most < np.iinfo(np.int16).max else np.int32  # half the width is twice as fast
    sets = np.arange(1 << len(used))
    first = {}
    for step in used:
        later = sum(bit[other] for other in used if order.later[step] >> other & 1)
        first[step] = np.where(sets & later, OUT_OF_ORDER, 0).astype(number)
    to_go: NDArray[np.signedinteger[Any]] = np.zeros(len(sets), dtype=number)
    for unit in order.needed:
        own = sum(bit[step] for step in used if unit >> step & 1)
        to_go += np.where(sets & own, 0, MISSING).astype(number)
    tables: list[NDArray[np.signedinteger[Any]]] = []
    for one in reversed(seen):
        tables.append(to_go)
        before = to_go + ADDED if one.stated is None else np.full_like(to_go, np.iinfo(number).max)
        for step in one.fits if one.stated is None else (one.stated,):
            guess = GUESS if one.stated is None else 0
            # The sets without and with the step, side by side; once it is done, both go on from the one with it.
            halves, costs, then = (table.reshape(-1, 2, bit[step]) for table in (before, first[step], to_go))
            np.minimum(halves[:, 0], then[:, 1] + costs[:, 0] + guess, out=halves[:, 0])
            np.minimum(halves[:, 1], then[:, 1] + (REPEATED + guess), out=halves[:, 1])
        to_go = before
    return tables[::-1]


def _choice(
    one: Seen, to_go: NDArray[np.signedinteger[Any]], done: int, order: Order, used: list[int], bit: dict[int, int]
) -> int | None:
    """The cheapest of what a touchpoint may be: first a step not done yet, then one done before, then none."""
    best: tuple[int, int, int] | None = None
    found: int | None = None
    for step in (*one.fits, None):
        if step is None:
            key = (ADDED + int(to_go[done]), 2, 0)
        elif done & bit[step]:
            key = (GUESS + REPEATED + int(to_go[done]), 1, step)
        else:
            late = any(done & bit[other] for other in used if order.later[step] >> other & 1)
            key = (GUESS + (OUT_OF_ORDER if late else 0) + int(to_go[done | bit[step]]), 0, step)
        if best is None or key < best:
            best, found = key, step
    return found
