"""What is put back is compared, and what stood there before is not lost."""

from __future__ import annotations

import errno
import os
import shutil
from itertools import count
from pathlib import Path

import pytest

from casekit.errors import InputRefused
from casekit.read.backups import open_backup
from casekit.read.case_file import load_case
from casekit.write.atomic import save_bytes
from casekit.write.backup import make_backup, restore_backup
from tests.write.test_backup import DAY, FILES, case_in, codes, files_of

CASE = (
    b"id: casus\nactors: [{id: r, kind: inwoner}, {id: g}]\ntouchpoints:\n- {id: t1, from: r, to: g, kind: vraag}\n"
)
LONGER = CASE + b"- {id: t2, from: g, to: r, kind: antwoord, responds_to: t1}\n"


def test_a_case_that_was_lost_comes_back_as_it_was(tmp_path: Path) -> None:
    case = case_in(tmp_path / "cases")
    made = make_backup(case, tmp_path / "b", DAY)
    shutil.rmtree(case)
    done = restore_backup(made.path, tmp_path / "cases", DAY)
    assert (done.folder, done.changed, done.before) == (case, True, None)
    assert files_of(case) == FILES
    assert os.listdir(tmp_path / "cases") == ["casus"]


def test_a_case_that_is_there_with_other_content_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    case = case_in(tmp_path)
    made = make_backup(case, tmp_path / "b", DAY)
    save_bytes(case / "case.yaml", b"van vandaag")
    with pytest.raises(InputRefused) as refused:
        restore_backup(made.path, tmp_path, DAY)
    assert codes(refused) == ["restore_there"]
    assert (case / "case.yaml").read_bytes() == b"van vandaag"
    assert len(os.listdir(tmp_path / "b")) == 1


def test_what_is_replaced_is_in_a_whole_backup_first(tmp_path: Path) -> None:
    case = case_in(tmp_path)
    made = make_backup(case, tmp_path / "b", DAY)
    save_bytes(case / "case.yaml", b"van vandaag")
    save_bytes(case / "nieuw" / "notitie.txt", b"ook van vandaag")
    present = files_of(case)
    done = restore_backup(made.path, tmp_path, "2026-03-06", replace=True)
    assert files_of(case) == FILES
    assert not (case / "nieuw").exists()
    assert done.before is not None
    assert open_backup(done.before.path).files == present
    restore_backup(done.before.path, tmp_path, DAY, replace=True)
    assert files_of(case) == present


def test_a_file_gives_way_to_a_folder_and_a_folder_to_a_file(tmp_path: Path) -> None:
    case = case_in(tmp_path, {"case.yaml": b"a", "x": b"file", "y/z": b"in a folder"})
    made = make_backup(case, tmp_path / "b", DAY)
    shutil.rmtree(case)
    case_in(tmp_path, {"case.yaml": b"a", "x/z": b"in a folder", "y": b"file"})
    restore_backup(made.path, tmp_path, DAY, replace=True)
    assert files_of(case) == {"case.yaml": b"a", "x": b"file", "y/z": b"in a folder"}


def test_a_case_that_is_equal_already_is_not_touched(tmp_path: Path) -> None:
    case = case_in(tmp_path)
    made = make_backup(case, tmp_path / "b", DAY)
    before = (case / "case.yaml").stat().st_mtime_ns
    done = restore_backup(made.path, tmp_path, DAY, replace=True)
    assert (done.changed, done.before) == (False, None)
    assert (case / "case.yaml").stat().st_mtime_ns == before
    assert len(os.listdir(tmp_path / "b")) == 1


@pytest.mark.parametrize("name", ["Casus", "CASUS"])
def test_a_case_whose_name_differs_in_capitals_only_is_there_already(name: str, tmp_path: Path) -> None:
    made = make_backup(case_in(tmp_path), tmp_path / "b", DAY)
    save_bytes(tmp_path / "uit" / name / "case.yaml", b"ander")
    for replace in (False, True):
        with pytest.raises(InputRefused) as refused:
            restore_backup(made.path, tmp_path / "uit", DAY, replace=replace)
        assert codes(refused) == ["already_there"]
    assert os.listdir(tmp_path / "uit") == [name]


def test_a_link_or_a_file_in_the_place_of_the_case_is_left_alone(tmp_path: Path) -> None:
    made = make_backup(case_in(tmp_path), tmp_path / "b", DAY)
    elsewhere = case_in(tmp_path / "elders", {"case.yaml": b"buiten"})
    for output, make in (
        ("link", lambda path: path.symlink_to(elsewhere)),
        ("los", lambda path: path.symlink_to(tmp_path / "nergens")),
        ("bestand", lambda path: path.write_bytes(b"x")),
    ):
        (tmp_path / output).mkdir()
        make(tmp_path / output / "casus")
        with pytest.raises(InputRefused) as refused:
            restore_backup(made.path, tmp_path / output, DAY, replace=True)
        assert codes(refused) == ["already_there"]
    assert files_of(elsewhere) == {"case.yaml": b"buiten"}


def test_when_the_disk_is_full_a_new_case_is_not_there_and_one_that_is_replaced_is_whole_in_its_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = case_in(tmp_path)
    made = make_backup(case, tmp_path / "b", DAY)
    save_bytes(case / "case.yaml", b"van vandaag")
    present, flushed, room = files_of(case), os.fsync, [0]

    def fill(descriptor: int) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, "full")
        flushed(descriptor)

    def finds_room(room_left: int, output: Path, *, replace: bool) -> bool:
        room[0] = room_left
        try:
            restore_backup(made.path, output, DAY, replace=replace)
        except OSError:
            return False
        return True

    monkeypatch.setattr(os, "fsync", fill)
    for enough in count():
        if finds_room(enough, tmp_path / "uit", replace=False):
            break
        assert not (tmp_path / "uit").exists()
    assert enough >= len(FILES)
    assert files_of(tmp_path / "uit" / "casus") == FILES
    for enough in count():
        if finds_room(enough, tmp_path, replace=True):
            break
        whole = [open_backup(path).files for path in (tmp_path / "b").iterdir()]
        assert present == files_of(case) or present in whole
    assert enough >= 2
    assert files_of(case) == FILES


@pytest.mark.parametrize("content", [b"", b"\0" * 4096, LONGER[:40], LONGER[:-30], LONGER[:-5], b"id: 'casus\n"])
@pytest.mark.parametrize("place", ["cases/backups", "backups", "cases/casus/backups"])
def test_a_case_file_that_is_empty_or_cut_off_gets_the_advice_to_restore(
    content: bytes, place: str, tmp_path: Path
) -> None:
    case = case_in(tmp_path / "cases", {"case.yaml": LONGER})
    made = make_backup(case, tmp_path / place, DAY)
    (case / "case.yaml").write_bytes(content)
    make_backup(case, tmp_path / place, "2026-03-06")  # what is broken was put into a backup too
    with pytest.raises(InputRefused) as refused:
        load_case(case)
    told = refused.value.problems[-1]
    assert (told.code, told.severity) == ("backup_can_help", "warning")
    command = told.part("do", "nl").split("casekit ")[1]
    assert f"restore {made.path} --output {tmp_path / 'cases'} --replace" in command


def test_a_case_that_lost_its_end_without_becoming_wrong_gets_the_advice_until_a_backup_says_it_was_meant(
    tmp_path: Path,
) -> None:
    case = case_in(tmp_path, {"case.yaml": LONGER})
    make_backup(case, tmp_path / "backups", DAY)
    (case / "case.yaml").write_bytes(CASE)
    assert "backup_can_help" in [problem.code for problem in load_case(case)[1]]
    make_backup(case, tmp_path / "backups", "2026-03-06")
    assert "backup_can_help" not in [problem.code for problem in load_case(case)[1]]


def test_a_mistake_elsewhere_or_a_damaged_backup_gives_no_such_advice(tmp_path: Path) -> None:
    case = case_in(tmp_path, {"case.yaml": LONGER})
    made = make_backup(case, tmp_path / "backups", DAY)
    (case / "case.yaml").write_bytes(LONGER.replace(b"inwoner", b"inwonner"))
    with pytest.raises(InputRefused) as refused:
        load_case(case)
    assert codes(refused) == ["unknown_word"]
    (case / "case.yaml").write_bytes(b"")
    made.path.write_bytes(made.path.read_bytes()[:-1])
    with pytest.raises(InputRefused) as refused:
        load_case(case)
    assert codes(refused) == ["empty"]
