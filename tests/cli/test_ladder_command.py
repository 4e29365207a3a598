"""`casekit ladder`: every claim with its grade, what carries it and what to do next, in words and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from casekit.cli.frame import run
from casekit.examples import example_path
from casekit.text import LANGUAGES

CASES = str(example_path("twaalf-regels").parent)
TWO = tuple(str(example_path(name)) for name in ("bijstand-aanvraag", "twaalf-regels"))


def said(capsys: pytest.CaptureFixture[str], *typed: str) -> str:
    assert run(["ladder", *typed]) == 0
    return " ".join(capsys.readouterr().out.split())


def data(capsys: pytest.CaptureFixture[str], *typed: str) -> Any:
    assert run(["ladder", *typed, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_cases_of_the_kit_climb_from_suspicion_to_strong(capsys: pytest.CaptureFixture[str]) -> None:
    found = {one["cause"]: one for one in data(capsys, CASES)["claims"]}
    grades = [one["grade"] for one in found.values()]
    assert grades == sorted(grades, reverse=True)
    assert {0, 1, 2} <= set(grades)
    for one in found.values():
        assert (one["grade"] == 0) == (one["threads"] == [])
        assert (one["missing"] == []) == (one["grade"] == 4)
        assert set(one["cases"]) == {each["case"] for each in one["threads"]}
        assert all(each["whole"] and each["precondition"] for each in one["threads"])


def test_json_has_what_the_contract_promises(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, CASES)
    assert set(found) == {"cases", "claims"}
    first = found["claims"][0]
    asked = "cause label level grade cases organisations evidence_level threads contrary negative systemic missing"
    assert set(asked.split()) <= set(first)
    assert {"recurs", "substitution", "location", "counterfactual"} <= set(first["systemic"])
    assert all(code in ("yes", "no", "unknown") for code in [first["systemic"]["recurs"]])
    assert (first["saved"] is None) == (first["grade"] < 2)


def test_the_words_tell_grade_cases_tests_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, CASES)
    for words in (
        "Trede 2 van 4: patroon.",
        "Hele draad:",
        "Is het systemisch?",
        "Komt het terug?",
        "Nodig voor trede 3:",
    ):
        assert words in text
    assert "niet past" in text
    assert "Niet hoe erg het is" in text
    assert "Hoe gekozen:" in text


def test_a_cause_that_is_only_inferred_or_has_no_evidence_at_all_stands_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = [one for one in data(capsys, *TWO)["claims"] if one["no_evidence"]]
    assert bare
    assert all(one["inferred_only"] for one in bare)
    text = said(capsys, *TWO, "--cause", bare[0]["cause"])
    assert ("GEEN BEWIJS" in text, "ALLEEN AFGELEID" in text) == (True, False)
    case = shutil.copytree(example_path("twaalf-regels"), tmp_path / "twaalf-regels")
    (case / "codings").mkdir()
    row = "codes: [{stall: K01-t1, cause: U3, evidence: [{kind: inferred}]}]"
    (case / "codings" / "codeur-a.yaml").write_text(row, encoding="utf-8")
    assert "ALLEEN AFGELEID" in said(capsys, str(case), "--cause", "U3")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_cause_by_code_or_name(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    by_code = said(capsys, *TWO, "--cause", "o3", "--lang", lang)
    assert by_code == said(capsys, *TWO, "--cause", "Overdracht mislukt", "--lang", lang)
    assert "(O3)" in by_code
    assert "(O5)" not in by_code


def test_a_cause_that_nobody_named_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, str(example_path("twaalf-regels")), "--cause", "S9")
    assert "S9: in deze casussen door niemand genoemd" in text


def test_words_that_are_no_cause_are_refused_all_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--cause", "Overdracht mislukte", "--cause", "unknown")
    assert run(["ladder", *TWO, *words]) == 1
    assert "Bedoelt u 'Overdracht mislukt'?" in capsys.readouterr().err
    assert run(["ladder", *TWO, *words, "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [one["code"] for one in problems] == ["no_such_cause", "no_such_cause"]


@pytest.fixture
def strange(tmp_path: Path) -> str:
    """A case with a coding that has unknown fields, evidence that is not in the case, and a vote on what is gone."""
    case = shutil.copytree(example_path("twaalf-regels"), tmp_path / "twaalf-regels")
    for name, text in (
        (
            "codings/codeur-a.yaml",
            "rol: docent\ncodez: x\ncodes:\n  - stall: K01-t1\n    cause: U3\n    evidence:\n"
            "      - {link: [stall, precondition, cause], kind: data, source: niet_bestaand, touchpoints: [t999]}\n",
        ),
        ("votes/sessie-1.yaml", "present: 4\ncounts: {t1-oud: 3}\n"),
    ):
        (case / name).parent.mkdir(exist_ok=True)
        (case / name).write_text(text, encoding="utf-8")
    return str(case)


@pytest.mark.parametrize("command", ["ladder", "compare", "agenda", "check"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_what_is_strange_beside_a_case_is_told_once_by_whoever_reads_it(
    command: str, form: tuple[str, ...], strange: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, strange, *form]) == 0
    shown = capsys.readouterr()
    told = shown.out if command == "check" and form else shown.err
    for words in ("niet_bestaand", "t999", "'rol'", "'codez'", "t1-oud"):
        assert told.count(words) == 1, words


def test_a_cause_with_only_evidence_that_is_not_there_stays_a_suspicion(
    strange: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = data(capsys, strange)["claims"]
    assert (found["grade"], found["no_evidence"], found["threads"]) == (0, True, [])
    assert "evidence_unknown" in found["partial"][0]["missing"]
    text = said(capsys, strange, "--cause", "U3")
    assert "bewijs noemt een bron of contactmoment dat de casus niet heeft (verbeter dat eerst)" in text
    assert "GEEN BEWIJS" in text


def test_a_case_without_codings_says_how_to_begin(capsys: pytest.CaptureFixture[str]) -> None:
    assert "casekit code" in said(capsys, str(example_path("twaalf-regels")))
    assert data(capsys, str(example_path("twaalf-regels"))) == {"cases": ["twaalf-regels"], "claims": []}


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "case.yaml").write_text("id: [", encoding="utf-8")
    assert run(["ladder", str(tmp_path), str(example_path("twaalf-regels"))]) == 1
    shown = capsys.readouterr()
    assert (shown.out, "case.yaml" in shown.err) == ("", True)


def test_the_figure_of_one_stall(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, file = str(example_path("bijstand-aanvraag")), str(tmp_path / "boom.svg")
    assert run(["figure", "causes", case, "-o", file, "--stall", "K08-t25-t27"]) == 0
    drawn = Path(file).read_text(encoding="utf-8")
    assert 'id="stall-K08-t25-t27"' in drawn
    assert 'id="stall-K02-t3-t31"' not in drawn
    assert run(["figure", "causes", case, "-o", file, "--stall", "K08-t25-t28"]) == 1
    assert "K08-t25-t27" in capsys.readouterr().err
