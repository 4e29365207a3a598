"""M1: fragmentation."""

from __future__ import annotations

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.m1_fragmentation import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

KNOWN = {"organisations": [{"id": "orgA"}]}
"""Somebody said which desks are one organisation."""


def row(parties: str, start: int = 0, more: str = "") -> str:
    """One contact a day, each with the organisation of that letter."""
    return "\n".join(
        f"{more}t{start + n}: inwoner > org{name} vraag @{start + n}" + (f" issue={more}" if more else "")
        for n, name in enumerate(parties)
    )


def marks(text: str) -> list[Stall]:
    return list(find(Evidence(case_of(text, **KNOWN))))


def test_four_parties_that_share_the_contacts_are_spread() -> None:
    (stall,) = marks(row("AABBCCDD"))  # COC 8 / 56
    assert (stall.verdict, stall.at, stall.touchpoints) == ("possible", "t6", ("t0", "t2", "t4", "t6"))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(7, 7), Span(7, 7))
    assert stall.actors == ("inwoner", "orgA", "orgB", "orgC", "orgD")
    assert (stall.issue, stall.tags) == ("", ("spread",))
    assert stall.details == {"parties": 4, "people": 4, "contacts": 8}


def test_three_parties_are_few() -> None:
    assert marks(row("AABBCCAB")) == []


def test_fewer_than_two_contacts_each_say_too_little() -> None:
    assert marks(row("AABBCCD")) == []


def test_when_one_party_has_half_of_the_contacts_it_is_not_spread() -> None:
    assert len(marks(row("AAAABCDD"))) == 0  # COC 14 / 56 = 0.25
    assert len(marks(row("AAABBCDD"))) == 1  # COC 10 / 56


def test_fewer_than_four_contacts_show_nothing() -> None:
    assert marks(row("ABC")) == []
    assert marks("a: wijkteam > gemeente overleg") == []


def test_steady_hopping_between_two_parties_is_a_mark_of_its_own() -> None:
    (stall,) = marks(row("ABABABABAB"))  # 4 of 252 orders
    assert (stall.verdict, stall.tags, stall.at) == ("possible", ("hops",), "t1")


def test_hopping_that_chance_may_give_is_none() -> None:
    assert marks(row("ABABABAB")) == []  # 4 of 70 orders


def test_phases_are_the_opposite_of_hopping() -> None:
    assert marks(row("AAAAABBBBB")) == []


def test_spread_and_hopping_together_are_certain() -> None:
    (stall,) = marks(row("ABCD" * 5))
    assert (stall.verdict, stall.tags) == ("certain", ("spread", "hops"))


def test_other_workers_of_one_organisation_are_no_fragmentation() -> None:
    desks = "\n".join(f"actor org{name} of gemeente" for name in "ABCD")
    assert marks(f"{desks}\n{row('AABBCCDD')}") == []


def test_people_are_counted_beside_organisations() -> None:
    desks = "actor org1 of orgA\nactor org2 of orgA"
    (stall,) = marks(f"{desks}\n{row('12BBCCDD')}")
    assert stall.details == {"parties": 4, "people": 5, "contacts": 8}


def test_the_whole_case_goes_before_its_issues() -> None:
    both = row("AABBCCDD", 0, "x") + "\n" + row("AABBCCDD", 20, "y")
    assert [stall.issue for stall in marks(both)] == [""]


def test_an_issue_can_be_fragmented_when_the_whole_case_is_not() -> None:
    steady = row("A" * 20, 20, "y") + "\nz: inwoner > orgA vraag @60"
    assert [stall.issue for stall in marks(row("AABBCCDD", 0, "x") + "\n" + steady)] == ["x"]


def test_a_touchpoint_in_which_two_parties_appear_is_cited_once() -> None:
    text = "a: inwoner > orgA,orgB,orgC,orgD vraag @0\nb: inwoner > orgA,orgB,orgC,orgD vraag @1"
    (stall,) = marks(text)
    assert (stall.at, stall.touchpoints) == ("a", ("a",))


def test_a_marker_owns_no_days_and_stands_behind_the_stalls() -> None:
    stalls = analyse(
        case_of(row("AABBCCDD").replace("t0: inwoner > orgA vraag @0", "t0: inwoner > orgA vraag @0 due=1"), **KNOWN)
    ).stalls
    assert [stall.kind for stall in stalls][-1] == "M1"
    assert stalls[-1].owned_days == 0


def test_four_contacts_are_an_opportunity() -> None:
    assert KIND.opportunity(Evidence(case_of(row("AAAA"))))
    assert not KIND.opportunity(Evidence(case_of(row("AAA"))))
    assert KIND.missing(Evidence(case_of(row("A"), **KNOWN))) == ()


def test_without_organisations_many_faces_may_be_one_body_and_nothing_is_said() -> None:
    evidence = Evidence(case_of(row("AABBCCDD")))
    assert KIND.missing(evidence) == ("organisation",)
    assert list(find(evidence)) == []
