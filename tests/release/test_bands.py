"""Bands: the same cut points everywhere, and each wide band made of whole smaller ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.release.bands import age_band, amount_band, children_band, cut_points, trait_band


@pytest.mark.parametrize("name", ["amount", "age", "children"])
def test_every_wide_band_is_made_of_whole_smaller_ones(name: str) -> None:
    assert {*cut_points(name, "A")} < {*cut_points(name, "O")}
    assert cut_points(name, "W") == cut_points(name, "A")


@pytest.mark.parametrize(
    ("amount", "fine", "wide"),
    [
        (0, "0-500", "0-1000"),
        (499.99, "0-500", "0-1000"),
        (500, "500-1000", "0-1000"),
        (4999, "1000-5000", "1000-20000"),
        (19_999, "5000-20000", "1000-20000"),
        (20_000, "20000-50000", "20000+"),
        (50_000, "50000+", "20000+"),
        (-20, "< 0", "< 0"),
    ],
)
def test_amounts_have_the_published_bands(amount: float, fine: str, wide: str) -> None:
    assert (amount_band(amount, "O"), amount_band(amount, "A")) == (fine, wide)


def test_ages_have_the_published_bands() -> None:
    ages = [0, 3, 4, 11, 12, 17, 18, 26, 27, 39, 40, 54, 55, 90]
    assert [age_band(age, "O") for age in ages] == [
        band for band in ("0-3", "4-11", "12-17", "18-26", "27-39", "40-54", "55+") for _ in range(2)
    ]
    assert [*dict.fromkeys(age_band(age, "A") for age in ages)] == ["0-17", "18-26", "27-54", "55+"]


def test_children_are_one_or_two_or_three_and_more() -> None:
    assert [children_band(n, "O") for n in range(5)] == ["0", "1-2", "1-2", "3+", "3+"]
    assert [children_band(n, "A") for n in range(5)] == ["0", "1+", "1+", "1+", "1+"]


@pytest.mark.parametrize(
    ("attribute", "typed", "band"),
    [
        ("children", "4", "3+"),
        ("children", "4+", "3+"),
        ("children", "3 of meer", "3+"),
        ("children", "2 kinderen", "1-2"),
        ("children", "1-2", "1-2"),
        ("children", "1+", None),
        ("children", "2 of 3", None),
        ("age", "34 jaar", "27-39"),
        ("age", "7 en 9", "4-11"),
        ("age", "30-45", None),
        ("age", "jong", None),
        ("work", "3", None),
    ],
)
def test_a_typed_trait_has_a_band_when_it_lies_in_one(attribute: str, typed: str, band: str | None) -> None:
    assert trait_band(attribute, typed, "O") == band


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_amounts_in_one_band_are_in_one_wide_band(one: float, other: float) -> None:
    if amount_band(one, "O") == amount_band(other, "O"):
        assert amount_band(one, "A") == amount_band(other, "A")


@given(st.sampled_from(["age", "children"]), st.integers(0, 99))
def test_a_band_can_be_read_back_as_a_value_and_stays_the_same(attribute: str, number: int) -> None:
    for level in ("O", "A"):
        band = trait_band(attribute, str(number), level)
        assert band is not None
        assert trait_band(attribute, band, level) == band
        assert trait_band(attribute, band, "A") == trait_band(attribute, str(number), "A")
