"""How long people wait: the curve held against published data and hand counts, its band against all dates."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.compare.survival import Curve, kaplan_meier, waits_between
from tests.few import few

Waits = list[tuple[int, bool]]
Ranges = list[tuple[int, int, bool]]

WEEKS = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
"""Weeks of remission with 6-mercaptopurine; + is still in remission (Freireich et al. 1963, Blood 21, 699-716)."""

waits = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=20)


@st.composite
def ranges(draw: st.DrawFn) -> Ranges:
    one = st.tuples(st.integers(0, 5), st.integers(0, 2), st.booleans())
    return [(low, low + more, answered) for low, more, answered in draw(st.lists(one, min_size=1, max_size=5))]


def remission() -> Curve:
    return kaplan_meier((int(week.rstrip("+")), not week.endswith("+")) for week in WEEKS.split())


@pytest.mark.parametrize(
    ("week", "at_risk", "share"),
    [
        (6, 21, 0.857),
        (7, 17, 0.807),
        (10, 15, 0.753),
        (13, 12, 0.690),
        (16, 11, 0.627),
        (22, 7, 0.538),
        (23, 6, 0.448),
    ],
)
def test_the_curve_of_a_published_example(week: int, at_risk: int, share: float) -> None:
    step = next(step for step in remission().steps if step.day == week)
    assert step.at_risk == at_risk
    assert step.waiting == pytest.approx(share, abs=0.0005)
    assert remission().waiting(week + 0.5) == step.waiting


def test_the_median_and_the_counts_of_the_published_example() -> None:
    curve = remission()
    assert (curve.median(), curve.n, curve.answered, curve.last) == (23, 21, 9, 35)
    assert (curve.waiting(5), curve.at_risk(0), curve.at_risk(8), curve.at_risk(40)) == (1.0, 21, 16, 0)


def test_an_open_wait_counts_up_to_the_day_it_was_last_seen_open() -> None:
    curve = kaplan_meier([(10, True), (20, False), (30, True)])
    assert [curve.waiting(day) for day in (9, 10, 20, 29, 30)] == [1.0, 2 / 3, 2 / 3, 2 / 3, 0.0]


def test_a_wait_left_open_on_a_day_with_an_answer_was_open_that_day() -> None:
    assert kaplan_meier([(10, True), (10, False)]).waiting(10) == 0.5


def test_the_median_is_the_first_day_where_exactly_half_still_wait() -> None:
    assert kaplan_meier([(7, True), (28, True), (35, True), (60, False)]).median() == 28


def test_a_product_that_comes_out_a_hair_above_half_is_half() -> None:
    shares = [kaplan_meier((day, day <= half) for day in range(1, 2 * half + 1)) for half in range(1, 60)]
    assert [curve.median() for curve in shares] == list(range(1, 60))
    assert any(curve.waiting(half) > 0.5 for half, curve in enumerate(shares, 1))


def test_without_enough_answers_there_is_no_median() -> None:
    assert kaplan_meier([(7, True), (14, False), (21, False)]).median() is None
    assert kaplan_meier([(7, False)]).median() is None


def test_no_waits_no_steps() -> None:
    curve = kaplan_meier([])
    assert (curve.steps, curve.n, curve.median(), curve.waiting(3), curve.last) == ((), 0, None, 1.0, 0.0)
    assert waits_between([]).steps == ()
    assert waits_between([]).median() == (None, None)


def test_a_wait_below_zero_or_a_reversed_range_is_refused() -> None:
    with pytest.raises(ValueError, match="0 days or more"):
        kaplan_meier([(-1, True)])
    with pytest.raises(ValueError, match="0 days or more"):
        waits_between([(-1, 3, True)])
    with pytest.raises(ValueError, match="fewest days first"):
        waits_between([(5, 4, True)])


@given(st.lists(st.integers(0, 30), min_size=1, max_size=25))
@few(20)
def test_when_all_are_answered_the_curve_is_the_share_that_waits_longer(days: list[int]) -> None:
    curve = kaplan_meier((day, True) for day in days)
    for day in range(32):
        assert curve.waiting(day) == pytest.approx(sum(one > day for one in days) / len(days))
    assert curve.median() == sorted(days)[(len(days) - 1) // 2]


@given(waits)
@few(20)
def test_the_curve_falls_from_one_and_only_on_days_with_answers(given_waits: Waits) -> None:
    curve = kaplan_meier(given_waits)
    before = 1.0
    for step in curve.steps:
        assert 0 <= step.waiting <= before
        assert (step.waiting < before) == (step.answered > 0 and before > 0)
        before = step.waiting
    assert sum(step.answered + step.censored for step in curve.steps) == curve.n == len(given_waits)


@given(waits, st.randoms(use_true_random=False))
@few(20)
def test_the_order_of_the_waits_makes_no_difference(given_waits: Waits, source: object) -> None:
    other = list(given_waits)
    source.shuffle(other)  # type: ignore[attr-defined]
    assert kaplan_meier(other) == kaplan_meier(given_waits)


@given(waits, st.integers(0, 30))
@few(20)
def test_the_mean_up_to_a_day_is_the_sum_of_the_shares_of_the_days_before(given_waits: Waits, day: int) -> None:
    curve = kaplan_meier(given_waits)
    if day > curve.last and curve.waiting(day) > 0:
        with pytest.raises(ValueError, match="not known"):
            curve.mean_up_to(day)
    else:
        assert curve.mean_up_to(day) == pytest.approx(sum(curve.waiting(one) for one in range(day)))


@given(ranges())
@few(15)
def test_the_band_is_what_all_dates_within_the_ranges_give(given_ranges: Ranges) -> None:
    curves = [
        kaplan_meier(zip(days, (answered for *_, answered in given_ranges), strict=True))
        for days in product(*(range(low, high + 1) for low, high, _ in given_ranges))
    ]
    band = waits_between(given_ranges)
    lowest, highest = 1.0, 1.0
    steps = {day: shares for day, *shares in band.steps}
    for day in range(9):
        lowest, highest = steps.get(day, (lowest, highest))
        shares = [curve.waiting(day) for curve in curves]
        assert (lowest, highest) == pytest.approx((min(shares), max(shares)))
    medians = [curve.median() for curve in curves]
    found = [day for day in medians if day is not None]
    assert band.median() == (min(found, default=None), None if None in medians else max(found))


@given(waits)
@few(20)
def test_exact_dates_give_a_band_without_width(given_waits: Waits) -> None:
    curve = kaplan_meier(given_waits)
    for day, lowest, highest in waits_between([(day, day, answered) for day, answered in given_waits]).steps:
        assert lowest == highest == pytest.approx(curve.waiting(day))


def test_the_lowest_share_falls_on_the_day_after_an_open_wait_drops_out() -> None:
    assert waits_between([(0, 2, True), (0, 0, False)]).steps == ((0, 0.5, 1.0), (1, 0.0, 1.0), (2, 0.0, 0.5))


def test_all_waits_at_their_shortest_and_all_at_their_longest_are_no_bounds() -> None:
    given_ranges = [(1, 3, True), (2, 2, False)]
    shortest, longest = (kaplan_meier((wait[end], wait[2]) for wait in given_ranges) for end in (0, 1))
    assert (shortest.waiting(3), longest.waiting(3)) == (0.5, 0.0)
    assert waits_between(given_ranges).steps[-1] == (3, 0.0, 0.5)
