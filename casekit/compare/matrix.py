"""Which kinds of stall which cases show: the table that everything about many cases starts from.

The unit is the case. A cell is *yes* (a certain stall), *possible*, *no*, *not observable* (the sources, or the
fields that are filled in, cannot show it) or *no opportunity* (without a referral none can go wrong). The last two
never count as *no*.

Source: methods 7.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from casekit.causes.book import Book
from casekit.compare.prevalence import Prevalence, prevalence
from casekit.stalls.kinds import KINDS

__all__ = ["COLUMNS", "Cell", "Matrix", "matrix", "selections"]

COLUMNS = tuple(code for code, kind in KINDS.items() if kind.group != "marker")
"""The kinds that a cell can be about; a marker is no stall."""

_CELLS = {
    "none": "no",
    "no_opportunity": "no_opportunity",
    "not_observable": "not_observable",
    "not_assessable": "not_observable",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one case shows of one kind: its value, the keys of the stalls, and the fields missing for more."""

    value: str
    stalls: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """Cases by kinds. `cells` by case and kind; a kind is a family ("K06" holds K06a, K06b and K06c)."""

    cases: tuple[str, ...]
    kinds: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]

    def value(self, case: str, kind: str) -> str:
        """The value of one cell."""
        return self.cells[case, kind].value

    def prevalence(self, kind: str) -> Prevalence:
        """In how many of the cases one kind is seen."""
        return prevalence(self.value(case, kind) for case in self.cases)

    def flags(self) -> list[list[bool | None]]:
        """Cases by kinds as yes (certain or possible), no, or None where it could not be seen or come about.

        No opportunity is no: the two were not there together.
        """
        known: dict[str, bool | None] = {"yes": True, "possible": True, "not_observable": None}
        return [[known.get(self.value(case, kind), False) for kind in self.kinds] for case in self.cases]

    def shown(self) -> tuple[str, ...]:
        """The kinds that at least one case shows."""
        return tuple(kind for kind in self.kinds if any(self.cells[case, kind].stalls for case in self.cases))


def matrix(books: Sequence[Book]) -> Matrix:
    r"""The table of these cases.

    >>> from casekit.causes.book import book_of
    >>> from casekit.notation import case_of
    >>> late = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a")
    >>> found = matrix([book_of(late)])
    >>> found.value("test", "K02"), found.value("test", "K06"), found.prevalence("K02").n
    ('yes', 'no_opportunity', 1)
    """
    cells: dict[tuple[str, str], Cell] = {}
    for book in books:
        status = {one.kind: one for one in book.analysis.kinds}
        for kind in COLUMNS:
            stalls = [stall for stall in book.analysis.stalls if stall.kind[:3] == kind]
            keys = tuple(stall.key for stall in stalls)
            if stalls:
                value = "yes" if any(stall.verdict == "certain" for stall in stalls) else "possible"
            else:
                value = _CELLS[status[kind].status]
            cells[book.case.id, kind] = Cell(value, keys, status[kind].missing)
    return Matrix(tuple(book.case.id for book in books), COLUMNS, cells)


def selections(books: Sequence[Book]) -> dict[str | None, int]:
    """Why cases were chosen, as they say it, with how many say so; None for those that do not say."""
    return dict(Counter(book.case.selection for book in books).most_common())
