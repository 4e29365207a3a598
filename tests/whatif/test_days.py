"""What a what-if saves in days, on cases that one can count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import casekit as ck
from casekit.errors import InputRefused
from casekit.notation import case_of
from casekit.scenario import Scenario
from casekit.whatif import WhatIf, answer, ground_of, what_if_of
from tests.cost.worked import STALLS, worked

LATE = "a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a"

PARALLEL = """
a: inwoner > gemeente   aanvraag @0
b: gemeente > uwv       vraag    @0  re=a due=10
c: gemeente > bank      vraag    @0  re=a due=10
d: uwv > gemeente       antwoord @30 re=b
e: bank > gemeente      antwoord @34 re=c
f: gemeente > inwoner   besluit  @40 re=a depends_on=d,e
"""


def saved(case: ck.Case, **asked: object) -> float:
    found = ck.what_if(case, **asked)
    assert found.saved is not None
    assert found.saved.exact
    return found.saved.value


def shape(found: WhatIf) -> list[tuple[str, int, int, int]]:
    return [(one.leg.last, int(one.leg.lag), one.stalled, one.off) for one in found.before]


# -- without a stall


def test_without_a_stall_its_days_beyond_the_term_are_saved() -> None:
    found = ck.what_if(case_of(LATE), without=["K02-a-b"])
    assert (found.status, found.saved.value, found.lead.value, found.lead_after.value) == ("known", 16, 30, 14)
    assert found.gone == ("K02-a-b",)
    assert shape(found) == [("b", 30, 16, 16)]
    assert [(one.leg.lag, one.stalled) for one in found.after] == [(14, 0)]


def test_beside_a_path_that_takes_as_long_a_stall_saves_little_alone_and_more_together() -> None:
    case = case_of(PARALLEL)
    assert saved(case, without=["K02-b-d"]) == 0
    assert saved(case, without=["K02-c-e"]) == 4
    assert saved(case, without=["K02-b-d", "K02-c-e"]) == 24


def test_worked_out_the_other_way_a_stall_beside_the_path_costs_what_it_adds_to_a_case_without_any() -> None:
    found = ck.what_if(case_of(PARALLEL), without=["K02-b-d"])
    assert (found.saved.value, found.additive.value) == (0, 20)
    assert found.fragile
    assert not ck.what_if(case_of(LATE), without=["K02-a-b"]).fragile


def test_another_path_may_decide_afterwards_and_is_named() -> None:
    found = ck.what_if(case_of(PARALLEL), without=["K02-c-e"])
    assert found.rerouted
    assert "d" in [one.leg.last for one in found.after]
    assert "e" in [one.leg.last for one in found.before]


# -- another term


@pytest.mark.parametrize(("days", "gained"), [(14, 16), (20, 10), (7, 23), (30, 0), (90, 0)])
def test_another_term_that_was_kept_saves_what_lies_beyond_it(days: int, gained: int) -> None:
    assert saved(case_of(LATE), norms={"due:a": days}) == gained


def test_a_longer_term_saves_less_than_the_case_without_the_stall() -> None:
    case = case_of("a: wijkteam > schuldhulp verwijzing @0\nb: schuldhulp > inwoner gesprek @60 re=a")
    assert saved(case, without=["K06b-a-b"]) == 32
    assert saved(case, norms={"default:K06": 40}) == 20
    assert saved(case, norms={"default:K06": 14}) == 46


def test_days_within_the_longer_term_are_not_late_any_more() -> None:
    found = ck.what_if(case_of(LATE), norms={"due:a": 20})
    assert (found.gone, found.shortened) == ((), ("K02-a-b",))
    assert [one.stalled for one in found.after] == [0]


def test_a_term_and_a_stall_that_share_days_save_them_once() -> None:
    case = case_of(LATE)
    assert saved(case, without=["K02-a-b"], norms={"due:a": 20}) == 16


# -- an item that was there

ASKED = """
a: inwoner > gemeente aanvraag        @0
b: gemeente > inwoner verzoek_stukken @10 re=a asks=loonstrook
c: inwoner > gemeente levering        @40 re=b shares=loonstrook
d: gemeente > inwoner besluit         @50 re=c
"""


def test_an_item_that_was_there_need_not_be_asked_for() -> None:
    found = ck.what_if(case_of(ASKED), share=["loonstrook=gemeente@5"])
    assert found.saved.value == 30  # the time until somebody asked stays: 10, then 10 to decide
    assert found.dropped == ("b", "c")
    assert found.actions.surely == ("c",)
    assert "share_to_check" in found.assumptions


def test_an_item_that_came_after_it_was_asked_for_changes_nothing() -> None:
    found = ck.what_if(case_of(ASKED), share=["loonstrook=gemeente@10"])
    assert (found.saved.value, found.dropped, found.actions.at_most) == (0, (), ())


def test_what_another_party_was_asked_for_need_not_come_from_there() -> None:
    case = case_of("""
    a: inwoner > wijkteam  aanvraag @0
    b: wijkteam > uwv      vraag    @5  re=a asks=loonstrook
    c: uwv > wijkteam      antwoord @45 re=b shares=loonstrook
    d: wijkteam > inwoner  besluit  @50 re=c needs=loonstrook
    """)
    assert saved(case, share=["loonstrook=wijkteam@2"]) == 40
    assert saved(case, share=["loonstrook=uwv@2"]) == 0


def test_a_delivery_that_answers_another_ask_as_well_stays() -> None:
    case = case_of("""
    a: inwoner > gemeente  aanvraag        @0
    b: gemeente > inwoner  verzoek_stukken @10 re=a asks=loonstrook
    c: gemeente > inwoner  verzoek_stukken @10 re=a asks=huurcontract
    d: inwoner > gemeente  levering        @40 re=b,c shares=loonstrook,huurcontract
    e: gemeente > inwoner  besluit         @50 re=d
    """)
    assert saved(case, share=["loonstrook=gemeente@5"]) == 0
    assert saved(case, share=["loonstrook=gemeente@5", "huurcontract=gemeente@5"]) == 30


def test_an_ask_for_something_else_as_well_stays() -> None:
    case = case_of(ASKED.replace("asks=loonstrook", "asks=loonstrook,huurcontract"))
    assert saved(case, share=["loonstrook=gemeente@5"]) == 0
    assert saved(case, share=["loonstrook=gemeente@5", "huurcontract=gemeente@9"]) == 30
    assert saved(case, share=["loonstrook=gemeente@5", "huurcontract=gemeente@10"]) == 0


NEEDED = """
a: inwoner > wijkteam   vraag    @0
b: uwv > wijkteam       bericht  @40 shares=loonstrook
c: wijkteam > inwoner   besluit  @50 re=a needs=loonstrook
"""


@pytest.mark.parametrize(("day", "gained"), [(10, 30), (0, 40), (39, 1), (40, 0), (45, 0)])
def test_who_waited_for_an_item_waits_until_it_was_there_and_no_longer(day: int, gained: int) -> None:
    assert saved(case_of(NEEDED), share=[f"loonstrook=wijkteam@{day}"]) == gained


def test_who_waited_for_two_items_from_one_hand_waits_until_both_were_there() -> None:
    text = NEEDED.replace("shares=loonstrook", "shares=loonstrook,polis").replace(
        "needs=loonstrook", "needs=loonstrook,polis"
    )
    assert saved(case_of(text), share=["loonstrook=wijkteam@10"]) == 0
    assert saved(case_of(text), share=["loonstrook=wijkteam@10", "polis=wijkteam@25"]) == 15


def test_another_party_than_the_one_that_waited_gains_nothing_by_it() -> None:
    assert saved(case_of(NEEDED), share=["loonstrook=uwv@10"]) == 0


# -- somebody who follows up


def test_a_coordinator_takes_off_late_days_from_its_first_touchpoint_on() -> None:
    text = "a: wijkteam > schuldhulp verwijzing @0\n{}b: schuldhulp > inwoner gesprek @60 re=a"
    before = case_of(text.format("k: regie > wijkteam bericht @0\n"))
    halfway = case_of(text.format("k: regie > wijkteam bericht @50 issue=x\n"))
    ends = {"start": "a", "end": "b", "coordinator": "regie"}
    assert saved(before, **ends) == 32
    assert saved(halfway, **ends) == 10


def test_the_resident_is_not_the_courier_of_the_system() -> None:
    with pytest.raises(InputRefused) as refused:
        ck.what_if(case_of(LATE), coordinator="inwoner")
    assert [problem.code for problem in refused.value.problems] == ["whatif_client_side"]


# -- what cannot be known


def test_a_case_that_still_runs_saves_at_least() -> None:
    case = case_of("a: inwoner > gemeente vraag @0 due=14\nobserved @0..@60")
    found = ck.what_if(case, without=["K01-a"])
    assert (found.status, found.unfinished) == ("at_least", True)
    assert "still_running" in found.assumptions


def test_without_dates_the_days_are_not_known_and_the_order_and_the_acts_are() -> None:
    found = ck.what_if(ck.example("twaalf-regels"), without=["K01-t1"])
    assert (found.status, found.reason, found.saved, found.additive) == ("undetermined", "no_dates", None, None)
    assert found.gone == ("K01-t1",)
    assert found.order
    assert (found.actions.surely, found.actions.at_most) == ((), ("t4", "t10", "t11"))


def test_uncertain_days_give_a_range_that_is_the_same_every_time() -> None:
    case = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @20/40 re=a")
    found = ck.what_if(case, without=["K02-a-b"])
    assert 6 <= found.saved.lo < found.saved.value < found.saved.hi <= 26
    again = ck.what_if(case, without=["K02-a-b"])
    assert (again.saved, again.additive, again.lead) == (found.saved, found.additive, found.lead)
    assert "uniform" in found.assumptions


# -- what is not there


@pytest.mark.parametrize("asked", [{"norms": {"due:a": -1}}, {"share": ["loonstrook"]}, {"share": ["a=b@ooit"]}])
def test_what_cannot_be_read_is_refused_in_words(asked: dict[str, object]) -> None:
    with pytest.raises(InputRefused) as refused:
        ck.what_if(case_of(LATE), **asked)
    assert [problem.code for problem in refused.value.problems] == ["whatif_wrong"]


def test_everything_that_is_not_there_is_told_at_once_with_what_is() -> None:
    with pytest.raises(InputRefused) as refused:
        ck.what_if(case_of(LATE), without=["K02-a-c"], norms={"x": 3}, share=["y=z@2021-01"], coordinator="w")
    found = {problem.code: problem for problem in refused.value.problems}
    assert set(found) == {
        "whatif_no_stall", "whatif_no_term", "whatif_no_item", "whatif_no_actor", "whatif_no_day",
    }  # fmt: skip
    assert "K02-a-b" in found["whatif_no_stall"].sentence("nl")
    assert "due:a" in found["whatif_no_term"].sentence("en")


def test_a_saved_scenario_of_which_a_part_is_gone_answers_for_the_rest_and_says_so() -> None:
    ground = ground_of(ck.analyse(case_of(LATE)))
    found = answer(ground, Scenario(without=["K02-a-b", "K02-x-y"]))
    assert (found.saved.value, found.missing) == (16, 1)
    nothing = answer(ground, Scenario(without=["K02-x-y"]))
    assert (nothing.status, nothing.reason, nothing.missing) == ("undetermined", "nothing_left", 1)


@pytest.mark.parametrize(
    ("steps", "days"),
    [(["intake"], 12), (["answer"], 0), (["intake", "answer"], 24), (["intake", "plan"], 12), ([*STALLS], 40)],
)
def test_the_worked_example_of_the_methods_is_answered_to_the_digit(steps: list[str], days: int) -> None:
    analysis = ck.analyse(case_of(worked()))
    keys = [STALLS[step] for step in steps]
    found = what_if_of(analysis, Scenario(without=keys), start="aanvraag", end="uitvoering")
    assert found.saved.value == days


def test_the_scenarios_of_the_flagship_can_be_answered() -> None:
    from casekit.read.scenario_file import load_scenarios

    folder = Path(__file__).parents[2] / "cases" / "bijstand-aanvraag"
    scenarios, warnings = load_scenarios(folder)
    ground = ground_of(ck.analyse(ck.read_case(folder)))
    answers = {scenario.name: answer(ground, scenario) for scenario in scenarios}
    assert warnings == []
    assert {name: found.missing for name, found in answers.items()} == {"besluit-op-tijd": 0, "loonstrook-bekend": 0}
    assert answers["besluit-op-tijd"].saved.value > 0
