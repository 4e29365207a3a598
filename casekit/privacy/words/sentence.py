"""Where sentences begin and end, roughly: for rules that look at what stands together."""

from __future__ import annotations

import re
from bisect import bisect_right

__all__ = ["LONGEST", "lowered", "sentence_at", "starts"]

LONGEST = 600
"""A rule never looks further than so many characters."""

_END = re.compile(r"(?<=[^\s.]{4})[.!?][\"'”)]?\s+(?=[^\sa-z])|[!?]\s|\n\s*\n|\n\s*[-*•]")


def starts(text: str) -> list[int]:
    """The places where a sentence begins.

    >>> starts("Zij belt vaker. Hij niet.")
    [0, 16]
    """
    return [0, *(match.end() for match in _END.finditer(text))]


def sentence_at(begins: list[int], at: int, length: int) -> tuple[int, int]:
    """Begin and end of the sentence around a place, not too far away."""
    number = bisect_right(begins, at)
    end = begins[number] if number < len(begins) else length
    return max(begins[number - 1], at - LONGEST), min(end, at + LONGEST)


def lowered(text: str) -> str:
    """The text in lower case, as long as it was: every place stays where it is.

    >>> lowered("İn MEI")
    'İn mei'
    """
    low = text.lower()
    return (
        low if len(low) == len(text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    )
