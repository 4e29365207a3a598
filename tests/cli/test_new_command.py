"""`casekit new` makes a case to start from, and never writes over one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.cli.frame import run


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_new_case_passes_the_check_and_gives_a_figure(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", "huur-en-toeslag", "--output", str(tmp_path), "--lang", lang]) == 0
    folder = tmp_path / "huur-en-toeslag"
    assert [path.name for path in folder.iterdir()] == ["case.yaml"]
    told = capsys.readouterr().out
    assert str(folder / "case.yaml") in told
    assert f"casekit check {folder}" in told
    assert run(["check", str(folder), "--lang", lang]) == 0
    assert run(["stalls", str(folder), "--json"]) == 0
    capsys.readouterr()
    picture = tmp_path / "beeld.svg"
    assert run(["figure", "network", str(folder), "-o", str(picture)]) == 0
    assert picture.stat().st_size > 1000


def test_without_output_it_stands_where_you_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "casus-1"]) == 0
    assert run(["new", "casus-1", "--excel"]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"casus-1", "casus-1.xlsx"}


def test_a_workbook_says_how_to_bring_it_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "casus-1", "--excel", "--output", str(tmp_path / "nieuw")]) == 0
    file = tmp_path / "nieuw" / "casus-1.xlsx"
    assert file.read_bytes()[:2] == b"PK"
    assert f"casekit import {file}" in capsys.readouterr().out


def test_as_json_only_json_comes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "casus-1", "--output", str(tmp_path), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data == {"case": "casus-1", "file": str(tmp_path / "casus-1" / "case.yaml")}


@pytest.mark.parametrize("excel", [[], ["--excel"]])
def test_what_is_there_stays_as_it_is(excel: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["new", "casus-1", "--output", str(tmp_path), *excel]
    assert run(arguments) == 0
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    before = file.read_bytes()
    capsys.readouterr()
    assert run([*arguments, "--lang", "en"]) == 1
    assert file.read_bytes() == before
    assert "something is already here" in capsys.readouterr().err


def test_an_empty_folder_and_a_link_that_leads_nowhere_are_something(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "weg")
    (tmp_path / "Excel-bestand.xlsx").symlink_to(tmp_path / "weg.xlsx")
    assert run(["new", "leeg", "--output", str(tmp_path)]) == 1
    assert run(["new", "link", "--output", str(tmp_path)]) == 1
    assert run(["new", "Excel-bestand", "--excel", "--output", str(tmp_path)]) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"leeg", "link", "Excel-bestand.xlsx"}


@pytest.mark.parametrize(
    "name",
    ["..", ".", "", " ", "a/b", "../weg", "/weg", "nul", "CON", "aux.x", "casus.", "x" * 300, "a\nb", "~", "-"],
)
def test_a_name_that_cannot_be_a_folder_everywhere_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = tmp_path / "hier"
    inside.mkdir()
    assert run(["new", "--output", str(inside), "--", name]) == 1
    assert "kan geen naam van een casus zijn" in capsys.readouterr().err
    assert list(tmp_path.rglob("*")) == [inside]


def test_a_file_where_the_folder_should_come_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    assert run(["new", "casus", "--output", str(tmp_path / "bestand")]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_the_help_asks_for_a_subject_or_a_role_and_not_for_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "--help"]) == 0
    assert "nooit de naam van een persoon" in " ".join(capsys.readouterr().out.split())
