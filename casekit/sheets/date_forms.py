"""The forms in which people write a date, each with the days that it stands for.

Every form is a pattern with named groups and a function that reads what matched. What the words around a
date say (its year, its month, how its file writes slashes) comes in as `Near`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple, TypeAlias

from casekit.when.edtf import add_months
from casekit.when.words import MONTHS, MONTHS_SHORT, ORDINALS, SEASONS, WEEKDAYS

__all__ = ["DAY", "FORMS", "MONTH", "YEAR", "DateUnclear", "Form", "Near", "Slash", "Span", "real_day", "single_day"]

Slash: TypeAlias = Literal["day", "month"]
Match: TypeAlias = re.Match[str]


class DateUnclear(ValueError):
    """A date that cannot be read in one way only; `code` names the text `problem.<code>`.

    `slash_date` (day or month first?), `excel_serial`, `no_such_date`, `short_year`, `no_year`,
    `wrong_weekday`, or `not_a_moment` for everything else.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Near(NamedTuple):
    """What stands around a date, and how its file writes slashes."""

    year: int | None = None
    month: int | None = None
    slash: Slash | None = None


Span: TypeAlias = tuple[str, str]
"""The first and the last part of an interval in EDTF; the same twice for one date."""


def _words(*tables: dict[str, int]) -> str:
    return "|".join(sorted({word for table in tables for word in table}, key=len, reverse=True))


MONTH = rf"(?:{_words(MONTHS, MONTHS_SHORT)})\b\.?"
DAY = r"[0-9]{1,2}(?:ste|de|e|st|nd|rd|th)?"
YEAR = r"[0-9]{4}"
_MARKED = r"'?[0-9]{2}(?![\w:.%€]|\s+\w)"
_SHORT = r"'?[0-9]{2}"
_OF = r"(?:van\s+(?:het\s+jaar\s+)?|of\s+)?"
_WEEKDAY = rf"(?:(?P<wd>{_words(WEEKDAYS)})\b\.?,?\s+(?:de\s+|the\s+)?)?"
_NTH = rf"(?P<n>[1-4](?:e|de|ste|st|nd|rd|th)|{_words(ORDINALS)})"


def _month(word: str) -> int:
    plain = word.lower().rstrip(".")
    return MONTHS.get(plain) or MONTHS_SHORT[plain]


def _nth(word: str) -> int:
    return int(word[0]) if word[0].isdigit() else ORDINALS[word.lower()]


def _year(typed: str | None, near: Near) -> int:
    if typed is None:
        if near.year is None:
            raise DateUnclear("no_year")
        return near.year
    if len(typed) != 4:
        raise DateUnclear("short_year")
    return int(typed)


def real_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DateUnclear("no_such_date") from None


def single_day(day: date, found: Match | None = None) -> Span:
    if found and found["wd"] and WEEKDAYS[found["wd"].lower()] != day.isoweekday():
        raise DateUnclear("wrong_weekday")
    return (day.isoformat(),) * 2


def _months(year: int, first: int, last: int) -> Span:
    """From a month until a month of the same year; the months of the next year count on from 12."""
    start, end = add_months(real_day(year, 1, 1), first - 1), add_months(real_day(year, 1, 1), last - 1)
    return f"{start:%Y-%m}", f"{end:%Y-%m}"


def _iso(found: Match, near: Near) -> Span:
    year, month = int(found["y"]), int(found["m"])
    if found["d"] is None:
        real_day(year, month, 1)
        return _months(year, month, month)
    return single_day(real_day(year, month, int(found["d"])))


def _numbers(found: Match, near: Near) -> Span:
    return single_day(real_day(_year(found["y"], near), int(found["m"]), int(found["d"])), found)


def _slashed(found: Match, near: Near) -> Span:
    first, second = int(found["p"]), int(found["q"])
    if not (0 < first <= 31 and 0 < second <= 31 and min(first, second) <= 12):
        raise DateUnclear("no_such_date")
    if near.slash is None:
        raise DateUnclear("slash_date")
    day, month = (first, second) if near.slash == "day" else (second, first)
    return single_day(real_day(_year(found["y"], near), month, day), found)


def _in_words(found: Match, near: Near) -> Span:
    day = int(re.sub(r"[^0-9]", "", found["d"]))
    return single_day(real_day(_year(found["y"], near), _month(found["m"]), day), found)


def _month_year(found: Match, near: Near) -> Span:
    month, typed, joint = _month(found["m"]), found["y"], found["j"] or ""
    if typed and len(typed) != 4 and ("-" in joint or typed.startswith("'")):
        short = int(typed.lstrip("'"))
        if 50 <= short < 70:  # nobody can say which century
            raise DateUnclear("short_year")
        typed = f"{20 if short < 50 else 19}{short:02d}"
    year = _year(typed, near)
    return _months(year, month, month)


def _number_year(found: Match, near: Near) -> Span:
    real_day(int(found["y"]), int(found["m"]), 1)
    return _months(int(found["y"]), int(found["m"]), int(found["m"]))


def _whole_year(found: Match, near: Near) -> Span:
    return (found["y"],) * 2


def _season(found: Match, near: Near) -> Span:
    season, year = SEASONS[found["s"].lower()], _year(found["y"], near)
    until = found["u"]
    if until is not None:
        if season != 4 or int(until) % 100 != (year + 1) % 100:
            raise DateUnclear("not_a_moment")
        return _months(year, 12, 14)
    return _months(year, 0, 14) if season == 4 else _months(year, 3 * season, 3 * season + 2)


def _quarter(found: Match, near: Near) -> Span:
    quarter = _nth(found["n"])
    return _months(_year(found["y"], near), 3 * quarter - 2, 3 * quarter)


def _week(found: Match, near: Near) -> Span:
    try:
        monday = date.fromisocalendar(_year(found["y"], near), int(found["w"]), 1)
    except ValueError as error:
        raise error if isinstance(error, DateUnclear) else DateUnclear("no_such_date") from None
    return monday.isoformat(), (monday + timedelta(6)).isoformat()


_PARTS = {
    **dict.fromkeys(("begin", "early", "start", "beginning"), (1, 10, 1, 3)),
    **dict.fromkeys(("half", "medio", "midden", "mid"), (11, 20, 5, 8)),
    **dict.fromkeys(("eind", "einde", "late", "end"), (21, 31, 10, 12)),
}
"""First and last day of that part of a month, first and last month of that part of a year."""


def _part(found: Match, near: Near) -> Span:
    first, last, first_month, last_month = _PARTS[found["part"].lower()]
    year = _year(found["y"], near)
    return _of_month(year, found["m"], first, last) if found["m"] else _months(year, first_month, last_month)


def _half(found: Match, near: Near) -> Span:
    second, year = _nth(found["n"]) == 2, _year(found["y"], near)
    if _nth(found["n"]) > 2:
        raise DateUnclear("not_a_moment")
    if found["m"]:
        return _of_month(year, found["m"], *((16, 31) if second else (1, 15)))
    return _months(year, *((7, 12) if second else (1, 6)))


def _of_month(year: int, word: str, first: int, last: int) -> Span:
    start = real_day(year, _month(word), first)
    return start.isoformat(), start.replace(day=min(last, monthrange(start.year, start.month)[1])).isoformat()


class Form(NamedTuple):
    """One way to write a date; `text` is false for one that only a whole cell can be."""

    pattern: str
    read: Callable[[Match, Near], Span]
    text: bool = True


def _no_year(found: Match, near: Near) -> Span:
    day, month = (found["d"], found["m"]) if near.slash != "month" else (found["m"], found["d"])
    return single_day(real_day(_year(None, near), int(month), int(day)))


_PART_WORD = rf"(?P<part>{'|'.join(sorted(_PARTS, key=len, reverse=True))})"
FORMS = (
    Form(rf"(?P<y>{YEAR})(?:[-/.](?P<m>[0-9]{{1,2}})[-/.](?P<d>[0-9]{{1,2}}))", _iso),
    Form(rf"(?P<y>{YEAR})[-/](?P<m>[0-9]{{1,2}})(?P<d>(?!))?", _iso),
    Form(rf"{_WEEKDAY}(?P<p>[0-9]{{1,2}})/(?P<q>[0-9]{{1,2}})/(?P<y>{YEAR}|{_SHORT})", _slashed),
    Form(rf"{_WEEKDAY}(?P<d>[0-9]{{1,2}})\s?[-.]\s?(?P<m>[0-9]{{1,2}})\s?[-.]\s?(?P<y>{YEAR}|{_SHORT})", _numbers),
    Form(
        rf"{_WEEKDAY}(?P<d>{DAY})(?:\s+|-)\s*{_OF}(?P<m>{MONTH})(?:[\s,-]+{_OF}(?P<y>{YEAR}|{_MARKED}))?", _in_words
    ),
    Form(rf"{_WEEKDAY}(?P<m>{MONTH})\s+(?:the\s+)?(?P<d>{DAY}),?\s+(?P<y>{YEAR})", _in_words),
    Form(rf"{_WEEKDAY}(?P<m>{MONTH})\s+(?:the\s+)?(?P<d>[0-9]{{1,2}}(?:st|nd|rd|th))(?P<y>(?!))?", _in_words),
    Form(rf"(?P<m>{MONTH})(?P<j>[\s,-]*){_OF}(?P<y>{YEAR}|{_MARKED})", _month_year),
    Form(rf"(?P<m>[0-9]{{1,2}})[-/](?P<y>{YEAR})", _number_year),
    Form(rf"(?P<y>{YEAR})[\s-]+(?P<m>{MONTH})(?P<j>(?!))?", _month_year),
    Form(rf"{_PART_WORD}[\s-]+{_OF}(?:(?P<m>{MONTH})(?:\s+{_OF}(?P<y>{YEAR}))?)", _part),
    Form(rf"{_PART_WORD}[\s-]+{_OF}(?P<m>(?!))?(?P<y>{YEAR})", _part),
    Form(rf"{_NTH}\s+(?:helft|half)\s+{_OF}(?:(?P<m>{MONTH})\s+)?{_OF}(?P<y>{YEAR})", _half),
    Form(rf"(?P<s>{_words(SEASONS)})\s+{_OF}(?P<y>{YEAR})(?:\s*[-/]\s*(?P<u>[0-9]{{4}}|[0-9]{{2}}))?", _season),
    Form(rf"{_NTH}\s+(?:kwartaal|quarter)\s+{_OF}(?P<y>{YEAR})", _quarter),
    Form(rf"(?:[qk]|kwartaal\s+|quarter\s+)(?P<n>[1-4])[\s,-]*{_OF}(?P<y>{YEAR})", _quarter),
    Form(rf"(?P<y>{YEAR})[\s-]*[qk](?P<n>[1-4])", _quarter),
    Form(rf"(?:week|wk\.?)\s*(?P<w>[0-9]{{1,2}})[\s,/-]*(?:in\s+)?{_OF}(?P<y>{YEAR})", _week),
    Form(rf"(?P<y>{YEAR})-?\s?(?:w|week\s+)(?P<w>[0-9]{{1,2}})", _week),
    Form(rf"(?<=\bin )(?P<y>{YEAR})", _whole_year),
    Form(rf"(?<=\bin )(?P<m>{MONTH})(?P<j>(?!))?(?P<y>(?!))?", _month_year),
    Form(rf"(?P<y>{YEAR})", _whole_year, text=False),
    Form(rf"(?P<m>{MONTH})(?P<j>(?!))?(?P<y>(?!))?", _month_year, text=False),
    Form(rf"(?P<s>{_words(SEASONS)})(?P<y>(?!))?(?P<u>(?!))?", _season, text=False),
    Form(r"(?:week|wk\.?)\s*(?P<w>[0-9]{1,2})(?P<y>(?!))?", _week, text=False),
    Form(
        r"(?P<d>[0-9]{1,2})[-/](?P<m>[0-9]{1,2})(?P<y>(?!))?",
        _no_year,
        text=False,
    ),
)
