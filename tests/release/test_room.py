"""Who is in the room: organisations on the list of participants that occur in the case; and what tells together."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Case
from casekit.errors import Cell, Place
from casekit.examples import example, examples
from casekit.notation import case_of
from casekit.read.people_file import Involved, Present
from casekit.release.room import combination, combination_problems, room_problems, same_name, who_is_here

REGISTER = (
    Involved(organisation="Gemeente Voorbeeldstad", actor="gemeente"),
    Involved(organisation="Stichting Maatschappelijk Welzijn Oost", actor="welzijn", aliases=("Smallepad",)),
    Involved(organisation="Woonstichting De Sleutel"),
)
PLAIN = case_of("t: inwoner > gemeente vraag")


def here(
    *names: str, case: Case = PLAIN, register: Any = REGISTER
) -> list[tuple[Place, str | None, int | None, bool]]:
    present = [Present(name, number) for number, name in enumerate(names, 1)]
    return [(one.place, one.actor, one.entry, one.exact) for one in who_is_here(register, case, present)]


@pytest.mark.parametrize(
    "typed",
    [
        "Gemeente Voorbeeldstad",
        "gemeente voorbeeldstad",
        "VOORBEELDSTAD",
        "Voorbeeldstad (gemeente)",
        "gem. Voorbeeldstad",
        "Voorbeeld-stad",
        "Voorbeeldstád",
    ],
)
def test_the_same_organisation_written_in_another_way_is_found(typed: str) -> None:
    assert here(typed) == [(1, "gemeente", 1, True)]


@pytest.mark.parametrize(
    "typed", ["Gemeente Voorbeeldstad, team inkomen", "Sociale dienst Voorbeeldstad", "Voorbeeldstadt"]
)
def test_what_looks_like_it_is_told_as_such(typed: str) -> None:
    assert here(typed) == [(1, "gemeente", 1, False)]


def test_an_alias_an_abbreviation_and_a_legal_form_are_seen_through() -> None:
    assert here("Smallepad") == [(1, "welzijn", 2, True)]
    assert here("M.W.O.") == [(1, "welzijn", 2, False)]
    assert here("Maatschappelijk Welzijn Oost B.V.") == [(1, "welzijn", 2, True)]
    assert here("Woonstichting de Sleutel") == [(1, None, 3, True)]


@pytest.mark.parametrize("typed", ["Gemeente Andersdorp", "Stichting", "Gemeente", "de", "Welzijn West", "!!!"])
def test_another_organisation_or_a_word_that_all_have_is_not_found(typed: str) -> None:
    assert here(typed) == []


def test_names_that_stand_in_the_case_itself_are_compared_too() -> None:
    case = case_of(
        "actor loket of uwv\nt: inwoner > loket vraag",
        municipality="Voorbeeldstad",
        organisations=[{"id": "uwv", "label": "het UWV"}],
    )
    assert here("UWV Werkbedrijf", "Voorbeeldstad", case=case, register=()) == [
        (1, "uwv", None, False),
        (2, "municipality", None, True),
    ]


def test_a_word_for_a_role_is_no_name_but_counts_as_a_whole() -> None:
    case = case_of("t: inwoner > belastingdienst vraag\nu: inwoner > wijkteam vraag")
    assert here("Belastingdienst", "Wijkteam Noord", "Inwoner", case=case, register=()) == [
        (1, "belastingdienst", None, True)
    ]


def test_the_message_names_the_place_on_the_list_and_the_actor_and_never_the_organisation() -> None:
    present = [Present("Voorbeeldstad", Cell("Blad1", 4, "B")), Present("De Sleutel, woonstichting noord", 7)]
    problems = room_problems(REGISTER, PLAIN, present, "zaal.xlsx")
    assert [(one.code, one.severity) for one in problems] == [
        ("room_meets", "warning"),
        ("room_looks_like", "warning"),
    ]
    first, second = (one.sentence("nl") for one in problems)
    assert first.startswith("zaal.xlsx, blad Blad1, cel B4: let op: deze organisatie komt voor in de casus")
    assert "'gemeente'" in first
    assert "zaal.xlsx, regel 7:" in second
    assert "nummer 3 op de lijst" in second
    for problem in problems:
        for lang in ("nl", "en"):
            assert "voorbeeldstad" not in problem.sentence(lang).casefold()
            assert "sleutel" not in problem.sentence(lang).casefold()


def test_without_a_register_it_says_that_nobody_looked_and_still_compares_the_case() -> None:
    case = case_of("t: inwoner > uwv vraag")
    problems = room_problems(None, case, [Present("UWV", 1)], "zaal.txt")
    assert [one.code for one in problems] == ["room_no_register", "room_meets"]
    assert "niet gekeken: geen lijst van betrokken organisaties" in problems[0].sentence("nl")
    assert all(one.severity == "warning" for one in problems)


WORDS = st.lists(
    st.sampled_from(["Anker", "Noord", "Zorg", "Wonen", "Élan", "stichting", "de"]), min_size=1, max_size=4
)


@given(WORDS, WORDS)
def test_comparing_is_the_same_both_ways_and_a_name_is_itself_however_it_is_typed(
    one: list[str], two: list[str]
) -> None:
    first, second = " ".join(one), " ".join(two)
    assert same_name(first, second) == same_name(second, first)
    assert same_name(first, f"Stichting {first.upper()} B.V.") == same_name(first, first)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_stops_the_comparison(one: str, other: str) -> None:
    assert same_name(one, other) in ("same", "like", None)


# ------------------------------------------------------------------------------- municipality + product + year

DATED = "t: inwoner > gemeente aanvraag @2021-03-05"
UNDATED = "t: inwoner > gemeente aanvraag @5"
PRODUCT = [{"id": "b", "procedure": "bijstand"}]


def told(case: Case, going_out: Case, level: str) -> list[tuple[str, str]]:
    problems = combination_problems(case, going_out, level, "case.yaml")
    assert all(problem.sentence(lang) for problem in problems for lang in ("nl", "en"))
    return [(problem.code, problem.severity) for problem in problems]


def test_municipality_product_and_year_together_are_an_identifier() -> None:
    whole = case_of(DATED, municipality="Voorbeeldstad", issues=PRODUCT)
    found = combination(whole)
    assert found is not None
    assert (found.municipality, found.procedures, found.years) == (("municipality",), ("social_assistance",), (2021,))
    assert told(whole, whole, "W") == told(whole, whole, "A") == [("combination_leaves", "error")]
    assert told(whole, whole, "O") == [("combination", "warning")]


def test_when_one_of_the_three_stays_behind_it_is_a_warning() -> None:
    whole = case_of(DATED, municipality="Voorbeeldstad", issues=PRODUCT)
    for partly in (
        case_of(UNDATED, municipality="Voorbeeldstad", issues=PRODUCT),
        case_of(DATED, issues=PRODUCT),
        case_of(DATED, municipality="Voorbeeldstad"),
    ):
        assert told(whole, partly, "W") == [("combination", "warning")]
        assert told(partly, partly, "W") == []


@pytest.mark.parametrize(
    "name", ["gemeente-1", "gemeente 12", "Gemeente_A", "G4", "kleine gemeente", "middelgrote stad"]
)
def test_a_pseudonym_is_no_municipality(name: str) -> None:
    assert combination(case_of(DATED, municipality=name, issues=PRODUCT)) is None


@pytest.mark.parametrize("name", ["Voorbeeldstad", "voorbeeldstad", "gemeente Voorbeeldstad", "Den Voorbeeld"])
def test_anything_else_may_be_a_real_one(name: str) -> None:
    assert combination(case_of(DATED, municipality=name, issues=PRODUCT)) is not None


def test_a_municipality_in_a_label_counts_and_a_role_does_not() -> None:
    named = [{"id": "g", "label": "loket van de gemeente Voorbeeldstad"}]
    found = combination(case_of(DATED, organisations=named, issues=PRODUCT))
    assert found is not None
    assert found.municipality == ("g",)
    role = [{"id": "g", "label": "loket van de gemeente"}, {"id": "h", "label": "gemeente A"}]
    assert combination(case_of(DATED, organisations=role, issues=PRODUCT)) is None


def test_a_year_in_the_title_counts_as_a_date_does() -> None:
    found = combination(case_of(UNDATED, municipality="Voorbeeldstad", issues=PRODUCT, title="Bijstand in 2021"))
    assert found is not None
    assert found.years == (2021,)


def test_a_long_list_and_a_long_register_are_compared_within_seconds() -> None:
    register = [Involved(organisation=f"Organisatie voor hulp {n} in wijk {n % 7}") for n in range(100)]
    present = [Present(f"Instelling voor zorg {n} aan huis {n % 9}", n + 1) for n in range(1000)]
    start = perf_counter()
    who_is_here(register, PLAIN, present)
    assert perf_counter() - start < 5


def test_no_case_of_the_kit_holds_the_combination() -> None:
    assert [one for one in examples() if combination(example(one))] == []
