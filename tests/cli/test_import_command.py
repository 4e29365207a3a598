"""`casekit import`: a case folder from a chronology, with a report, and never over something that is there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

import casekit as ck
from casekit.cli import main

DATA = {
    "id": "uit-json",
    "title": "Een brief zonder antwoord",
    "actors": [{"id": "r", "kind": "resident"}, {"id": "g", "kind": "municipality"}],
    "touchpoints": [
        {"id": "t1", "date": "2020-01-10", "order": 1, "from": "r", "to": "g", "kind": "letter", "colour": "blue"},
        {"id": "t2", "date": None, "order": 2, "from": "g", "to": "r", "kind": "waiting", "summary": "Vijf maanden."},
    ],
    "findings": [{"what": "conclusie"}],
}


@pytest.fixture
def chronology(tmp_path: Path) -> Path:
    path = tmp_path / "bron.json"
    path.write_text(json.dumps(DATA), encoding="utf-8")
    return path


def test_it_makes_a_folder_with_the_case_and_says_what_it_did(
    chronology: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = chronology.parent / "nieuw"
    assert main(["import", str(chronology), "--output", str(output)]) == 0
    out, err = capsys.readouterr()
    assert "2 actoren, 2 contactmomenten" in out
    assert "'findings' is niet overgenomen" in err
    assert "'colour' van t1" in err
    assert "t1 + ~5 months" in err
    case = ck.read_case(output / "uit-json")
    assert [t.id for t in case.touchpoint_list] == ["t1", "t2"]
    assert "conclusie" not in (output / "uit-json" / "case.yaml").read_text(encoding="utf-8")


def test_the_same_chronology_gives_the_same_bytes_and_stays_as_it_was(chronology: Path) -> None:
    before = chronology.read_bytes()
    files = []
    for name in ("a", "b"):
        assert main(["import", str(chronology), "--output", str(chronology.parent / name)]) == 0
        files.append((chronology.parent / name / "uit-json" / "case.yaml").read_bytes())
    assert files[0] == files[1]
    assert chronology.read_bytes() == before


def test_a_case_that_is_already_there_is_not_overwritten_and_others_stay(chronology: Path) -> None:
    output = chronology.parent / "cases"
    (output / "ander").mkdir(parents=True)
    assert main(["import", str(chronology), "--output", str(output)]) == 0
    file = output / "uit-json" / "case.yaml"
    file.write_text("van mij", encoding="utf-8")
    assert main(["import", str(chronology), "--output", str(output)]) == 1
    assert file.read_text(encoding="utf-8") == "van mij"
    assert sorted(os.listdir(output)) == ["ander", "uit-json"]


def test_the_report_comes_as_json_too(chronology: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(chronology), "--output", str(chronology.parent), "--json", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    data: dict[str, Any] = json.loads(out)
    assert err == ""
    assert (data["case"], data["actors"], data["touchpoints"]) == ("uit-json", 2, 2)
    assert Path(data["file"]).is_file()
    assert [line["code"] for line in data["report"]] == ["left_out", "kept_in_note", "when_from_words"]


@pytest.mark.parametrize("name", ["../weg", "a/b", "..", ""])
def test_an_id_that_leads_out_of_the_folder_is_refused_and_nothing_is_written(chronology: Path, name: str) -> None:
    chronology.write_text(json.dumps(DATA | {"id": name}), encoding="utf-8")
    assert main(["import", str(chronology), "--output", str(chronology.parent / "in")]) == 1
    assert os.listdir(chronology.parent) == ["bron.json"]
