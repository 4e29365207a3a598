"""`casekit suggest`: per stall the signs, the short list first; nothing chosen; what cannot be seen is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def suggest(capsys: pytest.CaptureFixture[str]) -> Any:
    def suggest(name: str, *words: str) -> tuple[int, Any, str]:
        code = main(["suggest", str(CASES / name), *words])
        shown = capsys.readouterr()
        return code, json.loads(shown.out) if "--json" in words and not code else shown.out, shown.err

    return suggest


def test_each_stall_has_its_causes_with_their_sign_and_touchpoints(suggest: Any) -> None:
    code, out, err = suggest("bijstand-aanvraag")
    assert (code, err) == (0, "")
    text = " ".join(out.split())
    assert "3. K06b verwijzing laat geland (K06b-t12-t30), achterstand in de huur" in text
    assert "O3 Overdracht mislukt: de verwijzing kwam laat aan. (t12, t30)" in text
    assert "Ook tekenen van: U2 (toon ze met --all)." in text


@pytest.mark.parametrize(("lang", "words"), [("nl", "De kit kiest niets."), ("en", "The kit chooses nothing.")])
@pytest.mark.parametrize("name", ["bijstand-aanvraag", "twaalf-regels", "kinderarmoede"])
def test_it_says_that_people_choose(suggest: Any, name: str, lang: str, words: str) -> None:
    assert words in suggest(name, "--lang", lang)[1]


def test_all_of_one_stall_with_what_the_case_cannot_show(suggest: Any) -> None:
    _, out, _ = suggest("bijstand-aanvraag", "--stall", "K06b-t12-t30", "--all")
    text = " ".join(out.split())
    assert text.count("(K0") == 1
    assert "U2 Onbegrijpelijke of afwerende communicatie: een bericht op schrift" in text
    assert "S9 Beleid niet getoetst aan de uitvoering: geen teken dat de kit kan zien; vraag het na." in text


def test_a_case_of_twelve_lines_says_what_it_lacks_and_what_is_assumed(suggest: Any) -> None:
    code, out, _ = suggest("twaalf-regels", "--all", "--lang", "en")
    text = " ".join(out.split())
    assert code == 0
    assert "U4 Asked for the same again: cannot be seen without: asks, shares." in text
    assert "No sign of a cause in the list." in text
    assert "Assumption:" in text


def test_the_key_of_a_stall_that_is_not_there_is_refused_with_the_nearest(suggest: Any) -> None:
    code, out, err = suggest("bijstand-aanvraag", "--stall", "K06b-t12-t3")
    assert (code, out) == (1, "")
    assert "Bedoelt u 'K06b-t12-t30'?" in err
    code, out, _ = suggest("bijstand-aanvraag", "--stall", "x", "--json")
    assert (code, [one["code"] for one in json.loads(out)["problems"]]) == (1, ["suggest_no_stall"])


def test_the_json_holds_per_stall_the_causes_with_sign_touchpoints_and_scope(suggest: Any) -> None:
    _, data, _ = suggest("bijstand-aanvraag", "--stall", "K06b-t12-t30", "--json")
    (one,) = data["suggestions"]
    assert (data["case"], one["stall"], one["kind"]) == ("bijstand-aanvraag", "K06b-t12-t30", "K06b")
    cause = next(cause for cause in one["causes"] if cause["code"] == "O3")
    expected = {
        "name": "failed_handover",
        "level": "organisation_chain",
        "label": "Overdracht mislukt",
        "sign": "de verwijzing kwam laat aan.",
        "touchpoints": ["t12", "t30"],
        "scope": "stall",
    }
    assert {key: cause[key] for key in expected} == expected
    assert [one["code"] for one in data["not_visible"]] == ["S9"]


@pytest.mark.parametrize("word", ["K06", "k06b", "K06b-t12-t30"])
def test_a_kind_asks_for_all_its_stalls(suggest: Any, word: str) -> None:
    code, data, _ = suggest("bijstand-aanvraag", "--stall", word, "--json")
    assert (code, [one["stall"] for one in data["suggestions"]]) == (0, ["K06b-t12-t30"])
    assert "(K06b-t12-t30)" in suggest("bijstand-aanvraag", "--stall", word)[1]


def test_a_kind_that_the_case_does_not_have_is_no_mistake(suggest: Any) -> None:
    code, out, err = suggest("twaalf-regels", "--stall", "K13")
    assert (code, err) == (0, "")
    assert "Van de soort K13 heeft deze casus geen haperingen." in out
    assert suggest("twaalf-regels", "--stall", "K13", "--json")[1]["suggestions"] == []


def test_a_stall_that_is_only_possible_says_so(suggest: Any) -> None:
    assert "(K01-t1, mogelijk)" in suggest("twaalf-regels")[1]
    assert "(K01-t1, possible)" in suggest("twaalf-regels", "--lang", "en")[1]
    verdicts = {one["stall"]: one["verdict"] for one in suggest("twaalf-regels", "--json")[1]["suggestions"]}
    assert verdicts["K01-t1"] == "possible"
    assert "mogelijk)" not in suggest("bijstand-aanvraag", "--stall", "K06b-t12-t30")[1]


def test_one_cause_that_cannot_be_seen_is_one(suggest: Any) -> None:
    assert "Van 1 oorzaak kan" in suggest("bijstand-aanvraag")[1]
