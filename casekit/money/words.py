"""What grew during the stalls, as people read it and as plain data."""

from __future__ import annotations

from typing import Any

from casekit.money.during import During, Grown, money, money_total
from casekit.money.growth import growths
from casekit.stalls.as_data import span
from casekit.stalls.run import Analysis
from casekit.stalls.statement import amount_in_words, label, name
from casekit.text import plural, say
from casekit.when import Span

__all__ = ["euros", "money_data", "money_lines"]

NOTES = ("during", "scale", "no_interest", "no_price")
"""What has to be said beside every amount; the scale only where one was used."""


def euros(amount: float | Span, lang: str = "nl") -> str:
    """An amount, or the least and the most, as people write it.

    >>> euros(1050), euros(1050, "en"), euros(Span(0, 60)), euros(Span(60, 310.5))
    ('€ 1.050', '€1,050', 'hoogstens € 60', '€ 60 tot € 310,50')
    """
    if not isinstance(amount, Span):
        return say("money.euro", lang, amount=amount_in_words(amount, lang))
    if amount.exact:
        return euros(amount.lo, lang)
    if amount.lo == 0:
        return say("money.at_most", lang, amount=euros(amount.hi, lang))
    return say("money.range", lang, lo=euros(amount.lo, lang), hi=euros(amount.hi, lang))


def money_lines(analysis: Analysis, lang: str = "nl", most: int | None = None) -> list[str]:
    """What grew: the whole case, then one line per stall in which something did, then how to read it.

    `most` limits the stalls; the last line of them then says how many are left out.
    """
    if not growths(analysis.story):
        return [say("money.nothing", lang)]
    stalled = [grown for grown in money(analysis) if grown.parts]
    total = money_total(analysis, stalled)
    key = "money.total" if total.parts else "money.none_stalled"
    lines = [say(key, lang, text=_in_words(total, lang)) if total.parts else say(key, lang)]
    outside = _outside(analysis, total)
    if outside:
        lines.append(say("money.outside", lang, ids=", ".join(outside)))
    lines += [_stall_line(grown, analysis, lang) for grown in stalled[:most]]
    if most is not None and len(stalled) > most:
        lines.append(plural("money.more", len(stalled) - most, lang))
    return [*lines, *(text for _, text in _notes(analysis, lang))]


def money_data(analysis: Analysis, lang: str = "nl") -> dict[str, Any]:
    """What grew, as plain data: amounts are `[least, most]` in euros, or None; `total` counts each amount once."""
    stalled = money(analysis)
    total = money_total(analysis, stalled)
    return {
        "currency": "EUR",
        "stalls": [_data(grown, lang) for grown in stalled if grown.parts],
        "total": _data(total, lang),
        "outside": _outside(analysis, total),
        "notes": [{"code": code, "text": text} for code, text in _notes(analysis, lang)],
    }


def _outside(analysis: Analysis, total: Grown) -> list[str]:
    """The touchpoints of amounts that fell in no stall."""
    inside = {part.growth for part in total.parts}
    return list(dict.fromkeys(growth.at for growth in growths(analysis.story) if growth not in inside))


def _data(grown: Grown, lang: str) -> dict[str, Any]:
    return {
        "key": grown.key,
        "documented": span(grown.documented),
        "scale": span(grown.scale),
        "unknown": grown.unknown,
        "at_least": grown.at_least,
        "parts": [_part_data(part, lang) for part in grown.parts],
        "text": _in_words(grown, lang) if grown.parts else None,
    }


def _part_data(part: During, lang: str) -> dict[str, Any]:
    growth = part.growth
    scale = growth.scale
    return {
        "at": growth.at,
        "what": growth.what,
        "debt": growth.debt,
        "basis": growth.basis,
        "amount": growth.amount,
        "verdict": part.verdict,
        "same_issue": part.same_issue,
        "days": span(growth.span),
        "since": growth.since,
        "article": scale.article if scale else None,
        "verify": scale is not None,
        "why_unknown": growth.why,
        "text": _part_in_words(part, lang),
    }


def _stall_line(grown: Grown, analysis: Analysis, lang: str) -> str:
    stall = next(stall for stall in analysis.stalls if stall.key == grown.key)
    step = analysis.story.by_id[stall.at]
    where = f"{label(analysis.story, step.t.from_)} → {', '.join(label(analysis.story, to) for to in step.t.to)}"
    head = say("money.stall", lang, kind=stall.kind, name=name(stall.kind, lang), at=stall.at, where=where)
    parts = "; ".join(_part_in_words(part, lang) for part in grown.parts)
    return f"{head} {_in_words(grown, lang)} {say('money.evidence', lang, parts=parts)}"


def _in_words(grown: Grown, lang: str) -> str:
    """The amounts by their basis, never added up."""
    said = []
    if grown.documented is not None:
        said.append(say("money.documented", lang, amount=euros(grown.documented, lang)))
    if grown.scale is not None:
        said.append(say("money.scale", lang, amount=euros(grown.scale.hi, lang)))
    if grown.unknown:
        said.append(plural("money.unknown", grown.unknown, lang))
    text = "; ".join(said)
    return say("money.at_least", lang, text=text) if grown.at_least else f"{text}."


def _part_in_words(part: During, lang: str) -> str:
    growth = part.growth
    verdict = "" if part.verdict == "certain" else say("money.maybe", lang)
    if growth.basis == "scale" and growth.scale is not None and growth.amount is not None:
        text = say("money.part.scale", lang, amount=euros(growth.amount, lang), article=growth.scale.article)
    elif growth.amount is None:
        text = say(f"money.why.{growth.why}", lang)
    else:
        text = say(f"money.part.{growth.what}", lang, amount=euros(growth.amount, lang))
    issue = say("money.same_issue", lang) if part.same_issue else ""
    return f"{growth.at} {text}{issue}{verdict}"


def _notes(analysis: Analysis, lang: str) -> list[tuple[str, str]]:
    scales = {growth.scale for growth in growths(analysis.story) if growth.scale is not None}
    codes = [code for code in NOTES if code != "scale" or scales]
    notes = [(code, say(f"money.note.{code}", lang)) for code in codes]
    more = [scale.note if lang == "nl" else scale.note_en for scale in scales]
    return [(code, " ".join((text, *more)) if code == "scale" else text) for code, text in notes]
