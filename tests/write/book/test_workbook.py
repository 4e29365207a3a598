"""A case as a workbook: what stands in its cells, that a text stays a text, and that nothing tells who made it."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest

import casekit as ck
from casekit.case import Case
from casekit.errors import Cell, InputRefused
from casekit.notation import case_of
from casekit.read.tables.assemble import assemble
from casekit.read.tables.recognise import OWN_SHEETS
from casekit.read.tables.workbook import workbook_tables
from casekit.sheets.cells import EXAMPLE_ID, PLACE_FORMAT, from_cell
from casekit.sheets.dates import to_moment
from casekit.sheets.plan import plain_header, sheet, sheets
from casekit.text import LANGUAGES, say
from casekit.write.book.read_me import DATES
from casekit.write.book.workbook import case_workbook, draft_workbook, template_workbook
from tests.few import few_examples

SMALL = "t1: inwoner > gemeente  vraag @2021-03-05\nt2: gemeente > inwoner  antwoord @2021-03"


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def rows(page: Any) -> list[dict[str, Any]]:
    """The rows of a sheet, by header without its star."""
    head, *rest = page.iter_rows(values_only=True)
    return [dict(zip((str(name).removesuffix(" *") for name in head), row, strict=True)) for row in rest]


def with_summary(text: str) -> Case:
    case = case_of(SMALL)
    first = case.touchpoint_list[0].model_copy(update={"summary": text})
    fields = first.model_dump(by_alias=True, exclude_unset=True) | {"summary": text}
    data = case.model_dump(by_alias=True, exclude_unset=True)
    return Case.model_validate(data | {"touchpoints": [fields, *data["touchpoints"][1:]]})


def back(content: bytes) -> Case:
    read = workbook_tables(content, "casus.xlsx")
    assert [problem.code for problem in read.report] == []
    return assemble(read.tables, "casus.xlsx").case


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", few_examples())
def test_the_cases_of_the_kit_come_back_as_they_were(name: str, lang: str) -> None:
    case = ck.example(name)
    assert back(case_workbook(case, lang)) == case


def test_the_sheets_stand_in_the_order_of_the_plan_between_the_explanation_and_the_lists() -> None:
    for lang in LANGUAGES:
        book = opened(case_workbook(case_of(SMALL), lang))
        titles = [one.title(lang) for one in sheets()]
        assert book.sheetnames == [say("book.read_me", lang), *titles, say("book.lists", lang)]
        assert {plain_header(book.sheetnames[0]), plain_header(book.sheetnames[-1])} <= set(OWN_SHEETS)


def test_words_and_headers_are_in_the_language_of_the_workbook() -> None:
    dutch, english = (opened(case_workbook(case_of(SMALL), lang)) for lang in LANGUAGES)
    assert rows(dutch["Contactmomenten"])[0]["soort"] == "vraag"
    assert rows(english["Touchpoints"])[0]["kind"] == "question"


def test_a_text_is_a_text_whatever_it_begins_with() -> None:
    texts = ["=1+1", '=HYPERLINK("x")', "+31", "-5", "@SOM(A1)", "\tx", "http://voorbeeld.nl", "012"]
    row = {"from": "a", "to": "b", "kind": "question"}
    data = [{"id": f"t{number}", **row, "summary": text} for number, text in enumerate(texts)]
    content = case_workbook(
        Case.model_validate({"id": "c", "actors": [{"id": "a"}, {"id": "b"}], "touchpoints": data})
    )
    cells = {cell.value: cell for row in opened(content)["Contactmomenten"].iter_rows() for cell in row}
    for text in texts:
        assert cells[text].data_type == "s"
        assert cells[text].hyperlink is None
        assert cells[text].quotePrefix == (text[0] in "=+-@\t")
    assert [touchpoint.summary for touchpoint in back(content).touchpoint_list] == texts


def test_no_cell_of_any_workbook_holds_a_formula_or_a_link() -> None:
    for content in (case_workbook(with_summary("=1")), template_workbook("casus")):
        parts = zipfile.ZipFile(BytesIO(content))
        pages = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
        assert pages
        assert not any("<f>" in page or "<hyperlink" in page for page in pages)


def test_numbers_are_numbers_and_dates_are_text_in_a_column_that_keeps_text() -> None:
    page = opened(case_workbook(ck.example("bijstand-aanvraag")))["Contactmomenten"]
    head = [str(cell.value) for cell in page[1]]
    when, amount = head.index("wanneer"), head.index("bedrag")
    assert page[2][when].value == "2023-09-04"
    assert page[2][when].number_format == "@"
    amounts = [row[amount].value for row in page.iter_rows(min_row=2) if row[amount].value is not None]
    assert amounts
    assert all(isinstance(value, int | float) for value in amounts)
    for name in ("id", "van", "naar", "wanneer", "wat gebeurde er"):
        column = next(cell.column_letter for cell in page[1] if str(cell.value).removesuffix(" *") == name)
        assert page.column_dimensions[column]._style.numFmtId == 49  # "@": Excel makes no date of what is typed here


def test_a_place_that_nobody_typed_is_a_grey_number_between_brackets() -> None:
    page = opened(case_workbook(case_of(SMALL)))["Contactmomenten"]
    place = next(cell for cell in page[3] if cell.number_format == PLACE_FORMAT)
    assert place.value == 2
    assert place.font.color.rgb == "FF7F7F7F"


def test_the_same_case_gives_the_same_bytes_and_nothing_says_who_made_it_when() -> None:
    case = ck.example("kinderarmoede")
    content = case_workbook(case)
    assert content == case_workbook(case)
    assert template_workbook("casus") == template_workbook("casus")
    about = opened(content).properties
    assert (about.creator, about.lastModifiedBy, about.title, about.description) == (None, None, None, None)
    assert about.created == about.modified
    assert about.created.year == 2000
    parts = zipfile.ZipFile(BytesIO(content))
    assert "<Company></Company>" in parts.read("docProps/app.xml").decode()
    assert not any("comment" in name or "vml" in name for name in parts.namelist())


def test_a_text_that_does_not_fit_in_a_cell_is_refused_with_every_place_and_nothing_is_cut() -> None:
    fits, long = "a" * 32_767, "\N{GRINNING FACE}" * 16_384
    assert back(case_workbook(with_summary(fits))).touchpoint_list[0].summary == fits
    case = with_summary(long)
    case = Case.model_validate(case.model_dump(by_alias=True, exclude_unset=True) | {"note": long})
    with pytest.raises(InputRefused) as error:
        case_workbook(case)
    problems = error.value.problems
    assert [problem.code for problem in problems] == ["too_long_for_excel"] * 2
    assert [place.sheet for problem in problems if isinstance(place := problem.line, Cell)] == [
        "Casus",
        "Contactmomenten",
    ]
    assert "te lang voor Excel" in problems[0].sentence()
    assert "YAML" in problems[0].sentence()


def test_what_the_kit_does_not_know_gets_a_column_or_a_row_of_its_own() -> None:
    case = Case.model_validate(
        case_of(SMALL).model_dump(by_alias=True, exclude_unset=True)
        | {"buurt": "noord", "actors": [{"id": "inwoner", "kleur": "groen"}, {"id": "gemeente"}]}
    )
    book = opened(case_workbook(case))
    assert book["Actoren"][1][-1].value == "kleur"
    assert rows(book["Actoren"])[0]["kleur"] == "groen"
    assert [row["waarde"] for row in rows(book["Casus"]) if row["veld"] == "buurt"] == ["noord"]
    assert back(case_workbook(case)) == case


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_has_one_example_row_per_sheet_that_does_not_count(lang: str) -> None:
    content = template_workbook("mijn-casus", lang)
    tables = {table.name: table for table in workbook_tables(content, "casus.xlsx").tables}
    for one in sheets()[1:]:
        (row,) = tables[one.title(lang)].rows
        assert any(str(value).startswith(EXAMPLE_ID[lang]) for value in row.values[:2])
        assert sum(value is not None for value in row.values) >= len(one.fields) - 1  # a stage of all issues has none
    with pytest.raises(InputRefused) as error:
        assemble(tuple(tables.values()), "casus.xlsx")
    assert {problem.code for problem in error.value.problems} == {"no_actors", "no_touchpoints"}


def test_a_template_that_is_filled_in_becomes_a_case() -> None:
    book = opened(template_workbook("mijn-casus"))
    book["Actoren"]["A3"], book["Actoren"]["A4"] = "inwoner", "gemeente"
    page = book["Contactmomenten"]
    places = {str(cell.value).removesuffix(" *"): cell.column_letter for cell in page[1]}
    typed = {"id": "t1", "wanneer": "5 maart 2021", "van": "inwoner", "naar": "gemeente", "soort": "aanvraag"}
    for name, value in typed.items():
        page[f"{places[name]}3"] = value
    content = BytesIO()
    book.save(content)
    imported = assemble(workbook_tables(content.getvalue(), "mijn-casus.xlsx").tables, "mijn-casus.xlsx")
    assert imported.case.id == "mijn-casus"
    assert imported.case.touchpoint_list[0].when == "2021-03-05"
    assert {row.reason for tally in imported.tally for row in tally.aside} == {"example"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_way_to_write_a_time_that_the_workbook_shows_can_be_read(lang: str) -> None:
    between = {"nl": " of ", "en": " or "}[lang]
    shown = [say(f"book.date.{name}", lang) for name in DATES if name != "unknown"]
    read = [to_moment(one) for text in shown for one in text.split(between)]
    assert read[:5] == ["2021-03-05", "2021-03-05", "2021-03", "2021", "2021-03~"]
    assert read[5:] == ["2021-03-05/2021-03-12", "t3 + 2 weeks", "12"]


def test_several_values_are_written_as_the_workbook_says() -> None:
    example = say("book.also_is.several").rpartition(": ")[2].rstrip(".")
    assert from_cell(sheet("touchpoints").field("to"), example) == ["gemeente", "wijkteam"]


def test_a_draft_marks_its_guesses_by_colour_and_in_a_column_with_the_reason() -> None:
    rows_of = {
        "actors": [{"id": "moeder"}, {"id": "gemeente", "kind": "gemeente"}],
        "touchpoints": [{"id": "t1", "from": "moeder", "to": "gemeente", "kind": "vraag", "zin": "Moeder belt."}],
    }
    guesses = {("touchpoints", 0, "kind"): "staat er niet met zoveel woorden", ("actors", 1, "kind"): "uit de naam"}
    book = opened(draft_workbook("verhaal", rows_of, guesses))
    page = book["Contactmomenten"]
    (row,) = rows(page)
    assert (row["zin"], row["voorstel van de kit"]) == ("Moeder belt.", "soort: staat er niet met zoveel woorden")
    blue = [cell.value for cell in page[2] if cell.fill.fgColor.rgb == "FFCFE2F3"]
    assert blue == ["vraag"]
    assert rows(book["Actoren"])[0]["voorstel van de kit"] is None
    assert any(cell.value == "blauwe cel" for cell in book["Lees mij"]["A"])
    assert not any(cell.value == "blauwe cel" for cell in opened(template_workbook("x"))["Lees mij"]["A"])
