"""Truth tables: rows one can count, recipes held against going through them all by hand."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.compare.truthtable import TruthTable, csv_rows, noise_share, truth_table
from tests.few import few

Case = tuple[tuple[bool, ...], bool]
Literals = tuple[tuple[int, bool], ...]


@st.composite
def tables(draw: st.DrawFn) -> list[Case]:
    width = draw(st.integers(1, 4))
    case = st.tuples(st.tuples(*[st.booleans()] * width), st.booleans())
    return draw(st.lists(case, min_size=12, max_size=20).filter(lambda cases: len({end for _, end in cases}) == 2))


def table_of(cases: list[Case]) -> TruthTable:
    names = [f"c{n}" for n in range(len(cases[0][0]))]
    return truth_table(names, [conditions for conditions, _ in cases], [end for _, end in cases])


def recipes_by_hand(cases: list[Case]) -> dict[Literals, set[int]]:
    """Every literal and pair of literals tried on every case; pairs only where no part does."""
    if len({end for _, end in cases}) < 2:
        return {}
    literals = list(product(range(len(cases[0][0])), (True, False)))
    found: dict[Literals, set[int]] = {}
    for size in (1, 2):
        for recipe in combinations(sorted(literals), size):
            here = {n for n, (met, _) in enumerate(cases) if all(met[one] is there for one, there in recipe)}
            part = any((literal,) in found for literal in recipe)
            if len(here) >= 3 and all(cases[n][1] for n in here) and not (size == 2 and part):
                found[recipe] = here
    return found


def random_share(n: int, conditions: int, runs: int) -> float:
    random = np.random.default_rng(77)
    hits = 0
    for _ in range(runs):
        drawn = (random.random((n, conditions + 1)) < 0.5).tolist()
        hits += bool(recipes_by_hand([(tuple(row[:-1]), row[-1]) for row in drawn]))
    return hits / runs


SETTINGS = [(True, True), (True, False), (False, True)]


def test_every_combination_is_a_row_also_the_empty_and_the_contradictory_ones() -> None:
    cases = [(SETTINGS[n % 3], n % 3 == 0 or n == 1) for n in range(12)]
    table = table_of(cases)
    assert [(row.setting, row.cases, row.yes, row.consistency, row.verdict) for row in table.rows] == [
        ((True, True), (0, 3, 6, 9), 4, 1.0, "yes"),
        ((True, False), (1, 4, 7, 10), 1, 0.25, "contradictory"),
        ((False, True), (2, 5, 8, 11), 0, 0.0, "no"),
        ((False, False), (), 0, None, "empty"),
    ]
    assert [row.coverage for row in table.rows] == [0.8, 0.2, 0.0, 0.0]
    assert [(one.literals, one.cases, one.coverage) for one in table.recipes] == [
        (((0, True), (1, True)), (0, 3, 6, 9), 0.8)
    ]


def test_a_recipe_over_three_cases_hangs_on_each_of_them() -> None:
    cases = [((n < 3, n % 2 == 0), n < 3 or n > 9) for n in range(14)]
    recipe = table_of(cases).recipes[0]
    assert (recipe.literals, recipe.cases, recipe.hangs_on) == (((0, True),), (0, 1, 2), (0, 1, 2))
    assert recipe.stability == pytest.approx(11 / 14)


@given(tables())
@few(15)
def test_the_recipes_are_those_one_finds_by_trying_them_all(cases: list[Case]) -> None:
    table = table_of(cases)
    expected = recipes_by_hand(cases)
    assert {recipe.literals: set(recipe.cases) for recipe in table.recipes} == expected
    ended = sum(end for _, end in cases)
    for recipe in table.recipes:
        missed = [n for n in range(len(cases)) if recipe.literals not in recipes_by_hand(cases[:n] + cases[n + 1 :])]
        assert list(recipe.hangs_on) == missed
        assert recipe.stability == pytest.approx(1 - len(missed) / len(cases))
        assert recipe.coverage == len(recipe.cases) / ended
    assert [len(one.cases) for one in table.recipes] == sorted(map(len, expected.values()), reverse=True)


@given(tables())
@few(20)
def test_the_rows_hold_each_case_once_and_cover_the_outcome_together(cases: list[Case]) -> None:
    table = table_of(cases)
    assert len(table.rows) == 2 ** len(cases[0][0])
    assert sorted(case for row in table.rows for case in row.cases) == list(range(len(cases)))
    assert sum(row.coverage for row in table.rows) == pytest.approx(1)
    assert all(cases[case][0] == row.setting for row in table.rows for case in row.cases)


@given(tables(), st.randoms(use_true_random=False))
@few(15)
def test_the_order_of_the_cases_makes_no_difference(cases: list[Case], source: object) -> None:
    other = list(cases)
    source.shuffle(other)  # type: ignore[attr-defined]
    one, two = table_of(cases), table_of(other)
    assert csv_rows(one) == csv_rows(two)
    assert [(r.literals, r.coverage, r.stability) for r in one.recipes] == [
        (r.literals, r.coverage, r.stability) for r in two.recipes
    ]


@given(tables())
@few(15)
def test_a_condition_named_by_its_opposite_gives_the_same_recipes_the_other_way_round(cases: list[Case]) -> None:
    turned = table_of([(tuple(not one for one in conditions), end) for conditions, end in cases])
    assert {tuple((one, not there) for one, there in recipe.literals) for recipe in turned.recipes} == {
        recipe.literals for recipe in table_of(cases).recipes
    }


def test_an_unknown_case_is_left_out_and_named() -> None:
    conditions: list[tuple[bool | None]] = [(n % 2 == 0,) for n in range(14)]
    conditions[3] = (None,)
    outcome: list[bool | None] = [n % 2 == 0 for n in range(14)]
    outcome[5] = None
    table = truth_table(["a"], conditions, outcome)
    assert (table.n, table.left_out, table.hinders) == (12, (3, 5), ())
    assert table.rows[1].cases == (1, 7, 9, 11, 13)


@pytest.mark.parametrize(
    ("outcome", "hinders"),
    [
        ([True, False] * 5, ("few_cases",)),
        ([True] * 12, ("outcome_constant",)),
        ([False] * 12, ("outcome_constant",)),
        ([True] * 4, ("few_cases", "outcome_constant")),
        ([], ("few_cases", "outcome_constant")),
        ([True, False] * 5 + [None] * 9, ("few_cases",)),
    ],
)
def test_what_hinders_is_said_and_then_there_is_no_table(
    outcome: list[bool | None], hinders: tuple[str, ...]
) -> None:
    table = truth_table(["a", "b"], [(True, False)] * len(outcome), outcome)
    assert (table.hinders, table.rows, table.recipes) == (hinders, (), ())
    assert csv_rows(table) == []


def test_more_than_four_conditions_or_crooked_lists_are_refused() -> None:
    with pytest.raises(ValueError, match="1 to 4 conditions, and here are 5"):
        truth_table(list("abcde"), [(True,) * 5] * 12, [True] * 12)
    with pytest.raises(ValueError, match="here are 0"):
        truth_table([], [()] * 12, [True] * 12)
    with pytest.raises(ValueError, match="named once"):
        truth_table(["a", "a"], [(True, True)] * 12, [True] * 12)
    for conditions, outcome in (([(True,)] * 12, [True] * 11), ([(True, False)] * 12, [True] * 12)):
        with pytest.raises(ValueError, match="one value for each condition"):
            truth_table(["a"], conditions, outcome)


def test_the_export_has_a_line_per_row_and_cases_only_if_they_are_named() -> None:
    table = table_of([(SETTINGS[n % 3], n % 3 == 0 or n == 1) for n in range(12)])
    lines = csv_rows(table)
    assert [(line["c0"], line["c1"], line["OUT"], line["n"], line["incl"]) for line in lines] == [
        (1, 1, "1", 4, 1.0),
        (1, 0, "C", 4, 0.25),
        (0, 1, "0", 4, 0.0),
        (0, 0, "?", 0, ""),
    ]
    assert all("cases" not in line for line in lines)
    assert csv_rows(table, [f"case-{n}" for n in range(12)])[2]["cases"] == "case-2 case-5 case-8 case-11"


@pytest.mark.parametrize(("n", "conditions"), [(8, 3), (12, 4)])
def test_the_noise_figure_is_what_trying_all_recipes_on_random_tables_gives(n: int, conditions: int) -> None:
    # Four standard errors of 300 tables tried by hand are 0.11.
    assert noise_share(n, conditions, runs=600) == pytest.approx(random_share(n, conditions, 300), abs=0.11)
    assert noise_share(n, conditions, runs=100, seed=4) == noise_share(n, conditions, runs=100, seed=4)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("n", "published"),
    [(8, (0.35, 0.42, 0.53)), (12, (0.34, 0.48, 0.70)), (20, (0.30, 0.42, 0.65)), (50, (0.02, 0.03, 0.07))],
)
def test_the_noise_figures_are_close_to_the_published_ones(n: int, published: tuple[float, ...]) -> None:
    found = [noise_share(n, conditions, runs=4000) for conditions in (3, 4, 6)]
    assert found == pytest.approx(published, abs=0.06)
