"""K13: contradictory requirements, and the fixed point that they rest on."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.case import Requirement
from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k13_contradictory_requirements import KIND, find
from casekit.stalls.requirements import attainable, deadlocks
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

LINES = """
a: kredietbank > inwoner afwijzing @0  issue=schuld
b: ggz > inwoner         afwijzing @10 issue=zorg
c: inwoner > kredietbank bericht   @40 issue=schuld
d: kredietbank > inwoner bericht   @60 issue=zorg
observed @0..@100
"""


def need(goal: str, *ways: str, at: str | None = None, **more: Any) -> dict[str, Any]:
    """A requirement on a goal: each way as "this+that", with a question mark when it was not offered."""
    alternatives = [{"needs": way.strip("?").split("+"), "offered": not way.endswith("?")} for way in ways]
    name = f"{goal}-{'-'.join(ways)}-{at}"
    return {"id": name, "goal": goal, "alternatives": alternatives, "imposed_at": at, **more}


HELP = need("help", "zorg", at="a")
CARE = need("zorg", "help", at="b")


def stuck(*requirements: dict[str, Any], lines: str = LINES, **blocks: Any) -> list[Stall]:
    return list(find(Evidence(case_of(lines, requirements=list(requirements), **blocks))))


# -- the fixed point ------------------------------------------------------------------------------


def rows(*requirements: dict[str, Any]) -> list[Requirement]:
    return [Requirement.model_validate(row) for row in requirements]


def test_a_goal_needs_all_requirements_and_one_way_for_each() -> None:
    assert attainable(rows(need("a", "x", "b"), need("b", "a"))) == {"a", "b"}
    assert attainable(rows(need("a", "x"), need("a", "b"), need("b", "a"))) == set()
    assert attainable(rows(need("a", "x+b"), need("b", "a"))) == set()
    assert attainable(rows(need("a", "b"), need("b", "c"), need("c", "x"))) == {"a", "b", "c"}


def test_what_the_resident_has_needs_nothing_more() -> None:
    assert attainable(rows(need("a", "b"), need("b", "a")), have={"b"}) == {"a", "b"}


def test_a_way_that_was_not_offered_counts_only_when_asked_for() -> None:
    requirements = rows(need("a", "b", "x?"), need("b", "a"))
    assert attainable(requirements) == set()
    assert attainable(requirements, offered_only=False) == {"a", "b"}


def test_a_requirement_without_ways_says_nothing() -> None:
    assert attainable(rows({"id": "r", "goal": "a"})) == {"a"}


def test_adding_a_way_dissolves_the_deadlock_while_the_cycle_stays() -> None:
    assert len(list(deadlocks(rows(need("a", "b"), need("b", "a"))))) == 1
    assert list(deadlocks(rows(need("a", "b", "x"), need("b", "a")))) == []


def test_the_core_leaves_out_what_only_hangs_on_it() -> None:
    core, *more = deadlocks(rows(need("a", "b"), need("b", "a"), need("c", "a"), need("d", "x")))
    assert more == []
    assert [requirement.goal for requirement in core] == ["a", "b"]


def test_two_deadlocks_are_two_cores() -> None:
    cores = list(deadlocks(rows(need("a", "b"), need("b", "a"), need("c", "d"), need("d", "c"))))
    assert sorted(sorted(requirement.goal for requirement in core) for core in cores) == [
        ["a", "b"],
        ["c", "d"],
    ]


def test_a_cycle_over_three_goals_is_one_core() -> None:
    (core,) = deadlocks(rows(need("a", "b"), need("b", "c"), need("c", "a")))
    assert len(core) == 3


def test_what_two_bodies_both_ask_is_waived_together() -> None:
    (core,) = deadlocks(rows(need("a", "b", at="x"), need("a", "b", at="y"), need("b", "a")))
    assert len(core) == 3


def test_a_goal_that_stays_out_of_reach_anyway_makes_no_core() -> None:
    tangled = rows(need("a", "b+c"), need("b", "a+c"), need("c", "d"), need("d", "c"))
    assert [{r.goal for r in core} for core in deadlocks(tangled)] == [{"c", "d"}]


def test_a_way_that_was_not_offered_makes_no_cycle() -> None:
    assert list(deadlocks(rows(need("a", "x", "b?"), need("b", "a")))) == []


# -- the stall ------------------------------------------------------------------------------------


def test_two_bodies_that_each_wait_for_the_other_are_a_stall() -> None:
    (stall,) = stuck(HELP, CARE)
    assert (stall.verdict, stall.at, stall.touchpoints) == ("certain", "b", ("a", "b"))
    assert (stall.start, stall.end, stall.days) == (Span(10, 10), Span(100, 100), Span(90, 90))
    assert (stall.tags, stall.norm, stall.issue) == (("censored",), None, "zorg")
    assert stall.details == {"goals": "help, zorg"}
    assert stall.actors == ("kredietbank", "inwoner", "ggz")


def test_an_alternative_that_was_offered_makes_it_no_stall() -> None:
    assert stuck(HELP, need("zorg", "help", "brief", at="b")) == []


def test_an_alternative_that_was_not_offered_is_named() -> None:
    (stall,) = stuck(HELP, need("zorg", "help", "brief?", at="b"))
    assert stall.tags == ("not_offered", "censored")


def test_a_claim_of_a_worker_is_named() -> None:
    (stall,) = stuck(HELP, {**CARE, "basis": "claim"})
    assert stall.tags == ("claim", "censored")
    (stall,) = stuck(HELP, {**CARE, "basis": "law"})
    assert stall.tags == ("censored",)


def test_a_waiver_ends_it() -> None:
    (stall,) = stuck(HELP, {**CARE, "waived_at": "d"})
    assert (stall.touchpoints, stall.end, stall.days, stall.tags) == (
        ("a", "b", "d"),
        Span(60, 60),
        Span(50, 50),
        (),
    )


def test_the_first_waiver_ends_it() -> None:
    (stall,) = stuck({**HELP, "waived_at": "c"}, {**CARE, "waived_at": "d"})
    assert (stall.touchpoints, stall.days) == (("a", "b", "c"), Span(30, 30))


def test_requirements_that_never_held_at_the_same_time_are_no_stall() -> None:
    assert stuck({**HELP, "waived_at": "b"}, CARE) == []


def test_a_requirement_that_is_withdrawn_on_the_same_day_is_no_stall() -> None:
    assert stuck(HELP, {**CARE, "waived_at": "d"}, lines=LINES.replace("@60", "@10")) == []
    (stall,) = stuck(HELP, {**CARE, "waived_at": "d"}, lines=LINES.replace("@60", "@11"))
    assert stall.days == Span(1, 1)


def test_a_requirement_that_solves_itself_by_law_is_no_stall() -> None:
    assert stuck(HELP, {**CARE, "waived_at": "d"}, lines=LINES + "hold law @10..@60") == []


def test_one_requirement_of_two_is_no_stall() -> None:
    assert stuck(HELP) == []


@pytest.mark.parametrize(("item", "ends"), [("help", True), ("zorg", True), ("brief", False)])
def test_it_ends_when_what_was_asked_for_is_there(item: str, ends: bool) -> None:
    (stall,) = stuck(HELP, CARE, lines=LINES.replace("@40", f"@40 shares={item}"))
    assert (stall.touchpoints == ("a", "b", "c")) is ends
    assert stall.days == (Span(30, 30) if ends else Span(90, 90))


def test_what_was_there_before_keeps_it_from_beginning() -> None:
    assert stuck(HELP, CARE, lines=LINES.replace("@0  issue", "@0 shares=zorg issue")) == []


@pytest.mark.parametrize(
    ("act", "ends"),
    [
        ("inwoner > ggz intrekking", True),
        ("ggz > inwoner opgelost", True),
        ("ggz > inwoner intrekking", False),
    ],
)
def test_it_ends_when_the_issue_is_over(act: str, ends: bool) -> None:
    (stall,) = stuck(HELP, CARE, lines=LINES + f"e: {act} @70 issue=zorg")
    assert stall.touchpoints == (("a", "b", "e") if ends else ("a", "b"))


def test_a_requirement_without_a_touchpoint_of_its_own_always_held() -> None:
    (stall,) = stuck(need("help", "zorg"), CARE)
    assert (stall.at, stall.touchpoints) == ("b", ("b",))


def test_without_any_touchpoint_nothing_can_be_pointed_at() -> None:
    e = Evidence(case_of(LINES, requirements=[need("help", "zorg"), need("zorg", "help")]))
    assert list(find(e)) == []
    assert KIND.missing(e) == ("imposed_at",)


def test_a_third_requirement_in_the_same_deadlock_is_not_told_again() -> None:
    assert len(stuck(HELP, CARE, need("zorg", "help", at="c"))) == 1


def test_a_deadlock_that_comes_back_after_a_waiver_is_a_second_one() -> None:
    first, second = stuck(HELP, {**CARE, "waived_at": "c"}, need("zorg", "help", at="d"))
    assert (first.at, first.days) == ("b", Span(30, 30))
    assert (second.at, second.touchpoints, second.days) == ("d", ("a", "d"), Span(40, 40))


def test_a_second_deadlock_beside_the_first_is_told_too() -> None:
    found = stuck(HELP, CARE, need("x", "y", at="c"), need("y", "x", at="d"))
    assert [stall.at for stall in found] == ["b", "d"]


def test_a_rough_waiver_makes_it_possible() -> None:
    lines = LINES.replace("@60", "@10/60")
    (stall,) = stuck(HELP, {**CARE, "waived_at": "d"}, lines=lines.replace("@40", "@10"))
    assert (stall.verdict, stall.days) == ("possible", Span(0, 50))


def test_order_alone_shows_it_as_possible() -> None:
    (stall,) = stuck(HELP, CARE, lines="a: kredietbank > inwoner afwijzing\nb: ggz > inwoner afwijzing")
    assert (stall.verdict, stall.tags) == ("possible", ("censored", "order"))
    assert stall.days.lo == 0
    lines = "a: kredietbank > inwoner afwijzing @0\nb: ggz > inwoner afwijzing @5\nd: ggz > inwoner bericht"
    (stall,) = stuck(HELP, {**CARE, "waived_at": "d"}, lines=lines)
    assert (stall.verdict, stall.tags) == ("possible", ("order",))


# -- time that contradicts ------------------------------------------------------------------------

PROOFS = """
a: gemeente > inwoner afwijzing @0
b: inwoner > kredietbank aanvraag @10 asks=besluit
c: kredietbank > inwoner besluit @{came} shares=besluit
"""
BOTH = need("uitkering", "bewijs+besluit", at="a", basis="policy")
FROM = need("besluit", "bewijs", at="b")
VALID = {"items": [{"id": "bewijs", "label": "een bewijs", "valid_days": 90}]}


def test_a_proof_that_lapses_before_the_decision_it_was_needed_for_is_a_stall() -> None:
    (stall,) = stuck(BOTH, FROM, lines=PROOFS.format(came=101), **VALID)
    assert (stall.verdict, stall.at, stall.touchpoints) == ("certain", "a", ("a", "b", "c"))
    assert (stall.start, stall.end, stall.days) == (Span(10, 10), Span(101, 101), Span(91, 91))
    assert stall.norm is not None
    assert (stall.norm.id, stall.norm.rung, stall.norm.allowed) == ("valid:bewijs", 2, Span(90, 90))
    assert stall.tags == ("timing",)
    assert stall.details == {"goals": "uitkering", "proof": "een bewijs", "slow": "besluit"}


def test_a_proof_that_is_valid_to_the_day_is_no_stall() -> None:
    assert stuck(BOTH, FROM, lines=PROOFS.format(came=100), **VALID) == []


def test_a_rough_date_makes_a_lapse_possible() -> None:
    (stall,) = stuck(BOTH, FROM, lines=PROOFS.format(came="90/110"), **VALID)
    assert stall.verdict == "possible"


def test_what_never_comes_lapses_too_when_the_observed_period_is_long_enough() -> None:
    lines = PROOFS.format(came=20).replace("shares=besluit", "")
    (stall,) = stuck(BOTH, FROM, lines=lines + "observed @0..@101", **VALID)
    assert (stall.touchpoints, stall.tags) == (("a", "b"), ("timing", "absence", "censored"))
    assert stuck(BOTH, FROM, lines=lines + "observed @0..@100", **VALID) == []


def test_a_lapse_needs_dates() -> None:
    lines = "a: gemeente > inwoner afwijzing\nb: inwoner > kredietbank aanvraag asks=besluit"
    assert stuck(BOTH, FROM, lines=lines, **VALID) == []


@pytest.mark.parametrize(
    "requirements",
    [
        (need("uitkering", "bewijs+besluit", "brief", at="a"), FROM),  # another way out
        (need("uitkering", "bewijs+besluit"), FROM),  # nothing to point at
        (need("uitkering", "besluit", at="a"), FROM),  # the proof is not needed again
        (BOTH,),  # the proof is not needed for the decision
    ],
)
def test_no_lapse_where_the_proof_is_not_needed_twice(requirements: tuple[dict[str, Any], ...]) -> None:
    assert stuck(*requirements, lines=PROOFS.format(came=200), **VALID) == []


def test_no_lapse_where_nobody_asked_or_the_proof_stays_valid() -> None:
    assert stuck(BOTH, FROM, lines=PROOFS.format(came=200).replace("asks=besluit", ""), **VALID) == []
    assert stuck(BOTH, FROM, lines=PROOFS.format(came=200), items=[{"id": "bewijs"}]) == []


def test_a_lapse_on_a_rule_without_a_known_basis_stands_lower() -> None:
    (stall,) = stuck({**BOTH, "basis": "practice"}, FROM, lines=PROOFS.format(came=200), **VALID)
    assert stall.norm is not None
    assert (stall.norm.rung, stall.norm.id) == (3, "valid:bewijs")


def test_half_as_long_again_moves_the_validity() -> None:
    case = case_of(PROOFS.format(came=145), requirements=[BOTH, FROM], **VALID)
    assert len(list(find(Evidence(case)))) == 1
    assert list(find(Evidence(case, factor=1.5))) == []


# -- and further ----------------------------------------------------------------------------------


def test_without_requirements_it_cannot_be_assessed() -> None:
    e = Evidence(case_of(LINES))
    assert (KIND.missing(e), KIND.opportunity(e)) == (("requirements",), False)
    e = Evidence(case_of(LINES, requirements=[HELP]))
    assert (KIND.missing(e), KIND.opportunity(e)) == ((), True)


def test_it_owns_its_days_before_all_other_kinds() -> None:
    stalls = [s for s in analyse(case_of(LINES, requirements=[HELP, CARE])).stalls if s.kind == "K13"]
    assert [(stall.verdict, stall.owned_days) for stall in stalls] == [("certain", 90)]
