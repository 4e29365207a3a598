"""`casekit code`: what people decide together keeps who decided it, and a workbook that is older than its file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casekit.cli import main
from casekit.read.coding_file import load_codings

ROOT = Path(__file__).parents[2]
WHY = ("--why", "Er kwam niets.")
ON = ("--on", "2026-03-04")
BOTH = ("--decided-by", "docent", "--decided-by", "ervaringsdeskundige")


@pytest.fixture
def case(tmp_path: Path) -> str:
    return str(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "cases" / "twaalf-regels"))


@pytest.fixture
def run(case: str, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["code", case, *words])
        shown = capsys.readouterr()
        return code, " ".join(shown.out.split()) if "--json" not in words else shown.out, " ".join(shown.err.split())

    return run


def decide(run: Any, stall: str, cause: str, *more: str) -> tuple[int, str, str]:
    found: tuple[int, str, str] = run("--consensus", "--stall", stall, "--cause", cause, *WHY, *more)
    return found


def test_a_later_decision_leaves_who_decided_the_earlier_one(run: Any, case: str) -> None:
    decide(run, "K01-t1", "U3", *BOTH, *ON)
    decide(run, "K01-t10", "O3", "--decided-by", "docent", "--on", "2026-04-05")
    (together,), _ = load_codings(case)
    assert [together.decided(row) for row in together.codes] == [
        (("docent", "ervaringsdeskundige"), "2026-03-04"), (("docent",), "2026-04-05"),
    ]  # fmt: skip
    stalls = json.loads(run("--json")[1])["stalls"]
    assert [row["decided_by"] for one in stalls for row in one["consensus"]] == [
        ["docent", "ervaringsdeskundige"], ["docent"],
    ]  # fmt: skip
    out = run()[1]
    assert "Samen besloten door docent, ervaringsdeskundige op 2026-03-04: U3" in out
    assert "Vastgelegd door één rol (docent) op 2026-04-05: O3" in out
    assert "Samen besloten door docent op" not in out


def test_a_file_from_before_has_its_own_deciders_for_every_row_and_keeps_them(run: Any, case: str) -> None:
    folder = Path(case) / "codings"
    folder.mkdir()
    (folder / "consensus.yaml").write_text(
        "decided_by: [bewoner, docent]\ndecided_on: 2026-01-02\ncodes:\n- {stall: K01-t1, cause: U3}\n",
        encoding="utf-8",
    )
    decide(run, "K01-t10", "O3", *BOTH, *ON)
    (together,), _ = load_codings(case)
    assert [together.decided(row)[0] for row in together.codes] == [
        ("bewoner", "docent"), ("docent", "ervaringsdeskundige"),
    ]  # fmt: skip


def test_others_who_decide_in_a_workbook_decide_what_comes_with_it(run: Any, case: str, tmp_path: Path) -> None:
    decide(run, "K01-t1", "U3", *BOTH, *ON)
    file = str(tmp_path / "samen.xlsx")
    run("--consensus", "--workbook", file)
    book = openpyxl.load_workbook(file)
    next(row[1] for row in book["Uitleg"].iter_rows() if row[0].value == "Samen besloten door").value = "bewoner"
    book["Haperingen"]["C3"] = "O3 Overdracht mislukt"
    book.save(file)
    code, _, err = run("--from", file)
    assert (code, err) == (0, "")
    (together,), _ = load_codings(case)
    assert [together.decided(row)[0] for row in together.codes] == [("docent", "ervaringsdeskundige"), ("bewoner",)]


def test_another_cause_at_a_stall_that_was_decided_is_told_with_how_to_take_the_first_away(run: Any) -> None:
    assert "komt erbij" not in decide(run, "K01-t1", "O1", *BOTH)[1]
    out = decide(run, "K01-t1", "U6", *BOTH)[1]
    assert "Er stond al O1 bij deze hapering; U6 komt erbij." in out
    assert "consensus.yaml" in out
    assert "komt erbij" not in decide(run, "K01-t1", "U6", *BOTH)[1]


@pytest.mark.parametrize(
    ("header", "value", "field"),
    [
        ("Bewijs hapering: contactmomenten", "t1; t2", "'Bewijs'"),
        ("Bewijs hapering: bron", "rapport", "'Bewijs'"),
        ("Andere uitleg", "het was druk", "'Andere uitleg'"),
    ],
)
def test_correcting_a_workbook_that_was_read_back_already_asks_for_a_new_one(
    run: Any, case: str, tmp_path: Path, header: str, value: str, field: str
) -> None:
    file = str(tmp_path / "a.xlsx")
    run("--coder", "codeur-a", "--workbook", file)

    def fill(**cells: str) -> None:
        book = openpyxl.load_workbook(file)
        page = book["Haperingen"]
        places = {cell.value: cell.column for cell in page[1]}
        for name, said in cells.items():
            page.cell(2, places[name], said)
        book.save(file)

    first = {"Oorzaak": "U3", "Andere uitleg": "vakantie", "Bewijs hapering: soort": "document"}
    fill(**first, **{"Bewijs hapering: bron": "dossier", "Bewijs hapering: contactmomenten": "t1"})
    assert run("--from", file)[0] == 0
    before = (Path(case) / "codings" / "codeur-a.yaml").read_bytes()
    assert run("--from", file)[0] == 0
    fill(**{header: value})
    code, _, err = run("--from", file)
    assert (code, field in err, "nieuw werkboek met --workbook" in err) == (1, True, True)
    assert (Path(case) / "codings" / "codeur-a.yaml").read_bytes() == before


@pytest.mark.parametrize(("name", "verdict"), [("twaalf-regels", "possible"), ("bijstand-aanvraag", "certain")])
def test_a_stall_that_is_only_possible_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, verdict: str
) -> None:
    case = str(shutil.copytree(ROOT / "cases" / name, tmp_path / name))
    main(["code", case, "--json"])
    verdicts = {one["stall"]: one["verdict"] for one in json.loads(capsys.readouterr().out)["stalls"]}
    assert set(verdicts.values()) == {verdict}
    main(["code", case])
    out = " ".join(capsys.readouterr().out.split())
    file = tmp_path / "a.xlsx"
    main(["code", case, "--coder", "codeur-x", "--workbook", str(file)])
    page = openpyxl.load_workbook(file)["Haperingen"]
    said = {row[0]: str(row[1]) for row in page.iter_rows(min_row=2, values_only=True) if "(dez" not in str(row[1])}
    for key in verdicts:
        assert (f"{key} (mogelijk)" in out) == ("(mogelijk)" in said[key]) == (verdict == "possible")


def test_the_workbook_of_a_case_without_issues_leaves_no_empty_place(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    run("--coder", "codeur-a", "--workbook", str(file))
    page = openpyxl.load_workbook(file)["Haperingen"]
    assert not any(", )" in str(cell.value) for cell in page["B"])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x00", b"# " + b"x" * 1_100_000])
@pytest.mark.parametrize("name", ["codings/codeur-a.yaml", "votes/sessie-1.yaml", "causes.yaml"])
def test_a_small_file_that_cannot_be_read_is_not_told_as_if_it_were_a_case(
    run: Any, case: str, name: str, content: bytes
) -> None:
    path = Path(case) / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    code, _, err = run()
    assert code == 1
    assert Path(name).name in err
    assert not any(word in err for word in ("actors", "touchpoints", "case.yaml", "contactmomenten"))


def test_a_source_that_the_case_does_not_have_is_told_with_those_that_it_has(run: Any, case: str) -> None:
    file = Path(case) / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\nsources: [{id: gespreksverslag}]\n", encoding="utf-8")
    run("--coder", "codeur-a", "--stall", "K01-t1", "--cause", "U3", *WHY, "--evidence", "hapering=document:rapport")
    assert "gespreksverslag" in run()[2]
