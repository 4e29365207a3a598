"""What the numbers of a selection count: every program says "characters", not every program means the same.

Most count code points, some count the halves of an emoji (UTF-16), some count the end of a line as one sign where
the file has two. The counting is kept under which the segments begin and end where words do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from casekit.errors import InputRefused, Problem

__all__ = ["Selected", "counted", "excerpts"]

Selected = tuple[int, int, int]
"""A document, and from and until which sign."""

_SECOND_HALF = "\udc00"
_WIDE = re.compile("([\U00010000-\U0010ffff])")
MOST_NAMED = 5


def counted(texts: Mapping[int, str], selected: Sequence[Selected], file: str) -> dict[int, str]:
    """The texts, one sign per number of a selection, so that `text[start:end]` is what was selected.

    Raises InputRefused when selections lie outside their text under every counting; and when emoji or other rare
    signs make a difference, and under neither counting all segments begin and end where words do.

    >>> counted({1: "hoi \U0001f600 ja"}, [(1, 7, 9)], "p.qdpx")[1][7:9]
    'ja'
    """
    used = {document: texts[document] for document in dict.fromkeys(d for d, _, _ in selected) if document in texts}
    known = [one for one in selected if one[0] in used]
    short = {document: text.replace("\r\n", "\n") for document, text in used.items()}
    ways = [used, _halves(used), short, _halves(short)]
    wrong: list[list[Selected]] = []
    for place, way in enumerate(ways):
        same = next((earlier for earlier in range(place) if ways[earlier] == way), None)
        wrong.append(_wrong(way, known) if same is None else wrong[same])
    inside = [place for place, way in enumerate(ways) if all(end <= len(way[d]) for d, _, end in known)]
    best = min(inside, key=lambda place: (len(wrong[place]), place), default=None)
    if best is None:
        outside = [one for one in known if one[2] > max(len(way[one[0]]) for way in ways)]
        raise InputRefused([Problem("coded_outside", file, values={"places": _places(outside or known)})])
    other = best ^ 1  # the same line ends, counted the other way
    if wrong[best] and _differ(ways[best], ways[other], known):
        raise InputRefused([Problem("coded_offsets", file, values={"places": _places(wrong[best])})])
    return ways[best]


def excerpts(text: str, start: int, end: int) -> str:
    """What was selected, without what was put in to count halves."""
    return text[start:end].replace(_SECOND_HALF, "")


def _halves(texts: Mapping[int, str]) -> dict[int, str]:
    return {document: _WIDE.sub(rf"\1{_SECOND_HALF}", text) for document, text in texts.items()}


def _differ(one: Mapping[int, str], other: Mapping[int, str], selected: Sequence[Selected]) -> bool:
    last: dict[int, int] = {}
    for document, _, end in selected:
        last[document] = max(end, last.get(document, 0))
    return any(one[document][:end] != other[document][:end] for document, end in last.items())


def _wrong(texts: Mapping[int, str], selected: Sequence[Selected]) -> list[Selected]:
    return [one for one in selected if not all(_between_words(texts[one[0]], place) for place in one[1:])]


def _between_words(text: str, place: int) -> bool:
    """Whether a place in a text is not inside a word, nor inside a sign."""
    if place >= len(text):
        return place == len(text)
    if text[place] == _SECOND_HALF:
        return False
    return place == 0 or not (text[place - 1].isalnum() and text[place].isalnum())


def _places(selected: Sequence[Selected]) -> str:
    more = ", ..." if len(selected) > MOST_NAMED else ""
    return ", ".join(f"document {d}: {start}-{end}" for d, start, end in selected[:MOST_NAMED]) + more
