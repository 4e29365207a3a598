"""Moments in a release: days since the start, or a quarter counted from a day that only the researcher knows."""

from __future__ import annotations

from datetime import date, timedelta
from math import inf
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import InputRefused
from casekit.notation import case_of
from casekit.release.key import offset_of
from casekit.release.moments import lasted_in, moments_of
from casekit.stalls.travelled import QUARTER, days_of
from casekit.when import Span, parse_moment
from tests.release.working import working

START = date(2021, 3, 5)
CASE = case_of("a: inwoner > gemeente vraag @2021-03-05\nb: gemeente > inwoner antwoord @2021-03-20")


def test_a_date_becomes_the_days_since_the_first_touchpoint() -> None:
    assert moments_of(CASE).in_days("2021-03-20") == "15"


def test_an_uncertain_date_stays_as_uncertain_in_days() -> None:
    assert moments_of(CASE).in_days("2021-04") == "14/56"
    assert moments_of(CASE).in_days("2021-04-01/..") == "14/.."


def test_what_says_nothing_about_time_says_nothing_in_a_release() -> None:
    assert moments_of(CASE).in_days("") is None
    assert moments_of(CASE).in_quarters("") is None


def test_a_case_in_relative_days_starts_at_nought() -> None:
    told = moments_of(case_of("a: inwoner > gemeente vraag @7\nb: gemeente > inwoner antwoord @30"))
    assert (told.in_days("7"), told.in_days("30")) == ("0", "23")


def test_the_quarter_of_a_day_depends_on_a_start_that_only_the_researcher_knows() -> None:
    day = "2021-05-01"  # 57 days on
    assert moments_of(CASE, 0).in_quarters(day) == "0/90"
    assert moments_of(CASE, 60).in_quarters(day) == "91/181"


@given(st.integers(0, 3000), st.integers(0, 90))
def test_the_quarter_that_is_told_always_holds_the_day(days: int, offset: int) -> None:
    told = moments_of(CASE, offset).in_quarters((START + timedelta(days)).isoformat())
    span = parse_moment(told).span  # type: ignore[union-attr]
    assert span.lo <= days + offset <= span.hi
    assert span.hi - span.lo == QUARTER - 1


@given(st.integers(0, 3000), st.integers(0, 90), st.integers(0, 90))
def test_all_days_of_one_quarter_are_told_alike(days: int, offset: int, other: int) -> None:
    first = (days + offset) // QUARTER * QUARTER - offset
    told = {
        moments_of(CASE, offset).in_quarters((START + timedelta(day)).isoformat())
        for day in (max(first, 0), days, max(first, 0, first + other))
    }
    assert len(told) == 1


@given(st.integers(0, 2000), st.none() | st.integers(0, 2000), st.sampled_from(["days", "quarters"]))
def test_a_length_is_never_told_shorter_or_longer_than_it_can_have_been(lo: int, more: int | None, how: str) -> None:
    days = Span(lo, inf if more is None else lo + more)
    told = days_of(lasted_in(days, how))
    assert told.lo <= days.lo
    assert told.hi >= days.hi


@pytest.mark.parametrize(
    ("days", "in_days", "in_quarters"),
    [
        (Span(0, 0), "0 days", "0-3 months"),
        (Span(61, 75), "61-75 days", "0-3 months"),
        (Span(100, 200), "100-200 days", "3-9 months"),
        (Span(400, 400), "400 days", "12-15 months"),
        (Span(100, inf), "100+ days", "3+ months"),
        (Span(1, inf), "1+ days", "0+ months"),
    ],
)
def test_a_length_is_told_in_days_or_in_whole_quarters(days: Span, in_days: str, in_quarters: str) -> None:
    assert (lasted_in(days, "days"), lasted_in(days, "quarters")) == (in_days, in_quarters)


def test_a_quarter_that_is_open_at_one_end_stays_open() -> None:
    told = moments_of(case_of("a: inwoner > gemeente vraag @100\nb: gemeente > inwoner antwoord @130"))
    assert told.in_quarters("150/..") == "0/.."
    assert told.in_quarters("../250") == "../181"
    assert told.in_quarters("100") == "0/90"
    assert told.in_quarters("geen moment") is None


def test_an_elapsed_time_stays_as_told_in_days_and_becomes_a_quarter() -> None:
    told = moments_of(CASE)
    assert told.in_days("b + 3 weeks") == "b + 3 weeks"
    assert told.in_quarters("b + 12 weeks") == "91/181"


def test_at_the_level_of_order_no_length_is_told() -> None:
    assert lasted_in(Span(10, 20), "none") is None


def test_a_length_of_which_nothing_is_known_is_not_told() -> None:
    assert lasted_in(Span(0, inf), "quarters") is None


def test_the_start_of_the_quarters_is_drawn_once_and_kept_beside_the_case(tmp_path: Path) -> None:
    folder = working(tmp_path)
    first = offset_of(folder)
    assert 0 <= first < QUARTER
    assert offset_of(folder) == first
    assert (folder / "private" / "key.yaml").read_text(encoding="utf-8") == f"offset: {first}\n"


@pytest.mark.parametrize("text", ["offset: 91\n", "offset: -1\n", "- 3\n", "offset: ja\n", "anders: 3\n"])
def test_a_key_that_is_none_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    folder = working(tmp_path)
    (folder / "private" / "key.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        offset_of(folder)
    assert [one.code for one in refused.value.problems] == ["release_key"]
    assert (folder / "private" / "key.yaml").read_text(encoding="utf-8") == text
