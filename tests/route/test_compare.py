"""The designed route beside the lived route, on cases whose alignment can be found by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casekit as ck
from casekit.case import Case
from casekit.designed import Designed
from casekit.notation import case_of
from casekit.route.compare import Comparison, compare
from casekit.route.told import step_in_words
from tests.few import few

STEPS: list[dict[str, Any]] = [
    {"id": "vraag", "kinds": "aanvraag", "from": "inwoner", "to": "gemeente"},
    {"id": "gesprek", "kinds": "gesprek", "from": "gemeente", "to": "inwoner", "either_way": True, "after": "vraag"},
    {"id": "advies", "kinds": "advies", "after": "vraag", "optional": True},
    {"id": "ja", "kinds": "besluit", "after": "gesprek", "alternatives": "besluit"},
    {"id": "nee", "kinds": "afwijzing", "after": "gesprek", "alternatives": "besluit"},
    {"id": "nazorg", "kinds": "terugkoppeling", "after": ["ja", "nee"]},
]
ROUTE = Designed(steps=STEPS)
OPENING = "actor gemeente kind=municipality\n"
FOLLOWED = [
    "a: inwoner > gemeente aanvraag step=vraag",
    "b: gemeente > inwoner gesprek step=gesprek",
    "c: gemeente > inwoner besluit step=ja",
    "d: gemeente > inwoner terugkoppeling step=nazorg",
]


def walked(*lines: str, **blocks: Any) -> Comparison:
    return compare(case_of(OPENING + "\n".join(lines), **blocks), ROUTE)


def statuses(found: Comparison) -> dict[str, str]:
    return {one.step.id: one.status for one in found.steps}


def test_a_case_that_follows_the_route_costs_nothing_and_shows_nothing() -> None:
    found = walked(*FOLLOWED)
    assert found.cost == 0
    assert [found.names(mark) for mark in ("skipped", "repeated", "out_of_order", "late")] == [()] * 4
    assert statuses(found) == {
        "vraag": "done", "gesprek": "done", "advies": "not_taken", "ja": "done", "nee": "other_way", "nazorg": "done",
    }  # fmt: skip
    assert all(one.verdict == "certain" for one in found.steps)


@pytest.mark.parametrize("place", range(5))
def test_a_foreign_touchpoint_adds_exactly_one_added(place: int) -> None:
    lines = [*FOLLOWED[:place], "x: inwoner > gemeente navraag", *FOLLOWED[place:]]
    found = walked(*lines)
    assert found.added == ("x",)
    assert found.cost == 5
    assert statuses(found) == statuses(walked(*FOLLOWED))


def test_a_mandatory_step_left_out_is_exactly_one_skipped() -> None:
    for gone, name in ((0, "vraag"), (1, "gesprek"), (2, "besluit")):
        found = walked(*("x: inwoner > gemeente navraag" if n == gone else line for n, line in enumerate(FOLLOWED)))
        assert found.names("skipped") == (name,)
        assert (found.counts["missing"], found.cost, found.added) == (1, 8 + 5, ("x",))


def test_what_lies_after_the_end_of_the_case_is_not_observable_and_not_skipped() -> None:
    found = walked(*FOLLOWED[:2])
    assert found.names("skipped") == ()
    assert found.names("not_observable") == ("besluit", "nazorg")
    assert {one.outside for one in found.steps if one.status == "not_observable"} == {"after"}


def test_what_lies_before_the_start_of_the_case_is_not_observable_and_costs_what_lies_after_its_end_costs() -> None:
    found = walked(*FOLLOWED[1:])  # it begins with the conversation
    first = found.steps[0]
    assert (first.step.id, first.status, first.outside) == ("vraag", "not_observable", "before")
    assert step_in_words(found, first) == "niet te bepalen: de casus begint erna"
    assert step_in_words(found, first, "en") == "cannot be told: the case begins after it"
    assert (found.names("skipped"), found.cost) == ((), walked(*FOLLOWED[:3]).cost)
    ends = walked(FOLLOWED[2])  # with a decision only, everything lies outside
    assert [(one.step.id, one.outside) for one in ends.steps if one.status == "not_observable"] == [
        ("vraag", "before"),
        ("gesprek", "before"),
        ("nazorg", "after"),
    ]


def test_a_step_is_skipped_where_the_case_holds_something_before_it_could_be_seen() -> None:
    assert walked("x: inwoner > gemeente bericht", *FOLLOWED[1:]).names("skipped") == ("vraag",)
    assert walked(FOLLOWED[0], *FOLLOWED[2:]).names("skipped") == ("gesprek",)
    elsewhere = case_of(
        OPENING + "x: inwoner > school bericht issue=werk\nb: gemeente > inwoner gesprek issue=geld step=gesprek",
        issues=["geld", "werk"],
    )
    assert compare(elsewhere, ROUTE, ["geld"]).names("skipped") == ("vraag",)


def test_a_step_done_twice_is_repeated_and_the_second_way_of_a_group_is_not() -> None:
    found = walked(
        *FOLLOWED[:3], "e: gemeente > inwoner gesprek step=gesprek", "f: gemeente > inwoner afwijzing step=nee"
    )
    assert found.names("repeated") == ("gesprek",)
    assert next(one for one in found.steps if one.step.id == "gesprek").touchpoints == ("b", "e")
    assert found.cost == 2 + 8  # the step after the decision is still to come


def test_a_step_that_comes_after_one_that_belongs_after_it_is_out_of_order() -> None:
    found = walked(FOLLOWED[0], FOLLOWED[2], FOLLOWED[1], FOLLOWED[3])
    (late,) = (one for one in found.steps if "out_of_order" in one.marks)
    assert (late.step.id, late.overtaken_by, late.order_known) == ("gesprek", ("ja",), True)
    assert found.cost == 3


def test_steps_that_are_not_named_are_proposed_from_act_party_and_order_and_marked() -> None:
    found = walked(
        "a: inwoner > gemeente aanvraag",
        "b: inwoner > gemeente gesprek",
        "c: gemeente > inwoner afwijzing",
        "d: inwoner > verhuurder aanvraag",
    )
    assert [(one.touchpoint, one.step, one.stated) for one in found.lived] == [
        ("a", "vraag", False), ("b", "gesprek", False), ("c", "nee", False), ("d", None, False),
    ]  # fmt: skip
    assert [one.verdict for one in found.steps if one.status == "done"] == ["possible"] * 3


def test_a_named_step_goes_before_what_fits_better() -> None:
    found = walked("a: inwoner > gemeente bericht step=vraag", "b: inwoner > gemeente aanvraag")
    assert [(one.step, one.role, one.stated) for one in found.lived] == [
        ("vraag", "done", True),
        ("vraag", "repeated", False),
    ]


def test_a_step_of_another_route_is_no_step_here_and_one_of_no_route_is_told() -> None:
    case = case_of(OPENING + "a: inwoner > gemeente aanvraag step=elders\nb: inwoner > gemeente aanvraag step=vrag")
    found = compare(case, ROUTE, elsewhere=["elders"])
    assert [(one.role, one.elsewhere, one.unknown) for one in found.lived] == [
        ("added", "elders", None),
        ("added", None, "vrag"),
    ]


def test_a_recorded_silence_is_no_contact() -> None:
    assert walked(*FOLLOWED, "x: gemeente > inwoner stilte").added == ()


def test_only_issues_that_follow_the_route_are_looked_at_unless_others_are_named() -> None:
    issues = [{"id": "geld", "procedure": "social_assistance"}, {"id": "huur", "procedure": "housing"}, "werk"]
    case = case_of(
        OPENING + "a: inwoner > gemeente aanvraag issue=geld\nb: inwoner > gemeente aanvraag issue=huur\n"
        "c: inwoner > gemeente vraag issue=werk step=vraag",
        issues=issues,
    )
    route = Designed(steps=STEPS, procedure=["social_assistance"])
    found = compare(case, route)
    assert (found.issues, found.left_out) == (("geld",), 1)
    assert [one.touchpoint for one in found.lived] == ["a", "c"]  # c names a step of this route
    assert [one.touchpoint for one in compare(case, route, ["huur"]).lived] == ["b"]
    assert compare(case, Designed(steps=STEPS, procedure=["wmo"])).left_out == 0


def test_a_skip_is_certain_only_where_somebody_looked_and_nothing_else_can_be_the_step() -> None:
    covered = {
        "coverage": [{"source": "s", "actor": "gemeente"}],
        "sources": [{"id": "s", "kind": "file"}],
    }
    lines = [FOLLOWED[0], FOLLOWED[2]]

    def skip(*lines: str, **blocks: Any) -> str:
        return next(one.verdict for one in walked(*lines, **blocks).steps if one.status == "skipped")

    assert skip(*lines, **covered) == "certain"
    assert skip(*lines) == "possible"  # nobody says what the sources cover
    assert skip(*lines, "x: gemeente > inwoner bericht", **covered) == "possible"  # it may be this one
    other = "y: inwoner > gemeente bericht step=elders\n"  # it may lie before the case begins
    begins = compare(case_of(OPENING + other + FOLLOWED[1], **covered), ROUTE, elsewhere=["elders"]).steps[0]
    assert (begins.status, begins.verdict) == ("skipped", "possible")


def test_two_timelines_without_dates_leave_the_order_open() -> None:
    lines = [FOLLOWED[0], FOLLOWED[2] + " view=een", FOLLOWED[1] + " view=twee"]
    found = next(one for one in walked(*lines).steps if one.step.id == "gesprek")
    assert found.overtaken_by == ("ja",)
    assert not found.order_known


def test_the_kit_s_own_case_shows_stated_steps_and_guesses() -> None:
    found = ck.route(ck.example("bijstand-aanvraag"), "bijstand")
    lived = {one.touchpoint: (one.step, one.stated) for one in found.lived if one.step}
    assert lived == {
        "t1": ("melding", True), "t3": ("aanvraag", True), "t13": ("stukken_gevraagd", True),
        "t24": ("voorschot", True), "t29": ("stukken_gevraagd", False), "t31": ("afwijzing", False),
        "t33": ("aanvraag", False), "t41": ("toekenning", True),
    }  # fmt: skip
    assert found.names("late") == ("voorschot", "afwijzing")
    rent = ck.route(ck.example("bijstand-aanvraag"), "schuldhulp")
    assert [(one.touchpoint, one.step, one.stated) for one in rent.lived if one.step] == [
        ("t12", "hulpvraag", True),
        ("t30", "eerste_gesprek", False),
        ("t32", "afzien", False),
    ]


def test_an_issue_that_the_case_does_not_have_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        ck.route(ck.example("bijstand-aanvraag"), "bijstand", "nope")


KINDS = ["aanvraag", "gesprek", "besluit", "afwijzing", "navraag", "advies", "terugkoppeling"]
NAMED = ["", *(step["id"] for step in STEPS)]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    lines = []
    for n in range(draw(st.integers(1, 7))):
        sides = draw(st.sampled_from(["inwoner > gemeente", "gemeente > inwoner", "gemeente > gemeente"]))
        step = draw(st.sampled_from(NAMED))
        day = f" @{n * 10}" if draw(st.booleans()) else ""
        lines.append(f"t{n}: {sides} {draw(st.sampled_from(KINDS))}{day}" + (f" step={step}" if step else ""))
    return case_of(OPENING + "\n".join(lines))


@given(cases())
@few(20)
def test_what_is_told_of_steps_touchpoints_and_costs_agrees(case: Case) -> None:
    found = compare(case, ROUTE)
    assert len(found.lived) == len(case.touchpoint_list)
    assert {t.id: t.step for t in case.touchpoint_list if t.step} == {
        one.touchpoint: one.step for one in found.lived if one.stated
    }
    done = [name for one in found.steps for name in one.touchpoints]
    assert sorted([*done, *found.added]) == sorted(t.id for t in case.touchpoint_list)
    assert found.counts["added"] == len(found.added)
    assert found.counts["missing"] == len(found.names("skipped")) + len(found.names("not_observable"))
    assert found.counts["out_of_order"] == len(found.names("out_of_order"))
    assert found.counts["repeated"] == sum(max(0, len(one.touchpoints) - 1) for one in found.steps)
    assert found.counts["guess"] == sum(one.step is not None and not one.stated for one in found.lived)


@given(cases(), st.integers(1, 7))  # before all else it shows that the case began earlier
@few(15)
def test_a_foreign_touchpoint_anywhere_changes_nothing_but_one_added(case: Case, place: int) -> None:
    before = compare(case, ROUTE)
    rows = list(case.touchpoint_list)
    foreign = case_of("vreemd: verhuurder > school bericht").touchpoint_list[0]
    rows.insert(place, foreign)
    actors = [*case.actor_list, *({"id": name, "kind": "other"} for name in ("verhuurder", "school"))]
    data = {**case.model_dump(by_alias=True), "touchpoints": [t.model_dump(by_alias=True) for t in rows]}
    data["actors"] = [a if isinstance(a, dict) else a.model_dump(by_alias=True) for a in actors]
    after = compare(Case.model_validate(data), ROUTE)
    assert after.cost == before.cost + 5
    assert set(after.added) == {*before.added, "vreemd"}
    assert statuses(after) == statuses(before)
