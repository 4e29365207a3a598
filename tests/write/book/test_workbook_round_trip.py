"""A workbook and a case hold the same: whatever stands in a case comes back from its workbook."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from casekit.case import Case
from casekit.read.tables.assemble import assemble
from casekit.read.tables.workbook import workbook_tables
from casekit.text import LANGUAGES
from casekit.write.book.workbook import case_workbook
from tests.few import few
from tests.sheets.whole_cases import whole_cases

# Not made smaller: a failure would take minutes.
PATIENT = few(4, phases=(Phase.explicit, Phase.reuse, Phase.generate), suppress_health_check=list(HealthCheck))
DEEP = settings(PATIENT, max_examples=100)


def back(case: Case, lang: str) -> Case:
    """The case that its workbook gives, whatever it warns about."""
    return assemble(workbook_tables(case_workbook(case, lang), "casus.xlsx").tables, "casus.xlsx").case


@pytest.mark.parametrize("lang", LANGUAGES)
@given(case=whole_cases())
@PATIENT
def test_any_case_comes_back_from_its_workbook_as_it_was(lang: str, case: Case) -> None:
    assert back(case, lang) == case


@pytest.mark.slow
@given(case=whole_cases())
@DEEP
def test_many_cases_come_back_from_their_workbook_as_they_were(case: Case) -> None:
    assert back(case, "nl") == case
    assert case_workbook(case) == case_workbook(case)
