"""When something in a narrative happened, as far as its words say: a date, a distance, or what a heading adds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from casekit.read.narrative.words import reported_before
from casekit.sheets.dates import DateUnclear, Slash, find_moments, to_moment, unclear_moments
from casekit.when.edtf import parse_moment
from casekit.when.words import NUMBERS, UNITS

__all__ = [
    "CLOCK",
    "Context",
    "Time",
    "about_the_text",
    "dated_heading",
    "due_in",
    "follow",
    "time_in",
    "told_distance",
]

_ONLY_MENTIONED = re.compile(
    r"(?:^|\s)(?:van|of|dated|d\.d\.|voor|v\u00f3\u00f3r|before|by|uiterlijk(?:\s+op)?|tot(?: en met)?"
    r"|until|sinds|vanaf|since|from|na|after|per|tegen|voor\s+de\s+afspraak)\s+(?:de\s+|het\s+)?$",
    re.IGNORECASE,
)
"""Words before a date that is not when it happened ("de brief van 5 maart", "voor 1 april")."""
_DUE = re.compile(
    r"(?:^|\s)(?P<word>voor|v\u00f3\u00f3r|before|by|uiterlijk(?:\s+op)?|no later than)\s+$", re.IGNORECASE
)
CLOCK = re.compile(
    r"[\s,]*(?:(?:om|at)\s+)?\d{1,2}[.:]\d{2}\s*(?:(?:uur|u|h)\b\.?)?[\s:,;|\u2013\u2014-]*", re.IGNORECASE
)
"""The hour behind a date."""
_LABEL = re.compile(r"(?P<label>.{1,60}?)\s*(?::(?=\s|$)|\t|\s[-\u2013\u2014](?=\s))\s*")
_NUMBERING = re.compile(r"[a-z]?\d{1,3}[.)]?", re.IGNORECASE)
_NTH_DAY = re.compile(
    r"(?:(?:op|on|(?P<about>rond|omstreeks|ca\.?|circa|around|about))\s+)?(?:de|the)\s+(?P<day>\d{1,2})(?:ste|de|e|th|st|nd|rd)(?=\s*(?:[:,;]|$)|\s+\w+(?:t|en|de|te)\b)",
    re.IGNORECASE,
)


class Time(NamedTuple):
    """A moment with the words it rests on; without a moment, why it stays open."""

    moment: str | None
    words: str
    basis: Literal["seen", "heading", "before", "previous", "unclear", "several"]
    code: str = ""
    leads: bool = False
    """Whether the sentence opens with it."""


@dataclass(slots=True)
class Context:
    """What the text so far says about the dates that follow."""

    slash: Slash | None = None
    year: int | None = None
    month: int | None = None
    day: str | None = None
    """The date of the heading, where that is a whole date."""
    words: str = ""
    english: bool = False
    """Whether the narrative is in English."""
    last: date | None = None
    """The last whole date that was read."""


def dated_heading(text: str, context: Context, *, whole: bool = False) -> bool:
    """Whether a heading or a line of its own is a date; if so the context takes it over.

    With `whole`, nothing else may stand in it.

    >>> context = Context()
    >>> dated_heading("Maart 2021", context), context.year, context.month
    (True, 2021, 3)
    """
    context.day = None
    bare = text.strip(" .:-\u2013")
    try:
        moment = "" if _NUMBERING.fullmatch(bare) else to_moment(bare, slash=context.slash, year=context.year)
    except DateUnclear:
        inside = [] if whole else find_moments(text, slash=context.slash)
        moment = inside[0][2] if len(inside) == 1 and len(inside[0][2]) in (4, 7, 10) else ""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", moment)
    if found is None:
        return False
    context.year, context.month = int(found[1]), int(found[2]) if found[2] else None
    context.day, context.words, context.last = (moment if found[3] else None), bare, None
    return True


def about_the_text(text: str, context: Context) -> bool:
    """Whether a line says of which time the text is ("Periode: mei tot en met juli 2023"), and tells nothing."""
    name, colon, behind = text.partition(":")
    try:
        return bool(colon and re.fullmatch(r"[^\W\d_]+", name) and to_moment(behind.strip(), slash=context.slash))
    except DateUnclear:
        return False


def time_in(text: str, context: Context, previous: str | None, *, listed: bool = False) -> Time | None:
    """When a sentence says that it happened; None when it says nothing about it.

    `previous` is the row before it, which a distance is counted from; `listed`: an item of a list or a line of
    its own, of which what stands before a colon can be a date.
    """
    found = _label(text, context) if listed else None
    found = found or _dates(text, context, None, "seen")
    if found is None and (context.year or context.last):
        year = context.year or (context.last.year if context.last else None)
        found = _dates(text, context, year, "heading" if context.year else "before")
        if found is not None and not _after_last(found, context):
            found = Time(None, found.words, "unclear", "no_year")
    found = found or _nth_day(text, context)
    if found is None:
        unclear = [one for one in unclear_moments(text, slash=context.slash) if not _mentioned(text, one[0])]
        if unclear:
            start, end, code = unclear[0]
            found = Time(None, text[start:end], "unclear", code)
    return found or _distance(text, previous, context)


def follow(moment: str, context: Context) -> None:
    """Remember the last whole date, for a later one without a year."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", moment):
        context.last = date.fromisoformat(moment)


def _label(text: str, context: Context) -> Time | None:
    found = _LABEL.match(text)
    if not found or _NUMBERING.fullmatch(found["label"].strip()):
        return None
    label = found["label"].strip()
    for year, basis in ((None, "seen"), (context.year, "heading")):
        try:
            moment = to_moment(label, slash=context.slash, year=year, month=context.month)
        except DateUnclear as error:
            if error.code in ("not_a_moment", "no_year"):
                continue
            return Time(None, label, "unclear", error.code, True)
        if moment and parse_moment(moment) is not None and not re.search(r"[A-Za-z]\w*\s*[+-]", moment):
            return Time(moment, label, basis, leads=True)  # type: ignore[arg-type]
    return None


def _dates(text: str, context: Context, year: int | None, basis: Literal["seen", "heading", "before"]) -> Time | None:
    found = [
        (start, Time(moment, text[start:end], basis, leads=not text[:start].strip(" ,") or start <= 6))
        for start, end, moment in find_moments(text, year=year, slash=context.slash)
        if not _mentioned(text, start)
    ]
    if not found:
        return None
    start, first = found[0]
    if first.leads and not reported_before(text[:start]):
        return first
    moments = {one.moment for _, one in found}
    if len(moments) > 1:
        return Time(None, ", ".join(one.words for _, one in found), "several")
    return first if not reported_before(text[:start]) else None


def _mentioned(text: str, start: int) -> bool:
    return _ONLY_MENTIONED.search(text[:start]) is not None


def _after_last(found: Time, context: Context) -> bool:
    """A date that takes its year from the date before it must not run back: the year may have turned."""
    if found.basis != "before" or found.moment is None or context.last is None:
        return True
    moment = parse_moment(found.moment)
    return moment is not None and moment.span.hi >= context.last.toordinal()


def _nth_day(text: str, context: Context) -> Time | None:
    """Read "de 5e", below a heading that says the month."""
    found = _NTH_DAY.search(text)
    if found is None or context.year is None or context.month is None or reported_before(text[: found.start()]):
        return None
    try:
        moment = date(context.year, context.month, int(found["day"])).isoformat()
    except ValueError:
        return Time(None, found[0], "unclear", "no_such_date")
    return Time(f"{moment}~" if found["about"] else moment, found[0], "heading", leads=found.start() == 0)


_N = "|".join((r"\d{1,3}", *sorted(NUMBERS, key=len, reverse=True)))
_U = "|".join(sorted(UNITS, key=len, reverse=True))
_ABOUT = r"(?P<about>ongeveer|circa|ca\.?|zo'n|ruim|bijna|about|some|nearly|almost)?\s*"
_AMOUNT = rf"{_ABOUT}(?:(?P<half>een\s+half\s+jaar|half\s+a\s+year)|(?P<n>{_N})\s+(?P<unit>{_U}))"
_LATER = re.compile(
    rf"(?<!\w){_AMOUNT}\s+(?:(?P<later>later|daarna|daarop|erna|nadien|afterwards|after\s+that)|(?P<earlier>eerder|daarvoor|earlier|before\s+that))\b",
    re.IGNORECASE,
)
_PASSED = re.compile(rf"(?:pas\s+|only\s+)?(?:na|after)\s+{_AMOUNT}\b", re.IGNORECASE)
_NEXT = re.compile(
    r"\b(?:de volgende dag|(?:de )?dag (?:erna|daarna)|the next day|the following day|the day after)\b", re.IGNORECASE
)
_SAME = re.compile(r"\b(?:diezelfde dag|dezelfde dag|the same day|that same day)\b", re.IGNORECASE)


def _distance(text: str, previous: str | None, context: Context) -> Time | None:
    """A time that is told from the one before it ("een week later")."""
    later, passed = _LATER.search(text), _PASSED.match(text)
    following, same = _NEXT.search(text), _SAME.search(text)
    found = later or passed or following or same
    if found is None or reported_before(text[: found.start()]):
        return None
    if previous is None:
        return Time(None, found[0], "previous")
    if found in (following, same):
        amount = told_distance(1 if found is following else 0, "days", english=context.english)
    elif found["half"]:
        amount = "~" + told_distance(6, "months", english=context.english)
    else:
        n = int(found["n"]) if found["n"].isdigit() else NUMBERS[found["n"].lower()]
        amount = ("~" if found["about"] else "") + told_distance(
            n, UNITS[found["unit"].lower()], english=context.english
        )
    sign = "-" if later is not None and found is later and later["earlier"] else "+"
    moment = f"{previous} {sign} {amount}"
    return Time(moment if parse_moment(moment) else None, found[0], "previous", leads=found.start() <= 6)


_IN_DUTCH = {
    "days": ("dag", "dagen"),
    "weeks": ("week", "weken"),
    "months": ("maand", "maanden"),
    "years": ("jaar", "jaar"),
}


@cache
def told_distance(n: int, unit: str, *, english: bool = False) -> str:
    """A number of days, weeks, months or years, as a case file writes it in the language of the narrative.

    >>> told_distance(1, "weeks"), told_distance(3, "days"), told_distance(1, "weeks", english=True)
    ('1 week', '3 dagen', '1 week')
    """
    return f"{n} {((unit[:-1], unit) if english else _IN_DUTCH[unit])[n != 1]}"


def due_in(text: str, context: Context, row: str) -> tuple[str, str] | None:
    """By when something must be done, with the words: a date behind "voor" or "uiterlijk", or "binnen drie weken".

    >>> due_in("Moeder moet dat voor 1 april 2021 doen.", Context(), "t2")
    ('2021-03-31', 'voor 1 april 2021')
    """
    found = []
    for start, end, moment in find_moments(text, year=context.year, slash=context.slash):
        before = _DUE.search(text[:start])
        if before is None:
            continue
        strict = before["word"].lower() in ("voor", "v\u00f3\u00f3r", "before")
        try:
            day = to_moment(f"voor {text[start:end]}", slash=context.slash, year=context.year) if strict else moment
        except DateUnclear:
            continue
        found.append((day.removeprefix("../").split("/")[-1], text[before.start("word") : end]))
    within = list(re.finditer(rf"\b(?:binnen|within)\s+{_AMOUNT}", text, re.IGNORECASE))
    for match in within:
        if match["half"]:
            found.append((f"{row} + {told_distance(6, 'months', english=context.english)}", match[0]))
        else:
            n = int(match["n"]) if match["n"].isdigit() else NUMBERS[match["n"].lower()]
            found.append(
                (f"{row} + {told_distance(n, UNITS[match['unit'].lower()], english=context.english)}", match[0])
            )
    return found[0] if len(found) == 1 and parse_moment(found[0][0]) else None
