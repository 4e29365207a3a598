"""`casekit privacy`: what is recognisable, line by line, at a gate, and what was decided; never what stands there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from casekit.text import LANGUAGES
from tests.privacy.hiding import SECRETS, case_text, write

SECRET = "111222333"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert SECRET not in said.out + said.err
        assert "Pietersen" not in said.out + said.err
        return code, said.out, said.err

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case with one thing that may never leave and two places with a word to decide on."""
    folder = tmp_path / "casus"
    write(
        folder,
        "case.yaml",
        case_text(comment=f"# BSN {SECRET}", title="bij mevrouw Pietersen", label="mevrouw Pietersen"),
    )
    return folder


# --- Looking


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_place_is_told_with_kind_mask_and_what_to_do_and_that_the_kit_does_not_see_all(
    run: Any, folder: Path, lang: str
) -> None:
    code, out, err = run("privacy", str(folder), "--lang", lang)
    assert (code, err) == (0, "")
    assert "case.yaml:1:7" in out
    assert {"nl": "9 cijfers", "en": "9 digits"}[lang] in out
    assert {"nl": "Mag niet mee: 1. Nog bevestigen: 2.", "en": "May not leave: 1. Still to confirm: 2."}[lang] in out
    assert {"nl": "De kit ziet niet alles", "en": "does not see everything"}[lang] in out


def test_as_json_a_finding_has_its_place_and_no_text(run: Any, folder: Path) -> None:
    code, out, err = run("privacy", str(folder), "--json")
    data = json.loads(out)
    assert (code, err, list(data)) == (0, "", ["case", "findings", "unread", "counts"])
    bsn = next(one for one in data["findings"] if one["severity"] == "BLOCK")
    assert {key: bsn[key] for key in ("kind", "file", "line", "column", "cell", "start", "end", "decided")} == {
        "kind": "bsn", "file": "case.yaml", "line": 1, "column": 7, "cell": None, "start": 5, "end": 14,
        "decided": False,
    }  # fmt: skip
    assert data["counts"] == {"BLOCK": 1, "CONFIRM": 2, "NOTE": 0, "decided": 0, "unread": 0}


def test_several_are_told_together_and_a_file_that_is_no_case_too(run: Any, folder: Path, tmp_path: Path) -> None:
    write(tmp_path, "brief.txt", f"BSN {SECRET}")
    code, out, _ = run("privacy", str(folder), str(tmp_path / "brief.txt"), "--json")
    first, second = json.loads(out)["cases"]
    assert (code, "case" in first, "file" in second) == (0, True, True)


@pytest.mark.parametrize(("gate", "text", "code"), [
    ("library", f"BSN {SECRET}", 1), ("release", f"BSN {SECRET}", 1),
    ("library", "mevrouw Pietersen", 0), ("release", "mevrouw Pietersen", 1), ("release", "niets", 0),
])  # fmt: skip
def test_a_gate_can_be_tried(run: Any, gate: str, text: str, code: int, tmp_path: Path) -> None:
    write(tmp_path, "case.yaml", case_text(summary=text))
    for words in ([], ["--json"]):
        assert run("privacy", str(tmp_path), "--gate", gate, *words)[0] == code
    assert json.loads(run("privacy", str(tmp_path), "--gate", gate, "--json")[1])["gate"] == {
        "name": gate, "refused": bool(code),
    }  # fmt: skip


# --- Line by line


def test_lines_are_split_at_line_ends_only_and_counted_in_signs_as_typed(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "verhaal.md"
    file.write_bytes(f"é😀 BSN {SECRET}\r\nniets\u2028nog\n\nmail jan@voorbeeld.example".encode())
    code, out, err = run("privacy", "--lines", str(file), "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "lines": [
            {"line": 1, "findings": [{"kind": "bsn", "severity": "BLOCK", "start": 7, "end": 16}]},
            {"line": 2, "findings": []},
            {"line": 3, "findings": []},
            {"line": 4, "findings": [{"kind": "email", "severity": "BLOCK", "start": 5, "end": 26}]},
        ]
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_can_be_read_by_people_too(run: Any, tmp_path: Path, lang: str) -> None:
    write(tmp_path, "a.txt", f"niets\nBSN {SECRET}")
    code, out, _ = run("privacy", "--lines", str(tmp_path / "a.txt"), "--lang", lang)
    assert code == 0
    assert out.startswith({"nl": "Regel 2, teken 4 tot 13", "en": "Line 2, sign 4 to 13"}[lang])


@pytest.mark.parametrize(("content", "code"), [(b"goed\nfout \xff", 1), (b"x" * 5_000_001, 1), (b"", 0)])
def test_lines_that_cannot_be_read_are_one_clear_message(run: Any, tmp_path: Path, content: bytes, code: int) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    found, out, err = run("privacy", "--lines", str(tmp_path / "a.txt"), "--json")
    assert (found, len(err.splitlines())) == (code, code)
    assert list(json.loads(out)) == ["problems" if code else "lines"]


# --- Deciding and replacing

ABOUT = ("--reason", "een functie", "--by", "docent", "--on", "2026-11-20")


def test_a_word_is_kept_by_its_place_and_then_asks_nothing_more(run: Any, folder: Path) -> None:
    out = run("privacy", str(folder), "--json")[1]
    place = next(one["place"] for one in json.loads(out)["findings"] if one["severity"] == "CONFIRM")
    assert run("privacy", str(folder), "--keep", place, *ABOUT)[0] == 0
    data = json.loads(run("privacy", str(folder), "--json")[1])
    assert (
        data["counts"]["decided"],
        {one["decided"] for one in data["findings"] if one["severity"] == "CONFIRM"},
    ) == (2, {True})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--keep", "case.yaml:1:7", *ABOUT], "mag nooit blijven"),
        (["--keep", "case.yaml:99:1", *ABOUT], "niets gevonden"),
        (["--keep", "case.yaml:3:20", "--reason", "want Pietersen is docent", "--by", "docent"], "--reason"),
        (["--keep", "case.yaml:3:20", "--reason", "x", "--by", "Pietersen"], "--by"),
        (["--replace", "case.yaml:1:7", "--with", f"nr {SECRET}", "--reason", "x", "--by", "docent"], "--with"),
        (["--replace", "case.yaml:1:7", "--with", "06-12345678", "--reason", "x", "--by", "docent"], "--with"),
    ],
)
def test_what_may_not_be_done_is_refused_and_nothing_is_written(
    run: Any, folder: Path, words: list[str], expected: str
) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    code, out, err = run("privacy", str(folder), *words)
    assert (code, out) == (1, "")
    assert expected in err
    assert sorted(path.name for path in folder.rglob("*") if path.suffix != ".lock") == before


def test_a_word_is_replaced_everywhere_with_counts_per_file(run: Any, folder: Path) -> None:
    code, out, _ = run("privacy", str(folder), "--replace", "case.yaml:1:7", "--with", "een nummer", *ABOUT)
    assert code == 0
    assert "case.yaml: 1 keer vervangen." in out
    assert "private/log.yaml" in out.replace("\n", " ")
    kept = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".zip"]
    assert not any(SECRET.encode() in path.read_bytes() for path in kept)


@pytest.mark.parametrize(
    "words",
    [
        [], ["--json"], ["@", "--lines", "a.txt"], ["@", "--keep", "x", "--replace", "y"], ["@", "--keep", "x"],
        ["@", "--keep", "x", "--reason", "y"], ["@", "--replace", "x", "--reason", "y", "--by", "z"],
        ["@", "--keep", "x", "--reason", "a", "--reason", "b", "--by", "c"], ["@", "--gate", "working"],
        ["@", "@", "--keep", "x", *ABOUT],
    ],
)  # fmt: skip
def test_wrong_usage_is_told_before_anything_happens(run: Any, folder: Path, words: list[str]) -> None:
    code, out, err = run("privacy", *(str(folder) if word == "@" else word for word in words))
    assert (code, out) == (2, "")
    assert err.startswith("Fout: ")


# --- The other commands


def test_commands_in_a_working_folder_warn_in_one_line_and_go_on(run: Any, folder: Path, tmp_path: Path) -> None:
    for words in (["stalls"], ["export", "--json-case", "-o", str(tmp_path / "e.json")]):
        code, out, err = run(words[0], str(folder), *words[1:], "--json")
        assert (code, len(err.splitlines())) == (0, 1)
        assert "3 plekken met iets herkenbaars" in err
        assert "herkenbaars" not in out


@pytest.mark.slow
def test_a_figure_warns_in_one_line(run: Any, folder: Path, tmp_path: Path) -> None:
    code, _, err = run("figure", "timeline", str(folder), "-o", str(tmp_path / "f.svg"))
    assert (code, len(err.splitlines())) == (0, 1)
    assert "3 plekken met iets herkenbaars" in err


def test_check_has_what_is_recognisable_among_its_warnings(run: Any, folder: Path) -> None:
    code, out, _ = run("check", str(folder), "--json")
    found = {one["code"]: one["severity"] for one in json.loads(out)["problems"]}
    assert (code, found["privacy_found"], found["privacy_confirm"]) == (0, "warning", "warning")


def test_import_warns_about_what_it_made(run: Any, tmp_path: Path) -> None:
    rows = f"datum;van;naar;soort;samenvatting\n05-03-2021;inwoner;gemeente;aanvraag;BSN {SECRET}\n"
    write(tmp_path, "lijst.csv", rows)
    code, _, err = run("import", str(tmp_path / "lijst.csv"), "--output", str(tmp_path / "uit"), "--id", "c")
    assert code == 0
    assert "(9 cijfers)" in err


@pytest.mark.slow
@pytest.mark.parametrize("kind", SECRETS)
def test_what_goes_out_in_a_figure_or_an_export_is_found_there_again(kind: str, tmp_path: Path, capsys: Any) -> None:
    write(tmp_path / "c", "case.yaml", case_text(title=f"'{SECRETS[kind][0]}'", label=f"'{SECRETS[kind][0]}'"))
    for number, words in enumerate((
        ["figure", "network", "-o", "f.svg"], ["export", "--excel", "-o", "e.xlsx"], ["export", "--csv", "-o", "t"],
        ["export", "--json-case", "-o", "e.json"], ["export", "--graphml", "-o", "e.graphml"],
        ["export", "--gexf", "-o", "e.gexf"], ["export", "--kumu", "-o", "k.json"],
    )):  # fmt: skip
        out = tmp_path / str(number) / words[-1]
        out.parent.mkdir()
        command, *rest = words[:-1]
        name = [rest.pop(0)] if command == "figure" else []
        assert main([command, *name, str(tmp_path / "c"), *rest, str(out)]) == 0
        capsys.readouterr()
        assert main(["privacy", str(out.parent), "--json"]) == 0
        found = json.loads(capsys.readouterr().out)["findings"]
        assert kind in {one["kind"] for one in found}, words
