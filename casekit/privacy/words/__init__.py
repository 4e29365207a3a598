"""What is no number and yet may point to a person: names, places, organisations, days, ages, and what is rare.

No list of names is used: a capital that is not known to be innocent is asked about, whatever language
the name is from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from casekit.privacy.finding import SEVERITIES, Finding
from casekit.privacy.words.ages import ages
from casekit.privacy.words.bodies import bodies
from casekit.privacy.words.context import combinations, notes
from casekit.privacy.words.dates import dates
from casekit.privacy.words.lower import lower
from casekit.privacy.words.naming import capitals, mixed
from casekit.privacy.words.runs import Page

__all__ = ["KINDS", "findings"]

KINDS = (
    *("name", "place", "organisation", "capital", "mixed_script", "date", "child_age", "combination"),
    *("age", "unique", "rare", "profession", "belief", "origin", "anchor"),
)
"""The kinds that these rules can find."""


def findings(text: str) -> tuple[Finding, ...]:
    """What in a text that is made plain (`casekit.privacy.normal`) may point to a person; sorted, none overlap.

    >>> [(found.kind, found.start, found.end) for found in findings("Toen belde Sem de Vries over de huur.")]
    [('name', 11, 23)]
    """
    page = Page.of(text)
    found = _apart(
        [*dates(text), *mixed(page), *bodies(page), *capitals(page), *lower(page), *ages(text), *notes(text)]
    )
    return tuple(sorted(_apart([*found, *combinations(text, found)]), key=lambda one: one.start))


def _apart(found: Iterable[Finding]) -> list[Finding]:
    """Without what lies over a graver one, or over one that was there first."""
    starts: list[int] = []
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: SEVERITIES.index(one.severity)):
        at = bisect_left(starts, one.start)
        if (at and kept[at - 1].end > one.start) or (at < len(kept) and kept[at].start < one.end):
            continue
        starts.insert(at, one.start)
        kept.insert(at, one)
    return kept
