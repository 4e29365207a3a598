"""The truth table as a file for R: what is in it, and that others read it as it was written."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from hypothesis import given
from hypothesis import strategies as st

from casekit.compare.explore import Explored
from casekit.compare.truthtable import csv_rows, truth_table
from casekit.export.truth_table import truth_table_csv
from tests.few import few

TRIO = ("K06", "K10", "O5")


def explored(rows: list[tuple[bool, ...]], ends: list[bool], names: tuple[str, ...] = TRIO) -> Explored:
    cases = tuple(f"casus-{n}" for n in range(len(rows)))
    return Explored("K02", "waarom", truth_table(names, rows, ends), 0.5, cases)


def read(found: Explored) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(truth_table_csv(found).decode("utf-8"), newline="")))


def test_it_reads_as_the_packages_for_r_want_it() -> None:
    rows = [(True,)] * 6 + [(False,)] * 6
    found = read(explored(rows, [True] * 6 + [False] * 5 + [True], ("K06",)))
    first, second = (" ".join(f"casus-{n}" for n in half) for half in (range(6), range(6, 12)))
    assert found == [
        {"K06": "1", "OUT": "1", "n": "6", "incl": "1.0", "cov": "0.8571", "cases": first},
        {"K06": "0", "OUT": "C", "n": "6", "incl": "0.1667", "cov": "0.1429", "cases": second},
    ]  # fmt: skip


def test_a_combination_that_no_case_has_is_there_with_a_question_mark() -> None:
    rows = [(True, True, True)] * 6 + [(False, False, False)] * 6
    found = read(explored(rows, [True] * 6 + [False] * 6))
    assert len(found) == 8
    assert [row["OUT"] for row in found] == ["1", *"??????", "0"]
    assert {(row["n"], row["incl"], row["cases"]) for row in found[1:-1]} == {("0", "", "")}


def test_without_a_table_there_are_only_heads() -> None:
    content = truth_table_csv(explored([(True, True, False)] * 11, [True] * 11))
    assert content == b"K06,K10,O5,OUT,n,incl,cov,cases\r\n"


def test_the_decimal_sign_is_a_point_and_fields_are_split_by_commas() -> None:
    content = truth_table_csv(explored([(True, False, n % 2 == 0) for n in range(12)], [n < 5 for n in range(12)]))
    assert b";" not in content
    assert b"0.5," in content


def test_an_own_cause_that_is_called_as_a_column_keeps_a_column_of_its_own() -> None:
    row = read(explored([(True,)] * 5 + [(False,)] * 7, [True] * 5 + [False] * 7, ("n",)))[0]
    assert (row["n_"], row["n"]) == ("1", "5")


@few(15)
@given(st.lists(st.tuples(*[st.booleans()] * 4), min_size=12, max_size=30))
def test_csv_and_pandas_read_back_what_was_written(rows: list[tuple[bool, ...]]) -> None:
    import pandas as pd

    found = explored([row[:3] for row in rows], [row[3] for row in rows])
    written = csv_rows(found.table, found.cases)
    assert read(found) == [{name: str(value) for name, value in row.items()} for row in written]
    frame = pd.read_csv(BytesIO(truth_table_csv(found)), keep_default_na=False)
    assert list(frame.columns) == [*TRIO, "OUT", "n", "incl", "cov", "cases"]
    assert [int(n) for n in frame["n"]] == [row["n"] for row in written]
    assert sum(frame["n"]) in (0, len(rows))
