"""Writing a case and reading it back gives the same case, whatever people typed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casekit.case import Case
from casekit.examples import example as example_case
from casekit.read.case_file import parse_case
from casekit.read.safe.guard import read_yaml
from casekit.write.case_file import case_text
from tests.few import few_examples
from tests.stalls.made import case_data

# All that people can type: not the signs that the reader refuses.
TYPED = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufeff"
                  "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", include_characters="\n\t\r\x85"),
    min_size=1,
).filter(str.strip)  # fmt: skip
HARD = (
    "012", "0123 AB", "no", "ja", "true", "null", "~", "2021-03-05", "12:30", "1.50", "1e3", ".5", "-", "- a", "? a",
    "a: b", "a #b", "#a", "'a'", '"a"', "it's", "@a", "`a", "%a", "!a", "&a", "*a", "[a]", "{a}", "a,", "|", ">", "=",
    "<<", "---", "...", "eerste\ntweede", "  spaties ", "regel \nmet spatie", "\n\nx", "x\n", "x\n\n", "  in\nsprong",
    "a\\nb", "a\tb", "caf\u00e9", "\U0001f600", "\u0627", "x" * 300, "woord " * 60, "dubbele  spaties  " * 20,
    "a\u2028b", "a\x85b", "a\rb", "-1", "1/2", "~3", "..", "-.-1",
)  # fmt: skip


def read_back(case: Case) -> Case:
    text = case_text(case)
    back, _ = parse_case(read_yaml(text.encode("utf-8"), "case.yaml"))
    assert case_text(back) == text
    return back


def case_saying(text: str, **fields: Any) -> Case:
    row = {"id": "t1", "from": "a", "to": ["b"], "kind": "question", "summary": text, "says": {text: text}}
    return Case.model_validate(
        {
            "id": "c",
            "title": text,
            "actors": [{"id": "a", "kind": "resident", "label": text}, {"id": "b"}],
            "touchpoints": [row | fields],
        }
    )


@pytest.mark.parametrize("text", HARD)
def test_text_that_yaml_could_take_for_something_else_comes_back_as_it_was(text: str) -> None:
    case = case_saying(text, note=text, due_basis=text)
    assert read_back(case) == case


@given(TYPED, TYPED)
@example("\u2028a", "\x85 a")
def test_any_text_comes_back_as_it_was(text: str, other: str) -> None:
    case = case_saying(text, note=other)
    assert read_back(case) == case


@given(case_data())
def test_a_random_case_comes_back_equal(data: dict[str, Any]) -> None:
    case = Case.model_validate(data)
    text = case_text(case)
    assert Case.model_validate(read_yaml(text.encode(), "f").data) == case


@pytest.mark.parametrize("name", few_examples())
def test_the_cases_of_the_kit_come_back_equal(name: str) -> None:
    case = example_case(name)
    assert read_back(case) == case


@pytest.mark.parametrize(
    "extra", ["los woord", ["een"], ["een", "twee"], [], {"diep": {"dieper": ["012", "no"]}}, "2021-03-05"]
)
def test_a_field_that_the_kit_does_not_know_comes_back_as_it_was(extra: Any) -> None:
    case = case_saying("x", eigen_veld=extra)
    assert read_back(case).touchpoint_list[0].model_extra == {"eigen_veld": extra}


@pytest.mark.parametrize(
    "fields",
    [
        {"promise": True},
        {"promise": {"what": "bellen", "condition_met": False}},
        {"experience": -1, "turning_point": True, "amount": 12.5, "order": 3},
        {"amount": 1e-7, "order": 1e20},
        {"amount": 0, "experience": 0, "order": 0},
        {"to": ["a", "b"], "responds_to": [], "asks": ["x"]},
        {"kind": "verzoek om stukken", "outcome": "geen reactie"},
    ],
)
def test_every_shape_of_value_comes_back_equal(fields: dict[str, Any]) -> None:
    case = case_saying("x", **fields)
    assert Case.model_validate(read_yaml(case_text(case).encode(), "f").data) == case


def test_an_actor_that_is_said_to_be_something_else_than_its_id_stays_so() -> None:
    case = case_saying("x").model_copy(
        update={"actor_list": (Case.model_validate({"actors": [{"id": "school", "kind": "other"}]}).actor_list)}
    )
    assert Case.model_validate(read_yaml(case_text(case).encode(), "f").data).actor_list == case.actor_list


def test_the_text_is_as_a_person_would_type_it() -> None:
    case = case_saying("eerste regel\ntweede regel", when="2021-03-05", promise=True, amount=60, says={})
    assert case_text(case).split("touchpoints:\n")[1] == (
        "  - id: t1\n"
        "    from: a\n"
        "    to: b\n"
        "    kind: question\n"
        "    when: 2021-03-05\n"
        "    promise: true\n"
        "    amount: 60\n"
        "    summary: |-\n"
        "      eerste regel\n"
        "      tweede regel\n"
    )


def test_the_form_of_the_file_always_comes_first() -> None:
    case = case_saying("x")
    assert "format" not in case.model_fields_set
    assert case_text(case).startswith("format: 1\nid: c\n")
