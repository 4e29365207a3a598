"""`casekit upgrade`: a copy in the present form, with its comments; the file itself stays as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import casekit as ck
from casekit.cli import main
from casekit.values import FORMAT

OLD = """\
# Mijn casus\r
id: oud  # nog kiezen\r
actors: [{id: a, kind: inwoner}, {id: b, kind: gemeente}]\r
touchpoints:\r
  - {id: t1, from: a, to: b, kind: vraag}"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "oud.yaml"
    path.write_bytes(OLD.encode())
    return path


def test_an_older_file_gets_a_copy_in_the_present_form(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = old.parent / "nieuw" / "case.yaml"
    assert main(["upgrade", str(old), "-o", str(new)]) == 0
    assert new.read_bytes().decode() == OLD.replace("id: oud", f"format: {FORMAT}\r\nid: oud")
    assert old.read_bytes() == OLD.encode()
    assert ck.read_case(new) == ck.read_case(old)
    assert f"vorm 0 is nu vorm {FORMAT}" in capsys.readouterr().out


def test_a_file_that_says_that_it_is_older_keeps_the_place_of_its_number(old: Path) -> None:
    old.write_bytes(OLD.replace("touchpoints", "format: 0 # oud\r\ntouchpoints").encode())
    new = old.parent / "nieuw.yaml"
    assert main(["upgrade", str(old), "-o", str(new)]) == 0
    assert new.read_bytes() == old.read_bytes().replace(b"format: 0", b"format: %d" % FORMAT)


def test_a_file_in_the_present_form_needs_no_copy(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old.write_bytes(f"format: {FORMAT}\r\n{OLD}".encode())
    new = old.parent / "nieuw.yaml"
    assert main(["upgrade", str(old), "-o", str(new), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data == {"source": str(old), "file": None, "from": FORMAT, "to": FORMAT}
    assert main(["upgrade", str(old), "-o", str(new), "--lang", "en"]) == 0
    assert "There is nothing to do" in capsys.readouterr().out
    assert not new.exists()


def test_a_file_that_is_there_is_not_written_over(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for target in (old, old.parent):
        assert main(["upgrade", str(old), "-o", str(target)]) == 1
        assert "bestaat al" in capsys.readouterr().err
    assert old.read_bytes() == OLD.encode()


def test_a_file_of_a_later_version_or_with_an_error_is_refused(old: Path) -> None:
    new = old.parent / "nieuw.yaml"
    for text in (f"format: {FORMAT + 1}\n{OLD}", "id: x\n", "a: b: c"):
        old.write_text(text, encoding="utf-8")
        assert main(["upgrade", str(old), "-o", str(new)]) == 1
    assert not new.exists()
