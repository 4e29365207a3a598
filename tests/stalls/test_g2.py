"""G2: harm while waiting."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.g2_harm_while_waiting import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

DEBTS = [
    {"id": "huurschuld", "creditor": "verhuurder", "issue": "huur"},
    {"id": "stroom", "creditor": "energie", "issue": "energie"},
]


def harms(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **{"debts": DEBTS, **blocks}))))


ASKED = "a: inwoner > verhuurder vraag @0 debt=huurschuld"
MEASURE = "m: verhuurder > inwoner maatregel @20 debt=huurschuld"


# -- what is found -------------------------------------------------------------------------------------


def test_a_measure_while_the_creditor_itself_was_asked_about_the_debt() -> None:
    (stall,) = harms(f"{ASKED}\n{MEASURE} amount=40\nz: verhuurder > inwoner antwoord @30 re=a")
    assert (stall.verdict, stall.at, stall.touchpoints) == ("certain", "m", ("a", "m"))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(20, 20), Span(20, 20))
    assert stall.tags == ("request",)
    assert stall.details == {"amount": 40, "stalls": ()}
    assert stall.actors == ("inwoner", "verhuurder")
    assert stall.norm is None


def test_a_measure_while_a_referral_to_debt_help_was_open_and_the_creditor_had_been_told() -> None:
    (stall,) = harms(
        f"""
        a: wijkteam > schuldhulp verwijzing @0 debt=huurschuld
        b: inwoner > verhuurder bericht @5 debt=huurschuld
        {MEASURE}
        """
    )
    assert (stall.verdict, stall.touchpoints, stall.tags) == (
        "certain",
        ("a", "b", "m"),
        ("referral", "absence"),
    )


def test_a_referral_that_landed_but_is_not_finished_is_still_pending() -> None:
    lines = f"""
    a: verhuurder > schuldhulp verwijzing @0 debt=huurschuld
    b: schuldhulp > inwoner    gesprek    @5 debt=huurschuld re=a
    {MEASURE}
    """
    assert [stall.touchpoints for stall in harms(lines)] == [("a", "m")]


def test_a_referral_that_was_answered_is_over() -> None:
    lines = f"""
    a: verhuurder > schuldhulp verwijzing @0 issue=huur
    b: schuldhulp > inwoner    besluit    @5 issue=huur
    {MEASURE} issue=huur
    """
    assert harms(lines) == []


def test_a_signal_of_the_creditor_itself_counts() -> None:
    (stall,) = harms(f"a: verhuurder > gemeente melding @0 debt=huurschuld\n{MEASURE}")
    assert stall.touchpoints == ("a", "m")


def test_a_bailiff_who_acts_for_an_informed_creditor_could_know() -> None:
    (stall,) = harms(f"{ASKED}\nm: deurwaarder > inwoner maatregel @20 debt=huurschuld")
    assert (stall.verdict, stall.touchpoints) == ("certain", ("a", "m"))


def test_the_oldest_pending_request_is_cited_and_a_measure_is_one_harm() -> None:
    lines = f"{ASKED}\nb: inwoner > verhuurder vraag @5 debt=huurschuld\n{MEASURE}"
    assert [stall.touchpoints for stall in harms(lines)] == [("a", "m")]


def test_each_measure_is_a_harm() -> None:
    lines = f"{ASKED}\n{MEASURE}\nn: verhuurder > inwoner maatregel @25 debt=huurschuld"
    assert [stall.at for stall in harms(lines)] == ["m", "n"]


def test_an_arrangement_with_the_creditor_that_still_runs() -> None:
    (stall,) = harms(f"a: verhuurder > inwoner toezegging @0 debt=huurschuld\n{MEASURE}")
    assert (stall.tags, stall.touchpoints) == (("promise", "absence"), ("a", "m"))


def test_an_arrangement_that_was_kept_is_over() -> None:
    lines = f"""
    a: verhuurder > inwoner toezegging @0 issue=huur
    b: verhuurder > inwoner levering @5 issue=huur
    {MEASURE} issue=huur
    """
    assert harms(lines) == []


def test_a_promise_of_the_resident_or_between_others_is_no_arrangement_with_the_creditor() -> None:
    assert harms(f"a: inwoner > verhuurder toezegging @0 debt=huurschuld\n{MEASURE}") == []
    assert harms(f"a: wijkteam > inwoner toezegging @0 debt=huurschuld\n{MEASURE}") == []


def test_a_measure_on_wages_is_against_the_household_when_the_debt_is_named() -> None:
    lines = f"{ASKED}\nm: deurwaarder > werkgever maatregel @20 debt=huurschuld"
    assert [stall.at for stall in harms(lines)] == ["m"]
    assert harms(lines.replace("maatregel @20 debt=huurschuld", "maatregel @20 issue=huur")) == []


# -- the same debt or provision ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "measured"),
    [
        ("issue=huur", "issue=huur"),
        ("issue=huur", "debt=huurschuld"),
        ("debt=huurschuld", "issue=huur"),
        ("issue=schulden", "issue=schulden debt=huurschuld"),
        ("issue=schulden debt=huurschuld", "issue=huur debt=huurschuld"),
    ],
)
def test_the_debt_or_the_issue_or_the_issue_of_the_debt_says_what_belongs_together(asked: str, measured: str) -> None:
    assert harms(f"a: inwoner > verhuurder vraag @0 {asked}\nm: verhuurder > inwoner maatregel @20 {measured}")


@pytest.mark.parametrize(
    ("asked", "measured"),
    [
        ("debt=stroom", "debt=huurschuld"),
        ("issue=huur debt=stroom", "issue=huur debt=huurschuld"),
        ("issue=energie", "debt=huurschuld"),
        ("issue=energie", "issue=huur"),
        ("issue=energie", ""),
        ("", "debt=huurschuld"),
        ("", "debt=onbekend"),
    ],
)
def test_another_debt_is_no_harm_while_waiting(asked: str, measured: str) -> None:
    lines = f"a: inwoner > verhuurder vraag @0 {asked}\nm: verhuurder > inwoner maatregel @20 {measured}"
    assert harms(lines) == []


# -- what is not found ---------------------------------------------------------------------------------


def test_answered_before_the_measure_is_no_harm_while_waiting() -> None:
    assert harms(f"{ASKED}\nb: verhuurder > inwoner antwoord @10 re=a\n{MEASURE}") == []


@pytest.mark.parametrize(
    "end",
    ["inwoner > verhuurder intrekking", "wijkteam > inwoner opgelost", "wijkteam > inwoner afsluiting"],
)
def test_withdrawn_solved_or_closed_before_the_measure_is_over(end: str) -> None:
    asked, measure = ASKED.replace("debt=", "issue=huur debt="), MEASURE.replace("debt=", "issue=huur debt=")
    assert harms(f"{asked}\nb: {end} @10 issue=huur\n{measure}") == []
    assert harms(f"{asked}\nb: {end} @10 issue=energie\n{measure}")


def test_a_referral_that_an_organisation_takes_back_is_not_withdrawn_by_the_resident() -> None:
    lines = f"{ASKED} issue=huur\nb: wijkteam > gemeente intrekking @10 issue=huur\n{MEASURE} issue=huur"
    assert harms(lines)


def test_asked_after_the_measure_is_no_harm_while_waiting() -> None:
    assert harms(f"{MEASURE}\na: inwoner > verhuurder vraag @30 debt=huurschuld") == []


def test_a_creditor_that_was_not_informed_and_could_not_know() -> None:
    assert harms(f"a: wijkteam > schuldhulp verwijzing @0 debt=huurschuld\n{MEASURE}") == []


def test_told_before_it_was_pending_or_after_the_measure_is_not_informed() -> None:
    lines = f"""
    b: inwoner > verhuurder bericht @1 debt=huurschuld
    a: wijkteam > schuldhulp verwijzing @5 debt=huurschuld
    {MEASURE}
    c: inwoner > verhuurder bericht @30 debt=huurschuld
    """
    assert harms(lines) == []


def test_told_about_another_debt_is_not_informed_of_this_one() -> None:
    lines = f"""
    a: wijkteam > schuldhulp verwijzing @0 debt=huurschuld
    b: inwoner > verhuurder bericht @5 issue=huur debt=stroom
    {MEASURE}
    """
    assert harms(lines) == []


def test_a_creditor_that_spoke_with_who_knew_could_know_which_makes_it_possible() -> None:
    lines = f"""
    a: wijkteam > schuldhulp verwijzing @0 debt=huurschuld
    b: verhuurder > schuldhulp bericht @5 issue=energie
    {MEASURE}
    """
    (stall,) = harms(lines)
    assert (stall.verdict, stall.touchpoints) == ("possible", ("a", "b", "m"))


def test_contact_about_another_debt_is_enough_to_have_been_able_to_know() -> None:
    lines = f"""
    a: wijkteam > schuldhulp verwijzing @0 debt=huurschuld
    b: verhuurder > schuldhulp bericht @5 debt=stroom
    {MEASURE}
    """
    assert [(stall.verdict, stall.touchpoints) for stall in harms(lines)] == [("possible", ("a", "b", "m"))]


def test_a_lawful_measure_without_cost_only_keeps_a_right() -> None:
    assert harms(f"{ASKED}\n{MEASURE} amount=0") == []
    assert harms(f"{ASKED}\n{MEASURE} amount=1")


def test_a_measure_against_a_professional_or_by_the_resident_is_none_against_the_household() -> None:
    assert harms(f"{ASKED} issue=huur\nm: verhuurder > gemeente maatregel @20 issue=huur") == []
    assert harms(f"{ASKED}\nm: inwoner > verhuurder maatregel @20 debt=huurschuld") == []


def test_a_demand_on_the_resident_does_not_ask_for_a_pause() -> None:
    assert harms(f"a: verhuurder > inwoner vraag @0 debt=huurschuld\n{MEASURE}") == []


def test_a_chase_or_complaint_is_about_what_is_itself_pending() -> None:
    assert harms(f"a: inwoner > verhuurder navraag @0 debt=huurschuld\n{MEASURE}") == []
    assert harms(f"a: inwoner > verhuurder klacht @0 debt=huurschuld\n{MEASURE}") == []


# -- agreed pauses -------------------------------------------------------------------------------------


def test_a_measure_inside_an_agreed_pause() -> None:
    (stall,) = harms(f"hold agreed_pause @5..@30 issue=huur actors=verhuurder\n{MEASURE}")
    assert (stall.verdict, stall.touchpoints, stall.tags) == ("certain", ("m",), ("pause",))
    assert (stall.start, stall.days) == (Span(5, 5), Span(15, 15))


@pytest.mark.parametrize(
    "hold",
    [
        "hold agreed_pause @5..@20 issue=huur",  # the pause had ended that day
        "hold agreed_pause @21..@30 issue=huur",
        "hold agreed_pause @5..@30 issue=energie",
        "hold agreed_pause @5..@30 issue=huur actors=gemeente",
        "hold law @5..@30 issue=huur",
    ],
)
def test_outside_the_pause_or_by_who_is_no_party_to_it(hold: str) -> None:
    assert harms(f"{hold}\n{MEASURE}") == []


def test_a_pause_without_parties_binds_all_from_its_first_day_to_its_last() -> None:
    assert harms(f"hold agreed_pause @20..@21 issue=huur\n{MEASURE}")


def test_a_measure_around_the_start_of_a_pause_is_possible() -> None:
    lines = "hold agreed_pause @5..@30 issue=huur\nm: verhuurder > inwoner maatregel @2/9 debt=huurschuld"
    assert [stall.verdict for stall in harms(lines)] == ["possible"]
    assert [stall.verdict for stall in harms(lines.replace("2/9", "25/30"))] == ["possible"]
    assert [stall.verdict for stall in harms(lines.replace("2/9", "5/29"))] == ["certain"]


def test_a_pause_without_an_end_is_known_of_no_day() -> None:
    hold = [{"id": "h", "basis": "agreed_pause", "from": "5", "issue": "huur"}]
    assert list(find(Evidence(case_of(MEASURE, debts=DEBTS, holds=hold)))) == []


# -- uncertain time and sight --------------------------------------------------------------------------


def test_when_the_measure_may_have_come_first_it_is_possible() -> None:
    lines = f"a: inwoner > verhuurder vraag @0/20 debt=huurschuld\n{MEASURE}"
    assert [stall.verdict for stall in harms(lines)] == ["certain"]
    undated = "a: inwoner > verhuurder vraag debt=huurschuld\nm: verhuurder > inwoner maatregel debt=huurschuld"
    assert [stall.verdict for stall in harms(undated)] == ["possible"]


def test_when_the_answer_may_have_come_first_it_is_possible() -> None:
    lines = f"{ASKED}\nm: verhuurder > inwoner maatregel @18/22 debt=huurschuld\nz: verhuurder > inwoner antwoord"
    assert [stall.verdict for stall in harms(f"{lines} @22/30 re=a")] == ["certain"]
    assert [stall.verdict for stall in harms(f"{lines} @21/30 re=a")] == ["possible"]


def test_an_unanswered_request_rests_on_absence_and_is_capped_without_coverage() -> None:
    case = case_of(f"{ASKED}\n{MEASURE}", debts=DEBTS)
    (stall,) = (stall for stall in analyse(case).stalls if stall.kind == "G2")
    assert (stall.verdict, "absence" in stall.tags) == ("possible", True)


def test_who_could_not_have_seen_the_answer_cannot_tell() -> None:
    elsewhere = [{"source": "s", "actor": "school", "from": "0", "until": "100"}]
    case = case_of(f"{ASKED}\n{MEASURE}", debts=DEBTS, coverage=elsewhere)
    assert {row.kind: row.status for row in analyse(case).kinds}["G2"] == "not_observable"
    promised = f"a: verhuurder > inwoner toezegging @0 debt=huurschuld\n{MEASURE}"
    assert harms(promised, coverage=elsewhere) == []
    creditor = [{"source": "s", "actor": "verhuurder", "from": "0", "until": "100"}]
    assert harms(promised, coverage=creditor)


def test_the_stalls_that_bite_at_what_was_pending_are_linked() -> None:
    case = case_of(f"a: inwoner > verhuurder vraag @0 debt=huurschuld due=5\n{MEASURE}", debts=DEBTS)
    (stall,) = (stall for stall in analyse(case).stalls if stall.kind == "G2")
    assert stall.details["stalls"] == ("K01-a",)
    assert stall.owned_days == 0


# -- order only ----------------------------------------------------------------------------------------


def test_in_a_case_without_codes_a_measure_during_an_open_request_is_possible() -> None:
    lines = """
    a: inwoner > schuldhulp aanvraag
    b: inwoner > schuldhulp vraag
    m: gemeente > inwoner maatregel
    """
    (stall,) = harms(lines, debts=[])
    assert (stall.verdict, stall.at, stall.touchpoints) == ("possible", "m", ("a", "m"))
    assert stall.tags == ("order", "absence")


def test_in_a_case_without_codes_dates_make_it_no_more_certain() -> None:
    lines = """
    a: inwoner > schuldhulp vraag     @0
    m: gemeente > inwoner   maatregel @9
    z: schuldhulp > inwoner antwoord  @20 re=a
    """
    assert [(stall.verdict, stall.tags) for stall in harms(lines, debts=[])] == [("possible", ("order",))]


@pytest.mark.parametrize(
    "lines",
    [
        "a: inwoner > schuldhulp vraag\nb: schuldhulp > inwoner antwoord\nm: gemeente > inwoner maatregel",
        "m: gemeente > inwoner maatregel\na: inwoner > schuldhulp vraag",
        "a: wijkteam > schuldhulp vraag\nm: gemeente > inwoner maatregel",
        "a: wijkteam > schuldhulp verwijzing\nm: gemeente > inwoner maatregel",
        "a: inwoner > schuldhulp vraag\nm: gemeente > wijkteam maatregel",
    ],
)
def test_in_a_case_without_codes_all_else_is_silent(lines: str) -> None:
    assert harms(lines, debts=[]) == []


def test_in_a_case_without_codes_an_answer_that_nobody_could_have_seen_is_not_observable() -> None:
    elsewhere = [{"source": "s", "actor": "school"}]
    assert harms("a: inwoner > schuldhulp vraag\nm: gemeente > inwoner maatregel", debts=[], coverage=elsewhere) == []


# -- what the kind says of itself ----------------------------------------------------------------------


def test_without_a_measure_there_is_no_opportunity() -> None:
    assert not KIND.opportunity(Evidence(case_of(ASKED)))
    assert KIND.opportunity(Evidence(case_of(MEASURE)))
    assert not KIND.opportunity(Evidence(case_of(f"{MEASURE} amount=0")))


def test_measures_that_name_no_debt_or_issue_cannot_be_placed_in_a_coded_case() -> None:
    loose = "m: verhuurder > inwoner maatregel"
    assert KIND.missing(Evidence(case_of(f"{ASKED}\n{loose}"))) == ("issue", "debt")
    assert KIND.missing(Evidence(case_of(f"{ASKED}\n{MEASURE}"))) == ()
    assert KIND.missing(Evidence(case_of(loose))) == ()
    assert KIND.missing(Evidence(case_of(ASKED))) == ()
