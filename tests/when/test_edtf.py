"""Reading one uncertain moment (design section 3)."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.when import ANYTIME, Span, add_months, parse_duration, parse_moment


def days(first: date, last: date | None = None, margin: int = 0) -> Span:
    return Span(first.toordinal() - margin, (last or first).toordinal() + margin)


# -- dates


@pytest.mark.parametrize(("text", "form", "span"), [
    ("2021-03-05", "day", days(date(2021, 3, 5))),
    ("2021-03", "part", days(date(2021, 3, 1), date(2021, 3, 31))),
    ("2024-02", "part", days(date(2024, 2, 1), date(2024, 2, 29))),
    ("2021-12", "part", days(date(2021, 12, 1), date(2021, 12, 31))),
    ("2021", "part", days(date(2021, 1, 1), date(2021, 12, 31))),
    ("1800", "part", days(date(1800, 1, 1), date(1800, 12, 31))),
    ("2199", "part", days(date(2199, 1, 1), date(2199, 12, 31))),
    ("2021-03-05~", "part", days(date(2021, 3, 5), margin=3)),
    ("2021-03~", "part", days(date(2021, 3, 1), date(2021, 3, 31), 15)),
    ("2021-03?", "part", days(date(2021, 3, 1), date(2021, 3, 31), 15)),
    ("2021-03%", "part", days(date(2021, 3, 1), date(2021, 3, 31), 15)),
    ("2021~", "part", days(date(2021, 1, 1), date(2021, 12, 31), 91)),
    ("2021-03-05/2021-03-12", "interval", days(date(2021, 3, 5), date(2021, 3, 12))),
    ("2021-03-05 / 2021-03-05", "interval", days(date(2021, 3, 5))),
    ("2021/2022-02", "interval", days(date(2021, 1, 1), date(2022, 2, 28))),
    ("2021-03~/2021-06", "interval", Span(date(2021, 2, 14).toordinal(), date(2021, 6, 30).toordinal())),
    ("../2021-03", "interval", Span(-inf, date(2021, 3, 31).toordinal())),
    ("2021-03/..", "interval", Span(date(2021, 3, 1).toordinal(), inf)),
    ("/2021-03", "interval", Span(-inf, date(2021, 3, 31).toordinal())),
    ("2021-03/", "interval", Span(date(2021, 3, 1).toordinal(), inf)),
    ("12", "relative", Span(12, 12)),
    ("-3", "relative", Span(-3, -3)),
    ("0", "relative", Span(0, 0)),
    ("1799", "relative", Span(1799, 1799)),
    ("2200", "relative", Span(2200, 2200)),
    ("99999", "relative", Span(99999, 99999)),
    ("12/19", "relative", Span(12, 19)),
    ("-3/0", "relative", Span(-3, 0)),
    ("../19", "relative", Span(-inf, 19)),
    ("12/..", "relative", Span(12, inf)),
])  # fmt: skip
def test_a_moment_stands_for_these_days(text: str, form: str, span: Span) -> None:
    moment = parse_moment(f" {text} ")
    assert moment is not None
    assert (moment.text, moment.form, moment.span) == (text, form, span)
    assert (moment.base, moment.months) == (None, None)
    assert moment.absolute == (form in ("day", "part", "interval"))
    assert moment.span.exact == (span.lo == span.hi)


@pytest.mark.parametrize("text", [
    "2021-13", "2021-02-29", "2021-3-5", "21-03-05", "2021-03-05-06", "0000-01-01", "9999-12",
    "vandaag", "1.5", "123456", "../..", "/", "19/12",
    "2021-03-12/2021-03-05", "12/2021-03", "2021-03/12", "a/b", "1/2/3",
    "t3 + gauw", "t3 +", "t3 + 3-2 weeks", "t3 + 2 eeuwen", "t3 + 101 years", "t3 + 1201 months", "t3+2 weeks",
])  # fmt: skip
def test_what_cannot_be_read_is_nothing(text: str) -> None:
    assert parse_moment(text) is None


@pytest.mark.parametrize("text", [None, "", "   "])
def test_nothing_typed_is_order_only(text: str | None) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert (moment.text, moment.form, moment.span, moment.absolute) == ("", "order", ANYTIME, False)


# -- durations


@pytest.mark.parametrize(("text", "span", "months"), [
    ("1 day", Span(1, 1), None),
    ("10 dagen", Span(10, 10), None),
    ("2 weeks", Span(14, 14), None),
    ("2weken", Span(14, 14), None),
    ("2-3 weeks", Span(14, 21), None),
    ("2 / 3 Weken", Span(14, 21), None),
    ("3-3 weeks", Span(21, 21), None),
    ("~10 days", Span(8, 12), None),
    ("~1 dag", Span(0, 2), None),
    ("~7 days", Span(6, 8), None),
    ("~2 weeks", Span(10, 18), None),
    ("ca. 2 weken", Span(10, 18), None),
    ("ca 2 weken", Span(10, 18), None),
    ("circa 2 weken", Span(10, 18), None),
    ("about 2 weeks", Span(10, 18), None),
    ("1 month", Span(28, 31), 1),
    ("2 maanden", Span(59, 62), 2),
    ("5 months", Span(150, 153), 5),
    ("1-2 months", Span(28, 62), None),
    ("~1 maand", Span(13, 46), None),
    ("~0 months", Span(0, 15), None),
    ("1 jaar", Span(365, 366), 12),
    ("~1 year", Span(185, 546), None),
    ("50 years", Span(18262, 18263), 600),
    ("100 years", Span(36524, 36524), 1200),
])  # fmt: skip
def test_a_told_duration_stands_for_these_days(text: str, span: Span, months: int | None) -> None:
    assert parse_duration(text) == (span, months)


@given(st.dates(date(1904, 1, 1), date(2060, 1, 1)), st.integers(0, 400))
def test_calendar_months_always_lie_in_the_days_they_stand_for(start: date, months: int) -> None:
    read = parse_duration(f"{months} months")
    assert read is not None
    span, told = read
    assert told == months
    assert span.lo <= (add_months(start, months) - start).days <= span.hi


@given(st.dates(date(1904, 1, 1), date(2060, 1, 1)), st.integers(-400, 400))
def test_a_month_further_is_the_same_day_or_the_last_of_that_month(start: date, months: int) -> None:
    later = add_months(start, months)
    assert (later.year - start.year) * 12 + later.month - start.month == months
    assert later.day == start.day or (later.day < start.day and (later + timedelta(1)).day == 1)


@pytest.mark.parametrize(("text", "base", "span", "months"), [
    ("t3 + 5 months", "t3", Span(150, 153), 5),
    ("t3 - 5 months", "t3", Span(-153, -150), -5),
    ("t3 + ~2 weeks", "t3", Span(10, 18), None),
    ("t3 - ~2 weeks", "t3", Span(-18, -10), None),
    ("t3 +2 weeks", "t3", Span(14, 14), None),
    ("eerste-gesprek + 1 dag", "eerste-gesprek", Span(1, 1), None),
])  # fmt: skip
def test_a_time_told_from_another_touchpoint(text: str, base: str, span: Span, months: int | None) -> None:
    moment = parse_moment(text)
    assert moment is not None
    assert (moment.form, moment.base, moment.span, moment.months) == ("elapsed", base, span, months)


def test_a_span_moves_by_days() -> None:
    assert Span(3, 9).shift(2) == Span(5, 11)
    assert Span(3, 9).shift(-3) == Span(0, 6)


@given(*[st.dates(date(1800, 1, 1), date(2199, 12, 31))] * 2)
def test_an_interval_spans_its_ends(first: date, last: date) -> None:
    moment = parse_moment(f"{first.isoformat()}/{last.isoformat()}")
    assert (moment is None) == (last < first)
    if moment is not None:
        assert moment.span == days(first, last)
