"""Formal concepts, held against trying every set of kinds."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.compare.concepts import closures, concepts, noise_count
from tests.few import few

Row = tuple[bool, ...]


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    width = draw(st.integers(1, 6))
    return draw(st.lists(st.tuples(*[st.booleans()] * width), max_size=9))


def cases_with(rows: list[Row], kinds: frozenset[int]) -> frozenset[int]:
    return frozenset(n for n, row in enumerate(rows) if all(row[kind] for kind in kinds))


def shared(rows: list[Row], cases: frozenset[int], width: int) -> frozenset[int]:
    return frozenset(kind for kind in range(width) if all(rows[case][kind] for case in cases))


def by_hand(rows: list[Row], width: int) -> dict[frozenset[int], frozenset[int]]:
    """Every set of kinds closed: what its cases share, with those cases."""
    found = {}
    for size in range(width + 1):
        for kinds in combinations(range(width), size):
            cases = cases_with(rows, frozenset(kinds))
            found[shared(rows, cases, width)] = cases
    return found


def bits(row: Row) -> int:
    return sum(1 << kind for kind, there in enumerate(row) if there)


def members(number: int) -> frozenset[int]:
    return frozenset(place for place in range(number.bit_length()) if number >> place & 1)


@given(tables(), st.integers(0, 3))
@few(20)
def test_every_closed_set_is_found_once_and_nothing_else(rows: list[Row], at_least: int) -> None:
    width = len(rows[0]) if rows else 3
    found = [(members(kinds), members(cases)) for kinds, cases in closures([*map(bits, rows)], width, at_least)]
    expected = {kinds: cases for kinds, cases in by_hand(rows, width).items() if len(cases) >= at_least}
    assert len(found) == len(expected)
    assert dict(found) == expected


@given(tables())
@few(20)
def test_a_closed_set_closes_to_itself(rows: list[Row]) -> None:
    width = len(rows[0]) if rows else 3
    for kinds, cases in closures([*map(bits, rows)], width):
        assert cases_with(rows, members(kinds)) == members(cases)
        assert shared(rows, members(cases), width) == members(kinds)


@given(tables())
@few(20)
def test_what_is_shown_has_three_cases_and_two_kinds_and_says_what_it_hangs_on(rows: list[Row]) -> None:
    width = len(rows[0]) if rows else 0
    found = concepts(rows)
    expected = {k: c for k, c in by_hand(rows, width).items() if len(c) >= 3 and len(k) >= 2}
    assert {frozenset(one.kinds): frozenset(one.cases) for one in found} == expected
    for one in found:
        # Left out for real: the table without that row, closed again.
        missed = [n for n in one.cases if frozenset(one.kinds) not in by_hand(rows[:n] + rows[n + 1 :], width)]
        assert list(one.hangs_on) == missed
        assert one.stability == pytest.approx(1 - len(missed) / len(one.cases))
    assert [one.stability for one in found] == sorted((one.stability for one in found), reverse=True)


@given(tables(), st.randoms(use_true_random=False))
@few(15)
def test_the_order_of_the_cases_makes_no_difference(rows: list[Row], source: object) -> None:
    other = list(rows)
    source.shuffle(other)  # type: ignore[attr-defined]
    assert [(one.kinds, one.stability) for one in concepts(other)] == [
        (one.kinds, one.stability) for one in concepts(rows)
    ]


def test_a_bundle_that_one_case_keeps_small_hangs_on_that_case() -> None:
    rows = [(True, True, True), (True, True, True), (True, True, True), (True, True, False), (False, False, True)]
    assert [(one.kinds, one.cases, one.hangs_on, one.stability) for one in concepts(rows)] == [
        ((0, 1, 2), (0, 1, 2), (), 1.0),
        ((0, 1), (0, 1, 2, 3), (3,), 0.75),
    ]


def test_what_could_not_be_observed_is_in_no_bundle() -> None:
    (found,) = concepts([(True, True, None), (True, True, True), (True, True, True)])
    assert found.kinds == (0, 1)


@pytest.mark.parametrize("rows", [[], [(True, True)] * 2, [(True,)] * 5, [()] * 4])
def test_too_few_cases_or_kinds_give_no_concepts(rows: list[Row]) -> None:
    assert concepts(rows) == ()


def test_noise_is_counted_as_trying_all_sets_counts_it() -> None:
    random = np.random.default_rng(9)
    tables_of_noise = [[tuple(row) for row in (random.random((8, 6)) < 0.4).tolist()] for _ in range(40)]
    by_trying = float(np.median([len(by_hand(rows, 6)) for rows in tables_of_noise]))
    found = noise_count(8, 6, 0.4, runs=80)
    assert found.concepts == pytest.approx(by_trying, abs=2)
    assert found.shown < found.concepts
    assert found == noise_count(8, 6, 0.4, runs=80)


@pytest.mark.parametrize(("n", "published"), [(12, 100), (20, 255)])
def test_a_random_table_has_about_as_many_concepts_as_published(n: int, published: int) -> None:
    assert noise_count(n, 19, 0.4, runs=30).concepts == pytest.approx(published, rel=0.06)
