"""Claims as plain data, in the form that `casekit ladder --json` promises: codes are English, unknown is null."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casekit.causes.book import Book
from casekit.causes.contrary import Situation
from casekit.causes.ladder import Claim
from casekit.causes.threads import Thread

__all__ = ["as_data", "claim_data"]


def as_data(books: Iterable[Book], found: Iterable[Claim], lang: str = "nl") -> dict[str, Any]:
    """The claims over a number of cases.

    >>> as_data([], [])
    {'cases': [], 'claims': []}
    """
    return {
        "cases": sorted(book.case.id for book in books),
        "claims": [claim_data(claim, lang) for claim in found],
    }


def claim_data(claim: Claim, lang: str = "nl") -> dict[str, Any]:
    """One claim; `saved` is [lo, hi] in days with its median beside it, null below grade 2 or where it is unknown."""
    return {
        "cause": claim.code,
        "label": claim.cause.label(lang),
        "level": claim.cause.level,
        "grade": claim.grade,
        "cases": list(claim.cases),
        "named_in": list(claim.all_cases),
        "organisations": claim.organisations,
        "evidence_level": claim.evidence_level,
        "inferred_only": claim.inferred_only,
        "no_evidence": claim.no_evidence,
        "threads": [_thread(one) for one in claim.threads],
        "partial": [_thread(one) for one in claim.partial],
        "contrary": [_situation(one) for one in claim.contrary],
        "negative": [_situation(one) for one in claim.negative],
        "set_aside": [_situation(one) for one in claim.set_aside],
        "systemic": {
            "holds": claim.systemic.holds,
            **{name: one.answer for name, one in claim.systemic.tests.items()},
            "reasons": {name: {"code": one.reason, **one.values} for name, one in claim.systemic.tests.items()},
        },
        "saved": [claim.saved.lo, claim.saved.hi] if claim.saved else None,
        "saved_value": claim.saved.value if claim.saved else None,
        "saved_at_least": claim.saved_at_least,
        "changers": list(claim.changers),
        "leverages": list(claim.leverages),
        "locations": list(claim.locations),
        "preconditions": list(claim.preconditions),
        "missing": [{"code": need.code, **need.values} for need in claim.missing],
    }


def _thread(thread: Thread) -> dict[str, Any]:
    return {
        "case": thread.case,
        "stall": thread.stall.key,
        "kind": thread.stall.kind,
        "precondition": thread.precondition,
        "cause": thread.cause,
        "whole": thread.whole,
        "missing": list(thread.missing),
        "evidence_level": thread.evidence_level,
        "agreed": thread.agreed,
    }


def _situation(one: Situation) -> dict[str, Any]:
    return {
        "case": one.case,
        "kind": one.kind,
        "how": one.how,
        "stall": one.stall,
        "evidence_level": one.evidence_level,
        "counts": one.counts,
        "why": one.why,
    }
