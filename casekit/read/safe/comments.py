"""Text that YAML takes for a comment: `summary: schuld #3 loopt op` says "schuld" to every program that reads it.

A `#` with a space after it is meant as a comment. One with a word right after it is most likely text, unless it
stands behind a value that is closed, by a quote or a bracket, or on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

__all__ = ["Comments"]

_BEGIN = re.compile(r"(?<=\s)#")
_ALONE = re.compile(r"\s*#")
_GLUED = re.compile(r"[|>][-+0-9]*#")
"""Right behind the sign for lines of text: the fast parser drops it, the slow one stumbles."""
_WORD = re.compile(r" *#[^\s#]")


class Comments:
    """The places where a comment could begin, crossed out while the values are read."""

    def __init__(self, rows: list[str]) -> None:
        self._rows = rows
        self._alone = {number for number, row in enumerate(rows) if "#" in row and _WORD.match(row)}
        self._open = {
            number: [found.start() for found in _BEGIN.finditer(row)]
            for number, row in enumerate(rows)
            if " #" in row and not _ALONE.match(row)
        }
        self._ends: set[tuple[int, int]] = set()
        self._sure: set[int] = set()
        self.any = bool(self._open or self._alone or any("#" in row and _GLUED.search(row) for row in rows))
        """Whether there is anything to look at."""

    def scalar(self, event: Any, column: int | None) -> None:
        """A value was read; `column` is where the names or dashes around it stand, None between brackets."""
        start, end = event.start_mark, event.end_mark
        if event.style in ("|", ">"):
            if _GLUED.match(self._rows[start.line], start.column):
                self._sure.add(start.line)
            for row in range(start.line + 1, end.line + (end.column > 0)):
                self._open.pop(row, None)
        elif event.style in ("'", '"'):
            for row in range(start.line, end.line + 1):
                self._open[row] = [
                    place
                    for place in self._open.get(row, ())
                    if (row == start.line and place < start.column) or (row == end.line and place >= end.column)
                ]
            self._ends.add((end.line, end.column))
        elif self._alone and event.value and column is not None:
            self._below(end.line, column)

    def end(self, mark: Any) -> None:
        """A list or fields between brackets ended here."""
        self._ends.add((mark.line, mark.column))

    def _below(self, row: int, column: int) -> None:
        """A line of its own, indented as the next line of a value would be."""
        below = next((n for n in range(row + 1, min(row + 4, len(self._rows))) if self._rows[n].strip()), -1)
        if below in self._alone and self._rows[below].index("#") > column:
            self._sure.add(below)

    def lost(self) -> Iterator[int]:
        """The rows, from 0, on which text is lost."""
        found = set(self._sure)
        for row, places in self._open.items():
            if not places:
                continue
            text = self._rows[row]
            before = text[: places[0]].rstrip()
            if re.match(r"#[^\s#]", text[places[0] :]) and (row, len(before)) not in self._ends:
                found.add(row)
        yield from sorted(found)
