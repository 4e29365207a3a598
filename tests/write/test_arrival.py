"""An imported case in its folder: a new one, or onto the one that is there, and never over somebody's edit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import casekit as ck
from casekit.case import Case
from casekit.errors import Cell, InputRefused
from casekit.read.imported import Aside, Imported, Tally
from casekit.write.arrival import LAST, arrive
from casekit.write.case_file import case_version

TYPED = """# Mijn aantekening
id: c
actors:
  - {id: inwoner, kind: inwoner}   # de moeder
  - {id: gemeente, kind: gemeente}
touchpoints:
  - {id: t1, from: inwoner, to: gemeente, kind: vraag}
"""


def folder(path: Path) -> Path:
    (path / "c").mkdir()
    (path / "c" / "case.yaml").write_text(TYPED, encoding="utf-8", newline="\n")
    return path


def changed(case: Case, **fields: Any) -> Case:
    (row,) = case.touchpoint_list
    return case.model_copy(update={"touchpoint_list": (row.model_copy(update=fields),)})


def imported(case: Case, version: str | None = None) -> Imported:
    return Imported(case, (), (), (), version)


def refusal(*words: Any, **options: Any) -> str:
    with pytest.raises(InputRefused) as error:
        arrive(*words, **options)
    return error.value.problems[0].code


def test_a_new_case_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    case = ck.example("twaalf-regels")
    arrived = arrive(imported(case), tmp_path / "cases")
    assert ck.read_case(arrived.file) == case
    assert (arrived.changes, arrived.to_do) == (None, None)


@pytest.mark.parametrize("name", ["c", "C"])
def test_a_case_that_is_there_is_not_overwritten_also_where_only_capitals_differ(tmp_path: Path, name: str) -> None:
    case = ck.read_case(folder(tmp_path) / "c").model_copy(update={"id": name})
    assert refusal(imported(case), tmp_path) == "import_there"
    assert (tmp_path / "c" / "case.yaml").read_text(encoding="utf-8") == TYPED


def test_an_update_changes_only_what_changed(tmp_path: Path) -> None:
    old = ck.read_case(folder(tmp_path) / "c")
    arrived = arrive(imported(changed(old, when="2021-03-05"), case_version(old)), tmp_path, update=True)
    assert [(change.path, change.new) for change in arrived.changes or ()] == [
        (("touchpoints", "t1", "when"), "2021-03-05")
    ]
    text = (tmp_path / "c" / "case.yaml").read_text(encoding="utf-8")
    assert text == TYPED.replace("kind: vraag}", "kind: vraag, when: 2021-03-05}")


def test_an_update_without_a_difference_leaves_the_file_alone(tmp_path: Path) -> None:
    old = ck.read_case(folder(tmp_path) / "c")
    assert arrive(imported(old, "an older version"), tmp_path, update=True).changes == ()
    assert (tmp_path / "c" / "case.yaml").read_text(encoding="utf-8") == TYPED


def test_the_same_workbook_may_bring_changes_again_and_again(tmp_path: Path) -> None:
    old = ck.read_case(folder(tmp_path) / "c")
    version = case_version(old)
    for day in ("2021-03-05", "2021-03-06", "2021-03-07"):
        arrive(imported(changed(old, when=day), version), tmp_path, update=True)
    assert ck.read_case(tmp_path / "c").touchpoint_list[0].when == "2021-03-07"


def test_what_somebody_else_changed_meanwhile_is_kept_beside_and_not_overwritten(tmp_path: Path) -> None:
    old = ck.read_case(folder(tmp_path) / "c")
    mine, theirs = changed(old, when="2021-03-05"), changed(old, summary="Van de ander")
    arrive(imported(theirs), tmp_path, update=True)
    assert refusal(imported(mine, case_version(old)), tmp_path, update=True) == "changed_meanwhile"
    assert ck.read_case(tmp_path / "c").touchpoint_list[0].summary == "Van de ander"
    assert ck.read_case(tmp_path / "c" / "case.conflict-1.yaml").touchpoint_list[0].when == "2021-03-05"


def test_an_edit_after_an_import_is_seen_too(tmp_path: Path) -> None:
    old = ck.read_case(folder(tmp_path) / "c")
    version = case_version(old)
    arrive(imported(changed(old, when="2021-03-05"), version), tmp_path, update=True)
    file = tmp_path / "c" / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("vraag", "klacht"), encoding="utf-8", newline="\n")
    assert refusal(imported(changed(old, when="2021-03-06"), version), tmp_path, update=True) == "changed_meanwhile"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 3}'])
def test_a_damaged_note_of_the_last_import_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    old = ck.read_case(folder(tmp_path) / "c")
    (tmp_path / "c" / LAST).write_text(content, encoding="utf-8")
    assert refusal(imported(changed(old, when="2021"), "x"), tmp_path, update=True) == "changed_meanwhile"


def test_what_says_no_version_is_held_against_what_it_made_last(tmp_path: Path) -> None:
    case = ck.read_case(folder(tmp_path) / "c").model_copy(update={"id": "samen"})
    arrive(imported(case), tmp_path, remember=True)
    arrive(imported(changed(case, when="2021")), tmp_path, update=True, remember=True)
    file = tmp_path / "samen" / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("2021", "2022"), encoding="utf-8", newline="\n")
    assert refusal(imported(changed(case, when="2023")), tmp_path, update=True) == "changed_meanwhile"
    assert "2022" in file.read_text(encoding="utf-8")


def test_what_still_has_to_be_done_stands_beside_the_case_as_a_table(tmp_path: Path) -> None:
    row = Aside(Cell("Contactmomenten", 4), "incomplete", {"id": "t3", "from": "=1+1"}, ("kind",))
    waiting = replace(imported(ck.example("twaalf-regels")), tally=(Tally("Contactmomenten", 12, (row,)),))
    arrived = arrive(waiting, tmp_path)
    assert arrived.to_do is not None
    assert Path(arrived.to_do).read_bytes().decode("utf-8") == (
        "\ufeffwaar;waarom opzij;wat mist;id;van\r\n"
        "blad Contactmomenten, cel A4;mist iets wat nodig is;soort;t3;'=1+1\r\n"
    )
