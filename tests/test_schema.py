"""The fields of a case file: each is explained, its example is right, and the shipped schema agrees."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter

from casekit import case as case_module
from casekit.case import Case
from casekit.schema import FILE_NAME, case_schema, field_texts, schema_text
from casekit.vocabulary import find_code

PARTS: dict[str, type[BaseModel]] = {name: getattr(case_module, name) for name in case_module.__all__}
FIELDS = [
    (part, info.alias or name, info) for part, model in PARTS.items() for name, info in model.model_fields.items()
]
SCHEMA = case_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

MINIMAL = """
id: minimal
actors: [{id: a, kind: inwoner}, {id: b, kind: gemeente}]
touchpoints:
  - {id: t1, from: a, to: b, kind: aanvraag}
"""


def as_editors_read(text: str) -> Any:
    """YAML as an editor reads it, dates as text."""
    return yaml.load(text.replace(": 2021-", ": !!str 2021-"), yaml.SafeLoader)


def complaints(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(as_editors_read(text))]


def test_every_field_is_explained_in_two_languages_with_an_example() -> None:
    for part, field, _ in FIELDS:
        texts = field_texts()[part].get(field)
        assert texts, f"write [{part}.{field}] in casekit/vocabulary/fields.toml"
        assert set(texts) == {"nl", "en", "example"}, f"{part}.{field}"
        assert all(text.strip() for text in texts.values()), f"{part}.{field}"


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_explained_and_no_field_that_is_gone_is(part: str) -> None:
    texts = field_texts()[part]
    assert texts["nl"].strip()
    assert texts["en"].strip()
    assert set(texts) - {"nl", "en"} == {field for owner, field, _ in FIELDS if owner == part}


def test_no_part_that_is_gone_is_explained() -> None:
    assert set(field_texts()) == set(PARTS)


def test_every_example_is_a_value_that_reading_accepts() -> None:
    refused = {}
    for part, field, info in FIELDS:
        typed = yaml.load(field_texts()[part][field]["example"], yaml.BaseLoader)
        try:
            read = TypeAdapter(info.rebuild_annotation()).validate_python(typed)
        except ValueError as error:
            refused[f"{part}.{field}"] = str(error)
        else:
            assert read not in (None, (), {}), f"{part}.{field}"
    assert refused == {}


def test_every_example_passes_the_schema_of_its_field() -> None:
    wrong = {}
    for part, field, _ in FIELDS:
        properties = (SCHEMA if part == "Case" else SCHEMA["$defs"][part])["properties"]
        (example,) = properties[field]["examples"]
        errors = Draft202012Validator({**properties[field], "$defs": SCHEMA["$defs"]}).iter_errors(example)
        wrong[f"{part}.{field}"] = [error.message for error in errors]
    assert {name: messages for name, messages in wrong.items() if messages} == {}


def test_the_schema_is_itself_a_valid_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_shipped_schema_is_the_schema_of_the_fields() -> None:
    shipped = files("casekit").joinpath(FILE_NAME).read_text(encoding="utf-8")
    assert shipped == schema_text(), "run `casekit schema -o casekit/case.schema.json` and commit the result"


def test_the_smallest_case_passes_the_schema() -> None:
    assert complaints(MINIMAL) == []
    assert len(Case.model_validate(as_editors_read(MINIMAL)).touchpoint_list) == 1


def test_an_unknown_kind_is_refused() -> None:
    assert find_code("kind", "zwaaien") is None
    assert complaints(MINIMAL.replace("aanvraag", "zwaaien"))


@pytest.mark.parametrize("missing", ["id: t1, ", "from: a, ", "to: b, ", ", kind: aanvraag"])
def test_a_touchpoint_without_a_required_field_is_refused(missing: str) -> None:
    assert complaints(MINIMAL.replace(missing, ""))


@pytest.mark.parametrize("kind", ["application", "verzoek om stukken", "verzoek_stukken", "beschikking"])
def test_words_of_a_closed_list_are_accepted_in_either_language(kind: str) -> None:
    assert find_code("kind", kind)
    assert complaints(MINIMAL.replace("aanvraag", kind)) == []


@pytest.mark.parametrize(
    "field",
    [
        "when: 2021-03-05",
        "when: 12",
        "to: [b, c]",
        "responds_to: t0",
        "responds_to: [t0]",
        "responds_to:",
        "promise: true",
        "promise: we bellen terug",
        "promise: {what: we bellen terug, due: 2021-03-12}",
        "turning_point: ja",
        "says: {inkomen: 900}",
        "a_field_of_our_own: kept",
    ],
)
def test_the_schema_accepts_what_reading_accepts(field: str) -> None:
    key = field.partition(":")[0]
    text = MINIMAL.replace(", to: b", "") if key == "to" else MINIMAL
    text = text.replace("kind: aanvraag}", "kind: aanvraag, " + field + "}")
    assert complaints(text) == []
    strings = yaml.load(text, yaml.BaseLoader)
    if not field.endswith(":"):
        assert Case.model_validate(strings).touchpoint_list[0].kind == "application"


@pytest.mark.parametrize("field", ["experience: 2", "amount: veel", "outcome: misschien", "to: []", "promise: [a]"])
def test_the_schema_refuses_what_reading_refuses(field: str) -> None:
    key = field.partition(":")[0]
    text = MINIMAL.replace(", to: b", "") if key == "to" else MINIMAL
    text = text.replace("kind: aanvraag}", "kind: aanvraag, " + field + "}")
    assert complaints(text)
    with pytest.raises(ValueError, match=key):
        Case.model_validate(yaml.load(text, yaml.BaseLoader))
