"""An analysis as plain data: what design section 6 promises of the JSON."""

from __future__ import annotations

import json
from math import inf
from typing import Any

import pytest
from hypothesis import given

from casekit.case import Case
from casekit.notation import case_of
from casekit.stalls.as_data import as_data, span
from casekit.stalls.run import analyse
from casekit.when import Span

from .made import case_data

LATE = """
a: inwoner > gemeente vraag    @2021-03-01 due=2021-03-11
b: gemeente > inwoner antwoord @2021-04-10 re=a
observed @2021-03-01..@2021-05-01
"""


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (None, None),
        (Span(1, 2), [1, 2]),
        (Span(-inf, 3.0), [None, 3]),
        (Span(0, inf), [0, None]),
        (Span(0.12345, 1), [0.123, 1]),
    ],
)
def test_an_interval_is_a_pair_with_null_where_it_has_no_end(value: Span | None, data: Any) -> None:
    assert span(value) == data
    assert str(span(value)) == str(data)  # whole days are whole numbers


def test_days_are_counted_from_day_zero() -> None:
    data = as_data(analyse(case_of(LATE)))
    (stall,) = [stall for stall in data["stalls"] if stall["kind"] == "K02"]
    assert data["day0"] == "2021-03-01"
    assert (stall["at"], stall["days"], stall["start"], stall["end"]) == ("a", [40, 40], [0, 0], [40, 40])
    assert stall["norm"]["days"] == [10, 10]
    assert stall["severity"]["days_over"] == [30, 30]
    assert stall["issue"] is None


def test_a_case_without_dates_has_no_day_zero() -> None:
    assert as_data(analyse(case_of("a: inwoner > gemeente vraag @3")))["day0"] is None


@given(case_data())
def test_any_analysis_is_json_without_infinities_and_the_same_codes_in_both_languages(data: dict[str, Any]) -> None:
    analysis = analyse(Case.model_validate(data))
    dutch, english = as_data(analysis, "nl"), as_data(analysis, "en")
    assert json.loads(json.dumps(dutch, allow_nan=False)) == dutch
    for found in (dutch, english):
        for stall in found["stalls"]:
            assert stall.pop("statement")
            assert stall.pop("refuted_by")
            stall["norm"] = stall["norm"] and stall["norm"]["id"]
        found["assumptions"] = [one["code"] for one in found["assumptions"]]
    assert dutch == english
