"""The proposal, and how a composite holds up: which fragments, which stalls only there, how well it is found back."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.examples import example
from casekit.notation import case_of
from casekit.release.composite.cast import cast
from casekit.release.composite.compose import compose
from casekit.release.composite.found_back import found_back, runs
from casekit.release.composite.fragments import find_fragments, room_in
from casekit.release.composite.plan import load_plan
from casekit.release.composite.run import made_from, propose_plan
from casekit.release.composite.sources import Source
from casekit.stalls.run import analyse
from tests.release.three import ON, cases, changed, composed, proposed, save

KIT = ("bijstand-aanvraag", "kinderarmoede", "twaalf-regels")


@pytest.mark.parametrize("name", KIT)
def test_no_fragment_tells_more_than_a_third_of_a_case(name: str) -> None:
    case = example(name)
    n = len(case.touchpoint_list)
    found = find_fragments(analyse(case))
    assert found
    assert all(len(one.touchpoints) <= max(3, room_in(n)) for one in found)
    names = [name for one in found for name in one.touchpoints]
    assert len(names) == len(set(names))


def test_a_fragment_is_the_worst_stall_with_what_happened_meanwhile() -> None:
    case = case_of("""
    a: inwoner > gemeente vraag    @0  issue=x due=14
    b: inwoner > school   melding  @5  issue=y
    c: inwoner > gemeente navraag  @40 issue=x re=a
    d: gemeente > inwoner antwoord @80 issue=x re=a
    """)
    (first, *_) = find_fragments(analyse(case))
    assert (first.about, first.issue, first.touchpoints) == ("K02", "x", ("a", "c", "d"))


def test_a_case_without_stalls_gives_what_helped() -> None:
    case = case_of("""
    a: inwoner > gemeente vraag    @0 issue=x
    b: gemeente > inwoner antwoord @2 issue=x re=a turning_point=ja
    """)
    assert [(one.about, one.touchpoints) for one in find_fragments(analyse(case))] == [(None, ("a", "b"))]


def test_two_desks_that_speak_with_each_other_stay_two_and_one_organisation() -> None:
    case = case_of("""
    actor balie of stad kind=municipality
    actor team of stad kind=municipality
    a: inwoner > balie vraag    @0
    b: balie > team    overleg  @3
    c: team > inwoner  antwoord @9 re=a
    """)
    roles, bodies = cast([Source("a", "a", case)], {"a": case.touchpoint_list}, "nl")
    assert [(role.label, role.organisation) for role in roles] == [
        ("inwoner", None),
        ("gemeente (team 1)", "organisatie-gemeente"),
        ("gemeente (team 2)", "organisatie-gemeente"),
    ]
    assert [body.id for body in bodies] == ["organisatie-gemeente"]


def test_who_acts_for_the_resident_still_does() -> None:
    case = case_of("""
    actor zoon kind=other acts_for=inwoner
    a: zoon > gemeente vraag @0
    b: gemeente > inwoner antwoord @9 re=a
    """)
    roles, _ = cast([Source("a", "a", case)], {"a": case.touchpoint_list}, "nl")
    assert [role.acts_for for role in roles if role.actors["a"] == ("zoon",)] == [("inwoner",)]


def test_a_whole_case_is_found_back_and_a_part_of_it_is_not(tmp_path: Path) -> None:
    text = "\n".join(f"x{n}: inwoner > gemeente {kind} @{30 * n * n} issue=k" for n, kind in enumerate(
        ("vraag", "melding", "navraag", "bericht", "gesprek", "bezwaar", "aanvraag", "klacht")
    ))  # fmt: skip
    whole = save(tmp_path, "zaak_d", case_of(text, id="zaak_d"))
    plan = propose_plan([whole, *cases(tmp_path)[:2]], "les", tmp_path / "plan.yaml", ON)
    shares = [one.share for one in found_back(compose(plan.plan, plan.sources), plan.sources)]
    assert shares[0] is not None
    assert shares[0] < 0.05
    fragments = [
        one.model_copy(update={"touchpoints": tuple(
            one.touchpoints[0].model_copy(update={"touchpoint": f"x{n}"}) for n in range(8)
        )}) if one.case == "zaak_d" else one
        for one in plan.plan.fragments
    ]  # fmt: skip
    all_of_it = compose(plan.plan.model_copy(update={"fragments": tuple(fragments)}), plan.sources)
    assert found_back(all_of_it, plan.sources)[0].share == 1
    assert [run.case for run in runs(all_of_it, plan.sources)][:1] == ["zaak_d"]


def test_the_proposal_leaves_no_four_in_a_row_of_one_case(tmp_path: Path) -> None:
    assert composed(tmp_path).runs == ()


def test_too_much_of_a_case_is_told_with_its_share(tmp_path: Path) -> None:
    made = composed(tmp_path)
    told = {one.values["case"] for one in made.warnings if one.code == "composite_found_back"}
    assert told == {one.case for one in made.back if one.too_much}


def test_a_case_of_three_touchpoints_cannot_be_measured(tmp_path: Path) -> None:
    assert [one.share is None for one in composed(tmp_path).back] == [False, False, True]


def test_a_stall_that_only_the_whole_has_is_told_apart(tmp_path: Path) -> None:
    file = proposed(tmp_path)
    plan, _, _ = load_plan(file)
    fragments = [one.model_dump() for one in plan.fragments]
    for one in fragments:
        if one["case"] == "zaak_alfa":
            one["touchpoints"] = [row for row in one["touchpoints"] if row["touchpoint"] in ("a1", "a2")]
    made = made_from(changed(file, fragments=fragments), tmp_path / "uit", ON)
    assert "K01" in {stall.kind for stall in made.stalls.new}
