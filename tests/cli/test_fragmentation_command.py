"""`casekit fragmentation`: the count first, the measures with their formulas, the errands; no ranking."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main

CASES = Path(__file__).parents[2] / "cases"


@pytest.fixture
def fragmentation(capsys: pytest.CaptureFixture[str]) -> Any:
    def fragmentation(name: str, *words: str) -> tuple[int, Any, str]:
        code = main(["fragmentation", str(CASES / name), *words])
        shown = capsys.readouterr()
        return code, json.loads(shown.out) if "--json" in words else shown.out, shown.err

    return fragmentation


def test_the_headline_is_how_many_helpers(fragmentation: Any) -> None:
    code, out, err = fragmentation("bijstand-aanvraag")
    assert (code, err) == (0, "")
    lines = [line for line in out.splitlines() if line]
    assert lines[2] == "De inwoner had contact met 10 medewerkers en loketten, van 4 organisaties."


def test_every_measure_comes_with_its_formula_and_a_p_value(fragmentation: Any) -> None:
    _, out, _ = fragmentation("bijstand-aanvraag")
    assert "personen: N 28, M 10, COC 0,11, SECON 0,30, SECON − COC +0,19 (p 0,003)." in out
    assert all(f"  {name} = " in out for name in ("M", "COC", "SECON", "SECON − COC", "p"))
    assert "Minder dan 4 contacten, dus geen maat: achterstand in de huur (N 2, M 1)" in out


def test_the_errands_are_shown_with_their_evidence(fragmentation: Any) -> None:
    _, out, _ = fragmentation("bijstand-aanvraag")
    assert "t14 (zeker): de gemeente vroeg om geschreven huurcontract" in out
    assert "Bewijs: t13, t14." in " ".join(out.split())


@pytest.mark.parametrize(("lang", "words"), [("nl", "geen rangorde"), ("en", "no ranking")])
def test_it_is_no_ranking_and_a_warm_handover_is_good(fragmentation: Any, lang: str, words: str) -> None:
    _, out, _ = fragmentation("kinderarmoede", "--lang", lang)
    assert words in " ".join(out.split())
    assert {"nl": "warme overdracht", "en": "warm handover"}[lang] in " ".join(out.split())


def test_a_case_with_an_order_only_gives_counts_and_says_what_cannot_be_told(fragmentation: Any) -> None:
    code, out, _ = fragmentation("twaalf-regels")
    assert code == 0
    assert "niet te bepalen" in out
    assert "gemeente, wijkteam, schuldhulp" in out
    assert "nergens ingevuld is vraagt, deelt" in " ".join(out.split())


def test_the_json_holds_codes_ranges_and_null_where_nothing_is_known(fragmentation: Any) -> None:
    code, data, err = fragmentation("kinderarmoede", "--json")
    assert (code, err) == (0, "")
    assert list(data) == [
        "case", "status", "day0", "headline", "arrivals", "months", "continuity", "formulas", "courier", "reading",
    ]  # fmt: skip
    assert data["headline"]["people"] == 10
    assert data["headline"]["organisations_at_once"] == [5, 5]
    assert {row["level"] for row in data["continuity"]} == {"person", "organisation"}
    for row in data["continuity"]:
        assert (row["coc"] is None) == (row["contacts"] < 4)
    assert all(month["organisations"][0] <= month["organisations"][1] for month in data["months"])
    _, undated, _ = fragmentation("twaalf-regels", "--json")
    assert undated["headline"]["organisations_at_once"] is None
    assert undated["months"] == []
    assert undated["courier"]["missing"] == ["asks", "shares"]


def test_codes_are_the_same_in_both_languages(fragmentation: Any) -> None:
    _, dutch, _ = fragmentation("bijstand-aanvraag", "--json")
    _, english, _ = fragmentation("bijstand-aanvraag", "--json", "--lang", "en")
    assert dutch["continuity"] == english["continuity"]
    assert [errand["what"] for errand in dutch["courier"]["errands"]] == ["fetched"]
    assert dutch["courier"]["errands"][0]["text"] != english["courier"]["errands"][0]["text"]


def test_a_case_that_cannot_be_read_is_refused(fragmentation: Any) -> None:
    code, out, err = fragmentation("bestaat-niet")
    assert (code, out) == (1, "")
    assert "Traceback" not in err
