"""What one stored value means: numbers, days from 1900 and from 1904, months, texts with escapes."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import from_excel

from casekit.read.tables.workbook_scan import letters, spot, told
from casekit.read.tables.workbook_values import Values, ValueWrong, plain_text, shape_of
from casekit.sheets.cells import PLACE_FORMAT
from casekit.sheets.table import Raw

DAY = "dd-mm-yyyy"


def number(stored: str, form: str = "General", from_1904: bool = False) -> Raw:
    return Values(shapes=[shape_of(form)], from_1904=from_1904).value("n", "0", stored)


def wrong(stored: str, form: str = "General", kind: str = "n", from_1904: bool = False) -> str:
    with pytest.raises(ValueWrong) as error:
        Values(["een"], [shape_of(form)], from_1904).value(kind, "0", stored)
    return error.value.code


@pytest.mark.parametrize(
    ("stored", "value"),
    [("3", 3), ("3.0", 3), ("1E3", 1000), ("-0.5", -0.5), (" 7 ", 7), ("+2", 2), (".5", 0.5), ("1.", 1), ("", None),
     ("999999999999999", 999_999_999_999_999), ("0.30000000000000004", 0.30000000000000004)],
)  # fmt: skip
def test_a_number_is_whole_when_nothing_stands_behind_the_point(stored: str, value: Raw) -> None:
    assert number(stored) == value
    assert type(number(stored)) is type(value)


@pytest.mark.parametrize("stored", ["123456789012345678", "1E15", "-1E15", "1.2345678901234568E+17"])
def test_a_number_of_which_digits_are_lost_is_refused(stored: str) -> None:
    assert wrong(stored) == "workbook_long_number"


@pytest.mark.parametrize("stored", ["x", "NaN", "INF", "1_000", "1e999", "--1", "0x10", "1,5", "٣"])
def test_what_is_no_number_is_refused(stored: str) -> None:
    assert wrong(stored) == "workbook_broken_cell"
    assert wrong(stored, DAY) == "workbook_broken_cell"


@pytest.mark.parametrize(
    ("stored", "day"),
    [("1", date(1900, 1, 1)), ("59", date(1900, 2, 28)), ("61", date(1900, 3, 1)), ("44260", date(2021, 3, 5)),
     ("2958465", date(9999, 12, 31)), ("44260.5", datetime(2021, 3, 5, 12)), ("44259.999999999", date(2021, 3, 5))],
)  # fmt: skip
def test_a_day_is_counted_from_1900(stored: str, day: date) -> None:
    assert number(stored, DAY) == day
    assert type(number(stored, DAY)) is type(day)


@pytest.mark.parametrize(
    ("stored", "day"),
    [("0", date(1904, 1, 1)), ("1", date(1904, 1, 2)), ("60", date(1904, 3, 1)), ("42798", date(2021, 3, 5)),
     ("2957003", date(9999, 12, 31))],
)  # fmt: skip
def test_a_day_is_counted_from_1904_where_the_workbook_says_so(stored: str, day: date) -> None:
    assert number(stored, DAY, from_1904=True) == day


@pytest.mark.parametrize(
    ("stored", "from_1904", "code"),
    [("60", False, "workbook_day_60"), ("60.5", False, "workbook_day_60"), ("0", False, "workbook_date_outside"),
     ("0.5", False, "workbook_date_outside"), ("-1", False, "workbook_date_outside"),
     ("2958466", False, "workbook_date_outside"), ("1E300", False, "workbook_date_outside"),
     ("2957004", True, "workbook_date_outside"), ("-1", True, "workbook_date_outside")],
)  # fmt: skip
def test_a_day_that_never_was_is_refused(stored: str, from_1904: bool, code: str) -> None:
    assert wrong(stored, DAY, from_1904=from_1904) == code


@given(st.integers(61, 2_958_465), st.integers(0, 86_399))
def test_a_moment_is_the_moment_that_openpyxl_reads(day: int, seconds: int) -> None:
    stored = day + seconds / 86_400
    ours, theirs = number(repr(stored), "yyyy-mm-dd hh:mm:ss"), from_excel(stored)
    assert isinstance(ours, date)
    assert (ours if isinstance(ours, datetime) else datetime.combine(ours, time())) == theirs


@pytest.mark.parametrize(
    ("form", "value"),
    [("mmm-yy", "2021-03"), ("mmmm\\ yyyy", "2021-03"), ("[$-413]mmm/yy;@", "2021-03"),
     ("mm-dd-yy", date(2021, 3, 1)),
     ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", date(2021, 3, 1)), ('d" maart "yyyy', date(2021, 3, 1))],
)  # fmt: skip
def test_a_month_stays_a_month(form: str, value: Raw) -> None:
    assert number("44256", form) == value
    assert number("44257", form) == date(2021, 3, 2), "a day inside the month was typed as a day"


def test_a_year_stays_a_year_and_a_day_without_a_year_is_not_guessed() -> None:
    assert number("44197", "yyyy") == "2021"
    assert wrong("44260", "d-mmm") == "workbook_no_year"
    assert wrong("44260", "dddd") == "workbook_no_year"


def test_a_time_is_a_time_and_hours_are_as_they_are_shown() -> None:
    assert number("0.5", "h:mm AM/PM") == time(12)
    assert number("0", "hh:mm") == time(0)
    assert number("1.104166666666667", "[h]:mm:ss") == "26:30:00"


@pytest.mark.parametrize(
    "form", ["General", "0.00", '"dagen" 0', '0 "mnd"', "€ #,##0.00", "[Red]0", "0%", "@", "\\d0"]
)
def test_a_format_that_names_days_in_words_makes_no_date(form: str) -> None:
    assert number("44260", form) == 44260


def test_the_place_in_the_list_is_text_as_it_is_shown() -> None:
    assert number("3", PLACE_FORMAT) == "(3)"
    assert number("3.5", PLACE_FORMAT) == 3.5
    assert number("-3", PLACE_FORMAT) == -3


def test_truths_errors_and_shared_texts() -> None:
    values = Values(["een", "twee"])
    assert [values.value("b", None, one) for one in ("0", "1", "true", "")] == [False, True, True, None]
    assert [values.value("s", None, one) for one in ("0", "1", "")] == ["een", "twee", None]
    assert wrong("#N/A", kind="e") == "workbook_error_value"
    for kind, stored in [("s", "1"), ("s", "-1"), ("s", "x"), ("s", "9" * 30), ("b", "ja"), ("z", "1")]:
        assert wrong(stored, kind=kind) == "workbook_broken_cell"
    for stored in ("2020-13-45", "gisteren", "25:00"):
        assert wrong(stored, kind="d") == "workbook_date_outside"
    assert values.value("d", None, "14:30:00") == time(14, 30)


@pytest.mark.parametrize(
    ("stored", "text"),
    [("a_x000D_\nb", "a\r\nb"), ("_x0009_", "\t"), ("_x005F_x0041_", "_x0041_"), ("_x0041_", "_x0041_"),
     ("_x005f_x000d_", "_x000d_"), ("_x005F_", "_x005F_"), ("x005F_", "x005F_"), ("_x005F_x005F_", "_x005F_"),
     ("_X000D_", "_X000D_"), ("_x00D_", "_x00D_")],
)  # fmt: skip
def test_only_an_escape_that_a_program_must_write_is_an_escape(stored: str, text: str) -> None:
    assert plain_text(stored) == text


def test_a_sign_that_nobody_sees_and_a_text_that_is_too_long_are_refused() -> None:
    for stored in ("_x0000_", "_x001B_", "links\u202erechts", "_xFFFF_"):
        assert wrong(stored, kind="str") == "workbook_control_character"
    assert wrong("x" * 32_768, kind="str") == "workbook_long_text"
    assert wrong("\U0001f600" * 16_384, kind="str") == "workbook_long_text"
    assert plain_text("\U0001f600" * 16_383)


def test_a_format_as_long_as_a_book_takes_no_time() -> None:
    assert shape_of(('"' * 255)[:255]).kind == "number"
    assert shape_of("[" * 255).kind == "number"


@given(st.integers(1, 16_384), st.integers(1, 1_048_576))
def test_a_cell_reference_is_read_as_it_is_written(column: int, row: int) -> None:
    assert spot(f"{letters(column)}{row}") == (row, column)


@pytest.mark.parametrize(
    "text", ["", "A", "1", "A0", "A01", "XFE1", "A1048577", "AAAA1", "A1:B2", "A-1", "Á1", "A１"]
)
def test_what_is_no_cell_reference_is_none(text: str) -> None:
    assert spot(text) is None


def test_cells_are_told_in_few_words() -> None:
    assert told([(1, 1)]) == ("A1", 0)
    assert told([(row, 5) for row in range(2, 2_000)]) == ("E2:E1999", 0)
    assert told([(row, 1) for row in range(1, 61, 2)]) == (", ".join(f"A{row}" for row in range(1, 25, 2)), 18)
