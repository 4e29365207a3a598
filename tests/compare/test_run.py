"""A comparison as a whole: ids, order, gatekeepers, what goes together, and the form of its data."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.causes.book import Book, book_of
from casekit.compare.as_data import as_data, change_data
from casekit.compare.change import change
from casekit.compare.run import compare, compare_books
from casekit.errors import InputRefused
from casekit.vocabulary import codes
from tests.causes import claimed
from tests.causes.claimed import coding, row
from tests.compare.referred import arrived, arrived_late, book, late, lost, nobody_looked, on_time, talked, unheard
from tests.few import few

GATE = """
actor poort kind=municipality
actor hulp kind=debt_service
a: inwoner > poort vraag      @0  due=10
b: poort > inwoner antwoord   @40 re=a
c: poort > hulp    verwijzing @40
d: hulp > inwoner  gesprek    @40 re=c
"""
TOP = {
    "bottlenecks", "cases", "causes", "interfaces", "kinds", "layers", "matrix", "municipalities", "n", "rates",
    "selection", "threads", "together", "waits",
}  # fmt: skip
"""What stands at the top of the JSON; scripts count on it."""


def some_of_all() -> list[Book]:
    """Nine cases in which nearly everything occurs."""
    return [
        lost("a", municipality="gemeente-1"),
        arrived("b", municipality="gemeente-1"),
        unheard("c", municipality="gemeente-2"),
        nobody_looked("d"),
        talked("e"),
        late("f", 20),
        claimed.late("g", coding(row()), coding(row(), coder="codeur-b"), place="gemeente-2"),
        claimed.late("h", coding(row("U3", evidence=[]))),
        arrived_late("i"),
    ]


# -- ids and order -------------------------------------------------------------------------------------------


def test_two_cases_with_one_id_are_refused_each_by_name() -> None:
    with pytest.raises(InputRefused) as error:
        compare_books([late("a"), late("b"), on_time("a"), late("c"), late("c")])
    assert [(one.code, one.file) for one in error.value.problems] == [("same_case_id", name) for name in "aacc"]


def test_nothing_at_all_is_an_empty_comparison() -> None:
    data = as_data(compare_books([]))
    assert (data["n"], data["cases"], data["waits"], data["causes"]) == (0, [], [], [])
    assert data["together"] == {"threshold": None, "tried": 0, "permutations": 1000, "pairs": []}


def sorted_all_through(value: Any) -> Any:
    """The same data with every list in one order."""
    if isinstance(value, dict):
        return {key: sorted_all_through(one) for key, one in value.items()}
    if isinstance(value, list):
        return sorted((sorted_all_through(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
    return value


@few(6)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_cases_changes_no_count(chance: random.Random) -> None:
    books = some_of_all()
    turned = chance.sample(books, len(books))
    given, other = (sorted_all_through(as_data(compare_books(one))) for one in (books, turned))
    assert given == other


# -- over three cases ----------------------------------------------------------------------------------------


def test_a_gatekeeper_over_three_cases_is_a_bottleneck_and_over_two_is_none() -> None:
    three = compare_books([book(name, GATE) for name in "abc"])
    (found,) = three.bottlenecks
    assert (found.role, found.cases, found.days, found.of_days) == ("municipality", ("a", "b", "c"), 90, 90)
    assert as_data(three)["bottlenecks"] == [
        {"role": "municipality", "cases": ["a", "b", "c"], "days": 90, "of_days": 90}
    ]
    assert compare_books([book(name, GATE) for name in "ab"]).bottlenecks == ()


def both(name: str, stalls: bool) -> Book:
    """A late answer and a late arrival, or neither."""
    answer, heard = (30, 95) if stalls else (10, 15)
    return book(
        name,
        f"""
        a: inwoner > gemeente vraag @0 due=14 issue=j
        b: gemeente > inwoner antwoord @{answer} re=a issue=j
        r: gemeente > hulp verwijzing @10 issue=i
        c: hulp > inwoner gesprek @{heard} re=r issue=i
        """,
    )


def test_what_coincides_in_six_of_sixteen_cases_stands_out_with_its_cases() -> None:
    found = compare_books([both(f"c{n:02}", n < 6) for n in range(16)])
    assert [(one.kinds, len(one.cases), one.jaccard) for one in found.shared] == [(("K02", "K06"), 6, 1.0)]
    assert found.chance.threshold is not None
    assert found.chance.threshold < 1


def test_in_two_cases_nothing_stands_out() -> None:
    assert compare_books([both("a", True), both("b", True), both("c", False)]).shared == ()


# -- the data ------------------------------------------------------------------------------------------------


def test_the_data_have_these_parts() -> None:
    assert set(as_data(compare_books(some_of_all()))) == TOP


def test_the_parts_of_the_data_have_these_fields() -> None:
    data = as_data(compare_books(some_of_all()))
    fields = {name: set(rows[0]) for name, rows in data.items() if isinstance(rows, list) and rows}
    assert fields == {
        "cases": {"case", "status", "municipality", "selection", "stalls", "coders", "uncoded"},
        "kinds": {
            "kind", "name", "yes", "possible", "no", "n", "not_observable", "no_opportunity", "share", "interval",
            "interval_upper", "jeffreys",
        },
        "matrix": {"case", "cells", "stalls", "missing"},
        "rates": {"kind", "occasion", "per", "rate", "interval", "stalls", "occasions", "cases", "hinders"},
        "causes": {"cause", "grade", "cases"},
        "threads": {"stall", "precondition", "cause", "cases"},
        "waits": {"act", "n", "cases", "endings", "undated", "median", "median_range", "curve", "waits"},
    }  # fmt: skip
    assert set(data["interfaces"]) == {"total", "undetermined", "at_least", "dayless", "bars"}
    assert set(data["municipalities"]) == {"setting", "unknown", "municipalities", "kinds", "possible", "causes"}
    assert set(data["layers"]) == {"nodes", "links", "left_out"}


def test_codes_are_english_in_both_languages_and_only_names_differ() -> None:
    dutch, english = (as_data(compare_books(some_of_all()), lang) for lang in ("nl", "en"))
    for data in (dutch, english):
        for kind in data["kinds"]:
            kind.pop("name")
    assert dutch == english
    cells = {cell for one in dutch["matrix"] for cell in one["cells"].values()}
    assert cells == {"yes", "possible", "no", "not_observable", "no_opportunity"}
    assert {one["precondition"] for one in dutch["threads"]} <= set(codes("precondition"))


def test_threads_hold_the_whole_chain_and_only_of_one_case() -> None:
    data = as_data(compare_books(some_of_all()))
    assert data["threads"] == [{"stall": "K02", "precondition": "waiting_list", "cause": "O5", "cases": ["g"]}]
    assert data["layers"]["left_out"] == {"h": 1}
    assert [(one["cause"], one["grade"]) for one in data["causes"]] == [("O5", 1), ("U3", 0)]


def shares_in(data: Any) -> list[Any]:
    """Every share and interval of a share, of what has a number of cases beside it."""
    if isinstance(data, dict):
        here = [
            data[key]
            for key in ("share", "interval", "interval_upper", "jeffreys", "rate", "difference")
            if key in data
        ]
        few_cases = isinstance(data.get("n"), int) and data["n"] < 5
        return (here if few_cases else []) + [one for value in data.values() for one in shares_in(value)]
    return [one for value in data for one in shares_in(value)] if isinstance(data, list) else []


@pytest.mark.parametrize("count", [1, 4])
def test_below_five_cases_no_share_stands_anywhere_in_the_data(count: int) -> None:
    cases = compare_books([late(f"c{n}") for n in range(count)])
    assert {json.dumps(one) for one in shares_in(as_data(cases))} == {"null"}
    both_sides = change_data(change(cases.books, [on_time(f"d{n}") for n in range(9)]))
    assert all(one["difference"] is None for one in both_sides["kinds"])
    assert {json.dumps(one) for one in shares_in(both_sides)} == {"null"}


def test_from_five_cases_on_there_are_shares() -> None:
    cases = compare_books([late(f"c{n}") for n in range(5)])
    kind = next(one for one in as_data(cases)["kinds"] if one["kind"] == "K02")
    assert (kind["share"], kind["interval"]) == ([1.0, 1.0], [0.5655, 1.0])


def test_how_they_were_chosen_is_what_was_given_else_what_the_cases_say_else_not_known() -> None:
    cases = [late("a"), late("b")]
    assert as_data(compare_books(cases))["selection"] is None
    told = compare_books([with_selection(cases[0], "vastgelopen"), with_selection(cases[1], "goed gegaan")])
    assert as_data(told, "en")["selection"] == "goed gegaan (1 case); vastgelopen (1 case)"
    assert as_data(told, "en", "by lot")["selection"] == "by lot"
    assert [row["selection"] for row in as_data(told)["cases"]] == ["vastgelopen", "goed gegaan"]


def with_selection(book: Book, text: str) -> Book:
    return book_of(book.case.model_copy(update={"selection": text}), *book.codings)


def test_no_part_is_worked_out_twice() -> None:
    cases = compare_books(some_of_all())
    for part in ("matrix", "often", "chance", "claims", "layers", "pareto", "waiting", "places", "bottlenecks"):
        assert getattr(cases, part) is getattr(cases, part), part


def test_cases_can_be_named_by_path() -> None:
    from casekit.examples import example_path

    found = compare([example_path("twaalf-regels"), example_path("twaalf-regels") / "case.yaml"])
    assert found.cases == ("twaalf-regels",)
