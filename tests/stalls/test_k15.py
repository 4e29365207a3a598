"""K15: something to arrange before the first real contact."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k15_threshold import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

DOOR = """
    a: inwoner > gemeente melding         @0  issue=hulp
    b: gemeente > inwoner {what} @3  issue=hulp {more}
    c: inwoner > gemeente levering        @9  issue=hulp re=b
    d: {talk} @20 issue=hulp
    """
TALK = "gemeente > inwoner gesprek"


def door(
    what: str = "verzoek_stukken", more: str = "", talk: str = TALK, extra: str = "", **b: object
) -> list[Stall]:
    return doors(DOOR.format(what=what, more=more, talk=talk) + extra, **b)


def doors(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **blocks))))


def test_documents_before_the_first_conversation_are_a_threshold() -> None:
    (stall,) = door(more="asks=loonstrook,huurcontract")
    assert (stall.kind, stall.verdict, stall.at) == ("K15", "certain", "b")
    assert (stall.touchpoints, stall.issue) == (("a", "b", "d"), "hulp")
    assert (stall.start, stall.end, stall.days) == (Span(3, 3), Span(20, 20), Span(17, 17))
    assert (stall.norm, stall.tags, stall.details) == (None, (), {"steps": 1, "items": 2})
    assert stall.actors == ("inwoner", "gemeente")


def test_every_prerequisite_is_counted_in_one_stall() -> None:
    (stall,) = doors(
        """
        a: inwoner > gemeente melding
        b: gemeente > inwoner verzoek_stukken asks=loonstrook link_basis=inferred
        c: gemeente > inwoner afwijzing       needs=scheiding
        d: inwoner > gemeente levering
        e: gemeente > inwoner gesprek
        f: gemeente > inwoner verzoek_stukken
        """
    )
    assert (stall.touchpoints, stall.details) == (("a", "b", "c", "e"), {"steps": 2, "items": 2})
    assert stall.tags == ("inferred_link",)


def test_a_conversation_without_conditions_is_no_threshold() -> None:
    assert door("ontvangst") == []
    assert door("vraag") == []


def test_a_refusal_that_names_what_has_to_be_there_first_is_a_threshold() -> None:
    assert door("afwijzing", "needs=scheiding")
    assert door("afwijzing") == []


def test_proof_of_identity_is_no_threshold() -> None:
    assert door(more="asks=identiteitsbewijs") == []
    assert door(more="asks=p", items=[{"id": "p", "label": "Kopie paspoort"}]) == []
    assert door(more="asks=identiteitsbewijs,loonstrook")


def test_what_the_resident_chose_is_no_threshold() -> None:
    assert door(extra="hold client_choice @2..@4 issue=hulp") == []
    assert door(extra="hold client_choice @3..@3") == []
    assert door(extra="hold client_choice @1..@2 issue=hulp")
    assert door(extra="hold client_choice @4..@5 issue=hulp")
    assert door(extra="hold client_choice @2..@4 issue=huur")
    assert door(extra="hold law @2..@4 issue=hulp")


def test_what_others_ask_of_each_other_is_no_threshold() -> None:
    assert (
        doors(
            """
            a: inwoner > gemeente melding
            b: gemeente > uwv     verzoek_stukken
            c: inwoner > gemeente verzoek_stukken
            d: gemeente > inwoner gesprek
            """
        )
        == []
    )


@pytest.mark.parametrize(
    ("talk", "found"),
    [
        ("gemeente > inwoner gesprek", True),
        ("inwoner > gemeente gesprek", True),
        ("gemeente > inwoner acceptatie", True),
        ("gemeente > inwoner afspraak outcome=done", True),
        ("gemeente > inwoner afspraak", False),
        ("inwoner > gemeente acceptatie", False),
        ("gemeente > uwv gesprek", False),
        ("inwoner > inwoner gesprek", False),
        ("gemeente > inwoner besluit", False),
    ],
)
def test_the_door_opens_with_a_conversation_or_acceptance(talk: str, found: bool) -> None:
    assert bool(door(talk=talk)) is found


def test_a_decision_without_a_conversation_is_another_matter() -> None:
    for ending in (
        "e: gemeente > inwoner besluit",
        "e: gemeente > inwoner opgelost",
        "e: inwoner > gemeente intrekking",
    ):
        lines = f"""
        a: inwoner > gemeente melding
        b: gemeente > inwoner verzoek_stukken
        {ending}
        f: gemeente > inwoner gesprek
        """
        assert doors(lines) == []


def test_who_had_talked_before_was_already_inside() -> None:
    lines = """
    x: gemeente > inwoner gesprek
    a: inwoner > gemeente melding
    b: gemeente > inwoner verzoek_stukken
    c: gemeente > inwoner gesprek
    """
    assert doors(lines) == []


def test_a_report_by_another_organisation_is_not_the_residents_door() -> None:
    lines = """
    a: school > gemeente  melding
    b: gemeente > inwoner verzoek_stukken
    c: gemeente > inwoner gesprek
    """
    assert doors(lines) == []


def test_the_emergency_route_opens_the_door() -> None:
    lines = """
    a: inwoner > gemeente melding         issue=hulp
    x: gemeente > inwoner gesprek         issue=spoed
    b: gemeente > inwoner verzoek_stukken issue=hulp
    c: gemeente > inwoner gesprek         issue=hulp
    """
    assert doors(lines, issues=[{"id": "spoed", "procedure": "threatening"}]) == []
    assert doors(lines, issues=[{"id": "spoed", "procedure": "housing"}])


def application(what: str = "", talk: str = "", **blocks: object) -> list[Stall]:
    return doors(
        f"""
        actor gemeente kind=municipality
        a: inwoner > gemeente aanvraag        @0 issue=hulp {what}
        b: gemeente > inwoner verzoek_stukken @3 issue=hulp asks=polis
        c: inwoner > gemeente levering        @9 issue=hulp re=b
        d: gemeente > inwoner gesprek         @{{day}} issue=hulp {talk}
        """.replace("{day}", str(blocks.pop("day", 20))),
        **blocks,
    )


def test_documents_with_an_application_may_be_for_the_decision() -> None:
    assert application() == []
    assert application("due=5") == []


def test_a_conversation_in_answer_to_the_documents_shows_what_they_were_for() -> None:
    assert application(talk="re=b")
    assert application(talk="re=c")
    assert application(talk="depends_on=c")
    assert application(talk="re=a") == []


@pytest.mark.parametrize(("day", "over"), [(28, False), (32, True)])
def test_where_the_law_gives_a_term_to_the_first_conversation_it_is_the_norm(day: int, over: bool) -> None:
    (stall,) = application(day=day, issues=[{"id": "hulp", "procedure": "debt_assistance"}])
    assert stall.norm is not None
    assert (stall.norm.id, stall.norm.rung) == ("wgs-first-talk", 2)
    assert (stall.start, stall.days) == (Span(0, 0), Span(day, day))
    assert (stall.days.lo > stall.norm.allowed.hi) is over


def test_a_date_that_was_named_for_the_report_is_its_norm() -> None:
    (stall,) = doors(DOOR.format(what="verzoek_stukken", more="", talk=TALK).replace("@0 ", "@0 due=14"))
    assert stall.norm is not None
    assert (stall.norm.id, stall.norm.allowed, stall.start) == ("due:a", Span(14, 14), Span(0, 0))


def rule(**more: object) -> dict[str, object]:
    way = [{"needs": ["account"]}]
    return {"id": "r", "goal": "gesprek", "alternatives": way, "basis": "practice", "imposed_at": "b"} | more


def test_a_requirement_makes_any_step_a_prerequisite() -> None:
    assert door("bericht", requirements=[rule()])
    assert application(requirements=[rule()])
    assert door("bericht", requirements=[rule(imposed_at="a")]) == []


def test_a_requirement_by_law_is_not_of_the_organisation() -> None:
    assert door(requirements=[rule(basis="law")]) == []
    assert door(requirements=[rule(basis="law"), rule(id="s")])


def test_a_requirement_that_was_dropped_before_the_conversation_does_not_count() -> None:
    assert door(requirements=[rule(waived_at="c")]) == []
    assert door(requirements=[rule(waived_at="d")]) == []
    late = "e: gemeente > inwoner bericht @30 issue=hulp"
    assert door(extra=late, requirements=[rule(waived_at="e")])
    assert door(requirements=[rule(waived_at="elders")])


def status(lines: str) -> tuple[str, tuple[str, ...]]:
    found = next(kind for kind in analyse(case_of(lines)).kinds if kind.kind == "K15")
    return found.status, found.missing


def test_without_the_start_of_the_story_it_cannot_be_assessed() -> None:
    assert status("a: inwoner > gemeente vraag") == ("not_assessable", ("registration",))
    assert status("a: inwoner > gemeente melding") == ("not_assessable", ("conversation",))
    assert status("a: inwoner > gemeente aanvraag") == ("not_assessable", ("conversation",))
    assert status("a: inwoner > gemeente melding\nb: gemeente > inwoner gesprek") == ("none", ())
    assert not KIND.opportunity(Evidence(case_of("a: inwoner > gemeente melding")))


def test_legal_waits_do_not_count_in_the_days_until_the_conversation() -> None:
    (stall,) = door(extra="hold law @5..@10 issue=hulp\nhold client_turn @11..@13 issue=hulp")
    assert stall.days == Span(12, 12)


def test_a_conversation_on_the_emergency_route_is_the_first_one() -> None:
    (stall,) = doors(
        """
        a: inwoner > gemeente melding         @0 issue=hulp
        b: gemeente > inwoner verzoek_stukken @3 issue=hulp
        x: gemeente > inwoner gesprek         @9 issue=spoed
        """,
        issues=[{"id": "spoed", "procedure": "threatening"}],
    )
    assert stall.touchpoints == ("a", "b", "x")
