"""What stalls cost: the lead time in parts, shares, ranges, and what cannot be known."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

import casekit as ck
from casekit.cost import Cost, StallCost, cost_of
from casekit.cost.as_data import as_data
from casekit.cost.shapley import shapley
from casekit.cost.words import in_days
from casekit.notation import case_of
from casekit.stalls.run import analyse


def cost(text: str, **options: object) -> Cost:
    return cost_of(analyse(case_of(text)), **options)  # type: ignore[arg-type]


def stall(found: Cost, kind: str) -> StallCost:
    (one,) = [one for one in found.stalls if one.key.startswith(kind)]
    return one


def parts(found: Cost) -> dict[str, int]:
    return {part.category: part.days for part in found.waterfall if part.days}


LATE = """
a: inwoner > gemeente vraag @0 due=14
b: gemeente > inwoner antwoord @30 re=a
"""


def test_late_days_are_stalled_and_the_rest_of_the_wait_is_not() -> None:
    assert parts(cost(LATE)) == {"stalled": 16, "unexplained": 14}
    assert cost(LATE).within_norm == 14


def test_a_legitimate_wait_is_neither_stalled_nor_unexplained() -> None:
    found = cost(LATE + "hold law @5..@15\n")
    assert parts(found) == {"legitimate": 10, "stalled": 6, "unexplained": 14}
    over = stall(found, "K02").over
    assert over is not None
    assert over.value == 6


def test_days_for_which_documents_were_asked_are_those_of_the_resident() -> None:
    found = cost("""
    a: inwoner  > gemeente aanvraag       @0
    b: gemeente > inwoner  verzoek_stukken @10 re=a asks=loonstrook due=24
    c: inwoner  > gemeente levering       @20 re=b shares=loonstrook
    d: gemeente > inwoner  besluit        @30 re=a depends_on=c
    """)
    assert parts(found) == {"touch": 2, "client_turn": 10, "unexplained": 18}


def test_two_stalls_on_the_same_days_save_them_once_and_share_them() -> None:
    found = cost("""
    a: inwoner  > gemeente vraag      @0  due=10
    b: gemeente > inwoner  toezegging @5  re=a promise.due=10
    c: gemeente > inwoner  antwoord   @30 re=a,b
    """)
    late, broken = stall(found, "K02"), stall(found, "K03")
    assert found.together is not None
    assert found.together.value == 20
    assert [one.alone.value for one in (late, broken) if one.alone] == [20, 20]
    assert [one.last.value for one in (late, broken) if one.last] == [0, 0]
    assert [one.shapley.value for one in (late, broken) if one.shapley] == [10, 10]


def test_a_stall_beside_the_path_cost_nothing_and_its_slack_is_known() -> None:
    found = cost("""
    a: inwoner  > gemeente vraag    @0
    b: gemeente > uwv      vraag    @1  re=a due=6 issue=uwv
    c: uwv      > gemeente antwoord @20 re=b issue=uwv
    d: gemeente > school   vraag    @1  re=a issue=school
    e: school   > gemeente antwoord @50 re=d issue=school
    f: gemeente > inwoner  antwoord @60 re=a depends_on=c,e
    """)
    late = stall(found, "K02-b")
    assert late.alone is not None
    assert (late.alone.value, late.slack) == (0, 30)


def test_uncertain_days_give_a_median_and_a_range() -> None:
    found = cost(LATE.replace("@30", "@20/40"))
    late = stall(found, "K02")
    assert late.alone is not None
    assert late.alone.lo == pytest.approx(7, abs=1)  # 21 days from 6 on: 5 of 100 lie below
    assert late.alone.hi == pytest.approx(25, abs=1)
    assert late.alone.value == pytest.approx(16, abs=1)
    assert found.drawing == "rejection"
    assert found.draws == 2000


def test_the_criticality_index_says_how_often_a_touchpoint_is_on_the_path() -> None:
    found = cost("""
    a: inwoner  > gemeente vraag    @0     order=1
    b: uwv      > gemeente bericht  @10/19 order=2 depends_on=a
    c: school   > gemeente bericht  @15    order=2 depends_on=a
    d: gemeente > inwoner  antwoord @30    order=3 depends_on=b,c
    """)
    assert found.criticality["b"] + found.criticality["c"] == pytest.approx(1)
    assert found.criticality["b"] == pytest.approx(0.4, abs=0.06)  # 16..19 of 10..19; on the same day the later one
    assert found.criticality["d"] == 1


def test_an_issue_that_still_runs_says_at_least() -> None:
    found = cost(LATE.replace("b: gemeente > inwoner antwoord @30 re=a", "observed @0..@50"))
    assert (found.status, found.end) == ("at_least", None)
    assert found.lead is not None
    assert found.lead.value == 50
    assert parts(found) == {"stalled": 36, "unexplained": 14}
    unanswered = as_data(found)["stalls"][0]
    assert unanswered["alone"] == {"median": 36.0, "range": [36.0, 36.0], "bound": "at_least"}


def test_a_case_without_dates_has_no_days_but_an_order() -> None:
    found = cost("a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord re=a")
    assert (found.status, found.reason, found.order) == ("undetermined", "no_dates", ("a", "b"))
    assert as_data(found)["lead_time"] is None


def test_sources_that_contradict_each_other_give_no_days() -> None:
    found = cost("a: inwoner > gemeente vraag @30\nb: gemeente > inwoner antwoord @10 re=a")
    assert (found.status, found.reason) == ("undetermined", "contradiction")


TWO = """
a: inwoner  > gemeente vraag    @0  issue=huur
b: gemeente > inwoner  antwoord @30 issue=huur re=a
c: inwoner  > school   vraag    @40 issue=laptop
d: school   > inwoner  antwoord @90 issue=laptop re=c
"""


def test_where_a_case_does_not_hang_together_its_first_issue_counts() -> None:
    found = cost(TWO)
    assert (found.issue, found.start, found.end) == ("huur", "a", "b")


def test_another_issue_or_other_touchpoints_can_be_asked_for() -> None:
    laptop, named = cost(TWO, issue="laptop"), cost(TWO, start="b", end="d")
    assert laptop.lead is not None
    assert named.lead is not None
    assert (laptop.lead.value, named.lead.value) == (50, 60)
    assert [(leg.first, leg.last, leg.lag) for leg in named.path] == [("c", "d", 50)] or named.path[0].first is None


def test_the_case_itself_can_name_its_start_and_end() -> None:
    case = case_of(TWO, start_event="c", end_event="d")
    found = cost_of(analyse(case))
    assert (found.start, found.end, found.issue) == ("c", "d", None)
    with pytest.raises(KeyError):
        cost_of(analyse(case), end="z")


def test_above_twelve_stalls_sampled_orders_still_add_up_and_come_near() -> None:
    weights = np.arange(1, 15)

    def saving(sets: np.ndarray) -> np.ndarray:
        return np.minimum(sets @ weights, 60)

    sampled = shapley(14, saving, orders=2000, seed=1)
    assert sum(sampled) == pytest.approx(60)
    assert sampled == shapley(14, saving, orders=2000, seed=1)
    exact = shapley(12, lambda sets: np.minimum(sets @ weights[:12], 60), orders=0, seed=1)
    assert sum(exact) == pytest.approx(60)
    assert all(low < high for low, high in pairwise(exact))


def test_amounts_read_as_people_say_them() -> None:
    found = cost(LATE)
    assert in_days(found.lead) == "30 dagen"
    assert in_days(found.lead, "en", at_least=True) == "at least 30 days"


@pytest.mark.parametrize("name", ["bijstand-aanvraag", "kinderarmoede", "twaalf-regels"])
def test_the_cases_of_the_kit_can_be_costed(name: str) -> None:
    found = cost_of(analyse(ck.example(name)), draws=50)
    assert [one.key for one in found.stalls] == [one.key for one in found.analysis.stalls]
    if found.lead is not None:
        assert sum(part.days for part in found.waterfall) == sum(leg.lag for leg in found.path)


def test_with_few_stalls_the_share_comes_from_every_draw_and_agrees_with_alone() -> None:
    found = cost(LATE.replace("@30", "@20/40"))
    late = stall(found, "K02")
    assert late.shapley == late.alone == found.together
