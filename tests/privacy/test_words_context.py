"""What is recognisable only by what people know: a note; and what becomes so by standing together."""

from __future__ import annotations

from itertools import pairwise

import pytest

from casekit.privacy.words import findings


def got(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.severity) for one in findings(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zij is de enige bakker in het dorp.", "unique"),
        ("Als enige in de straat kreeg hij niets.", "unique"),
        ("Het gezin kreeg een drieling.", "rare"),
        ("Zijn zoon heeft een zeldzame ziekte.", "rare"),
        ("Na de woningbrand was alles weg.", "rare"),
        ("Het verhaal stond in de krant.", "rare"),
        ("Hij was burgemeester geweest.", "profession"),
        ("Vlak voor kerst ging het gas dicht.", "anchor"),
        ("In de lockdown verloor hij zijn baan.", "anchor"),
        ("Zij is gevlucht uit Syrië.", "origin"),
    ],
)
def test_what_people_would_recognise_is_a_note(text: str, kind: str) -> None:
    assert got(text) == [(kind, "NOTE")]


def test_place_scheme_and_year_in_one_sentence_are_asked_about() -> None:
    assert ("combination", "CONFIRM") in got("In Tiel kreeg zij in 2019 schuldhulp.")
    assert ("combination", "CONFIRM") not in got("In Tiel kreeg zij schuldhulp. Dat was in 2019 al zo.")
    assert got("Zij kreeg in 2019 schuldhulp.") == []


def test_what_happens_in_every_case_is_no_note() -> None:
    for text in (
        "Het enige inkomen is de bijstand.",
        "De enige oplossing is bewind.",
        "Rond de feestdagen is het druk.",
        "De brandbrief is verstuurd.",
    ):
        assert got(text) == [], text


def test_nothing_overlaps_and_all_is_in_order() -> None:
    text = "Mevrouw De Wit uit Tiel kreeg op 3 juni 2019 bijstand; haar zoon Sem van 4 is de enige in het dorp."
    found = findings(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert {"name", "place", "date", "child_age"} <= {one.kind for one in found}
