"""K02: the late response."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k02_late_response import KIND, find
from casekit.stalls.stall import Stall
from casekit.when import Span

NORM = [{"id": "eigen", "days": 14, "basis": "policy", "organisations": ["gemeente"]}]


def late(lines: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(lines, **{"norms": NORM, **blocks}))))


def answered(on: str, more: str = "", asked: str = "@0", kind: str = "antwoord") -> str:
    return f"a: inwoner > gemeente vraag {asked}\n{more}\nb: gemeente > inwoner {kind} {on} re=a"


def test_an_answer_after_the_norm_is_a_stall() -> None:
    (stall,) = late(answered("@15"))
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == ("K02", "certain", "a", ("a", "b"))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(15, 15), Span(15, 15))
    assert stall.norm is not None
    assert (stall.norm.id, stall.norm.allowed, stall.tags) == ("eigen", Span(14, 14), ())
    assert stall.actors == ("inwoner", "gemeente")


def test_an_answer_on_the_last_day_is_in_time() -> None:
    assert late(answered("@14")) == []


def test_a_due_date_in_the_letter_is_the_norm() -> None:
    assert late(answered("@30", asked="@0 due=30")) == []
    (stall,) = late(answered("@31", asked="@0 due=30"))
    assert stall.norm is not None
    assert (stall.norm.id, stall.norm.rung) == ("due:a", 1)


def test_no_norm_no_stall() -> None:
    assert late(answered("@900"), norms=[]) == []


def test_an_interval_that_may_exceed_the_norm_is_possible() -> None:
    for on, verdict in (
        ("@10/14", None),
        ("@10/20", "possible"),
        ("@14/20", "possible"),
        ("@15/20", "certain"),
    ):
        assert [stall.verdict for stall in late(answered(on))] == ([verdict] if verdict else [])


def test_a_suspended_term_does_not_run() -> None:
    assert late(answered("@30", "hold suspension @5..@21")) == []
    (stall,) = late(answered("@30", "hold suspension @5..@20"))
    assert stall.days == Span(15, 15)


def test_a_waiting_list_does_not_stop_the_clock() -> None:
    (stall,) = late(answered("@30", "hold capacity @5..@25"))
    assert stall.days == Span(30, 30)


def test_documents_that_were_needed_are_the_turn_of_the_resident() -> None:
    asked = """
    x: gemeente > inwoner verzoek_stukken @5  re=a asks=loonstrook
    y: inwoner > gemeente levering        @{} re=x shares=loonstrook
    """
    assert late(answered("@30", asked.format(21))) == []
    (stall,) = late(answered("@30", asked.format(20)))
    assert stall.days == Span(15, 15)


def test_a_delay_that_was_announced_in_time_moves_the_norm() -> None:
    announced = "x: gemeente > inwoner bericht @{} re=a due=40"
    assert late(answered("@40", announced.format(10), asked="@0 due=14")) == []
    assert len(late(answered("@41", announced.format(10), asked="@0 due=14"))) == 1


def test_a_delay_that_is_announced_after_the_term_does_not_move_it() -> None:
    (stall,) = late(answered("@40", "x: gemeente > inwoner bericht @20 re=a due=40", asked="@0 due=14"))
    assert stall.norm is not None
    assert stall.norm.allowed == Span(14, 14)


def test_the_answer_that_let_the_case_go_on_counts() -> None:
    two = """
    a: inwoner > gemeente vraag    @0
    b: gemeente > inwoner antwoord @5  re=a
    c: gemeente > inwoner antwoord @30 re=a
    d: inwoner > uwv      aanvraag @40 {}
    """
    assert late(two.format("depends_on=b")) == []
    assert late(two.format("")) == []
    (stall,) = late(two.format("depends_on=c"))
    assert stall.touchpoints == ("a", "c")


def test_a_receipt_does_not_stop_the_clock() -> None:
    (stall,) = late(answered("@30", "x: gemeente > inwoner ontvangst @2 re=a"))
    assert stall.touchpoints == ("a", "b")


def test_an_answer_that_states_no_link_is_taken_and_marked() -> None:
    (stall,) = late("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @30")
    assert stall.tags == ("inferred_link",)
    (stall,) = late(answered("@30 link_basis=inferred"))
    assert stall.tags == ("inferred_link",)


def test_a_request_without_an_answer_is_not_late_but_unanswered() -> None:
    assert late("a: inwoner > gemeente vraag @0\nobserved @0..@90") == []


def test_a_repeat_is_no_request_of_its_own() -> None:
    (stall,) = late("""
    a: inwoner > gemeente vraag    @0
    b: inwoner > gemeente navraag  @20 re=a
    c: gemeente > inwoner antwoord @40 re=b
    """)
    assert (stall.at, stall.touchpoints, stall.days) == ("a", ("a", "c"), Span(40, 40))


@pytest.mark.parametrize(("asked", "on"), [("", ""), ("@0", ""), ("", "@60"), ("@0", "@10/..")])
def test_order_alone_never_shows_a_late_answer(asked: str, on: str) -> None:
    assert late(answered(on, asked=asked)) == []


@pytest.mark.parametrize("asked", ["@../10", ""])
def test_a_request_of_which_only_the_latest_day_is_known_can_be_certainly_late(asked: str) -> None:
    (stall,) = late(answered("@60", "x: inwoner > uwv bericht @10", asked=asked))
    assert (stall.verdict, stall.days.lo) == ("certain", 50)


def test_dates_around_it_can_make_an_undated_answer_certainly_late() -> None:
    (stall,) = late("""
    a: inwoner > gemeente vraag    @0
    x: inwoner > uwv      bericht  @40
    b: gemeente > inwoner antwoord     re=a
    y: inwoner > uwv      bericht  @50
    """)
    assert (stall.verdict, stall.days) == ("certain", Span(40, 50))


def test_dates_around_it_that_leave_room_show_nothing() -> None:
    assert not late("""
        a: inwoner > gemeente vraag    @0
        b: gemeente > inwoner antwoord     re=a
        y: inwoner > uwv      bericht  @50
        """)


def test_what_is_missing_is_named() -> None:
    for lines, norms, missing in (
        (answered("@30"), NORM, ()),
        (answered("@30"), [], ("norm",)),
        (answered("", asked=""), NORM, ("when",)),
        (answered("", asked=""), [], ("norm", "when")),
    ):
        assert KIND.missing(Evidence(case_of(lines, norms=norms))) == missing


def test_there_is_an_opportunity_where_something_was_answered() -> None:
    assert KIND.opportunity(Evidence(case_of(answered("@3"))))
    assert not KIND.opportunity(Evidence(case_of("a: inwoner > gemeente vraag")))


def test_a_partial_answer_does_not_count_where_a_whole_one_came_later() -> None:
    text = (
        "a: inwoner > gemeente aanvraag @0 due=20\n"
        "b: gemeente > inwoner betaling @10 re=a outcome=partial\n"
        "c: gemeente > inwoner besluit @50 re=a"
    )
    (stall,) = late(text)
    assert stall.touchpoints == ("a", "c")


def test_a_partial_answer_counts_where_nothing_more_came_or_where_it_let_the_case_go_on() -> None:
    only = "a: inwoner > gemeente aanvraag @0 due=20\nb: gemeente > inwoner betaling @30 re=a outcome=partial"
    more = "\nc: gemeente > inwoner besluit @50 re=a\nd: inwoner > school bericht @51 depends_on=b"
    assert [stall.touchpoints for stall in late(only)] == [("a", "b")]
    assert [stall.touchpoints for stall in late(only + more)] == [("a", "b")]


def test_a_delay_that_was_announced_in_time_and_agreed_moves_the_norm() -> None:
    promised = "p: gemeente > inwoner toezegging @{} re=a promise.due=30\n"
    agreed = promised + "q: inwoner > gemeente acceptatie @21 re=p"
    assert late(answered("@28", agreed.format(10))) == []
    (stall,) = late(answered("@31", agreed.format(10)))
    assert stall.norm is not None
    assert (stall.norm.rung, stall.norm.allowed) == (1, Span(30, 30))
    for not_moved in (promised.format(10), agreed.format(15)):  # not agreed; after the norm had passed
        (stall,) = late(answered("@28", not_moved))
        assert stall.norm is not None
        assert stall.norm.allowed == Span(14, 14)


@pytest.mark.parametrize(("day", "count"), [(14, 0), (15, 1)])
def test_a_notice_of_delay_counts_only_before_the_norm_has_passed(day: int, count: int) -> None:
    assert len(late(answered("@50", f"n: gemeente > inwoner bericht @{day} re=a due=60"))) == count
