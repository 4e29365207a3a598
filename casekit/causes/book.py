"""One case with all that people said about it: the analysis, the codings, the votes; what compares cases reads these.

The kit keeps this book and writes nothing in it: a cause is there because somebody coded it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casekit.case import Case
from casekit.coding import CONSENSUS, Coded, Coding, Evidence
from casekit.cost import StallCost, stall_costs
from casekit.errors import Problem, each_of
from casekit.read.case_file import load_case
from casekit.read.cause_file import own_causes
from casekit.read.coding_file import load_codings
from casekit.read.votes_file import load_votes
from casekit.stalls.run import Analysis, analyse
from casekit.stalls.stall import Stall
from casekit.taxonomy import Cause, causes
from casekit.votes import Votes

if TYPE_CHECKING:
    from casekit.causes.threads import Thread

__all__ = ["DRAWS", "Book", "Said", "book_of", "known_in", "open_book"]

DRAWS = 200
"""Draws of uncertain days per case where many cases are held side by side; one case alone gets more."""


@dataclass(frozen=True)
class Said:
    """One cause that was coded behind one stall: what each coder said of it, and whether it counts.

    `rows`: per coder ("consensus" included) the coded row. `agreed`: it stands in the consensus, or everybody who
    coded this stall named it; only then does a claim rest on it.
    """

    stall: Stall
    cause: str
    rows: dict[str, Coded]
    agreed: bool


@dataclass(frozen=True)
class Book:
    """A case and what people said about it. `warnings` are what was strange in the files beside it."""

    analysis: Analysis
    codings: tuple[Coding, ...] = ()
    votes: tuple[Votes, ...] = ()
    causes: tuple[Cause, ...] = ()
    warnings: tuple[Problem, ...] = ()
    path: Path | None = None

    @property
    def case(self) -> Case:
        """The case."""
        return self.analysis.case

    @property
    def coders(self) -> tuple[Coding, ...]:
        """The codings of single coders."""
        return tuple(coding for coding in self.codings if not coding.is_consensus)

    @property
    def consensus(self) -> Coding | None:
        """What people came to together, where they did."""
        return next((coding for coding in self.codings if coding.is_consensus), None)

    @cached_property
    def stalls(self) -> dict[str, Stall]:
        """The stalls by key, worst first."""
        return {stall.key: stall for stall in self.analysis.stalls}

    @cached_property
    def sources(self) -> frozenset[str]:
        """What a source of the case may be called: its id, its label, or what a touchpoint calls it."""
        listed = {name for one in self.case.sources for name in (one.id, one.label) if name}
        return frozenset(listed | {name for one in self.case.touchpoint_list for name in one.source})

    def found(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Of evidence what can count: it names a source or touchpoints that are in the case, or says what it shows.

        >>> from casekit.notation import case_of
        >>> book = book_of(case_of("a: inwoner > gemeente vraag"))
        >>> len(book.found([Evidence(kind="data", touchpoints=["a"]), Evidence(kind="data", source="mail")]))
        1
        """
        known = self.analysis.story.by_id
        return tuple(
            one
            for one in evidence
            if (one.kind == "inferred" or one.source or one.touchpoints or one.says)
            and (one.source is None or one.source in self.sources)
            and all(name in known for name in one.touchpoints)
        )

    @cached_property
    def costs(self) -> tuple[str, dict[str, StallCost]]:
        """How well days are known ("known", "at_least", "undetermined"), and per stall what it cost in days."""
        status, costs = stall_costs(self.analysis, draws=DRAWS)
        return status, {one.key: one for one in costs}

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every cause that was coded behind a stall that is (still) there, worst stall first."""
        found = []
        for key, stall in self.stalls.items():
            by_coder = {coding.coder: coding.of(key) for coding in self.codings}
            spoke = {coder: rows for coder, rows in by_coder.items() if rows}
            named = dict.fromkeys(row.cause for rows in spoke.values() for row in rows)
            for cause in named:
                rows = {coder: row for coder, given in spoke.items() for row in given if row.cause == cause}
                decided = CONSENSUS in spoke
                agreed = CONSENSUS in rows if decided else len(rows) == len(spoke)
                found.append(Said(stall, cause, rows, agreed))
        return tuple(found)

    @cached_property
    def threads(self) -> tuple[Thread, ...]:
        """The threads of this case, whole or not, worst stall first."""
        from casekit.causes.threads import threads  # a thread is of a book, and looks things up in it

        return threads(self)

    @cached_property
    def orphaned(self) -> dict[str, tuple[str, ...]]:
        """Stalls that were coded and are not found (any more), with who coded them."""
        keys = dict.fromkeys(row.stall for coding in self.codings for row in coding.codes)
        return {
            key: tuple(coding.coder for coding in self.codings if coding.of(key))
            for key in keys
            if key not in self.stalls
        }

    @cached_property
    def uncoded(self) -> tuple[str, ...]:
        """Stalls that nobody coded, worst first."""
        coded = {row.stall for coding in self.codings for row in coding.codes}
        return tuple(key for key in self.stalls if key not in coded)

    def label(self, cause: str, lang: str = "nl") -> str:
        """What a cause is called; its code where nobody knows it."""
        return next((known.label(lang) for known in self.causes or causes() if known.code == cause), cause)


def open_book(path: str | Path) -> Book:
    """The book of the case at a path. Raises InputRefused with everything that is wrong with the files.

    >>> from casekit.examples import example_path
    >>> open_book(example_path("twaalf-regels")).uncoded[:1]
    ('K01-t1',)
    """
    case, warnings = load_case(path)
    own, about_causes = own_causes(path)
    known = (*causes(), *own)
    roads: tuple[Callable[[], tuple[tuple[Any, ...], list[Problem]]], ...] = (
        lambda: load_codings(path, known),
        lambda: load_votes(path, (one.id for one in case.touchpoint_list)),
    )
    (codings, about_codings), (votes, about_votes) = each_of(roads, lambda load: load())
    return Book(
        analysis=analyse(case),
        codings=codings,
        votes=votes,
        causes=known,
        warnings=(*warnings, *about_causes, *about_codings, *about_votes),
        path=Path(path),
    )


def book_of(case: Case, *codings: Coding, votes: tuple[Votes, ...] = ()) -> Book:
    """A case with codings that stand in no file, with the causes of the kit.

    >>> from casekit.notation import case_of
    >>> book_of(case_of("a: inwoner > gemeente vraag")).said
    ()
    """
    return Book(analysis=analyse(case), codings=codings, votes=votes, causes=causes())


def known_in(books: Iterable[Book]) -> dict[str, Cause]:
    """The causes that may be named in these cases, by code: those of the kit in its order, then own ones by code."""
    own = {one.code: one for book in books for one in book.causes if one.own}
    return {one.code: one for one in causes()} | {code: own[code] for code in sorted(own)}
