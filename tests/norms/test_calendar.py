"""Terms on the Dutch calendar: the worked examples, the exclusions, and terms with an uncertain start."""

from bisect import bisect_right
from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Norm
from casekit.norms import (
    add_working_days,
    allowed_days,
    is_normal_day,
    penalty,
    roll_over,
    term_end,
)
from casekit.norms.calendar import LONGEST_EXTENSION
from casekit.when import Span

FRIDAY = date(2021, 3, 5)


@pytest.mark.parametrize(
    ("start", "length", "unit", "raw", "end"),
    [
        ("2021-03-05", 4, "weeks", "2021-04-02", "2021-04-06"),  # Good Friday, weekend, Easter Monday
        ("2021-02-08", 8, "weeks", "2021-04-05", "2021-04-06"),  # Easter Monday
        ("2021-04-07", 4, "weeks", "2021-05-05", "2021-05-06"),  # 5 May counts every year
        (
            "2021-11-01",
            8,
            "weeks",
            "2021-12-27",
            "2021-12-27",
        ),  # Christmas in a weekend has no substitute day
        ("2022-03-09", 4, "weeks", "2022-04-06", "2022-04-06"),
        ("2021-04-01", 3, "working_days", "2021-04-08", "2021-04-08"),  # skips Good Friday to Easter Monday
        ("2021-05-11", 3, "working_days", "2021-05-17", "2021-05-17"),  # skips Ascension Day and a weekend
    ],
)
def test_the_worked_examples_of_the_norms_table(start: str, length: int, unit: str, raw: str, end: str) -> None:
    first = date.fromisoformat(start)
    assert term_end(first, length, unit, roll=False) == date.fromisoformat(raw)
    assert term_end(first, length, unit) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("days", "euro"),
    [(-3, 0), (0, 0), (1, 23), (14, 322), (15, 357), (28, 812), (29, 857), (42, 1442), (43, 1442)],
)
def test_the_penalty_grows_in_three_steps_to_1442_euro(days: int, euro: int) -> None:
    assert penalty(days) == euro


@pytest.mark.parametrize(
    ("day", "normal"),
    [
        ("2021-04-02", False),  # Good Friday
        ("2021-04-03", False),
        ("2021-04-04", False),
        ("2021-04-05", False),  # Easter Monday
        ("2021-04-06", True),
        ("2022-05-05", False),  # 5 May, in a year that is no fifth
        ("2022-05-04", True),
        ("2021-02-15", True),  # carnival is no holiday in the Act
        ("2021-12-24", True),
        ("2021-12-27", True),
    ],
)
def test_a_normal_day_is_no_weekend_and_no_holiday(day: str, normal: bool) -> None:
    assert is_normal_day(date.fromisoformat(day)) is normal


def test_a_normal_day_does_not_roll_over() -> None:
    assert roll_over(date(2021, 4, 6)) == date(2021, 4, 6)
    assert roll_over(date(2021, 4, 10)) == date(2021, 4, 12)


def test_working_days_are_counted_in_both_directions() -> None:
    assert add_working_days(date(2021, 4, 1), 0) == date(2021, 4, 1)
    assert add_working_days(date(2021, 4, 3), 1) == date(2021, 4, 6)
    assert add_working_days(date(2021, 4, 6), -1) == date(2021, 4, 1)
    assert add_working_days(date(2021, 4, 8), -3) == date(2021, 4, 1)


def test_a_term_of_three_days_holds_two_normal_days() -> None:
    thursday = date(2021, 3, 4)
    assert term_end(thursday, 3) == date(2021, 3, 8)  # Friday and Monday
    assert term_end(FRIDAY, 3) == date(2021, 3, 9)  # Monday alone is one
    assert term_end(date(2021, 4, 1), 3) == date(2021, 4, 7)  # Easter: Tuesday and Wednesday
    assert term_end(FRIDAY, 3, roll=False) == date(2021, 3, 8)


def test_a_term_of_two_days_only_rolls_over() -> None:
    assert term_end(FRIDAY, 2) == date(2021, 3, 8)
    assert term_end(date(2021, 4, 1), 2) == date(2021, 4, 6)


def test_every_term_in_weeks_holds_two_normal_days_by_itself() -> None:
    for number in range(date(2010, 1, 1).toordinal(), date(2036, 1, 1).toordinal()):
        start = date.fromordinal(number)
        assert term_end(start, 1, "weeks") >= add_working_days(start, 2)


@pytest.mark.parametrize(
    ("start", "length", "unit", "extended"),
    [
        ("2021-01-04", 90, "days", True),  # Sunday 4 April
        ("2021-01-03", 91, "days", False),  # Sunday 4 April
        ("2021-01-09", 12, "weeks", True),  # Saturday 3 April
        ("2021-01-02", 13, "weeks", False),  # Saturday 3 April
        ("2021-01-03", 3, "months", True),  # Saturday 3 April
        ("2020-12-03", 4, "months", False),  # Saturday 3 April
        ("2020-04-03", 12, "months", False),  # a year, to Saturday 3 April
    ],
)
def test_the_act_does_not_extend_long_terms(start: str, length: int, unit: str, extended: bool) -> None:
    first = date.fromisoformat(start)
    raw = term_end(first, length, unit, roll=False)
    assert term_end(first, length, unit) == (roll_over(raw) if extended else raw)
    assert not is_normal_day(raw)


def test_a_term_that_is_counted_back_is_not_extended() -> None:
    assert term_end(date(2021, 4, 30), -4, "weeks") == date(2021, 4, 2)  # Good Friday
    assert term_end(date(2021, 3, 10), -3) == date(2021, 3, 7)  # Sunday


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2021-01-31", 1, "2021-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2021-11-30", 3, "2022-02-28"),
        ("2021-08-31", 1, "2021-09-30"),
        ("2024-02-29", 12, "2025-02-28"),
    ],
)
def test_a_term_in_months_ends_on_the_same_day_or_the_last_of_the_month(start: str, months: int, end: str) -> None:
    assert term_end(date.fromisoformat(start), months, "months", roll=False) == date.fromisoformat(end)


def test_a_term_in_months_rolls_over_like_any_other() -> None:
    assert term_end(date(2021, 1, 31), 1, "months") == date(2021, 3, 1)  # 28 February was a Sunday


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnights"):
        term_end(FRIDAY, 1, "fortnights")


def norm(days: int | None, unit: str = "weeks", roll: bool = True) -> Norm:
    return Norm(id="n", days=days, unit=unit, roll_over=roll)


def test_an_exact_start_gives_the_days_until_the_deadline() -> None:
    assert allowed_days(norm(4), Span(0, 0), FRIDAY) == Span(32, 32)
    assert allowed_days(norm(4), Span(5, 5), FRIDAY) == Span(28, 28)
    assert allowed_days(norm(4, roll=False), Span(0, 0), FRIDAY) == Span(28, 28)
    assert allowed_days(norm(3, "working_days"), Span(0, 0), date(2021, 4, 1)) == Span(7, 7)


def test_an_uncertain_start_gives_the_fewest_and_the_most_days() -> None:
    # Thursday 4 March ends on 1 April; Friday 5 March on Tuesday 6 April.
    assert allowed_days(norm(4), Span(0, 1), date(2021, 3, 4)) == Span(28, 32)


def test_without_a_weekday_the_term_has_three_days_of_tolerance() -> None:
    assert allowed_days(norm(4), Span(0, 0), None) == Span(28, 31)
    assert allowed_days(norm(42, "days"), Span(0, 0), None) == Span(42, 45)
    assert allowed_days(norm(1, "months"), Span(0, 0), None) == Span(28, 34)


def test_a_term_that_is_not_extended_has_no_tolerance() -> None:
    assert allowed_days(norm(4, roll=False), Span(0, 0), None) == Span(28, 28)
    assert allowed_days(norm(13), Span(0, 0), None) == Span(91, 91)
    assert allowed_days(norm(91, "days"), Span(0, 500), FRIDAY) == Span(91, 91)
    assert allowed_days(norm(6, "months"), Span(-inf, inf), None) == Span(181, 184)


def test_working_days_without_a_calendar_have_safe_bounds() -> None:
    assert allowed_days(norm(3, "working_days"), Span(0, 0), None) == Span(3, 11)
    assert allowed_days(norm(6, "working_days"), Span(0, 0), None) == Span(8, 16)
    assert allowed_days(norm(20, "working_days"), Span(0, 0), None) == Span(26, 36)


def test_an_unbounded_start_takes_the_longest_extension() -> None:
    assert allowed_days(norm(4), Span(0, inf), FRIDAY) == Span(28, 33)
    assert allowed_days(norm(4), Span(-inf, 0), FRIDAY) == Span(28, 33)


def test_four_hundred_start_days_are_looked_at_and_no_more() -> None:
    # In 2021 the longest extension is four days; five is what is taken unseen.
    assert allowed_days(norm(4), Span(0, 399), date(2021, 1, 1)) == Span(28, 32)
    assert allowed_days(norm(4), Span(0, 400), date(2021, 1, 1)) == Span(28, 33)


def test_a_norm_without_a_number_can_never_decide() -> None:
    assert allowed_days(norm(None), Span(0, 0), FRIDAY) == Span(0, inf)


def test_terms_beyond_any_calendar_do_not_stop_the_analysis() -> None:
    assert allowed_days(norm(4), Span(0, 0), date(9999, 12, 20)) == Span(28, 33)
    assert allowed_days(norm(4), Span(-800_000, -800_000), FRIDAY) == Span(28, 33)
    assert allowed_days(norm(10**9, "days"), Span(0, 0), FRIDAY) == Span(10**9, 10**9)
    assert allowed_days(norm(10**9, "working_days"), Span(0, 0), FRIDAY).lo > 10**9
    assert allowed_days(norm(10**9, "months"), Span(0, 0), FRIDAY) == Span(0, inf)


def test_no_term_runs_on_for_more_than_the_longest_extension() -> None:
    days = [date.fromordinal(n) for n in range(date(1966, 1, 1).toordinal(), date(2100, 1, 1).toordinal())]
    # The rule of two normal days asks most of the shortest terms; what is longer only rolls over.
    rolled = max((roll_over(day) - day).days for day in days)
    short = max((term_end(day, n) - day).days - n for day in days for n in (3, 4))
    assert max(rolled, short) == LONGEST_EXTENSION


@pytest.mark.slow
def test_the_bounds_for_working_days_hold_for_every_start_in_seventy_years() -> None:
    days = [date.fromordinal(n) for n in range(date(1990, 1, 1).toordinal(), date(2062, 1, 1).toordinal())]
    normal = [place for place, day in enumerate(days) if is_normal_day(day)]
    for n in (*range(1, 61), 120, 260):
        allowed = allowed_days(norm(n, "working_days"), Span(0, 0), None)
        lengths = [normal[bisect_right(normal, start) + n - 1] - start for start in range(len(days) - 500)]
        assert allowed.lo <= min(lengths)
        assert max(lengths) <= allowed.hi


STARTS = st.integers(date(1990, 1, 1).toordinal(), date(2060, 1, 1).toordinal()).map(date.fromordinal)
NORMS = st.builds(
    norm,
    st.integers(1, 30) | st.sampled_from([42, 56, 84, 90, 91, 120]),
    st.sampled_from(["days", "weeks", "months", "working_days"]),
    st.booleans(),
)


@given(STARTS, NORMS, st.integers(0, 600), st.data())
def test_what_an_interval_allows_contains_what_every_day_inside_allows(
    day0: date, some: Norm, length: int, data: st.DataObject
) -> None:
    inside = data.draw(st.integers(0, length))
    whole, one = allowed_days(some, Span(0, length), day0), allowed_days(some, Span(inside, inside), day0)
    assert one.exact
    assert whole.lo <= one.lo <= whole.hi


@given(STARTS, NORMS)
def test_a_known_start_allows_no_more_than_an_unbounded_one(day0: date, some: Norm) -> None:
    known, unbounded = allowed_days(some, Span(0, 0), day0), allowed_days(some, Span(-inf, inf), day0)
    assert unbounded.lo <= known.lo <= unbounded.hi


@given(STARTS, NORMS)
def test_an_extended_term_is_never_shorter_and_ends_on_a_normal_day(day0: date, some: Norm) -> None:
    assert some.days is not None
    plain, extended = (term_end(day0, some.days, some.unit, roll) for roll in (False, True))
    assert extended >= plain
    assert extended == plain or is_normal_day(extended)


@given(STARTS, st.integers(1, 40))
def test_working_days_count_only_normal_days(start: date, n: int) -> None:
    end = add_working_days(start, n)
    between = [start + timedelta(days) for days in range(1, (end - start).days + 1)]
    assert sum(is_normal_day(day) for day in between) == n
    assert is_normal_day(end)
