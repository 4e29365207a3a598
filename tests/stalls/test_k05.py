"""K05: the internal approval chain."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k05_internal_chain import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

DESKS = """
actor loket of gemeente
actor jurist of gemeente
actor teamleider of gemeente
"""


def chains(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(DESKS + lines, **blocks))))


def signatures(until: str, between: str = "", issue: str = "issue=bijstand") -> str:
    return f"""
    a: inwoner > loket     aanvraag   @0  {issue}
    b: loket > jurist      overdracht @5  {issue}
    c: jurist > teamleider overdracht @9  {issue}
    {between}
    d: loket > inwoner     besluit    @{until} {issue} re=a
    """


def test_a_route_of_signatures_past_fourteen_days_is_a_chain() -> None:
    (stall,) = chains(signatures("20"))
    assert (stall.verdict, stall.at, stall.touchpoints) == ("certain", "b", ("b", "c", "d"))
    assert (stall.days, stall.start, stall.end) == (Span(15, 15), Span(5, 5), Span(20, 20))
    assert stall.norm is not None
    assert (stall.norm.id, stall.norm.rung, stall.norm.allowed) == ("default:K05", 3, Span(14, 14))
    assert (stall.tags, stall.details, stall.issue) == ((), {"hands": 3}, "bijstand")
    assert stall.actors == ("loket", "jurist", "teamleider")


def test_exactly_fourteen_days_is_within_the_norm() -> None:
    assert chains(signatures("19")) == []


def test_four_eyes_within_the_own_term_are_no_chain() -> None:
    own = [{"id": "paraaf", "days": 30, "basis": "policy", "stalls": ["K05"]}]
    assert chains(signatures("35"), norms=own) == []
    (stall,) = chains(signatures("36"), norms=own)
    assert stall.norm is not None
    assert stall.norm.id == "paraaf"


def test_one_internal_step_with_a_long_wait_is_no_chain() -> None:
    assert not chains("""
        a: inwoner > loket aanvraag   @0
        b: loket > jurist  overdracht @5
        d: loket > inwoner besluit    @90 re=a
        """)


@pytest.mark.parametrize("kind", ["stilte", "raadplegen"])
def test_a_record_of_silence_or_a_look_in_the_file_is_no_hand(kind: str) -> None:
    assert (
        chains(f"""
        a: inwoner > loket aanvraag   @0
        b: loket > jurist  overdracht @5
        c: jurist > loket  {kind}     @9
        d: loket > inwoner besluit    @90 re=a
        """)
        == []
    )


def test_steps_between_two_organisations_are_no_internal_chain() -> None:
    assert not chains("""
        a: inwoner > loket  aanvraag   @0
        b: loket > uwv      overdracht @5
        c: uwv > jurist     overdracht @9
        d: loket > inwoner  besluit    @90 re=a
        """)


def test_expert_advice_that_the_decision_depends_on_is_no_chain() -> None:
    lines = """
    a: inwoner > loket aanvraag @0
    b: loket > jurist  overleg  @5
    c: jurist > loket  advies   @30 re=b
    d: loket > inwoner besluit  @40 re=a {depends}
    """
    assert chains(lines.format(depends="depends_on=c")) == []
    assert len(chains(lines.format(depends=""))) == 1
    assert len(chains(lines.format(depends="depends_on=b"))) == 1


def test_asking_the_resident_for_documents_interrupts_the_run() -> None:
    asked = "x: loket > inwoner verzoek_stukken @12 issue=bijstand"
    assert chains(signatures("60", asked)) == []


def test_somebody_who_knocks_does_not_interrupt_the_run() -> None:
    for kind in ("navraag", "escalatie"):
        (stall,) = chains(signatures("40", f"x: inwoner > loket {kind} @12 issue=bijstand"))
        assert stall.touchpoints == ("b", "c", "d")


def test_the_organisation_itself_knocking_elsewhere_does_interrupt_it() -> None:
    assert chains(signatures("40", "x: loket > uwv navraag @12 issue=bijstand")) == []


def test_what_others_do_among_themselves_does_not_interrupt_the_run() -> None:
    (stall,) = chains(signatures("40", "x: inwoner > uwv vraag @12 issue=bijstand"))
    assert stall.days == Span(35, 35)


def test_another_issue_does_not_interrupt_the_run() -> None:
    (stall,) = chains(signatures("40", "x: loket > inwoner bericht @12 issue=huur"))
    assert stall.days == Span(35, 35)


def test_two_runs_are_two_chains() -> None:
    found = chains("""
    a: inwoner > loket     aanvraag   @0
    b: loket > jurist      overdracht @5
    c: jurist > loket      overdracht @9
    x: loket > inwoner     bericht    @30
    y: loket > inwoner     toezegging @30
    e: loket > teamleider  overdracht @31
    f: teamleider > loket  overdracht @40
    d: loket > inwoner     besluit    @60 re=a
    """)
    assert [stall.touchpoints for stall in found] == [("b", "c", "x"), ("e", "f", "d")]


def test_an_organisation_that_is_not_at_turn_has_no_chain() -> None:
    assert not chains("""
        a: inwoner > loket     aanvraag        @0
        s: loket > inwoner     verzoek_stukken @1 re=a
        b: loket > jurist      overdracht      @5
        c: jurist > teamleider overdracht      @9
        d: loket > inwoner     besluit         @60 re=a
        """)


def test_what_an_organisation_takes_up_by_itself_can_be_a_chain() -> None:
    (stall,) = chains("""
    b: loket > jurist      overdracht @5
    c: jurist > teamleider overdracht @9
    d: loket > inwoner     bericht    @60
    """)
    assert stall.days == Span(55, 55)


def test_a_chain_without_an_end_runs_until_the_end_of_the_observed_period() -> None:
    lines = """
    a: inwoner > loket     aanvraag   @0
    b: loket > jurist      overdracht @5
    c: jurist > teamleider overdracht @9
    observed @0..@{until}
    """
    (stall,) = chains(lines.format(until=20))
    assert (stall.touchpoints, stall.tags, stall.days) == (("b", "c"), ("absence", "censored"), Span(15, 15))
    assert chains(lines.format(until=19)) == []


def test_a_chain_that_no_source_could_see_the_end_of_is_not_observable() -> None:
    case = case_of(
        DESKS
        + """
        a: inwoner > loket     aanvraag   @0
        b: loket > jurist      overdracht @5
        c: jurist > teamleider overdracht @9
        observed @0..@90
        """,
        coverage=[{"source": "s", "actor": "uwv", "from": "0", "until": "90"}],
    )
    e = Evidence(case)
    assert list(find(e)) == []
    assert e.unseen == {"K05"}


def test_a_legitimate_wait_does_not_count() -> None:
    assert chains(signatures("40") + "hold law @10..@31 issue=bijstand") == []
    (stall,) = chains(signatures("40") + "hold law @10..@30 issue=bijstand")
    assert stall.days == Span(15, 15)


def test_a_committee_that_meets_once_a_month_is_tagged_as_rhythm_and_still_counts() -> None:
    (stall,) = chains(signatures("40") + "hold calendar @10..@39 issue=bijstand actors=jurist")
    assert (stall.tags, stall.days) == (("rhythm",), Span(35, 35))


@pytest.mark.parametrize(
    "hold",
    [
        "hold calendar @10..@39 issue=huur",
        "hold calendar @10..@39 actors=uwv",
        "hold law @10..@12 issue=bijstand",
        "hold calendar @40..@50",
        "hold calendar @0..@5",
    ],
)
def test_the_rhythm_of_another_issue_organisation_or_time_says_nothing(hold: str) -> None:
    (stall,) = chains(signatures("40") + hold)
    assert stall.tags == ()


def test_a_rough_end_makes_it_possible() -> None:
    (stall,) = chains(signatures("10/20"))
    assert (stall.verdict, stall.days) == ("possible", Span(5, 15))


def test_order_alone_never_shows_a_chain_by_its_length() -> None:
    lines = """
    a: inwoner > loket     aanvraag   {a}
    b: loket > jurist      overdracht {b}
    c: jurist > teamleider overdracht
    d: loket > inwoner     besluit    {d} re=a
    """
    assert chains(lines.format(a="", b="", d="")) == []
    assert chains(lines.format(a="@0", b="", d="@60")) == []
    assert chains(lines.format(a="@0", b="@5", d="")) == []
    assert chains(lines.format(a="@0", b="@5", d="@10/..")) == []


def test_dates_around_it_can_make_an_undated_chain_certain() -> None:
    (stall,) = chains("""
    a: inwoner > loket     aanvraag   @0
    b: loket > jurist      overdracht
    c: jurist > teamleider overdracht @9
    d: loket > inwoner     besluit    @60 re=a
    """)
    assert (stall.verdict, stall.days) == ("certain", Span(51, 60))


def test_without_any_date_or_end_nothing_is_found() -> None:
    assert not chains("""
        a: inwoner > loket     aanvraag
        b: loket > jurist      overdracht
        c: jurist > teamleider overdracht
        """)


def test_a_case_without_issues_gives_at_most_possible() -> None:
    analysis = analyse(case_of(DESKS + signatures("60", issue="")))
    assert [s.verdict for s in analysis.stalls if s.kind == "K05"] == ["possible"]


def test_organisations_have_to_be_known() -> None:
    without = Evidence(case_of("a: inwoner > loket vraag"))
    assert KIND.missing(without) == ("organisation",)
    assert not KIND.opportunity(without)
    known = Evidence(case_of(DESKS + signatures("20")))
    assert KIND.missing(known) == ()
    assert KIND.opportunity(known)
