"""Which rows of two timelines may be the same event: proposed with reasons, for a person to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isinf
from typing import Any

from casekit.case import Case, Touchpoint
from casekit.filled import filled
from casekit.when import Span, timeline

__all__ = ["Proposal", "proposals"]

MOST_DAYS_APART = 14
"""Two records of one event may be dated this far apart: the day it was done, sent, received or put in the file."""
SHORTEST_WORD = 5
LIKE_WORDS = 0.3
"""The share of longer words that two summaries have in common before it counts."""
# The one who sends calls it otherwise than the one who receives.
_ALIKE = (
    {"application", "registration", "question", "receipt", "acceptance"},
    {"referral", "handover", "acceptance", "registration"},
    {"answer", "decision", "refusal", "advice", "message"},
    {"document_request", "question", "message"},
    {"delivery", "answer", "message", "payment"},
    {"consultation", "conversation", "appointment", "advice"},
)
_BESIDE = ("id", "view", "source", "order", "note", "summary", "responds_to", "depends_on", "link_basis")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two touchpoints that may be one event: why, and where they differ.

    `why` holds codes: same_parties, same_day, close_days, days_unknown, same_kind, like_kind, like_words.
    `differ` names the fields with what each of the two says.
    """

    first: str
    second: str
    why: tuple[str, ...]
    differ: tuple[tuple[str, Any, Any], ...]


def proposals(case: Case) -> Iterator[Proposal]:
    """Pairs of rows of different views between the same parties, not too far apart, of a like kind or in like words.

    Without days on both sides the kind must be the same or the words alike. Strongest first.
    """
    spans = timeline(case).spans
    rows: dict[frozenset[str], list[Touchpoint]] = {}
    for t in case.touchpoint_list:
        for other in t.to:
            rows.setdefault(frozenset((t.from_, other)), []).append(t)
    found: dict[tuple[str, str], Proposal] = {}
    for between in rows.values():
        for place, first in enumerate(between):
            for second in between[place + 1 :]:
                pair = (first.id, second.id)
                if pair in found or first.id == second.id or set(first.view) & set(second.view):
                    continue
                why = _why(first, second, spans)
                if why:
                    found[pair] = Proposal(*pair, why, _differ(first, second))
    yield from sorted(found.values(), key=lambda one: -_strength(one.why))


def _why(first: Touchpoint, second: Touchpoint, spans: dict[str, Span]) -> tuple[str, ...]:
    """The reasons to take two rows for one event; none when something speaks against it, or too little for it."""
    if first.from_ != second.from_ or not set(first.to) & set(second.to):
        return ()
    days = _days(spans[first.id], spans[second.id])
    kind = "same_kind" if first.kind == second.kind else "like_kind" if _like(first.kind, second.kind) else ""
    words = _like_words(first.summary, second.summary)
    if days is None or not (kind or words):
        return ()
    if days == "days_unknown" and not (words or kind == "same_kind"):
        return ()
    return tuple(reason for reason in ("same_parties", days, kind, "like_words" if words else "") if reason)


def _days(a: Span, b: Span) -> str | None:
    if a.exact and b.exact and a.lo == b.lo:
        return "same_day"
    if max(a.lo, b.lo) - min(a.hi, b.hi) > MOST_DAYS_APART:
        return None
    wide = max(a.hi, b.hi) - min(a.lo, b.lo)
    return "days_unknown" if isinf(wide) or wide > 6 * MOST_DAYS_APART else "close_days"


def _like(a: str, b: str) -> bool:
    return any({a, b} <= group for group in _ALIKE)


def _like_words(a: str | None, b: str | None) -> bool:
    first, second = (set(re.findall(rf"\w{{{SHORTEST_WORD},}}", (text or "").casefold())) for text in (a, b))
    return bool(first and second) and len(first & second) / min(len(first), len(second)) >= LIKE_WORDS


def _strength(why: tuple[str, ...]) -> int:
    weights = {"same_day": 4, "close_days": 2, "days_unknown": 0, "same_kind": 2, "like_kind": 1, "like_words": 2}
    return sum(weights.get(reason, 0) for reason in why)


def _differ(first: Touchpoint, second: Touchpoint) -> tuple[tuple[str, Any, Any], ...]:
    one, two = filled(first, defaults=False), filled(second, defaults=False)
    fields = [field for field in dict.fromkeys((*one, *two)) if field not in _BESIDE]
    return tuple((f, one.get(f), two.get(f)) for f in fields if f in one and f in two and one[f] != two[f])
