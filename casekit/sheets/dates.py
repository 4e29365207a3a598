"""How people write dates, in cells and in running text, into the forms of a case file.

A day that nobody wrote is never invented. What is told as a part of time becomes the days of that part:

- "begin/half/eind maart 2021": day 1-10, 11-20, 21-end; "begin/half/eind 2021": month 1-3, 5-8, 10-12;
- "eerste/tweede helft van": the two halves; "2e kwartaal 2020": its three months;
- "week 12 van 2021": the ISO week, Monday to Sunday;
- "voorjaar/zomer/najaar 2019": March-May, June-August, September-November. A winter spans the year's end:
  "winter 2019-2020" is December-February, and "winter 2019" can be either winter, so it is both;
- "voor/na/vanaf/tot en met 5 maart 2021": open at one side; "ca." adds `~`, a question mark adds `?`.

What can be read in two ways, or not at all, is `DateUnclear`, with the code of its text (`problem.<code>`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from casekit.sheets.date_forms import DAY, FORMS, MONTH, YEAR, DateUnclear, Near, Slash, Span, real_day, single_day
from casekit.when.edtf import parse_moment

__all__ = ["DateUnclear", "Slash", "find_moments", "has_clock", "to_moment", "unclear_moments"]

_SERIALS = range(20_000, 60_001)
"""Days since 1900 that a case can lie in (1954-2064): a number that Excel shows as a date."""
_LONGEST = 120
"""No date in words is longer."""
_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\u200a\u2002\u2003", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u02bc", "'")
)
"""Signs that word processors put for a plain one: one for one, so that places in a text stay."""
_FLAGS = re.IGNORECASE | re.ASCII
_ISO_PART = rf"{YEAR}(?:-[0-9]{{2}}){{0,2}}[~?%]?"
_ABOUT = r"(?P<about>(?:ca|circa|omstreeks|rondom|rond|ongeveer|about|around|approximately|approx)\b\.?|±|~)"
_LEAD = r"(?:(?:op|in|on|de|het|the|per|omstreeks de)\s+)*"
_HOW_SURE = r"(?P<sure>\s?\(\?\)|[?~%](?!\w))?"
_CLOCK = re.compile(
    r"(?:t|\s*,?\s+(?:om\s+|at\s+)?)[0-9]{1,2}(?:[:.u][0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)?"
    r"\s*(?:uur|u|h|am|pm)?\s*(?:z|[+-][0-9]{2}:?[0-9]{2})?$",
    _FLAGS,
)
_CLOCKY = re.compile(r"[:uzt]|am$|pm$", _FLAGS)
_WHOLE = tuple((re.compile(form.pattern, _FLAGS), form.read) for form in FORMS)
_AROUND = re.compile(rf"{_LEAD}(?:{_ABOUT}\s*)?{_LEAD}(?P<core>.*?){_HOW_SURE}", _FLAGS | re.DOTALL)
_SIDE = re.compile(
    r"(?P<side>voor|vóór|before|na|after|vanaf|sinds|since|uiterlijk|tot en met|t/m|until|by)\s+(?P<core>.+)", _FLAGS
)
_TO = r"(?:\s*(?:t/m|-|\.\.)\s*|\s+(?:tot en met|tot aan|tot|until|till|through|to)\s+)"
_FROM = r"(?P<from>van|from|tussen|between)\s+"
_DAYS = re.compile(rf"(?:dag|day)\s+(?P<a>-?[0-9]{{1,5}})(?:{_TO}(?P<b>[0-9]{{1,5}}))?", _FLAGS)


def to_moment(
    value: str | int | float | date | datetime,
    *,
    slash: Slash | None = None,
    year: int | None = None,
    month: int | None = None,
) -> str:
    """What a person or Excel wrote as a date, as the case file writes it.

    What a case file can read already stays as typed. `slash` says whether the file writes the day or the
    month first in `01/02/2020`; `year` and `month` are what the words around it say, for a date that leaves
    them out. A time of day is dropped: `has_clock` tells.

    Raises DateUnclear for what cannot be read, or in more than one way.

    >>> to_moment("5 mrt. 2021"), to_moment("ca. mei 2021"), to_moment("begin maart 2021")
    ('2021-03-05', '2021-05~', '2021-03-01/2021-03-10')
    >>> to_moment("01/02/2020", slash="day")
    '2020-02-01'
    """
    if isinstance(value, date):
        return _checked(value.isoformat()[:10])
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise DateUnclear("not_a_moment")
    if isinstance(value, float):
        if not value.is_integer():
            raise DateUnclear("excel_serial" if _SERIALS[0] <= value <= _SERIALS[-1] else "not_a_moment")
        value = int(value)
    text = value if isinstance(value, str) else str(value) if abs(value) < 10**6 else "?"
    plain = text.translate(_PLAIN).strip()
    if re.fullmatch(r"[0-9]{5}", plain) and int(plain) in _SERIALS:
        raise DateUnclear("excel_serial")
    if not plain:
        return ""
    if parse_moment(text) is not None:
        return text
    if len(plain) > _LONGEST:
        raise DateUnclear("not_a_moment")
    return _checked(_moment(plain, Near(year, month, slash)))


def has_clock(value: object) -> bool:
    """Whether a value holds a time of day too, which a case does not keep.

    >>> has_clock("5 maart 2021 om 10.15 uur"), has_clock("5 maart 2021")
    (True, False)
    """
    if isinstance(value, datetime):
        return (value.hour, value.minute, value.second, value.microsecond) != (0, 0, 0, 0)
    return isinstance(value, str) and _without_clock(value.translate(_PLAIN).strip()) is not None


def find_moments(
    text: str, *, slash: Slash | None = None, year: int | None = None, month: int | None = None
) -> list[tuple[int, int, str]]:
    """The dates in running text: where each starts and ends, and the moment; those that are not clear left out.

    >>> find_moments("Op 5 maart 2021 belt moeder, en in mei 2021 weer.")
    [(3, 15, '2021-03-05'), (35, 43, '2021-05')]
    """
    return [
        (start, end, read) for start, end, read in _found(text, Near(year, month, slash)) if isinstance(read, str)
    ]


def unclear_moments(
    text: str, *, slash: Slash | None = None, year: int | None = None, month: int | None = None
) -> list[tuple[int, int, str]]:
    """What looks like a date in running text but is not clear: where it starts and ends, and the code of the reason.

    >>> unclear_moments("Op 30 februari 2021 belt moeder.")
    [(3, 19, 'no_such_date')]
    """
    found = _found(text, Near(year, month, slash))
    return [(start, end, read.code) for start, end, read in found if isinstance(read, DateUnclear)]


def _checked(moment: str) -> str:
    """The years of a case are the last word: what the case file cannot read is no date of a case."""
    if parse_moment(moment) is None:
        raise DateUnclear("no_such_date")
    return moment


def _moment(text: str, near: Near) -> str:
    if days := _DAYS.fullmatch(text):
        return f"{int(days['a'])}/{int(days['b'])}" if days["b"] else str(int(days["a"]))
    side = _SIDE.fullmatch(text)
    if side:
        return _open(side["side"].lower(), _span(side["core"], near))
    return _joined(_span(text, near))


def _joined(span: Span) -> str:
    return span[0] if span[0] == span[1] else f"{span[0]}/{span[1]}"


def _open(side: str, span: Span) -> str:
    """What lies before, from, until or after some days."""
    days = parse_moment(_checked(_joined(span)))
    assert days is not None
    first, last = (date.fromordinal(int(day)) for day in (days.span.lo, days.span.hi))
    if side in ("voor", "vóór", "before"):
        return f"../{(first - timedelta(1)).isoformat()}"
    if side in ("na", "after"):
        return f"{(last + timedelta(1)).isoformat()}/.."
    return f"{span[0]}/.." if side in ("vanaf", "sinds", "since") else f"../{span[1]}"


def _span(text: str, near: Near) -> Span:
    """One date, or the days between two."""
    # Well written, so one of the two is no date, or they run back.
    if re.fullmatch(rf"{_ISO_PART}/{_ISO_PART}", text):
        ends_exist = all(parse_moment(part) for part in text.split("/"))
        raise DateUnclear("not_a_moment" if ends_exist else "no_such_date")
    try:
        return _single(text, near)
    except DateUnclear as error:
        unclear = error
    if unclear.code in ("not_a_moment", "no_year"):
        for found in _cuts(text):
            try:
                return _between(found, near)
            except DateUnclear as error:
                unclear = error if unclear.code == "not_a_moment" else unclear
        bare = _without_clock(text)
        if bare is not None:
            return _span(bare, near)
    raise unclear


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """The ways to cut a text into a first and a last date."""
    opened = re.match(_FROM, text, _FLAGS)
    rest = text[opened.end() :] if opened else text
    between = bool(opened and opened["from"].lower().startswith(("tussen", "between")))
    joint = rf"{_TO}|\s+(?:en|and)\s+" if between else _TO
    for cut in re.finditer(joint, rest, _FLAGS):
        if cut.start() > 0 and cut.end() < len(rest):
            yield rest[: cut.start()], rest[cut.end() :]


def _between(cut: tuple[str, str], near: Near) -> Span:
    last = _single(cut[1], near)
    day_only = re.fullmatch(DAY, cut[0], _FLAGS)
    year, month = int(last[0][:4]), int(last[0][5:7] or 0) or None
    if day_only:
        if len(last[0]) < 10:
            raise DateUnclear("not_a_moment")
        first = single_day(real_day(year, month or 0, int(re.sub(r"[^0-9]", "", cut[0]))))
    else:
        first = _single(cut[0], near._replace(year=year, month=month))
        if first[0] > last[1]:  # "van november tot februari 2021" starts the year before
            first = _single(cut[0], near._replace(year=year - 1, month=month))
    if first[0] > last[1]:
        raise DateUnclear("not_a_moment")
    return first[0], last[1]


def _single(text: str, near: Near) -> Span:
    around = _AROUND.fullmatch(text)
    core = around["core"].strip() if around else text
    unclear = DateUnclear("not_a_moment")
    for pattern, read in _WHOLE:
        if found := pattern.fullmatch(core):
            try:
                span = read(found, near)
            except DateUnclear as error:
                unclear = error
                continue
            about, doubt = (bool(around and around["about"]), around["sure"] if around else None)
            sign = "~" if about or (doubt and "~" in doubt) else ""
            sign = "%" if (doubt and "%" in doubt) or (sign and doubt and "?" in doubt) else sign
            sign = sign or ("?" if doubt and "?" in doubt else "")
            return span[0] + sign, span[1] + sign
    raise unclear


def _without_clock(text: str) -> str | None:
    """The text without its time of day; None when it holds none."""
    clock = _CLOCK.search(text)
    if clock is None or not clock.start() or not (_CLOCKY.search(clock[0]) or re.search(r"om |at ", clock[0])):
        return None
    return text[: clock.start()]


def _nameless(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_POINT = "|".join(_nameless(form.pattern) for form in FORMS if form.text)
_SPAN = rf"(?:{_nameless(_ABOUT)}\s*)?(?:{_POINT}){_nameless(_HOW_SURE)}"
_BOUND = rf"(?:{_POINT}|{MONTH}(?:\s+{YEAR})?)"


@cache
def _in_text() -> tuple[re.Pattern[str], ...]:
    """What dates look like in running text; long to compile, and only a narrative needs it."""
    patterns = (
        rf"{_ISO_PART}/{_ISO_PART}",
        rf"(?:(?:van|from)\s+)?(?:{_BOUND}|{DAY}){_TO}{_BOUND}",
        rf"(?:tussen|between)\s+(?:{_BOUND}|{DAY})\s+(?:en|and)\s+{_BOUND}",
        _SPAN,
    )
    return tuple(re.compile(rf"(?<![\w/.-])(?:{pattern})(?![\w/]|-[0-9])", _FLAGS) for pattern in patterns)


_HINT = re.compile(rf"[0-9]|\bin\s+{MONTH}|{MONTH}\s*{_TO}", _FLAGS)
"""What every date in running text has; looked for first, since the forms take longer."""


def _found(text: str, near: Near) -> Iterator[tuple[int, int, str | DateUnclear]]:
    """What looks like a date, from left to right, the longest first where two overlap, each read."""
    plain = text.translate(_PLAIN)
    if not _HINT.search(plain):
        return
    seen = {(found.start(), -found.end()) for pattern in _in_text() for found in pattern.finditer(plain)}
    past = 0
    for start, end in sorted(seen):
        if start < past:
            continue
        words = plain[start:-end].rstrip(" ,.-")
        try:
            read: str | DateUnclear = to_moment(
                _in_place(plain, start) + words, slash=near.slash, year=near.year, month=near.month
            )
        except DateUnclear as error:
            read = error
            if error.code == "not_a_moment":
                continue
        past = -end
        yield start, start + len(words), read


def _in_place(text: str, start: int) -> str:
    """The "in" before a bare year or month, which makes it a date."""
    return "in " if text[max(0, start - 3) : start].lower() == "in " else ""
