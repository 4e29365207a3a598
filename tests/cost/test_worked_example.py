"""The worked example of methods 6.3, to the digit."""

from __future__ import annotations

import pytest

from casekit.cost import Cost, cost_of
from casekit.notation import case_of
from casekit.stalls.run import analyse
from tests.cost.worked import STALLS, worked


def cost(fixed: str = "") -> Cost:
    return cost_of(analyse(case_of(worked(fixed))))


FIGURES = {
    "gesprek": (2, 2, 2, 2.0),
    "intake": (28, 12, 10, 11.3),
    "plan": (14, 12, 0, 6.3),
    "answer": (12, 0, 12, 6.3),
    "decision": (14, 14, 14, 14.0),
}


@pytest.mark.parametrize("name", FIGURES)
def test_every_stall_costs_what_the_table_says(name: str) -> None:
    (found,) = [one for one in cost().stalls if one.key == STALLS[name]]
    assert found.over is not None
    assert found.alone is not None
    assert found.last is not None
    assert found.shapley is not None
    figures = (found.over.value, found.alone.value, found.last.value, round(found.shapley.value, 1))
    assert figures == FIGURES[name]
    assert found.shapley.exact


def test_seventy_days_over_the_norm_cost_forty() -> None:
    found = cost()
    assert found.lead is not None
    assert found.together is not None
    assert found.lead.value == 164
    assert sum(one.over.value for one in found.stalls if one.over) == 70
    assert found.together.value == 40
    assert sum(one.alone.value for one in found.stalls if one.alone) == 40
    assert sum(one.last.value for one in found.stalls if one.last) == 38
    assert sum(one.shapley.value for one in found.stalls if one.shapley) == pytest.approx(40)


def test_without_the_answer_as_a_stall_the_others_save_28_while_alone_adds_up_to_40() -> None:
    text = worked().replace("due=98", "due=110")  # the agency kept its own term
    found = cost_of(analyse(case_of(text)))
    assert found.together is not None
    assert found.together.value == 28
    assert sum(one.alone.value for one in found.stalls if one.alone) == 40


def test_with_a_fixed_day_of_execution_the_possible_gain_drops_to_14() -> None:
    found = cost(" not_before=150")
    assert found.together is not None
    assert found.together.value == 14


def test_the_answer_has_twelve_days_of_slack() -> None:
    assert cost().slack["antwoord"] == 12
    assert cost().slack["plan"] == 0


def test_the_path_runs_over_the_referral_and_its_own_lags_add_up() -> None:
    found = cost()
    lags = [(leg.last, leg.lag) for leg in found.path if leg.lag]
    assert lags == [
        ("gesprek", 30),
        ("verwijzing", 3),
        ("intake", 42),
        ("plan", 47),
        ("besluit", 28),
        ("uitvoering", 14),
    ]
    assert sum(leg.lag for leg in found.path) == 164


def test_every_day_of_the_lead_time_is_in_one_category() -> None:
    parts = {part.category: part.days for part in cost().waterfall}
    assert parts == {"touch": 2, "client_turn": 0, "legitimate": 0, "stalled": 58, "unexplained": 104}
    assert cost().within_norm == 28 + 14 + 33 + 14
