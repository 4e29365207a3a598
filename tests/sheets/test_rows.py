"""A case as tables and back is the same case."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given

from casekit.case import Case
from casekit.examples import example
from casekit.read.tables.assemble import assemble
from casekit.sheets.rows import case_tables
from tests.few import few, few_examples
from tests.sheets.whole_cases import whole_cases


def back(case: Case, lang: str) -> Case:
    return assemble([filled.table for filled in case_tables(case, lang)], "tabel").case


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", few_examples())
def test_the_cases_of_the_kit_come_back_equal(name: str, lang: str) -> None:
    assert back(example(name), lang) == example(name)


@given(whole_cases())
@few(6, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_any_case_comes_back_equal(case: Case) -> None:
    assert back(case, "nl") == case
