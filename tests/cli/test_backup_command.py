"""`casekit backup` and `casekit restore`: what they say, in both languages and as JSON, and what they leave alone."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two cases, in which somebody types."""
    for name in ("twaalf-regels", "kinderarmoede"):
        shutil.copytree(ROOT / "cases" / name, tmp_path / "cases" / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str]) -> Any:
    def typed(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return typed


def only_backup(desk: Path, case: str = "twaalf-regels") -> str:
    (path,) = (desk / "backups").glob(f"{case}-*.zip")
    return str(path.relative_to(desk))


def test_a_backup_says_that_it_counts_and_a_second_one_that_nothing_changed(desk: Path, typed: Any) -> None:
    code, out, err = typed("backup", "cases/twaalf-regels")
    assert (code, err) == (0, "")
    assert out.startswith(f"Gemaakt: {only_backup(desk)} (2 bestanden; geopend en vergeleken")
    code, out, err = typed("backup", "cases/twaalf-regels", "--lang", "en")
    assert (code, err) == (0, "")
    assert out.startswith(f"Nothing changed: {only_backup(desk)}")


def test_several_cases_at_once_and_what_is_wrong_with_one_does_not_leave_the_others_without(
    desk: Path, typed: Any
) -> None:
    (desk / "cases" / "leeg").mkdir()
    code, out, err = typed("backup", "cases/leeg", "cases/twaalf-regels", "cases/kinderarmoede", "-o", "kopie")
    assert code == 1
    assert len(out.splitlines()) == len(os.listdir(desk / "kopie")) == 2
    assert "cases/leeg: in deze map staat geen case.yaml" in err


def test_a_backup_and_what_is_put_back_come_as_json(desk: Path, typed: Any) -> None:
    (desk / "cases" / "twaalf-regels" / "link").symlink_to("case.yaml")
    code, out, _ = typed("backup", "cases/twaalf-regels", "--json", "--lang", "en")
    (made,) = json.loads(out)["backups"]
    assert code == 0
    assert made == {"case": "twaalf-regels", "file": only_backup(desk), "files": 2, "new": True}
    assert [problem["code"] for problem in json.loads(out)["problems"]] == ["backup_left_out"]
    code, out, err = typed("restore", made["file"], "--output", "terug", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "case": "twaalf-regels", "folder": "terug/twaalf-regels", "files": 2, "changed": True, "before": None,
    }  # fmt: skip


def test_a_case_that_is_there_is_only_replaced_when_asked_and_the_old_one_is_named(desk: Path, typed: Any) -> None:
    typed("backup", "cases/twaalf-regels")
    backup = only_backup(desk)
    file = desk / "cases" / "twaalf-regels" / "case.yaml"
    whole = file.read_bytes()
    file.write_bytes(whole + b"note: van vandaag\n")
    code, out, err = typed("restore", backup, "--output", "cases")
    assert (code, out) == (1, "")
    assert "--replace" in err
    assert file.read_bytes() != whole
    code, out, err = typed("restore", backup, "--output", "cases", "--replace")
    assert (code, err) == (0, "")
    assert file.read_bytes() == whole
    (other,) = {str(path.relative_to(desk)) for path in (desk / "backups").iterdir()} - {backup}
    assert f"Wat er eerst stond, staat in {other}" in out
    assert "al gelijk" in typed("restore", backup, "--output", "cases")[1]


def test_the_advice_at_an_empty_case_can_be_typed_as_it_stands(desk: Path, typed: Any) -> None:
    typed("backup", "cases/twaalf-regels")
    file = desk / "cases" / "twaalf-regels" / "case.yaml"
    whole = file.read_bytes()
    file.write_bytes(b"")
    code, _, err = typed("check", "cases/twaalf-regels")
    assert code == 1
    command = err.split("Herstel die met: casekit ")[1].split(". Wat")[0]
    assert typed(*command.split())[0] == 0
    assert file.read_bytes() == whole


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("content", [None, b"", b"PK", b"tekst", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_backup_is_refused_in_words_and_nothing_is_written(
    content: bytes | None, lang: str, tmp_path: Path, typed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "b.zip").write_bytes(content)
    code, out, err = typed("restore", "b.zip", "--output", "uit", "--lang", lang)
    assert (code, out) == (1, "")
    assert err.startswith({"nl": "Fout: b.zip: ", "en": "Error: b.zip: "}[lang])
    assert not (tmp_path / "uit").exists()


def test_without_what_it_needs_it_is_wrong_usage(desk: Path, typed: Any) -> None:
    for words in (["backup"], ["restore"], ["restore", "b.zip"], ["restore", "a", "b", "--output", "c"]):
        assert typed(*words)[0] == 2
    assert os.listdir(desk) == ["cases"]
