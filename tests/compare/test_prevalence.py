"""In how many cases: denominators, and intervals held against published ones and against what they are defined by."""

from __future__ import annotations

from math import cos, pi, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.compare.prevalence import CELLS, Interval, Prevalence, jeffreys, prevalence, wilson
from tests.few import few

Z = 1.959963984540054


@st.composite
def parts(draw: st.DrawFn, most: int = 60) -> tuple[int, int]:
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (0, 5, 0, 43),
        (3, 5, 23, 88),
        (5, 5, 57, 100),
        (0, 10, 0, 28),
        (2, 10, 6, 51),
        (8, 10, 49, 94),
        (10, 20, 30, 70),
        (25, 50, 37, 63),
    ],
)
def test_wilson_gives_the_published_table(k: int, n: int, low: int, high: int) -> None:
    assert [round(100 * end) for end in wilson(k, n)] == [low, high]


def test_jeffreys_gives_the_published_figure_for_none_of_ten_cases() -> None:
    assert [round(100 * end) for end in jeffreys(0, 10)] == [0, 22]


@given(parts())
@few(20)
def test_an_end_of_wilson_is_a_share_that_puts_the_sample_at_the_edge(part: tuple[int, int]) -> None:
    k, n = part
    for p in wilson(k, n):
        if 0 < p < 1:
            assert abs(k / n - p) == pytest.approx(Z * sqrt(p * (1 - p) / n))


@given(parts(20))
@few(15)
def test_jeffreys_leaves_its_share_of_the_beta_distribution_on_either_side(part: tuple[int, int]) -> None:
    k, n = part
    # With p = sin² of an angle the density is smooth, so that a plain sum over a grid is exact enough.
    angles = [pi / 2 * (step + 0.5) / 4000 for step in range(4000)]
    density = [sin(angle) ** (2 * k) * cos(angle) ** (2 * (n - k)) for angle in angles]
    interval = jeffreys(k, n)
    below = sum(d for d, a in zip(density, angles, strict=True) if sin(a) ** 2 < interval.low) / sum(density)
    above = sum(d for d, a in zip(density, angles, strict=True) if sin(a) ** 2 > interval.high) / sum(density)
    assert below == pytest.approx(0.025 if k else 0, abs=0.002)
    assert above == pytest.approx(0.025 if k < n else 0, abs=0.002)


@pytest.mark.parametrize("method", [wilson, jeffreys])
@given(part=parts(), level=st.sampled_from([0.8, 0.95, 0.99]))
@few(15)
def test_an_interval_holds_the_share_and_is_mirrored_when_yes_and_no_change_places(
    method: object, part: tuple[int, int], level: float
) -> None:
    assert callable(method)
    k, n = part
    low, high = method(k, n, level)
    assert 0 <= low <= k / n <= high <= 1
    assert method(n - k, n, level) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@pytest.mark.parametrize("method", [wilson, jeffreys])
@given(part=parts(), times=st.integers(2, 5))
@few(15)
def test_an_interval_shrinks_with_more_cases_and_grows_with_the_level(
    method: object, part: tuple[int, int], times: int
) -> None:
    assert callable(method)

    def width(interval: Interval) -> float:
        return interval.high - interval.low

    k, n = part
    assert width(method(times * k, times * n)) < width(method(k, n)) < width(method(k, n, 0.99))


@given(st.integers(5, 60))
@few(15)
def test_jeffreys_is_narrower_than_wilson_where_no_case_or_every_case_has_it(n: int) -> None:
    assert jeffreys(0, n).high < wilson(0, n).high
    assert jeffreys(n, n).low > wilson(n, n).low


@pytest.mark.parametrize("method", [wilson, jeffreys])
@pytest.mark.parametrize(("k", "n", "level"), [(0, 0, 0.95), (-1, 4, 0.95), (5, 4, 0.95), (1, 4, 0.0), (1, 4, 1.0)])
def test_an_interval_of_nothing_is_refused(method: object, k: int, n: int, level: float) -> None:
    assert callable(method)
    with pytest.raises(ValueError, match="0 <= k <= n"):
        method(k, n, level)


def test_cells_without_opportunity_or_sight_are_no_part_of_the_denominator() -> None:
    found = prevalence(["yes"] * 3 + ["possible"] + ["no"] * 4 + ["not_observable"] * 5 + ["no_opportunity"] * 6)
    assert found == Prevalence(3, 1, 4, 5, 6)
    assert (found.n, found.lower, found.upper) == (8, 3 / 8, 4 / 8)
    assert found.lower_interval == wilson(3, 8)
    assert found.upper_interval == wilson(4, 8)


@pytest.mark.parametrize(("cases", "percentages"), [(1, False), (4, False), (5, True)])
def test_there_are_percentages_from_five_cases(cases: int, percentages: bool) -> None:
    assert prevalence(["no"] * cases + ["no_opportunity"] * 9).percentages is percentages


def test_without_a_denominator_there_is_no_share_and_no_interval() -> None:
    found = prevalence(["not_observable", "no_opportunity"])
    assert (found.n, found.percentages) == (0, False)
    assert (found.lower, found.upper, found.lower_interval, found.upper_interval) == (None, None, None, None)


def test_another_word_in_a_cell_is_refused_without_repeating_it() -> None:
    with pytest.raises(ValueError, match="a cell holds one of") as caught:
        prevalence(["yes", "maybe"])
    assert "maybe" not in str(caught.value)


@given(st.lists(st.sampled_from(CELLS)))
@few(20)
def test_the_lower_share_is_never_above_the_upper_and_every_cell_is_counted_once(cells: list[str]) -> None:
    found = prevalence(cells)
    assert found.n + found.not_observable + found.no_opportunity == len(cells)
    if found.lower is not None and found.upper is not None:
        assert 0 <= found.lower <= found.upper <= 1
