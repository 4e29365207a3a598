"""Days that are exact: not those of laws and fixed amounts, which are the same for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casekit.privacy.finding import Finding
from casekit.privacy.words.sentence import lowered

__all__ = ["dates"]

_NL = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec"
)
_EN = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = (
    "eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|"
    "(?:der|veer|vijf|zes|zeven|acht|negen)tiende|twintigste|eenentwintigste|tweeëntwintigste|"
    "dertigste|eenendertigste"
)
_CARDINAL = (
    "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|"
    "negentien|twintig|(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]ntwintig|dertig|eenendertig"
)
_YEAR = r"(?:[ ,.]{1,2}(?:'\d\d|(?:19|20)\d\d))?"

_DATE = re.compile(
    rf"(?<![\w.,/-])(?:"
    rf"{_DAY}(?:e|ste|de|st|nd|rd|th)?\.?[ -](?:of )?(?:{_NL}|{_EN})(?!\w)(?:\.(?= ?\d))?{_YEAR}"
    rf"|(?:(?:{_ORDINAL}) (?:van )?|(?:{_CARDINAL}) )(?:{_NL})(?!\w){_YEAR}"
    rf"|(?:{_EN}) {_DAY}(?:st|nd|rd|th)?(?![\w.]){_YEAR}"
    rf"|{_DAY}[-/.](?:0?[1-9]|1[0-2])[-/.](?:(?:19|20)\d\d|\d\d)"
    rf"|(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])"
    rf")(?![\w/-]|[.,]\d)",
)
_COUNTED = (
    "jaar|jarig|jr|kind|keer|x|dag|wek|wk|week|uur|maand|mnd|month|year|hour|day|deel|van|euro|€|%|procent|"
    "person|mensen|leerling|punt|per |plaats|km|kg|min|stuk|gezin|huishoud|contact|gesprek|termijn|times|"
    "brieven|afspra|pagina|kamers|cliënt|klant|inwoner|slaapkamer"
)
"""After "3-6": so many of something, and no day."""
_SHORT = re.compile(
    r"(?:(?<!\w)(?:op|dd|d\.d\.|van|sinds|vanaf|tot|per|maandag|dinsdag|woensdag|donderdag|"
    r"vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo|datum:?|on)\.? "
    rf"|(?<![^\n])(?:[-*•] ?)?)(?P<day>{_DAY}[-/](?:0?[1-9]|1[0-2]))(?![\w/-]|[.,]\d| ?(?:{_COUNTED}))"
)
_AND = re.compile(
    rf"(?:,| en|, en| of| t/m| tot) (?P<day>{_DAY}[-/](?:0?[1-9]|1[0-2]))(?![\w/-]|[.,]\d| ?(?:{_COUNTED}))"
)
"""One more day behind a short one: "op 11-2 en 18-2"."""
_PRESSED = re.compile(
    r"(?<!\w)(?:dd|d\.d|datum|dated)[.:]{0,2} ?"
    r"(?P<day>(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:(?:19|20)\d\d|\d\d))(?!\w|[.,]\d)"
)
_LAW_BEFORE = re.compile(
    r"(?:wet|wetboek|verordening|beleidsregels?|richtlijn|verdrag|tarieven|normen|bedragen|act|law|decree)"
    r"\s+(?:\S+\s+){0,4}(?:van|of|per|d\.d\.)\s+$|"
    r"(?:uitspraak|arrest|besluit|regeling)\s+van\s+(?:de\s+|het\s+)?(?:hoge|centrale|europe|raad van state|minister|"
    r"staatssecretaris|kroon|hof van justitie)\S*\s+(?:\S+\s+){0,4}(?:van|d\.d\.)\s+$|"
    r"koninklijk besluit van\s+$|(?:stb|stcrt)\.?[^.]{0,20}$"
)
_LAW_NAMED = re.compile(
    r"(?<=\s)(?:Besluit|Regeling|Uitvoeringsbesluit)\s+(?!op |tot |van |d\.d\.)(?:\S+\s+){1,5}van\s+$"
    r"|\((?:Besluit|Regeling) van $"
)
"""A decree has a name of its own, with a capital; "het besluit van 3 mei" is about somebody."""
_LAW_AFTER = re.compile(
    r"\s{1,2}(?:(?:is|zijn|was|trad|treedt|treden|geldt|gelden|gaat|ging|came|comes)\s+)?(?:\S+\s+){0,4}(?:in "
    r"werking|van kracht|ingevoerd|geldt|gelden|gewijzigd|geïndexeerd|verhoogd|into force|"
    r"applies)\b"
)
_LAW_WORD = re.compile(
    r"\b(?:\w*wet|uitvoerings\w+|\w*grens|\w*grenzen|minimum\w*|besluit [a-z]{8,}|"
    r"norm\w*|bijstandsnorm\w*|tarie\w+|bedrag\w*|wet\w*|artikel|art\.|awb|"
    r"wgs|wmo|w[bcdfghjklmnpqrstvwxz]{1,4}|verordening|beleidsregels?|index\w*|minimumloon|kwijtscheldingsnorm|law|act)\b"
)
_FIRST = re.compile(r"(?:1|01|eerste)[- ./](?:januari|jan|juli|jul|01|07|1|7|january|july)\b")


def dates(text: str) -> Iterator[Finding]:
    """Exact days; a month, a year or a day of the week is fine.

    >>> [found.kind for found in dates("Gebeld op 3 juni 2021, in mei niet.")]
    ['date']
    """
    typed, text = text, lowered(text)
    for match in _DATE.finditer(text):
        named = _LAW_NAMED.search(typed[max(0, match.start() - 80) : match.start()])
        if not named and not _of_a_law(text, match.start(), match.end()):
            yield Finding("date", "CONFIRM", match.start(), match.end())
    for match in _PRESSED.finditer(text):
        yield Finding("date", "CONFIRM", *match.span("day"))
    for match in _SHORT.finditer(text):
        more: re.Match[str] | None = match
        while more:
            yield Finding("date", "CONFIRM", *more.span("day"))
            more = _AND.match(text, more.end())


def _of_a_law(text: str, start: int, end: int) -> bool:
    """Whether the day is that of a law, a judgment that is published, or a fixed amount."""
    before, after = text[max(0, start - 80) : start], text[end : end + 60]
    if _LAW_BEFORE.search(before) or (_LAW_AFTER.match(after) and _LAW_WORD.search(before[-60:] + after)):
        return True
    if not _FIRST.match(text[start:end]):
        return False
    around = before[-60:].rpartition(". ")[2] + " " + after.partition(". ")[0]
    personal = re.search(
        (
            r"\b(?:ik|zij|hij|ze|mevrouw|meneer|mw|dhr|cliënt|gezin|inwoner|vader|moeder|zoon|dochter|"
            r"haar|hem|she|he|her)\b"
        ),
        around,
    )
    return bool(_LAW_WORD.search(around)) and not personal
