"""What the case would have taken without some of its stalls: the collapsed as-built ("but-for") schedule.

The own lag of every moment is shortened by the late days that lie in it, all other lags stay, and the days are
worked out anew from the start, no earlier than fixed dates allow. A day that two stalls share goes when either
of them goes, so that no day is saved twice.

Source: collapsed as-built analysis (AACE RP 29R-03); methods 6.3.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from casekit.cost.amount import Days
from casekit.cost.late import Interval, Late
from casekit.cost.network import Network

__all__ = ["Atoms", "atoms_of", "finish", "forward", "savings"]

Chosen = NDArray[np.bool_]
NOTHING: Mapping[tuple[int, int], Days] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Atoms:
    """The late days inside the own lag of one moment, in pieces.

    `sizes[d, a]` days of draw d that belong to the stalls in `covers[d, a]` (one flag per stall). One row where
    all draws agree.
    """

    sizes: Days
    covers: Chosen

    def shortened(self, chosen: Chosen) -> Days:
        """Days off per row when the chosen stalls go; `chosen` is one flag per stall, or a row of them per case."""
        hit = (self.covers & chosen[:, None, :]).any(axis=2)
        taken: Days = (self.sizes * hit).sum(axis=1)
        return taken


def atoms_of(network: Network, late: Sequence[Late], *, central: bool = False) -> dict[int, Atoms]:
    """The pieces per moment that late days lie in, for every draw or on the middle days."""
    days = network.central[:, None] if central else network.days
    lags = network.central_lags if central else network.lags
    found = {}
    for n in network.reach:
        own = [k for k, one in enumerate(late) if n in one.holds_up]
        if own and network.before[n]:
            atoms = _atoms(n, own, late, days, lags, network.start, central)
            if atoms is not None:
                found[n] = atoms
    return found


def _atoms(
    n: int, own: list[int], late: Sequence[Late], days: Days, lags: Days, start: int, central: bool
) -> Atoms | None:
    ends, opens = days[n].tolist(), np.maximum(days[n] - lags[n], days[start]).tolist()
    stalled = [(one.central,) if central else one.days for one in (late[k] for k in own)]
    same = len({*zip(opens, ends, strict=True)}) == 1 and all(len(one) == 1 for one in stalled)
    rows = []
    for draw in range(1 if same else len(ends)):
        clipped = [_within(one[min(draw, len(one) - 1)], opens[draw], ends[draw]) for one in stalled]
        rows.append(_pieces(clipped))
    width = max(map(len, rows))
    if not width:
        return None
    sizes = np.zeros((len(rows), width), dtype=np.int64)
    covers = np.zeros((len(rows), width, len(late)), dtype=bool)
    for draw, row in enumerate(rows):
        for piece, (size, mine) in enumerate(row):
            sizes[draw, piece] = size
            covers[draw, piece, [own[k] for k in mine]] = True
    return Atoms(sizes, covers)


def _within(intervals: Sequence[Interval], start: float, end: float) -> list[Interval]:
    return [(max(lo, start), min(hi, end)) for lo, hi in intervals if hi > start and lo < end]


def _pieces(stalls: Sequence[Sequence[Interval]]) -> list[tuple[int, tuple[int, ...]]]:
    """Stretches in which the same stalls have late days: their length, and which stalls."""
    edges = sorted({edge for intervals in stalls for interval in intervals for edge in interval})
    found = []
    for lo, hi in pairwise(edges):
        mine = tuple(k for k, intervals in enumerate(stalls) if any(a <= lo and hi <= b for a, b in intervals))
        if mine:
            found.append((round(hi - lo), mine))
    return found


def finish(network: Network, days: Days, lags: Days, off: Mapping[int, Days]) -> Days:
    """The day of the end when own lags are shortened by `off`: see `forward`."""
    return forward(network, days, lags, off)[network.end]


def forward(
    network: Network,
    days: Days,
    lags: Days,
    off: Mapping[int, Days],
    arrived: Mapping[tuple[int, int], Days] = NOTHING,
) -> dict[int, Days]:
    """The days of all that the end can hang on, when own lags are shortened by `off`: one per draw, or per set.

    `days` and `lags` have one column per draw; a single one is used for all that `off` tries. A moment waits no
    longer for a source than until the day in `arrived`, by source and moment.
    """
    moved: dict[int, Days] = {}
    for n in network.reach:
        sources = network.before[n]
        if sources:
            awaited = [
                np.minimum(moved[source], arrived[source, n]) if (source, n) in arrived else moved[source]
                for source in sources
            ]
            day = awaited[0]
            for other in awaited[1:]:
                day = np.maximum(day, other)
            day = day + lags[n]
            if n in off:
                day = day - off[n]
            if n in network.floor:
                day = np.maximum(day, np.minimum(days[n], int(network.floor[n])))
        else:
            day = days[n]
        moved[n] = day
    return moved


def savings(network: Network, atoms: Mapping[int, Atoms], chosen: Chosen, *, central: bool = False) -> Days:
    """Days that the case would have taken less without the chosen stalls.

    `chosen` has a row of flags per set of stalls. With `central` the result has one entry per set; else `chosen`
    must have one row, and the result one entry per draw.
    """
    days = network.central[:, None] if central else network.days
    lags = network.central_lags if central else network.lags
    off = {n: one.shortened(chosen) for n, one in atoms.items()}
    saved: Days = days[network.end] - finish(network, days, lags, off)
    return np.broadcast_to(saved, len(chosen)) if central else saved
