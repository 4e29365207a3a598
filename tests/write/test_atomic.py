"""A file that is saved is there as it was or as it should be, and a failed save leaves nothing behind."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import Any

import pytest

from casekit.cli import main
from casekit.errors import InputRefused
from casekit.write.atomic import TEMPORARY, save_bytes, save_folder, save_text

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


@pytest.fixture
def umask() -> Any:
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def test_text_is_saved_in_utf8_with_the_line_ends_it_has(tmp_path: Path) -> None:
    path = save_text(tmp_path / "nieuw" / "map" / "f.txt", "caf\u00e9\nregel\r\n")
    assert path.read_bytes() == b"caf\xc3\xa9\nregel\r\n"


def test_saving_again_replaces_all_of_it_and_leaves_no_other_file(tmp_path: Path) -> None:
    save_text(tmp_path / "f.txt", "lang " * 100)
    save_text(tmp_path / "f.txt", "kort")
    assert (tmp_path / "f.txt").read_text() == "kort"
    assert os.listdir(tmp_path) == ["f.txt"]


def test_what_is_saved_has_been_read_back_from_the_temporary_file_first(tmp_path: Path) -> None:
    save_text(tmp_path / "f.txt", "oud")
    seen = []

    def look(content: bytes) -> None:
        seen.append((content, (tmp_path / "f.txt").read_text(), len(os.listdir(tmp_path))))

    save_bytes(tmp_path / "f.txt", b"nieuw", look)
    assert seen == [(b"nieuw", "oud", 2)]


def test_what_does_not_pass_the_look_of_the_caller_is_not_saved(tmp_path: Path) -> None:
    save_text(tmp_path / "f.txt", "oud")

    def refuse(content: bytes) -> None:
        raise ValueError("not this")

    with pytest.raises(ValueError, match="not this"):
        save_bytes(tmp_path / "f.txt", b"nieuw", refuse)
    assert (tmp_path / "f.txt").read_text() == "oud"
    assert os.listdir(tmp_path) == ["f.txt"]


def test_a_disk_that_gives_back_something_else_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_text(tmp_path / "f.txt", "oud")
    flushed = os.fsync

    def lose(descriptor: int) -> None:
        flushed(descriptor)
        os.ftruncate(descriptor, 3)

    monkeypatch.setattr(os, "fsync", lose)
    with pytest.raises(OSError, match="gives back") as failed:
        save_text(tmp_path / "f.txt", "nieuw")
    assert failed.value.errno == errno.EIO
    assert (tmp_path / "f.txt").read_bytes() == b"oud"
    assert os.listdir(tmp_path) == ["f.txt"]


@posix
def test_a_new_file_gets_the_rights_of_any_new_file(tmp_path: Path, umask: Any) -> None:
    for mask, mode in ((0o022, 0o644), (0o077, 0o600), (0o002, 0o664)):
        umask(mask)
        assert save_text(tmp_path / f"{mask}.txt", "x").stat().st_mode & 0o777 == mode
        umask(0o022)


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_that_was_there_keeps_its_rights_and_its_group(tmp_path: Path, mode: int) -> None:
    path = save_text(tmp_path / "f.txt", "oud")
    path.chmod(mode)
    if os.geteuid() == 0:
        os.chown(path, 12345, 12346)
    before = path.stat()
    after = save_text(path, "nieuw").stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


@posix
def test_the_temporary_file_is_for_its_maker_alone(tmp_path: Path, umask: Any) -> None:
    umask(0)
    modes = []

    def look(content: bytes) -> None:
        modes.extend(p.stat().st_mode & 0o777 for p in tmp_path.iterdir() if p.name.startswith(TEMPORARY))

    save_bytes(tmp_path / "f.txt", b"x", look)
    assert modes == [0o600]


def test_temporary_files_of_a_save_that_died_go_at_the_next_and_those_of_another_that_lives_stay(
    tmp_path: Path,
) -> None:
    dead, living, folder = (tmp_path / f"{TEMPORARY}{n}.tmp" for n in "abc")
    other = tmp_path / f"{TEMPORARY}eigen"
    folder.mkdir()
    (folder / "case.yaml").write_text("x")
    for path in (dead, living, other):
        path.write_text("x")
    for path in (dead, folder, other):
        os.utime(path, (time.time() - 90, time.time() - 90))
    save_text(tmp_path / "f.txt", "x")
    assert set(os.listdir(tmp_path)) == {other.name, living.name, "f.txt"}


def test_a_folder_in_the_way_is_an_error_that_names_the_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "f.txt"
    target.mkdir()
    with pytest.raises(OSError, match=r"f\.txt") as failed:
        save_text(target, "x")
    assert failed.value.filename == str(target)
    assert os.listdir(tmp_path) == ["f.txt"]


def test_a_file_where_a_folder_should_be_is_an_error_and_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("oud")
    with pytest.raises(OSError, match="f") as failed:
        save_bytes(tmp_path / "f" / "g.txt", b"x")
    assert failed.value.filename == str(tmp_path / "f" / "g.txt")
    assert (tmp_path / "f").read_text() == "oud"


@posix
def test_a_link_is_not_written_through_and_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "echt.json").write_text("oud")
    for name, to in (("link.json", "echt.json"), ("los.json", "weg.json"), ("kring.json", "kring.json")):
        (tmp_path / name).symlink_to(to)
        assert main(["schema", "-o", str(tmp_path / name)]) == 1
        assert "link" in capsys.readouterr().err
        assert (tmp_path / name).is_symlink()
    assert (tmp_path / "echt.json").read_text() == "oud"
    assert not (tmp_path / "weg.json").exists()


@posix
def test_a_pipe_is_not_replaced_and_does_not_hang(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pijp")
    assert main(["schema", "-o", str(tmp_path / "pijp")]) == 1
    assert "gewoon bestand" in capsys.readouterr().err
    assert (tmp_path / "pijp").is_fifo()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EPERM])
def test_whatever_the_system_says_is_told_in_words_and_the_old_file_stays(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    save_text(tmp_path / "f.json", "oud")

    def fail(descriptor: int) -> None:
        raise OSError(number, "words of the system")

    monkeypatch.setattr(os, "fsync", fail)
    for lang in ("nl", "en"):
        assert main(["schema", "-o", str(tmp_path / "f.json"), "--lang", lang]) == 1
        err = capsys.readouterr().err
        assert str(tmp_path / "f.json") in err
        assert "words of the system" not in err
        assert {"nl": "weigert", "en": "refuses"}[lang] not in err
    assert (tmp_path / "f.json").read_text() == "oud"
    assert os.listdir(tmp_path) == ["f.json"]


def test_folders_that_were_made_for_a_save_that_fails_go_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()

    def stop(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        save_text(tmp_path / "a" / "b" / "c" / "f.txt", "x")
    assert os.listdir(tmp_path / "a") == []


class Held:
    """A file that Windows says is held, the first so many times that somebody tries to replace it."""

    def __init__(self, times: int, winerror: int) -> None:
        self.left, self.winerror, self.slept = times, winerror, list[float]()
        self.replace = os.replace

    def __call__(self, old: Path, new: Path) -> None:
        if self.left:
            self.left -= 1
            error = PermissionError(errno.EACCES, "held")
            error.winerror = self.winerror  # type: ignore[attr-defined,unused-ignore]
            raise error
        self.replace(old, new)


def hold(monkeypatch: pytest.MonkeyPatch, times: int, winerror: int) -> Held:
    held = Held(times, winerror)
    monkeypatch.setattr(os, "replace", held)
    monkeypatch.setattr(time, "sleep", held.slept.append)
    return held


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_that_excel_holds_for_a_moment_is_tried_again(
    winerror: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = hold(monkeypatch, 3, winerror)
    assert save_text(tmp_path / "f.txt", "nieuw").read_text() == "nieuw"
    assert held.slept == [0.05, 0.1, 0.15]


def test_a_file_that_excel_keeps_is_left_and_the_work_lies_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_text(tmp_path / "f.csv", "oud")
    for number in (1, 2):
        held = hold(monkeypatch, 99, 32)
        with pytest.raises(InputRefused) as refused:
            save_text(path, f"nieuw {number}")
        monkeypatch.undo()
        assert 2 <= sum(held.slept) <= 3
        (problem,) = refused.value.problems
        assert f"f.copy-{number}.csv" in problem.sentence("nl")
        assert "Excel" in problem.sentence("nl")
        assert (tmp_path / f"f.copy-{number}.csv").read_text() == f"nieuw {number}"
    assert path.read_text() == "oud"
    assert sorted(os.listdir(tmp_path)) == ["f.copy-1.csv", "f.copy-2.csv", "f.csv"]


def test_another_refusal_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = hold(monkeypatch, 1, 3)
    with pytest.raises(OSError, match="held"):
        save_text(tmp_path / "f.txt", "nieuw")
    assert held.slept == []
    assert os.listdir(tmp_path) == []


def test_a_new_folder_is_there_with_all_its_files_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"case.yaml": b"a", "bron/brief.txt": b"b"}
    folder = save_folder(tmp_path / "nieuw" / "c", files)
    assert {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()} == files
    with pytest.raises(FileExistsError):
        save_folder(folder, {"case.yaml": b"anders"})
    assert (folder / "case.yaml").read_bytes() == b"a"
    flushed, left = os.fsync, [3]

    def full(descriptor: int) -> None:
        left[0] -= 1
        if not left[0]:
            raise OSError(errno.ENOSPC, "full")
        flushed(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full") as failed:
        save_folder(tmp_path / "d", files)
    assert failed.value.filename == str(tmp_path / "d")
    assert os.listdir(tmp_path) == ["nieuw"]


@posix
def test_a_memory_stick_that_knows_no_rights_is_saved_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save_text(tmp_path / "f.txt", "oud")

    def refuse(*words: object) -> None:
        raise PermissionError(errno.EPERM, "no rights here")

    monkeypatch.setattr(os, "chmod", refuse)
    monkeypatch.setattr(os, "chown", refuse)
    assert save_text(path, "nieuw").read_text() == "nieuw"
    assert save_text(tmp_path / "g.txt", "g").read_text() == "g"
    assert save_folder(tmp_path / "map", {"f.txt": b"x"}).is_dir()
