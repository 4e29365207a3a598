"""`casekit draft`: from a narrative to a table, and from the completed table to a case."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import casekit as ck
from casekit.cli.frame import run

STORY = """# 2021

Vooraf: dit is verzonnen.

- 5 maart: moeder vraagt bijstand aan bij de gemeente
- een week later: zij belt de gemeente
- 20 april: de gemeente wijst de aanvraag af
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "verhaal.md").write_text(STORY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def headers(page: Any) -> dict[str, int]:
    return {str(cell.value).rstrip(" *"): cell.column for cell in page[1]}


def test_the_table_can_be_completed_and_becomes_a_case(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", "verhaal.md", "-o", "huur.xlsx"]) == 0
    assert "5 stukken tekst gelezen: 3 rijen en 2 bij de rest." in capsys.readouterr().out
    book = openpyxl.load_workbook("huur.xlsx")
    page = book["Contactmomenten"]
    at = headers(page)
    page.cell(3, at["van"]).value, page.cell(3, at["soort"]).value = "moeder", "navraag"
    page.cell(4, at["naar"]).value = "moeder"
    book.save("huur.xlsx")
    assert run(["import", "huur.xlsx", "--output", "cases"]) == 0
    told = capsys.readouterr().err
    assert "voorstel van de kit" in told
    case = ck.read_case("cases/huur")
    assert [(t.when, t.kind, t.from_) for t in case.touchpoint_list] == [
        ("2021-03-05", "application", "moeder"), ("t1 + 1 week", "chase", "moeder"),
        ("2021-04-20", "refusal", "gemeente"),
    ]  # fmt: skip
    assert [actor.kind for actor in case.actor_list] == ["resident", "municipality"]
    assert case.touchpoint_list[1].link_basis == "inferred"
    assert not case.touchpoint_list[0].model_extra


def test_every_guess_has_a_colour_and_the_words_it_rests_on(folder: Path) -> None:
    assert run(["draft", "verhaal.md", "-o", "huur.xlsx"]) == 0
    book = openpyxl.load_workbook("huur.xlsx")
    page = book["Contactmomenten"]
    at = headers(page)
    coloured = page.cell(2, at["soort"]).fill.fgColor.rgb
    assert coloured != page.cell(2, at["wat gebeurde er"]).fill.fgColor.rgb
    assert page.cell(3, at["van"]).fill.fgColor.rgb == coloured
    assert 'soort: gezien aan "vraagt bijstand aan"' in page.cell(2, at["voorstel van de kit"]).value
    assert "van: open: wie zij" in page.cell(3, at["voorstel van de kit"]).value
    assert [row[1].value for row in book["Rest"].iter_rows(min_row=2)] == ["2021", "Vooraf: dit is verzonnen."]


def test_as_csv_the_actors_and_the_rest_come_beside_the_touchpoints(folder: Path) -> None:
    assert run(["draft", "verhaal.md", "-o", "huur.csv"]) == 0
    assert (folder / "huur.csv").read_bytes().startswith(b"\xef\xbb\xbfid;wanneer;")
    with (folder / "huur.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["soort"] for row in rows] == ["aanvraag", "", "afwijzing"]
    for row in rows:
        row |= {"van": row["van"] or "moeder", "naar": row["naar"] or "moeder", "soort": row["soort"] or "navraag"}
    with (folder / "huur.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    assert run(["import", "huur.csv", "huur-actoren.csv", "--id", "huur", "--output", "cases"]) == 0
    assert len(ck.read_case("cases/huur").touchpoint_list) == 3
    assert "Vooraf" in (folder / "huur-rest.csv").read_text(encoding="utf-8-sig")


def test_the_json_has_every_row_with_its_proposals(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["draft", "verhaal.md", "-o", "t.xlsx", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["read"] == len(data["rows"]) + len(data["rest"]) == 5
    first = data["rows"][0]
    assert (first["when"], first["kind"], first["from"], first["to"]) == (
        "2021-03-05",
        "application",
        "moeder",
        ["gemeente"],
    )
    assert {"field": "kind", "basis": "seen", "words": "vraagt bijstand aan"}.items() <= first["proposals"][1].items()
    assert data["open"] == {"from": 1, "to": 1, "kind": 1, "when": 0}


def test_a_slash_date_is_read_once_the_user_says_how(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("s.txt").write_text("01/02/2021: moeder belt de gemeente", encoding="utf-8")
    assert run(["draft", "s.txt", "-o", "a.xlsx", "--accept", "day_first", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"][0]["when"] == "2021-02-01"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["verhaal.md"], 2), (["verhaal.md", "-o", "x.docx"], 2), (["weg.md", "-o", "x.xlsx"], 1),
        (["verhaal.md", "-o", "verhaal.csv", "--lang", "en"], 0),
    ],
)  # fmt: skip
def test_exit_codes(folder: Path, arguments: list[str], code: int) -> None:
    assert run(["draft", *arguments]) == code


def test_what_is_there_already_is_never_overwritten(folder: Path) -> None:
    Path("huur-rest.csv").write_text("van mij", encoding="utf-8")
    assert run(["draft", "verhaal.md", "-o", "huur.csv"]) == 1
    assert Path("huur-rest.csv").read_text(encoding="utf-8") == "van mij"
    assert not Path("huur.csv").exists()
