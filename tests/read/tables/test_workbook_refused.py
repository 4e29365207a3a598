"""A workbook that cannot be read without a guess or a risk is refused: each thing once, with its cells."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest

from casekit.errors import Cell, InputRefused
from casekit.read.tables.workbook import workbook_tables

from .workbooks import SHEET, by_hand, cell, packed, refused, relations, rows_written, worksheet, written

GOOD = by_hand(cell("A2", "t1", "str"))
ARRAY = '<row r="2"><c r="A2"><f t="array" ref="A2:A4">B2:B4</f><v>1</v></c></row>'
TABLE = '<row r="2"><c r="A2"><f t="dataTable" ref="A2:B9"/><v>1</v></c></row>'
MERGED = '<mergeCells count="1"><mergeCell ref="A4:A6"/></mergeCells>'


def codes(content: bytes, file: str = "casus.xlsx") -> list[str]:
    return [problem.code for problem in refused(content, file)]


def found(content: bytes) -> list[tuple[str, str, str]]:
    """The code, the cell where it begins, and the cells that are named."""
    return [(p.code, str(p.line), str(p.values.get("cells", ""))) for p in refused(content)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (by_hand(ARRAY), ("workbook_formula", "A2", "A2:A4")),
        (by_hand(TABLE), ("workbook_formula", "A2", "A2:B9")),
        (by_hand('<row r="2"><c r="A2"><f>1+1</f></c></row>'), ("workbook_formula", "A2", "A2")),
        (by_hand('<row r="2"><c r="A2" t="str"><f t="shared" si="0"/><v>x</v></c></row>'),
         ("workbook_formula", "A2", "A2")),
        (by_hand('<row r="9999"><c r="ZZ9999"><f>NOW()</f></c></row>'), ("workbook_formula", "ZZ9999", "ZZ9999")),
        (by_hand(cell("A2", "x", "str"), after=MERGED), ("workbook_merged", "A4", "A4:A6")),
        (by_hand(cell("A2", "#N/A", "e")), ("workbook_error_value", "A2", "A2")),
        (by_hand(cell("A2", "123456789012345678")), ("workbook_long_number", "A2", "A2")),
        (by_hand(cell("A2", 60, style=1), forms=["dd-mm-yyyy"]), ("workbook_day_60", "A2", "A2")),
        (by_hand(cell("A2", -1, style=1), forms=["dd-mm-yyyy"]), ("workbook_date_outside", "A2", "A2")),
        (by_hand(cell("A2", 44260, style=1), forms=["d-mmm"]), ("workbook_no_year", "A2", "A2")),
        (by_hand(cell("A2", "x" * 40_000, "str")), ("workbook_long_text", "A2", "A2")),
        (by_hand(cell("A2", 0, "s"), strings=["<t>a&#8238;b</t>"]), ("workbook_control_character", "A2", "A2")),
        (by_hand(cell("A2", 5, "s")), ("workbook_broken_cell", "A2", "A2")),
        (by_hand(cell("A2", "vijf")), ("workbook_broken_cell", "A2", "A2")),
        (by_hand(cell("A60001", "x", "str")), ("workbook_far", "A60001", "A60001")),
        (by_hand(cell("A1048576", "x", "str")), ("workbook_far", "A1048576", "A1048576")),
        (by_hand(cell("XFD2", "x", "str")), ("workbook_far", "XFD2", "XFD2")),
        (by_hand(cell("A3", 1) + cell("A2", 1)), ("workbook_order", "A2", "A2")),
        (by_hand(cell("A2", 1) + cell("A2", 1)), ("workbook_order", "A2", "A2")),
        (by_hand('<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>'), ("workbook_order", "A2", "A2")),
        (by_hand('<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>'), ("workbook_order", "A2", "A2")),
        (by_hand('<row r="2"><c r="A9"><v>1</v></c></row>'), ("workbook_order", "A9", "A9")),
        (by_hand('<row r="2"><c r="A0"><v>1</v></c></row>'), ("workbook_broken_cell", "A2", "A2")),
        (by_hand(cell("E3", "los", "str")), ("workbook_no_header", "E3", "E3")),
        (rows_written(("id", "ID "), ("t1", "t1")), ("workbook_double_header", "B1", "B1")),
    ],
)  # fmt: skip
def test_one_thing_that_is_wrong_is_named_with_its_cell(content: bytes, problem: tuple[str, str, str]) -> None:
    assert found(content) == [problem]


def test_the_same_thing_in_many_cells_is_one_message() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet("Contactmomenten")
        sheet.write_row(0, 0, ["id", "dag"])
        for row in range(1, 501):
            sheet.write_formula(row, 1, f"=A{row}")
        sheet.write_formula(700, 0, "=1")

    assert found(written(fill)) == [("workbook_formula", "B2", "A701, B2:B501")]


def test_everything_is_told_at_once_from_the_top_to_the_end() -> None:
    def fill(book: Any) -> None:
        for name in ("Actoren", "Contactmomenten"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["id", "soort"])
            sheet.write(4, 5, "los")
            sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")
            sheet.merge_range("A7:A9", "drie")

    problems = refused(written(fill))
    assert [(p.line.sheet, p.code) for p in problems if isinstance(p.line, Cell)] == [
        (name, code)
        for name in ("Actoren", "Contactmomenten")
        for code in ("workbook_formula", "workbook_no_header", "workbook_merged")
    ]


def test_a_header_that_comes_twice_names_the_other() -> None:
    (problem,) = refused(rows_written(("id", "van", "Van"), ("t1", "a", "b")))
    assert (str(problem.line), problem.values["other"], problem.values["header"]) == ("C1", "B1", "Van")


@pytest.mark.parametrize(
    ("content", "file", "code"),
    [
        (b"", "casus.xlsx", "package_empty"),
        (b"id;naam\n1;x", "casus.xlsx", "not_a_package"),
        (b"<html>niet gevonden</html>", "casus.xlsx", "not_a_package"),
        (GOOD[: len(GOOD) // 2], "casus.xlsx", "package_cut_off"),
        (GOOD[:-1], "casus.xlsx", "package_cut_off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), "casus.xls", "old_office"),
        (GOOD, "casus.numbers", "workbook_numbers"),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "casus.ods",
         "open_document"),
        (packed({"word/document.xml": "<x/>"}), "casus.xlsx", "package_other"),
        (packed({"_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.bin")), "xl/workbook.bin": b"\x83"}),
         "casus.xlsb", "workbook_binary"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_gets_its_own_advice(content: bytes, file: str, code: str) -> None:
    assert codes(content, file) == [code]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"xl/vbaProject.bin": b"x"}, "workbook_macros"),
        ({"XL/VBAPROJECT.BIN": b"x"}, "workbook_macros"),
        ({"[Content_Types].xml": '<Types><Override ContentType="vnd.ms-excel.sheet.macroEnabled"/></Types>'},
         "workbook_macros"),
        ({"xl/macrosheets/sheet1.xml": "<x/>"}, "workbook_macros"),
        ({"xl/externalLinks/externalLink1.xml": "<x/>"}, "workbook_links"),
        ({"xl/embeddings/brief.bin": b"x"}, "workbook_embedded"),
        ({"xl/activeX/activeX1.xml": b"x"}, "workbook_embedded"),
        ({"xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "worksheets/sheet1.xml"),
                                                  ("r9", "connections", "connections.xml"))}, "workbook_links"),
        ({"xl/_rels/workbook.xml.rels": relations(("r1", "xlMacrosheet", "worksheets/sheet1.xml"))},
         "workbook_macros"),
        ({"xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "https://elders.example/x.xml"), outside=True)},
         "workbook_broken"),
        ({"xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "worksheets/sheet7.xml"))}, "workbook_broken"),
        ({"xl/_rels/workbook.xml.rels": relations(("r1", "worksheet", "../../../etc/passwd"))}, "workbook_broken"),
        ({"xl/_rels/workbook.xml.rels": relations()}, "workbook_broken"),
        ({"_rels/.rels": relations()}, "workbook_broken"),
        ({"xl/workbook.xml": "<workbook/>"}, "workbook_broken"),
        ({"xl/workbook.xml": "<workbook"}, "xml_broken"),
        ({SHEET: "<html/>"}, "workbook_broken"),
        ({SHEET: "<worksheet"}, "xml_broken"),
        ({SHEET: b"\xff\xfe\x00"}, "xml_broken"),
        ({SHEET: f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{worksheet("&e;")}'}, "xml_entities"),
        ({"xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "x">]><sst><si><t>&a;</t></si></sst>'}, "xml_entities"),
        ({"xl/styles.xml": '<!DOCTYPE styleSheet SYSTEM "x.dtd"><styleSheet/>'}, "xml_entities"),
        ({SHEET: "<a>" * 1_000}, "xml_deep"),
        ({"xl/sharedStrings.xml": "<a>" * 1_000}, "xml_deep"),
        ({SHEET: f'<?xml version="1.0" encoding="dit-bestaat-niet"?>{worksheet("")}'}, "xml_broken"),
    ],
)  # fmt: skip
def test_a_part_that_does_not_belong_or_is_broken_is_refused(more: dict[str, Any], code: str) -> None:
    assert codes(by_hand(cell("A2", "t1", "str"), more=more)) == [code]


def test_a_file_inside_a_sheet_is_refused_however_it_is_called() -> None:
    assert codes(by_hand(sheet_relations=relations(("r1", "oleObject", "../x.bin")))) == ["workbook_embedded"]


def test_two_sheets_of_one_name_and_a_name_with_signs_that_nobody_sees_are_refused() -> None:
    book = '<sheets xmlns:r="x"><sheet name="{}"/></sheets>'
    assert codes(by_hand(name="a&#8238;b")) == ["workbook_sheet_name"]
    assert codes(by_hand(name=" ")) == ["workbook_sheet_name"]
    assert codes(by_hand(name="x" * 1_000_000)) == ["workbook_sheet_name"]
    assert codes(by_hand(book=book.format("contactMOMENTEN"))) == ["workbook_broken", "workbook_sheet_name"]


def test_a_workbook_without_anything_in_it_is_refused() -> None:
    assert codes(by_hand(sheet=worksheet(""))) == ["workbook_no_cells"]
    assert codes(by_hand(book='<sheets xmlns:r="x"/>', sheet=worksheet('<row r="1"/>'))) == ["workbook_no_cells"]


def test_two_parts_of_one_name_are_refused() -> None:
    content = BytesIO(GOOD)
    with zipfile.ZipFile(content, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, worksheet(""))
    assert codes(content.getvalue()) == ["package_double"]


def test_one_broken_sheet_does_not_hide_what_is_wrong_in_another() -> None:
    broken = {"xl/worksheets/sheet1.xml": "<worksheet"}

    def fill(book: Any) -> None:
        book.add_worksheet("Casus")
        book.add_worksheet("Contactmomenten").write_formula(0, 0, "=1")

    with zipfile.ZipFile(BytesIO(written(fill))) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    assert [(problem.code, problem.where("en")) for problem in refused(packed({**parts, **broken}))] == [
        ("xml_broken", "casus.xlsx, sheet Casus, cell A1"),
        ("workbook_formula", "casus.xlsx, sheet Contactmomenten, cell A1"),
    ]


def test_a_message_never_shows_what_stands_in_a_cell() -> None:
    with pytest.raises(InputRefused) as error:
        workbook_tables(
            by_hand(cell("E2", "mevrouw belt in tranen op", "str") + cell("F3", "x" * 40_000, "str")), "f"
        )
    assert "tranen" not in str(error.value)
    assert "xxx" not in str(error.value)


def test_no_cell_is_lost_when_formats_are_skipped() -> None:
    """What looks like an empty cell in a text, in a comment or between half a cell is no empty cell."""
    text = '<row r="2"><c r="A2" t="str"><v><![CDATA[<c r="A9"/>]]></v></c></row>'
    (table,) = workbook_tables(by_hand(text), "casus.xlsx").tables
    assert table.rows[0].values == ('<c r="A9"/>', None)
