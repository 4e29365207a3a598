"""Times that a summary states in words ("na vijf maanden", "volgende week"), in the forms that the kit reads."""

from __future__ import annotations

import re

from casekit.when.words import MONTHS, NUMBERS, UNITS

__all__ = ["stated_due", "stated_duration", "stated_months"]

_ROUGH = {"half jaar": 6, "half a year": 6, "half year": 6, "anderhalf jaar": 18}
"""Months that are told without a number."""
_NUMBER = "|".join((r"\d{1,3}", *sorted(NUMBERS, key=len, reverse=True)))
_AMOUNT = rf"(?:(?:een\s+)?(?P<rough>{'|'.join(_ROUGH)})|(?P<n>{_NUMBER})\s+(?P<unit>{'|'.join(UNITS)}))"
_PASSED = r"na|after|for|gedurende|al|wacht(?:te|en)?|waits?|waited|duur(?:t|de)"
_ELAPSED = (
    re.compile(rf"\b(?:{_PASSED})\s+(?:bijna\s+|ruim\s+|about\s+)?{_AMOUNT}\b", re.IGNORECASE),
    re.compile(rf"\b{_AMOUNT}\s+(?:lang|later|long)\b", re.IGNORECASE),
)
# "binnen drie weken" is a term, "over drie weken" a plan: neither says how much time has passed.
_ANY = re.compile(rf"(?<!binnen )(?<!over )(?<!within )\b{_AMOUNT}\b(?! oud| old)", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:gepland|afgesproken voor|set for|planned|kondigt|zal|volgt)\b", re.IGNORECASE)
_RANGE = re.compile(
    rf"\b(?:van|from|tussen|between)\s+(?P<first>{'|'.join(MONTHS)})\s+(?:(?P<y1>\d{{4}})\s+)?"
    rf"(?:tot|tot en met|t/m|to|until|en|and)\s+(?P<last>{'|'.join(MONTHS)})\s+(?P<y2>\d{{4}})\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"\b(?:binnen|within)\s+{_AMOUNT}\b", re.IGNORECASE)
# "Next week" is 1 to 13 days on (methods K03); what was to be done with haste is surely late after as long.
_VAGUE = (
    (re.compile(r"\b(?:volgende week|next week)\b", re.IGNORECASE), "1-13 days"),
    (re.compile(r"\b(?:deze week|this week)\b", re.IGNORECASE), "0-6 days"),
    (
        re.compile(r"\b(?:zo (?:snel|spoedig) mogelijk|as soon as possible|met spoed|urgently)\b", re.IGNORECASE),
        "0-13 days",
    ),
)


def stated_duration(summary: str, *, waiting: bool = False) -> tuple[str, str] | None:
    """A stated duration as the kit writes it, with the words themselves; None without one.

    In a record of waiting any duration counts; elsewhere only one that says that time has passed. What
    is planned or allowed ("over drie weken", "binnen drie weken") is not elapsed.

    >>> stated_duration("Na vijf maanden komt er een brief.")
    ('~5 months', 'Na vijf maanden')
    >>> stated_duration("Moet binnen drie weken reageren.") is None
    True
    """
    if waiting:
        found = _ANY.search(summary)
    elif _PLANNED.search(summary):
        return None
    else:
        found = next((match for pattern in _ELAPSED if (match := pattern.search(summary))), None)
    return (f"~{_amount(found)}", found[0]) if found else None


def _amount(found: re.Match[str]) -> str:
    if found["rough"]:
        return f"{_ROUGH[found['rough'].lower()]} months"
    n = found["n"]
    return f"{int(n) if n.isdigit() else NUMBERS[n.lower()]} {UNITS[found['unit'].lower()]}"


def stated_due(summary: str) -> tuple[str, str] | None:
    """By when something was promised, as the time that was given for it, with the words themselves; None without.

    A vague promise has an interval, so that only what came after all of it is surely late.

    >>> stated_due("Belt volgende week terug."), stated_due("Neemt binnen drie dagen contact op.")
    (('1-13 days', 'volgende week'), ('3 days', 'binnen drie dagen'))
    """
    found = _WITHIN.search(summary)
    if found:
        return _amount(found), found[0]
    return next(((days, match[0]) for words, days in _VAGUE if (match := words.search(summary))), None)


def stated_months(summary: str) -> tuple[str, str] | None:
    """A stated period between two months, as an interval, with the words themselves; None without one.

    >>> stated_months("Van mei tot december 2007 gebeurt er niets.")
    ('2007-05/2007-12', 'Van mei tot december 2007')
    """
    found = _RANGE.search(summary)
    if not found:
        return None
    first, last = MONTHS[found["first"].lower()], MONTHS[found["last"].lower()]
    year = int(found["y2"])
    start = int(found["y1"]) if found["y1"] else year - (first > last)
    return f"{start}-{first:02d}/{year}-{last:02d}", found[0]
