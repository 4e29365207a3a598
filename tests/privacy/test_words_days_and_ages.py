"""Exact days and ages: those of a person are asked about; those of laws, terms and bands are not."""

from __future__ import annotations

import pytest

from casekit.privacy.words import findings


def got(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in findings(text)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gebeld op 3 juni 2021.", "3 juni 2021"),
        ("Gebeld op 12-03-2022.", "12-03-2022"),
        ("Gepland op 14 maart.", "14 maart"),
        ("op 12-03 gebeld", "12-03"),
        ("Huisbezoek 2021-11-09.", "2021-11-09"),
        ("Brief van 5 okt 2023.", "5 okt 2023"),
        ("On June 3, 2021 it stopped.", "June 3, 2021"),
        ("Op de derde juni belde zij.", "derde juni"),
        ("Op 1 januari 2021 vroeg zij bijstand aan.", "1 januari 2021"),
    ],
)
def test_a_day_is_found(text: str, day: str) -> None:
    assert got(text) == [("date", day)]


@pytest.mark.parametrize(
    "text",
    [
        "In juni 2021 en 06/2021 was er niets.",
        "De wet van 1 januari 2015 geldt.",
        "Sinds 1 januari 2015 geldt de Participatiewet.",
        "De normen van 1 juli 2023 zijn hoger.",
        "Artikel 4:13 Awb, artikel 18a.",
        "Om 10.30 uur, 1-2 keer per week, 3/4 deel.",
        "Betaald: 12.03 euro en 1.250,50.",
    ],
)
def test_months_laws_times_and_amounts_are_no_days(text: str) -> None:
    assert got(text) == []


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Een zoon van 4.", "4"),
        ("Haar dochter (7) is ziek.", "7"),
        ("Kinderen van 3, 5 en 9.", "3, 5 en 9"),
        ("Een 6-jarige zit thuis.", "6-jarige"),
        ("De jongste is vier jaar.", "vier jaar"),
        ("Een baby van 8 maanden.", "8 maanden"),
        ("De vijfjarige praat niet.", "vijfjarige"),
        ("Haar zoontje van anderhalf hoest.", "anderhalf"),
        ("Her son is six years old.", "six years old"),
        ("Kinderen: 4, 6 en 15 jaar.", "4, 6 en 15 jaar"),
    ],
)
def test_the_age_of_a_child_is_found(text: str, age: str) -> None:
    assert got(text) == [("child_age", age)]


def test_the_age_of_an_adult_is_only_a_note() -> None:
    assert [(one.kind, one.severity) for one in findings("Een vrouw van 43 belt.")] == [("age", "NOTE")]
    assert [(one.kind, one.severity) for one in findings("Een 43-jarige belt.")] == [("age", "NOTE")]


@pytest.mark.parametrize(
    "text",
    [
        "Jongeren tot 27 jaar zoeken vier weken.",
        "Kinderen van 4 tot 12 jaar mogen mee.",
        "Kinderen onder de 18 zijn welkom.",
        "De schuldregeling duurt 3 jaar.",
        "Een driejarige schuldregeling begint.",
        "Hij is drie jaar dakloos.",
        "Zij is vier maanden bezig.",
        "Er zijn 3 kinderen en 2 schulden.",
        "Het traject loopt 18 maanden.",
        "Wachttijd: 6 weken.",
    ],
)
def test_terms_and_bands_are_no_ages(text: str) -> None:
    assert got(text) == []
