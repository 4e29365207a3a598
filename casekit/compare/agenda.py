"""The signal upwards: which patterns of these cases belong on the agenda of a council, a management or a partner.

One page, in words. Only what recurs (grade 2 and up on the evidence ladder, unless asked otherwise), how well it is
supported, what it costs at least, who can change it, what to ask them, and what is not known. Nothing in it points at
an organisation, a household or a person: no case, place or party is named, free text of a case or coding never
appears, and a number below three is said as "fewer than three". Of fewer than three cases no point is made at all.

Sources: seed texts on learning practices (signals from practice for council, management and national partners);
methods 7.2 (suppression) and 7.4 (grades).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casekit.causes.actions import Action, actions
from casekit.causes.ladder import Claim
from casekit.compare.places import FEWEST_SHOWN
from casekit.compare.prevalence import Prevalence
from casekit.compare.run import Comparison
from casekit.cost.amount import Amount
from casekit.taxonomy import Cause

__all__ = ["AUDIENCES", "LOWEST", "MOST", "Agenda", "Point", "agenda", "few"]

LOWEST = 2
"""The grade from which a cause is a pattern."""
MOST = 3
"""Points that fit on one page."""
QUESTIONS = 3
"""Questions on a page, divided over its points."""

AUDIENCES: dict[str, tuple[str, ...]] = {
    "council": ("council",),
    "management": ("management", "team", "chain_table"),
    "national": ("national",),
}
"""Per reader of the page, who can change it (as people coded it) for it to be theirs."""


def few(count: int) -> int | None:
    """A count as it may leave: None where it is below three, and not zero.

    >>> few(0), few(2), few(3)
    (0, None, 3)
    """
    return None if 0 < count < FEWEST_SHOWN else count


@dataclass(frozen=True)
class Point:
    """One pattern. Counts are None where they are below three.

    `kinds`: per kind of stall that the threads hold, in how many of the cases it was seen. `saved`: days that the
    cases together would have been shorter without these stalls, where three cases or more save any.
    `evidence_level`: the best kind of evidence for the cause, None without any.
    `questions`: what was tried elsewhere, as questions. `needs`: codes of what is missing for the next grade.
    """

    cause: Cause
    grade: int
    cases: int | None
    municipalities: int | None
    kinds: dict[str, Prevalence]
    evidence_level: str | None
    contrary: int | None
    saved: Amount | None
    saved_at_least: bool
    systemic: str
    changers: tuple[str, ...]
    leverages: tuple[str, ...]
    questions: tuple[Action, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Agenda:
    """The page: how many cases, its points (at most three), how many more there are, and what is not known.

    `below`: causes that somebody named and that are no pattern (yet). `unseen`: kinds of stall that could not be
    judged in half of the cases or more. `made_up`: cases that are fictional or composite; `reconstructed`: that
    happened. `uncoded`: stalls of which nobody coded a cause; `disputed`: causes on which coders do not agree.
    """

    cases: int
    audience: str | None
    points: tuple[Point, ...]
    more: int
    below: int
    unseen: tuple[str, ...]
    uncoded: int
    disputed: int
    made_up: int
    reconstructed: int


def agenda(comparison: Comparison, audience: str | None = None, lowest: int = LOWEST) -> Agenda:
    """The agenda of these cases, for one audience or for all.

    KeyError for an audience that is not there.
    """
    wanted = AUDIENCES[audience] if audience else None
    enough = len(comparison.books) >= FEWEST_SHOWN
    claims = [claim for claim in comparison.claims if claim.grade >= lowest and enough]
    mine = [claim for claim in claims if wanted is None or set(claim.changers) & set(wanted)]
    table = comparison.matrix
    half = len(table.cases) / 2
    unseen = tuple(
        kind
        for kind in table.kinds
        if sum(table.value(case, kind) == "not_observable" for case in table.cases) >= half
    )
    return Agenda(
        cases=len(comparison.books),
        audience=audience,
        points=tuple(_point(claim, comparison, QUESTIONS // min(len(mine), MOST)) for claim in mine[:MOST]),
        more=max(0, len(mine) - MOST),
        below=len(comparison.claims) - len(claims),
        unseen=unseen,
        uncoded=comparison.uncoded,
        disputed=sum(not said.agreed for book in comparison.books for said in book.said),
        made_up=comparison.made_up,
        reconstructed=comparison.reconstructed,
    )


def _point(claim: Claim, comparison: Comparison, questions: int) -> Point:
    kinds = sorted({thread.stall.kind[:3] for thread in claim.threads or claim.partial})
    where = {book.case.municipality for book in comparison.books if book.case.id in claim.cases}
    keys = {(thread.case, thread.stall.key) for thread in claim.threads}
    save = {
        book.case.id
        for book in comparison.books
        for key, cost in book.costs[1].items()
        if (book.case.id, key) in keys and cost.alone is not None and cost.alone.hi > 0
    }
    return Point(
        cause=claim.cause,
        grade=claim.grade,
        cases=few(len(claim.cases)),
        municipalities=None if None in where else few(len(where)),
        kinds={kind: comparison.matrix.prevalence(kind) for kind in kinds},
        evidence_level=None if claim.no_evidence else claim.evidence_level,
        contrary=few(len({one.case for one in claim.contrary if one.counts})),
        saved=claim.saved if len(save) >= FEWEST_SHOWN else None,
        saved_at_least=claim.saved_at_least,
        systemic={"unknown": "open"}.get(claim.systemic.answer, claim.systemic.answer),
        changers=claim.changers,
        leverages=claim.leverages,
        questions=_questions(kinds, claim)[:questions],
        needs=tuple(dict.fromkeys(need.code for need in claim.missing)),
    )


def _questions(kinds: Sequence[str], claim: Claim) -> tuple[Action, ...]:
    """Options of the kit that fit the cause and what it leads to; members' own texts do not leave."""
    fitting = [one for one in actions() if claim.code in one.causes]
    fitting.sort(key=lambda one: (not set(kinds) & set(one.stalls), one.changer not in claim.changers))
    return tuple(fitting)
