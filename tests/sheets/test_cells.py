"""One value in one cell: as people write it where that reads back the same, and said to be otherwise where not."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.sheets.cells import CellWrong, from_cell, is_blank, place_of, text_of, to_cell
from casekit.sheets.plan import Field, sheet
from tests.sheets.whole_cases import TEXT


def column(name: str, of: str = "touchpoints") -> Field:
    field = sheet(of).field(name)
    assert field is not None
    return field


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("summary", "=1+1", "=1+1"),
        ("to", ("gemeente", "wijkteam"), "gemeente; wijkteam"),
        ("to", ("a,b",), 'json:["a,b"]'),
        ("says", {"adres": "nee", "inkomen": "900 euro"}, "adres = nee; inkomen = 900 euro"),
        ("says", {"a=b": "c"}, 'json:{"a=b": "c"}'),
        ("kind", "document_request", "verzoek om stukken"),
        ("turning_point", True, "ja"),
        ("turning_point", False, "nee"),
        ("amount", 60.0, 60),
        ("amount", 12.5, 12.5),
        ("amount", 0.1 + 0.2, "json:0.30000000000000004"),
        ("summary", "json:x", 'json:"json:x"'),
        ("summary", "a\rb", 'json:"a\\rb"'),
        ("summary", "_x0041_", 'json:"\\u005fx0041_"'),
        ("promise", True, "ja"),
        ("promise", {"what": "ja"}, 'json:{"what": "ja"}'),
    ],
)
def test_a_value_stands_in_its_cell_as_people_write_it(name: str, value: Any, shown: object) -> None:
    assert to_cell(column(name), value) == shown


def test_words_stand_in_the_language_of_the_workbook() -> None:
    assert to_cell(column("kind"), "refusal", "en") == "refusal"
    assert to_cell(column("turning_point"), True, "en") == "yes"


@given(TEXT)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert from_cell(column("summary"), to_cell(column("summary"), text)) == text
    assert from_cell(None, to_cell(None, text)) == text


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300))
def test_any_number_comes_back_as_it_was(number: float) -> None:
    assert from_cell(column("amount"), to_cell(column("amount"), number)) == number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.250", 1250), ("1.250,50", 1250.5), ("€ 1.250,50", 1250.5), ("12,5", 12.5), ("12.5", 12.5),
        ("60 euro", 60), ("EUR 60", 60), ("125,-", 125), ("-40", -40), (" 7 ", 7), (7, 7), (7.0, 7), ("+1", 1),
    ],
)  # fmt: skip
def test_amounts_are_read_as_dutch_people_write_them(typed: Any, number: float) -> None:
    assert from_cell(column("amount"), typed) == number


@pytest.mark.parametrize(
    "typed",
    ["500-", "(500)", "1e3", "∞", "NaN", "1 250", "1,250.00", "veel", "1.25.0", True, "9" * 16],
)
def test_what_is_no_plain_number_is_not_guessed(typed: Any) -> None:
    with pytest.raises(CellWrong) as wrong:
        from_cell(column("amount"), typed)
    assert wrong.value.code == "not_a_number"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (7, "7"), (7.0, "7"), (7.5, "7.5"), (True, "ja"), (False, "nee"), (date(2021, 3, 5), "2021-03-05"),
        (datetime(2021, 3, 5, 9, 30), "2021-03-05"), (time(9, 5), "09:05"), ("NA", "NA"), ("-", "-"),
    ],
)  # fmt: skip
def test_whatever_a_cell_holds_can_be_text(raw: Any, text: str) -> None:
    assert text_of(raw) == text


@pytest.mark.parametrize("raw", [1e15, 123456789012345678, float("inf")])
def test_a_number_that_lost_digits_is_not_taken_for_text(raw: float) -> None:
    with pytest.raises(CellWrong) as wrong:
        text_of(raw)
    assert wrong.value.code == "cell_long_number"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("05-03-2021", "2021-03-05"), ("5 maart 2021", "2021-03-05"), (date(2021, 3, 5), "2021-03-05"),
        ("maart 2021", "2021-03"), ("2021-03~", "2021-03~"), ("12/19", "12/19"), (12, "12"), (2021, "2021"),
        ("t3 + 5 months", "t3 + 5 months"),
    ],
)  # fmt: skip
def test_dates_are_read_as_dutch_people_write_them(typed: Any, moment: str) -> None:
    assert from_cell(column("when"), typed) == moment


@pytest.mark.parametrize(
    ("typed", "code"),
    [("01/02/2021", "slash_date"), (44196, "excel_serial"), ("30-02-2021", "no_such_date"), (True, "cell_no_moment")],
)
def test_a_date_that_can_be_two_or_none_is_asked_about(typed: Any, code: str) -> None:
    with pytest.raises(CellWrong) as wrong:
        from_cell(column("when"), typed)
    assert wrong.value.code == code


def test_the_user_can_say_whether_the_day_or_the_month_stands_first() -> None:
    assert from_cell(column("when"), "01/02/2021", "day") == "2021-02-01"
    assert from_cell(column("when"), "01/02/2021", "month") == "2021-01-02"


@pytest.mark.parametrize("typed", ["adres", "= nee", "adres =", "a = b; a = c"])
def test_what_is_said_about_an_item_needs_an_item_and_a_value(typed: str) -> None:
    with pytest.raises(CellWrong) as wrong:
        from_cell(column("says"), typed)
    assert wrong.value.code == "cell_not_pairs"


def test_several_names_stand_behind_each_other_in_any_of_three_ways() -> None:
    for typed in ("a; b", "a, b", "a\nb", "a;;b;"):
        assert from_cell(column("asks"), typed) == ["a", "b"]


def test_json_that_is_none_is_a_problem_and_not_text() -> None:
    with pytest.raises(CellWrong) as wrong:
        from_cell(column("summary"), "json:{")
    assert wrong.value.code == "cell_not_json"


def test_a_place_in_the_list_is_told_from_an_order() -> None:
    assert [place_of(raw) for raw in ("(3)", " (12) ", "3", 3, None, "(a)")] == [3, 12, None, None, None, None]


def test_only_what_shows_nothing_is_blank() -> None:
    assert [is_blank(raw) for raw in (None, "", "  ", "\u00a0", 0, False, "-")] == [True] * 4 + [False] * 3
