"""`casekit code`: how far the coding is, one cause written down, and the workbook that goes out and comes back."""

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


@pytest.fixture
def case(tmp_path: Path) -> str:
    return str(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "cases" / "twaalf-regels"))


@pytest.fixture
def run(case: str, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["code", case, *words])
        shown = capsys.readouterr()
        return code, shown.out, " ".join(shown.err.split())

    return run


def add(run: Any, coder: str, cause: str, *more: str, stall: str = "K01-t1") -> tuple[int, str, str]:
    found: tuple[int, str, str] = run("--coder", coder, "--stall", stall, "--cause", cause, *ON, *more)
    return found


@pytest.mark.parametrize(("lang", "nobody"), [("nl", "Nog niemand."), ("en", "Nobody yet.")])
def test_before_anybody_codes_the_stalls_are_listed_and_how_to_begin(run: Any, lang: str, nobody: str) -> None:
    code, out, err = run("--lang", lang)
    assert (code, err) == (0, "")
    assert nobody in out
    assert all(key in out for key in ("K01-t1", "K01-t10", "K07-t5-t7-t9"))
    assert "--workbook" in out


def test_a_cause_is_written_down_in_the_file_of_the_coder(run: Any, case: str) -> None:
    words = ["--role", "docent", "--blind", "--precondition", "te weinig tijd", "--changer", "team", "--stress", "ja"]
    words += ["--evidence", "hapering,oorzaak=document:dossier:t1", "--rival", "kwijt|hoop|a|b|afgevallen"]
    code, out, _ = add(run, "codeur-a", "termijn overschreden of stilstand", *WHY, *words, "--effect", "niet weten")
    assert code == 0
    assert "U3 Termijn overschreden of stilstand" in out
    (coding,), _ = load_codings(case)
    (row,) = coding.codes
    assert (coding.role, coding.coded_on, coding.blind) == ("docent", "2026-03-04", True)
    assert (row.cause, row.precondition, row.changer, row.stress, row.effect) == (
        "U3", "no_time", "team", True, ("not_knowing",),
    )  # fmt: skip
    assert (row.evidence[0].link, row.evidence[0].touchpoints) == (("stall", "cause"), ("t1",))
    assert (row.rivals[0].test, row.rivals[0].result) == ("hoop", "rejected")


def test_a_second_time_extends_the_row_and_says_what_was_there(run: Any, case: str) -> None:
    add(run, "codeur-a", "U3", *WHY, "--evidence", "hapering=document:dossier")
    _, out, _ = add(run, "codeur-a", "U3", "--why", "Beter gezegd.", "--evidence", "oorzaak=data")
    assert "Stond er eerder bij 'Waarom': Er kwam niets." in out
    (row,) = load_codings(case)[0][0].codes
    assert (row.rationale, [one.kind for one in row.evidence]) == ("Beter gezegd.", ["document", "data"])


def test_who_codes_does_not_see_what_others_coded_unless_asked(run: Any) -> None:
    add(run, "codeur-a", "O3", *WHY)
    for words in (("--blind",), ("--json",)):
        _, out, _ = add(run, "codeur-b", "U3", *WHY, *words)
        assert "codeur-a" not in out
        assert "O3" not in out
    assert "codeur-a: O3" in add(run, "codeur-b", "U3", *WHY, "--peek")[1]
    own = run("--coder", "codeur-b")[1]
    assert "codeur-b: U3" in own
    assert "codeur-a" not in own
    assert "codeur-a: O3" in run("--coder", "codeur-b", "--peek")[1]


def test_the_state_says_where_people_agree_and_what_is_left(run: Any) -> None:
    for coder, cause in (("codeur-a", "O3"), ("codeur-a", "U3"), ("codeur-b", "U3")):
        add(run, coder, cause, *WHY)
    data = json.loads(run("--json")[1])
    first = next(one for one in data["stalls"] if one["stall"] == "K01-t1")
    assert [row["cause"] for row in first["codes"]["codeur-a"]] == ["O3", "U3"]
    assert first["codes"]["codeur-b"][0]["label"] == "Termijn overschreden of stilstand"
    assert (first["agreed"], first["disputed"], first["consensus"]) == (["U3"], ["O3"], [])
    assert data["uncoded"] == ["K01-t10", "K07-t5-t7-t9"]
    assert data["orphaned"] == []
    assert [one["coder"] for one in data["coders"]] == ["codeur-a", "codeur-b"]
    out = run()[1]
    assert "Eens: U3" in out
    assert "Nog niet eens: O3" in out
    assert "--consensus" in out


def test_what_people_decide_together_says_who_decided(run: Any, case: str) -> None:
    add(run, "codeur-a", "O3", *WHY)
    words = ("--consensus", "--stall", "K01-t1", "--cause", "U3", *WHY)
    code, _, err = run(*words)
    assert code == 1
    assert "decided_by" in err
    assert not (Path(case) / "codings" / "consensus.yaml").exists()
    assert run(*words, *ON, "--decided-by", "docent", "--decided-by", "bewoner")[0] == 0
    assert run("--consensus", "--stall", "K01-t10", "--cause", "O3", *WHY)[0] == 0
    data = json.loads(run("--json")[1])
    assert data["consensus"] == {"decided_by": ["docent", "bewoner"], "decided_on": "2026-03-04"}
    first = next(one for one in data["stalls"] if one["stall"] == "K01-t1")
    assert ([row["cause"] for row in first["consensus"]], first["agreed"]) == (["U3"], ["U3"])


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_saved(run: Any, case: str) -> None:
    words = ["--changer", "managment", "--stress", "mag", "--evidence", "los", "--evidence", "hap=doc:x:t99"]
    code, _, err = run(
        "--coder", "codeur-a", "--stall", "K01-t2", "--cause", "O33", *words, "--rival", "|", "--on", "gisteren"
    )
    assert code == 1
    told = (
        "K01-t1'?",
        "'O3'?",
        "'management'?",
        "'stress'",
        "SCHAKEL=SOORT",
        "'hap'",
        "'doc'",
        "'t99'",
        "UITLEG|",
        "--on",
    )
    assert [word for word in told if word not in err] == []
    assert not (Path(case) / "codings").exists()


def test_problems_as_json_keep_stdout_for_json(run: Any) -> None:
    code, out, _ = add(run, "codeur-a", "O33", "--json")
    assert (code, json.loads(out)["problems"][0]["code"]) == (1, "unknown_cause")


@pytest.mark.parametrize(
    "words",
    [
        ("--stall", "K01-t1"),
        ("--stall", "K01-t1", "--cause", "U3"),
        ("--coder", "a", "--cause", "U3"),
        ("--workbook", "a.xlsx"),
        ("--coder", "a", "--workbook", "a.xlsx", "--from", "b.xlsx"),
        ("--coder", "a", "--consensus"),
        ("--coder", "a", "--blind", "--peek"),
        ("--coder", "a", "--decided-by", "docent"),
        ("--coder", "a", "--why", "zomaar"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(run: Any, words: tuple[str, ...]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert "casekit code --help" in err


@pytest.mark.parametrize("coder", ["Voornaam-Achternaam", "Voornaam"])
def test_a_coder_that_looks_like_a_person_is_refused_wherever_something_is_written(
    run: Any, case: str, tmp_path: Path, coder: str
) -> None:
    file = tmp_path / "x.xlsx"
    code, _, err = add(run, coder, "U3", *WHY)
    assert (code, "lijkt op de naam van een persoon" in err, coder in err) == (1, True, False)
    assert run("--coder", coder, "--workbook", str(file))[0] == 1
    assert not file.exists()
    run("--coder", "codeur-a", "--workbook", str(file))
    book = openpyxl.load_workbook(file)
    next(row[1] for row in book["Uitleg"].iter_rows() if row[0].value == "Codeur").value = coder
    book["Haperingen"]["C2"] = "O3 Overdracht mislukt"
    book.save(file)
    code, _, err = run("--from", str(file))
    assert (code, "lijkt op de naam van een persoon" in err) == (1, True)
    assert not (Path(case) / "codings").exists()


# --- The workbook


def test_a_workbook_goes_out_is_filled_in_and_comes_back(run: Any, case: str, tmp_path: Path) -> None:
    file = str(tmp_path / "a.xlsx")
    add(run, "codeur-a", "U3", *WHY, "--changer", "team")
    assert run("--coder", "codeur-a", "--workbook", file)[0] == 0
    book = openpyxl.load_workbook(file)
    page = book["Haperingen"]
    assert [row[0] for row in page.iter_rows(min_row=2, max_row=4, values_only=True)] == [
        "K01-t1",
        "K01-t10",
        "K07-t5-t7-t9",
    ]
    page["D2"] = "Anders gezegd."
    page["C3"] = "O3 Overdracht mislukt"
    book.save(file)
    code, out, _ = run("--from", file)
    assert (code, "2 oorzaken" in out) == (0, True)
    (coding,), _ = load_codings(case)
    assert [(row.stall, row.cause, row.rationale, row.changer) for row in coding.codes] == [
        ("K01-t1", "U3", "Anders gezegd.", "team"),
        ("K01-t10", "O3", None, None),
    ]


def test_a_workbook_that_is_there_is_never_overwritten(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"werk")
    code, _, err = run("--coder", "codeur-a", "--workbook", str(file))
    assert (code, file.read_bytes()) == (1, b"werk")
    assert "kan werk in staan" in err
    assert run("--coder", "codeur-a", "--workbook", str(tmp_path / "a.csv"))[0] == 1


def test_when_the_file_changed_meanwhile_a_difference_is_refused_with_both_places(
    run: Any, case: str, tmp_path: Path
) -> None:
    file = str(tmp_path / "a.xlsx")
    add(run, "codeur-a", "U3", *WHY)
    run("--coder", "codeur-a", "--workbook", file)
    add(run, "codeur-a", "U3", "--why", "Intussen veranderd.")
    before = (Path(case) / "codings" / "codeur-a.yaml").read_bytes()
    code, _, err = run("--from", file)
    assert code == 1
    assert "blad Haperingen, cel C2" in err
    assert "codeur-a.yaml" in err
    assert "'Waarom'" in err
    assert (Path(case) / "codings" / "codeur-a.yaml").read_bytes() == before


def test_what_the_workbook_does_not_have_stays_and_is_told(run: Any, case: str, tmp_path: Path) -> None:
    file = str(tmp_path / "a.xlsx")
    run("--coder", "codeur-a", "--workbook", file)
    add(run, "codeur-a", "U3", *WHY)
    code, _, err = run("--from", file)
    assert code == 0
    assert "U3 (K01-t1)" in err
    assert [row.cause for row in load_codings(case)[0][0].codes] == ["U3"]


def test_the_workbook_of_another_case_or_coder_is_refused(run: Any, case: str, tmp_path: Path) -> None:
    file = str(tmp_path / "a.xlsx")
    assert run("--coder", "codeur-a", "--workbook", file)[0] == 0
    assert run("--coder", "codeur-b", "--from", file)[0] == 1
    other = shutil.copytree(ROOT / "cases" / "huur-verwijzing-kwijt", Path(case).parent / "ander")
    assert main(["code", str(other), "--from", file]) == 1
