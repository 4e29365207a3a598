"""What may never leave is found in every place that a file can hold text, and never repeated."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casekit.cli import main
from casekit.privacy.look import look
from tests.privacy.hiding import PLACES, SECRETS, case_text, write
from tests.privacy.hiding_office import SORTS, package

ALL = "; ".join(text for text, _ in SECRETS.values())


def blocked(folder: Path) -> set[str]:
    return {one.kind for one in look(folder).found if one.severity == "BLOCK"}


@pytest.mark.parametrize("place", PLACES)
def test_everything_grave_is_found_in_this_place_and_never_said(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "case.yaml", case_text())
    PLACES[place](tmp_path, ALL)
    assert blocked(tmp_path) == set(SECRETS)
    assert main(["privacy", str(tmp_path), "--gate", "release"]) == 1
    said = capsys.readouterr()
    assert main(["privacy", str(tmp_path), "--lang", "en", "--json"]) == 0
    data = capsys.readouterr()
    text = said.out + said.err + data.out + data.err + repr(look(tmp_path))
    assert [value for _, value in SECRETS.values() if value in text] == []
    assert "Traceback" not in text
    assert {one["kind"] for one in json.loads(data.out)["findings"] if one["severity"] == "BLOCK"} == set(SECRETS)


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", SECRETS)
def test_each_is_found_when_it_stands_there_alone(kind: str, place: str, tmp_path: Path) -> None:
    write(tmp_path, "case.yaml", case_text())
    PLACES[place](tmp_path, SECRETS[kind][0])
    assert blocked(tmp_path) == {kind}


def test_a_case_without_any_of_it_is_clean(tmp_path: Path) -> None:
    write(tmp_path, "case.yaml", case_text())
    seen = look(tmp_path)
    assert (seen.found, seen.unread) == ((), ())


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "pptx", "odt"])
def test_an_office_file_without_any_of_it_is_clean(suffix: str, tmp_path: Path) -> None:
    write(tmp_path, "case.yaml", case_text())
    (tmp_path / f"bestand.{suffix}").write_bytes(package(SORTS[suffix], "", ""))
    seen = look(tmp_path)
    assert (seen.found, seen.unread) == ((), ())
