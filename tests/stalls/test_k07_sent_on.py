"""K07: the resident, or an organisation, as go-between: "u moet daar zijn"."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k07_referral_loop import find
from casekit.stalls.stall import Stall
from casekit.when import Span


def loops(lines: str) -> list[Stall]:
    return list(find(Evidence(case_of(lines))))


def found(lines: str) -> list[tuple[str, ...]]:
    return [stall.touchpoints for stall in loops(lines)]


SENT_ROUND = """
a: inwoner > gemeente    vraag     issue=schuld
b: gemeente > inwoner    {act} issue=schuld re=a
c: inwoner > kredietbank vraag     issue=schuld
d: kredietbank > inwoner {act} issue=schuld re=c
e: inwoner > gemeente    {back} issue=schuld
"""


@pytest.mark.parametrize(
    "act",
    [
        "verwijzing",
        "afwijzing outcome=referred_on",
        "antwoord outcome=referred_on",
        "besluit outcome=referred_on",
    ],
)
def test_a_resident_who_is_sent_round_is_in_a_loop(act: str) -> None:
    (stall,) = loops(SENT_ROUND.format(act=act, back="aanvraag"))
    assert (stall.at, stall.touchpoints) == ("b", ("b", "c", "d", "e"))
    assert (stall.verdict, stall.tags) == ("possible", ("order", "inferred_link"))
    assert stall.details == {"hops": 2}


def test_where_the_resident_turned_next_is_inferred_so_with_dates_it_is_possible_too() -> None:
    (stall,) = loops("""
    b: gemeente > inwoner    verwijzing @0
    c: inwoner > kredietbank vraag      @10
    d: kredietbank > inwoner verwijzing @20
    e: inwoner > gemeente    vraag      @30
    """)
    assert (stall.verdict, stall.days, stall.tags) == ("possible", Span(30, 30), ("inferred_link",))


@pytest.mark.parametrize("act", ["afwijzing", "afwijzing outcome=rejected", "antwoord"])
def test_refused_here_and_there_without_a_referral_is_no_loop(act: str) -> None:
    assert found(SENT_ROUND.format(act=act, back="vraag")) == []


@pytest.mark.parametrize("back", ["bezwaar", "escalatie", "betaling"])
def test_objecting_or_paying_is_not_turning_to_the_next(back: str) -> None:
    assert found(SENT_ROUND.format(act="verwijzing", back=back)) == []


def test_going_back_to_who_sent_one_on_is_no_hop() -> None:
    assert not found("""
        a: gemeente > inwoner verwijzing
        b: inwoner > gemeente vraag
        c: inwoner > gemeente vraag
        """)


def test_a_question_with_the_outcome_referred_on_counts() -> None:
    assert found("""
    a: inwoner > gemeente    vraag outcome=referred_on
    b: inwoner > kredietbank vraag outcome=referred_on
    c: inwoner > gemeente    vraag
    """) == [("a", "b", "c")]


def test_a_letter_of_the_resident_with_another_outcome_sends_nobody_on() -> None:
    assert not found("""
        a: inwoner > gemeente    vraag outcome=done
        b: inwoner > kredietbank vraag outcome=rejected
        c: inwoner > gemeente    vraag
        """)


def test_a_refusal_that_the_resident_carries_to_the_next_as_a_referral_counts() -> None:
    assert found("""
    b: gemeente > inwoner    afwijzing
    c: inwoner > kredietbank verwijzing re=b
    d: kredietbank > inwoner afwijzing
    e: inwoner > gemeente    verwijzing re=d
    """) == [("b", "c", "d", "e")]


def test_a_referral_by_the_resident_that_nobody_caused_is_no_hop() -> None:
    assert found("a: inwoner > kredietbank verwijzing\nb: kredietbank > inwoner bericht") == []


def test_the_record_of_the_referral_itself_goes_before_where_the_resident_turned() -> None:
    (stall,) = loops("""
    a: inwoner > gemeente     vraag outcome=referred_on
    b: gemeente > kredietbank verwijzing
    c: inwoner > kredietbank  vraag
    d: kredietbank > gemeente verwijzing
    """)
    assert (stall.touchpoints, stall.tags) == (("b", "d"), ("order",))


def test_a_representative_and_the_resident_are_one_side() -> None:
    assert found(
        "actor bewind of bewind kind=administrator acts_for=inwoner"
        + SENT_ROUND.format(act="verwijzing", back="vraag").replace("c: inwoner", "c: bewind")
    ) == [("b", "c", "d", "e")]


def test_an_organisation_that_is_sent_on_counts_too() -> None:
    assert found("""
    a: wijkteam > gemeente    vraag outcome=referred_on
    b: wijkteam > kredietbank vraag
    c: kredietbank > wijkteam afwijzing outcome=referred_on
    d: wijkteam > gemeente    vraag
    """) == [("a", "b", "c", "d")]
