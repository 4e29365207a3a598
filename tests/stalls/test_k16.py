"""K16: back to the start."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k16_restart import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

STAGES = [
    {"id": "intake"},
    {"id": "onderzoek", "label": "het onderzoek"},
    {"id": "besluit"},
    {"id": "uitvoering"},
]


def restarts(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **{"stages": STAGES, **blocks}))))


def back(
    between: str = "", reset: str = "gemeente > inwoner bericht", top: str = "gemeente > inwoner bericht"
) -> str:
    return f"""
    a: inwoner > gemeente aanvraag @0  issue=bijstand stage=intake
    b: {top} @20 issue=bijstand stage=onderzoek
    {between}
    c: {reset} @50 issue=bijstand stage=intake
    d: gemeente > inwoner bericht @80 issue=bijstand stage=onderzoek
    """


# -- a return -------------------------------------------------------------------------------------


def test_a_return_to_an_earlier_stage_lasts_until_the_stage_is_reached_again() -> None:
    (stall,) = restarts(back())
    assert (stall.verdict, stall.at, stall.touchpoints) == ("certain", "c", ("b", "c", "d"))
    assert (stall.start, stall.end, stall.days) == (Span(50, 50), Span(80, 80), Span(30, 30))
    assert (stall.tags, stall.norm, stall.issue) == ((), None, "bijstand")
    assert stall.details == {"back": "intake", "reached": "het onderzoek"}
    assert stall.actors == ("gemeente", "inwoner")


def test_going_on_or_staying_is_no_return() -> None:
    assert not restarts("""
        a: inwoner > gemeente aanvraag @0  stage=intake
        b: gemeente > inwoner bericht  @20 stage=onderzoek
        c: gemeente > inwoner bericht  @30 stage=onderzoek
        d: gemeente > inwoner besluit  @40 stage=besluit
        """)


def test_the_place_it_fell_from_is_the_last_touchpoint_there() -> None:
    (stall,) = restarts(back("x: gemeente > inwoner bericht @30 issue=bijstand stage=onderzoek"))
    assert stall.touchpoints == ("x", "c", "d")


def test_falls_before_the_stage_is_reached_again_are_one_return() -> None:
    (stall,) = restarts("""
    a: gemeente > inwoner bericht @0  stage=besluit
    b: gemeente > inwoner bericht @10 stage=onderzoek
    c: gemeente > inwoner bericht @20 stage=intake
    d: gemeente > inwoner bericht @30 stage=onderzoek
    e: gemeente > inwoner bericht @40 stage=uitvoering
    """)
    assert (stall.touchpoints, stall.days) == (("a", "b", "e"), Span(30, 30))


def test_a_second_return_is_a_second_stall() -> None:
    again = "e: gemeente > inwoner bericht @90 issue=bijstand stage=intake\nobserved @0..@100"
    first, second = restarts(back() + again)
    assert (first.at, second.at) == ("c", "e")
    assert (second.touchpoints, second.days, second.tags) == (("d", "e"), Span(10, 10), ("censored",))


def test_order_alone_shows_a_return() -> None:
    (stall,) = restarts("a: gemeente > inwoner bericht stage=onderzoek\nb: gemeente > inwoner bericht stage=intake")
    assert (stall.verdict, stall.tags, stall.days.lo) == ("certain", ("order", "censored"), 0)
    (stall,) = restarts(back().replace("@80", ""))
    assert (stall.verdict, stall.tags) == ("certain", ("order",))


def test_closed_for_not_cooperating_and_a_new_intake_is_a_return() -> None:
    closed = "x: gemeente > inwoner afsluiting @40 issue=bijstand"
    (stall,) = restarts(back(closed, reset="inwoner > gemeente aanvraag"))
    assert stall.touchpoints == ("b", "x", "c", "d")
    (stall,) = restarts(back(top="gemeente > inwoner afwijzing", reset="inwoner > gemeente aanvraag"))
    assert stall.touchpoints == ("b", "c", "d")


def test_a_return_at_another_organisation_counts_when_the_first_passed_it_on() -> None:
    new = "wijkteam > inwoner gesprek"
    assert restarts(back(reset=new)) == []
    for act in ("overdracht", "verwijzing", "afsluiting", "afwijzing"):
        (stall,) = restarts(back(f"x: gemeente > wijkteam {act} @40 issue=bijstand", reset=new))
        assert stall.at == "c"
    (stall,) = restarts(back(reset=new, top="gemeente > wijkteam overdracht"))
    assert stall.at == "c"
    (stall,) = restarts(back(reset=new, top="gemeente > overig verwijzing"))
    assert stall.at == "c"


def test_an_earlier_passing_on_says_nothing_about_a_later_route() -> None:
    earlier = "p: wijkteam > gemeente verwijzing @10 issue=bijstand"
    assert restarts(earlier + back(reset="school > inwoner gesprek")) == []


def test_a_route_beside_the_first_leaves_the_first_where_it_was() -> None:
    beside = "x: wijkteam > inwoner gesprek @30 issue=bijstand stage=intake"
    (stall,) = restarts(back(beside))
    assert stall.touchpoints == ("b", "c", "d")


# -- no return ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reason",
    [
        "inwoner > inwoner levensgebeurtenis",
        "inwoner > gemeente bericht @30 shares=huwelijksakte",
        "inwoner > gemeente intrekking",
        "gemeente > inwoner opgelost",
        "inwoner > gemeente bezwaar outcome=done",
    ],
)
def test_a_reason_in_between_makes_it_no_return(reason: str) -> None:
    assert restarts(back(f"x: {reason} @40 issue=bijstand".replace("@30 ", ""))) == []


@pytest.mark.parametrize(
    "talk",
    [
        "gemeente > inwoner bericht shares=folder",
        "gemeente > inwoner intrekking",
        "inwoner > gemeente bezwaar",
        "inwoner > gemeente bezwaar outcome=rejected",
        "gemeente > inwoner besluit",
        "gemeente > inwoner besluit re=a",
        "inwoner > gemeente vraag",
    ],
)
def test_other_things_in_between_are_no_reason(talk: str) -> None:
    (stall,) = restarts(back(f"x: {talk} @40 issue=bijstand"))
    assert (stall.verdict, stall.touchpoints) == ("certain", ("b", "c", "d"))


def test_an_item_that_had_been_shared_before_is_no_new_fact() -> None:
    known = "k: inwoner > gemeente levering @10 issue=bijstand shares=loonstrook"
    again = "x: inwoner > gemeente levering @40 issue=bijstand shares=loonstrook"
    (stall,) = restarts(known + back(again))
    assert stall.verdict == "certain"
    assert restarts(known + back(again + ",huurcontract")) == []


def test_a_delivery_of_which_nothing_is_recorded_makes_it_possible() -> None:
    (stall,) = restarts(back("x: inwoner > gemeente levering @40 issue=bijstand"))
    assert stall.verdict == "possible"
    (stall,) = restarts(back("x: gemeente > inwoner levering @40 issue=bijstand"))
    assert stall.verdict == "certain"


@pytest.mark.parametrize(
    ("reply", "upheld"),
    [("besluit", True), ("antwoord", True), ("besluit outcome=rejected", False), ("afwijzing", False)],
)
def test_an_objection_that_was_upheld_makes_it_no_return(reply: str, upheld: bool) -> None:
    lines = f"""x: inwoner > gemeente bezwaar @30 issue=bijstand
    y: gemeente > inwoner {reply} @40 issue=bijstand re=x"""
    assert (restarts(back(lines)) == []) is upheld


def test_a_resident_who_applies_anew_asked_for_it() -> None:
    for act in ("aanvraag", "melding", "vraag"):
        assert restarts(back(reset=f"inwoner > gemeente {act}")) == []
    assert len(restarts(back(reset="inwoner > gemeente navraag"))) == 1
    assert len(restarts(back(reset="wijkteam > gemeente aanvraag"))) == 1


def test_an_intake_in_answer_to_a_recent_request_was_asked_for() -> None:
    asked = "x: inwoner > gemeente vraag @40 issue=bijstand"
    assert restarts(back(asked, reset="gemeente > inwoner gesprek re=x")) == []
    assert len(restarts(back(asked, reset="gemeente > inwoner gesprek re=a"))) == 1


def test_a_return_that_was_agreed_is_no_stall() -> None:
    agreed = "x: gemeente > inwoner afspraak @40 issue=bijstand"
    assert restarts(back(agreed, reset="gemeente > inwoner gesprek depends_on=x")) == []
    assert len(restarts(back(agreed, reset="gemeente > inwoner gesprek"))) == 1
    assert len(restarts(back(agreed, reset="gemeente > inwoner gesprek depends_on=a"))) == 1


@pytest.mark.parametrize(
    ("when", "verdict"), [("30", None), ("40/60", "possible"), ("51", "certain"), (None, "certain")]
)
def test_a_change_in_the_household_is_a_reason_if_it_lay_in_between(when: str | None, verdict: str | None) -> None:
    stalls = restarts(back(), life_events=[{"id": "l", "when": when}])
    assert [stall.verdict for stall in stalls] == ([verdict] if verdict else [])


def relapse(help_: str, end: str, stage: str = "uitvoering") -> str:
    return f"""
    a: gemeente > inwoner {help_} @10 stage=besluit
    b: gemeente > inwoner {end}   @20 stage={stage}
    c: gemeente > inwoner gesprek @90 stage=intake
    """


@pytest.mark.parametrize(
    ("lines", "new_episode"),
    [
        (relapse("besluit", "levering"), True),
        (relapse("besluit", "betaling"), True),
        (relapse("besluit", "opgelost", "besluit"), True),
        (relapse("levering", "afsluiting"), True),
        (relapse("besluit", "afsluiting"), False),
        (relapse("besluit", "besluit"), False),
        (relapse("levering", "bericht"), False),
        (relapse("besluit", "levering", "besluit"), False),
        (relapse("levering", "afsluiting").replace("a: gemeente > inwoner", "a: inwoner > gemeente"), False),
    ],
)
def test_a_relapse_after_completed_help_is_a_new_episode(lines: str, new_episode: bool) -> None:
    assert (restarts(lines) == []) is new_episode


def test_after_a_return_that_was_called_for_the_issue_goes_on_from_there() -> None:
    (stall,) = restarts("""
    a: gemeente > inwoner bericht           @0  stage=besluit
    l: inwoner > inwoner  levensgebeurtenis @5
    b: gemeente > inwoner bericht           @10 stage=onderzoek
    c: gemeente > inwoner bericht           @20 stage=intake
    d: gemeente > inwoner bericht           @50 stage=onderzoek
    """)
    assert (stall.touchpoints, stall.days) == (("b", "c", "d"), Span(30, 30))


def test_another_issue_has_its_own_stages() -> None:
    lines = back("x: gemeente > inwoner gesprek @30 issue=huur stage=intake", reset="gemeente > inwoner besluit")
    assert len(restarts(lines)) == 1
    own = [{"id": "bijstand", "stages": ["onderzoek", "intake"]}]
    first, second = restarts(back(), issues=own)
    assert (first.touchpoints, second.touchpoints) == (("a", "b", "c"), ("c", "d"))


def test_a_stage_that_is_not_in_the_list_says_nothing() -> None:
    assert restarts(back().replace("@50 issue=bijstand stage=intake", "@50 issue=bijstand stage=melding")) == []


def test_a_legitimate_wait_is_taken_off_the_days() -> None:
    (stall,) = restarts(back() + "hold law @60..@70 issue=bijstand")
    assert stall.days == Span(20, 20)


def test_a_return_without_an_end_runs_until_the_end_of_the_observed_period() -> None:
    lines = back().replace("stage=onderzoek\n    \n", "stage=onderzoek\n")
    lines = lines[: lines.index("d: ")] + "observed @0..@75"
    (stall,) = restarts(lines)
    assert (stall.touchpoints, stall.end, stall.days) == (("b", "c"), Span(75, 75), Span(25, 25))


def test_a_case_without_issues_gives_at_most_possible() -> None:
    analysis = analyse(case_of(back().replace("issue=bijstand", ""), stages=STAGES))
    assert [s.verdict for s in analysis.stalls if s.kind == "K16"] == ["possible"]


def test_stages_have_to_be_coded() -> None:
    for lines, stages, missing, opportunity in (
        ("a: inwoner > gemeente vraag", [], ("stages",), False),
        ("a: inwoner > gemeente vraag", STAGES, ("stage",), False),
        ("a: inwoner > gemeente vraag stage=intake", STAGES, (), False),
        (back(), STAGES, (), True),
    ):
        e = Evidence(case_of(lines, stages=stages))
        assert KIND.missing(e) == missing
        assert KIND.opportunity(e) is opportunity
