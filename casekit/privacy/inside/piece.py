"""A piece of text in a file, with its place; and what nobody could look into."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TypeAlias

__all__ = ["Inside", "Piece", "Start", "Unread", "Where", "as_cell", "row_starts"]

Start: TypeAlias = tuple[int, int, int]
"""From this place in a text on: on this line, from this column; both from 1."""


_ISO = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:[T ]\d\d:\d\d(?::\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Where:
    """Where a text stands: line and column from 1, a sheet and a cell, the way to a field; None where there is none.

    `hidden`: who opens the file does not see it (a hidden sheet, row or column).
    """

    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    path: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that stands together in a file; it is kept out of every message.

    `header`: the name of a field, which counts whatever the field holds. `name`: an id or the name of a file, in
    which words are joined by `_` and `-`. `grave_only`: nothing is asked of the author here (published sources, what
    programs write); what may never leave is found everywhere. `without`: kinds that are expected here.
    """

    text: str = field(repr=False)
    where: Where = Where()
    header: bool = False
    name: bool = False
    grave_only: bool = False
    without: frozenset[str] = frozenset()
    starts: tuple[Start, ...] = ()

    def at(self, place: int) -> Where:
        """Where a sign of the text stands.

        >>> Piece("een twee", Where(3, 7), starts=((0, 3, 7),)).at(4).column
        11
        """
        if not self.starts:
            return self.where
        start, line, column = self.starts[max(bisect_right(self.starts, place, key=lambda one: one[0]) - 1, 0)]
        return replace(self.where, line=line, column=column + place - start)


def as_cell(piece: Piece) -> Piece:
    """A cell or a value that is a date and nothing else is a moment in a table, and no text.

    >>> as_cell(Piece("2021-03-05")).without, as_cell(Piece("sinds 2021-03-05")).without
    (frozenset({'date'}), frozenset())
    """
    return replace(piece, without=piece.without | {"date"}) if _ISO.fullmatch(piece.text.strip()) else piece


def row_starts(text: str, line: int = 1) -> tuple[Start, ...]:
    r"""Where the lines of a text begin, if the first stands on `line`.

    >>> row_starts("een\ntwee")
    ((0, 1, 1), (4, 2, 1))
    """
    starts = [(0, line, 1)]
    place = text.find("\n")
    while place >= 0:
        line += 1
        starts.append((place + 1, line, 1))
        place = text.find("\n", place + 1)
    return tuple(starts)


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was not looked into: the file, the part of it (or nothing), and the code of the reason.

    `whole`: nothing of it was seen. Otherwise it was seen in part, or only as plain text.
    """

    file: str
    reason: str
    part: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Inside:
    """What a file holds."""

    pieces: tuple[Piece, ...]
    unread: tuple[Unread, ...] = ()
