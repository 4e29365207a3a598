"""What is said about many cases: the denominator always, percentages from five on, roles and never names."""

from __future__ import annotations

import re

import pytest

from casekit.causes.book import book_of
from casekit.compare import words
from casekit.compare.interfaces import RESIDENT, Interface
from casekit.compare.prevalence import Prevalence
from casekit.compare.run import compare_books
from casekit.compare.waits import waiting
from casekit.text import LANGUAGES
from casekit.vocabulary import codes
from tests.causes import claimed
from tests.causes.claimed import coding, row
from tests.compare.referred import book, late


def counted(yes: int, possible: int, no: int, cases: str = "", lang: str = "nl") -> str:
    return words.in_cases(Prevalence(yes, possible, no, 0, 0), cases, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_below_five_cases_no_percentage_is_said_and_the_cases_are_named(lang: str) -> None:
    for yes in range(5):
        text = counted(yes, 0, 4 - yes, "abcd"[:yes], lang)
        assert "%" not in text
        assert (", ".join("abcd"[:yes]) or "-") in text


def test_from_five_cases_on_the_interval_is_said_with_the_denominator() -> None:
    assert counted(3, 0, 2) == (
        "in 3 van de 5 onderzochte casussen; bij casussen die net zo gekozen zijn past 23-88%"
    )
    assert counted(3, 0, 2, lang="en") == "in 3 of the 5 cases studied; cases chosen in the same way fit with 23-88%"


def test_what_is_possible_makes_the_interval_wider() -> None:
    """From Wilson for 3 of 5 at its least to that for 4 of 5 at its most."""
    text = counted(3, 1, 1)
    assert text.startswith("zeker in 3 en misschien in 1 meer van de 5")
    assert text.endswith("23-96%")


def test_nothing_to_count_says_so() -> None:
    assert counted(0, 0, 0) == "in geen enkele casus te zien of mogelijk"


def test_what_is_beside_the_denominator_is_told_apart() -> None:
    assert (
        words.beside(Prevalence(0, 0, 0, 1, 2), "nl")
        == "1 casus waarin het niet te zien is; 2 casussen zonder gelegenheid"
    )
    assert words.beside(Prevalence(1, 1, 1, 0, 0), "nl") == ""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("role", [*codes("actor_kind"), RESIDENT])
def test_every_role_has_a_word(role: str, lang: str) -> None:
    assert re.fullmatch(r"\w[^_]*", words.actor(role, lang))


def test_an_interface_is_said_from_role_to_role_or_inside_one() -> None:
    assert words.place(Interface(RESIDENT, "municipality"), "nl") == "inwoner → gemeente"
    assert words.place(Interface("municipality", "municipality", inside=True), "nl") == "binnen: gemeente"
    assert words.place(Interface("municipality", "debt_service"), "en") == "municipality → debt service"


def test_a_cause_has_its_code_and_its_label_also_an_own_one() -> None:
    cases = compare_books([claimed.late("a", coding(row("EIGEN-1")))])
    assert words.cause_label(cases, "O5", "en") == "O5 Caseload, waiting list or capacity"
    assert words.cause_label(cases, "EIGEN-1", "nl") == "EIGEN-1"
    assert words.column(cases, "K02", "nl") == "K02 te late reactie"


def test_how_they_were_chosen_stands_there_or_that_nobody_said_so() -> None:
    case = late("a").case.model_copy(update={"selection": "door loting"})
    told = compare_books([book_of(case)])
    assert words.selection(told, "nl") == "Hoe gekozen: door loting"
    assert words.selection(told, "nl", "op naam") == "Hoe gekozen: op naam"
    assert "staat nergens" in words.selection(compare_books([late("a")]), "nl")


def test_a_long_list_names_twelve_and_counts_the_rest() -> None:
    assert words.listed(map(str, range(15))).endswith("11, … (+3)")


def answered(*days: int | str | None) -> str:
    books = [
        book(
            f"c{n}",
            "a: inwoner > gemeente vraag @0\n"
            + ("" if one is None else f"b: gemeente > inwoner antwoord @{one} re=a\n")
            + "observed @0..@100",
        )
        for n, one in enumerate(days)
    ]
    (found,) = waiting(books)
    return words.waits_in_words(found, "nl")


def test_a_few_waits_are_listed_and_those_without_an_answer_have_a_plus() -> None:
    assert (
        answered(7, "10/20", None)
        == "vraag: 3, te weinig voor een curve; 2 beantwoord, 1 nog open; dagen: 7, 10-20, 100+"
    )


def test_eight_waits_give_the_day_on_which_half_have_an_answer() -> None:
    assert answered(*range(10, 90, 10)).endswith("8 beantwoord; de helft heeft antwoord na 40 dagen")
    assert answered(10, 20, 30, "35/60", 50, 60, None, None).endswith("na 48 dagen (35 tot 50)")


def test_where_half_is_never_reached_that_is_said() -> None:
    told = answered(10, 20, 30, *[None] * 5)
    assert "minder dan de helft" in told
    assert told.endswith("Tot dag 100 geteld is gemiddeld 70 dagen gewacht")  # 10 + 10 * 7/8 + 10 * 6/8 + 70 * 5/8


def test_undated_waits_have_a_question_mark() -> None:
    (found,) = waiting([book("c", "a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord re=a")])
    assert words.waits_in_words(found, "nl").endswith("dagen: ?")
