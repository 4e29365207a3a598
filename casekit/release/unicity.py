"""How often a few touchpoints that somebody knows fit only one case in a library: the sequence as a fingerprint.

Unicity after de Montjoye and others (2013), on ordered touchpoints: of the sets of p touchpoints of a case, the share
that no other case in the library matches. What the level shows of time decides what has to agree: the day since the
start, the quarters in between (one more or less), or only the order. An unknown time agrees with every time, so an
uncertain case hides others and is hidden by them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import comb, floor, isinf
from random import Random
from typing import Literal, TypeAlias

from casekit.case import Case
from casekit.release.groups import group_of
from casekit.when import timeline

__all__ = [
    "DAYS",
    "LEVELS",
    "ORDER",
    "QUARTERS",
    "Event",
    "Sight",
    "Track",
    "fits",
    "sequence_of",
    "single_out",
    "unicity",
]

Event: TypeAlias = tuple[str, float, float]
"""The kind of a touchpoint, and the first and last day on which it can have been."""
Track: TypeAlias = tuple[Event, ...]
"""The touchpoints of one case, in order."""
MOST_SETS = 300


@dataclass(frozen=True, slots=True)
class Sight:
    """What is shown of time, in units of so many days.

    "place": the unit in which each touchpoint lies; "gap": how many whole units lie between two, `slack` more or
    less; "order": nothing but the order.
    """

    what: Literal["place", "gap", "order"]
    unit: float = 1
    slack: int = 0


DAYS = Sight("place")
QUARTERS = Sight("gap", 365.25 / 4, 1)
ORDER = Sight("order")
LEVELS: dict[str, tuple[Sight, bool]] = {"O": (DAYS, False), "A": (QUARTERS, True), "W": (ORDER, True)}
"""What each level of release shows: of time, and whether kinds are grouped."""


def sequence_of(case: Case, *, grouped: bool = False) -> Track:
    r"""The touchpoints of a case in order, in days since the first that has a day.

    >>> from casekit.notation import case_of
    >>> sequence_of(case_of("a: inwoner > gemeente melding @5\nb: gemeente > inwoner besluit @30"), grouped=True)
    (('question', 0, 0), ('decision', 25, 25))
    """
    time, kinds = timeline(case), {row.id: row.kind for row in case.touchpoint_list}
    spans = [(kinds[id], time.spans[id]) for id in time.order]
    start = next((span.lo for _, span in spans if not isinf(span.lo)), 0)
    return tuple(
        (group_of("kind", kind) if grouped else kind, span.lo - start, span.hi - start) for kind, span in spans
    )


def fits(known: Sequence[Event], case: Sequence[Event], how: Sight) -> bool:
    """Whether a case holds the known touchpoints, in order, with times that agree as far as they are shown.

    >>> one = (("question", 0, 0), ("answer", 40, 40), ("answer", 200, 200))
    >>> known = (("question", 0, 0), ("answer", 100, 100))
    >>> fits(known, one, DAYS), fits(known, one, QUARTERS), fits(known, one, ORDER)
    (False, True, True)
    """
    reached = [at for at, event in enumerate(case) if event[0] == known[0][0] and _same_place(known[0], event, how)]
    for before, after in pairwise(known):
        if not reached:
            return False
        following: list[int] = []
        for at in range(reached[0] + 1, len(case)):
            event = case[at]
            if event[0] != after[0] or not _same_place(after, event, how):
                continue
            if how.what != "gap" or any(
                here < at and _same_gap((before, after), (case[here], event), how) for here in reached
            ):
                following.append(at)
        reached = following
    return bool(reached)


def _same_place(one: Event, other: Event, how: Sight) -> bool:
    """Whether two touchpoints can lie in the same unit of time."""
    if how.what != "place":
        return True
    return _touch(one[1], one[2], other[1], other[2], how)


def _same_gap(one: tuple[Event, Event], other: tuple[Event, Event], how: Sight) -> bool:
    """Whether the time between two touchpoints can be the same number of whole units, one more or less."""
    (a, b), (c, d) = one, other
    return _touch(max(b[1] - a[2], 0), b[2] - a[1], max(d[1] - c[2], 0), d[2] - c[1], how)


def _touch(lo: float, hi: float, lo2: float, hi2: float, how: Sight) -> bool:
    return _unit(lo, how) <= _unit(hi2, how) + how.slack and _unit(lo2, how) <= _unit(hi, how) + how.slack


def _unit(days: float, how: Sight) -> float:
    return days if isinf(days) else floor(days / how.unit)


def unicity(
    sequences: Sequence[Track], which: int, p: int, how: Sight, *, seed: int = 0, rounds: int = MOST_SETS
) -> float | None:
    """The share of the sets of `p` touchpoints of one case that no other case in the library fits; 0 to 1.

    All sets where there are at most `rounds`, else so many drawn with `seed`. None when the case has fewer than `p`.

    >>> library = [(("question", 0, 0), ("answer", 9, 9)), (("question", 0, 0), ("refusal", 9, 9))]
    >>> unicity(library, 0, 1, ORDER), unicity(library, 0, 2, ORDER)
    (0.5, 1.0)
    """
    own = sequences[which]
    if p < 1 or len(own) < p:
        return None
    others = [(one, Counter(event[0] for event in one)) for at, one in enumerate(sequences) if at != which]
    sets = list(_sets(len(own), p, seed, rounds))
    alone = sum(not _somewhere([own[at] for at in chosen], others, how) for chosen in sets)
    return alone / len(sets)


def _sets(n: int, p: int, seed: int, rounds: int) -> Iterator[tuple[int, ...]]:
    if comb(n, p) <= rounds:
        yield from combinations(range(n), p)
        return
    chance = Random(seed)
    for _ in range(rounds):
        yield tuple(sorted(chance.sample(range(n), p)))


def _somewhere(known: Sequence[Event], others: Iterable[tuple[Track, Counter[str]]], how: Sight) -> bool:
    needed = Counter(event[0] for event in known)
    return any(needed <= kinds and fits(known, one, how) for one, kinds in others)


def single_out(
    cases: Sequence[Case], which: int, level: str, *, sizes: Iterable[int] = (2, 3, 4), seed: int = 0
) -> dict[int, float | None]:
    """How often 2, 3 and 4 touchpoints fit only this case of a library, as a level of release shows all of them.

    >>> from casekit.examples import example
    >>> single_out([example("bijstand-aanvraag"), example("bijstand-aanvraag")], 0, "O")
    {2: 0.0, 3: 0.0, 4: 0.0}
    """
    how, grouped = LEVELS[level]
    sequences = [sequence_of(case, grouped=grouped) for case in cases]
    return {p: unicity(sequences, which, p, how, seed=seed) for p in sizes}
