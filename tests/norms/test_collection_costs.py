"""The legal scale for collection costs: worked examples, and from when it holds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.norms.collection_costs import collection_costs, scale_on, scales

amounts = st.decimals(min_value=0, max_value=2_000_000, places=2)


@pytest.mark.parametrize(
    ("principal", "costs"),
    [
        (100, 40),
        (266.66, 40),
        (300, 45),
        (900, 135),
        (2_500, 375),
        (3_500, 475),
        (5_000, 625),
        (10_000, 875),
        (200_000, 2_775),
        (1_000_000, 6_775),
        (5_000_000, 6_775),
        (0, 0),
        (-10, 0),
    ],
)
def test_worked_examples(principal: float, costs: float) -> None:
    assert collection_costs(principal) == Decimal(str(costs))


def test_the_costs_are_rounded_to_the_cent_half_up() -> None:
    assert collection_costs(Decimal("333.30")) == Decimal("50.00")
    assert collection_costs(Decimal("1234.57")) == Decimal("185.19")


def test_the_scale_holds_from_the_first_of_july_2012() -> None:
    assert collection_costs(900, date(2012, 6, 30)) is None
    assert collection_costs(900, date(2012, 7, 1)) == 135
    assert scale_on() == scale_on(date(2026, 1, 1))


@given(amounts, amounts)
def test_a_larger_principal_never_costs_less_and_the_ends_are_kept(one: Decimal, other: Decimal) -> None:
    small, large = sorted((one, other))
    costs = [collection_costs(principal) for principal in (small, large)]
    assert costs[0] is not None
    assert costs[1] is not None
    assert costs[0] <= costs[1] <= 6_775
    assert small == 0 or costs[0] >= 40


def test_every_row_says_where_it_comes_from_when_it_was_checked_and_what_is_uncertain() -> None:
    for scale in scales():
        assert scale.article
        assert scale.source_url.startswith("https://")
        assert date.fromisoformat(scale.checked_on)
        assert scale.enabled == (scale.confidence != "low")
        assert all((scale.note, scale.note_en, scale.label, scale.label_en))
        assert scale.note != scale.note_en
        ends = [end for end, _ in scale.brackets]
        assert ends[-1] is None
        assert ends[:-1] == sorted(end for end in ends if end is not None)
