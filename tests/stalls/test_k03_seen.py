"""K03, a broken promise: what the sources could have seen, and what answers a promise."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.k03_broken_promise import KIND, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span


def broken(text: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(text, **blocks))))


def status(text: str) -> str:
    return next(kind.status for kind in analyse(case_of(text)).kinds if kind.kind == "K03")


def test_a_fulfilment_that_no_source_could_show_is_not_observable() -> None:
    coverage = [{"source": "s", "actor": "wijkteam", "from": "0", "until": "50"}]
    case = case_of("observed @0..@50\na: gemeente > inwoner toezegging @0 promise.due=10", coverage=coverage)
    evidence = Evidence(case)
    assert not list(find(evidence))
    assert "K03" in evidence.unseen


def test_an_open_due_date_and_an_unbounded_end_show_nothing() -> None:
    assert not broken("observed @0..@50\na: gemeente > inwoner toezegging @0 promise.due=10/..")
    assert not broken("a: gemeente > inwoner toezegging promise.due='a + 10 days'")
    assert (
        broken("a: gemeente > inwoner toezegging promise.due='a + 10 days'\nb: gemeente > inwoner levering re=a")
        == []
    )


def test_without_coverage_absence_is_possible_at_most() -> None:
    analysis = analyse(case_of("observed @0..@50\na: gemeente > inwoner toezegging @0 promise.due=10 issue=huur"))
    assert [(s.kind, s.verdict) for s in analysis.stalls if s.kind == "K03"] == [("K03", "possible")]


def test_without_any_promise_there_was_no_opportunity() -> None:
    assert status("a: inwoner > gemeente vraag @0") == "no_opportunity"
    assert (
        status("a: gemeente > inwoner toezegging @0 promise.due=7\nb: gemeente > inwoner levering @5 re=a") == "none"
    )
    assert KIND.precedence == 6


@pytest.mark.parametrize(("day", "count"), [(30, 0), (31, 1)])
def test_the_answer_to_the_request_keeps_what_was_promised_in_reply_to_it(day: int, count: int) -> None:
    stalls = broken(f"""
        a: inwoner > gemeente vraag      @0
        p: gemeente > inwoner toezegging @10     re=a promise.due=30
        b: gemeente > inwoner antwoord   @{day}  re=a
        observed @0..@200
        """)
    assert [stall.days for stall in stalls] == [Span(1, 1)] * count


def test_the_record_of_who_received_the_promise_shows_that_it_was_not_kept() -> None:
    coverage = [{"source": "s", "actor": "inwoner", "from": "0", "until": "40"}]
    (stall,) = broken("a: gemeente > inwoner toezegging @0 promise.due=10\nobserved @0..@90", coverage=coverage)
    assert stall.days == Span(30, 30)
