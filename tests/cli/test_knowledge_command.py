"""`casekit knowledge`: one item in full or all in short, in words and as JSON, never a verdict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from casekit.text import say

CASES = Path(__file__).parents[2] / "cases"
BIJSTAND, TWELVE = str(CASES / "bijstand-aanvraag"), str(CASES / "twaalf-regels")
UNDATED = """\
actors: [{id: inwoner}, {id: school, label: de school}, {id: gemeente}]
touchpoints:
  - {id: a, from: inwoner, to: school, kind: bericht, shares: inkomen}
  - {id: b, from: school, to: gemeente, kind: bericht}
  - {id: c, from: gemeente, to: inwoner, kind: besluit, needs: [inkomen, polis]}
"""


@pytest.fixture
def knowledge(capsys: pytest.CaptureFixture[str]) -> Any:
    def knowledge(*words: str) -> tuple[int, Any, str]:
        code = main(["knowledge", *words])
        shown = capsys.readouterr()
        return (
            code,
            json.loads(shown.out) if "--json" in words and not code else " ".join(shown.out.split()),
            shown.err,
        )

    return knowledge


@pytest.fixture
def undated(tmp_path: Path) -> str:
    path = tmp_path / "c.yaml"
    path.write_text(UNDATED, encoding="utf-8")
    return str(path)


def test_one_item_tells_who_had_it_who_could_and_who_needed_it(knowledge: Any) -> None:
    code, out, err = knowledge(BIJSTAND, "--item", "loonstrook")
    assert (code, err) == (0, "")
    assert "Fictieve casus" in out
    assert "loket van het UWV: 6 oktober 2023 (t5, van vorige werkgever)" in out
    assert "eerste klantmanager: zeker vanaf 6 november 2023, langs t5 → t18" in out
    assert "balie: zeker vanaf 3 januari 2024, langs t5 → t19 → t27; deze weg loopt via de inwoner" in out
    assert "niet kon komen: verhuurder van de kamer." in out
    assert "t31, tweede klantmanager, 26 januari 2024: niet vastgelegd" in out
    assert "zeker op tijd kunnen komen, langs t5 → t18 (een contact met een collega)." in out


def test_the_ground_of_the_case_comes_first_and_all_is_to_be_checked(knowledge: Any) -> None:
    _, out, _ = knowledge(BIJSTAND, "--item", "loonstrook")
    assert "grond die dit kan dragen: Participatiewet artikel 53a (staat in de casus); Pw 53a, eerste lid" in out
    assert out.count("Te toetsen door de functionaris gegevensbescherming van") == 2
    assert say("knowledge.caution") in out


def test_without_any_ground_it_is_to_be_checked_by_the_role_of_who_had_it(knowledge: Any, tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text(UNDATED.replace("[inkomen, polis]", "inkomen"), encoding="utf-8")
    _, out, _ = knowledge(str(path), "--item", "inkomen")
    assert "Van de school: te toetsen door de functionaris gegevensbescherming van de school." in out


def test_no_consent_is_said_and_no_ground_is_named(knowledge: Any, undated: str) -> None:
    path = Path(undated)
    path.write_text(UNDATED + "holds: [{id: nee, basis: privacy_refusal}]\n", encoding="utf-8")
    code, out, _ = knowledge(str(path), "--item", "inkomen")
    assert code == 0
    assert "De inwoner gaf geen toestemming om te delen (nee)." in out
    assert "toetsen door" not in out


def test_without_an_item_every_item_has_a_line(knowledge: Any) -> None:
    code, out, _ = knowledge(BIJSTAND)
    assert code == 0
    assert "laatste loonstrook (loonstrook): vastgelegd bij 2 betrokkenen. Nodig bij t31 (tweede klantmanager:" in out
    assert "bewijs van inkomen (bewijs_van_inkomen): nergens staat wie dit had, dus niet te beoordelen." in out
    assert "casekit knowledge … --item identiteit" in out


def test_a_case_without_dates_gives_the_order_and_no_day(knowledge: Any, undated: str) -> None:
    code, out, _ = knowledge(undated, "--item", "inkomen")
    assert code == 0
    assert "gemeente: misschien vanaf contact 2 in de volgorde, dag niet te bepalen, langs a → b" in out
    _, data, _ = knowledge(undated, "--json", "--item", "inkomen")
    assert data["day0"] is None
    assert data["items"][0]["needs"][0]["reach"] == "possible"


def test_an_item_that_nothing_shows_and_a_case_without_items_cannot_be_judged(knowledge: Any, undated: str) -> None:
    code, out, _ = knowledge(undated, "--item", "polis")
    assert code == 0
    assert "niet te beoordelen" in out
    assert "shares: polis" in out
    assert "c, gemeente" in out
    code, out, _ = knowledge(TWELVE)
    assert code == 0
    assert say("knowledge.none") in out
    assert knowledge(TWELVE, "--json")[1]["items"] == []


def test_an_item_needed_by_nobody_says_so(knowledge: Any) -> None:
    assert say("knowledge.needed_by_none") in knowledge(BIJSTAND, "--item", "identiteit")[1]


def test_an_unknown_item_is_refused_with_what_it_looks_like(knowledge: Any) -> None:
    code, out, err = knowledge(BIJSTAND, "--item", "loonstrok")
    assert (code, out) == (1, "")
    assert "het gegeven 'loonstrok' staat niet in deze casus. Bedoelt u 'loonstrook'?" in err
    assert "huurcontract" in err
    code, _, err = knowledge(TWELVE, "--item", "mijn buurvrouw vertelde van de loonstrook", "--lang", "en")
    assert (code, "buurvrouw" in err) == (1, False)


def test_the_json_holds_codes_and_ids_whatever_the_language(knowledge: Any) -> None:
    _, dutch, err = knowledge(BIJSTAND, "--json")
    assert err == ""
    assert dutch == knowledge(BIJSTAND, "--json", "--lang", "en")[1]
    payslip = next(item for item in dutch["items"] if item["item"] == "loonstrook")
    need = payslip["needs"][0]
    assert (need["touchpoint"], need["actor"], need["had"], need["reach"]) == (
        "t31",
        "klantmanager_2",
        "no",
        "certain",
    )
    assert need["contacts"] == ["t5", "t18"]
    assert [ground["id"] for holder in need["holders"] for ground in holder["grounds"]] == ["pw-ask-once"]
    assert {holder["to_be_checked_by"] for holder in need["holders"]} == {"data_protection_officer"}
    only = knowledge(BIJSTAND, "--json", "--item", "loonstrook")[1]
    assert only["items"] == [payslip]


def test_in_english_it_is_english(knowledge: Any) -> None:
    _, out, _ = knowledge(BIJSTAND, "--item", "loonstrook", "--lang", "en")
    assert "Who needed it:" in out
    assert "To be checked by the data protection officer of" in out


def test_a_bad_case_is_refused(knowledge: Any, tmp_path: Path) -> None:
    code, out, err = knowledge(str(tmp_path / "weg"))
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1


def test_the_figure_asks_for_one_item_in_the_same_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "k.svg"
    assert main(["figure", "knowledge", BIJSTAND, "--item", "loonstrook", "-o", str(to)]) == 0
    assert 'id="need-t31"' in to.read_text(encoding="utf-8")
    assert main(["figure", "knowledge", BIJSTAND, "--item", "loonstrok", "-o", str(to)]) == 1
    assert "Bedoelt u 'loonstrook'?" in capsys.readouterr().err
