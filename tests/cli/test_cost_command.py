"""`casekit cost`: what each stall cost, in words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.cli.frame import run
from casekit.notation import case_of
from casekit.write.case_file import case_text
from tests.cost.worked import STALLS, worked

ROOT = Path(__file__).parents[2]
BIJSTAND = str(ROOT / "cases" / "bijstand-aanvraag")
UNDATED = str(ROOT / "cases" / "twaalf-regels")


def case_file(folder: Path, text: str) -> str:
    (folder / "case.yaml").write_text(case_text(case_of(text)), encoding="utf-8")
    return str(folder)


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["cost", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_the_worked_example_stands_in_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, case_file(tmp_path, worked()))
    assert found["lead_time"] == {"median": 164, "range": [164, 164], "bound": "exact"}
    assert sum(part["days"] for part in found["waterfall"]) == 164
    assert found["together"]["median"] == 40
    shares = {one["key"]: round(one["shapley"]["median"], 1) for one in found["stalls"]}
    assert shares[STALLS["intake"]] == 11.3
    assert (found["seed"], found["draws"], found["drawing"]) == (1, 0, "none")
    assert found["money"]["currency"] == "EUR"


def test_uncertain_days_print_a_range_and_the_seed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = case_file(tmp_path, "a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @20/40 re=a")
    assert run(["cost", case, "--draws", "300", "--seed", "7"]) == 0
    out = capsys.readouterr().out
    assert "300 trekkingen, begingetal 7" in out
    assert "Doorlooptijd: 30 dagen (2" in out


def test_the_text_names_what_lay_beside_the_path_and_warns_against_adding_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["cost", BIJSTAND]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Doorlooptijd: 183 dagen" in out
    assert "Tel de getallen bij 'alleen' niet op" in out
    assert "minstens 71 dagen boven de norm" in out


def test_a_case_without_dates_says_so_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, UNDATED)
    assert (found["status"], found["lead_time"], found["waterfall"]) == ("undetermined", None, [])
    assert run(["cost", UNDATED, "--lang", "en"]) == 0
    assert "This case has no dates." in capsys.readouterr().out


def test_an_issue_that_still_runs_prints_at_least(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = case_file(tmp_path, "a: inwoner > gemeente vraag @0 due=14\nobserved @0..@50")
    assert run(["cost", case]) == 0
    out = capsys.readouterr().out
    assert "Doorlooptijd: minstens 50 dagen" in out
    assert "minstens 36" in out


def test_names_that_the_case_does_not_have_are_told_all_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cost", BIJSTAND, "--issue", "hur", "--from", "t1", "--until", "t99"]) == 1
    err = capsys.readouterr().err
    assert "Bedoelt u 'huur'?" in err
    assert "'t99'" in err
    assert "Traceback" not in err


def test_no_draws_at_all_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cost", BIJSTAND, "--draws", "0"]) == 2
    assert "--draws" in capsys.readouterr().err


def test_a_start_after_the_end_gives_no_days_less_than_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cost", BIJSTAND, "--from", "t41", "--until", "t1", "--json"]) == 1
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["problems"]] == ["backwards"]
    assert run(["cost", BIJSTAND, "--from", "t45", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["status"], found["reason"]) == ("undetermined", "backwards")
