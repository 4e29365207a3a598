"""`casekit library`: what may never leave is not listed, and nothing recognisable is put into a shared folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from tests.privacy.hiding import case_text, write

SECRET = "111222333"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert SECRET not in said.out + said.err
        return code, said.out, said.err

    return run


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder with three cases: nothing in it, a word to decide on, and something that may never leave."""
    for name, text in (("a", "niets"), ("b", "mevrouw Pietersen"), ("c", f"BSN {SECRET}")):
        write(tmp_path / "gedeeld" / name, "case.yaml", case_text(summary=text).replace("id: casus", f"id: {name}"))
    return tmp_path / "gedeeld"


def test_a_case_with_what_may_never_leave_is_left_out_after_the_others_are_listed(run: Any, shared: Path) -> None:
    code, out, err = run("library", str(shared))
    assert code == 1
    assert "2 casussen" in out
    assert [line.split(":")[0] for line in err.splitlines()] == ["Fout", "Let op"]
    code, out, _ = run("library", str(shared), "--json")
    data = json.loads(out)
    assert (code, [case["case"] for case in data["cases"]]) == (1, ["a", "b"])
    assert [Path(path).name for path in data["broken"]] == ["c"]


def test_a_word_that_nobody_decided_on_is_only_told(run: Any, shared: Path) -> None:
    write(shared / "c", "case.yaml", case_text().replace("id: casus", "id: c"))
    code, out, err = run("library", str(shared))
    assert (code, "3 casussen" in out, err.startswith("Let op")) == (0, True, True)


def test_cases_are_added_one_by_one_and_those_with_something_recognisable_are_not(
    run: Any, shared: Path, tmp_path: Path
) -> None:
    target = tmp_path / "nieuw"
    code, out, err = run("library", str(target), *(word for name in "abc" for word in ("--add", str(shared / name))))
    assert (code, len(out.splitlines()), len(err.splitlines())) == (1, 1, 2)
    assert [path.name for path in target.iterdir()] == ["a"]
    code, out, err = run("library", str(target), "--add", str(shared / "a"), "--json", "--lang", "en")
    assert (code, [one["code"] for one in json.loads(out)["problems"]]) == (1, ["library_there"])


def test_no_case_and_no_folder_to_write_in_are_told(run: Any, shared: Path, tmp_path: Path) -> None:
    assert run("library", str(shared), "--add", str(tmp_path / "weg"))[0] == 1
    write(tmp_path, "bestand", "x")
    code, out, err = run("library", str(tmp_path / "bestand"), "--add", str(shared / "a"))
    assert (code, out) == (1, "")
    assert err.startswith("Fout")
