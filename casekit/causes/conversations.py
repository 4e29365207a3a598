"""Where coders differ about a stall: somewhere to start a conversation, never a mistake of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from casekit.causes.book import Book
from casekit.coding import Coded, Coding
from casekit.stalls.stall import Stall

__all__ = ["Compared", "Conversation", "Decision", "Settled", "compared", "conversations", "one_role", "settled"]

Distance = Literal["close", "far", "unknown"]


@dataclass(frozen=True)
class Compared:
    """The main causes of one stall beside each other: what each coder sees, and what they came to together.

    `by` are the roles that decided `together`. `how` is "same", or how far apart they are as in `Conversation`, or
    "once" where fewer than two coders coded it.
    """

    stall: Stall
    said: dict[str, Coded]
    together: Coded | None
    how: Literal["same", "once"] | Distance
    by: tuple[str, ...] = ()

    def alone(self, coder: str) -> bool:
        """Whether no other coder sees what this one sees; whoever says "other" is alone."""
        cause = self.said[coder].cause
        return cause == "other" or sum(row.cause == cause for row in self.said.values()) == 1


@dataclass(frozen=True)
class Conversation:
    """A stall that coders see differently, and that they have not settled.

    `said`: per coder the rows about this stall, the main cause first. `about` is "main" when the main causes differ,
    "more" when they all see the same main cause and not all name the same others. `distance` is "close" when what
    differs lies on one level with the rest, "far" when it does not, "unknown" when a cause has no level.
    """

    book: Book
    stall: Stall
    said: dict[str, tuple[Coded, ...]]
    about: Literal["main", "more"]
    distance: Distance

    @property
    def sides(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The main causes with who sees each; whoever says "other" stands alone, since the words decide there."""
        sides: dict[tuple[str, str], tuple[str, ...]] = {}
        for coder, rows in self.said.items():
            side = (rows[0].cause, coder if rows[0].cause == "other" else "")
            sides[side] = (*sides.get(side, ()), coder)
        return tuple((cause, coders) for (cause, _), coders in sides.items())


@dataclass(frozen=True)
class Decision:
    """Causes of one stall that the same roles decided at the same time; `by` is empty where nobody says who."""

    rows: tuple[Coded, ...]
    by: tuple[str, ...]
    on: str | None


def one_role(by: Iterable[str]) -> bool:
    """Whether a single role decided: then nothing was decided together.

    >>> one_role(["docent", "Docent"]), one_role(["docent", "inwoner"]), one_role([])
    (True, False, False)
    """
    return len({role.casefold() for role in by}) == 1


@dataclass(frozen=True)
class Settled:
    """A stall of which a cause was settled: the decisions, that of the main cause first, and who had said what."""

    book: Book
    stall: Stall
    decisions: tuple[Decision, ...]
    said: dict[str, tuple[Coded, ...]]

    @property
    def rows(self) -> tuple[Coded, ...]:
        """What was settled, decision by decision."""
        return tuple(row for decision in self.decisions for row in decision.rows)

    @property
    def differed(self) -> bool:
        """Whether the coders had seen different main causes before."""
        return len({rows[0].cause for rows in self.said.values()}) > 1


def conversations(books: Book | Iterable[Book]) -> tuple[Conversation, ...]:
    r"""The stalls that coders see differently, in one case or several: most days at stake first.

    >>> from casekit.causes.book import book_of
    >>> from casekit.coding import Coding
    >>> from casekit.notation import case_of
    >>> case = case_of("t1: inwoner > gemeente aanvraag @0\nt2: gemeente > inwoner besluit @100 re=t1")
    >>> row = {"stall": "K04-t1-t2"}
    >>> codings = [Coding(coder=who, codes=[{**row, "cause": code}]) for who, code in (("a", "U3"), ("b", "O3"))]
    >>> [(one.stall.key, one.sides, one.distance) for one in conversations(book_of(case, *codings))]
    [('K04-t1-t2', (('U3', ('a',)), ('O3', ('b',))), 'far')]
    """
    found = [one for book in _several(books) for key in book.stalls if (one := _conversation(book, key))]
    return tuple(sorted(found, key=lambda one: (one.stall.days.lo, one.stall.days.hi), reverse=True))


def _conversation(book: Book, key: str) -> Conversation | None:
    """What there is to talk about at one stall, if anything."""
    said = _said(book, key)
    if len(said) < 2 or (book.consensus and book.consensus.of(key)):
        return None
    mains = {rows[0].cause for rows in said.values()}
    named = [{row.cause for row in rows} for rows in said.values()]
    main = len(mains) > 1 or mains == {"other"}  # whether two others are the same, only their words tell
    if not main and all(causes == named[0] for causes in named):
        return None
    about: Literal["main", "more"] = "main" if main else "more"
    return Conversation(book, book.stalls[key], said, about, _apart(book, mains if main else set().union(*named)))


def _apart(book: Book, causes: set[str]) -> Distance:
    """How far causes are from each other, in levels."""
    levels = {cause.code: cause.level for cause in book.causes}
    at = {levels.get(cause) for cause in causes}
    return "unknown" if None in at else "far" if len(at) > 1 else "close"


def compared(book: Book) -> tuple[Compared, ...]:
    """Every stall that somebody coded, worst first, with the main causes beside each other."""
    found = []
    for key, stall in book.stalls.items():
        said = {coder: rows[0] for coder, rows in _said(book, key).items()}
        together = book.consensus.main.get(key) if book.consensus else None
        mains = {row.cause for row in said.values()}
        how: Literal["same", "once"] | Distance
        how = "same" if len(mains) == 1 and mains != {"other"} else _apart(book, mains)
        if len(said) < 2:
            how = "once"
        if said or together:
            by = book.consensus.decided(together)[0] if book.consensus and together else ()
            found.append(Compared(stall, said, together, how, by))
    return tuple(found)


def settled(books: Book | Iterable[Book]) -> tuple[Settled, ...]:
    """The stalls that people decided about, worst first per case, with who decided and when."""
    return tuple(
        Settled(book, stall, _decisions(together, rows), _said(book, key))
        for book in _several(books)
        if (together := book.consensus)
        for key, stall in book.stalls.items()
        if (rows := together.of(key))
    )


def _decisions(together: Coding, rows: Iterable[Coded]) -> tuple[Decision, ...]:
    """The rows of one stall, those with the same roles and day taken together."""
    made: dict[tuple[tuple[str, ...], str | None], tuple[Coded, ...]] = {}
    for row in rows:
        decided = together.decided(row)
        made[decided] = (*made.get(decided, ()), row)
    return tuple(Decision(some, by, on) for (by, on), some in made.items())


def _several(books: Book | Iterable[Book]) -> Iterable[Book]:
    return (books,) if isinstance(books, Book) else books


def _said(book: Book, key: str) -> dict[str, tuple[Coded, ...]]:
    """What each coder said of a stall."""
    said = {coding.coder: coding.of(key) for coding in book.coders}
    return {coder: rows for coder, rows in said.items() if rows}
