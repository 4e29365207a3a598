"""Own codes in causes.yaml: what is read, from where, and that everything wrong is told at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from casekit.errors import InputRefused, Problem
from casekit.read.cause_file import known_causes, own_causes, read_causes
from casekit.taxonomy import causes, find_cause

ROOT = Path(__file__).parents[2]

WHOLE = b"""causes:
  - code: L1
    label: Losse formulieren
    label_en: Loose forms
    name: loose_forms
    level: organisatie en keten
    about: Elk loket heeft een eigen formulier.
    sign: Twee formulieren voor hetzelfde.
    source_url: https://example.org/formulieren
    checked_on: 2026-03-04
    confidence: low
    note: Alleen in onze regio gezien.
    short: nee
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "cases" / "twaalf-regels"))


def refused(content: bytes) -> list[Problem]:
    with pytest.raises(InputRefused) as found:
        read_causes(content, "causes.yaml")
    assert all(problem.sentence(lang) for problem in found.value.problems for lang in ("nl", "en"))
    return list(found.value.problems)


def test_an_own_cause_is_read_with_all_that_it_says() -> None:
    (found,), warnings = read_causes(WHOLE, "causes.yaml")
    assert warnings == []
    assert (found.code, found.name, found.level, found.own) == ("L1", "loose_forms", "organisation_chain", True)
    assert (found.label(), found.label("en")) == ("Losse formulieren", "Loose forms")
    assert (found.source_url, found.checked_on) == (("https://example.org/formulieren",), "2026-03-04")
    assert (found.confidence, found.short, found.note()) == ("low", False, "Alleen in onze regio gezien.")


def test_a_code_a_dutch_label_and_a_level_are_enough_and_english_says_the_dutch() -> None:
    (found,), _ = read_causes(b"causes: [{code: L1, label: Losse formulieren, level: system}]", "causes.yaml")
    assert (found.en, found.name, found.about("en"), found.short) == ("Losse formulieren", "L1", "", True)


def test_without_a_file_there_are_only_the_causes_of_the_kit(case: Path) -> None:
    assert own_causes(case) == ((), [])
    assert known_causes(case) == causes()


def test_those_beside_the_case_go_before_those_in_the_folder_with_the_cases(case: Path) -> None:
    (case / "causes.yaml").write_text("causes: [{code: L2, label: Bij de casus, level: stelsel}]", "utf-8")
    (case.parent / "causes.yaml").write_bytes(WHOLE)
    found, warnings = own_causes(case / "case.yaml")
    assert ([cause.code for cause in found], warnings) == (["L2", "L1"], [])
    assert [cause.code for cause in known_causes(case)][-2:] == ["L2", "L1"]
    assert find_cause("l1", known_causes(case)) == found[1]


def test_a_code_in_both_files_is_that_beside_the_case_with_a_warning(case: Path) -> None:
    (case / "causes.yaml").write_text("causes: [{code: l1, label: Bij de casus, level: stelsel}]", "utf-8")
    (case.parent / "causes.yaml").write_bytes(WHOLE)
    found, warnings = own_causes(case)
    assert [cause.label() for cause in found] == ["Bij de casus"]
    assert [(problem.code, problem.severity) for problem in warnings] == [("own_cause_again", "warning")]


def test_what_is_wrong_in_both_files_is_told_at_once(case: Path) -> None:
    (case / "causes.yaml").write_text("causes: los", "utf-8")
    (case.parent / "causes.yaml").write_text("[]", "utf-8")
    with pytest.raises(InputRefused) as found:
        own_causes(case)
    assert [problem.code for problem in found.value.problems] == ["not_a_list", "not_causes"]


def test_a_case_named_from_its_own_folder_has_the_same_own_causes(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case.parent / "causes.yaml").write_bytes(WHOLE)
    monkeypatch.chdir(case)
    assert [cause.code for cause in own_causes("case.yaml")[0]] == ["L1"]
    assert [cause.code for cause in own_causes(".")[0]] == ["L1"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_link_is_not_followed(case: Path, tmp_path: Path) -> None:
    (tmp_path / "elders.yaml").write_bytes(WHOLE)
    (case / "causes.yaml").symlink_to(tmp_path / "elders.yaml")
    with pytest.raises(InputRefused) as found:
        own_causes(case)
    assert [problem.code for problem in found.value.problems] == ["link"]


def test_everything_wrong_in_a_file_is_told_at_once_on_its_line() -> None:
    text = b"""causes:
  - {code: o3, label: Iets}
  - code: L1
    label: Wisselend
    level: stelsle
  - code: l1
    label: gebrek aan regie
    level: stelsel
  - {code: een hele lange code, level: system}
  - los
"""
    assert [(problem.code, problem.line) for problem in refused(text)] == [
        ("missing_field", 2),
        ("own_cause_of_kit", 2),
        ("own_cause_level", 5),
        ("own_cause_twice", 6),
        ("own_cause_of_kit", 7),
        ("missing_field", 9),
        ("own_cause_code", 9),
        ("not_fields", 10),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"[]", "not_causes"),
        (b"oorzaken: []", "not_causes"),
        (b"causes: los", "not_a_list"),
        (b"causes:", "missing_field"),
        (b"causes: [{code: [1], label: Iets, level: system}]", "not_text"),
        (b"causes: [{code: L1, label: Iets, level: [a]}]", "own_cause_level"),
        (b"causes: [{code: L1, label: Iets, level: system, confidence: erg}]", "wrong_value"),
        (b"causes: [{code: failed_handover, label: Iets, level: system}]", "own_cause_of_kit"),
        (b"causes: [{code: unknown, label: Iets, level: system}]", "own_cause_of_kit"),
        (b"causes: [{code: L1, label: A, level: system}, {code: L2, label: a, level: system}]", "own_cause_twice"),
        (b"", "empty"),
    ],
)
def test_a_file_that_is_no_list_of_own_causes_is_refused(content: bytes, code: str) -> None:
    assert code in [problem.code for problem in refused(content)]


def test_a_field_that_nobody_knows_is_a_warning_with_what_it_looks_like() -> None:
    _, warnings = read_causes(b"causes: [{code: L1, label: A, level: system, abuot: iets}]", "causes.yaml")
    assert [(problem.code, problem.severity) for problem in warnings] == [("unknown_field", "warning")]
    assert "about" in warnings[0].sentence("en")


def test_no_message_tells_the_free_text_of_a_file() -> None:
    secret = "mevrouw belt huilend over de huur van haar kind"
    text = f"causes: [{{code: L1, label: {secret}, level: {secret}}}, {{code: L2, label: {secret}, level: system}}]"
    problems = refused(text.encode())
    assert {problem.code for problem in problems} == {"own_cause_level", "own_cause_twice"}
    assert not any("huur" in problem.sentence(lang) for problem in problems for lang in ("nl", "en"))
