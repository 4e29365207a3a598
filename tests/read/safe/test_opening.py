"""Only an ordinary file is read, and never one that could hang, or that somebody could swap behind a link."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from casekit.errors import InputRefused
from casekit.read.case_file import load_case
from casekit.read.safe.letters import mixed_scripts
from casekit.read.safe.naming import is_folder_name
from casekit.read.safe.opening import read_file

CASE = "actors: [{id: a, kind: inwoner}, {id: b}]\ntouchpoints:\n- {id: t1, from: a, to: b, kind: vraag}\n"


def code_of(path: Path, most: int = 100) -> str:
    with pytest.raises(InputRefused) as refused:
        read_file(path, most)
    assert refused.value.problems[0].sentence("nl") != refused.value.problems[0].sentence("en")
    return refused.value.problems[0].code


def test_an_ordinary_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100)
    assert read_file(path, 100) == b"x" * 100
    assert code_of(path, 99) == "too_large"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices of this kind in folders")
def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("x", encoding="utf-8")
    (tmp_path / "~$real").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "dangling").symlink_to(tmp_path / "nergens")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    assert [code_of(tmp_path / name) for name in ("link", "dangling", "loop")] == ["link"] * 3
    assert code_of(tmp_path / "pipe") == "device"
    assert code_of(Path("/dev/zero")) == "device"
    assert code_of(tmp_path) == "folder"
    assert code_of(tmp_path / "~$real") == "lock_file"
    assert code_of(tmp_path / "nergens") == code_of(tmp_path / "real" / "x") == "no_such_file"
    assert code_of(tmp_path / "a\0b") == code_of(tmp_path / ("x" * 5000)) == "no_such_file"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_above_the_case_is_fine_and_the_case_itself_is_none(tmp_path: Path) -> None:
    case = tmp_path / "cases" / "c"
    case.mkdir(parents=True)
    (case / "case.yaml").write_text(CASE, encoding="utf-8")
    (tmp_path / "elsewhere").symlink_to(tmp_path / "cases")
    (tmp_path / "c").symlink_to(case)
    assert load_case(tmp_path / "elsewhere" / "c")[0].id == "c"
    with pytest.raises(InputRefused, match="link"):
        load_case(tmp_path / "c")


@pytest.mark.parametrize("name", ["casus-1", "orr.2014", "\u00e9\u00e9n", "a b", "x", "Casus_01", "auxilium"])
def test_ordinary_names_can_be_the_name_of_a_folder(name: str) -> None:
    assert is_folder_name(name)


@pytest.mark.parametrize(
    "name",
    ["", " ", ".", "..", ".x", "-rf", "~", "a/b", "a\\b", "/a", "a:b", "a\nb", "a\0b", "a.", "a ", "con", "NUL.txt",
     "com1", "x" * 101, "a\u202eb", "a\u200bb", "\uff43asus"],
)  # fmt: skip
def test_names_that_lead_elsewhere_or_are_kept_by_a_system_cannot(name: str) -> None:
    assert not is_folder_name(name)


def test_a_case_that_goes_by_two_names_is_told(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "case.yaml").write_text("id: casus\n" + CASE, encoding="utf-8")
    assert "id_not_folder" in [problem.code for problem in load_case(tmp_path / "map")[1]]


def test_letters_of_two_scripts_in_one_word_are_seen_but_not_a_name_in_another_script() -> None:
    assert mixed_scripts("wijkte\u0430m")
    assert not mixed_scripts("\u0441\u043e\u0432\u0435\u0442")
    assert not mixed_scripts("caf\u00e9-\u0441\u043e\u0432\u0435\u0442")
