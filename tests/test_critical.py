"""The as-built critical path, on the worked example of methods 6.3 and on random cases."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from casekit.case import Case
from casekit.critical import critical_path
from casekit.graph import event_graph
from casekit.notation import case_of
from casekit.stalls.run import analyse
from casekit.story import tell
from casekit.when import Span
from tests.stalls.made import case_data

WORKED = """
aanvraag:   inwoner > gemeente     aanvraag   @0
gesprek:    gemeente > inwoner     gesprek    @30  depends_on=aanvraag
verwijzing: gemeente > bewind      verwijzing @33  depends_on=gesprek
vraag:      gemeente > uwv         vraag      @70  depends_on=gesprek due=98
intake:     bewind > inwoner       gesprek    @75  re=verwijzing
antwoord:   uwv > gemeente         antwoord   @110 re=vraag
plan:       bewind > gemeente      levering   @122 depends_on=intake
besluit:    gemeente > inwoner     besluit    @150 depends_on=plan,antwoord
uitvoering: gemeente > inwoner     levering   @164 depends_on=besluit
"""


def path(text: str) -> list[tuple[str, float]]:
    story = tell(case_of(text))
    return [(leg.last, leg.lag) for leg in critical_path(story, event_graph(story))]


def test_the_worked_example_runs_over_the_referral_and_the_plan() -> None:
    assert path(WORKED) == [
        ("aanvraag", 0), ("gesprek", 30), ("verwijzing", 3), ("intake", 42), ("plan", 47), ("besluit", 28),
        ("uitvoering", 14),
    ]  # fmt: skip


def test_a_stall_beside_the_path_costs_no_critical_days() -> None:
    stalls = {stall.at: stall.severity for stall in analyse(case_of(WORKED)).stalls if stall.kind in ("K02", "K06b")}
    late_answer, referral = stalls["vraag"], stalls["verwijzing"]
    assert late_answer is not None
    assert referral is not None
    assert late_answer.critical_days == Span(0, 0)
    assert referral.critical_days == Span(14, 14)  # landed after 42 days, of which 28 were allowed


def test_a_case_without_any_time_has_no_path() -> None:
    assert path("a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord re=a") == []


def test_what_still_runs_when_the_observation_ends_has_no_critical_days_yet() -> None:
    case = case_of("a: inwoner > gemeente vraag @0 due=7\nb: inwoner > school bericht @60")
    (severity,) = [stall.severity for stall in analyse(case).stalls if stall.kind == "K01"]
    assert severity is not None
    assert severity.critical_days is None


@given(case_data())
def test_the_own_lags_on_the_path_add_up_to_the_lead_time(data: dict[str, Any]) -> None:
    story = tell(Case.model_validate(data))
    graph = event_graph(story)
    for latest in (False, True):
        legs = critical_path(story, graph, latest)
        if legs:
            assert sum(leg.lag for leg in legs) == legs[-1].end - legs[0].start


@given(case_data())
def test_critical_days_never_exceed_the_days_over_the_norm(data: dict[str, Any]) -> None:
    for stall in analyse(Case.model_validate(data)).stalls:
        severity = stall.severity
        assert severity is not None
        if severity.critical_days is not None:
            assert 0 <= severity.critical_days.lo <= severity.critical_days.hi
            assert severity.critical_days.hi <= max(0, stall.end.hi - stall.start.lo)
