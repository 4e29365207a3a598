"""What only people who know more would recognise: unique, rare, a day everybody remembers, where somebody is from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from casekit.privacy.finding import Finding
from casekit.privacy.words.lists import listed, table
from casekit.privacy.words.sentence import lowered, sentence_at, starts

__all__ = ["combinations", "notes"]

_KINDS = ("unique", "rare", "profession", "belief", "anchor")
_YEAR = re.compile(r"(?<![\w.,/-])(?:19[89]\d|20[0-4]\d|'\d\d)(?![\w/-]|[.,]\d)")


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    """The expressions of a kind, one for each line of the list."""
    return tuple(
        re.compile(line.strip())
        for line in table("context")[kind].splitlines()
        if line.strip().lower().replace(r"\w", r"\w")
    )


@cache
def _countries() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, listed("public", "countries")), key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


def notes(text: str) -> Iterator[Finding]:
    """What is for a human reader only.

    >>> [found.kind for found in notes("Zij kreeg een drieling.")]
    ['rare']
    """
    low = lowered(text)
    for kind in _KINDS:
        for pattern in _patterns(kind):
            for match in pattern.finditer(low):
                yield Finding(kind, "NOTE", *match.span())
    for match in _countries().finditer(text):
        yield Finding("origin", "NOTE", *match.span())


def combinations(text: str, found: list[Finding]) -> Iterator[Finding]:
    """The year, where a sentence also has a place and a scheme: together they point at few households."""
    places = [one for one in found if one.kind == "place"]
    if not places:
        return
    begins, low = starts(text), lowered(text)
    years = [year.span() for year in _YEAR.finditer(text)]
    done = 0
    for one in places:
        first, last = sentence_at(begins, one.start, len(text))
        near = years[bisect_left(years, (max(first, done),)) : bisect_left(years, (last,))]
        if near and any(pattern.search(low, first, last) for pattern in _patterns("products")):
            yield from (Finding("combination", "CONFIRM", *year) for year in near)
            done = near[-1][1]
