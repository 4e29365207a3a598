"""A table for people to open in Excel: semicolons, a byte order mark, and no text that runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

__all__ = ["guarded", "table_text"]

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def guarded(text: str) -> str:
    """A text behind an apostrophe where a spreadsheet would take it for a formula (OWASP, CSV injection).

    >>> guarded("=1+1"), guarded("-5"), guarded("'t loket")
    ("'=1+1", '-5', "'t loket")
    """
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows as text for `save_text`; the first is the header."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([guarded(value) for value in row] for row in rows)
    return "\ufeff" + text.getvalue()
