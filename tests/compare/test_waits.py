"""Waits over cases: who waits for whom, how each one ended, and the curve that follows."""

from __future__ import annotations

from math import isinf

import pytest

from casekit.compare.waits import Waiting, waiting, waits_of
from casekit.when import Span
from tests.compare.referred import book

HEAD = "actor gemeente kind=municipality\nactor bank kind=creditor\nactor hulp of hulporg\n"


def waits(text: str, **blocks: object) -> list[tuple[str, float, str]]:
    """Touchpoint, days and ending of the waits in a case with certain days."""
    return [(one.touchpoint, one.days.lo, one.ending) for one in waits_of(book("c", HEAD + text, **blocks))]


def asked(name: str, days: int | str | None, end: int = 100) -> str:
    """A question that was answered after so many days, or never."""
    answer = f"\n{name}b: gemeente > inwoner antwoord @{days} re={name}a issue={name}" if days is not None else ""
    return f"{name}a: inwoner > gemeente vraag @0 issue={name}{answer}\nobserved @0..@{end}"


def told(*days: int | str | None) -> Waiting:
    (found,) = waiting([book(f"c{n}", asked("x", one)) for n, one in enumerate(days)])
    return found


def test_an_answered_question_waits_until_its_answer() -> None:
    assert waits(asked("x", 30)) == [("xa", 30, "answered")]


def test_without_an_answer_it_waits_until_the_observation_ends() -> None:
    assert waits(asked("x", None, end=80)) == [("xa", 80, "open")]


def test_asking_again_is_not_a_second_wait() -> None:
    text = (
        "a: inwoner > gemeente vraag @0\nb: inwoner > gemeente navraag @20 re=a\nc: gemeente > inwoner antwoord @30"
    )
    assert waits(f"{text} re=b") == [("a", 30, "answered")]


def test_an_escalation_is_no_answer_and_waits_itself() -> None:
    text = "a: inwoner > gemeente vraag @0\nb: inwoner > bank escalatie @20 issue=ander\nobserved @0..@50"
    assert waits(text) == [("a", 50, "open"), ("b", 30, "open")]


def test_a_withdrawn_request_is_not_answered_and_waits_until_then() -> None:
    text = "a: inwoner > gemeente aanvraag @0\nb: inwoner > gemeente intrekking @25 re=a\nobserved @0..@90"
    assert waits(text) == [("a", 25, "withdrawn")]


def test_so_it_is_when_a_letter_follows_that_closes_it() -> None:
    text = "a: inwoner > gemeente aanvraag @0\nb: inwoner > gemeente intrekking @25 re=a"
    assert waits(f"{text}\nc: gemeente > inwoner besluit @60 re=a") == [("a", 25, "withdrawn")]


def test_what_is_withdrawn_after_the_answer_was_answered() -> None:
    text = "a: inwoner > gemeente aanvraag @0\nb: gemeente > inwoner besluit @30 re=a"
    assert waits(f"{text}\nc: inwoner > gemeente intrekking @40 re=a") == [("a", 30, "answered")]


def test_withdrawing_one_request_leaves_the_other_open() -> None:
    two = "a: inwoner > gemeente aanvraag @0 issue=i\nb: inwoner > gemeente bezwaar @10 issue=i\nobserved @0..@90\n"
    assert waits(f"{two}c: inwoner > gemeente intrekking @25 re=b issue=i") == [
        ("a", 90, "open"),
        ("b", 15, "withdrawn"),
    ]
    assert waits(f"{two}c: inwoner > gemeente intrekking @25 issue=i") == [
        ("a", 25, "withdrawn"),
        ("b", 15, "withdrawn"),
    ]


def test_somebody_else_withdrawing_changes_nothing() -> None:
    text = "a: inwoner > gemeente aanvraag @0\nb: bank > gemeente intrekking @25\nobserved @0..@90"
    assert waits(text) == [("a", 90, "open")]


def test_what_was_asked_of_the_resident_is_no_wait_and_what_organisations_ask_each_other_is() -> None:
    assert waits("a: gemeente > inwoner vraag @0\nb: inwoner > gemeente antwoord @30 re=a") == []
    assert waits("a: hulp > gemeente vraag @0\nb: gemeente > hulp antwoord @30 re=a") == [("a", 30, "answered")]


def test_a_referral_is_no_request() -> None:
    assert waits("a: gemeente > hulp verwijzing @0\nobserved @0..@50") == []


def test_a_legitimate_wait_is_taken_off() -> None:
    assert waits(f"{asked('x', 30)}\nhold law @10..@20 issue=x") == [("xa", 20, "answered")]


def test_dates_in_ranges_give_days_in_ranges() -> None:
    (wait,) = waits_of(book("c", HEAD + asked("x", "20/30")))
    assert wait.days == Span(20, 30)


def test_without_dates_a_wait_is_counted_and_has_no_days() -> None:
    (found,) = waiting([book("c", "a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord re=a")])
    assert (found.endings, found.undated, found.curve) == ({"answered": 1}, 1, None)
    assert isinf(found.waits[0].days.hi)


def test_the_curve_starts_at_eight_waits() -> None:
    assert told(*range(1, 8)).curve is None
    curve = told(*range(1, 9)).curve
    assert curve is not None
    assert (curve.n, curve.median()) == (8, 4)


def test_open_waits_count_as_still_waiting() -> None:
    """Six answered after 10 to 60 days, two open for 100: half of the eight have an answer on day 40."""
    found = told(10, 20, 30, 40, 50, 60, None, None)
    assert found.endings == {"answered": 6, "open": 2}
    assert found.curve is not None
    assert (found.curve.median(), found.curve.waiting(60)) == (40, 0.25)


def test_where_fewer_than_half_are_answered_there_is_no_median() -> None:
    found = told(10, 20, 30, *[None] * 5)
    assert found.curve is not None
    assert found.curve.median() is None


def test_the_band_holds_the_curve_of_certain_days_within_the_ranges() -> None:
    found = told("5/15", 20, 30, "35/60", 50, 60, None, None)
    certain = told(10, 20, 30, 40, 50, 60, None, None).curve
    assert found.band is not None
    assert certain is not None
    low, high = found.band.median()
    assert low is not None
    assert high is not None
    assert low <= (certain.median() or 0) <= high


def test_waits_are_told_per_act_the_act_with_most_first() -> None:
    bank = "b: inwoner > bank vraag @5 issue=j\nc: inwoner > bank vraag @6 issue=k"
    text = f"a: inwoner > gemeente aanvraag @0 issue=i\n{bank}"
    found = waiting([book("c", f"{HEAD}{text}\nobserved @0..@50"), book("d", HEAD + asked("x", 3))])
    assert [(one.act, len(one.waits), one.cases) for one in found] == [("question", 3, 2), ("application", 1, 1)]


@pytest.mark.parametrize("end", ["answered", "open", "withdrawn"])
def test_each_ending_is_met_above(end: str) -> None:
    text = {
        "answered": "b: gemeente > inwoner antwoord @9 re=a",
        "open": "",
        "withdrawn": "b: inwoner > gemeente intrekking @9 re=a",
    }
    assert [one[2] for one in waits(f"a: inwoner > gemeente vraag @0\n{text[end]}\nobserved @0..@20")] == [end]
