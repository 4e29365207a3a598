"""`casekit export`: one form, never over something that is there, and read back where that can be done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import casekit as ck
from casekit.cli import main
from casekit.cli.export_command import FORMS, ONE_WAY
from casekit.read.drawn.exchange import import_exchange

CASE = str(Path(__file__).parents[2] / "cases" / "twaalf-regels")


def flag(form: str) -> str:
    return "--" + form.replace("_", "-")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_can_be_written_and_says_whether_it_was_read_back(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / f"uit{FORMS[form]}"
    assert main(["export", CASE, flag(form), "-o", str(output)]) == 0
    out, err = capsys.readouterr()
    assert output.exists()
    assert ("Teruggelezen: dezelfde casus." in out) == (form not in ONE_WAY)
    assert ("internet" in err) == (form in ("kumu", "prsm", "causal_map"))
    if output.is_file():
        again = tmp_path / f"weer{FORMS[form]}"
        assert main(["export", CASE, flag(form), "-o", str(again)]) == 0
        assert output.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("name", ["x.xlsx", "x.json", "x.graphml", "x.GEXF"])
def test_the_name_of_the_file_may_choose_the_form(name: str, tmp_path: Path) -> None:
    assert main(["export", CASE, "-o", str(tmp_path / name)]) == 0
    if not name.endswith("xlsx"):
        assert import_exchange(tmp_path / name).case == ck.example("twaalf-regels")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "x.iets"], "kies één vorm"),
        (["--gexf", "--kumu", "-o", "x.gexf"], "kies één vorm"),
        (["--prsm", "-o", "x.json"], "eindigt niet op .xlsx"),
        (["--gexf"], "-o"),
    ],
)
def test_a_form_that_is_not_clear_is_wrong_usage(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", CASE, *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["graphml", "csv"])
def test_what_is_there_stays_unless_asked_otherwise(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / f"uit{FORMS[form]}"
    command = ["export", CASE, flag(form), "-o", str(output)]
    assert main(command) == 0
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert main(command) == 1
    assert "--replace" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
    assert main([*command, "--replace"]) == 0
    assert sorted(tmp_path.rglob("*")) == sorted(before)


def test_with_json_the_outcome_is_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = str(tmp_path / "k.json")
    assert main(["export", CASE, "--kumu", "-o", output, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "case": "twaalf-regels",
        "form": "kumu",
        "files": [output],
        "read_back": True,
    }


def test_a_case_that_cannot_be_read_is_not_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("actors: [{id: a}]\n", encoding="utf-8")
    assert main(["export", str(case), "--gexf", "-o", str(tmp_path / "x.gexf")]) == 1
    assert not (tmp_path / "x.gexf").exists()
    assert "touchpoints" in capsys.readouterr().err
