"""For each stall the system causes whose signs are present. The kit chooses none: people do, and say why.

No cause is ranked by how strong it is: a sign says that something is there, not how much it explains. The causes
of the short list go first, in the order of the taxonomy.

Source: domain study, section 3 (the sources name signs, not measurements); methods 7.1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from casekit.causes.sign import Look, Scope, Sign
from casekit.causes.signs import SIGNS
from casekit.sheets.titles import field_titles
from casekit.stalls.run import Analysis
from casekit.stalls.stall import Stall
from casekit.stalls.statement import days_in_words
from casekit.taxonomy import Cause, cause, causes
from casekit.text import say
from casekit.when import Span

__all__ = [
    "NotVisible", "Suggested", "Suggestion", "as_data", "asked_for", "not_visible", "sign_in_words", "suggest",
    "why_not_visible",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggested:
    """A cause with the signs of it at one stall: those nearest to the stall, in the order of the case."""

    cause: Cause
    signs: tuple[Sign, ...]

    @property
    def scope(self) -> Scope:
        """How near they are: all of a stall's signs of one cause are equally near."""
        return self.signs[0].scope

    @property
    def touchpoints(self) -> tuple[str, ...]:
        """The touchpoints of all its signs, each once."""
        return tuple(dict.fromkeys(name for sign in self.signs for name in sign.touchpoints))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The causes whose signs are present at a stall, those of the short list first; empty where there is no sign."""

    stall: Stall
    causes: tuple[Suggested, ...]


@dataclass(frozen=True, slots=True)
class NotVisible:
    """A cause of which this case can show no sign: the fields it lacks, or none where no case can show it."""

    cause: Cause
    missing: tuple[str, ...]


def suggest(analysis: Analysis) -> tuple[Suggestion, ...]:
    """One suggestion per stall, worst first.

    >>> from casekit.notation import case_of
    >>> from casekit.stalls.run import analyse
    >>> case = case_of('''
    ... a: inwoner > gemeente  aanvraag
    ... b: gemeente > wijkteam verwijzing
    ... c: wijkteam > gemeente verwijzing
    ... ''')
    >>> [(one.stall.kind, [c.cause.code for c in one.causes]) for one in suggest(analyse(case))]
    [('K07', ['O3'])]
    """
    look = Look(analysis)
    found: dict[str, dict[str, list[Sign]]] = defaultdict(lambda: defaultdict(list))
    for sign_of in SIGNS.values():
        for sign in sign_of.find(look) if sign_of.find else ():
            found[sign.stall][sign.cause].append(sign)
    inner = [(stall, sign) for stall in analysis.stalls for signs in found[stall.key].values() for sign in signs]
    for stall, sign in inner:
        for around in stall.mechanism_of if sign.itself else ():
            inside = replace(sign, stall=around, scope="within", via=stall.key, itself=False)
            found[around][sign.cause].append(inside)
    return tuple(Suggestion(stall, tuple(_in_order(found[stall.key]))) for stall in analysis.stalls)


def _in_order(found: dict[str, list[Sign]]) -> Iterable[Suggested]:
    """The causes of one stall, each with the signs that are nearest to it."""
    rows = []
    for code, signs in found.items():
        near: Scope = next(s for s in _NEAREST_FIRST if any(sign.scope == s for sign in signs))
        rows.append(Suggested(cause(code), tuple(sign for sign in signs if sign.scope == near)))
    places = {one.code: place for place, one in enumerate(causes())}
    return sorted(rows, key=lambda row: (not row.cause.short, places[row.cause.code]))


_NEAREST_FIRST: tuple[Scope, ...] = ("stall", "within", "case")


def not_visible(analysis: Analysis, suggested: Iterable[Suggestion] | None = None) -> tuple[NotVisible, ...]:
    """The causes of which this case can show no sign, with what it lacks, in the order of the taxonomy.

    `suggested`: what `suggest` gave, where that is known already.

    >>> from casekit.notation import case_of
    >>> from casekit.stalls.run import analyse
    >>> found = not_visible(analyse(case_of("a: inwoner > gemeente vraag")))
    >>> next(one.missing for one in found if one.cause.code == "O7")
    ('requirements',)
    """
    look = Look(analysis)
    there = suggest(analysis) if suggested is None else suggested
    shown = {row.cause.code for one in there for row in one.causes}
    found = []
    for code, sign_of in SIGNS.items():
        missing = sign_of.missing(look)
        if code not in shown and (missing or sign_of.find is None):
            found.append(NotVisible(cause(code), missing))
    return tuple(found)


def sign_in_words(sign: Sign, lang: str = "nl") -> str:
    """The sign as a sentence; one that is not about the stall itself says so."""
    values = {name: _word(value, lang) for name, value in sign.values.items()}
    text = say(f"sign.{sign.cause}.{sign.form}", lang, **values)
    if sign.scope == "within":
        return say("suggest.within", lang, stall=sign.via, text=text)
    return say("suggest.case", lang, text=text) if sign.scope == "case" else text


def _word(value: object, lang: str) -> object:
    return days_in_words(value, lang) if isinstance(value, Span) else value


def why_not_visible(one: NotVisible, lang: str = "nl") -> str:
    """Why this case can show no sign of a cause, as a sentence."""
    if one.missing:
        return say("suggest.not_without", lang, fields=field_titles(one.missing, lang))
    return say("suggest.never", lang)


def asked_for(stall: Stall, word: str | None) -> bool:
    """Whether a word asks for this stall: its key, its kind (K06b or K06), or no word at all."""
    return word is None or word == stall.key or word.upper() in (stall.kind.upper(), stall.kind[:3])


def as_data(analysis: Analysis, lang: str = "nl", stall: str | None = None) -> dict[str, Any]:
    """Suggestions in the form that `casekit suggest --json` promises: codes are English in any language.

    `sign` tells all signs of a cause at a stall, `signs` the same one by one. `scope`: "stall", "within" (a stall
    that happened within it, `via`) or "case". `stall`: only what a word asks for (`asked_for`).
    """
    suggested = suggest(analysis)
    return {
        "case": analysis.case.id,
        "status": analysis.case.status,
        "suggestions": [
            {
                "stall": one.stall.key,
                "kind": one.stall.kind,
                "verdict": one.stall.verdict,
                "causes": [_suggested(row, lang) for row in one.causes],
            }
            for one in suggested
            if asked_for(one.stall, stall)
        ],
        "not_visible": [
            {**_named(one.cause, lang), "missing": list(one.missing), "text": why_not_visible(one, lang)}
            for one in not_visible(analysis, suggested)
        ],
        "assumptions": [{"code": name, "text": say(f"assumption.{name}", lang)} for name in analysis.assumptions],
        "chosen_by": "people",
    }


def _named(found: Cause, lang: str) -> dict[str, Any]:
    return {"code": found.code, "name": found.name, "level": found.level, "label": found.label(lang)}


def _suggested(row: Suggested, lang: str) -> dict[str, Any]:
    signs = [
        {"text": sign_in_words(sign, lang), "touchpoints": list(sign.touchpoints), "via": sign.via}
        for sign in row.signs
    ]
    return {
        **_named(row.cause, lang),
        "short": row.cause.short,
        "sign": " ".join(dict.fromkeys(str(sign["text"]) for sign in signs)),
        "touchpoints": list(row.touchpoints),
        "scope": row.scope,
        "signs": signs,
    }
