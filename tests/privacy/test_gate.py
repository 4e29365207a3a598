"""The gate warns in a working folder, blocks what may never leave at a library, and all that is open at a release."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casekit.errors import InputRefused
from casekit.privacy.decided import save_decisions
from casekit.privacy.gate import problems_of, seen
from casekit.privacy.look import hits, look
from casekit.release.share import add_to_library
from tests.privacy.hiding import case_text, write

GRAVE, ASKED = "BSN 111222333", "mevrouw Pietersen belt"


def severities(folder: Path, gate: Any) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in problems_of(look(folder), gate)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "casus"


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        ("working", [("privacy_found", "warning"), ("privacy_confirm", "warning")]),
        ("library", [("privacy_found", "error"), ("privacy_confirm", "warning")]),
        ("release", [("privacy_found", "error"), ("privacy_confirm", "error")]),
    ],
)
def test_each_gate_is_stricter_than_the_one_before(gate: str, expected: list[Any], folder: Path) -> None:
    write(folder, "case.yaml", case_text(comment=f"# {GRAVE}", summary=ASKED))
    assert severities(folder, gate) == expected


@pytest.mark.parametrize("status", ["fictional", "composite", "reconstruction"])
def test_a_fictional_case_is_looked_at_like_any_other(status: str, folder: Path) -> None:
    write(folder, "case.yaml", case_text(extra=f"status: {status}", comment=f"# {GRAVE}"))
    assert severities(folder, "library") == [("privacy_found", "error")]


def test_a_message_says_place_kind_and_mask_and_never_the_value(folder: Path) -> None:
    write(folder, "case.yaml", case_text(comment=f"# {GRAVE}"))
    (problem,) = problems_of(look(folder))
    for lang, digits in (("nl", "9 cijfers"), ("en", "9 digits")):
        told = problem.sentence(lang)
        assert digits in told
        assert "111222333" not in told + repr(problem)
    assert problem.line == 1


def test_words_to_confirm_are_one_line_per_file(folder: Path) -> None:
    write(folder, "case.yaml", case_text(summary="mevrouw Pietersen, meneer Alberts en mevrouw Kaya bellen"))
    write(folder, "codings/a.yaml", "codes: [{rationale: mevrouw Pietersen}]")
    told = [one.sentence("nl") for one in problems_of(look(folder))]
    assert len(told) == 2
    assert "3 woorden die u nog moet bevestigen" in told[0] + told[1]
    assert "1 woord dat" in told[0] + told[1]


def test_many_cases_are_one_line_in_all_and_a_clean_one_none(tmp_path: Path) -> None:
    for name, summary in (("a", GRAVE), ("b", ASKED), ("c", "niets")):
        write(tmp_path / name, "case.yaml", case_text(summary=summary))
    looks = [look(tmp_path / name) for name in "abc"]
    (one,) = seen(looks)
    assert "2 plekken" in one.sentence("nl")
    assert seen(looks[2:]) == []


def test_what_stays_in_private_asks_nothing_but_may_not_hold_what_is_grave(folder: Path) -> None:
    write(folder, "case.yaml", case_text())
    write(folder, "private/involved.yaml", "organisations: [{label: Stichting Pietersen in Zutphen}]")
    assert severities(folder, "release") == []
    write(folder, "private/consent.yaml", f"note: {GRAVE}")
    assert severities(folder, "release") == [("privacy_found", "error")]


def test_a_case_goes_into_a_library_without_private_backups_and_what_nobody_looked_into(
    folder: Path, tmp_path: Path
) -> None:
    write(folder, "case.yaml", case_text())
    write(folder, "codings/a.yaml", "role: docent")
    write(folder, "private/words.yaml", "salt: a\nwords: []")
    write(folder, "backups/oud.zip", b"PK\x03\x04")
    write(folder, "foto.gif", b"GIF89a" + bytes(100))
    added = add_to_library(folder, tmp_path / "bibliotheek", date(2026, 3, 2))
    files = sorted(path.relative_to(added.folder).as_posix() for path in added.folder.rglob("*") if path.is_file())
    assert files == ["case.yaml", "codings/a.yaml"]
    assert added.folder == tmp_path / "bibliotheek" / "casus"
    assert [warning.code for warning in added.warnings] == ["library_left_out"]
    with pytest.raises(InputRefused, match="already holds"):
        add_to_library(folder, tmp_path / "bibliotheek", date(2026, 3, 2))


@pytest.mark.parametrize("text", [GRAVE, ASKED])
def test_nothing_recognisable_goes_into_a_library_and_nothing_is_left_behind(
    text: str, folder: Path, tmp_path: Path
) -> None:
    write(folder, "case.yaml", case_text(summary=text))
    with pytest.raises(InputRefused):
        add_to_library(folder, tmp_path / "bibliotheek", date(2026, 3, 2))
    assert not (tmp_path / "bibliotheek").exists()


def test_once_every_word_is_decided_a_case_may_go(folder: Path, tmp_path: Path) -> None:
    write(folder, "case.yaml", case_text(summary=ASKED))
    words = [(hit.word, hit.found.kind, "verzonnen") for hit in hits(folder)[0]]
    save_decisions(folder, words, by="docent", on="2026-11-20")
    assert add_to_library(folder, tmp_path / "b", date(2026, 3, 2)).files == 1


def test_a_reconstruction_without_consent_does_not_go_into_a_library(folder: Path, tmp_path: Path) -> None:
    write(folder, "case.yaml", case_text().replace("fictional", "reconstruction"))
    with pytest.raises(InputRefused) as refused:
        add_to_library(folder, tmp_path / "b", date(2026, 3, 2))
    assert {one.code for one in refused.value.problems if one.severity == "error"} == {"consent_no_sources"}
