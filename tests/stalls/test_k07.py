"""K07: the referral loop, from pillar to post."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k07_referral_loop import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span


def loops(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **blocks))))


def found(lines: str, **blocks: object) -> list[tuple[str, ...]]:
    return [stall.touchpoints for stall in loops(lines, **blocks)]


def there_and_back(between: str = "", back: str = "@30", issue: str = "issue=schuld") -> str:
    return f"""
    a: wijkteam > kredietbank verwijzing @0 {issue}
    {between}
    b: kredietbank > wijkteam verwijzing {back} {issue}
    """


# -- what is a loop -------------------------------------------------------------------------------


def test_referred_on_and_back_without_content_is_a_loop() -> None:
    (stall,) = loops(there_and_back())
    assert (stall.verdict, stall.at, stall.touchpoints) == ("certain", "a", ("a", "b"))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(30, 30), Span(30, 30))
    assert (stall.tags, stall.norm, stall.details, stall.issue) == ((), None, {"hops": 2}, "schuld")
    assert stall.actors == ("wijkteam", "kredietbank")


def test_a_loop_over_three_organisations_shows_by_order_alone() -> None:
    (stall,) = loops("""
    a: gemeente > wijkteam    verwijzing issue=schuld
    b: wijkteam > kredietbank verwijzing issue=schuld
    c: kredietbank > gemeente verwijzing issue=schuld
    """)
    assert (stall.verdict, stall.tags) == ("certain", ("order",))
    assert stall.details == {"hops": 3}


def test_there_and_back_by_order_alone_may_have_been_a_warm_transfer() -> None:
    (stall,) = loops(there_and_back().replace("@0", "").replace("@30", ""))
    assert (stall.verdict, stall.tags) == ("possible", ("order",))


def test_referrals_that_never_return_are_no_loop() -> None:
    assert found("a: gemeente > wijkteam verwijzing\nb: wijkteam > kredietbank verwijzing") == []


def test_the_loop_starts_where_it_returns_to() -> None:
    assert found("""
    a: school > wijkteam      verwijzing
    b: wijkteam > kredietbank verwijzing
    c: kredietbank > gemeente verwijzing
    d: gemeente > wijkteam    verwijzing
    e: wijkteam > ggz         verwijzing
    """) == [("b", "c", "d")]


def test_the_return_has_to_come_after_the_referral() -> None:
    assert found("a: kredietbank > gemeente verwijzing\nb: wijkteam > kredietbank verwijzing") == []


def test_a_detour_does_not_hide_the_loop() -> None:
    assert found("""
    a: gemeente > wijkteam    verwijzing
    b: wijkteam > ggz         verwijzing
    c: wijkteam > kredietbank verwijzing
    d: kredietbank > gemeente verwijzing
    """) == [("a", "c", "d")]


def test_overlapping_loops_are_one_at_its_longest() -> None:
    (stall,) = loops("""
    a: gemeente > wijkteam verwijzing @0
    b: wijkteam > gemeente verwijzing @10
    c: gemeente > wijkteam verwijzing @20
    d: wijkteam > gemeente verwijzing @30
    """)
    assert (stall.touchpoints, stall.days, stall.details["hops"]) == (("a", "b", "c", "d"), Span(30, 30), 4)


def test_a_loop_within_a_longer_loop_is_part_of_it() -> None:
    assert found("""
    a: gemeente > wijkteam verwijzing
    b: wijkteam > ggz      verwijzing
    c: ggz > wijkteam      verwijzing
    d: wijkteam > gemeente verwijzing
    """) == [("a", "b", "c", "d")]


def test_two_loops_without_a_referral_in_common_are_two() -> None:
    assert found("""
    a: gemeente > wijkteam verwijzing
    b: wijkteam > gemeente verwijzing
    c: gemeente > ggz      verwijzing
    d: ggz > gemeente      verwijzing
    """) == [("a", "b"), ("c", "d")]


def test_desks_of_one_organisation_are_one_party() -> None:
    assert found("""
    actor balie of gemeente
    actor consulent of gemeente
    a: balie > wijkteam     verwijzing
    b: wijkteam > consulent verwijzing
    """) == [("a", "b")]


def test_loops_that_cross_at_a_party_are_one() -> None:
    assert found("""
    a: gemeente > wijkteam verwijzing
    b: wijkteam > ggz      verwijzing
    c: wijkteam > gemeente verwijzing
    d: ggz > wijkteam      verwijzing
    """) == [("a", "b", "c", "d")]


def test_loops_at_the_same_time_without_a_party_in_common_are_two() -> None:
    assert found("""
    a: gemeente > wijkteam verwijzing
    b: school > ggz        verwijzing
    c: wijkteam > gemeente verwijzing
    d: ggz > school        verwijzing
    """) == [("a", "c"), ("b", "d")]


# -- what is no loop ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    ["besluit", "levering", "advies", "terugkoppeling", "betaling", "opgelost", "levensgebeurtenis"],
)
def test_content_in_between_makes_it_no_loop(content: str) -> None:
    assert found(there_and_back(f"x: kredietbank > inwoner {content} @10 issue=schuld")) == []


def test_a_consult_that_comes_back_with_advice_is_no_loop() -> None:
    assert found("a: wijkteam > kredietbank verwijzing\nb: kredietbank > wijkteam advies re=a") == []


@pytest.mark.parametrize("talk", ["bericht", "gesprek", "afwijzing", "acceptatie", "ontvangst"])
def test_talking_about_it_is_no_content(talk: str) -> None:
    (stall,) = loops(there_and_back(f"x: kredietbank > inwoner {talk} @10 issue=schuld"))
    assert stall.touchpoints == ("a", "b")


def test_content_before_the_first_or_after_the_last_referral_changes_nothing() -> None:
    decision = "\nx: wijkteam > inwoner besluit @{} issue=schuld"
    assert found(there_and_back(back="@30") + decision.format(31)) == [("a", "b")]
    assert found(there_and_back().replace("@0", "@5") + decision.format(4)) == [("a", "b")]
    assert found(there_and_back() + decision.format(29)) == []


def test_after_content_a_new_loop_can_begin() -> None:
    assert found("""
    a: gemeente > wijkteam verwijzing issue=schuld
    x: wijkteam > inwoner  advies     issue=schuld
    b: wijkteam > gemeente verwijzing issue=schuld
    c: gemeente > wijkteam verwijzing issue=schuld
    """) == [("b", "c")]


def test_a_new_item_in_between_makes_it_no_loop() -> None:
    assert found(there_and_back("x: inwoner > kredietbank bericht @10 issue=schuld shares=loonstrook")) == []


def test_a_referral_back_that_brings_a_new_item_is_no_loop() -> None:
    assert found(there_and_back(back="@30 shares=rapport")) == []


def test_the_same_papers_once_more_are_no_news() -> None:
    known = "k: inwoner > wijkteam levering @0 issue=schuld shares=loonstrook\n"
    again = "x: inwoner > kredietbank levering @10 issue=schuld shares=loonstrook"
    assert found(known + there_and_back(again).replace("@0", "@5")) == [("a", "b")]
    assert found(known + there_and_back(again + ",huurcontract").replace("@0", "@5")) == []


def test_a_delivery_of_which_nothing_is_recorded_may_be_news() -> None:
    assert found(there_and_back("x: inwoner > kredietbank levering @10 issue=schuld")) == []


def test_what_the_first_referral_carries_is_no_news_in_between() -> None:
    assert found(there_and_back().replace("@0", "@0 shares=dossier")) == [("a", "b")]


def test_the_same_two_organisations_on_different_issues_are_no_loop() -> None:
    lines = "a: wijkteam > kredietbank verwijzing issue={} \nb: kredietbank > wijkteam verwijzing issue={}"
    assert found(lines.format("schuld", "huur")) == []
    assert found(lines.format("schuld", "schuld")) == [("a", "b")]


def test_content_on_another_issue_changes_nothing() -> None:
    assert found(there_and_back("x: kredietbank > inwoner besluit @10 issue=huur")) == [("a", "b")]


def test_content_of_an_outsider_on_the_issue_counts_as_content() -> None:
    assert found(there_and_back("x: rechtbank > inwoner besluit @10 issue=schuld")) == []


def test_without_issues_only_content_of_parties_on_the_way_counts() -> None:
    outsider = "x: rechtbank > inwoner besluit @10"
    assert found(there_and_back(outsider, issue="")) == [("a", "b")]
    assert found(there_and_back(outsider.replace("rechtbank", "kredietbank"), issue="")) == []
    assert found(there_and_back("x: inwoner > inwoner levensgebeurtenis @10", issue="")) == []


def test_care_that_steps_down_by_plan_is_no_loop() -> None:
    plan = "p: wijkteam > inwoner {} @0 issue=schuld\n"
    for kind in ("afspraak", "toezegging", "besluit"):
        assert found(plan.format(kind) + there_and_back(back="@30 depends_on=p")) == []
    assert found(plan.format("bericht") + there_and_back(back="@30 depends_on=p")) == [("a", "b")]


@pytest.mark.parametrize(
    ("when", "verdict"), [("10", None), ("20/40", "possible"), ("31", "certain"), (None, "certain")]
)
def test_a_change_in_the_household_explains_the_return_if_it_lay_in_between(
    when: str | None, verdict: str | None
) -> None:
    stalls = loops(there_and_back(), life_events=[{"id": "l", "when": when}])
    assert [stall.verdict for stall in stalls] == ([verdict] if verdict else [])


def test_there_and_back_within_two_days_is_a_warm_transfer() -> None:
    assert found(there_and_back(back="@2")) == []
    assert found(there_and_back(back="@3")) == [("a", "b")]
    (stall,) = loops(there_and_back(back="@1/9"))
    assert stall.verdict == "possible"


def test_a_warm_transfer_has_two_sides_not_three() -> None:
    (stall,) = loops("""
    a: gemeente > wijkteam    verwijzing @0
    b: wijkteam > kredietbank verwijzing @1
    c: kredietbank > gemeente verwijzing @2
    """)
    assert stall.verdict == "certain"


# -- inside one organisation ----------------------------------------------------------------------

TEAMS = """
actor intake of gemeente
actor schulden of gemeente
actor anna of gemeente team=wmo
actor bert of gemeente team=wmo
"""


def test_a_loop_over_teams_of_one_organisation_is_told_apart() -> None:
    (stall,) = loops(TEAMS + "a: intake > schulden verwijzing @0\nb: schulden > intake verwijzing @30")
    assert (stall.touchpoints, stall.tags, stall.verdict) == (("a", "b"), ("internal",), "certain")


def test_two_people_of_one_team_are_one_stop() -> None:
    assert found(TEAMS + "a: anna > schulden verwijzing @0\nb: schulden > bert verwijzing @30") == [("a", "b")]
    assert found(TEAMS + "a: anna > bert verwijzing @0\nb: bert > anna verwijzing @30") == []


def test_content_of_the_organisation_ends_a_loop_over_its_teams() -> None:
    lines = TEAMS + "a: intake > schulden verwijzing @0\n{}\nb: schulden > intake verwijzing @30"
    assert found(lines.format("x: schulden > inwoner advies @9")) == []
    assert found(lines.format("x: school > inwoner advies @9")) == [("a", "b")]


# -- and further ----------------------------------------------------------------------------------


def test_a_legitimate_wait_is_taken_off_the_days_and_leaves_the_loop() -> None:
    (stall,) = loops(there_and_back() + "hold client_choice @5..@15 issue=schuld")
    assert stall.days == Span(20, 20)


def test_a_case_without_issues_gives_at_most_possible() -> None:
    analysis = analyse(case_of(there_and_back(issue="")))
    assert [s.verdict for s in analysis.stalls if s.kind == "K07"] == ["possible"]


def test_there_is_an_opportunity_where_anybody_is_referred() -> None:
    for line, seen in (
        ("a: inwoner > gemeente vraag", False),
        ("a: gemeente > wijkteam verwijzing", True),
        ("a: inwoner > gemeente vraag outcome=referred_on", True),
    ):
        e = Evidence(case_of(line))
        assert KIND.opportunity(e) is seen
        assert KIND.missing(e) == ()
