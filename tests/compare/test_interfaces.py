"""Days between roles: they add up to what the stalls of each case cost together, and name nobody."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from casekit.case import Case
from casekit.causes.book import DRAWS, book_of
from casekit.compare import words
from casekit.compare.as_data import as_data
from casekit.compare.interfaces import Interface, interface_of, pareto
from casekit.compare.run import compare_books
from casekit.cost import cost_of
from casekit.notation import case_of
from casekit.stalls.run import analyse
from casekit.vocabulary import codes
from tests.compare.referred import book, late, lost, on_time, talked
from tests.few import few, few_examples, kit
from tests.stalls.made import case_data

TO_THE_MUNICIPALITY = Interface("resident", "municipality")


def where(text: str, kind: str) -> Interface:
    found = analyse(case_of(text))
    return next(interface_of(stall, found.story) for stall in found.stalls if stall.kind.startswith(kind))


def test_a_late_answer_lies_between_the_one_who_asked_and_the_one_who_was_asked() -> None:
    assert pareto([late("c", days=30)]).bars[0].interface == TO_THE_MUNICIPALITY


def test_a_lost_referral_lies_between_two_organisations() -> None:
    found = lost("c")
    stall = next(iter(found.stalls.values()))
    assert interface_of(stall, found.analysis.story) == Interface("municipality", "debt_service")


def test_a_promise_lies_between_the_one_who_made_it_and_the_one_who_heard_it() -> None:
    text = "actor g kind=municipality\na: g > inwoner toezegging @0 promise.due=5\nb: g > inwoner betaling @40 re=a"
    assert where(text, "K03") == Interface("municipality", "resident")


def test_desks_of_one_organisation_are_one_role_inside_it() -> None:
    text = """
    actor loket of g
    actor jurist of g
    actor teamleider of g
    a: inwoner > loket     aanvraag   @0  issue=i
    b: loket > jurist      overdracht @5  issue=i
    c: jurist > teamleider overdracht @9  issue=i
    d: loket > inwoner     besluit    @20 issue=i re=a
    """
    found = analyse(case_of(text, organisations=[{"id": "g", "kind": "municipality"}]))
    (chain,) = (stall for stall in found.stalls if stall.kind == "K05")
    assert interface_of(chain, found.story) == Interface("municipality", "municipality", inside=True)


def test_somebody_of_whom_no_kind_is_known_is_other() -> None:
    text = "a: inwoner > gemeente vraag @0 due=9\nb: gemeente > inwoner antwoord @30 re=a"
    assert where(text, "K02") == Interface("resident", "other")


def test_days_of_two_cases_stand_in_one_bar_with_the_least_and_most_in_a_case() -> None:
    found = pareto([late("a", days=30), late("b", days=54), on_time("c")])  # 16 and 40 days over 14
    (bar,) = found.bars
    assert (bar.interface, bar.days.value, bar.cases, bar.range) == (TO_THE_MUNICIPALITY, 56, ("a", "b"), (16, 40))
    assert (found.total, bar.cumulative) == (56, 1)
    assert bar.stalls == (("a", "K02-a-b"), ("b", "K02-a-b"))


def test_the_bar_with_most_days_comes_first_and_shares_add_up_to_one() -> None:
    found = pareto([late("a", 20), late("b", 44, party="bank kind=creditor"), late("c", 24)])
    assert [(bar.interface.taker, bar.days.value) for bar in found.bars] == [("creditor", 30), ("municipality", 16)]
    assert [round(bar.cumulative, 6) for bar in found.bars] == [round(30 / 46, 6), 1.0]


def test_a_case_without_dates_is_named_and_its_stalls_cost_no_day() -> None:
    text = "a: inwoner > loket vraag\nb: loket > wijkteam verwijzing\nc: wijkteam > loket verwijzing"
    found = pareto([book("zonder", text), late("met")])
    assert (found.undetermined, found.at_least) == (("zonder",), ())
    assert (found.dayless, [bar.cases for bar in found.bars]) == (1, [("met",)])


def test_a_case_that_still_runs_says_at_least() -> None:
    found = pareto([book("loopt", "a: inwoner > gemeente vraag @0 due=14 issue=i\nobserved @0..@60")])
    assert found.at_least == ("loopt",)


def test_nothing_without_stalls_or_cases() -> None:
    assert pareto([talked("c")]).bars == ()
    assert pareto([]).total == 0


def same_as_together(case: Case) -> None:
    """Dates in ranges make medians, which do not add up: then the sums only need to be near."""
    analysis = analyse(case)
    cost = cost_of(analysis, draws=DRAWS)
    found = pareto([book_of(case)])
    if cost.together is None:
        assert found.undetermined == (case.id,)
        assert found.total == 0
    elif not cost.draws:
        assert found.total == pytest.approx(cost.together.value, abs=1e-6)
        assert sum(bar.days.value for bar in found.bars) == pytest.approx(found.total)
    else:
        assert sum(bar.days.lo for bar in found.bars) <= cost.together.hi + 1e-6
        assert sum(bar.days.hi for bar in found.bars) >= cost.together.lo - 1e-6


@few(8)
@given(case_data())
def test_the_days_of_a_case_add_up_to_what_its_stalls_cost_together(data: dict[str, Any]) -> None:
    same_as_together(Case.model_validate(data))


@few(8)
@given(case_data(dated=False))
def test_so_they_do_without_all_dates(data: dict[str, Any]) -> None:
    same_as_together(Case.model_validate(data))


@pytest.mark.parametrize("name", few_examples())
def test_so_they_do_in_the_cases_of_the_kit(name: str) -> None:
    same_as_together(kit(name))


@pytest.mark.parametrize("name", few_examples())
def test_no_organisation_or_actor_of_a_case_is_named(name: str) -> None:
    case = kit(name)
    data = as_data(compare_books([book_of(case)]))["interfaces"]
    roles = {*codes("actor_kind"), "resident"}
    assert all({bar["from"], bar["to"]} <= roles for bar in data["bars"])
    labels = {one.label for one in (*case.actor_list, *case.organisations) if one.label and len(one.label) > 3}
    assert not [label for label in labels if label in json.dumps(data, ensure_ascii=False)]


def test_an_organisation_with_a_telling_name_is_only_a_role() -> None:
    text = "a: inwoner > balie vraag @0 due=14\nb: balie > inwoner antwoord @30 re=a"
    case = case_of(
        f"actor balie of zeldzaam-dorp kind=municipality\n{text}",
        organisations=[{"id": "zeldzaam-dorp", "label": "Gemeente Zeldzaam Dorp", "kind": "municipality"}],
    )
    found = as_data(compare_books([book_of(case)]))["interfaces"]
    assert [(bar["from"], bar["to"]) for bar in found["bars"]] == [("resident", "municipality")]
    assert "eldzaam" not in json.dumps(found)


def test_a_team_is_a_role_of_its_own_also_inside_one_organisation() -> None:
    text = """
    actor wijk of stad kind=welfare
    actor schuld of stad kind=debt_service
    a: inwoner > wijk vraag @0
    b: wijk > schuld verwijzing @1 re=a
    observed @0..@90
    """
    found = analyse(case_of(text))
    places = {interface_of(stall, found.story) for stall in found.stalls if stall.at == "b"}
    assert places == {Interface("welfare", "debt_service", inside=True)}
    assert words.place(places.pop(), "nl") == "welzijn → schuldhulp (één organisatie)"
