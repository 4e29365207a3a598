"""Before and after: on which side a case lies, what a difference is, and what is never said."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.causes.book import book_of
from casekit.compare.change import CAVEATS, Difference, change, difference, newcombe, split_at
from casekit.compare.prevalence import Prevalence
from casekit.notation import case_of
from tests.compare.referred import Book, arrived, book, late, lost, on_time, talked, unheard
from tests.few import few

DAY = "2024-01-01"
SIDES = ("before", "after", "across", "undated")


def dated(first: str | None, last: str | None) -> Book:
    moments = [f" @{when}" if when else "" for when in (first, last)]
    return book("c", f"a: inwoner > gemeente vraag{moments[0]}\nb: gemeente > inwoner antwoord{moments[1]} re=a")


def side(first: str | None, last: str | None) -> str:
    (found,) = (name for name, books in zip(SIDES, split_at([dated(first, last)], DAY), strict=True) if books)
    return found


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2023-01-05", "2023-12-31", "before"),
        ("2024-01-01", "2024-03-01", "after"),
        ("2023-12-31", "2024-01-01", "across"),
        ("2023-05", "2023-11", "before"),
        ("2023-12", "2024-01", "across"),
        ("2023-01-05", "2023-12-20/2024-01-10", "undated"),
        ("2023-12-20/2024-01-10", "2024-05-01", "undated"),
        ("2023-12-20/2024-01-10", "2023-12-25/2024-05-01", "undated"),
        ("2023-01-05", "2024-01-01/2024-01-10", "across"),
        ("2023-01-05", None, "undated"),
        (None, "2024-05-01", "undated"),
        (None, "2023-05-01", "before"),
        ("2024-05-01", None, "after"),
        (None, None, "undated"),
        ("0", "30", "undated"),
    ],
)
def test_a_case_lies_on_a_side_only_where_all_its_dates_say_so(
    first: str | None, last: str | None, expected: str
) -> None:
    assert side(first, last) == expected


ANY_DAY = st.dates(date(2000, 1, 1), date(2050, 1, 1))


@few(20)
@given(ANY_DAY, ANY_DAY, ANY_DAY)
def test_every_case_stands_on_one_side(first: date, last: date, day: date) -> None:
    found = split_at([dated(*sorted(map(str, (first, last))))], str(day))
    assert sum(map(len, found)) == 1


@pytest.mark.parametrize("day", ["2024-01", "soon", "2024-02-30", "12", "2024-01-01/2024-01-03"])
def test_the_day_of_a_change_is_one_day(day: str) -> None:
    with pytest.raises(ValueError, match=re.escape(day)):
        split_at([], day)


def test_the_interval_of_a_difference_is_that_of_the_published_example() -> None:
    """Newcombe 1998, table II, example (a), method 10: 56/70 - 48/80 is 0.2000 with 0.0524 to 0.3339."""
    assert tuple(round(end, 4) for end in newcombe(48, 80, 56, 70)) == (0.0524, 0.3339)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0000)),
        ((10, 10), (0, 10), (0.6075, 1.0000)),
    ],
)
def test_so_are_the_other_examples_of_that_table(
    first: tuple[int, int], second: tuple[int, int], expected: tuple[float, float]
) -> None:
    assert newcombe(*second, *first) == pytest.approx(expected, abs=5.1e-5)


@pytest.mark.slow
@few(60)
@given(st.integers(5, 60), st.integers(5, 60), st.data())
def test_the_interval_is_that_of_statsmodels(n1: int, n2: int, data: st.DataObject) -> None:
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    k1, k2 = (data.draw(st.integers(0, n)) for n in (n1, n2))
    expected = proportion.confint_proportions_2indep(k2, n2, k1, n1, method="newcomb", compare="diff")
    assert newcombe(k1, n1, k2, n2) == pytest.approx(expected, abs=1e-9)


@few(25)
@given(st.lists(st.integers(0, 8), min_size=6, max_size=6))
def test_before_and_after_changed_about_mirror_each_other_and_the_interval_holds_the_difference(
    cells: list[int],
) -> None:
    first, second = (Prevalence(*half, not_observable=0, no_opportunity=0) for half in (cells[:3], cells[3:]))
    here, there = difference("K02", first, second), difference("K02", second, first)
    assert {here.verdict, there.verdict} in ({"fewer", "more"}, {"unclear"}, {"few"})
    if here.interval is None or there.interval is None:
        assert min(first.n, second.n) < 5
        return
    assert here.interval.low == pytest.approx(-there.interval.high)
    for was in (first.lower, first.upper):
        for became in (second.lower, second.upper):
            assert was is not None
            assert became is not None
            assert here.interval.low <= became - was <= here.interval.high


def test_below_five_on_a_side_there_is_no_difference() -> None:
    found = difference("K02", Prevalence(5, 0, 0, 0, 0), Prevalence(0, 0, 4, 3, 3))
    assert (found.interval, found.verdict) == (None, "few")


def test_what_is_only_possible_afterwards_is_no_improvement() -> None:
    gone = difference("K02", Prevalence(6, 0, 0, 0, 0), Prevalence(0, 0, 6, 0, 0))
    hidden = difference("K02", Prevalence(6, 0, 0, 0, 0), Prevalence(0, 6, 0, 0, 0))
    assert (gone.verdict, hidden.verdict) == ("fewer", "unclear")


def test_what_is_not_observed_afterwards_is_no_improvement_either() -> None:
    found = difference("K02", Prevalence(6, 0, 0, 0, 0), Prevalence(0, 0, 0, 6, 0))
    assert (found.verdict, found.after.n) == ("few", 0)


def kind(code: str, before: list[Book], after: list[Book]) -> Difference:
    return next(one for one in change(before, after).kinds if one.kind == code)


def test_two_sets_are_put_beside_each_other_per_kind() -> None:
    before = [late(f"v{n}") for n in range(6)]
    after = [on_time(f"n{n}") for n in range(6)]
    found = kind("K02", before, after)
    assert (found.before.yes, found.after.yes, found.verdict) == (6, 0, "fewer")
    assert kind("K02", after, before).verdict == "more"
    assert kind("K06", before, after).verdict == "few"


def test_no_opportunity_is_not_counted_as_going_well() -> None:
    found = kind("K06", [lost(f"v{n}") for n in range(5)], [talked(f"n{n}") for n in range(5)])
    assert (found.before.n, found.after.n, found.verdict) == (5, 0, "few")


def test_uncertain_findings_are_counted_apart() -> None:
    found = kind("K06", [unheard("a"), lost("b")], [arrived("c")])
    assert (found.before.yes, found.before.possible, found.before.n) == (1, 1, 2)


def test_waits_of_both_sides_and_all_that_cannot_be_said_stand_beside_it() -> None:
    found = change([late("a", 30)], [late("b", 20)])
    assert [one.waits[0].days.lo for one in (*found.waits_before, *found.waits_after)] == [30, 20]
    assert found.caveats == CAVEATS
    assert {"chosen", "many_kinds"} <= set(CAVEATS)
    assert (found.before, found.after, found.day) == (("a",), ("b",), None)


def test_two_sides_that_were_chosen_for_other_reasons_say_so_first() -> None:
    stuck = [with_reason(f"a{n}", "vastgelopen") for n in range(2)]
    well = [with_reason("b", "goed gegaan")]
    assert change(stuck, well).caveats[0] == "chosen_apart"
    assert "chosen_apart" not in change(stuck[:1], stuck[1:]).caveats
    assert change(stuck, well).chosen_before == {"vastgelopen": 2}


def with_reason(name: str, reason: str) -> Book:
    return book_of(case_of("a: inwoner > g vraag @0").model_copy(update={"id": name, "selection": reason}))
