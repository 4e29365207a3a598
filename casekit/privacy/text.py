"""The one door to all that looks for something in a text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from casekit.privacy.finding import SEVERITIES, Finding
from casekit.privacy.normal import View, joined, normalise
from casekit.privacy.rules import RULES
from casekit.privacy.rules.rule import Rule
from casekit.privacy.words import findings as in_words

__all__ = ["findings"]

_LINE_END = re.compile("[\n\r\v\f\x85\u2028\u2029]")
_WORD = re.compile(r"[^\W\d_]{2}")
_BARE = frozenset({"bsn", "digits", "phone", "card_number"})
"""Kinds that are nothing but digits, as the numbers of a column are."""

_ALL: tuple[Rule, ...] = tuple(rule for family in RULES.values() for rule in family)


def findings(text: str) -> tuple[Finding, ...]:
    """What in a text may point to a person: sorted by place, and no two of them overlap.

    A graver finding takes the place of a lighter one; of two that are as grave, the first in `RULES` gives the kind.

    >>> [(found.kind, found.start, found.end) for found in findings("Het BSN is 1112.22.333.")]
    [('bsn', 11, 22)]
    """
    view = normalise(text)
    return _without_overlap([*_by_rules(view, text), *_in_words(view)])


def _in_words(view: View) -> Iterator[Finding]:
    for one in in_words(view.text):
        yield Finding(one.kind, one.severity, *view.span(one.start, one.end))


def _by_rules(view: View, text: str) -> Iterator[Finding]:
    spaced, glued = joined(view) or (None, None)
    # In an id, or the name of a file, an underscore stands for a space: kenteken_12_ABC_3.
    parted = View(view.text.replace("_", " "), view.starts, view.ends) if "_" in view.text else None
    for rule in _ALL:
        yield from _places(rule, view)
        for lines in (parted, spaced, glued if rule.glue else None):
            if lines is not None:
                yield from (one for one in _places(rule, lines) if _in_running_text(one, text))


def _in_running_text(found: Finding, text: str) -> bool:
    """Within a line, or over the end of one that has more on it: in a column of numbers each stands for itself."""
    if not _LINE_END.search(text, found.start, found.end):
        return True
    around = text[max(0, found.start - 200) : found.start].splitlines()[-1:]
    around += text[found.end : found.end + 200].splitlines()[:1]
    return found.kind not in _BARE or any(_WORD.search(part) for part in around)


def _places(rule: Rule, view: View) -> Iterator[Finding]:
    for start, end in rule.find(view.text):
        yield Finding(rule.kind, rule.severity, *view.span(start, end))


def _without_overlap(found: Iterable[Finding]) -> tuple[Finding, ...]:
    kept: list[tuple[int, int, Finding]] = []
    for one in sorted(found, key=lambda one: SEVERITIES.index(one.severity)):
        start, end, kind = one.start, one.end, one.kind
        at = bisect_left(kept, (start,))
        if at and kept[at - 1][1] > start:
            at -= 1
        until = at
        while until < len(kept) and kept[until][0] < end:
            until += 1
        over = kept[at:until]
        if any(other.severity != one.severity for _, _, other in over):
            continue
        if over:
            start, end, kind = min(start, over[0][0]), max(end, over[-1][1]), over[0][2].kind
        kept[at:until] = [(start, end, Finding(kind, one.severity, start, end))]
    return tuple(one for _, _, one in kept)
