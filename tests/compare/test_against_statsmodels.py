"""Intervals and curves are those of statsmodels, a maintained library that the kit itself does not need."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.compare.prevalence import jeffreys, wilson
from casekit.compare.survival import kaplan_meier
from tests.few import few

# Loading it takes longer than all other tests of these statistics together.
pytestmark = pytest.mark.slow


def test_wilson_and_jeffreys_are_those_of_statsmodels() -> None:
    proportion = pytest.importorskip("statsmodels.stats.proportion")
    parts = {(k, n) for n in (1, 5, 12, 50, 1000) for k in (0, 1, n // 3, n - 1, n)}
    for (k, n), level in product(sorted(parts), (0.8, 0.95)):
        theirs = proportion.proportion_confint(k, n, alpha=1 - level, method="wilson")
        assert wilson(k, n, level) == pytest.approx(theirs, abs=1e-12)
        low, high = proportion.proportion_confint(k, n, alpha=1 - level, method="jeffreys")
        # At 0 and n the paper takes 0 and 1; statsmodels leaves the share of the distribution there.
        assert jeffreys(k, n, level) == pytest.approx((low if k else 0, high if k < n else 1), abs=1e-12)


@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=25))
@few(25)
def test_the_curve_is_that_of_statsmodels(waits: list[tuple[int, bool]]) -> None:
    survfunc = pytest.importorskip("statsmodels.duration.survfunc")
    if not any(answered for _, answered in waits):
        return  # statsmodels has no curve without an answer
    days, answered = (np.array(column) for column in zip(*waits, strict=True))
    theirs = survfunc.SurvfuncRight(days, answered.astype(int))
    ours = [step for step in kaplan_meier(waits).steps if step.answered]
    assert [step.day for step in ours] == theirs.surv_times.tolist()
    assert [step.at_risk for step in ours] == theirs.n_risk.tolist()
    assert [step.waiting for step in ours] == pytest.approx(theirs.surv_prob.tolist(), abs=1e-12)
