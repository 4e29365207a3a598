"""Seen together: overlaps held against counting, the threshold against going through all shuffles."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.compare import together as module
from casekit.compare.together import Together, noise_jaccard, together
from tests.few import few

Row = tuple[bool | None, ...]
YES, NO, UNKNOWN = True, False, None


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    width = draw(st.integers(2, 5))
    values = st.sampled_from([YES, YES, NO, NO, UNKNOWN])
    return draw(st.lists(st.tuples(*[values] * width), min_size=3, max_size=14))


def overlap(rows: list[Row], a: int, b: int) -> tuple[set[int], float]:
    """By counting with sets: the rows with both, and the overlap where both are known."""
    known = {n for n, row in enumerate(rows) if row[a] is not None and row[b] is not None}
    with_a, with_b = ({n for n in known if rows[n][kind]} for kind in (a, b))
    return with_a & with_b, len(with_a & with_b) / len(with_a | with_b) if with_a | with_b else 0.0


def varies(rows: list[Row], kind: int) -> bool:
    return {YES, NO} <= {row[kind] for row in rows}


def shuffles(rows: list[Row], kind: int) -> list[list[bool | None]]:
    """Every way to put the yeses of a column on its known rows."""
    known = [n for n, row in enumerate(rows) if row[kind] is not None]
    yes = sum(row[kind] is YES for row in rows)
    return [
        [None if row[kind] is None else n in chosen for n, row in enumerate(rows)]
        for chosen in combinations(known, yes)
    ]


@given(tables())
@few(15)
def test_the_candidates_are_the_pairs_with_three_cases_and_their_overlap_is_what_one_counts(rows: list[Row]) -> None:
    found = together(rows, permutations=20)
    tried = [(a, b) for a, b in combinations(range(len(rows[0])), 2) if varies(rows, a) and varies(rows, b)]
    assert found.tried == len(tried)
    expected = {(a, b): overlap(rows, a, b) for a, b in tried if len(overlap(rows, a, b)[0]) >= 3}
    assert {(pair.a, pair.b): (set(pair.rows), pair.jaccard) for pair in found.candidates} == expected
    assert [pair.jaccard for pair in found.candidates] == sorted((one for _, one in expected.values()), reverse=True)


@pytest.mark.parametrize(
    "rows",
    [
        [
            (YES, YES, NO),
            (YES, YES, YES),
            (YES, NO, YES),
            (YES, YES, YES),
            (NO, NO, YES),
            (NO, NO, NO),
        ],
        [(YES, YES, YES), (YES, UNKNOWN, YES), (YES, YES, NO), (NO, YES, YES), (YES, YES, UNKNOWN), (NO, NO, YES)],
    ],
)
def test_the_threshold_is_that_of_all_possible_shuffles(rows: list[Row]) -> None:
    largest = []
    for columns in product(*(shuffles(rows, kind) for kind in range(3))):
        shuffled = list(zip(*columns, strict=True))
        overlaps = [overlap(shuffled, a, b) for a, b in combinations(range(3), 2)]
        largest.append(max((share for both, share in overlaps if len(both) >= 3), default=0.0))
    threshold = together(rows, permutations=3000).threshold
    assert threshold is not None
    # Draws decide on which side of a value that has a weight of its own 95 % falls: two in a hundred are allowed.
    assert np.mean(np.array(largest) <= threshold + 1e-12) >= 0.93
    assert np.mean(np.array(largest) < threshold - 1e-12) <= 0.97


@given(tables(), st.randoms(use_true_random=False))
@few(15)
def test_the_order_of_the_cases_makes_no_difference(rows: list[Row], source: object) -> None:
    order = list(range(len(rows)))
    source.shuffle(order)  # type: ignore[attr-defined]
    one, other = together(rows, permutations=50), together([rows[n] for n in order], permutations=50)
    assert (one.threshold, one.tried) == (other.threshold, other.tried)

    def seen(found: Together, names: list[int]) -> dict[tuple[int, int], set[int]]:
        return {(pair.a, pair.b): {names[row] for row in pair.rows} for pair in found.pairs}

    assert seen(one, list(range(len(rows)))) == seen(other, order)


@given(tables(), st.integers(0, 5))
@few(15)
def test_the_same_seed_gives_the_same_and_only_what_beats_the_threshold_is_shown(rows: list[Row], seed: int) -> None:
    found = together(rows, permutations=50, seed=seed)
    assert found == together(rows, permutations=50, seed=seed)
    for pair in found.candidates:
        assert (pair in found.pairs) == (found.threshold is not None and pair.jaccard > found.threshold)
        assert pair.support >= 3


def test_two_kinds_that_always_come_together_stand_out_from_noise() -> None:
    noise = np.random.default_rng(5).random((20, 8)) < 0.4
    rows = [(*row, n < 8, n < 8) for n, row in enumerate(noise.tolist())]
    found = together(rows)
    assert [(pair.a, pair.b, pair.support, pair.jaccard) for pair in found.pairs] == [(8, 9, 8, 1.0)]


def test_an_overlap_of_three_quarters_in_twelve_cases_and_nineteen_kinds_is_not_shown() -> None:
    noise = np.random.default_rng(7).random((12, 17)) < 0.4
    pair = [(n < 7, 1 <= n < 8) for n in range(12)]
    found = together([(*row, *two) for row, two in zip(noise.tolist(), pair, strict=True)])
    assert next(one for one in found.candidates if (one.a, one.b) == (17, 18)).jaccard == 0.75
    assert found.pairs == ()


def test_in_tables_of_pure_chance_a_pair_is_rarely_shown() -> None:
    random = np.random.default_rng(11)
    shown = sum(bool(together(random.random((20, 8)) < 0.4, permutations=100).pairs) for _ in range(60))
    assert shown <= 7


def test_a_kind_that_every_case_has_is_not_tried_and_does_not_lift_the_threshold() -> None:
    rows = [(n < 6, n < 6, n % 2 == 0) for n in range(18)]
    always = [(*row, YES, YES) for row in rows]
    assert together(always) == together(rows)
    assert [(pair.a, pair.b) for pair in together(always).pairs] == [(0, 1)]


@pytest.mark.parametrize("rows", [[], [(YES, NO)], [(YES, YES)] * 5, [(UNKNOWN, UNKNOWN)] * 5, [()] * 3])
def test_with_nothing_to_try_there_is_no_threshold_and_no_pair(rows: list[Row]) -> None:
    found = together(rows)
    assert (found.tried, found.threshold, found.pairs) == (0, None, ())


def test_a_case_that_does_not_show_one_of_the_two_does_not_count_for_the_pair() -> None:
    rows = [(YES, YES)] * 4 + [(YES, UNKNOWN)] * 3 + [(NO, NO)] * 3 + [(YES, NO)]
    (pair,) = together(rows).candidates
    assert (pair.support, pair.known, pair.jaccard) == (4, 8, 0.8)


def test_the_outcome_does_not_depend_on_how_many_shuffles_are_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (np.random.default_rng(2).random((12, 6)) < 0.4).tolist()
    at_once = together(rows, permutations=100)
    monkeypatch.setattr(module, "BATCH", 500)
    assert together(rows, permutations=100) == at_once


@pytest.mark.parametrize(("n", "published"), [(8, 0.80), (12, 0.75), (20, 0.62)])
def test_the_largest_overlap_in_noise_is_the_published_one(n: int, published: float) -> None:
    assert noise_jaccard(n, 19, 0.4, runs=500) == pytest.approx(published, abs=0.006)


def test_the_largest_overlap_in_noise_is_what_one_counts() -> None:
    random = np.random.default_rng(21)
    largest = []
    for _ in range(100):
        rows = (random.random((10, 5)) < 0.5).tolist()
        overlaps = [overlap(rows, a, b) for a, b in combinations(range(5), 2)]
        largest.append(max((share for both, share in overlaps if len(both) >= 3), default=0.0))
    assert noise_jaccard(10, 5, 0.5) == pytest.approx(float(np.median(largest)), abs=0.07)
