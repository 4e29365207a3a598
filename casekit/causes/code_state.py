"""How far the coding of a case is: who coded, what each said behind every stall, and what is left to do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casekit.causes.about_codes import nearest_stall
from casekit.causes.book import Book
from casekit.coding import Coded, Coding
from casekit.stalls.statement import statement

__all__ = ["NEXT", "next_steps", "only", "row_data", "state_data"]

NEXT = ("nobody", "second", "uncoded", "orphaned", "disputed", "ladder")
"""What may be left to do: `code.next.<name>` says it."""


def only(book: Book, coder: str) -> Book:
    """The book as one coder may see it before coding: with the own coding, and nothing of others."""
    return replace(book, codings=tuple(coding for coding in book.codings if coding.coder == coder))


def state_data(book: Book, lang: str = "nl") -> dict[str, Any]:
    """The state as JSON: stalls worst first, each with what every coder said, what is agreed and what is not.

    >>> from casekit.examples import example_path
    >>> from casekit.causes.book import open_book
    >>> sorted(state_data(open_book(example_path("twaalf-regels"))))
    ['case', 'coders', 'consensus', 'orphaned', 'stalls', 'uncoded']
    """
    together = book.consensus
    return {
        "case": book.case.id,
        "coders": [
            {"coder": one.coder, "role": one.role, "coded_on": one.coded_on, "blind": one.blind}
            for one in book.coders
        ],
        "consensus": together and {"decided_by": list(together.decided_by), "decided_on": together.decided_on},
        "stalls": [_stall_data(book, key, lang) for key in book.stalls],
        "uncoded": list(book.uncoded),
        "orphaned": [
            {"stall": key, "coders": list(coders), "nearest": nearest_stall(book, key)}
            for key, coders in book.orphaned.items()
        ],
    }


def _stall_data(book: Book, key: str, lang: str) -> dict[str, Any]:
    stall = book.stalls[key]
    said = [one for one in book.said if one.stall.key == key]

    def rows(coding: Coding) -> list[dict[str, Any]]:
        return [row_data(book, row, lang) for row in coding.of(key)]

    def decided(together: Coding) -> list[dict[str, Any]]:
        whole = zip(rows(together), map(together.decided, together.of(key)), strict=True)
        return [{**row, "decided_by": list(by), "decided_on": on} for row, (by, on) in whole]

    return {
        "stall": key,
        "kind": stall.kind,
        "verdict": stall.verdict,
        "statement": statement(stall, book.analysis, lang),
        "codes": {coding.coder: rows(coding) for coding in book.coders if coding.of(key)},
        "agreed": [one.cause for one in said if one.agreed],
        "disputed": [one.cause for one in said if not one.agreed],
        "consensus": decided(book.consensus) if book.consensus is not None else [],
    }


def row_data(book: Book, row: Coded, lang: str = "nl") -> dict[str, Any]:
    """A coded row as JSON: the cause and what it is called, and the filled-in fields of the file."""
    filled = row.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"stall", "cause"})
    return {"cause": row.cause, "label": book.label(row.cause, lang), **filled}


def next_steps(book: Book) -> tuple[str, ...]:
    """What is left to do, in order."""
    disputed = any(not one.agreed for one in book.said)
    found = {
        "nobody": not book.coders and book.consensus is None,
        "second": len(book.coders) == 1 and book.consensus is None,
        "uncoded": bool(book.uncoded) and bool(book.codings),
        "orphaned": bool(book.orphaned),
        "disputed": disputed and len(book.coders) > 1,
        "ladder": bool(book.said) and not disputed and not book.uncoded,
    }
    return tuple(name for name in NEXT if found[name])
