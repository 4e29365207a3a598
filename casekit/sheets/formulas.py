"""Texts that a spreadsheet would run when it opens a CSV file, and how they are kept from that."""

from __future__ import annotations

import re

__all__ = ["guarded", "unguarded"]

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def guarded(text: str) -> str:
    """A text behind an apostrophe where a spreadsheet would take it for a formula (OWASP, CSV injection).

    >>> guarded("=1+1"), guarded("-5"), guarded("'t loket")
    ("'=1+1", '-5', "'t loket")
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """What stood there before `guarded`.

    >>> unguarded("'=1+1"), unguarded("'t loket")
    ('=1+1', "'t loket")
    """
    return text[1:] if _GUARDED.match(text) else text
