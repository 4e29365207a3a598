"""M2: gatekeepers and bottlenecks."""

from __future__ import annotations

from casekit.case import Case
from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.m2_bottleneck import KIND, Bottleneck, bottlenecks, find, gatekeepers
from casekit.stalls.run import analyse

LATE = """
actor poort kind=municipality
actor hulp kind=debt_service
a: inwoner > poort vraag      @0  due=10
b: poort > inwoner antwoord   @{day} re=a
c: poort > hulp    verwijzing @{day}
d: hulp > inwoner  gesprek    @{day} re=c
"""


def late(name: str, day: int = 40, more: str = "", kind: str = "municipality") -> Case:
    text = LATE.format(day=day).replace("kind=municipality", f"kind={kind}") + more
    return case_of(text).model_copy(update={"id": name})


ELSEWHERE = """
e: inwoner > hulp vraag @60 due=70
f: hulp > inwoner antwoord @{day} re=e
"""


# -- one case ------------------------------------------------------------------------------------------


def test_who_had_to_be_passed_is_a_gatekeeper_for_all_that_lies_behind() -> None:
    case = case_of("a: inwoner > poort vraag\nb: poort > hulp verwijzing\nc: hulp > zorg verwijzing")
    assert gatekeepers(case) == {"poort": ("hulp", "zorg"), "hulp": ("zorg",)}


def test_with_two_ways_to_the_same_help_nobody_is_a_gatekeeper() -> None:
    case = case_of(
        """
        a: inwoner > poort vraag
        b: inwoner > school vraag
        c: poort > hulp verwijzing
        d: school > hulp verwijzing
        """
    )
    assert gatekeepers(case) == {}


def test_help_that_the_resident_found_alone_has_no_gatekeeper() -> None:
    assert gatekeepers(case_of("a: inwoner > hulp vraag\nb: inwoner > poort vraag\nc: poort > hulp verwijzing")) == {}


def test_a_way_that_does_not_start_at_the_resident_is_not_walked() -> None:
    assert gatekeepers(case_of("a: school > hulp verwijzing\nb: inwoner > poort vraag")) == {}


def test_one_case_shows_no_bottleneck_and_says_what_is_missing() -> None:
    e = Evidence(late("x"))
    assert list(find(e)) == []
    assert KIND.missing(e) == ("cases",)
    assert {row.kind: row.status for row in analyse(late("x")).kinds}["M2"] == "not_assessable"


def test_a_referral_or_handover_is_the_opportunity() -> None:
    assert KIND.opportunity(Evidence(case_of("a: poort > hulp verwijzing")))
    assert KIND.opportunity(Evidence(case_of("a: poort > hulp overdracht")))
    assert not KIND.opportunity(Evidence(case_of("a: inwoner > hulp vraag")))


# -- several cases -------------------------------------------------------------------------------------


def test_in_three_cases_the_same_gate_where_all_days_are_lost() -> None:
    cases = [late("x"), late("y"), late("z", 50)]
    assert bottlenecks(cases) == (Bottleneck("municipality", ("x", "y", "z"), days=100, of_days=100),)


def test_two_cases_are_not_enough() -> None:
    assert bottlenecks([late("x"), late("y")]) == ()


def test_another_kind_of_organisation_is_another_role() -> None:
    assert bottlenecks([late("x"), late("y"), late("z", kind="housing")]) == ()


def test_a_gate_that_keeps_its_terms_is_no_bottleneck() -> None:
    within = [late(name, day=10, kind="court") for name in "xyz"]
    assert bottlenecks(within) == ()


def test_a_third_of_the_days_is_not_more_than_a_third() -> None:
    third = [late(name, 40, ELSEWHERE.format(day=130)) for name in "xyz"]  # 30 of 90 days
    assert bottlenecks(third) == ()
    more = [late(name, 40, ELSEWHERE.format(day=129)) for name in "xyz"]  # 30 of 89 days
    assert [(found.role, found.days, found.of_days) for found in bottlenecks(more)] == [("municipality", 90, 267)]


def test_who_loses_days_but_is_no_gate_is_no_bottleneck() -> None:
    lost_behind = [late(name, 10, ELSEWHERE.format(day=300)) for name in "xyz"]
    assert bottlenecks(lost_behind) == ()


def test_a_gate_of_no_known_kind_has_no_role_to_compare() -> None:
    assert bottlenecks([late(name, kind="other") for name in "xyz"]) == ()


def test_the_bottleneck_with_most_days_stands_first() -> None:
    cases = [late(name, 40) for name in "xyz"] + [late(name, 60, kind="housing") for name in "uvw"]
    assert [found.role for found in bottlenecks(cases)] == ["housing", "municipality"]


def test_equal_bottlenecks_stand_in_the_order_of_their_names() -> None:
    cases = [late(name) for name in "xyz"] + [late(name, kind="housing") for name in "uvw"]
    assert [found.role for found in bottlenecks(cases)] == ["housing", "municipality"]


def test_days_on_which_nobody_is_at_turn_count_among_all_days_lost() -> None:
    gone = "g: inwoner > hulp aanvraag @50\nh: hulp > inwoner afwijzing @51 re=g\nobserved @0..@400\n"
    (alone,) = bottlenecks([late(name) for name in "abc"])
    assert alone.days == alone.of_days
    assert bottlenecks([late(name, more=gone) for name in "abc"]) == ()
