"""`casekit stalls`: worst first, with evidence; the JSON holds what is promised."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from casekit.stalls.kinds import KINDS

CASES = Path(__file__).parents[2] / "cases"
STALL = {
    "key", "kind", "verdict", "at", "touchpoints", "actors", "issue", "start", "end", "days", "norm", "severity",
    "confidence", "statement", "refuted_by",
}  # fmt: skip


@pytest.fixture
def stalls(capsys: pytest.CaptureFixture[str]) -> Any:
    def stalls(*words: str) -> tuple[int, Any, str]:
        code = main(["stalls", *words])
        shown = capsys.readouterr()
        return code, json.loads(shown.out) if "--json" in words else shown.out, shown.err

    return stalls


def test_the_json_holds_all_that_is_promised(stalls: Any) -> None:
    code, data, err = stalls(str(CASES / "bijstand-aanvraag"), "--json")
    assert (code, err) == (0, "")
    assert {"case", "day0", "stalls", "kinds", "observations", "assumptions"} <= set(data)
    assert data["case"] == "bijstand-aanvraag"
    assert [kind["kind"] for kind in data["kinds"]] == list(KINDS)
    assert {kind["status"] for kind in data["kinds"]} <= {
        "found", "none", "no_opportunity", "not_observable", "not_assessable",
    }  # fmt: skip
    for stall in data["stalls"]:
        assert set(stall) >= STALL
        assert stall["at"] in stall["touchpoints"]
        assert stall["verdict"] in ("certain", "possible")
        for field in ("start", "end", "days"):
            low, high = stall[field]
            assert low is None or high is None or low <= high


def test_certain_stalls_come_before_possible_ones_and_effects_last(stalls: Any) -> None:
    _, data, _ = stalls(str(CASES / "kinderarmoede"), "--json")
    groups = [("KGM".index(stall["kind"][0]), stall["verdict"] != "certain") for stall in data["stalls"]]
    assert groups == sorted(groups)


def test_codes_are_english_whatever_the_language_and_the_words_are_not(stalls: Any) -> None:
    _, dutch, _ = stalls(str(CASES / "twaalf-regels"), "--json", "--lang", "nl")
    _, english, _ = stalls(str(CASES / "twaalf-regels"), "--json", "--lang", "en")
    for one, other in zip(dutch["stalls"], english["stalls"], strict=True):
        assert one["statement"] != other["statement"]
        for field in STALL - {"statement", "refuted_by", "norm"}:
            assert one[field] == other[field]


def test_several_cases_come_as_a_list(stalls: Any) -> None:
    _, data, _ = stalls(str(CASES / "twaalf-regels"), str(CASES / "kinderarmoede"), "--json")
    assert [case["case"] for case in data["cases"]] == ["twaalf-regels", "kinderarmoede"]


def test_one_bad_case_among_good_ones_refuses_all_and_says_every_problem(stalls: Any, tmp_path: Path) -> None:
    code, data, err = stalls(str(CASES / "twaalf-regels"), str(tmp_path / "x"), str(tmp_path), "--json")
    assert code == 1
    assert [problem["code"] for problem in data["problems"]] == ["no_file", "no_case_in_folder"]
    assert len(err.splitlines()) == 2


def test_the_text_says_what_was_found_what_was_not_and_what_is_assumed(stalls: Any) -> None:
    code, out, err = stalls(str(CASES / "twaalf-regels"))
    assert (code, err) == (0, "")
    assert "Fictieve casus" in out
    assert "1. " in out
    assert "Niet te beoordelen:" in out
    assert "Aanname:" in out
    assert "Dit weerlegt het:" in out


def test_warnings_about_the_case_go_to_stderr(stalls: Any, tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text("actors: [{id: a, kind: inwoner}]\ntouchpoints: [{id: t, from: a, to: a, kind: vraag, x: y}]\n")
    code, data, err = stalls(str(path), "--json")
    assert (code, data["case"]) == (0, "c")
    assert err.startswith("Let op: ")
