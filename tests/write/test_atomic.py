"""A file that is saved is there as it was or as it should be, and a failed save leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casekit.write.atomic import save_bytes, save_text


def test_text_is_saved_in_utf8_with_the_line_ends_it_has(tmp_path: Path) -> None:
    path = save_text(tmp_path / "nieuw" / "map" / "f.txt", "caf\u00e9\nregel\r\n")
    assert path.read_bytes() == b"caf\xc3\xa9\nregel\r\n"


def test_saving_again_replaces_all_of_it_and_leaves_no_other_file(tmp_path: Path) -> None:
    save_text(tmp_path / "f.txt", "lang " * 100)
    save_text(tmp_path / "f.txt", "kort")
    assert (tmp_path / "f.txt").read_text() == "kort"
    assert os.listdir(tmp_path) == ["f.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_who_may_read_is_as_for_any_file(tmp_path: Path) -> None:
    assert save_text(tmp_path / "f.txt", "x").stat().st_mode & 0o777 == 0o644


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


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_process_that_is_killed_while_saving_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    target = tmp_path / "f.txt"
    code = (
        "import sys; from casekit.write.atomic import save_text\n"
        "n = 0\n"
        "while True:\n"
        "    n += 1\n"
        "    save_text(sys.argv[1], str(n % 10) * 300_000)\n"
    )
    for turn in range(5):
        writer = subprocess.Popen([sys.executable, "-c", code, str(target)])
        deadline = time.monotonic() + 30
        while not target.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.02 * turn)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        content = target.read_text()
        assert len(content) == 300_000
        assert len(set(content)) == 1
        target.unlink()
