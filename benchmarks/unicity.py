"""How many trajectories a few known touchpoints single out, beside the published simulation (privacy.md 2.1).

    python benchmarks/unicity.py

Forty kinds of touchpoint, skewed (the kind of rank r as often as r to the power -0.8); 12 to 40 touchpoints per case,
spread evenly over 1 to 4 years; starts spread over 5 years. Per row what is shown of time and kind; per cell how many
per cent of the sets of 2, 4 and 6 known touchpoints fit one case only, beside what was published. Where a touchpoint
lies in a day, week, ..., year, its order within that unit is not shown. How skewed the kinds are and which of them
share a group the publication does not say: 0.8 is what comes nearest. Take the order of the rows, as it says itself,
not the last digit. The largest library is tried with 100 sets per cell, the others with 300.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import mean
from time import perf_counter

from casekit.release.unicity import Event, Sight, Track, fits

KINDS, GROUPS, SKEW = 40, 12, 0.8
SIZES = {30: 300, 300: 300, 10_000: 100}
"""Cases in the library, and sets that are tried per cell."""
KNOWN = (2, 4, 6)
WEEK, MONTH, QUARTER, YEAR = 7, 365.25 / 12, 365.25 / 4, 365.25

ROWS: dict[str, tuple[Sight, bool, bool, tuple[tuple[int, ...], ...]]] = {
    # name: what is shown, whether days count from the start of the case, whether kinds are grouped, published shares
    "exact day": (Sight("place"), False, False, ((100, 100, 100), (100, 100, 100), (99, 100, 100))),
    "week": (Sight("place", WEEK), False, False, ((100, 100, 100), (100, 100, 100), (78, 100, 100))),
    "month": (Sight("place", MONTH), False, False, ((99, 100, 100), (89, 100, 100), (23, 99, 100))),
    "quarter": (Sight("place", QUARTER), False, False, ((91, 100, 100), (52, 99, 100), (4, 75, 99))),
    "year": (Sight("place", YEAR), False, False, ((63, 97, 100), (10, 75, 96), (0, 13, 51))),
    "days since start": (Sight("place"), True, False, ((100, 100, 100), (100, 100, 100), (97, 100, 100))),
    "months since start": (Sight("place", MONTH), True, False, ((96, 100, 100), (72, 100, 100), (13, 95, 100))),
    "intervals +-1 week": (Sight("gap", WEEK, 1), True, False, ((70, 100, 100), (19, 100, 100), (0, 91, 100))),
    "intervals +-1 month": (Sight("gap", MONTH, 1), True, False, ((41, 99, 100), (3, 90, 100), (0, 33, 92))),
    "intervals +-1 quarter": (Sight("gap", QUARTER, 1), True, False, ((25, 91, 99), (2, 47, 89), (0, 4, 45))),
    "order only": (Sight("order"), True, False, ((6, 53, 96), (0, 10, 68), (0, 0, 12))),
    "month, 12 groups": (Sight("place", MONTH), False, True, ((94, 100, 100), (64, 99, 100), (4, 88, 100))),
    "intervals +-1 quarter, 12 groups": (Sight("gap", QUARTER, 1), True, True, ((3, 42, 81), (0, 6, 36), (0, 0, 2))),
    "order only, 12 groups": (Sight("order"), True, True, ((0, 2, 37), (0, 0, 0), (0, 0, 0))),
}


def library(n: int, chance: random.Random) -> list[tuple[int, Track]]:
    """Cases as the simulation makes them: the day on which each starts, and its touchpoints since then."""
    weights = [rank**-SKEW for rank in range(1, KINDS + 1)]
    cases = []
    for _ in range(n):
        events, length = chance.randint(12, 40), chance.randint(365, 4 * 365)
        days = sorted(chance.randrange(length) for _ in range(events))
        days = [day - days[0] for day in days]
        kinds = chance.choices(range(KINDS), weights, k=events)
        track = tuple((str(kind), float(day), float(day)) for kind, day in zip(kinds, days, strict=True))
        cases.append((chance.randrange(5 * 365), track))
    return cases


def shown(cases: Iterable[tuple[int, Track]], since_start: bool, grouped: bool) -> list[Track]:
    """The tracks as a row shows them: in calendar days or since the start, with all kinds or in groups."""

    def one(start: int, track: Track) -> Track:
        add = 0 if since_start else start
        return tuple((str(int(kind) % GROUPS) if grouped else kind, lo + add, hi + add) for kind, lo, hi in track)

    return [one(start, track) for start, track in cases]


def singled_out(tracks: list[Track], how: Sight, p: int, sets: int, chance: random.Random) -> float:
    """The share of drawn sets of known touchpoints that fit no other case."""
    placed = how.what == "place"

    def cells(track: Iterable[Event]) -> Counter[tuple[str, float]]:
        return Counter((kind, day // how.unit if placed else 0) for kind, day, _ in track)

    counts = [cells(track) for track in tracks]
    holds: dict[tuple[str, float], set[int]] = defaultdict(set)
    for at, there in enumerate(counts):
        for cell in there:
            holds[cell].add(at)

    def alone() -> bool:
        which = chance.randrange(len(tracks))
        known = [tracks[which][at] for at in sorted(chance.sample(range(len(tracks[which])), p))]
        needed = cells(known)
        near = set.intersection(*(holds[cell] for cell in needed)) - {which}
        return not any(needed <= counts[at] and (placed or fits(known, tracks[at], how)) for at in near)

    return 100 * mean(alone() for _ in range(sets))


def main() -> None:
    """Print what is found beside what was published, and how far they lie apart."""
    start, apart = perf_counter(), []
    libraries = {n: library(n, random.Random(n)) for n in SIZES}
    print(f"{'found (published), %':34}" + "".join(f"{f'{n} cases, p = 2 / 4 / 6':^33}" for n in SIZES))
    for name, (how, since_start, grouped, published) in ROWS.items():
        cells, off = [], []
        for (n, sets), row in zip(SIZES.items(), published, strict=True):
            tracks = shown(libraries[n], since_start, grouped)
            found = [singled_out(tracks, how, p, sets, random.Random(n + p)) for p in KNOWN]
            off += [abs(one - other) for one, other in zip(found, row, strict=True)]
            cells.append("  ".join(f"{one:3.0f} ({other:3})" for one, other in zip(found, row, strict=True)))
        apart += off
        print(
            f"{name:34}" + "  ".join(f"{cell:31}" for cell in cells) + f"  mean {mean(off):.0f}, most {max(off):.0f}"
        )
    print(f"points apart: mean {mean(apart):.1f}, most {max(apart):.0f}; {perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main()
