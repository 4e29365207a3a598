"""`casekit merge`: what is decided is told, and what somebody typed is not lost without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.cli.frame import run
from casekit.notation import case_of
from casekit.read.case_file import read_case
from casekit.write.case_file import case_text

MUNICIPALITY = "t1: corporatie > gemeente  melding @2024-02-19"
LANDLORD = "c1: corporatie > gemeente  melding @2024-02-16"


@pytest.fixture
def merge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A command that joins what two organisations saw of one case."""
    monkeypatch.chdir(tmp_path)
    for name, told in (("gemeente", MUNICIPALITY), ("corporatie", LANDLORD)):
        Path(name).mkdir()
        Path(name, "case.yaml").write_text(case_text(case_of(told).model_copy(update={"id": name})), encoding="utf-8")
    return ["merge", "gemeente", "corporatie", "-o", "samen", "--id", "huur"]


def test_two_rows_stay_two_until_somebody_says_that_they_are_one(
    merge: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(merge) == 0
    assert "c1 = t1" in capsys.readouterr().out
    assert [t.id for t in read_case("samen/huur").touchpoint_list] == ["c1", "t1"]
    assert run([*merge, "--same", "t1=c1", "--update"]) == 0
    assert [t.id for t in read_case("samen/huur").touchpoint_list] == ["t1"]


def test_merging_again_does_not_undo_edits_of_the_joined_case(
    merge: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(merge) == 0
    assert run(["edit", "samen/huur", "--set", "title=Samen gezien"]) == 0
    assert run([*merge, "--update"]) == 1
    assert "case.conflict-1.yaml" in capsys.readouterr().err
    assert read_case("samen/huur").title == "Samen gezien"


def test_merging_again_tells_what_changed(merge: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(merge) == 0
    assert run(["edit", "corporatie", "--set", "title=Huur"]) == 0
    capsys.readouterr()
    assert run([*merge, "--update", "--json"]) == 0
    assert ["title"] in [change["path"] for change in json.loads(capsys.readouterr().out)["changes"]]


def test_a_list_in_which_somebody_wrote_stays(merge: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(merge) == 0
    listed = Path("samen/huur/voorstellen.csv")
    written = listed.read_text(encoding="utf-8") + "nagevraagd: ja\n"
    listed.write_text(written, encoding="utf-8")
    assert run([*merge, "--update"]) == 0
    assert listed.read_text(encoding="utf-8") == written
    assert "voorstellen.2-1.csv" in capsys.readouterr().out
