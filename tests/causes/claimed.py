"""Small cases with codings, for tests of threads and claims: each can be counted by hand."""

from __future__ import annotations

from typing import Any

from casekit.causes.book import Book, book_of
from casekit.coding import Coding
from casekit.notation import case_of

__all__ = ["KEY", "coding", "late", "on_time", "row"]

KEY = "K02-a-b"
"""The one stall of a late case: 60 days for what had to be answered in 14."""

PROVED = (
    {"link": ["stall"], "kind": "document", "says": "gezien"},
    {"link": ["precondition"], "kind": "professional", "says": "gezien"},
    {"link": ["cause"], "kind": "professional", "says": "gezien"},
)
REJECTED = {"explanation": "Het was vakantie.", "test": "hoop", "found": "andere brieven niet", "result": "rejected"}


def row(cause: str = "O5", **but: Any) -> dict[str, Any]:
    """One coded row with everything that a thread needs; `but` changes fields, None takes one away."""
    whole = {
        "stall": KEY,
        "cause": cause,
        "precondition": "waiting_list",
        "evidence": PROVED,
        "substitution": "yes",
        "location": "budget",
        "owner": "municipality",
        "changer": "management",
        "leverage": "term_or_capacity",
    }
    return {name: value for name, value in (whole | but).items() if value is not None}


def coding(*rows: dict[str, Any], coder: str = "codeur-a", **more: Any) -> Coding:
    """What one coder said."""
    return Coding(coder=coder, codes=rows, **more)


def late(name: str, *codings: Coding, place: str | None = None, party: str = "gemeente kind=municipality") -> Book:
    """A case with one stall, which took 46 days too long, and what people said about it."""
    who = party.split()[0]
    text = f"actor {party}\na: inwoner > {who} aanvraag @0 due=14\nb: {who} > inwoner besluit @60 re=a"
    return book_of(case_of(text, id=name, municipality=place), *codings)


def on_time(name: str, *codings: Coding) -> Book:
    """The same request, answered in time: there was occasion for K02, and it did not stall."""
    text = "a: inwoner > gemeente aanvraag @0 due=14\nb: gemeente > inwoner besluit @10 re=a\nobserved @0..@20"
    return book_of(case_of(text, id=name), *codings)
