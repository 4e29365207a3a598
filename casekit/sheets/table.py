"""A table as it was read, before anybody says what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from casekit.errors import Cell

__all__ = ["Raw", "Row", "Table", "column_letters"]

Raw: TypeAlias = str | int | float | bool | date | datetime | time | None
"""What a cell can hold. A text is as typed; None and blank text mean an empty cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as people see it (from 1), and one value per header."""

    number: int
    values: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the name of its sheet (or CSV file), its headers with their column letters, and its rows."""

    name: str
    headers: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int = 1
    number: int = 0
    sheet: str | None = None
    """The sheet of a case that it is, where something else than its name says so."""

    def cell(self, row: int, column: int) -> Cell:
        """Where a value stands: the row as people see it, the column by its place among the headers."""
        letters = self.columns[column] if 0 <= column < len(self.columns) else "A"
        return Cell(self.name, row, letters, self.number)


def column_letters(place: int) -> str:
    """The letters of a column, counted from 0.

    >>> column_letters(0), column_letters(27), column_letters(16383)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
