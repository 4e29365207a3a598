"""A stall in words: the evidence statement of methods 4.6, and a row for tables and JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from math import isinf
from typing import TYPE_CHECKING, Any

from casekit.stalls.stall import Confidence, Stall
from casekit.stalls.travelled import QUARTER, RELEASED, in_quarters
from casekit.story import Story
from casekit.text import has, plural, say
from casekit.when import Span, add_months

if TYPE_CHECKING:
    from casekit.stalls.run import Analysis

__all__ = [
    "DIMENSIONS",
    "amount_in_words",
    "between",
    "columns",
    "cost",
    "days_in_words",
    "label",
    "moment_in_words",
    "name",
    "norm_in_words",
    "question",
    "refuted_by",
    "row",
    "sources_in_words",
    "statement",
    "weak_in_words",
    "weakest",
    "what",
]

_LASTED = re.compile(r"(\d{1,4})(-\d{1,4}|\+|) (days|months)")
DIMENSIONS = ("date", "link", "norm", "sources", "rival")


def name(kind: str, lang: str = "nl") -> str:
    """What people call a kind; a variant without a name of its own has that of its kind.

    >>> name("K01"), name("K01", "en")
    ('onbeantwoord verzoek', 'unanswered request')
    """
    return _wording(kind, "name", (), lang)


def what(stall: Stall, story: Story, lang: str = "nl") -> str:
    """What happened, in a clause."""
    sender, receiver = between(stall, story)
    if RELEASED in stall.tags:
        return _what_travelled(stall, lang)
    values = {
        "from": sender,
        "to": receiver,
        "days": days_in_words(stall.days, lang),
        "allowed": days_in_words(stall.norm.days, lang) if stall.norm else "",
        **stall.details,
    }
    return _wording(stall.kind, "what", stall.tags, lang).format(**values)


def _what_travelled(stall: Stall, lang: str) -> str:
    """What is told of a stall in a release: how long it lasted, as far as the level lets that be told."""
    lasted = _LASTED.fullmatch(str(stall.details.get("lasted", "")))
    if lasted is None:
        return say("statement.found", lang)
    if lasted[3] == "days":
        return say("statement.lasted", lang, length=days_in_words(stall.days, lang))
    lo, hi = int(lasted[1]), lasted[2]
    if hi == "+":
        return say("statement.lasted", lang, length=say("statement.months_or_more", lang, lo=lo))
    key = "statement.months" if lo else "statement.months_at_most"
    return say("statement.lasted", lang, length=say(key, lang, lo=lo, hi=hi[1:]))


def refuted_by(stall: Stall, lang: str = "nl") -> str:
    """What would refute a stall."""
    return _wording(stall.kind, "refuted", stall.tags, lang)


def question(stall: Stall, lang: str = "nl") -> str:
    """What to ask those involved about a stall."""
    return _wording(stall.kind, "question", stall.tags, lang)


def _wording(kind: str, part: str, tags: tuple[str, ...], lang: str) -> str:
    """The text of a kind: that of a special case first, then of the variant, then of the kind."""
    for code in (kind, kind[:3]):
        for key in (*(f"kind.{code}.{tag}.{part}" for tag in tags), f"kind.{code}.{part}"):
            if has(key, lang):
                return say(key, lang)
    raise KeyError(f"kind.{kind}.{part}")


def between(stall: Stall, story: Story) -> tuple[str, str]:
    """The labels of the two sides of a stall: who did the touchpoint where it bites, and towards whom."""
    step = story.by_id[stall.at]
    return label(story, step.t.from_), ", ".join(label(story, actor) for actor in step.t.to)


def label(story: Story, actor: str) -> str:
    """What an actor is called in the case."""
    found = story.actors.get(actor)
    return (found.label if found else None) or actor


def days_in_words(days: Span, lang: str = "nl") -> str:
    """A number of days as people say it.

    >>> days_in_words(Span(3, 9)), days_in_words(Span(30, float("inf"))), days_in_words(Span(1, 1))
    ('3 tot 9 dagen', 'minstens 30 dagen', '1 dag')
    """
    lo, hi = round(days.lo), days.hi
    if isinf(hi):
        return say("word.at_least", lang, n=lo) if lo > 0 else say("word.days_unknown", lang)
    if lo == round(hi):
        return say("word.day.one" if lo == 1 else "word.day.many", lang, n=lo)
    return say("word.between", lang, lo=lo, hi=round(hi))


def moment_in_words(span: Span, story: Story, lang: str = "nl") -> str:
    """A moment as people say it: a date, a month, a period, a day number, or that it is not known."""
    first, last = story.time.date_of(span.lo), story.time.date_of(span.hi)
    if first and last and first.day == 1 and add_months(first, 1) == last + timedelta(1):
        return f"{say(f'month.{first.month}', lang)} {first.year}"
    lo, hi = (_day_in_words(day, story, lang) for day in (span.lo, span.hi))
    if not lo and not hi:
        return say("word.no_date", lang)
    if in_quarters(story.case) and span.lo % QUARTER == 0 and (span.hi + 1) % QUARTER == 0:
        quarters = [int(day // QUARTER) + 1 for day in (span.lo, span.hi)]
        key = "word.quarter" if quarters[0] == quarters[1] else "word.quarters"
        return say(key, lang, lo=quarters[0], hi=quarters[1])
    if lo == hi:
        return lo
    if not lo or not hi:
        return say("word.until" if not lo else "word.from", lang, moment=lo or hi)
    return say("word.somewhere", lang, lo=lo, hi=hi)


def _day_in_words(day: float, story: Story, lang: str) -> str:
    """A day as a date or a day number; empty where it is unbounded."""
    date = story.time.date_of(day)
    if date is not None:
        return f"{date.day} {say(f'month.{date.month}', lang)} {date.year}"
    return "" if isinf(day) else say("word.day_number", lang, n=int(day))


def statement(stall: Stall, analysis: Analysis, lang: str = "nl") -> str:
    """The evidence statement in its fixed form (methods 4.6)."""
    story = analysis.story
    sender, receiver = between(stall, story)
    issue = story.issue_label(stall.issue)
    parts = [
        say(
            "statement.head",
            lang,
            name=name(stall.kind, lang).capitalize(),
            kind=stall.kind,
            verdict=say(f"word.{stall.verdict}", lang),
        ),
        say("statement.where", lang, sender=sender, receiver=receiver) + (f", {issue}" if issue else ""),
        say(
            "statement.when",
            lang,
            start=moment_in_words(stall.start, story, lang),
            end=moment_in_words(stall.end, story, lang),
        ),
        what(stall, story, lang) + ".",
        _sentence("statement.norm", norm_in_words(stall, lang), lang),
        say("statement.evidence", lang, ids=", ".join(stall.touchpoints)),
        say("statement.sources", lang, sources=sources_in_words(stall, story, lang)),
        say("statement.rival", lang),
        _sentence("statement.cost", cost(stall, lang), lang),
        _confidence(stall, lang),
    ]
    if stall.key in analysis.borderline:
        parts.append(say("statement.borderline", lang))
    return " ".join(part for part in parts if part)


def _sentence(key: str, text: str, lang: str) -> str:
    return say(key, lang, text=text) if text else ""


def norm_in_words(stall: Stall, lang: str = "nl") -> str:
    """The norm, what it rests on, and how many days beyond it; empty without a norm."""
    if stall.norm is None:
        return ""
    if stall.norm.id.startswith("promise:"):
        return say("statement.promised", lang)
    if RELEASED in stall.tags:
        return norm_basis(stall, lang)
    text = f"{days_in_words(stall.norm.days, lang)} ({norm_basis(stall, lang)})"
    over = stall.severity.days_over if stall.severity else None
    if over is not None and over.hi > 0:
        text += "; " + say("statement.over", lang, days=days_in_words(over, lang))
    return text


def norm_basis(stall: Stall, lang: str) -> str:
    """On what the norm of a stall rests, in words."""
    assert stall.norm is not None
    if stall.norm.article:
        return stall.norm.article
    own = stall.norm.id.startswith("default:")
    return say("statement.default" if own else f"statement.rung{stall.norm.rung}", lang)


def sources_in_words(stall: Stall, story: Story, lang: str = "nl") -> str:
    """The sources of the touchpoints that a stall cites."""
    labels = {source.id: source.label or source.id for source in story.case.sources}
    names = dict.fromkeys(n for touchpoint in stall.touchpoints for n in story.by_id[touchpoint].t.source)
    return ", ".join(labels.get(n, n) for n in names) or say("statement.no_sources", lang)


def cost(stall: Stall, lang: str = "nl") -> str:
    """What is known of what a stall cost; empty when nothing is."""
    severity = stall.severity
    if severity is None:
        return ""
    parts = []
    if severity.critical_days is not None and severity.critical_days.hi > 0:
        parts.append(say("statement.critical", lang, days=days_in_words(severity.critical_days, lang)))
    if severity.client_actions:
        parts.append(plural("statement.actions", severity.client_actions, lang))
    if severity.harms:
        parts.append(plural("statement.harms", severity.harms, lang))
    if severity.money:
        parts.append(say("statement.money", lang, amount=amount_in_words(severity.money, lang)))
    return "; ".join(parts)


def amount_in_words(amount: float, lang: str = "nl") -> str:
    """An amount of money as people write it.

    >>> amount_in_words(1234.5), amount_in_words(1234.5, "en"), amount_in_words(60)
    ('1.234,50', '1,234.50', '60')
    """
    text = f"{amount:,.2f}".removesuffix(".00")
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text


def _confidence(stall: Stall, lang: str) -> str:
    confidence = stall.confidence
    if confidence is None:
        return ""
    why = weak_in_words(weakest(confidence), lang)
    return say("statement.confidence", lang, grade=confidence.grade, why=why)


def weakest(confidence: Confidence | None) -> dict[str, int]:
    """What keeps a stall from being surer: the dimensions with the lowest score, with that score."""
    values = {dimension: getattr(confidence, dimension) for dimension in DIMENSIONS} if confidence else {}
    return {dimension: score for dimension, score in values.items() if score == min(values.values())}


def weak_in_words(weak: Mapping[str, int], lang: str = "nl") -> str:
    """What `weakest` gave, in words."""
    return ", ".join(say(f"dimension.{dimension}.{score}", lang) for dimension, score in weak.items())


def columns() -> list[str]:
    """The columns of a table of stalls, in order."""
    return [
        "key", "kind", "name", "verdict", "at", "touchpoints", "actors", "issue", "start_lo", "start_hi", "end_lo",
        "end_hi", "days_lo", "days_hi", "over_lo", "over_hi", "norm", "confidence", "statement", "refuted_by",
    ]  # fmt: skip


def row(stall: Stall, analysis: Analysis, lang: str = "nl") -> dict[str, Any]:
    """A stall as a row of a table."""
    over = stall.severity.days_over if stall.severity else None
    return {
        "key": stall.key,
        "kind": stall.kind,
        "name": name(stall.kind, lang),
        "verdict": stall.verdict,
        "at": stall.at,
        "touchpoints": stall.touchpoints,
        "actors": stall.actors,
        "issue": stall.issue or None,
        "start_lo": stall.start.lo,
        "start_hi": stall.start.hi,
        "end_lo": stall.end.lo,
        "end_hi": stall.end.hi,
        "days_lo": stall.days.lo,
        "days_hi": stall.days.hi,
        "over_lo": over.lo if over else None,
        "over_hi": over.hi if over else None,
        "norm": stall.norm.id if stall.norm else None,
        "confidence": stall.confidence.grade if stall.confidence else None,
        "statement": statement(stall, analysis, lang),
        "refuted_by": refuted_by(stall, lang),
    }
