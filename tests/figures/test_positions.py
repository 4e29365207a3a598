"""Lanes, columns, rows and rings: positions that can be counted by hand."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.figures.bands import stack
from casekit.figures.columns import isotonic, known_days, place, silences, split
from casekit.figures.lanes import order_lanes, steps
from casekit.figures.lettering import clean, shorten, width, wrap
from casekit.figures.ring import capacity, free_place, ring_places, ring_steps
from casekit.when import ANYTIME, Span

DAYS = st.lists(st.integers(0, 900), min_size=1, max_size=40).map(sorted)


def days(*numbers: float) -> list[Span]:
    return [Span(day, day) for day in numbers]


def test_who_is_in_contact_with_both_stands_in_between() -> None:
    assert order_lanes([["a"], ["b"], ["c"]], {("a", "b"): 2, ("a", "c"): 2}) == [["b"], ["a"], ["c"]]


def test_an_organisation_is_never_taken_apart_but_its_desks_may_change_place() -> None:
    order = order_lanes([["x"], ["d1", "d2", "d3"], ["y"]], {("x", "d3"): 5, ("y", "d1"): 5})
    assert [block for block in order if len(block) == 3] in ([["d3", "d2", "d1"]], [["d1", "d2", "d3"]])
    assert steps(order, {("x", "d3"): 5, ("y", "d1"): 5}) == 10


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_the_order_found_is_never_longer_than_the_order_given(pairs: list[tuple[int, int]]) -> None:
    blocks = [["0", "1"], ["2"], ["3", "4", "5"]]
    contacts = {(str(a), str(b)): 1 for a, b in pairs}
    found = order_lanes(blocks, contacts)
    assert steps(found, contacts) <= steps(blocks, contacts)
    assert sorted(map(sorted, found)) == sorted(map(sorted, blocks))


@given(st.lists(st.integers(-50, 50), max_size=30))
def test_isotonic_numbers_never_go_down_and_keep_the_total(wanted: list[int]) -> None:
    found = isotonic(wanted)
    assert all(a <= b + 1e-9 for a, b in pairwise(found))
    assert sum(found) == pytest.approx(sum(wanted))


def test_columns_follow_time_where_there_is_room() -> None:
    columns = place(days(0, 10, 30), [True] * 3, room=60, pitch=4, cut_width=9, widest=60)
    assert columns.xs == pytest.approx((0, 20, 60))


@given(DAYS)
def test_columns_keep_their_pitch_and_their_room(numbers: list[int]) -> None:
    columns = place(days(*numbers), [True] * len(numbers), room=400, pitch=3.9, cut_width=4)
    assert all(b - a >= 3.9 - 1e-6 for a, b in pairwise(columns.xs))
    assert columns.xs[-1] <= 400 + 1e-6


def test_a_silence_is_cut_and_counted_from_the_latest_to_the_earliest_possible_day() -> None:
    assert silences([Span(0, 10), Span(60, 70)]) == {0: 50}


def test_an_undated_contact_in_between_leaves_no_silence_to_claim() -> None:
    assert silences([Span(0, 0), Span(0, 90), Span(90, 90)]) == {}
    assert silences([Span(0, 0), ANYTIME, Span(90, 90)]) == {}


def test_a_gap_of_exactly_the_limit_is_not_cut() -> None:
    assert silences(days(0, 35)) == {}
    assert silences(days(0, 36)) == {0: 36}


def test_a_cut_lies_between_its_columns_and_touches_neither() -> None:
    columns = place(days(0, 5, 205, 210), [True] * 4, room=120, pitch=4, cut_width=9)
    (cut,) = columns.cuts
    assert cut.days == 200
    assert columns.xs[1] < cut.left < cut.right < columns.xs[2]


def test_order_alone_gives_even_columns_without_days() -> None:
    columns = place([ANYTIME] * 4, [False] * 4, room=30, pitch=4, cut_width=9)
    assert columns.xs == pytest.approx((0, 10, 20, 30))
    assert columns.days == (None,) * 4
    assert columns.x_of(3) is None


def test_an_undated_column_has_no_day_of_its_own() -> None:
    assert known_days([Span(0, 0), Span(0, 9), Span(8, 10)], [True, False, True]) == (0, None, 9)


def test_a_day_is_found_between_the_columns_that_have_one() -> None:
    columns = place(days(0, 10, 30), [True] * 3, room=60, pitch=4, cut_width=9, widest=60)
    assert columns.x_of(5) == pytest.approx(10)
    assert columns.x_of(-4) == 0
    assert columns.x_of(inf) == pytest.approx(60)


def test_too_many_columns_are_split_evenly_and_none_is_lost() -> None:
    sheets = split(days(*range(90)), [True] * 90, room=160, pitch=4, cut_width=9)
    assert [len(sheet) for sheet in sheets] == [30, 30, 30]
    assert [n for sheet in sheets for n in sheet] == list(range(90))


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 30)), max_size=25))
def test_bars_in_one_row_do_not_touch(pairs: list[tuple[int, int]]) -> None:
    stretches = [(float(start), float(start + long)) for start, long in pairs]
    rows = stack(stretches, gap=2)
    for (one, row), (other, other_row) in combinations(list(zip(stretches, rows, strict=True)), 2):
        assert row != other_row or one[1] + 2 <= other[0] or other[1] + 2 <= one[0]


def test_the_ring_counts_the_short_way_round() -> None:
    assert ring_steps([["a"], ["b"], ["c"], ["d"]], {("a", "d"): 3}) == 3


@pytest.mark.parametrize("count", [1, 2, 5, 13, 20])
def test_boxes_in_a_ring_do_not_overlap(count: int) -> None:
    assert capacity(110, 70, 38, 15) >= count
    places = ring_places(count, 110, 70, 38, 15)
    assert all(abs(a[0] - b[0]) >= 34 or abs(a[1] - b[1]) >= 11 for a, b in combinations(places, 2))


def test_a_label_moves_aside_for_what_stands_there_and_stays_on_the_sheet() -> None:
    found = free_place([(5, 5)], 4, 4, [(0, 0, 10, 10)], (0, 0, 40, 40))
    assert found is not None
    assert max(found) >= 12
    assert free_place([(5, 5)], 50, 4, [], (0, 0, 40, 40)) is None


def test_words_are_never_cut_in_the_middle_unless_one_alone_is_too_long() -> None:
    assert shorten("vraagt opnieuw naar stukken", 30, 8) == "vraagt opnieuw…"
    assert shorten("arbeidsongeschiktheidsverzekering", 20, 8).endswith("…")
    assert shorten("arbeidsongeschiktheidsverzekering", 20, 8, whole_words=True) == ""


def test_lines_fit_in_their_room_and_say_when_something_is_left_out() -> None:
    lines = wrap("Schuldhulpverlening van de gemeente aan de overkant van het water", 40, 9, 2)
    assert len(lines) == 2
    assert all(width(line, 9) <= 40 for line in lines)
    assert lines[-1].endswith("…")


def test_letters_that_cannot_be_drawn_become_a_square() -> None:
    assert clean("hulp \u597d nu\n") == "hulp □ nu"
