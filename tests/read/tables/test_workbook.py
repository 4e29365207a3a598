"""A workbook gives back what was typed: its tables, with everything where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.comments import Comment

from casekit.errors import Cell, InputRefused
from casekit.read.tables.workbook import workbook_tables

from .workbooks import MAIN, by_hand, cell, read_one, relations, reported, rows_written, written

IDS = ("id", "wanneer", "wat gebeurde er")


def test_a_sheet_becomes_a_table_with_its_headers_its_letters_and_the_rows_as_people_number_them() -> None:
    table = read_one(rows_written(IDS, ("t1", "2021", "belt"), (), ("t2", None, "schrijft")))
    assert (table.name, table.number, table.header_row) == ("Contactmomenten", 1, 1)
    assert table.headers == IDS
    assert table.columns == ("A", "B", "C")
    assert [(row.number, row.values) for row in table.rows] == [
        (2, ("t1", "2021", "belt")),
        (4, ("t2", None, "schrijft")),
    ]
    assert table.cell(4, 2) == Cell("Contactmomenten", 4, "C", 1)


def test_every_sheet_is_a_table_in_the_order_of_the_workbook_and_an_empty_sheet_is_none() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Casus").write_row(0, 0, ["veld", "waarde"])
        book.add_worksheet("Leeg")
        book.add_worksheet("Actoren").write_row(0, 0, ["id"])

    tables = workbook_tables(written(fill), "casus.xlsx").tables
    assert [(table.name, table.number, table.rows) for table in tables] == [("Casus", 1, ()), ("Actoren", 3, ())]


def test_the_headers_are_found_below_a_title_and_the_title_is_told() -> None:
    content = rows_written(("Reconstructie van de casus",), (), IDS, ("t1", "2021", "belt"))
    table = read_one(content)
    assert (table.header_row, table.headers, table.rows[0].number) == (3, IDS, 4)
    assert reported(content)["workbook_above"].values["cells"] == "A1"


def test_a_sheet_that_the_kit_does_not_know_has_its_headers_in_its_first_row() -> None:
    table = read_one(rows_written(("boodschap", "prijs"), ("brood", 2), name="Boodschappen"))
    assert (table.header_row, table.headers) == (1, ("boodschap", "prijs"))


def test_the_sheet_of_the_case_is_known_by_its_own_headers() -> None:
    table = read_one(rows_written(("titel", "id"), ("veld", "waarde"), ("id", "huur"), name="Casus"))
    assert (table.header_row, table.headers) == (2, ("veld", "waarde"))


def test_a_column_may_stay_empty_between_two_others() -> None:
    table = read_one(rows_written(("id", None, "wanneer"), ("t1", None, "2021")))
    assert (table.columns, table.rows[0].values) == (("A", "C"), ("t1", "2021"))


def test_a_row_of_spaces_is_an_empty_row_and_spaces_around_a_text_stay() -> None:
    table = read_one(rows_written(IDS, (" ", "\u00a0", None), (" t1 ", "2021", "\u00a0x")))
    assert [(row.number, row.values) for row in table.rows] == [(3, (" t1 ", "2021", "\u00a0x"))]


@pytest.mark.parametrize(
    "text",
    ["NA", "None", "null", "n/a", "-", "007", "1.250,00", "#N/A", "TRUE", "=A1+1", "+31", "-5", "@wijkteam",
     "'s avonds", "regel 1\nregel 2", "_x0041_", "_x000D_",
     "_x005F_", "_x005F_x0041_", "x005F_", "_x00_", "caf\u00e9", "cafe\u0301",
     "\U0001f600 \u0645\u0631\u062d\u0628\u0627", "a\tb", " ervoor en erna ", "12-03-2021", "(3)", "x" * 32_767],
)  # fmt: skip
def test_a_text_stays_as_typed(text: str) -> None:
    assert read_one(rows_written(IDS, ("t1", "2021", text))).rows[0].values[2] == text


@pytest.mark.parametrize("text", ["NA", "_x0041_", "_x005F_", "x005F_", "regel\nregel", " a ", "=A1+1", "12-03-2021"])
def test_a_text_that_openpyxl_wrote_stays_as_typed(text: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Contactmomenten", 0)
    sheet.append(["id", "wanneer"])
    sheet.append(["t1", None])
    sheet["B2"].value = text
    sheet["B2"].data_type = "s"
    content = BytesIO()
    book.save(content)
    assert read_one(content.getvalue()).rows[0].values[1] == text


def test_text_in_colours_is_one_text_and_help_for_reading_aloud_is_none() -> None:
    parts = "<r><rPr><b/></rPr><t>rood</t></r><r><t xml:space='preserve'> en zwart</t></r>"
    aloud = "<t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh>"
    inline = '<row r="3"><c r="A3" t="inlineStr"><is><r><t>in </t></r><r><t>de cel</t></r></is></c></row>'
    rows = cell("A2", 0, "s") + inline + cell("A4", 1, "s")
    table = read_one(by_hand(rows, strings=[parts, aloud]))
    assert [row.values[0] for row in table.rows] == ["rood en zwart", "in de cel", "東京"]


def test_numbers_truths_and_moments_keep_their_kind() -> None:
    values = (12, 12.5, -0.1, True, False, date(2021, 3, 5), datetime(2021, 3, 5, 14, 30), time(9, 15))

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Contactmomenten")
        clock = book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, [f"kop {n}" for n in range(len(values))])
        for column, value in enumerate(values):
            sheet.write(1, column, value, clock if isinstance(value, time) else None)

    read = read_one(written(fill, default_date_format="dd-mm-yyyy hh:mm")).rows[0].values
    assert read == values
    assert [type(value) for value in read] == [type(value) for value in values]


def test_a_yes_or_no_that_libreoffice_saved_as_a_formula_is_a_yes_or_no() -> None:
    cells = '<c r="A2" t="b"><f aca="false">TRUE()</f><v>1</v></c><c r="B2" t="b"><f>FALSE()</f><v>0</v></c>'
    assert read_one(by_hand(f'<row r="2">{cells}</row>')).rows[0].values == (True, False)


def test_an_empty_text_is_an_empty_cell() -> None:
    assert read_one(by_hand(cell("A2", "t1", "str") + cell("B3", "", "str"))).rows[0].values == ("t1", None)


def test_the_place_in_the_list_reads_as_it_is_shown_and_so_does_a_number_with_zeros() -> None:
    for form in ("&quot;(&quot;0&quot;)&quot;", "\\(0\\)", "(0)"):
        assert read_one(by_hand(cell("A2", 3, style=1), forms=[form])).rows[0].values[0] == "(3)"
    assert read_one(by_hand(cell("A2", 7, style=1), forms=["0000"])).rows[0].values[0] == "0007"


def test_a_wrong_dimension_hides_no_rows() -> None:
    rows = cell("A2", "t1", "str") + cell("A3", "t2", "str")
    assert len(read_one(by_hand(rows, before='<dimension ref="A1:B2"/>')).rows) == 2
    assert len(read_one(by_hand(rows, before='<dimension ref="A1:XFD1048576"/>')).rows) == 2


def test_cells_and_rows_that_do_not_say_where_they_stand_follow_each_other() -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="str"><v>id</v></c><c t="str"><v>van</v></c></row>'
    sheet += '<row><c/><c t="str"><v>moeder</v></c></row></sheetData></worksheet>'
    table = read_one(by_hand(sheet=sheet))
    assert (table.headers, table.rows[0].number, table.rows[0].values) == (("id", "van"), 2, (None, "moeder"))


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    rows = cell("A2", "t1", "str") + cell("B3", "2021-03-05", "d") + cell("B4", "2021-03-05T14:30:00", "d")
    table = read_one(by_hand(rows, main="http://purl.oclc.org/ooxml/spreadsheetml/main"))
    assert [row.values[1] for row in table.rows] == [None, date(2021, 3, 5), datetime(2021, 3, 5, 14, 30)]


def test_what_is_hidden_is_read_and_told() -> None:
    hidden = '<row r="2" hidden="1"><c r="A2" t="str"><v>t1</v></c><c r="B2" t="str"><v>2021</v></c></row>'
    columns = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    content = by_hand(hidden + cell("A3", "t2", "str"), before=columns, state='state="veryHidden"')
    told = reported(content)
    assert len(read_one(content).rows) == 2
    assert told["workbook_hidden_rows"].values["rows"] == "2"
    assert told["workbook_hidden_columns"].values["columns"] == "B"
    assert "workbook_hidden_sheet" in told
    assert "workbook_unseen" in reported(by_hand(cell("A2", 5, style=1), forms=[";;;"]))


def test_comments_links_and_pictures_are_told_with_their_cells_and_without_their_authors() -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Contactmomenten", 0)
    sheet.append(["id", "bron"])
    sheet.append(["t1", "brief"])
    sheet["A2"].comment = Comment("let op", "een medewerker")
    sheet["B2"].comment = Comment("let op", "een medewerker")
    sheet["B2"].hyperlink = "https://voorbeeld.example/"
    sheet.add_chart(BarChart(), "D4")
    content = BytesIO()
    book.save(content)
    told = reported(content.getvalue())
    assert told["workbook_comments"].values["cells"] == "A2, B2"
    assert told["workbook_hyperlink"].values["cells"] == "B2"
    assert "workbook_drawing" in told
    assert "medewerker" not in "".join(problem.sentence() for problem in told.values())


def test_comments_in_a_conversation_are_told_too() -> None:
    threads = '<ThreadedComments><threadedComment ref="A2"/><threadedComment ref="A2"/></ThreadedComments>'
    content = by_hand(
        cell("A2", "t1", "str"),
        sheet_relations=relations(("r1", "threadedComment", "../threadedComments/one.xml")),
        more={"xl/threadedComments/one.xml": threads},
    )
    assert reported(content)["workbook_comments"].values["cells"] == "A2"


def test_formats_far_below_the_table_are_skipped_and_told() -> None:
    rows = cell("A2", "t1", "str") + "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(3, 2_000))
    told = reported(by_hand(rows))["workbook_formatted"].values
    assert (told["first"], told["last"]) == (3, 1_999)
    assert reported(rows_written(IDS, ("t1", "2021", "x"))) == {}


def test_a_sheet_that_the_kit_does_not_know_may_hold_anything() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Boodschappen")
        sheet.merge_range(0, 0, 0, 3, "Mijn lijst")
        sheet.write_formula(5, 5, "=1+1", None, 2)

    assert set(reported(written(fill))) == {"workbook_not_judged"}


def test_the_sheets_of_the_kit_itself_are_not_told_about() -> None:
    def fill(book: Any) -> None:
        book.add_worksheet("Contactmomenten").write_row(0, 0, IDS)
        for name in ("Lees mij", "Lijsten"):
            sheet = book.add_worksheet(name)
            sheet.write(3, 3, "uitleg")
            sheet.hide()

    assert reported(written(fill)) == {}


def test_who_made_the_workbook_is_neither_read_nor_told() -> None:
    def fill(book: Any) -> None:
        book.set_properties({"author": "een medewerker", "company": "een instelling"})
        book.add_worksheet("Contactmomenten").write_row(0, 0, IDS)

    read = workbook_tables(written(fill), "casus.xlsx")
    assert read.report == ()
    assert "medewerker" not in str(read)


OWN = ("Datum", "Wie", "Met wie", "Wat gebeurde er")


def own_sheet(more: Callable[[Any], None]) -> bytes:
    """A sheet of one's own: a merged title, an empty row, headers of one's own."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Blad1")
        sheet.merge_range(0, 0, 0, 3, "Casus met drie loketten")
        sheet.write_row(2, 0, OWN)
        sheet.write_row(3, 0, ("maart 2021", "inwoner", "gemeente", "Belt."))
        more(sheet)

    return written(fill)


def test_a_sheet_of_ones_own_may_have_a_merged_title_above_its_headers() -> None:
    read = workbook_tables(own_sheet(lambda sheet: None), "casus.xlsx")
    assert (read.tables[0].headers, read.tables[0].header_row) == (OWN, 3)
    assert [problem.code for problem in read.report] == ["workbook_above"]


def test_a_sheet_of_ones_own_is_judged_like_one_of_the_kit() -> None:
    with pytest.raises(InputRefused) as error:
        workbook_tables(own_sheet(lambda sheet: sheet.write_formula(3, 3, '="Belt"&"."')), "casus.xlsx")
    assert [problem.code for problem in error.value.problems] == ["workbook_formula"]
