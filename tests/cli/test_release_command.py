"""`casekit release`: what it prints, its JSON and exit codes, and the list of participants in every form."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from casekit.cli import main
from casekit.examples import example_path
from casekit.text import LANGUAGES
from tests.release.working import ON, working

Run = Callable[..., tuple[int, str, str]]
ON_DAY = ("--on", ON.isoformat())


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, typed in a folder of its own, in which the cases of the kit stand."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(example_path("twaalf-regels"), tmp_path / "cases" / "twaalf-regels")

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["release", *words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return code, said.out, said.err

    return run


def flat(text: str) -> str:
    """A text without its line ends."""
    return " ".join(text.split())


@pytest.mark.parametrize("level", ["O", "A", "W"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_case_of_the_kit_is_released_and_its_checks_are_told(run: Run, lang: str, level: str) -> None:
    code, out, err = run("cases/twaalf-regels", "--level", level, *ON_DAY, "--lang", lang)
    assert code == 0
    assert {"nl": "Fictief:", "en": "Fictional:"}[lang] in out
    assert {"nl": "iets herkenbaars in de bestanden: in orde", "en": "in the files: in order"}[lang] in flat(out)
    assert {"nl": "Laat daarom altijd een tweede lezer", "en": "second reader"}[lang] in flat(out)
    assert yaml.safe_load(Path(f"releases/{level}/twaalf-regels/case.yaml").read_text("utf-8"))["release"] == level
    nobody = {"nl": "niet gekeken wie er in de zaal zit", "en": "not looked at who is in the room"}[lang]
    assert (nobody in err) == (level != "O")


def test_as_json_the_receipt_with_where_it_all_is_and_what_deserves_attention(run: Run) -> None:
    code, out, _ = run("cases/twaalf-regels", "--level", "A", "--to", "atelier", "--to", "raad", *ON_DAY, "--json")
    data = json.loads(out)
    assert code == 0
    assert list(data) == [
        "case", "level", "date", "status", "what_this_is", "recipients", "content_hash", "made_from", "casekit",
        "texts", "checks", "single_out", "folder", "receipt", "kept", "problems",
    ]  # fmt: skip
    assert (data["case"], data["level"], data["date"]) == ("twaalf-regels", "A", "2026-03-02")
    assert data["recipients"] == ["atelier", "raad"]
    assert [one["check"] for one in data["checks"]] == [
        "identifiers", "consent", "member_check", "second_reader", "population", "combination", "earlier_releases",
        "room",
    ]  # fmt: skip
    assert (data["single_out"], data["kept"]) == ([], None)
    assert [one["code"] for one in data["problems"]] == ["release_nobody_named"]
    kept = yaml.safe_load(Path(data["receipt"]).read_text("utf-8"))
    without = ("date", "checks")
    assert {name: data[name] for name in kept if name not in without} == {
        name: value for name, value in kept.items() if name not in without
    }
    assert [one["check"] for one in kept["checks"]] == [one["check"] for one in data["checks"]][:-1]


def test_a_reconstruction_tells_the_households_and_where_the_copy_of_the_receipt_is(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(str(working(tmp_path)), "--level", "A", *ON_DAY)
    assert code == 0
    assert "In het gebied wonen 55.000 huishoudens." in out
    assert "alsof de kenmerken niets met elkaar te maken hebben" in flat(out)
    assert "private/releases/A-2026-03-02.yaml" in out.replace("\n", "")


def test_who_knows_some_touchpoints_is_told_for_the_folder_that_was_named(run: Run) -> None:
    around = str(example_path("twaalf-regels").parent)
    _, out, _ = run("cases/twaalf-regels", "--level", "O", *ON_DAY, "--library", around)
    assert "Tussen de 12 casussen in de map" in out
    assert "wie 4 contactmomenten kent" in out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_for_the_second_reader_is_shown_and_nothing_is_released(run: Run, lang: str) -> None:
    code, out, _ = run("cases/twaalf-regels", "--level", "A", "--checklist", "--lang", lang)
    assert code == 0
    assert out.count("[ ]") > 10
    assert {"nl": "hardop", "en": "aloud"}[lang] in out
    assert "--second-reader" in flat(out)
    assert not Path("releases").exists()
    data = json.loads(run("cases/twaalf-regels", "--level", "A", "--checklist", "--lang", lang, "--json")[1])
    assert (list(data), len(data["points"])) == (["case", "level", "points"], out.count("[ ]"))


def test_the_second_reader_is_written_down_and_then_texts_may_go_along(run: Run, tmp_path: Path) -> None:
    folder = str(working(tmp_path, consent={"readings": None}))
    code, out, err = run(folder, "--level", "A", *ON_DAY)
    assert (code, out) == (1, "")
    assert "geen tweede lezer" in err
    assert run(folder, "--level", "A", "--without-text", *ON_DAY, "-o", "zonder")[0] == 0
    assert "summary" not in Path("zonder/werkcasus/case.yaml").read_text("utf-8")
    assert run(folder, "--level", "A", "--second-reader", "collega", *ON_DAY, "-o", "met")[0] == 0
    assert "summary" in Path("met/werkcasus/case.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", ["zaal.txt", "zaal.csv", "zaal.yaml", "zaal.xlsx"])
def test_the_room_is_read_from_a_list_of_every_sort(run: Run, tmp_path: Path, name: str) -> None:
    folder = working(tmp_path)
    register = "- {organisation: Stichting Voorbeeld, actor: loket_zuid}\n"
    (folder / "private" / "involved.yaml").write_text(register, encoding="utf-8")
    names = ["Woningcorporatie Elders", "Stichting Voorbeeld"]
    if name.endswith("xlsx"):
        from openpyxl import Workbook

        book = Workbook()
        for row in ("organisatie", *names):
            book.worksheets[0].append([row])
        book.save(name)
    else:
        head, before = {"zaal.txt": ("", ""), "zaal.csv": ("organisatie\n", ""), "zaal.yaml": ("", "- ")}[name]
        Path(name).write_text(head + "".join(f"{before}{one}\n" for one in names), encoding="utf-8")
    code, out, err = run(str(folder), "--level", "A", "--present", name, *ON_DAY, "--json")
    assert code == 0
    assert json.loads(out)["checks"][-1] == {"check": "room", "outcome": "warned", "meets": 1}
    assert "deze organisatie komt voor in de casus" in err
    assert "Stichting" not in out + err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["cases/twaalf-regels", "--level", "X"], "O, A, W"),
        (["cases/twaalf-regels", "--level", "A", "--on", "gisteren"], "--on"),
        (["cases/twaalf-regels"], "--level"),
        (["--level", "A"], "CASUS"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_is_asked(run: Run, words: list[str], told: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert told in err.splitlines()[0]
    assert not Path("releases").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["nergens", "--level", "A"],
        ["cases/twaalf-regels", "--level", "A", "--present", "nergens.txt"],
        ["cases/twaalf-regels", "--level", "A", "--levels", "nergens.toml"],
    ],
)
def test_what_is_not_there_ends_with_1_and_nothing_is_released(run: Run, words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert "nergens" in err
    assert not Path("releases").exists()


def test_a_folder_in_which_a_release_stands_is_left_as_it_is(run: Run) -> None:
    assert run("cases/twaalf-regels", "--level", "A", *ON_DAY)[0] == 0
    before = Path("releases/A/twaalf-regels/receipt.yaml").read_bytes()
    code, out, err = run("cases/twaalf-regels", "--level", "A", "--on", "2026-03-03")
    assert (code, out) == (1, "")
    assert "hier staat al een vrijgave" in err
    assert Path("releases/A/twaalf-regels/receipt.yaml").read_bytes() == before


def test_what_is_refused_is_told_as_json_too(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(str(working(tmp_path, consent={})), "--level", "A", *ON_DAY, "--json")
    found: list[dict[str, Any]] = json.loads(out)["problems"]
    assert code == 1
    assert {"consent_missing", "reading_missing"} <= {one["code"] for one in found if one["severity"] == "error"}
