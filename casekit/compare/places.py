"""The same stalls and causes beside each other for the municipalities that learn together.

A *werkplaats* holds two municipalities, a *leernetwerk* seven to ten. What counts is in how many of them something
was seen: which one it was matters to nobody outside, so a shared page gives numbers only from three on.

Sources: the programme text on learning practices (two per theme in a werkplaats, 7 to 10 in a leernetwerk); methods
7.2 (cells below three are suppressed in what leaves).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from casekit.causes.book import Book
from casekit.compare.matrix import Matrix

__all__ = ["FEWEST_SHOWN", "Place", "Places", "places", "setting"]

FEWEST_SHOWN = 3
"""A smaller number than this could point at one organisation or household."""
WORKPLACE = 2
NETWORK = (7, 10)


@dataclass(frozen=True, slots=True)
class Place:
    """One municipality under its pseudonym, with its cases.

    `kinds`: per kind the cases that show it (certainly or possibly), and those that could have; `maybe` are the kinds
    that are only possible here. `causes`: per cause the cases with a whole thread.
    """

    name: str
    cases: tuple[str, ...]
    kinds: dict[str, tuple[int, int]]
    maybe: frozenset[str]
    causes: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Places:
    """The municipalities, in the order of their names; `unknown` are cases that name none.

    `setting` is "werkplaats", "leernetwerk", or "other" when the number fits neither.
    """

    places: tuple[Place, ...]
    unknown: tuple[str, ...]
    setting: str

    def with_kind(self, kind: str) -> int:
        """In how many municipalities a kind was seen, certainly or possibly."""
        return sum(place.kinds[kind][0] > 0 for place in self.places)

    def only_possible(self, kind: str) -> int:
        """In how many of those it is no more than possible."""
        return sum(kind in place.maybe for place in self.places)

    def could_show(self, kind: str) -> int:
        """In how many municipalities a kind could be seen and could come about: those without it included."""
        return sum(place.kinds[kind][1] > 0 for place in self.places)

    def with_cause(self, cause: str) -> int:
        """In how many municipalities a cause has a whole thread."""
        return sum(bool(place.causes.get(cause)) for place in self.places)

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes with a whole thread somewhere, in most municipalities first."""
        named = dict.fromkeys(cause for place in self.places for cause in place.causes)
        return tuple(sorted(named, key=lambda cause: (-self.with_cause(cause), cause)))


def setting(count: int) -> str:
    """What so many municipalities together are called.

    >>> setting(2), setting(8), setting(4)
    ('werkplaats', 'leernetwerk', 'other')
    """
    if count == WORKPLACE:
        return "werkplaats"
    return "leernetwerk" if NETWORK[0] <= count <= NETWORK[1] else "other"


def places(books: Sequence[Book], table: Matrix) -> Places:
    """The cases of `table` by municipality."""
    by_name: dict[str, list[Book]] = defaultdict(list)
    unknown = []
    for book in books:
        if book.case.municipality:
            by_name[book.case.municipality].append(book)
        else:
            unknown.append(book.case.id)
    found = []
    for name in sorted(by_name, key=_natural):
        here = [book.case.id for book in by_name[name]]
        causes: dict[str, dict[str, None]] = defaultdict(dict)
        for book in by_name[name]:
            for thread in book.threads:
                if thread.whole:
                    causes[thread.cause][book.case.id] = None
        kinds, maybe = {}, set()
        for kind in table.kinds:
            values = [table.value(case, kind) for case in here]
            seen = sum(value in ("yes", "possible") for value in values)
            kinds[kind] = (seen, seen + values.count("no"))
            if seen and "yes" not in values:
                maybe.add(kind)
        threads_in = {cause: tuple(cases) for cause, cases in causes.items()}
        found.append(Place(name, tuple(here), kinds, frozenset(maybe), threads_in))
    return Places(tuple(found), tuple(unknown), setting(len(found)))


def _natural(name: str) -> tuple[str, int, str]:
    """`gemeente-10` after `gemeente-9`."""
    head = name.rstrip("0123456789")
    tail = name[len(head) :]
    return head, int(tail[:9]) if tail else -1, name
