"""Opt-in: a truth table (QCA) and bundles (formal concepts) over the cases, each with what chance delivers beside it.

Both find patterns in data without any pattern, and find them often with few cases. So neither stands in a comparison
unless somebody asks, and each carries the figure for random data of the same size.

Sources: Ragin 1987, COMPASSS good practice; Ganter and Wille 1999; methods 7.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casekit.causes.book import Book
from casekit.coding import Coded, Seen
from casekit.compare.concepts import Concept, Noise, concepts, noise_count
from casekit.compare.matrix import Matrix
from casekit.compare.run import Comparison
from casekit.compare.truthtable import TruthTable, noise_share, truth_table
from casekit.taxonomy import NEEDS_WORDS

__all__ = ["Bundles", "Explored", "bundles", "columns", "explore"]

NOISE_RUNS = 1000


@dataclass(frozen=True)
class Explored:
    """A truth table over cases.

    The outcome and the conditions as they were named, why they were chosen (`reason`), and the
    share of random tables of the same size in which a recipe turns up all the same (`noise`).
    """

    outcome: str
    reason: str
    table: TruthTable
    noise: float
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Bundles:
    """Bundles of kinds that cases share exactly, and how many turn up in random tables of the same size."""

    concepts: tuple[Concept, ...]
    noise: Noise
    cases: tuple[str, ...]
    kinds: tuple[str, ...]


def columns(comparison: Comparison) -> tuple[str, ...]:
    """What an outcome or a condition can be: a kind of stall, or a cause that somebody coded."""
    rows = (row for book in comparison.books for coding in book.codings for row in (*coding.codes, *coding.seen))
    coded = {row.cause for row in rows if isinstance(row, Coded | Seen)} - NEEDS_WORDS
    return (*comparison.matrix.kinds, *sorted(coded))


def explore(comparison: Comparison, outcome: str, conditions: Sequence[str], reason: str) -> Explored:
    """The truth table of named columns. ValueError as `truth_table` raises; KeyError for a column that is not there.

    A kind is there when it was found, certainly or possibly, and unknown where it could not be observed or could
    not come about. A cause is there with a whole thread; where nobody named it behind a stall, it is what people
    said who looked for it; and it is unknown elsewhere: that nobody coded it does not make it absent.
    """
    known = columns(comparison)
    for name in (outcome, *conditions):
        if name not in known:
            raise KeyError(name)
    rows = [[_value(book, comparison.matrix, name) for name in conditions] for book in comparison.books]
    ends = [_value(book, comparison.matrix, outcome) for book in comparison.books]
    table = truth_table(conditions, rows, ends)
    noise = noise_share(max(table.n, 1), len(conditions), runs=NOISE_RUNS)
    return Explored(outcome, reason, table, noise, comparison.cases)


def _value(book: Book, table: Matrix, name: str) -> bool | None:
    if name in table.kinds:
        return {"yes": True, "possible": True, "no": False}.get(table.value(book.case.id, name))
    named = [thread for thread in book.threads if thread.cause == name]
    if named:
        return True if any(thread.whole for thread in named) else None  # what is only suspected is not known
    decided = book.consensus and [row for row in book.consensus.seen if row.cause == name]
    looked = {row.present for row in decided or _seen(book, name)}
    return looked.pop() if len(looked) == 1 else None


def _seen(book: Book, name: str) -> list[Seen]:
    return [row for coding in book.codings for row in coding.seen if row.cause == name]


def bundles(comparison: Comparison) -> Bundles:
    """The bundles of kinds that three cases or more share, with the noise figure for the same table size."""
    table = comparison.matrix
    flags = table.flags()
    shown = [place for place, kind in enumerate(table.kinds) if kind in table.shown()]
    rows = [[row[place] for place in shown] for row in flags]
    filled = sum(value is True for row in rows for value in row)
    share = filled / max(1, len(rows) * len(shown))
    noise = noise_count(max(1, len(rows)), max(1, len(shown)), share)
    return Bundles(concepts(rows), noise, table.cases, tuple(table.kinds[place] for place in shown))
