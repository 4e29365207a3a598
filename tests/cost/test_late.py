"""Which days of a stall are late in each draw, and what they held up."""

from __future__ import annotations

from typing import Any

import casekit as ck
from casekit.cost import Cost, StallCost, cost_of
from casekit.notation import case_of


def cost(text: str, *, end: str | None = None, **blocks: Any) -> Cost:
    return cost_of(ck.analyse(case_of(text, **blocks)), end=end, draws=500)


def stall(found: Cost, key: str) -> StallCost:
    (one,) = [one for one in found.stalls if one.key == key]
    return one


def over(found: Cost, key: str) -> tuple[float, float]:
    days = stall(found, key).over
    assert days is not None
    return days.lo, days.hi


def alone(found: Cost, key: str) -> float:
    days = stall(found, key).alone
    assert days is not None
    assert days.exact
    return days.value


def test_a_due_date_stands_still_when_the_day_of_the_request_is_not_known() -> None:
    found = cost("""
    z: gemeente > inwoner bericht  @0     order=1
    a: inwoner > gemeente vraag    @0/94  order=2 due=48
    b: gemeente > inwoner antwoord @100   order=3 re=a
    """)
    lo, hi = over(found, "K02-a-b")
    assert hi == 52  # asked before day 48: late from day 48 on, however early it was asked
    assert 6 <= lo <= 12  # asked after day 48: late from the day it was asked


def test_a_due_date_that_is_not_known_to_the_day_is_taken_in_its_middle_as_every_moment() -> None:
    text = "a: inwoner > gemeente vraag @{} due=20/30\nb: gemeente > inwoner antwoord @50 re=a"
    assert over(cost(text.format("0")), "K02-a-b") == (25, 25)
    assert over(cost(text.format("0/4")), "K02-a-b") == (25, 25)


def test_the_time_to_object_does_not_count_either_where_the_day_of_the_refusal_is_uncertain() -> None:
    found = cost("""
    a: gemeente > inwoner    afwijzing @8/12
    b: sociaalraad > inwoner advies    @15  depends_on=a
    c: wijkteam > inwoner    gesprek   @120 depends_on=a
    """)
    assert over(found, "K08-a-c") == (52, 56)  # 108 to 112 days, less 42 to object and 14 of grace


def test_what_was_seen_for_a_part_of_the_time_only_is_not_late_until_the_end_of_the_observed_period() -> None:
    seen = [{"source": "s", "actor": "gemeente", "from": "0", "until": "60"}]
    found = cost("a: inwoner > gemeente vraag @0 due=14\nobserved @0..@100", coverage=seen)
    assert over(found, "K01-a") == (46, 46)


def test_what_lies_between_a_request_and_its_answer_is_held_up_also_where_the_end_does_not_hang_on_the_answer() -> (
    None
):
    found = cost(
        """
        a: inwoner > gemeente aanvraag @0  due=14
        b: gemeente > inwoner bericht  @30 re=a
        c: gemeente > inwoner besluit  @40 re=b
        d: inwoner > wijkteam vraag    @50 depends_on=b
        """,
        end="d",
    )
    assert alone(found, "K02-a-c") == 16  # an answer on day 14 comes no earlier than `b`, which is then no later


WORKAROUND = """
a: inwoner > gemeente  vraag    @0  issue=i due=14
b: inwoner > wijkteam  vraag    @60 issue=i depends_on=a
c: wijkteam > inwoner  antwoord @70 issue=i re=b
d: inwoner > wijkteam  opgelost @72 issue=i re=c
observed @0..@100
"""


def test_what_nobody_answered_costs_the_case_the_days_until_the_resident_went_elsewhere() -> None:
    found = cost(WORKAROUND)
    assert over(found, "K01-a") == (86, 86)
    assert alone(found, "K01-a") == 46  # from day 14 to day 60


def test_asking_again_in_between_changes_nothing_in_those_days() -> None:
    again = "n: inwoner > gemeente navraag @40 issue=i re=a\nb: "
    found = cost(WORKAROUND.replace("b: ", again).replace("depends_on=a", "depends_on=n"))
    assert alone(found, "K01-a-n") == 46


def test_an_act_elsewhere_that_did_not_come_of_the_request_was_not_held_up_by_it() -> None:
    assert alone(cost(WORKAROUND.replace(" depends_on=a", ""), end="c"), "K01-a") == 0


STILL_RUNS = """
a: inwoner > gemeente  vraag    @0  issue=i due=14
n: gemeente > uwv      vraag    @0  issue=i depends_on=a
b: gemeente > inwoner  antwoord @30 issue=i re=a
c: inwoner > gemeente  aanvraag @30 issue=i depends_on=b
"""


def test_what_comes_later_makes_the_lead_time_and_late_days_no_less_but_may_make_a_saving_less() -> None:
    now = cost(STILL_RUNS + "observed @0..@40")
    later = cost(
        STILL_RUNS
        + """
        d: uwv > gemeente      antwoord @90  issue=i re=n
        e: gemeente > inwoner  besluit  @100 issue=i re=c depends_on=d
        """
    )
    assert (now.status, later.status) == ("at_least", "known")
    assert "unfinished" in now.assumptions  # which says under which condition a saving is the least
    assert [found.lead.value for found in (now, later) if found.lead] == [40, 100]
    assert over(now, "K02-a-b") == over(later, "K02-a-b") == (16, 16)
    assert (alone(now, "K02-a-b"), alone(later, "K02-a-b")) == (16, 0)


def test_the_end_of_a_stall_moves_with_its_own_touchpoint_also_where_two_months_are_equally_long() -> None:
    found = cost("""
    a: inwoner > gemeente vraag    @2022-06 due=2022-07-15
    b: gemeente > inwoner antwoord @2022-09 re=a
    """)
    assert over(found, "K02-a-b") == (49, 76)  # 1 to 30 September, nine of ten draws: not one number
