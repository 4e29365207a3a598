"""Placing every touchpoint of a case in time (methods 4.2 and 5.1)."""

from __future__ import annotations

from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Case
from casekit.norms import threshold
from casekit.notation import case_of
from casekit.when import ANYTIME, Span, Timeline, parse_moment, timeline
from casekit.when.timeline import HEAP_MARGIN, heaped


def time_of(*moments: str, extra: str = "", **blocks: object) -> Timeline:
    """The timeline of touchpoints a, b, c ... at these moments, as `[order=n] [re=x] @moment`."""
    lines = [
        f"{name}: inwoner > gemeente bericht {moment}" for name, moment in zip("abcdefghij", moments, strict=False)
    ]
    return timeline(case_of("\n".join([*lines, extra]), **blocks))


def spans(*moments: str, **blocks: object) -> list[Span]:
    return list(time_of(*moments, **blocks).spans.values())


def day(number: float) -> Span:
    return Span(number, number)


# -- day 0


def test_day_0_is_the_first_date_of_the_touchpoints() -> None:
    time = time_of("@2021-03-05", "@2021-03-12", "")
    assert (time.day0, time.weekday_known) == (date(2021, 3, 5), True)
    assert time.spans == {"a": day(0), "b": day(7), "c": Span(7, inf)}
    assert time.date_of(7) == date(2021, 3, 12)


def test_day_0_of_rough_dates_is_the_first_day_they_can_be() -> None:
    assert time_of("@2021-05-05", "@2021-03").day0 == date(2021, 3, 1)
    assert time_of("@../2021-05-05", "@2021-05").day0 == date(2021, 5, 1)


def test_day_0_can_be_given() -> None:
    assert spans("@2021-03-05", day_zero="2021-03-01") == [day(4)]
    assert time_of("@2021-03-05", day_zero="2021-03").day0 == date(2021, 3, 5)
    assert time_of("@2021-03-05", day_zero="3").day0 == date(2021, 3, 5)
    assert spans("@5", day_zero="2021-03-01") == [day(5)]


def test_without_dated_touchpoints_the_observed_period_gives_day_0() -> None:
    time = time_of("", "", extra="observed @2021-01-01..@2021-01-31")
    assert time.day0 == date(2021, 1, 1)
    assert time.spans == {"a": Span(0, 30), "b": Span(0, 30)}
    assert time_of("", observed={"until": "2021-01-31"}).day0 == date(2021, 1, 31)
    assert time_of("", observed={"from": "../2021-01-31"}).day0 is None


def test_relative_days_have_no_dates() -> None:
    time = time_of("@3", "@12/19")
    assert (time.day0, time.weekday_known, time.date_of(3)) == (None, False, None)
    assert list(time.spans.values()) == [day(3), Span(12, 19)]
    assert time_of("@2021-03-05").date_of(inf) is None


# -- the known order


def test_an_undated_touchpoint_lies_between_its_neighbours() -> None:
    assert spans("@3", "", "@9") == [day(3), Span(3, 9), day(9)]
    assert spans("", "@9", "") == [Span(-inf, 9), day(9), Span(9, inf)]
    assert spans("@3", "", "", "@9") == [day(3), Span(3, 9), Span(3, 9), day(9)]


def test_and_inside_the_observed_period() -> None:
    assert spans("", "@9", "", extra="observed @2..@20") == [Span(2, 9), day(9), Span(9, 20)]
    assert spans("", "@2021-01-09", extra="observed @2021-01-01..@2021-01-31")[0] == Span(-8, 0)
    assert spans("", extra="observed @2021-01-01..@2021-01-31", day_zero="2020-12-31") == [Span(1, 31)]
    assert spans("", "@5", extra="observed @2021-01-01..@2021-01-31") == [Span(-inf, 5), day(5)]


def test_rough_days_are_narrowed_by_the_order() -> None:
    assert spans("@0/10", "@5", "@0/10") == [Span(0, 5), day(5), Span(5, 10)]


def test_order_goes_before_the_place_in_the_list() -> None:
    time = time_of("order=2 @9", "order=1", "order=3")
    assert time.spans == {"a": day(9), "b": Span(-inf, 9), "c": Span(9, inf)}
    assert time.order == ("b", "a", "c")


def test_rows_without_order_have_their_place_as_order() -> None:
    assert time_of("", "", "order=1.5").order == ("a", "c", "b")


def test_the_same_order_says_nothing_between_the_two() -> None:
    time = time_of("order=1 @5", "order=1", "order=2 @9")
    assert time.spans["b"] == Span(-inf, 9)
    assert time.contradictions == ()


def test_a_reply_is_never_before_what_it_replies_to_and_neither_is_what_depends_on_it() -> None:
    for link in ("re=a", "depends_on=a"):
        time = time_of("order=2 @5", f"order=1 {link}", "order=1")
        assert (time.spans["b"], time.contradictions) == (day(5), ())
        assert time.spans["c"] == Span(-inf, 5)
    assert time_of("@5", "@3 re=a").contradictions == (("b", "a"),)
    assert time_of("@5", "@5 re=zzz,b").contradictions == ()


def test_dated_rows_may_be_typed_in_any_order() -> None:
    time = time_of("@9", "@5", "@7")
    assert (time.order, time.contradictions) == (("b", "c", "a"), ())


def test_an_undated_row_stands_between_the_dated_rows_around_it_in_the_list() -> None:
    time = time_of("@5", "@3", "", "@8", "@9")
    assert time.spans["c"] == Span(5, 8)
    assert time.order == ("b", "a", "c", "d", "e")


def test_dated_rows_without_order_say_nothing_about_rows_that_carry_it() -> None:
    time = time_of("@5", "order=1", "@9", "order=2", extra="observed @0..@20")
    assert (time.spans["b"], time.spans["d"]) == (Span(0, 20), Span(0, 20))
    assert time.order.index("b") < time.order.index("d")
    assert time_of("order=1 @9", "@5").contradictions == ()


def test_on_one_day_the_known_order_decides_then_links_then_the_name() -> None:
    assert time_of("order=2 @5", "order=1 @5").order == ("b", "a")
    assert time_of("@5 re=b", "@5").order == ("b", "a")
    assert time_of("@5", "@5").order == ("a", "b")
    lines = "t10: inwoner > gemeente bericht @5\nt9: inwoner > gemeente bericht @5"
    assert timeline(case_of(lines)).order == ("t9", "t10")


def test_names_with_odd_digits_are_names() -> None:
    lines = "²: inwoner > gemeente bericht @5\nt²: inwoner > gemeente bericht @5"
    assert timeline(case_of(lines)).order == ("t²", "²")


# -- elapsed times


def test_months_after_a_date_are_counted_on_the_calendar() -> None:
    assert spans("@2021-01-31", "@'a + 1 month'") == [day(0), day(28)]
    assert spans("@2021-03-31", "@'a - 1 month'") == [day(0), day(-31)]
    assert spans("@2021-01-01", "@'a + 1 year'") == [day(0), day(365)]


def test_months_after_anything_else_are_as_long_as_months_can_be() -> None:
    assert spans("@0", "@'a + 5 months'") == [day(0), Span(150, 153)]
    assert spans("@2021-01", "@'a + 1 month'") == [Span(0, 30), Span(28, 61)]
    assert spans("@2021-01-01", "@'a + ~2 weeks'") == [day(0), Span(10, 18)]
    assert spans("@2021-01-01", "@'a + 14 days'", "@'b + 1 month'")[2] == Span(42, 45)


def test_an_elapsed_time_tells_about_its_base_too() -> None:
    assert spans("", "@'a + 2 weeks'", "@20/20", extra="observed @0..@20") == [Span(0, 6), Span(14, 20), day(20)]


def test_an_elapsed_time_from_nowhere_is_order_only_without_a_period() -> None:
    assert spans("@3", "@'zz + 2 weeks'") == [day(3), Span(3, inf)]


def test_an_order_that_an_elapsed_time_turns_round_is_a_contradiction_without_any_date() -> None:
    (clash,) = time_of("@'b + 2 weeks'", "").contradictions
    assert set(clash) == {"a", "b"}


def test_what_comes_some_time_after_itself_is_a_contradiction() -> None:
    assert time_of("@'a + 2 weeks'").contradictions == (("a",),)


# -- contradictions


def test_dates_against_the_known_order_are_reported_with_their_touchpoints_and_not_repaired() -> None:
    time = time_of("order=1 @9", "order=2", "order=3 @5")
    assert [set(clash) for clash in time.contradictions] == [{"a", "b", "c"}]
    assert sorted(time.order) == ["a", "b", "c"]


def test_several_are_reported_at_once() -> None:
    time = time_of("@9", "@5 re=a", "@30", "@25 re=c", "@40", "@45 re=e")
    assert sorted(map(sorted, time.contradictions)) == [["a", "b"], ["c", "d"]]


def test_links_in_a_ring_still_give_an_order() -> None:
    assert time_of("@5 re=b", "@5 re=a").order == ("a", "b")


def test_an_elapsed_time_against_a_date_is_one() -> None:
    (clash,) = time_of("@0/3", "order=2 @'a + 5 months'", "order=3 @20").contradictions
    assert {"b", "c"} <= set(clash)


# -- the observed period


def test_without_a_period_it_runs_from_the_first_to_the_last_day_that_is_known() -> None:
    assert time_of("", "@3", "@12/19", "").observed == Span(3, 19)
    assert time_of("@../3", "").observed == Span(3, 3)
    assert time_of("", "").observed == Span(-inf, inf)


def test_a_period_may_have_one_side_only_and_may_be_rough() -> None:
    assert time_of("@3", "@9", observed={"from": "0"}).observed == Span(0, 9)
    assert time_of("@3", "@9", observed={"until": "30/40"}).observed == Span(3, 40)
    assert time_of("@2021-01-05", observed={"from": "2021-01", "until": "2021-03"}).observed == Span(-4, 85)
    assert time_of("@3", "@9", observed={"from": "2021-01-01", "until": "a + 5 days"}).observed == Span(3, 9)


# -- placing other moments


def test_a_moment_of_a_hold_or_due_date_is_placed_in_the_same_days() -> None:
    time = time_of("@2021-03-05", "@2021-03-10/2021-03-12")
    assert time.place("2021-03-06") == day(1)
    assert time.place("2021-03") == Span(-4, 26)
    assert time.place("6") == day(6)
    assert time.place("a + 1 month") == day(31)
    assert time.place("b + 2 weeks") == Span(19, 21)
    assert [time.place(text) for text in (None, "", "gauw", "zz + 2 weeks")] == [ANYTIME] * 4
    assert time_of("@3").place("2021-03-06") == ANYTIME


# -- dates that look filled in afterwards


def dates(*days_of_month: int, month: int | None = None) -> dict[str, date]:
    return {f"t{n}": date(2021, month or n % 12 + 1, d) for n, d in enumerate(days_of_month)}


def test_over_30_percent_on_the_1st_or_15th_looks_filled_in() -> None:
    assert heaped(dates(1, 15, 1, *range(3, 10))) == frozenset()
    assert heaped(dates(1, 15, 1, 15, *range(3, 9))) == {"t0", "t1", "t2", "t3"}
    assert heaped(dates(*[1] * 6, *range(2, 15), 16)) == frozenset()


def test_ten_dates_are_needed() -> None:
    assert heaped(dates(*[1] * 9)) == frozenset()
    assert len(heaped(dates(*[1] * 10))) == 10


def test_a_month_of_four_rows_on_one_date_looks_filled_in() -> None:
    spread = {f"s{n}": date(2022, n + 1, n + 3) for n in range(7)}
    assert heaped(spread | dates(9, 9, 9, 9, month=5)) == {"t0", "t1", "t2", "t3"}
    assert heaped(spread | dates(9, 9, 9, month=5)) == frozenset()
    assert heaped(spread | dates(9, 9, 9, 10, month=5)) == frozenset()


def heap_case(shuffled: bool = False) -> Case:
    lines = [f"t{n}: inwoner > gemeente bericht @2021-{n:02}-01" for n in range(1, 11)]
    return case_of("\n".join(lines[::-1] if shuffled else lines))


def test_such_dates_are_widened_by_a_week_and_it_is_said() -> None:
    time = timeline(heap_case())
    assert time.spans["t2"] == Span(24, 38)
    assert time.heaped == {f"t{n}" for n in range(1, 11)}
    assert time_of("@2021-01-01").heaped == frozenset()


def test_widened_dates_keep_the_order_that_was_typed_whatever_the_order_of_the_file() -> None:
    first, second = timeline(heap_case()), timeline(heap_case(shuffled=True))
    assert first.order == second.order == tuple(f"t{n}" for n in range(1, 11))
    assert first.spans == second.spans
    assert second.contradictions == ()


def test_the_numbers_of_the_check_are_those_of_the_table_of_thresholds() -> None:
    assert threshold("heap_margin") == HEAP_MARGIN
    assert (threshold("heap_days"), threshold("heap_share"), threshold("heap_month")) == (10, 30, 4)


# -- properties

WHEN = st.one_of(
    st.none(),
    st.integers(0, 60).map(str),
    st.tuples(st.integers(0, 60), st.integers(0, 9)).map(lambda p: f"{p[0]}/{p[0] + p[1]}"),
)


def rows(moments: list[str | None]) -> list[dict[str, object]]:
    return [
        {"id": f"t{n}", "from": "x", "to": "y", "kind": "message", **({"when": when} if when else {})}
        for n, when in enumerate(moments)
    ]


def case(touchpoints: list[dict[str, object]]) -> Case:
    return Case.model_validate({"id": "c", "actors": [{"id": "x"}, {"id": "y"}], "touchpoints": touchpoints})


@given(st.lists(WHEN, max_size=8))
def test_tightened_spans_lie_inside_what_was_typed(moments: list[str | None]) -> None:
    time = timeline(case(rows(moments)))
    assert sorted(time.order) == sorted(time.spans)
    if time.contradictions:
        return
    for name, when in zip(time.spans, moments, strict=True):
        typed = parse_moment(when)
        assert typed is not None
        assert typed.span.lo <= time.spans[name].lo <= time.spans[name].hi <= typed.span.hi


@given(st.lists(st.tuples(WHEN, st.integers(1, 5), st.booleans()), max_size=8), st.randoms(use_true_random=False))
def test_permuting_rows_that_carry_order_or_a_day_changes_no_span_and_not_the_order(
    made: list[tuple[str | None, int, bool]], dice: object
) -> None:
    given_rows = rows([when for when, _, _ in made])
    for row, (when, order, keep) in zip(given_rows, made, strict=True):
        if keep or when is None or "/" in when:
            row["order"] = order
    shuffled = list(given_rows)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = timeline(case(given_rows)), timeline(case(shuffled))
    assert first.order == second.order
    if not first.contradictions:
        assert first.spans == second.spans
    assert bool(first.contradictions) == bool(second.contradictions)


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(-50, 50))
def test_shifting_all_days_shifts_all_spans(numbers: list[int], by: int) -> None:
    first = timeline(case(rows([str(n) for n in numbers])))
    second = timeline(case(rows([str(n + by) for n in numbers])))
    assert {name: span.shift(by) for name, span in first.spans.items()} == second.spans
    assert first.order == second.order


@pytest.mark.parametrize("text", ["2021-03-05", "12", "12/19", "2021-03~"])
def test_what_was_typed_is_kept(text: str) -> None:
    assert case_of(f"a: x > y bericht @{text}").touchpoint_list[0].when == text
