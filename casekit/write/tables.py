"""A table for people to open in Excel: semicolons, a byte order mark, and no text that runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from casekit.sheets.formulas import guarded

__all__ = ["table_text"]


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows as text for `save_text`; the first is the header."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([guarded(value) for value in row] for row in rows)
    return "\ufeff" + text.getvalue()
