"""Steps held against their norm: the same norms, net waits and verdicts as the stalls have."""

from __future__ import annotations

from typing import Any

import casekit as ck
from casekit.designed import Designed
from casekit.notation import case_of
from casekit.route.compare import compare
from casekit.route.term import Term
from casekit.route.told import term_in_words
from casekit.when import Span

NORM: dict[str, Any] = {"id": "tien", "days": 10, "unit": "days", "starts_with": ["application"], "basis": "law"}
STEPS: list[dict[str, Any]] = [
    {"id": "vraag", "kinds": "aanvraag"},
    {"id": "gesprek", "kinds": "gesprek", "after": "vraag"},
    {"id": "besluit", "kinds": ["besluit"], "after": "gesprek", "norm": "tien", "since": "vraag"},
]
ASKED = "a: inwoner > gemeente aanvraag {} step=vraag\nb: gemeente > inwoner gesprek step=gesprek\n"


def term(text: str, steps: list[dict[str, Any]] = STEPS, **blocks: Any) -> Term | None:
    blocks.setdefault("norms", [NORM])
    return compare(case_of(text, **blocks), Designed(steps=steps)).steps[-1].term


def decided(asked: str, decided: str, more: str = "", **blocks: Any) -> Term | None:
    return term(ASKED.format(asked) + f"c: gemeente > inwoner besluit {decided} step=besluit\n{more}", **blocks)


def test_a_step_after_its_norm_is_late_with_its_days() -> None:
    found = decided("@0", "@14")
    assert found is not None
    assert (found.verdict, found.days, found.allowed, found.over) == (
        "certain", Span(14, 14), Span(10, 10), Span(4, 4),
    )  # fmt: skip
    assert (found.since, found.at, found.norm) == ("a", "c", "tien")


def test_a_step_in_time_is_not_late_and_an_uncertain_one_is_possibly_late() -> None:
    for when, verdict in (("@10", "no"), ("@8/12", "possible"), ("@11/12", "certain"), ("", "undetermined")):
        found = decided("@0", when)
        assert found is not None
        assert found.verdict == verdict, when
    assert decided("@0", "@10").over == Span(0, 0)  # type: ignore[union-attr]


def test_a_legitimate_wait_does_not_count() -> None:
    found = decided("@0", "@14", "hold suspension @2..@7")
    assert found is not None
    assert (found.days, found.verdict) == (Span(9, 9), "no")


def test_a_guess_or_a_skipped_step_in_between_leaves_late_possible_at_most() -> None:
    lines = "a: inwoner > gemeente aanvraag @0 step=vraag\nc: gemeente > inwoner besluit @14 {}"
    found = term(lines.format("step=besluit"))
    assert found is not None
    assert found.verdict == "possible"  # no conversation was seen
    guess = term(ASKED.format("@0") + "c: gemeente > inwoner besluit @14")
    assert guess is not None
    assert guess.verdict == "possible"


def test_a_step_that_is_not_done_yet_is_held_against_its_norm_until_the_end_of_the_case() -> None:
    covered: dict[str, Any] = {
        "observed": {"from": "0", "until": "30"},
        "coverage": [{"source": "s", "actor": "gemeente", "from": "0", "until": "30"}],
        "sources": [{"id": "s", "kind": "file"}],
    }
    found = term(ASKED.format("@0"), **covered)
    assert found is not None
    assert (found.verdict, found.at, found.days.lo, found.days.hi) == ("certain", None, 30, float("inf"))
    assumed = term(ASKED.format("@0") + "observed @0..@30")
    assert assumed is not None
    assert assumed.verdict == "possible"  # nobody says what the sources cover
    still = term(ASKED.format("@0") + "observed @0..@5")
    assert still is not None
    assert still.verdict == "running"
    blind = term(ASKED.format("@0"), **{**covered, "coverage": [{"source": "s", "actor": "school"}]})
    assert blind is not None
    assert blind.verdict == "undetermined"


def test_nobody_owes_a_step_once_the_question_is_taken_back() -> None:
    assert term(ASKED.format("@0") + "x: inwoner > gemeente intrekking @3\nobserved @0..@30") is None


def test_a_norm_that_does_not_start_with_this_act_or_was_not_in_force_is_not_used() -> None:
    assert decided("@0", "@14", norms=[{**NORM, "starts_with": ["question"]}]) is None
    assert decided("@2020-01-01", "@2020-03-01", norms=[{**NORM, "valid_from": "2021-01-01"}]) is None
    assert decided("@0", "@14", norms=[{**NORM, "enabled": False}]) is None


def test_of_more_norms_the_one_that_fits_is_used() -> None:
    steps = [*STEPS[:2], {**STEPS[2], "norm": ["vijf", "tien"]}]
    other = {**NORM, "id": "vijf", "days": 5, "starts_with": ["question"]}
    found = term(ASKED.format("@0") + "c: gemeente > inwoner besluit @14 step=besluit", steps, norms=[NORM, other])
    assert found is not None
    assert found.norm == "tien"


def test_a_new_date_that_was_named_in_time_moves_the_term() -> None:
    found = decided("@0", "@14", "d: gemeente > inwoner bericht @5 re=a due=20")
    assert found is not None
    assert (found.verdict, found.norm) == ("no", "due:a")
    assert "(de datum die is genoemd)" in term_in_words(case_of("x: inwoner > gemeente vraag"), found)


def test_a_norm_without_an_article_is_told_by_its_name() -> None:
    found = decided("@0", "@14")
    case = case_of("x: inwoner > gemeente vraag", norms=[{**NORM, "label": "eigen afspraak", "label_en": "own rule"}])
    assert found is not None
    assert term_in_words(case, found) == "later dan de norm: 14 dagen, toegestaan 10 dagen (eigen afspraak)"
    assert "(own rule)" in term_in_words(case, found, "en")


def test_after_a_decision_the_clock_starts_with_the_next_application() -> None:
    steps = [*STEPS[:2], {**STEPS[2], "id": "nee", "alternatives": "b"}, {**STEPS[2], "alternatives": "b"}]
    found = term(
        ASKED.format("@0")
        + "c: gemeente > inwoner besluit @8 step=nee\nd: inwoner > gemeente aanvraag @40 step=vraag\n"
        "e: gemeente > inwoner besluit @47 step=besluit",
        steps,
    )
    assert found is not None
    assert (found.since, found.days, found.verdict) == ("d", Span(7, 7), "no")


def test_the_days_are_those_of_the_stall_on_the_same_obligation() -> None:
    case = ck.example("bijstand-aanvraag")
    refusal = next(one.term for one in ck.route(case, "bijstand").steps if one.step.id == "afwijzing")
    stall = next(
        stall for stall in ck.analyse(case).stalls if (stall.kind, stall.touchpoints) == ("K02", ("t3", "t31"))
    )
    assert refusal is not None
    assert stall.norm is not None
    assert (refusal.days, refusal.allowed) == (stall.days, stall.norm.days)


def test_a_case_without_dates_says_that_it_cannot_be_told() -> None:
    found = decided("", "")
    assert found is not None
    assert found.verdict == "undetermined"
