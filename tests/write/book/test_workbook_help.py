"""What helps in a workbook: drop-downs, explanations, colours for what is missing, widths and print set-up."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

import casekit as ck
from casekit.sheets.plan import Field, sheets
from casekit.sheets.rows import column_letters
from casekit.text import LANGUAGES
from casekit.vocabulary import codes, label
from casekit.write.book.choices import explanation
from casekit.write.book.look import COLOURS, row_height, width
from casekit.write.book.workbook import case_workbook, template_workbook
from tests.few import mostly_slow

LIST_SHEETS = [one for one in sheets() if one.name != "case"]


@pytest.fixture(scope="module", params=LANGUAGES)
def template(request: pytest.FixtureRequest) -> tuple[str, Any]:
    return request.param, openpyxl.load_workbook(BytesIO(template_workbook("casus", request.param)))


def helps(page: Any) -> dict[str, DataValidation]:
    """What helps in each column, by its letters."""
    return {re.match("[A-Z]+", str(one.sqref))[0]: one for one in page.data_validations.dataValidation}  # type: ignore[index]


def columns(lang: str, book: Any) -> list[tuple[Field, DataValidation]]:
    """Every column of every sheet with what helps there."""
    return [
        (field, helps(book[one.title(lang)])[column_letters(place)])
        for one in LIST_SHEETS
        for place, field in enumerate(one.fields)
    ]


def words_behind(book: Any, formula: str) -> list[str]:
    """What a drop-down offers: the words between quotes, or the cells that its name stands for."""
    if formula.startswith('"'):
        return formula.strip('"').split(",")
    title, cells = book.defined_names[formula].attr_text.split("!")
    return [str(cell.value) for (cell,) in book[title.strip("'")][cells.replace("$", "")]]


def test_a_closed_list_offers_exactly_the_words_of_the_vocabulary(template: tuple[str, Any]) -> None:
    lang, book = template
    closed = [(field, one) for field, one in columns(lang, book) if field.words]
    assert len(closed) > 10
    for field, one in closed:
        assert field.words is not None
        assert words_behind(book, one.formula1) == [label(field.words, code, lang) for code in codes(field.words)]
        assert one.showErrorMessage
        assert one.error


def test_yes_and_no_and_other_fixed_values_are_offered(template: tuple[str, Any]) -> None:
    lang, book = template
    for field, one in columns(lang, book):
        if field.kind == "yes_no":
            assert words_behind(book, one.formula1) == {"nl": ["ja", "nee"], "en": ["yes", "no"]}[lang]
        elif field.options:
            assert words_behind(book, one.formula1) == list(field.options)


def test_a_reference_offers_the_ids_of_the_other_sheet_and_takes_other_words_too(template: tuple[str, Any]) -> None:
    lang, book = template
    titles = {one.name: one.title(lang) for one in sheets()}
    referring = [(field, one) for field, one in columns(lang, book) if field.refers]
    assert {"from", "to", "issue", "stage", "source", "responds_to"} <= {field.name for field, _ in referring}
    for field, one in referring:
        assert field.refers is not None
        assert f"'{titles[field.refers]}'!" in book.defined_names[one.formula1].attr_text
        assert not one.showErrorMessage


def test_every_column_explains_itself_within_what_a_workbook_can_show(template: tuple[str, Any]) -> None:
    lang, book = template
    for field, one in columns(lang, book):
        assert one.showInputMessage
        assert one.promptTitle == field.header(lang)[:32]
        assert one.prompt.startswith(explanation(field, lang))
        assert explanation(field, lang)
        assert len(one.prompt) <= 255


def test_only_columns_that_must_be_filled_have_a_star_and_the_darkest_header(template: tuple[str, Any]) -> None:
    lang, book = template
    for one in LIST_SHEETS:
        for field, cell in zip(one.fields, book[one.title(lang)][1], strict=True):
            assert cell.value == field.header(lang) + (" *" if field.required else "")
            dark = COLOURS["needed" if field.required else "header"].replace("#", "FF")
            assert cell.fill.fgColor.rgb == dark


def rules(page: Any) -> dict[str, list[tuple[str, str]]]:
    """Per column the formulas of its colours, each with its colour."""
    found: dict[str, list[tuple[str, str]]] = {}
    for area, some in page.conditional_formatting._cf_rules.items():
        letters = re.match("[A-Z]+", str(area.sqref))[0]  # type: ignore[index]
        for rule in some:
            fill = rule.dxf.fill
            found.setdefault(letters, []).append((rule.formula[0], fill.bgColor.rgb if fill else ""))
    return found


def test_a_missing_value_an_unknown_name_and_a_strange_date_get_a_colour() -> None:
    book = openpyxl.load_workbook(BytesIO(template_workbook("casus")))
    touchpoints = next(one for one in sheets() if one.name == "touchpoints")
    found = rules(book["Contactmomenten"])
    missing, unsure = (COLOURS[name].replace("#", "FF") for name in ("missing", "unsure"))
    for place, field in enumerate(touchpoints.fields):
        mine = found.get(column_letters(place), [])
        assert any(colour == missing and "LEN(TRIM(" in formula for formula, colour in mine) == field.required
        assert any(colour == unsure and "COUNTIF('" in formula for formula, colour in mine) == bool(field.refers)
        assert any(colour == unsure and "FIND(" in formula for formula, colour in mine) == (field.kind == "moment")


def test_headers_and_ids_stay_in_view_and_can_be_filtered(template: tuple[str, Any]) -> None:
    lang, book = template
    for one in LIST_SHEETS:
        page = book[one.title(lang)]
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref == f"A1:{column_letters(len(one.fields) - 1)}2"
    assert book[sheets()[0].title(lang)].freeze_panes == "B2"


def test_every_sheet_prints_across_the_page_with_its_header_name_and_number(template: tuple[str, Any]) -> None:
    lang, book = template
    for one in sheets():
        page = book[one.title(lang)]
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize in (8, 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.print_title_rows == "$1:$1"
        assert "&A" in page.oddFooter.left.text
        assert "&P" in page.oddFooter.right.text
        if (page.page_setup.fitToWidth or 1) > 1:
            assert page.print_title_cols == "$A:$A"
    first = book.worksheets[0]
    assert (first.page_setup.fitToWidth, first.page_setup.fitToHeight) in [(1, 1), (None, None)]
    assert first.page_setup.orientation == "portrait"


def test_the_lists_are_hidden_and_nothing_else_is(template: tuple[str, Any]) -> None:
    _, book = template
    assert [page.sheet_state for page in book.worksheets[:-1]] == ["visible"] * (len(book.worksheets) - 1)
    assert book.worksheets[-1].sheet_state == "hidden"
    for page in book.worksheets:
        assert not any(one.hidden for one in page.column_dimensions.values())
        assert not any(one.hidden for one in page.row_dimensions.values())
        assert not page.merged_cells.ranges


def test_tabs_show_what_is_needed(template: tuple[str, Any]) -> None:
    lang, book = template
    colours = {one.name: book[one.title(lang)].sheet_properties.tabColor.rgb for one in sheets()}
    assert colours["actors"] == colours["touchpoints"] != colours["norms"]
    assert all(page.sheet_properties.tabColor is not None for page in book.worksheets[:-1])


@pytest.mark.parametrize("name", mostly_slow(["bijstand-aanvraag", "kinderarmoede"], "bijstand-aanvraag"))
def test_no_text_stands_in_a_row_that_is_too_low_for_it(name: str) -> None:
    book = openpyxl.load_workbook(BytesIO(case_workbook(ck.example(name))))
    seen = 0
    for page in book.worksheets[1:-1]:
        widths = {n: one.width for one in page.column_dimensions.values() for n in range(one.min, one.max + 1)}
        for row in page.iter_rows(min_row=2):
            for cell in row:
                room = widths[cell.column] * 1.25  # letters are narrower than digits
                lines = -(-len(str(cell.value or "")) // room)
                height = page.row_dimensions[cell.row].height or 15
                assert lines * 15 <= height or height > 400, (page.title, cell.coordinate)
                seen += lines > 1
    assert seen > 20


def test_a_column_is_as_wide_as_it_needs_and_no_wider_than_reads_well() -> None:
    by_name = {field.name: field for field in LIST_SHEETS[1].fields}
    assert width(by_name["summary"], "wat gebeurde er", ["x" * 500]) == 60
    assert width(by_name["to"], "naar", ["gemeente"]) == 10
    assert width(by_name["turning_point"], "keerpunt", [None]) == len("keerpunt") + 4
    assert width(None, "x", []) == 8


def test_a_row_is_as_high_as_its_longest_text() -> None:
    assert row_height([("kort", 20), (None, 10), (3, 1)]) is None
    assert row_height([("een twee drie vier vijf zes", 10)]) == 45
    assert row_height([("a\nb", 10)]) == 30
    assert row_height([("woord " * 5_000, 10)]) == 405
