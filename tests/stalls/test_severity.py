"""How heavy a stall is: always the same six measures (methods 4.8)."""

from __future__ import annotations

from dataclasses import replace
from math import inf

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.severity import weigh
from casekit.stalls.stall import NormUse, Stall
from casekit.when import Span

CASE = case_of(
    """
    a: inwoner > gemeente  vraag     @0   issue=i
    b: inwoner > gemeente  navraag   @10  issue=i re=a
    c: deurwaarder > inwoner maatregel @15 issue=j amount=60.5
    d: inwoner > gemeente  navraag   @16  issue=j
    e: deurwaarder > gemeente maatregel @17 issue=j amount=1000
    s: inwoner > gemeente  stilte    @18  issue=i
    f: gemeente > inwoner  antwoord  @50  issue=i re=a
    g: deurwaarder > inwoner maatregel @60 issue=j amount=40
    h: inwoner > gemeente  vraag     @70  issue=i
    observed @0..@100
    """,
    issues=["i", "j"],
)
EVIDENCE = Evidence(CASE)
STALL = Stall(
    "K02", "certain", "a", ("a", "f"), ("inwoner", "gemeente"), "i", Span(0, 0), Span(50, 50), Span(50, 50),
    NormUse("n", 2, Span(20, 30)),
)  # fmt: skip


def test_days_over_are_what_is_left_above_the_norm_as_an_interval() -> None:
    assert weigh(STALL, EVIDENCE).days_over == Span(20, 30)
    assert weigh(replace(STALL, days=Span(25, 28)), EVIDENCE).days_over == Span(0, 8)
    assert weigh(replace(STALL, days=Span(60, inf)), EVIDENCE).days_over == Span(30, inf)
    assert weigh(replace(STALL, norm=None), EVIDENCE).days_over is None


def test_the_share_is_that_of_the_observed_period_and_never_more_than_all() -> None:
    assert weigh(STALL, EVIDENCE).share == Span(0.5, 0.5)
    assert weigh(replace(STALL, days=Span(33.3333, inf)), EVIDENCE).share == Span(0.333, 1)


def test_without_any_time_the_share_is_not_known() -> None:
    evidence = Evidence(case_of("a: inwoner > gemeente vraag issue=i", issues=["i"]))
    assert weigh(replace(STALL, touchpoints=("a",)), evidence).share is None


def test_what_the_residents_side_had_to_do_on_this_issue_counts_while_it_lasted() -> None:
    assert weigh(STALL, EVIDENCE).client_actions == 1  # b; not d, of another issue, and silence is no act
    assert weigh(replace(STALL, tags=("censored",)), EVIDENCE).client_actions == 2  # and h
    assert weigh(replace(STALL, touchpoints=("a",)), EVIDENCE).client_actions == 2


def test_measures_against_the_household_count_with_the_money_that_is_recorded() -> None:
    found = weigh(STALL, EVIDENCE)
    assert (found.harms, found.money) == (1, 60.5)  # c; e is not against the household
    censored = weigh(replace(STALL, tags=("censored",)), EVIDENCE)
    assert (censored.harms, censored.money) == (2, 100.5)


@pytest.mark.parametrize("at", ["f", "h"])
def test_without_measures_there_is_no_money(at: str) -> None:
    found = weigh(replace(STALL, at=at, touchpoints=(at, "h")), EVIDENCE)
    assert found.money == (40 if at == "f" else None)


def test_a_stall_that_ends_beside_the_critical_path_took_none_of_its_days() -> None:
    assert weigh(STALL, EVIDENCE).critical_days == Span(0, 0)


def test_a_stall_that_runs_on_and_a_signal_have_no_critical_days() -> None:
    assert weigh(replace(STALL, tags=("censored",)), EVIDENCE).critical_days is None
    assert weigh(replace(STALL, kind="G1"), EVIDENCE).critical_days is None
