"""How far people who code the same stalls agree about the causes, and what they could talk about where they do not.

Krippendorff's alpha for names (nominal data), with any number of coders and with stalls that not everybody coded;
beside it the plain share of pairs that say the same. Neither gets a grade: what is enough depends on what people
want to do with it. The coding that people came to together is left out: it is no second pair of eyes.

Sources: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability (University of Pennsylvania); Krippendorff
2019, Content Analysis, chapter 12. Written out here, since the package for it would bind the users' own work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

import numpy as np

from casekit.causes.book import Book
from casekit.coding import Coded
from casekit.taxonomy import NEEDS_WORDS

__all__ = [
    "FRAGILE_BELOW",
    "PERCENTAGES_FROM",
    "Agreement",
    "Reliability",
    "agreement",
    "reliability",
    "value_counts",
]

FRAGILE_BELOW = 10
"""With fewer stalls than this one stall more or less can turn the number round."""

PERCENTAGES_FROM = 5
"""With fewer stalls than this there are no percentages: they would look more certain than a count."""

DRAWS = 2000
SEED = 1
LEVEL = 0.95

Rows = Sequence[Mapping[str, Hashable]]
"""Per stall what each coder said of it; a coder who said nothing is not there."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far coders agree on one thing.

    `units` are the stalls that two or more coded, `coders` those who coded one of these; `same` of the `pairs` of
    coders who coded the same stall said the same. `alpha` is 1 when all say the same, 0 when they agree no more
    than chance would make them, below 0 when less; None where it has no meaning, and `reason` says why: "one_coder"
    (no stall was coded by two), "too_few" (one stall was) or "no_variation" (everybody said the same one thing
    everywhere). `interval` holds the middle 95 % of the alphas of stalls drawn again and again, draws without
    variation left out; None where nobody differs, for then drawing again shows nothing.
    """

    units: int
    coders: int
    pairs: int
    same: int
    alpha: float | None = None
    interval: tuple[float, float] | None = None
    reason: Literal["one_coder", "too_few", "no_variation"] | None = None

    @property
    def percent(self) -> float | None:
        """The pairs that said the same, in per cent; None without pairs and with fewer than five stalls."""
        return 100 * self.same / self.pairs if self.pairs and self.units >= PERCENTAGES_FROM else None

    @property
    def fragile(self) -> bool:
        """Whether there are so few stalls that the number says little."""
        return self.units < FRAGILE_BELOW


@dataclass(frozen=True)
class Agreement:
    """How far the coders of one or more cases agree about the main cause, its level, and each cause by itself.

    `once` counts the stalls that one coder coded: they cannot be held side by side. `not_blind` are coders who do
    not say that they coded before they saw the work of others; with those, agreement may be no evidence.
    """

    coders: tuple[str, ...]
    units: int
    once: int
    cause: Reliability
    level: Reliability
    per_cause: dict[str, Reliability]
    not_blind: tuple[str, ...]


def agreement(books: Book | Iterable[Book]) -> Agreement:
    r"""How far coders agree over the stalls of one case, or of several cases together.

    "Unknown" is an answer like any other, and has no level. Two coders who chose "other" do not agree: the kit does
    not compare their words. Stalls that are not found (any more) do not count.

    >>> from casekit.causes.book import book_of
    >>> from casekit.coding import Coding
    >>> from casekit.notation import case_of
    >>> case = case_of("t1: inwoner > gemeente aanvraag @0\nt2: gemeente > inwoner besluit @100 re=t1")
    >>> one, two = (Coding(coder=c, codes=[{"stall": "K04-t1-t2", "cause": "U3"}]) for c in ("a", "b"))
    >>> found = agreement(book_of(case, one, two))
    >>> (found.cause.same, found.cause.pairs), found.cause.alpha, found.cause.reason
    ((1, 1), None, 'too_few')
    """
    pooled = [books] if isinstance(books, Book) else sorted(books, key=lambda book: book.case.id)
    shared: list[dict[str, tuple[Coded, ...]]] = []
    levels: list[dict[str, str]] = []
    once = 0
    blind: dict[str, bool] = {}
    listed = dict.fromkeys(cause.code for book in pooled for cause in book.causes)
    for book in pooled:
        level_of = {cause.code: cause.level for cause in book.causes}
        for key in book.stalls:
            given = {coding.coder: coding.of(key) for coding in book.coders}
            said = {coder: rows for coder, rows in given.items() if rows}
            once += len(said) == 1
            if len(said) > 1:
                shared.append(said)
                levels.append({c: level for c, rows in said.items() if (level := level_of.get(rows[0].cause))})
        for coding in book.coders:
            if any(row.stall in book.stalls for row in coding.codes):
                blind[coding.coder] = blind.get(coding.coder, True) and coding.blind is True
    named = {row.cause for said in shared for rows in said.values() for row in rows} - NEEDS_WORDS
    return Agreement(
        coders=tuple(sorted(blind)),
        units=len(shared),
        once=once,
        cause=reliability([{c: _apart(rows[0].cause, c) for c, rows in said.items()} for said in shared]),
        level=reliability(levels),
        per_cause={
            code: reliability([{c: _names(rows, code) for c, rows in said.items()} for said in shared])
            for code in [*listed, *sorted(named - listed.keys())]
            if code in named
        },
        not_blind=tuple(sorted(coder for coder, before in blind.items() if not before)),
    )


def _apart(cause: str, coder: str) -> Hashable:
    return (cause, coder) if cause == "other" else cause


def _names(rows: Iterable[Coded], cause: str) -> bool:
    return any(row.cause == cause for row in rows)


def reliability(rows: Rows, *, draws: int = DRAWS, seed: int = SEED) -> Reliability:
    """Alpha and the plain share over rows, one per unit, of what each coder said.

    A unit that fewer than two coders said something of changes nothing. The same seed gives the same interval.

    >>> rows = [{"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 1, "b": 2}, {"a": 2}]
    >>> found = reliability(rows)
    >>> found.units, found.same, found.pairs, round(found.alpha, 2)
    (3, 2, 3, 0.44)
    """
    paired = [row for row in rows if len(row) > 1]
    counts = value_counts(paired)
    sizes = counts.sum(axis=1)
    coders = len(set(chain.from_iterable(paired)))
    pairs, same = (int((n * (n - 1) // 2).sum()) for n in (sizes, counts))
    found = Reliability(len(paired), coders, pairs, same)
    reason: Literal["one_coder", "too_few", "no_variation"] | None = None
    if not paired:
        reason = "one_coder"
    elif len(paired) == 1:
        reason = "too_few"
    elif counts.shape[1] == 1:
        reason = "no_variation"
    if reason:
        return Reliability(found.units, coders, pairs, same, reason=reason)
    alpha = float(_alphas(counts, np.ones((1, len(paired)), dtype=np.int64))[0])
    interval = None
    if same < pairs:
        drawn = np.random.default_rng(seed).multinomial(len(paired), [1 / len(paired)] * len(paired), size=draws)
        low, high = np.nanquantile(_alphas(counts, drawn), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        interval = (float(low), float(high))
    return Reliability(found.units, coders, pairs, same, alpha, interval)


def value_counts(rows: Rows) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """How many coders gave each value, per unit: a row per unit, a column per value."""
    values = {value: n for n, value in enumerate(dict.fromkeys(v for row in rows for v in row.values()))}
    counts = np.zeros((len(rows), len(values)), dtype=np.int64)
    for place, row in enumerate(rows):
        for value, times in Counter(row.values()).items():
            counts[place, values[value]] = times
    return counts


def _alphas(counts: np.ndarray[tuple[int, int], np.dtype[np.int64]], times: Any) -> Any:
    """Alpha for every row of `times`, how often each unit counts; nan where all values are the same.

    1 - observed / expected disagreement, from the coincidences of values within units (Krippendorff 2011, section C).
    """
    sizes = counts.sum(axis=1)
    apart = (sizes**2 - (counts**2).sum(axis=1)) / (sizes - 1)
    values = times @ sizes
    expected = values**2 - ((times @ counts) ** 2).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (values - 1) * (times @ apart) / expected, np.nan)
