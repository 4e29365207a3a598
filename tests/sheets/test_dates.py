"""How people write dates: each notation gives the days it stands for, and what is not clear is asked about."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.sheets.dates import DateUnclear, find_moments, has_clock, to_moment, unclear_moments
from casekit.text import LANGUAGES, has
from casekit.when import parse_moment
from tests.pages import codes, rows

DUTCH = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
CODES = {
    "slash_date", "excel_serial", "no_such_date", "short_year", "no_year", "wrong_weekday", "not_a_moment",
}  # fmt: skip
ANY_DAY = st.dates(date(1800, 1, 1), date(2199, 12, 31))


def unclear(value: object, **around: object) -> str:
    with pytest.raises(DateUnclear) as error:
        to_moment(value, **around)  # type: ignore[arg-type]
    return error.value.code


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("05-03-2021", "2021-03-05"), ("5.3.2021", "2021-03-05"), ("5 mrt. 2021", "2021-03-05"),
        ("5-mrt-2021", "2021-03-05"), ("vrijdag 5 maart 2021", "2021-03-05"), ("op vr 5 maart 2021", "2021-03-05"),
        ("March 5th, 2021", "2021-03-05"), ("the 5th of March 2021", "2021-03-05"), ("2021/3/5", "2021-03-05"),
        ("5\u00a0maart\u00a02021", "2021-03-05"), ("maart 2021", "2021-03"), ("in maart 2021", "2021-03"),
        ("mrt-21", "2021-03"), ("dec-20", "2020-12"), ("mei-98", "1998-05"), ("03-2021", "2021-03"),
        ("in 2020", "2020"), ("ca. mei 2021", "2021-05~"), ("omstreeks 5 mei 2021", "2021-05-05~"),
        ("rond 2020", "2020~"), ("ongeveer maart 2021?", "2021-03%"), ("5 maart 2021 (?)", "2021-03-05?"),
        ("begin maart 2021", "2021-03-01/2021-03-10"), ("half maart 2021", "2021-03-11/2021-03-20"),
        ("eind februari 2024", "2024-02-21/2024-02-29"), ("eind 2020", "2020-10/2020-12"),
        ("voorjaar 2019", "2019-03/2019-05"), ("winter 2019-2020", "2019-12/2020-02"),
        ("winter 2019", "2018-12/2020-02"), ("tussen 3 en 7 maart 2021", "2021-03-03/2021-03-07"),
        ("3-7 maart 2021", "2021-03-03/2021-03-07"), ("van mei tot en met juli 2021", "2021-05/2021-07"),
        ("van november tot februari 2021", "2020-11/2021-02"), ("2020-2021", "2020/2021"),
        ("2e kwartaal 2020", "2020-04/2020-06"), ("Q2 2020", "2020-04/2020-06"),
        ("eerste helft van 2021", "2021-01/2021-06"), ("week 12 van 2021", "2021-03-22/2021-03-28"),
        ("dag 12", "12"), ("dag 12 tot 19", "12/19"), ("voor 1 april 2021", "../2021-03-31"),
        ("na maart 2021", "2021-04-01/.."), ("vanaf maart 2021", "2021-03/.."),
        ("5 maart 2021 om 10.15 uur", "2021-03-05"), ("2021-03-05T10:15:00Z", "2021-03-05"), ("  ", ""),
        (datetime(2021, 3, 5, 23, 30, tzinfo=timezone(timedelta(hours=-5))), "2021-03-05"),
        (2020, "2020"), (12.0, "12"),
    ],
)  # fmt: skip
def test_each_notation_stands_for_its_days(typed: str, moment: str) -> None:
    assert to_moment(typed) == moment


@pytest.mark.parametrize("typed", ["2021-03-05", "2021-03~", " 2021", "12/19", "-5", "t3 + 5 maanden", "2020/.."])
def test_what_a_case_file_reads_already_stays_as_typed(typed: str) -> None:
    assert to_moment(typed) == typed


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("01/02/2020", "slash_date"), ("12/31/2020", "slash_date"), ("31/31/2020", "no_such_date"),
        (44196, "excel_serial"), (44196.25, "excel_serial"), ("44196", "excel_serial"),
        ("30 februari 2021", "no_such_date"),
        ("2020-13-45", "no_such_date"), ("2021-02-30/2021-03-01", "no_such_date"),
        ("week 53 van 2021", "no_such_date"),
        ("0001-01-01", "no_such_date"), (date(1, 1, 1), "no_such_date"), ("5-3-21", "short_year"),
        ("5 maart '21", "short_year"), ("maart 21", "short_year"), ("mei-55", "short_year"), ("5 maart", "no_year"),
        ("eind maart", "no_year"), ("ca. mei", "no_year"), ("voorjaar", "no_year"),
        ("maandag 5 maart 2021", "wrong_weekday"),
        ("gisteren", "not_a_moment"), ("28-3 april 2021", "not_a_moment"), ("12.5", "not_a_moment"),
        ("2021-03-05/2021-02-01", "not_a_moment"), (float("nan"), "not_a_moment"), (10**400, "not_a_moment"),
        (True, "not_a_moment"), (None, "not_a_moment"), ("5 maart 2021 " * 50, "not_a_moment"),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_asked_about_with_its_reason(typed: object, code: str) -> None:
    assert unclear(typed) == code


def test_a_file_says_for_its_slashes_what_comes_first() -> None:
    assert to_moment("01/02/2020", slash="day") == "2020-02-01"
    assert to_moment("01/02/2020", slash="month") == "2020-01-02"
    assert unclear("12/31/2020", slash="day") == "no_such_date"


def test_what_stands_around_a_date_fills_in_its_year() -> None:
    assert to_moment("5 maart", year=2021) == "2021-03-05"
    assert to_moment("van mei tot juli", year=2021) == "2021-05/2021-07"
    assert unclear("30 februari", year=2021) == "no_such_date"


def test_a_time_of_day_is_noticed() -> None:
    assert has_clock("5 maart 2021 10:15")
    assert has_clock(datetime(2021, 3, 5, 0, 1))
    assert not has_clock(datetime(2021, 3, 5))
    assert not has_clock("5 maart 2021")


def test_every_reason_has_its_text() -> None:
    assert all(has(f"problem.{code}.found", lang) for code in CODES for lang in LANGUAGES)


@given(ANY_DAY)
def test_a_real_day_comes_back_from_every_notation(day: date) -> None:
    number, month, year = day.day, day.month, day.year
    for typed in (
        f"{number:02}-{month:02}-{year}", f"{number}-{month}-{year}", f"{number:02}.{month:02}.{year}",
        f"{number} {DUTCH[month - 1]} {year}", f"{number} {SHORT[month - 1]}. {year}",
        f"{number}-{SHORT[month - 1]}-{year}",
        f"{WEEKDAYS[day.weekday()]} {number} {DUTCH[month - 1].upper()} {year}",
        f"{ENGLISH[month - 1]} {number}, {year}", f"{number}th of {ENGLISH[month - 1]} {year}",
        f"{number} {DUTCH[month - 1]} {year} om 10.15 uur", f"{year}/{month}/{number}", day.isoformat(),
    ):  # fmt: skip
        assert to_moment(typed) == day.isoformat(), typed
    assert to_moment(f"{number}/{month}/{year}", slash="day") == day.isoformat()
    assert to_moment(f"{month}/{number}/{year}", slash="month") == day.isoformat()
    assert to_moment(day) == day.isoformat()
    text = f"Op {number} {DUTCH[month - 1]} {year} belt moeder."
    assert find_moments(text) == [(3, text.index(" belt"), day.isoformat())]


@given(ANY_DAY, st.sampled_from(WEEKDAYS))
def test_a_weekday_that_does_not_fit_its_date_is_never_taken(day: date, weekday: str) -> None:
    typed = f"{weekday} {day.day} {DUTCH[day.month - 1]} {day.year}"
    if weekday == WEEKDAYS[day.weekday()]:
        assert to_moment(typed) == day.isoformat()
    else:
        assert unclear(typed) == "wrong_weekday"


PIECES = [
    *(
        *DUTCH,
        *SHORT,
        *ENGLISH,
        *WEEKDAYS,
        "5",
        "31",
        "2021",
        "21",
        "-",
        "/",
        ".",
        "'",
        "?",
        "~",
        "ca.",
        "van",
        "tot",
    ),
    *("en", "tussen", "begin", "eind", "voor", "na", "week", "q2", "2e", "kwartaal", "winter", "dag", "in", "10:15"),
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=8)


def a_moment_or_a_reason(value: object, slash: object) -> bool:
    try:
        return parse_moment(to_moment(value, slash=slash)) is not None  # type: ignore[arg-type]
    except DateUnclear as error:
        return error.code in CODES


@given(st.one_of(st.text(max_size=40), SOUP.map(" ".join), SOUP.map("".join)))
def test_any_text_gives_a_moment_that_a_case_can_read_or_a_known_reason(text: str) -> None:
    for slash in (None, "day"):
        assert a_moment_or_a_reason(text, slash)
    for start, end, moment in find_moments(text, year=2021):
        assert 0 <= start < end <= len(text)
        assert parse_moment(moment) is not None


@given(st.one_of(st.integers(), st.floats(), st.booleans(), st.datetimes(), st.dates()))
def test_any_cell_gives_a_moment_or_a_known_reason(value: object) -> None:
    assert a_moment_or_a_reason(value, None)


def test_dates_in_running_text_are_found_where_they_stand() -> None:
    text = "Van 3 t/m 7 maart 2021 en in 2020, ca. 5 mei 2021; telefoon 06-12345678, 1.250,00 euro. Mei 2019."
    found = [(text[start:end], moment) for start, end, moment in find_moments(text)]
    assert found == [
        ("Van 3 t/m 7 maart 2021", "2021-03-03/2021-03-07"),
        ("2020", "2020"),
        ("ca. 5 mei 2021", "2021-05-05~"),
        ("Mei 2019", "2019-05"),
    ]


def test_dates_in_running_text_that_are_not_clear_are_told_apart() -> None:
    text = "Op 01/02/2020 en 5 maart en 12-3-21 en 30 februari 2021"
    assert find_moments(text) == []
    assert [code for _, _, code in unclear_moments(text)] == ["slash_date", "no_year", "short_year", "no_such_date"]
    assert [moment for _, _, moment in find_moments("op 5 maart en in mei", year=2021)] == ["2021-03-05", "2021-05"]


@pytest.mark.parametrize("page", ["nl/verhaal", "en/narrative"])
def test_the_page_for_readers_says_what_each_notation_becomes(page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / f"{page}.md").read_text(encoding="utf-8")
    dates = [row for row in rows(text) if row[0].startswith("`")]
    assert len(dates) > 8
    for typed, becomes in dates:
        moments = [to_moment(one) for one in codes(typed)]
        if becomes.startswith("`"):
            assert codes(becomes) == list(dict.fromkeys(moments)), typed
