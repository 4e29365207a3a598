"""Systemic only when it recurs, another would have done the same, somebody owns it, and without it it was shorter."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.causes.book import Book, book_of
from casekit.causes.ladder import Claim, claims
from casekit.notation import case_of
from tests.causes.claimed import coding, late, row


def claim(*books: Book) -> Claim:
    (found,) = claims(books)
    return found


def three(**but: Any) -> tuple[Book, ...]:
    """Three cases; the last one has other words in its coding."""
    return (*(late(name, coding(row())) for name in ("een", "twee")), late("drie", coding(row(**but))))


def test_three_whole_threads_with_everything_filled_in_are_systemic() -> None:
    found = claim(*three()).systemic
    assert [one.answer for one in found.tests.values()] == ["yes"] * 4
    assert found.holds


def test_two_cases_with_one_unknown_organisation_do_not_recur() -> None:
    found = claim(*three()[:2])
    assert (found.organisations, found.systemic.recurs.answer, found.systemic.recurs.reason) == (1, "no", "too_few")
    assert not found.systemic.holds


def test_two_organisations_recur_in_two_cases() -> None:
    books = [late("een", coding(row()), place="A"), late("twee", coding(row()), place="B")]
    found = claim(*books).systemic.recurs
    assert (found.answer, found.reason, found.values["organisations"]) == ("yes", "organisations", 2)


def test_whether_it_recurs_is_unknown_while_other_threads_may_become_whole() -> None:
    found = claim(*three(evidence=None)).systemic.recurs
    assert (found.answer, found.reason) == ("unknown", "not_whole_yet")


@pytest.mark.parametrize(
    ("given", "answer"), [("yes", "yes"), ("no", "no"), ("unknown", "unknown"), (None, "unknown")]
)
def test_substitution_needs_a_yes_in_every_thread(given: str | None, answer: str) -> None:
    found = claim(*three(substitution=given)).systemic.substitution
    assert found.answer == answer
    assert answer == "yes" or found.values == {"in_cases": ["drie"]}


def test_one_no_among_coders_is_a_no() -> None:
    both = (coding(row()), coding(row(substitution="no"), coder="codeur-b"))
    assert claim(late("een", *both)).systemic.substitution.answer == "no"


@pytest.mark.parametrize("field", ["location", "owner"])
def test_location_needs_a_place_and_an_owner_in_every_thread(field: str) -> None:
    found = claim(*three(**{field: None})).systemic.location
    assert (found.answer, found.values) == ("unknown", {"in_cases": ["drie"]})


def test_without_a_whole_thread_nothing_can_be_told() -> None:
    found = claim(late("een", coding(row(evidence=None)))).systemic
    assert [found.substitution.reason, found.location.reason, found.counterfactual.reason] == ["no_thread"] * 3


def test_what_ifs_are_worked_out_from_a_pattern_on() -> None:
    assert claim(*three()[:1]).systemic.counterfactual.reason == "not_worked_out"
    assert claim(*three()).systemic.counterfactual.reason == "shorter"


def test_a_stall_that_the_case_did_not_wait_for_does_not_make_it_shorter() -> None:
    text = (
        "a: inwoner > gemeente aanvraag @0 due=14 issue=een\nb: gemeente > inwoner besluit @60 re=a issue=een\n"
        "c: inwoner > uwv aanvraag @0 due=300 issue=twee\nd: uwv > inwoner besluit @200 re=c issue=twee"
    )
    books = [*three()[:2], book_of(case_of(text, id="drie", start_event="c", end_event="d"), coding(row()))]
    found = claim(*books)
    assert (found.systemic.counterfactual.answer, found.systemic.counterfactual.values) == (
        "no",
        {"in_cases": ["drie"]},
    )
    assert found.saved is not None
    assert found.saved.value == 92, "46 days in each of the two others"


def test_where_days_are_missing_it_is_unknown_whether_it_would_have_been_shorter() -> None:
    text = (
        "a: inwoner > gemeente aanvraag @0 due=14\nb: gemeente > inwoner besluit @60 re=a\nc: inwoner > school vraag"
    )
    found = claim(*three()[:2], book_of(case_of(text, id="drie"), coding(row())))
    assert found.systemic.counterfactual.answer == "unknown"
    assert found.systemic.counterfactual.values == {"in_cases": ["drie"]}
    assert (found.grade, found.saved_at_least) == (2, True)
