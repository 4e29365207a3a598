"""Coded segments: which codes somebody gave to which stretch of which document. Never the text of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from casekit.errors import InputRefused, Problem
from casekit.read.safe.guard import strange_sign

__all__ = ["Code", "Coded", "Segment", "checked"]

MAX_SEGMENTS = 20_000

Code: TypeAlias = tuple[str, ...]
"""The names of a code in the codebook, from the code that it hangs under to its own."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document with the codes and the memos that somebody gave it.

    `document` counts from 1 and `key` is the start of its guid: the name of a document may be the name of a
    person. Without `start` and `end` (a highlight in a table, a part of a picture) `spot` alone says where it is.
    With them, `spot` says what they count when that is not the signs of the text (`ms`: milliseconds).
    """

    document: int
    codes: tuple[Code, ...] = ()
    start: int | None = None
    end: int | None = None
    spot: str = ""
    key: str = ""
    memos: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[int, str, int | None, int | None]:
        """What is the same for segments that lie on exactly the same place."""
        return (self.document, self.spot, self.start, self.end)

    @property
    def where(self) -> str:
        """The place, as the to-do list and the notes say it.

        >>> Segment(2, start=120, end=180, key="8e7fddfe").where, Segment(1, spot="highlight 12").where
        ('document 2 (8e7fddfe), 120-180', 'document 1, highlight 12')
        """
        name = f"document {self.document} ({self.key})" if self.key else f"document {self.document}"
        span = "" if self.start is None else f"{self.start}-{self.end}"
        return ", ".join(part for part in (name, self.spot, span) if part)


@dataclass(frozen=True, slots=True)
class Coded:
    """What a coding program gave: the segments in the order of the file, and what to report about reading them."""

    segments: tuple[Segment, ...]
    report: tuple[Problem, ...] = ()


def checked(coded: Coded, file: str) -> Coded:
    """The same, when codes and memos hold nothing that nobody typed, and there are not too many of them.

    Raises InputRefused.
    """
    if len(coded.segments) > MAX_SEGMENTS:
        raise InputRefused([Problem("coded_many", file, values={"n": len(coded.segments), "most": MAX_SEGMENTS})])
    texts = dict.fromkeys(
        text for s in coded.segments for text in (*s.memos, *(name for code in s.codes for name in code))
    )
    signs = dict.fromkeys(sign for text in texts if (sign := strange_sign(text)))
    if signs:
        raise InputRefused([Problem("control_character", file, values={"character": sign}) for sign in signs])
    return coded
