"""Stalls per ten occasions: what an occasion is, and whose occasions count."""

from __future__ import annotations

from casekit.compare.as_data import as_data
from casekit.compare.often import OCCASIONS, Often, often
from casekit.compare.run import compare_books
from tests.compare.referred import Book, arrived, book, late, lost, nobody_looked, on_time, talked

HEADS = "actor gemeente kind=municipality\nactor bank kind=creditor\n"


def rate(kind: str, *books: Book) -> Often:
    return next(one for one in often(books) if one.kind == kind)


def counts(kind: str, *books: Book) -> tuple[int, int, int]:
    found = rate(kind, *books).rate
    return found.stalls, found.opportunities, found.cases


def test_one_of_three_referrals_is_lost() -> None:
    assert counts("K06", lost("a"), arrived("b"), arrived("c"), talked("d")) == (1, 3, 3)


def test_two_late_answers_out_of_three_questions() -> None:
    assert counts("K02", late("a"), late("b"), on_time("c")) == (2, 3, 3)


def test_a_case_in_which_it_cannot_be_seen_gives_no_occasions() -> None:
    assert counts("K06", lost("a"), nobody_looked("b")) == (1, 1, 1)
    undated = book("zonder", "a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord re=a")
    assert counts("K02", late("a"), undated) == (1, 1, 1)


def test_who_asks_again_gives_no_new_occasion() -> None:
    text = "a: inwoner > gemeente vraag @0 due=14\nb: inwoner > gemeente navraag @20 re=a"
    assert counts("K02", book("c", f"{text}\nc: gemeente > inwoner antwoord @30 re=a")) == (1, 1, 1)


def test_what_was_asked_of_the_resident_or_promised_by_the_resident_is_no_occasion() -> None:
    asked = "a: gemeente > inwoner vraag @0 due=14\nb: inwoner > gemeente antwoord @30 re=a"
    assert counts("K02", book("c", HEADS + asked))[1] == 0
    assert counts("K03", book("c", HEADS + "a: inwoner > gemeente toezegging @0 promise.due=5"))[1] == 0


def test_a_broken_promise_out_of_two() -> None:
    kept = "a: gemeente > inwoner toezegging @0 promise.due=5 issue=i\nb: gemeente > inwoner betaling @4 re=a issue=i"
    broken = "c: bank > inwoner toezegging @0 promise.due=5 issue=j\nd: bank > inwoner betaling @40 re=c issue=j"
    assert counts("K03", book("c", f"{HEADS}{kept}\n{broken}")) == (1, 2, 1)


def test_each_kind_says_per_what() -> None:
    assert [(one.kind, one.occasion) for one in often([late("a")])] == [
        (kind, name) for kind, (name, _) in OCCASIONS.items()
    ]


def test_the_order_of_the_cases_changes_nothing() -> None:
    books = [late("a"), on_time("b"), late("c"), on_time("d"), late("e"), on_time("f")]
    assert often(books) == often(books[::-1])


def test_below_five_cases_the_json_holds_counts_and_no_rate() -> None:
    def given(*books: Book) -> dict[str, object]:
        return next(one for one in as_data(compare_books(books))["rates"] if one["kind"] == "K02")

    four = given(late("a"), on_time("b"), on_time("c"), on_time("d"))
    assert (four["rate"], four["interval"], four["stalls"], four["occasions"]) == (None, None, 1, 4)
    five = given(late("a"), on_time("b"), on_time("c"), on_time("d"), on_time("e"))
    assert (five["rate"], five["stalls"], five["occasions"]) == (2.0, 1, 5)
