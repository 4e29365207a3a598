"""G1, needless knocking: asking after what should have been answered already (methods section 5)."""

from __future__ import annotations

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.g1_failure_demand import KIND, POLITE_DAYS, find
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall
from casekit.when import Span

ASKED = "a: inwoner > gemeente vraag @0 issue=huur\n"


def knocking(text: str, **blocks: object) -> list[Stall]:
    return list(find(Evidence(case_of(text, **blocks))))


def test_asking_after_a_request_that_is_overdue_is_counted_per_request() -> None:
    (stall,) = knocking(
        ASKED
        + """
        b: inwoner > gemeente navraag @20 issue=huur re=a
        c: inwoner > gemeente navraag @30 issue=huur re=b
    """
    )
    assert (stall.kind, stall.verdict, stall.at, stall.touchpoints) == ("G1", "certain", "b", ("a", "b", "c"))
    assert (stall.start, stall.end, stall.days) == (Span(0, 0), Span(30, 30), Span(20, 20))
    assert (stall.norm.id, stall.norm.allowed) == ("default:G1", Span(14, 14))
    assert (stall.issue, stall.actors, stall.details, stall.tags) == (
        "huur",
        ("inwoner", "gemeente"),
        {"times": 2},
        (),
    )


@pytest.mark.parametrize(("day", "count"), [(14, 0), (15, 1)])
def test_without_a_norm_14_days_are_allowed_and_one_more_is_not(day: int, count: int) -> None:
    assert len(knocking(f"{ASKED}b: inwoner > gemeente navraag @{day} issue=huur re=a")) == count


@pytest.mark.parametrize(("day", "count"), [(30, 0), (31, 1)])
def test_a_norm_of_the_request_goes_before_the_default(day: int, count: int) -> None:
    assert len(knocking(f"a: inwoner > gemeente vraag @0 due=30\nb: inwoner > gemeente navraag @{day} re=a")) == count


@pytest.mark.parametrize(("day", "count"), [(2, 0), (3, 1)])
def test_a_call_within_two_days_is_polite_even_when_the_norm_is_shorter(day: int, count: int) -> None:
    assert POLITE_DAYS == 2
    assert len(knocking(f"a: inwoner > gemeente vraag @0 due=1\nb: inwoner > gemeente navraag @{day} re=a")) == count


def test_only_the_overdue_times_count() -> None:
    (stall,) = knocking(
        ASKED
        + """
        b: inwoner > gemeente navraag @10 issue=huur re=a
        c: inwoner > gemeente navraag @20 issue=huur re=a
    """
    )
    assert (stall.at, stall.touchpoints, stall.details) == ("c", ("a", "c"), {"times": 1})


def test_a_helper_who_asks_for_the_resident_knocks_too() -> None:
    text = "actor bewind acts_for=inwoner\n" + ASKED + "b: bewind > gemeente navraag @20 issue=huur re=a"
    assert [stall.at for stall in knocking(text)] == ["b"]


def test_a_professional_who_asks_after_its_own_question_knocks_too() -> None:
    assert knocking("a: wijkteam > gemeente vraag @0\nb: wijkteam > gemeente navraag @20 re=a")


def test_the_same_question_again_is_knocking_and_an_objection_is_not() -> None:
    assert knocking(ASKED + "b: inwoner > gemeente vraag @20 issue=huur re=a")
    assert knocking(ASKED + "b: inwoner > gemeente bezwaar @20 issue=huur re=a") == []


@pytest.mark.parametrize("new", ["shares=loonstrook", "asks=voorschot", "says.inkomen=900"])
def test_a_contact_that_brings_something_new_is_none(new: str) -> None:
    assert knocking(f"{ASKED}b: inwoner > gemeente navraag @20 issue=huur re=a {new}") == []


def test_asking_for_the_same_thing_brings_nothing_new() -> None:
    assert knocking(
        "a: inwoner > gemeente vraag @0 asks=voorschot,brief\nb: inwoner > gemeente navraag @20 re=a asks=voorschot"
    )


@pytest.mark.parametrize("link", [" re=a", ""])
def test_after_the_answer_it_is_about_something_else(link: str) -> None:
    answer = f"x: gemeente > inwoner antwoord @10 issue=huur{link}\n"
    assert knocking(ASKED + answer + "b: inwoner > gemeente navraag @20 issue=huur re=a") == []


def test_before_the_answer_it_is_knocking() -> None:
    text = (
        ASKED
        + "b: inwoner > gemeente navraag @20 issue=huur re=a\nx: gemeente > inwoner antwoord @25 issue=huur re=a"
    )
    assert [stall.details for stall in knocking(text)] == [{"times": 1}]


def test_a_legitimate_wait_does_not_count() -> None:
    text = "hold client_choice @0..@10 issue=huur\n" + ASKED + "b: inwoner > gemeente navraag @{} issue=huur re=a"
    assert knocking(text.format(24)) == []
    assert knocking(text.format(25))


def test_an_uncertain_day_makes_it_possible_and_so_does_order() -> None:
    assert [s.verdict for s in knocking(ASKED + "b: inwoner > gemeente navraag @10/20 issue=huur re=a")] == [
        "possible"
    ]
    assert [s.verdict for s in knocking("a: inwoner > gemeente vraag\nb: inwoner > gemeente navraag re=a")] == [
        "possible"
    ]


# -- chases that reply to nothing


def test_an_unlinked_chase_is_taken_to_be_about_the_last_request_to_that_party() -> None:
    (stall,) = knocking("""
        a: inwoner > gemeente vraag     @0
        b: inwoner > gemeente vraag     @10
        x: inwoner > wijkteam vraag     @11
        y: wijkteam > gemeente vraag    @12
        c: inwoner > gemeente,wijkteam navraag @40
    """)
    assert (stall.touchpoints, stall.tags) == (("b", "c"), ("inferred_link",))


@pytest.mark.parametrize("chase", [
    "inwoner > wijkteam navraag @40 issue=huur",
    "inwoner > gemeente navraag @40 issue=inkomen",
    "wijkteam > gemeente navraag @40 issue=huur",
    "inwoner > gemeente vraag @40 issue=huur",
    "inwoner > gemeente navraag issue=huur",
    "inwoner > inwoner navraag @40 issue=huur",
])  # fmt: skip
def test_other_parties_other_issues_and_undated_unlinked_chases_are_none(chase: str) -> None:
    assert knocking(f"{ASKED}c: {chase}") == []


def test_a_chase_before_any_request_is_about_none() -> None:
    assert knocking("c: inwoner > gemeente navraag @0\na: inwoner > gemeente vraag @40") == []


def test_a_chase_is_no_request_that_others_chase() -> None:
    assert knocking("c: inwoner > gemeente navraag @0\nd: inwoner > gemeente navraag @40") == []


# -- a signal, not a stall


def test_it_owns_no_days() -> None:
    text = "observed @0..@60\n" + ASKED + "b: inwoner > gemeente navraag @20 issue=huur re=a"
    (signal,) = [stall for stall in analyse(case_of(text)).stalls if stall.kind == "G1"]
    assert (signal.owned_days, signal.mechanism_of, KIND.precedence) == (0, (), None)


def test_without_a_request_there_was_no_opportunity() -> None:
    def status(text: str) -> str:
        return next(kind.status for kind in analyse(case_of(text)).kinds if kind.kind == "G1")

    assert status("a: gemeente > inwoner bericht @0") == "no_opportunity"
    assert status(ASKED) == "none"
