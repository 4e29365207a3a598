"""Any table that xlsxwriter or openpyxl writes reads back as it was, also after LibreOffice has saved it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.read.tables.workbook import workbook_tables
from casekit.sheets.cells import PLACE_FORMAT
from casekit.sheets.table import Raw

from .workbooks import read_one, rows_written, written

TEXTS = st.text(
    st.one_of(
        st.sampled_from([*"_x005FD041\n =+-@'\"<>&;,(3)", "\u00a0", "é", "\U0001f600"]),
        st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u202a\u202b\u202c\u202d\u202e"
                      "\u2066\u2067\u2068\u2069\ufeff"),
    ),
    min_size=1, max_size=30,
).filter(str.strip)  # fmt: skip
"""Texts that a case may hold: no signs that nobody sees, and not empty."""
NUMBERS = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: float(f"{number:.12g}")),
)
MOMENTS = st.one_of(
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 3, 1), datetime(2200, 1, 1)).map(lambda one: one.replace(microsecond=0)),
)
VALUES = st.one_of(st.none(), TEXTS, NUMBERS, MOMENTS, st.booleans())


def stored(value: Raw) -> Raw:
    """A value as a workbook knows it: a whole number is whole, and midnight is no moment of a day."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.date() if isinstance(value, datetime) and value.time() == time() else value


def kinds(rows: list[tuple[Raw, ...]]) -> list[list[type]]:
    return [[type(value) for value in row] for row in rows]


@given(st.lists(st.tuples(st.just("t"), VALUES, VALUES, VALUES), min_size=1, max_size=8), st.booleans())
def test_a_table_that_xlsxwriter_wrote_reads_back_as_it_was(rows: list[tuple[Raw, ...]], from_1904: bool) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Boodschappen")
        sheet.write_row(0, 0, ["a", "b", "c", "d"])
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for place, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(place, column, value)
                elif isinstance(value, date):
                    sheet.write_datetime(place, column, value, day)
                elif value is not None:
                    sheet.write(place, column, value)

    table = read_one(written(fill, date_1904=from_1904 and all(_after_1904(row) for row in rows)))
    wanted = [tuple(stored(value) for value in row) for row in rows]
    assert [row.values for row in table.rows] == wanted
    assert kinds([row.values for row in table.rows]) == kinds(wanted)


def _after_1904(row: tuple[Raw, ...]) -> bool:
    return all(value.year > 1904 for value in row if isinstance(value, date))


@given(st.lists(st.tuples(st.just("t"), NUMBERS, MOMENTS, st.booleans()), min_size=1, max_size=8))
def test_what_openpyxl_reads_is_what_the_kit_reads(rows: list[tuple[Raw, ...]]) -> None:
    """Of numbers, days and truths; texts are read differently on purpose."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Boodschappen"
    sheet.append(["a", "b", "c", "d"])
    for row in rows:
        sheet.append(row)
    content = BytesIO()
    book.save(content)
    again = openpyxl.load_workbook(BytesIO(content.getvalue())).active
    assert again is not None
    theirs = [tuple(stored(cell.value) for cell in row) for row in again.iter_rows(min_row=2)]  # type: ignore[arg-type]
    assert [row.values for row in read_one(content.getvalue()).rows] == theirs


@given(st.integers(1, 500))
@settings(max_examples=10)
def test_a_place_in_the_list_reads_as_it_is_shown(place: int) -> None:
    assert read_one(rows_written(("volgorde",), (place,), form=PLACE_FORMAT)).rows[0].values == (f"({place})",)


@pytest.mark.office
def test_libreoffice_saves_a_workbook_without_changing_a_value(tmp_path: Path, program: Callable[[str], str]) -> None:
    soffice = program("soffice")
    texts = [
        "NA", "007", "=A1+1", "+31", "-5", "@wijkteam", "_x0041_", "_x000D_", "_x005F_", "x005F_", "regel 1\nregel 2",
        " ervoor en erna ", "#N/A", "TRUE", "12-03-2021", "mrt-21", "café", "\U0001f600", "x" * 32_000, "'s avonds",
        "(3)", "1.250,00", "a\tb",
    ]  # fmt: skip

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Contactmomenten")
        sheet.write_row(
            0, 0, ["wat gebeurde er", "wanneer", "bedrag", "volgorde", "keerpunt", "uiterlijk", "postcode"]
        )
        forms = {"day": "dd-mm-yyyy", "month": "mmm-yy", "place": PLACE_FORMAT, "text": "@", "zeros": "0000"}
        look = {name: book.add_format({"num_format": form}) for name, form in forms.items()}
        for row, text in enumerate(texts, 1):
            sheet.write_string(row, 0, text, look["text"])
            sheet.write_datetime(row, 1, datetime(2020, 2, 28) + timedelta(days=row), look["day"])
            sheet.write_number(row, 2, row * 12.35)
            sheet.write_number(row, 3, row, look["place"])
            sheet.write_boolean(row, 4, row % 2 == 0)
            sheet.write_datetime(row, 5, datetime(2020, row % 12 + 1, 1), look["month"])
            sheet.write_number(row, 6, row, look["zeros"])

    before = written(fill)
    (tmp_path / "casus.xlsx").write_bytes(before)
    out, home = tmp_path / "uit", tmp_path / "thuis"
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(out), str(tmp_path / "casus.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    after = workbook_tables((out / "casus.xlsx").read_bytes(), "casus.xlsx")
    table, saved = read_one(before), after.tables[0]
    assert [row.values[0] for row in table.rows] == texts
    assert table.rows[2].values[1:] == (date(2020, 3, 2), 3 * 12.35, "(3)", False, "2020-04", "0003")
    for row, again in zip(table.rows, saved.rows, strict=True):
        assert again.values[:2] == row.values[:2]
        assert again.values[2] == pytest.approx(row.values[2])
        assert again.values[3:] == row.values[3:]
    assert (saved.headers, after.report) == (table.headers, ())
