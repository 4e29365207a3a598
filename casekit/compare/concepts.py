"""Which cases share exactly which bundle: formal concepts. A reading aid, and only where it is asked for.

A concept is a set of kinds and the set of *all* cases that have them, such that these cases share nothing more:
"these four cases share exactly these three kinds". Only concepts of three cases or more and two kinds or more are
shown, those first that stay when any one of their cases is left out.

A random table is full of concepts: about a hundred with 12 cases and 19 kinds. Show `noise_count` beside them, and
read a bundle as a reason to lay those cases side by side, never as a finding. What could not be observed counts as
not there: a bundle holds what the cases surely share.

Sources: Ganter and Wille 1999 (Formal Concept Analysis); Ganter 1984 for closures in lectic order, each found once;
Kuznetsov 1993 (Close by One) for going through them as a tree, so that bundles of too few cases can be skipped;
Kuznetsov 2007 (Annals of Mathematics and Artificial Intelligence 49, 101-115) for stability; methods 7.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np

from casekit.compare.known import Rows, yes_and_known

__all__ = ["CASES_NEEDED", "KINDS_NEEDED", "Concept", "Noise", "concepts", "noise_count"]

CASES_NEEDED = 3
KINDS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Concept:
    """A bundle of kinds and all the cases that have it, both by number.

    `hangs_on`: its cases without which the others share more than this bundle. `stability`: the share of its cases
    that can be missed.
    """

    kinds: tuple[int, ...]
    cases: tuple[int, ...]
    stability: float
    hangs_on: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Noise:
    """Concepts in tables without any pattern (medians): all of them, and those large enough to be shown."""

    concepts: float
    shown: float


def concepts(rows: Rows) -> tuple[Concept, ...]:
    """The concepts of a table of cases x kinds, the most stable first, then those with more cases, more kinds.

    >>> found = concepts([(True, True, False), (True, True, True), (True, True, False), (False, True, True)])
    >>> [(one.kinds, one.cases, one.stability) for one in found]
    [((0, 1), (0, 1, 2), 1.0)]
    """
    sets, width = _sets(rows)
    found = []
    for kinds, cases in closures(sets, width, CASES_NEEDED):
        if kinds.bit_count() >= KINDS_NEEDED:
            # Without a case outside the bundle nothing changes; without one inside, the others may share more.
            members = _members(cases)
            hangs_on = tuple(case for case in members if _shared(sets, cases & ~(1 << case), width) != kinds)
            stability = 1 - len(hangs_on) / len(members)
            found.append(Concept(_members(kinds), members, stability, hangs_on))
    return tuple(sorted(found, key=lambda one: (-one.stability, -len(one.cases), -len(one.kinds), one.kinds)))


def noise_count(n: int, kinds: int, prevalence: float, runs: int = 50, seed: int = 1) -> Noise:
    """How many concepts n cases have in which nothing hangs together.

    >>> round(noise_count(12, 19, 0.4, runs=10).concepts, -1)
    100.0
    """
    random = np.random.default_rng(seed)
    counts = []
    for _ in range(runs):
        found = list(closures(*_sets(random.random((n, kinds)) < prevalence)))
        shown = [1 for some, cases in found if some.bit_count() >= KINDS_NEEDED and cases.bit_count() >= CASES_NEEDED]
        counts.append((len(found), len(shown)))
    every, shown_counts = zip(*counts, strict=True)
    return Noise(float(median(every)), float(median(shown_counts)))


def closures(sets: list[int], width: int, at_least: int = 0) -> Iterator[tuple[int, int]]:
    """Every closed set of kinds with its cases, if it has `at_least` so many: both as bits of a whole number.

    `sets`: the kinds of each case as bits; `width`: the number of kinds. A set is closed if it holds all that its
    cases share. From each closed set the tree grows by one kind and closes; a branch that brings in an earlier kind
    was found from there (the test of Ganter), so each set comes once.

    >>> sorted(closures([0b01, 0b11], 2))
    [(1, 3), (3, 2)]
    """
    having = [sum(1 << case for case, kinds in enumerate(sets) if kinds >> kind & 1) for kind in range(width)]
    everyone = (1 << len(sets)) - 1
    todo = [(_shared(sets, everyone, width), everyone, 0)] if len(sets) >= at_least else []
    while todo:
        kinds, cases, begin = todo.pop()
        yield kinds, cases
        for kind in range(begin, width):
            fewer = cases & having[kind]
            if kinds >> kind & 1 or fewer.bit_count() < at_least:
                continue
            more = _shared(sets, fewer, width)
            if not (more ^ kinds) & ((1 << kind) - 1):
                todo.append((more, fewer, kind + 1))


def _shared(sets: list[int], cases: int, width: int) -> int:
    """The kinds that all of these cases have; all kinds where there is no case."""
    kinds = (1 << width) - 1
    while cases:
        kinds &= sets[(cases & -cases).bit_length() - 1]
        cases &= cases - 1
    return kinds


def _sets(rows: Rows) -> tuple[list[int], int]:
    yes, _ = yes_and_known(rows)
    return [sum(1 << int(kind) for kind in np.flatnonzero(row)) for row in yes], yes.shape[1]


def _members(bits: int) -> tuple[int, ...]:
    return tuple(place for place in range(bits.bit_length()) if bits >> place & 1)
