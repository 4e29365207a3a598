"""`private/consent.yaml`: what is read, and that everything wrong is told at once, on its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casekit.consent import Consent, reaches
from casekit.errors import InputRefused
from casekit.read.consent_file import consent_path, load_consent, read_consent

ROOT = Path(__file__).parents[2]
WHOLE = b"""\
# bewaard door de onderzoeker
sources:
  - {source: gesprek_inwoner, kind: interview, obtained: 2024-06-03, level: A, withdrawn: no, given_by: inwoner}
  - {source: dossier, kind: eigen dossier, level: openbare werkplaats, withdrawn: ja, note: brief van mei}
retention: 2029-01-01
member_check:
  - {with: inwoner, on: 2024-07-01, by: docent-onderzoeker, result: gewijzigd, changes: [volgorde, bedrag]}
  - {with: experience_expert, result: not_possible, why: niemand beschikbaar}
readings:
  - {level: a, on: 2024-07-02, by: tweede lezer, checked: yes}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "twaalf-regels"))


def refused(content: bytes) -> list[tuple[str, object]]:
    with pytest.raises(InputRefused) as found:
        read_consent(content, "consent.yaml")
    assert all(problem.sentence(lang) for problem in found.value.problems for lang in ("nl", "en"))
    return [(problem.code, problem.line) for problem in found.value.problems]


def test_every_field_is_read_and_words_of_either_language_become_codes() -> None:
    consent, warnings = read_consent(WHOLE, "consent.yaml")
    assert warnings == []
    first, second = consent.sources
    assert (first.kind, first.level, first.withdrawn, first.obtained) == ("interview", "A", False, "2024-06-03")
    assert (second.kind, second.level, second.withdrawn) == ("file", "W", True)
    resident, expert = consent.member_check
    assert (resident.with_, resident.result, resident.changes) == ("resident", "changed", ("volgorde", "bedrag"))
    assert (expert.with_, expert.result, expert.why) == ("experience_expert", "not_possible", "niemand beschikbaar")
    assert [(one.level, one.checked) for one in consent.readings] == [("A", True)]
    assert consent.retention == "2029-01-01"


def test_the_file_stands_in_the_private_folder_beside_the_case(case: Path) -> None:
    assert consent_path(case) == case / "private" / "consent.yaml"
    assert load_consent(case) == (None, [])
    (case / "private").mkdir()
    (case / "private" / "consent.yaml").write_bytes(WHOLE)
    consent, _ = load_consent(case)
    assert consent is not None
    assert consent.of("dossier") == consent.sources[1]


def test_a_source_that_the_case_does_not_have_is_a_warning_with_the_nearest() -> None:
    _, warnings = read_consent(b"sources: [{source: dosier, level: O}]", "consent.yaml", ["dossier"])
    assert [(problem.code, problem.severity, problem.line) for problem in warnings] == [
        ("consent_elsewhere", "warning", 1)
    ]
    assert "dossier" in warnings[0].sentence("nl")


def test_everything_wrong_is_told_at_once_on_its_line() -> None:
    content = b"""\
sources:
  - {source: a, level: Z}
  - {source: a}
  - {level: O}
retention: ooit
member_check:
  - {with: buurman, result: agreed}
  - {with: resident, result: not_possible}
"""
    assert refused(content) == [
        ("unknown_word", 2),
        ("consent_twice", 3),
        ("missing_field", 4),
        ("not_a_moment", 5),
        ("unknown_word", 7),
        ("member_check_why", 8),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"[a, b]", "not_consent"), (b"alleen tekst", "not_consent"), (b"sources: {a: b}", "not_a_list")],
)
def test_what_is_no_record_of_consent_is_refused(content: bytes, code: str) -> None:
    assert [found for found, _ in refused(content)] == [code]


def test_an_empty_or_binary_file_is_told_as_what_it_should_have_been(case: Path) -> None:
    (case / "private").mkdir()
    for content, code in ((b"", "small_empty"), (b"a\0b", "small_binary")):
        (case / "private" / "consent.yaml").write_bytes(content)
        with pytest.raises(InputRefused) as found:
            load_consent(case)
        assert [problem.code for problem in found.value.problems] == [code]
        assert "toestemming" in found.value.problems[0].sentence("nl")


def test_a_field_that_nobody_knows_is_kept_with_a_warning() -> None:
    consent, warnings = read_consent(b"sources: [{source: a, levl: A}]", "consent.yaml")
    assert [problem.code for problem in warnings] == ["unknown_field"]
    assert consent.sources[0].level is None


def test_consent_for_a_wide_circle_covers_every_smaller_one() -> None:
    assert [[reaches(given, asked) for asked in "OAW"] for given in "OAW"] == [
        [True, False, False],
        [True, True, False],
        [True, True, True],
    ]
    assert Consent().of("a") is None
