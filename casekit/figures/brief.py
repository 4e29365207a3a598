"""A moment in a few letters, for a cell or a heading."""

from __future__ import annotations

from datetime import date
from math import isinf

from casekit.text import say
from casekit.when import Span, Timeline

__all__ = ["brief"]


def brief(span: Span, when: Timeline, place: int, lang: str = "nl") -> str:
    """The day, the month or the period; with day numbers where there is no calendar, else the place in the order.

    >>> brief(Span(3, 9), Timeline(None, {}, (), Span(0, 9), (), frozenset(), False), 2)
    'dag 3–9'
    """
    if isinf(span.lo) and isinf(span.hi):
        return say("figure.knowledge.place", lang, n=place)
    lo, hi = (when.date_of(day) for day in (span.lo, span.hi))
    if lo is None and hi is None:
        known = [f"{day:g}" for day in dict.fromkeys((span.lo, span.hi)) if not isinf(day)]
        return _open(say("figure.day", lang, n="–".join(known)), span)
    if lo is not None and lo == hi:
        return f"{lo.day} {_month(lo, lang)}"
    return _open("–".join(dict.fromkeys(_month(day, lang) for day in (lo, hi) if day is not None)), span)


def _month(day: date, lang: str) -> str:
    return f"{say('figure.months', lang).split()[day.month - 1]} {day.year % 100:02}"


def _open(words: str, span: Span) -> str:
    """With a sign where one end is not known."""
    return f"≥ {words}" if isinf(span.hi) else f"≤ {words}" if isinf(span.lo) else words
