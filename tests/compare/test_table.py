"""Comparisons as tables for a notebook, on cases with one stall and one whole thread each."""

from __future__ import annotations

import subprocess
import sys

from casekit.causes.book import Book
from casekit.compare.change import change
from casekit.compare.run import compare_books
from casekit.compare.table import change_table, place_table, thread_table
from tests.causes.claimed import coding, late, on_time, row


def thread(name: str, place: str | None = None) -> Book:
    return late(name, coding(row()), place=place)


def test_a_thread_is_a_row_with_the_cases_that_hold_the_whole_of_it() -> None:
    half = late("half", coding(row(evidence=())))
    table = thread_table(compare_books([thread("een"), thread("twee"), half]))
    assert table.values.tolist() == [
        ["K02 te late reactie", "wachtlijst", "O5 Caseload, wachtlijst of capaciteit", 2, "een, twee"]
    ]
    assert list(thread_table(compare_books([half])).columns) == list(table.columns)


def test_municipalities_are_columns_and_where_it_could_be_judged_is_counted() -> None:
    books = [thread("een", "gemeente-1"), late("twee", place="gemeente-1"), late("drie", place="gemeente-2")]
    table = place_table(compare_books(books)).set_index("what")
    assert table.loc["K02 te late reactie"].tolist() == [2, 2, 2, 1]
    cause = table.loc["O5 Caseload, wachtlijst of capaciteit"]
    assert cause[["municipalities", "gemeente-1", "gemeente-2"]].tolist() == [1, 1, 0]
    assert table["n"].isna().tolist() == [False, True]


def test_cases_that_name_no_municipality_give_no_rows() -> None:
    table = place_table(compare_books([late("een")]))
    assert table.empty
    assert list(table.columns) == ["what", "municipalities", "n"]


def test_before_and_after_stand_in_one_row_per_kind_that_was_seen() -> None:
    table = change_table(change([late(f"a{n}") for n in range(6)], [on_time(f"b{n}") for n in range(6)]))
    assert table.drop(columns=["low", "high"]).values.tolist() == [
        ["K02", "te late reactie", 6, 0, 6, 0, 0, 6, "fewer"]
    ]
    assert -1 <= table.loc[0, "low"] < table.loc[0, "high"] < 0


def test_a_difference_of_few_cases_has_no_interval() -> None:
    table = change_table(change([late("a")], [on_time("b")]))
    assert table["verdict"].tolist() == ["few"]
    assert table[["low", "high"]].isna().all(axis=None)


def test_compare_can_be_called_whatever_was_imported_before() -> None:
    code = (
        "import casekit.compare.words, casekit as ck\n"
        "from casekit.examples import example_path\n"
        "print(ck.compare(example_path('twaalf-regels')).cases)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "('twaalf-regels',)"
