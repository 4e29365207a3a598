"""Threads: the chain from a stall by a precondition to a system cause, as far as one case carries it.

A thread is whole only when each of its three links has evidence that is more than inferred, people agree on the
cause, and the stall itself is sure enough (confidence A or B). Only whole threads count for a claim. What is
missing is told for each, so that people know what to look for. Evidence that names a source or a touchpoint which
the case does not have is none.

Source: methods 7.4, after Tripod and AcciMap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from casekit.causes.book import Book, Said
from casekit.causes.organisations import Organisation, organisation_of
from casekit.coding import CONSENSUS, Coded, Evidence, Rival
from casekit.stalls.stall import Stall
from casekit.taxonomy import NEEDS_WORDS

__all__ = ["INDEPENDENT", "INFERRED", "LINKS", "STRENGTH", "Thread", "best_kind", "threads"]

LINKS = ("stall", "precondition", "cause")
INDEPENDENT = ("document", "rule_text", "data")
"""Kinds of evidence that stand beside what people tell."""
INFERRED = "inferred"
STRENGTH = (*INDEPENDENT, "professional", "resident", INFERRED)
"""Kinds of evidence, the best first; the first three weigh the same."""


@dataclass(frozen=True)
class Thread:
    """One cause behind one stall of one case, with what all who named it said about the chain.

    `said`: with the evidence that can count only (`Book.found`).
    `missing`, in this order, of: "evidence_unknown" (a link has no other evidence than what names a source or
    touchpoint that the case does not have), "stall_evidence", "precondition", "precondition_evidence",
    "cause_evidence", "stall_grade" (the stall is only C), "disputed" (people do not agree on the cause).
    `evidence_level`: the best kind of evidence for the cause link, "inferred" where there is nothing better.
    `organisation`: who was at turn, None where that was the resident's side.
    """

    case: str
    stall: Stall
    cause: str
    said: Said
    precondition: str | None
    missing: tuple[str, ...]
    evidence_level: str
    organisation: Organisation | None = None

    @property
    def whole(self) -> bool:
        """Whether this case holds the whole of the chain, with evidence: only then it counts."""
        return not self.missing

    @property
    def agreed(self) -> bool:
        """Whether people agree on the cause."""
        return self.said.agreed

    @property
    def no_evidence(self) -> bool:
        """Whether nobody gave any evidence for the cause: not even inference."""
        return not self.evidence_for("cause")

    @property
    def inferred_only(self) -> bool:
        """Whether nothing but inference carries the cause."""
        return self.evidence_level == INFERRED

    def evidence_for(self, link: str) -> tuple[Evidence, ...]:
        """What anybody who named this cause gave for a link: that of the precondition for this precondition only."""
        return _evidence(self.said, link, self.precondition)

    def rests(self, link: str) -> bool:
        """Whether a link has evidence that is more than inferred."""
        return best_kind(self.evidence_for(link)) != INFERRED

    @cached_property
    def rivals(self) -> tuple[Rival, ...]:
        """Other explanations that anybody who named this cause put beside it."""
        return tuple(rival for row in _rows(self.said) for rival in row.rivals)

    def told(self, field: str) -> tuple[str, ...]:
        """What was filled in for a field of the coding: by all together, else by each coder, each answer once."""
        values = [value for row in _rows(self.said) if (value := getattr(row, field)) is not None]
        together = self.said.rows.get(CONSENSUS)
        if together is not None and getattr(together, field) is not None:
            return (getattr(together, field),)
        return tuple(dict.fromkeys(values))


def threads(book: Book) -> tuple[Thread, ...]:
    r"""Every cause that was coded behind a stall as a thread, worst stall first; "unknown" and "other" are none.

    >>> from casekit.causes.book import book_of
    >>> from casekit.coding import Coding
    >>> from casekit.notation import case_of
    >>> case = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a")
    >>> book = book_of(case, Coding(coder="codeur-a", codes=[{"stall": "K02-a-b", "cause": "U3"}]))
    >>> [(thread.cause, thread.whole, thread.missing) for thread in threads(book)]
    [('U3', False, ('stall_evidence', 'precondition', 'precondition_evidence', 'cause_evidence'))]
    """
    return tuple(_thread(said, book) for said in book.said if said.cause not in NEEDS_WORDS)


def best_kind(evidence: Iterable[Evidence]) -> str:
    """The best kind among evidence; "inferred" where there is none.

    >>> best_kind([Evidence(kind="resident"), Evidence(kind="data")]), best_kind([])
    ('data', 'inferred')
    """
    return min((one.kind for one in evidence), key=STRENGTH.index, default=INFERRED)


def _thread(all_said: Said, book: Book) -> Thread:
    said = _that_counts(all_said, book)
    precondition = _precondition(said)
    return Thread(
        case=book.case.id,
        stall=said.stall,
        cause=said.cause,
        said=said,
        precondition=precondition,
        missing=tuple(_missing(said, precondition, all_said)),
        evidence_level=best_kind(_evidence(said, "cause", precondition)),
        organisation=organisation_of(said.stall, book.analysis.story),
    )


def _that_counts(said: Said, book: Book) -> Said:
    """What was said, without the evidence that names what the case does not have."""
    kept = {coder: row.model_copy(update={"evidence": book.found(row.evidence)}) for coder, row in said.rows.items()}
    return replace(said, rows=kept)


def _missing(said: Said, precondition: str | None, all_said: Said) -> Iterator[str]:
    """`all_said` has the evidence too that names what the case does not have: to mend it is nearest."""
    lacking = [link for link in LINKS if best_kind(_evidence(said, link, precondition)) == INFERRED]
    unknown = [link for link in lacking if best_kind(_evidence(all_said, link, precondition)) != INFERRED]
    if unknown:
        yield "evidence_unknown"
    for link in LINKS:
        if link == "precondition" and precondition is None:
            yield "precondition"
        if link in lacking and link not in unknown:
            yield f"{link}_evidence"
    confidence = said.stall.confidence
    if confidence is None or confidence.grade == "C":
        yield "stall_grade"
    if not said.agreed:
        yield "disputed"


def _precondition(said: Said) -> str | None:
    """The one that all chose together; else one that has evidence; else the first that anybody named."""
    together = said.rows.get(CONSENSUS)
    if together is not None and together.precondition is not None:
        return together.precondition
    named = list(dict.fromkeys(row.precondition for row in _rows(said) if row.precondition is not None))
    proved = (one for one in named if best_kind(_evidence(said, "precondition", one)) != INFERRED)
    return next(proved, None) or next(iter(named), None)


def _rows(said: Said) -> tuple[Coded, ...]:
    """What was said, what all decided together first, then by coder: no order of files may matter."""
    return tuple(said.rows[coder] for coder in sorted(said.rows, key=lambda name: (name != CONSENSUS, name)))


def _evidence(said: Said, link: str, precondition: str | None) -> tuple[Evidence, ...]:
    rows = (row for row in _rows(said) if link != "precondition" or row.precondition == precondition)
    return tuple(one for row in rows for one in row.evidence_for(link))
