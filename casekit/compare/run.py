"""Many cases beside each other: all that may be said about them together, and nothing more.

Twelve cases are not a survey. Cases are chosen, nearly always because they got stuck: so every count carries its
denominator and how the cases were chosen, every share an interval, and a pair or a pattern is shown only where
chance would rarely deliver it.

Source: methods section 7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from casekit.causes.about_codes import problems_of
from casekit.causes.book import Book, known_in, open_book
from casekit.causes.ladder import Claim, claims
from casekit.compare.interfaces import Pareto, pareto
from casekit.compare.layers import Layers, layers
from casekit.compare.matrix import Matrix, matrix, selections
from casekit.compare.often import Often, often
from casekit.compare.places import Places, places
from casekit.compare.together import Together, together
from casekit.compare.waits import Waiting, waiting
from casekit.errors import InputRefused, Problem, each_of, shown
from casekit.read.library import case_folders
from casekit.stalls.m2_bottleneck import Bottleneck, bottlenecks
from casekit.taxonomy import Cause

__all__ = ["Comparison", "Shared", "compare", "compare_books", "open_books"]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two kinds that were seen together more than chance delivers: in which cases, and their overlap."""

    kinds: tuple[str, str]
    cases: tuple[str, ...]
    jaccard: float


@dataclass(frozen=True)
class Comparison:
    """What these cases show together. Parts are worked out when somebody asks for them."""

    books: tuple[Book, ...]
    warnings: tuple[Problem, ...] = ()

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the cases."""
        return tuple(book.case.id for book in self.books)

    @property
    def selections(self) -> dict[str | None, int]:
        """Why cases were chosen, as they say it, with how many say so; None for those that do not say."""
        return selections(self.books)

    @cached_property
    def known(self) -> dict[str, Cause]:
        """The causes that may be named in these cases, by code."""
        return known_in(self.books)

    @property
    def uncoded(self) -> int:
        """How many stalls there are of which nobody coded a cause."""
        return sum(len(book.uncoded) for book in self.books)

    @property
    def made_up(self) -> int:
        """How many cases are fictional or composite."""
        return sum(book.case.status in ("fictional", "composite") for book in self.books)

    @property
    def reconstructed(self) -> int:
        """How many cases are a reconstruction of what happened."""
        return sum(book.case.status == "reconstruction" for book in self.books)

    @cached_property
    def matrix(self) -> Matrix:
        """Cases by kinds of stall."""
        return matrix(self.books)

    @cached_property
    def often(self) -> tuple[Often, ...]:
        """Stalls per ten occasions."""
        return often(self.books)

    @cached_property
    def chance(self) -> Together:
        """The pairs of kinds that were tried, and what they had to beat; columns are those of the matrix."""
        return together(self.matrix.flags())

    @property
    def shared(self) -> tuple[Shared, ...]:
        """The pairs of kinds that stand out from what chance delivers."""
        names, cases = self.matrix.kinds, self.matrix.cases
        return tuple(
            Shared((names[pair.a], names[pair.b]), tuple(cases[row] for row in pair.rows), pair.jaccard)
            for pair in self.chance.pairs
        )

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The causes that people coded, each with its grade on the evidence ladder."""
        return claims(self.books)

    @cached_property
    def layers(self) -> Layers:
        """The layered picture of whole threads."""
        return layers(self.books)

    @cached_property
    def pareto(self) -> Pareto:
        """Critical days per interface."""
        return pareto(self.books)

    @cached_property
    def waiting(self) -> tuple[Waiting, ...]:
        """How long answers took."""
        return waiting(self.books)

    @cached_property
    def places(self) -> Places:
        """Stalls and causes by municipality."""
        return places(self.books, self.matrix)

    @cached_property
    def bottlenecks(self) -> tuple[Bottleneck, ...]:
        """Roles that are a bottleneck in three cases or more (M2)."""
        return bottlenecks(book.analysis for book in self.books)


def compare(paths: str | Path | Iterable[str | Path]) -> Comparison:
    """Compare the cases at these paths: case folders, case files, or folders that hold cases.

    Raises InputRefused with everything that is wrong with any of them, and for two cases with one id.

    >>> from casekit.examples import example_path
    >>> compare([example_path("twaalf-regels")]).matrix.value("twaalf-regels", "K01")
    'possible'
    """
    books, warnings = open_books(paths)
    return compare_books(books, warnings)


def compare_books(books: Sequence[Book], warnings: Iterable[Problem] = ()) -> Comparison:
    """Compare books that are open already. Raises InputRefused for two cases with one id: rows would be mixed up."""
    times = Counter(book.case.id for book in books)
    twice = [book for book in books if times[book.case.id] > 1]
    if twice:
        raise InputRefused(
            [
                Problem("same_case_id", str(book.path or book.case.id), values={"value": shown(book.case.id)})
                for book in twice
            ]
        )
    return Comparison(tuple(books), tuple(warnings))


def open_books(paths: str | Path | Iterable[str | Path]) -> tuple[tuple[Book, ...], tuple[Problem, ...]]:
    """The books of all cases at these paths, and all warnings, those about what people coded included.

    Raises InputRefused with everything that is wrong with any of them.
    """
    books = each_of(case_folders(paths), open_book)
    warnings = [one for book in books for one in (*book.warnings, *problems_of(book))]
    # Own causes stand in a file that cases share: it is read with each of them.
    return tuple(books), tuple({one.sentence(): one for one in warnings}.values())
