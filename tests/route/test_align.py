"""The best alignment: found by hand, by trying everything, and always the same."""

from __future__ import annotations

import time
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.route.align import ADDED, COSTS, GUESS, MISSING, OUT_OF_ORDER, REPEATED, Order, Seen, align, tally

# Three steps in a row: 0 before 1 before 2.
ROW = Order(later=(0b110, 0b100, 0), needed=(0b001, 0b010, 0b100))


def stated(*steps: int | None) -> list[Seen]:
    return [Seen(stated=step) for step in steps]


def guessed(*fits: tuple[int, ...]) -> list[Seen]:
    return [Seen(fits=one) for one in fits]


def paid(found: dict[str, int]) -> dict[str, int]:
    return {name: n for name, n in found.items() if n}


def test_a_route_that_was_followed_costs_nothing() -> None:
    assert align(stated(0, 1, 2), ROW).cost == 0


def test_each_difference_costs_what_is_stated() -> None:
    for steps, cost in [
        ((0, 2), {"missing": 1}),
        ((0, None, 1, 2), {"added": 1}),
        ((0, 1, 1, 2), {"repeated": 1}),
        ((0, 2, 1), {"out_of_order": 1}),
        ((0, 2, 1, 1, None), {"out_of_order": 1, "repeated": 1, "added": 1}),
    ]:
        found = align(stated(*steps), ROW)
        assert paid(found.counts) == cost
        assert found.cost == sum(COSTS[name] * n for name, n in cost.items())


def test_what_is_early_makes_every_step_that_it_overtook_out_of_order() -> None:
    assert paid(align(stated(2, 0, 1), ROW).counts) == {"out_of_order": 2}


def test_steps_that_wait_for_each_other_in_no_way_may_come_in_any_order() -> None:
    fork = Order(later=(0b110, 0, 0), needed=(0b001, 0b010, 0b100))
    assert align(stated(0, 1, 2), fork).cost == align(stated(0, 2, 1), fork).cost == 0


def test_one_of_a_group_is_enough_and_an_optional_step_may_be_left_out() -> None:
    either = Order(later=(0b110, 0, 0), needed=(0b001, 0b110))
    assert align(stated(0, 1), either).cost == 0
    assert paid(align(stated(0), either).counts) == {"missing": 1}
    assert align(stated(0), Order(later=(0b110, 0, 0), needed=(0b001,))).cost == 0


def test_what_fits_a_missing_step_is_taken_for_it() -> None:
    found = align(guessed((0,), (), (1,), (2,)), ROW)
    assert found.steps == (0, None, 1, 2)
    assert found.cost == 3 * GUESS + ADDED


def test_the_order_decides_between_steps_that_fit_as_well() -> None:
    assert align([Seen(stated=0), *guessed((0, 1)), Seen(stated=2)], ROW).steps == (0, 1, 2)
    assert align([Seen(stated=0), *guessed((1, 2), (1, 2))], ROW).steps == (0, 1, 2)
    assert align([Seen(stated=0), Seen(stated=1), *guessed((0, 2))], ROW).steps == (0, 1, 2)


def test_a_guess_in_the_wrong_place_is_no_step_when_another_is_in_the_right_place() -> None:
    rows = [*guessed((1,)), Seen(stated=0), *guessed((1,)), Seen(stated=2)]
    found = align(rows, ROW)
    assert found.steps == (None, 0, 1, 2)
    assert found.cost == ADDED + GUESS
    assert paid(tally((1, 0, 1, 2), rows, ROW)) == {"out_of_order": 1, "repeated": 1, "guess": 2}
    assert found.cost < OUT_OF_ORDER + REPEATED + 2 * GUESS
    assert align(rows[:2], ROW).steps == (1, 0)


def test_of_touchpoints_that_fit_as_well_the_earliest_is_the_step() -> None:
    found = align(guessed((0,), (0,), (0,)), Order(later=(0,), needed=(0b1,)))
    assert found.steps == (0, 0, 0)
    assert paid(found.counts) == {"repeated": 2, "guess": 3}


def test_nothing_happened_and_nothing_was_designed() -> None:
    assert align([], ROW).cost == 3 * MISSING
    assert align(guessed(()), Order(later=(0,), needed=())).steps == (None,)


@st.composite
def walks(draw: st.DrawFn) -> tuple[list[Seen], Order]:
    n = draw(st.integers(1, 4))
    later = tuple(
        sum(1 << other for other in range(step + 1, n) if draw(st.booleans())) for step in range(n)
    )  # what comes later has a higher number: there is no circle
    units = draw(st.lists(st.integers(1, (1 << n) - 1), max_size=n))
    rows = draw(
        st.lists(
            st.one_of(
                st.integers(0, n - 1).map(lambda step: Seen(stated=step)),
                st.sets(st.integers(0, n - 1)).map(lambda fits: Seen(fits=tuple(sorted(fits)))),
            ),
            max_size=5,
        )
    )
    return rows, Order(later, tuple(units))


@given(walks())
@settings(deadline=None)
def test_no_other_alignment_costs_less(walk: tuple[list[Seen], Order]) -> None:
    rows, order = walk
    choices = [(row.stated,) if row.stated is not None else (*row.fits, None) for row in rows]
    least = min(sum(COSTS[name] * n for name, n in tally(steps, rows, order).items()) for steps in product(*choices))
    found = align(rows, order)
    assert found.cost == least
    assert all(step in choice for step, choice in zip(found.steps, choices, strict=True))
    assert found.counts == tally(found.steps, rows, order)
    assert align(rows, order) == found


def test_three_hundred_touchpoints_on_fifteen_steps_take_less_than_two_seconds() -> None:
    order = Order(tuple(sum(1 << later for later in range(n + 1, 15)) for n in range(15)), (1 << 3, 1 << 9))
    rows = [Seen(fits=tuple(range(15)))] * 300
    start = time.process_time()
    found = align(rows, order)
    assert time.process_time() - start < 2
    assert paid(found.counts) == {"repeated": 285, "guess": 300}
