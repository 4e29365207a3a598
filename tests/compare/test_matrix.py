"""Cases by kinds: each of the five values from a real analysis, sub-kinds in their family, and what counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from casekit.case import Case
from casekit.causes.book import Book, book_of
from casekit.compare.matrix import COLUMNS, matrix
from casekit.compare.prevalence import CELLS, Prevalence
from casekit.notation import case_of
from casekit.stalls.kinds import KINDS
from tests.compare.referred import arrived, arrived_late, late, lost, nobody_looked, on_time, talked, unheard
from tests.few import few
from tests.stalls.made import case_data

SIX: tuple[tuple[Callable[..., Book], str], ...] = (
    (lost, "yes"),
    (arrived_late, "yes"),
    (unheard, "possible"),
    (arrived, "no"),
    (nobody_looked, "not_observable"),
    (talked, "no_opportunity"),
)


@pytest.mark.parametrize(("make", "value"), SIX, ids=[make.__name__ for make, _ in SIX])
def test_a_referral_gives_each_of_the_five_values(make: Callable[..., Book], value: str) -> None:
    assert matrix([make("c")]).value("c", "K06") == value


def test_all_five_values_are_met_above() -> None:
    assert {value for _, value in SIX} == set(CELLS)


def test_a_field_that_nobody_filled_in_makes_a_kind_not_observable_and_says_which() -> None:
    cell = matrix([talked("c")]).cells["c", "K10"]
    assert (cell.value, cell.missing) == ("not_observable", ("asks", "shares"))


def test_sub_kinds_stand_in_the_column_of_their_family() -> None:
    table = matrix([lost("weg"), arrived_late("laat")])
    assert table.cells["weg", "K06"].stalls == ("K06a-r",)
    assert table.cells["laat", "K06"].stalls == ("K06b-r-c",)
    assert not {"K06a", "K06b"} & set(table.kinds)


def test_there_is_a_column_for_every_kind_but_the_markers() -> None:
    assert set(KINDS) - set(COLUMNS) == {"M1", "M2"}
    assert len(COLUMNS) == 19


def test_only_what_could_be_seen_and_could_come_about_is_in_the_denominator() -> None:
    found = matrix([make(make.__name__) for make, _ in SIX]).prevalence("K06")
    assert found == Prevalence(yes=2, possible=1, no=1, not_observable=1, no_opportunity=1)
    assert (found.n, found.lower, found.upper) == (4, 0.5, 0.75)


def test_flags_take_possible_for_yes_no_opportunity_for_no_and_leave_open_what_was_not_seen() -> None:
    table = matrix([make(make.__name__) for make, _ in SIX])
    column = [row[table.kinds.index("K06")] for row in table.flags()]
    assert column == [True, True, True, False, None, False]


def test_a_certain_stall_beside_a_possible_one_makes_the_cell_certain() -> None:
    text = "\n".join(
        [
            "a: inwoner > gemeente vraag @0 due=14 issue=i",
            "b: gemeente > inwoner antwoord @10/20 re=a issue=i",
            "c: inwoner > bank vraag @30 due=40 issue=j",
            "d: bank > inwoner antwoord @60 re=c issue=j",
        ]
    )
    cell = matrix([book_of(case_of(text))]).cells["test", "K02"]
    assert (cell.value, cell.stalls) == ("yes", ("K02-c-d", "K02-a-b"))


def test_shown_are_the_kinds_that_some_case_has() -> None:
    assert matrix([late("a"), on_time("b"), lost("c")]).shown() == ("K02", "K06")
    assert matrix([on_time("b")]).shown() == ()


@few(10)
@given(case_data())
def test_a_cell_has_stalls_exactly_where_it_is_yes_or_possible(data: dict[str, Any]) -> None:
    table = matrix([book_of(Case.model_validate(data))])
    for cell in table.cells.values():
        assert cell.value in CELLS
        assert bool(cell.stalls) == (cell.value in ("yes", "possible"))
