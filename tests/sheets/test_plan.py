"""The sheets say everything a case can hold, in names that cannot be mistaken."""

from __future__ import annotations

from collections import Counter

import pytest
from pydantic import BaseModel

from casekit import case as case_module
from casekit.sheets.plan import Sheet, find_sheet, fitting_sheet, header_field, known_headers, nearest, sheet, sheets

LISTS = {one.name for one in sheets()} | {"observed", "promise", "alternatives"}
"""What is a sheet, or more columns than one."""


def fields_of(part: str) -> set[str]:
    model: type[BaseModel] = getattr(case_module, part)
    return {info.alias or name for name, info in model.model_fields.items()}


@pytest.mark.parametrize("one", sheets(), ids=lambda one: one.name)
def test_every_field_of_a_case_has_a_column_or_a_sheet(one: Sheet) -> None:
    columns = {field.name.split(".")[0] for field in one.fields} | LISTS
    assert fields_of(one.part) <= columns


def test_a_promise_and_the_period_have_a_column_for_each_of_their_fields() -> None:
    touchpoints = {field.name for field in sheet("touchpoints").fields}
    assert {f"promise.{name}" for name in fields_of("Promise") - {"what"}} < touchpoints
    assert {f"observed.{name}" for name in fields_of("Period")} < {field.name for field in sheet("case").fields}


@pytest.mark.parametrize("one", sheets(), ids=lambda one: one.name)
def test_no_two_columns_of_a_sheet_can_be_mistaken_for_each_other(one: Sheet) -> None:
    names = Counter(name for field in one.fields for name in known_headers(one, field))
    assert [name for name, n in names.items() if n > 1] == []


@pytest.mark.parametrize("name", ["Contactmomenten", "touchpoints", " TOUCHPOINTS ", "Touchpoints"])
def test_a_sheet_is_found_by_its_name_in_either_language(name: str) -> None:
    assert find_sheet(name) is sheet("touchpoints")


@pytest.mark.parametrize("header", ["antwoord op", "Antwoord  op *", "responds to", "responds_to", "RESPONDS_TO"])
def test_a_column_is_found_by_its_name_in_either_language(header: str) -> None:
    field = header_field(sheet("touchpoints"), header)
    assert field is not None
    assert field.name == "responds_to"


def test_what_is_nearly_a_known_name_is_told_but_not_taken_for_it() -> None:
    known = {"contactmomenten": "Contactmomenten"}
    assert nearest("contactmoment", known) == "Contactmomenten"
    assert nearest("boodschappen", known) is None
    assert find_sheet("contactmoment") is None


def test_the_columns_know_what_they_hold() -> None:
    fields = {field.name: field for field in sheet("touchpoints").fields}
    assert fields["kind"].words == "kind"
    assert fields["from"].refers == "actors"
    assert fields["responds_to"].refers == "touchpoints"
    assert fields["experience"].options == ("-1", "0", "1")
    assert {name for name, field in fields.items() if field.required} == {"id", "from", "to", "kind"}
    assert fields["promise.due"].kind == fields["when"].kind == "moment"


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        (["datum", "wie", "aan wie", "soort"], "touchpoints"),
        (["id", "van", "naar", "soort"], "touchpoints"),
        (["id", "soort"], "actors"),
        (["naam", "organisatie"], "actors"),
        (["veld", "waarde", "uitleg"], "case"),
        (["id", "dagen geldig"], "items"),
        (["bron", "actor"], "coverage"),
    ],
)
def test_a_sheet_is_known_by_its_headers(headers: list[str], name: str) -> None:
    found = fitting_sheet(headers)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("headers", [[], ["melk", "brood"], ["datum", "omschrijving"], ["van", "naar"]])
def test_headers_that_lack_what_is_needed_fit_no_sheet(headers: list[str]) -> None:
    assert fitting_sheet(headers) is None
