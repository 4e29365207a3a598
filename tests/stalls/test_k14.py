"""K14: the clock stopped on a request for documents that was not in order."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k14_stopped_clock import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import NormUse, Stall
from casekit.when import Span

STANDARD = [{"id": "huurcontract", "label": "het huurcontract", "standard_for": ["bijstand"]}]


def stops(lines: str, factor: float = 1.0, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **blocks), factor)))


def test_stopping_on_what_was_already_there() -> None:
    (stall,) = stops(
        """
        a: inwoner > gemeente aanvraag        @0  issue=bijstand
        b: inwoner > gemeente levering        @2  issue=bijstand shares=loonstrook
        c: gemeente > inwoner verzoek_stukken @10 issue=bijstand asks=loonstrook
        d: inwoner > gemeente levering        @22 issue=bijstand re=c
        """
    )
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == (
        "K14a",
        "certain",
        "c",
        ("a", "b", "c"),
    )
    assert (stall.start, stall.end, stall.days) == (Span(10, 10), Span(22, 22), Span(12, 12))
    assert (stall.norm, stall.tags, stall.details) == (None, (), {"items": "loonstrook"})
    assert (stall.issue, stall.actors) == ("bijstand", ("inwoner", "gemeente"))


def test_a_recorded_suspension_does_not_mend_it() -> None:
    (stall,) = stops(
        """
        a: inwoner > gemeente aanvraag        @0 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook
        c: inwoner > gemeente levering        @22 re=b
        hold suspension @10..@22
        """
    )
    assert stall.days == Span(12, 12)


def test_without_a_delivery_no_days_are_counted() -> None:
    (stall,) = stops(
        """
        a: inwoner > gemeente aanvraag        @0 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook
        """
    )
    assert (stall.end, stall.days) == (Span(10, 10), Span(0, 0))


def test_without_an_application_no_clock_was_stopped() -> None:
    lines = """
    a: inwoner > gemeente levering        @0 shares=loonstrook
    b: gemeente > inwoner verzoek_stukken @10 issue=bijstand asks=loonstrook
    """
    assert stops(lines) == []
    # A recorded wait never makes a stall.
    assert stops(lines + "hold suspension @10..@22 issue=bijstand") == []


def test_what_may_have_expired_is_possible() -> None:
    (stall,) = stops(
        """
        a: inwoner > gemeente aanvraag        @0/10 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @95   asks=loonstrook
        """,
        items=[{"id": "loonstrook", "valid_days": 90}],
    )
    assert (stall.kind, stall.verdict, stall.touchpoints) == ("K14a", "possible", ("a", "b"))


def test_a_first_ask_for_what_is_needed_is_the_residents_turn() -> None:
    assert (
        stops(
            """
            a: inwoner > gemeente aanvraag        @0
            b: gemeente > inwoner verzoek_stukken @10 asks=loonstrook
            """
        )
        == []
    )


SALAMI = """
    a: inwoner > gemeente aanvraag        @0  issue=bijstand
    b: gemeente > inwoner verzoek_stukken @10 issue=bijstand asks=loonstrook
    {between}
    d: gemeente > inwoner verzoek_stukken @40 issue=bijstand asks={asked} {due}
    e: inwoner > gemeente levering        @48 issue=bijstand re=d
    """


def test_one_piece_at_a_time() -> None:
    (stall,) = stops(SALAMI.format(between="", asked="huurcontract", due=""), items=STANDARD)
    assert (stall.kind, stall.at, stall.touchpoints) == ("K14b", "d", ("a", "b", "d"))
    assert (stall.days, stall.details) == (Span(8, 8), {"items": "het huurcontract"})


def test_a_new_fact_prompted_the_new_ask() -> None:
    moved = [{"id": "verhuisd", "when": "30", "changes": ["huurcontract"]}]
    lines = SALAMI.format(between="", asked="huurcontract", due="")
    assert stops(lines, items=STANDARD, life_events=moved) == []


def test_a_short_time_to_answer_is_a_tag() -> None:
    for due, tags in (("due=46", ("short_repair",)), ("due=47", ())):
        (stall,) = stops(SALAMI.format(between="", asked="huurcontract", due=due), items=STANDARD)
        assert stall.tags == tags


def test_more_than_one_fault_is_one_stall() -> None:
    between = "c: inwoner > gemeente levering @20 issue=bijstand shares=loonstrook"
    lines = SALAMI.format(between=between, asked="loonstrook,huurcontract", due="")
    (stall,) = stops(lines, items=STANDARD)
    assert (stall.kind, stall.tags) == ("K14b", ())
    (stall,) = stops(
        """
        a: inwoner > gemeente aanvraag        @0 due=56 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @40 asks=loonstrook due=42
        """
    )
    assert (stall.kind, stall.tags, stall.touchpoints) == ("K14a", ("also_c", "short_repair"), ("a", "b"))


def test_a_certain_fault_goes_before_a_possible_one() -> None:
    (stall,) = stops(
        """
        a: inwoner > gemeente aanvraag        @0/5 due=56 shares=loonstrook
        b: gemeente > inwoner verzoek_stukken @40  asks=loonstrook
        """,
        items=[{"id": "loonstrook", "valid_days": 37}],
    )
    assert (stall.kind, stall.verdict, stall.tags) == ("K14c", "certain", ("also_a",))


LATE = """
    a: inwoner > gemeente aanvraag        @0 {due}
    b: gemeente > inwoner verzoek_stukken @{day} asks=loonstrook
    """


@pytest.mark.parametrize(
    ("day", "verdict"), [("28", None), ("29", "certain"), ("20/40", "possible"), ("10/28", None)]
)
def test_a_first_ask_after_half_of_the_term_is_late(day: str, verdict: str | None) -> None:
    found = stops(LATE.format(day=day, due="due=56"))
    assert [stall.verdict for stall in found] == ([verdict] if verdict else [])


def test_a_late_ask_lasts_from_the_application_and_has_half_the_term_as_its_norm() -> None:
    (stall,) = stops(LATE.format(day=30, due="due=56"))
    assert (stall.kind, stall.at, stall.touchpoints) == ("K14c", "b", ("a", "b"))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(30, 30), Span(30, 30))
    assert stall.norm == NormUse("due:a", 1, Span(28, 28), None)


def test_a_late_ask_grows_and_shrinks_with_the_norm() -> None:
    lines = LATE.format(day=30, due="due=56")
    assert [len(stops(lines, factor)) for factor in (0.75, 1, 1.5)] == [1, 1, 0]


def test_the_decision_term_of_the_law_is_a_norm_too() -> None:
    (stall,) = stops("actor gemeente kind=municipality" + LATE.format(day=40, due=""))
    assert stall.norm is not None
    assert (stall.norm.id, stall.norm.rung) == ("awb-decision", 2)


def test_a_legal_wait_does_not_count_towards_a_late_ask() -> None:
    assert stops(LATE.format(day=40, due="due=56") + "hold law @5..@20") == []


def test_a_new_fact_explains_a_late_ask() -> None:
    assert stops(LATE.format(day=40, due="due=56"), life_events=[{"id": "werk", "when": "35"}]) == []


def test_a_second_ask_is_not_late_but_later() -> None:
    lines = LATE.format(day=5, due="due=56") + "c: gemeente > inwoner verzoek_stukken @50 asks=polis"
    assert stops(lines) == []


@pytest.mark.parametrize(("first", "second"), [("", "@40"), ("@0", ""), ("@0..", "@40")])
def test_order_alone_never_makes_an_ask_late(first: str, second: str) -> None:
    lines = f"""
    a: inwoner > gemeente aanvraag {first.replace("..", "/90")} due=120
    b: gemeente > inwoner verzoek_stukken {second} asks=loonstrook
    observed @0..@200
    """
    assert stops(lines) == []


def status(lines: str, **blocks: object) -> tuple[str, tuple[str, ...]]:
    found = next(kind for kind in analyse(case_of(lines, **blocks)).kinds if kind.kind == "K14")
    return found.status, found.missing


def test_without_items_only_a_late_ask_can_be_assessed() -> None:
    bare = "a: inwoner > gemeente aanvraag {}\nb: gemeente > inwoner verzoek_stukken {}"
    assert status(bare.format("", "")) == ("not_assessable", ("asks", "shares"))
    assert status(bare.format("@0 due=56", "@5")) == ("none", ())
    assert status(bare.format("@0", "@5")) == ("not_assessable", ("asks", "shares"))
    assert status(bare.format("due=56", "@5")) == ("not_assessable", ("asks", "shares"))
    assert status(bare.format("@0 due=56", "")) == ("not_assessable", ("asks", "shares"))
    assert status(bare.format("", "asks=polis")) == ("not_assessable", ("shares",))
    assert status(bare.format("shares=loonstrook", "asks=polis")) == ("none", ())
    assert status(bare.format("", "asks=polis"), items=STANDARD) == ("none", ())


def test_an_ask_outside_an_application_is_no_opportunity() -> None:
    assert not KIND.opportunity(Evidence(case_of("b: gemeente > inwoner verzoek_stukken asks=polis")))
