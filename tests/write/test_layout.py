"""A case file is laid out as PyYAML would do it, only sooner."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Case
from casekit.examples import example
from casekit.filled import filled
from casekit.write.case_file import block, case_text
from casekit.write.layout import laid_out
from tests.few import few_examples
from tests.stalls.made import case_data
from tests.write.test_case_file import HARD, TYPED

WORDS = st.sampled_from(
    [
        *HARD,
        "y",
        "Off",
        "null",
        "ja",
        "bij de balie",
        "belt, (weer) op",
        "3 brieven",
        "-",
        "a:",
        "?",
        "om 12:30",
        'zegt: "nee"',
        "a:b:",
    ]
)
LONG = st.lists(st.one_of(WORDS, st.sampled_from(["gemeente", "belt", "x" * 60])), min_size=1, max_size=60).map(
    " ".join
)
TEXT = st.one_of(WORDS, LONG, TYPED)
VALUE = st.recursive(
    st.one_of(TEXT, st.booleans(), st.integers(), st.floats(allow_nan=False), st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)


@given(st.one_of(st.dictionaries(TEXT, VALUE, min_size=1, max_size=5), st.lists(VALUE, min_size=1, max_size=5)))
def test_any_mapping_or_list_gets_the_lines_of_pyyaml(value: Any) -> None:
    assert laid_out(value, block) == block(value)


@given(case_data())
def test_a_random_case_gets_the_lines_of_pyyaml(data: dict[str, Any]) -> None:
    case = Case.model_validate(data)
    assert case_text(case) == block(filled(case))


@pytest.mark.parametrize("name", few_examples())
def test_the_cases_of_the_kit_get_the_lines_of_pyyaml(name: str) -> None:
    assert case_text(example(name)) == block(filled(example(name)))


@pytest.mark.parametrize("length", range(95, 125))
def test_a_line_ends_where_pyyaml_ends_it(length: int) -> None:
    value = {
        "touchpoints": [{"id": "t1", "summary": "w" * length + " en nog wat", "to": ["v " * (length // 2) + "z"]}]
    }
    assert laid_out(value, block) == block(value)
