"""What speaks against a cause, and what it looks like without it: contrary and negative cases.

Contrary: the cause was there, with the same occasion, and it did not stall; or it did stall, and people agree on
other causes only. Negative: the same occasion, the cause was not there, and it did not stall. A stall that nobody
coded says nothing either way.

Source: methods 7.4; process tracing and small-n comparison ask for the cases that do not fit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from casekit.causes.book import Book
from casekit.causes.threads import INFERRED, Thread, best_kind
from casekit.coding import CONSENSUS, Seen
from casekit.taxonomy import NEEDS_WORDS

__all__ = ["Situation", "contrary", "kind_of", "negative"]

How = Literal["present_no_stall", "absent_stall", "absent_no_stall"]


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation in a case that bears on a cause without being a thread of it.

    `how`: "present_no_stall" and "absent_stall" are contrary, "absent_no_stall" is negative. `kind`: the kind of
    stall that there was, or that there was occasion for; `stall` its key. `why` says why it does not count:
    "disputed" (people do not agree on it), "inferred" (nothing better shows that the cause was absent),
    "evidence_unknown" (nothing else does than evidence that names what the case does not have),
    "other_kind" (the claim has no whole thread of that kind), "no_such_kind", or the status of the kind in this case
    when that is not "none" ("found", "no_opportunity", "not_observable", "not_assessable").
    """

    case: str
    kind: str
    how: How
    evidence_level: str = INFERRED
    stall: str | None = None
    why: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it bears on the claim."""
        return self.why is None


def contrary(cause: str, books: Iterable[Book], found_in: Iterable[Thread] | None = None) -> tuple[Situation, ...]:
    """The cases that do not fit a cause, and those that were meant so and do not count, each with why.

    `found_in`: the threads of these books, worked out when absent.
    """
    all_books = tuple(books)
    known = (one for book in all_books for one in book.threads) if found_in is None else found_in
    kinds = {kind_of(one.stall.kind) for one in known if one.cause == cause and one.agreed}
    found = [one for book in all_books for one in _seen(cause, book, present=True)]
    found += [one for book in all_books for one in _stalled_without(cause, book, kinds)]
    return tuple(sorted(found, key=_in_order))


def negative(cause: str, books: Iterable[Book], kinds: Collection[str] | None = None) -> tuple[Situation, ...]:
    """The cases without the cause and without the stall; `kinds`: those that the claim is about, all when absent."""
    found = []
    for book in books:
        for one in _seen(cause, book, present=False):
            other = kinds is not None and one.kind not in kinds
            found.append(_but(one, "other_kind") if other and one.counts else one)
    return tuple(sorted(found, key=_in_order))


def kind_of(kind: str) -> str:
    """The kind that a stall is one of: K06 for K06a."""
    return kind[:3].rstrip("abc")


def _seen(cause: str, book: Book, *, present: bool) -> Iterator[Situation]:
    """What people said about situations that did not stall, one per kind."""
    rows: dict[str, dict[str, list[Seen]]] = {}
    for coding in book.codings:
        for row in coding.seen:
            if row.cause == cause:
                rows.setdefault(kind_of(row.kind), {}).setdefault(coding.coder, []).append(row)
    for kind, by_coder in rows.items():
        speak = [by_coder[CONSENSUS]] if CONSENSUS in by_coder else list(by_coder.values())
        given = [row for said in speak for row in said]
        if not any(row.present is present for row in given):
            continue
        evidence = [
            one for said in by_coder.values() for row in said if row.present is present for one in row.evidence
        ]
        level, named = best_kind(book.found(evidence)), best_kind(evidence)
        yield Situation(
            book.case.id,
            kind,
            "present_no_stall" if present else "absent_no_stall",
            level,
            why=_why_not(book, kind, given, (level, named), present),
        )


def _why_not(book: Book, kind: str, given: list[Seen], levels: tuple[str, str], present: bool) -> str | None:
    status = next((one.status for one in book.analysis.kinds if one.kind == kind), "no_such_kind")
    if status != "none":
        return status
    if any(row.present is not present for row in given):
        return "disputed"
    # A cause that was there and did no harm is told even when it is only inferred: nothing contrary is hidden.
    counted, named = levels
    if present or counted != INFERRED:
        return None
    return INFERRED if named == INFERRED else "evidence_unknown"


def _stalled_without(cause: str, book: Book, kinds: Collection[str]) -> Iterator[Situation]:
    """The stalls of these kinds that people agree have other causes."""
    for key, stall in book.stalls.items():
        if kind_of(stall.kind) not in kinds:
            continue
        here = [said for said in book.said if said.stall.key == key]
        agreed = {said.cause for said in here if said.agreed} - NEEDS_WORDS
        decided = any(CONSENSUS in said.rows for said in here)
        named = any(said.cause == cause and (said.agreed or not decided) for said in here)
        if agreed and not named:
            yield Situation(book.case.id, stall.kind, "absent_stall", stall=key)


def _but(one: Situation, why: str) -> Situation:
    return Situation(one.case, one.kind, one.how, one.evidence_level, one.stall, why)


def _in_order(one: Situation) -> tuple[str, str, str, str]:
    return (one.case, one.how, one.kind, one.stall or "")
