"""Stalls per opportunity, with an interval held against going through every way to draw the cases again."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.compare.rates import rate_per
from tests.few import few

counts = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6)), min_size=1, max_size=12)


def of(cases: list[tuple[int, int]], **more: int) -> object:
    return rate_per([stalls for stalls, _ in cases], [chances for _, chances in cases], **more)


def test_the_rate_is_all_stalls_over_all_opportunities() -> None:
    found = rate_per([1, 0, 2, 0, 1], [4, 5, 4, 0, 7])
    assert (found.rate, found.stalls, found.opportunities, found.cases, found.per) == (2.0, 4, 20, 4, 10)
    assert rate_per([1, 3], [10, 10], per=100).rate == 20


def test_the_interval_is_that_of_every_way_to_draw_the_cases_again() -> None:
    cases = [(0, 3), (1, 5), (2, 4), (3, 9), (1, 2), (5, 6)]
    rates = [
        10 * sum(stalls for stalls, _ in drawn) / sum(chances for _, chances in drawn)
        for drawn in product(cases, repeat=len(cases))
    ]
    low, high = np.quantile(rates, [0.025, 0.975])
    found = rate_per([stalls for stalls, _ in cases], [chances for _, chances in cases], runs=20000)
    assert found.interval == pytest.approx((low, high), abs=0.12)


@given(counts, st.randoms(use_true_random=False))
@few(15)
def test_the_same_cases_in_another_order_give_the_same(cases: list[tuple[int, int]], source: object) -> None:
    other = [*cases, (0, 0)]
    source.shuffle(other)  # type: ignore[attr-defined]
    assert of(other, runs=200) == of(cases, runs=200)


@given(counts)
@few(15)
def test_an_interval_lies_within_the_rates_of_the_cases_and_is_there_only_if_nothing_hinders(
    cases: list[tuple[int, int]],
) -> None:
    found = rate_per([stalls for stalls, _ in cases], [chances for _, chances in cases], runs=200)
    assert (found.interval is None) == bool(found.hinders)
    assert ("few_cases" in found.hinders) == (len(cases) < 5)
    assert ("no_spread" in found.hinders) == (len({stalls / chances for stalls, chances in cases}) == 1)
    if found.interval is not None:
        rates = [10 * stalls / chances for stalls, chances in cases]
        assert min(rates) - 1e-9 <= found.interval.low <= found.interval.high <= max(rates) + 1e-9


def test_without_an_opportunity_there_is_no_rate() -> None:
    for stalls in ([], [0, 0]):
        found = rate_per(stalls, stalls)
        assert (found.rate, found.interval, found.cases, found.hinders) == (None, None, 0, ("no_opportunity",))


@pytest.mark.parametrize(("stalls", "chances"), [([1], [1, 2]), ([-1], [2]), ([0], [-2]), ([1], [0])])
def test_counts_that_cannot_be_are_refused(stalls: list[int], chances: list[int]) -> None:
    with pytest.raises(ValueError, match=r"both counts|counts are 0 or more"):
        rate_per(stalls, chances)
