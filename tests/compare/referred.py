"""One referral in six forms, for tests of many cases: each shows another value, and can be counted by hand."""

from __future__ import annotations

from typing import Any

from casekit.causes.book import Book, book_of
from casekit.coding import Coding
from casekit.notation import case_of

__all__ = ["arrived", "arrived_late", "book", "late", "lost", "nobody_looked", "on_time", "talked", "unheard"]

REFERRED = """
actor gemeente kind=municipality
actor hulp kind=debt_service
actor school kind=school
r: gemeente > hulp verwijzing @10 issue=i
observed @0..@160
"""


def book(name: str, text: str, *codings: Coding, **blocks: Any) -> Book:
    """A case in notation with what people said about it."""
    return book_of(case_of(text, id=name, **blocks), *codings)


def arrived(name: str, *codings: Coding, **blocks: Any) -> Book:
    """The one who was referred was heard after five days: K06 is no."""
    return book(name, REFERRED + "c: hulp > inwoner gesprek @15 re=r issue=i", *codings, **blocks)


def arrived_late(name: str, *codings: Coding, **blocks: Any) -> Book:
    """Heard after 85 days: K06b is certain."""
    return book(name, REFERRED + "c: hulp > inwoner gesprek @95 re=r issue=i", *codings, **blocks)


def lost(name: str, *codings: Coding, **blocks: Any) -> Book:
    """Never heard of, and a source looked at the receiver all that time: K06a is certain."""
    return book(
        name, REFERRED, *codings, sources=[{"id": "s"}], coverage=[_seen("hulp"), _seen("gemeente")], **blocks
    )


def unheard(name: str, *codings: Coding, **blocks: Any) -> Book:
    """Never heard of, and nobody said which source looked where: K06a is possible."""
    return book(name, REFERRED, *codings, **blocks)


def nobody_looked(name: str, *codings: Coding, **blocks: Any) -> Book:
    """Never heard of, and the only source looked elsewhere: K06 cannot be seen."""
    return book(name, REFERRED, *codings, sources=[{"id": "s"}], coverage=[_seen("school")], **blocks)


def talked(name: str, *codings: Coding, **blocks: Any) -> Book:
    """Nobody was referred: K06 had no opportunity."""
    return book(name, "a: inwoner > gemeente bericht @0\nb: gemeente > inwoner bericht @3", *codings, **blocks)


def late(name: str, days: int = 30, party: str = "gemeente kind=municipality", **blocks: Any) -> Book:
    """A question that had to be answered in 14 days and took longer: K02 is certain."""
    return book(name, _asked(party, days), **blocks)


def on_time(name: str, party: str = "gemeente kind=municipality", **blocks: Any) -> Book:
    """A question that was answered in 10 of its 14 days: K02 is no."""
    return book(name, _asked(party, 10), **blocks)


def _asked(party: str, days: int) -> str:
    who = party.split()[0]
    return f"actor {party}\na: inwoner > {who} vraag @0 due=14\nb: {who} > inwoner antwoord @{days} re=a"


def _seen(actor: str) -> dict[str, str]:
    return {"source": "s", "actor": actor, "from": "0", "until": "160"}
