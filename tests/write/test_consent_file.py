"""Saving `private/consent.yaml`: it comes back the same, and what was typed there, comments too, stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.consent import LEVELS, Consent, MemberCheck, SourceConsent
from casekit.errors import InputRefused
from casekit.read.consent_file import load_consent, read_consent
from casekit.write.consent_file import consent_text, save_consent

ROOT = Path(__file__).parents[2]
TYPED = """\
# van de onderzoeker
sources:
  - {source: gesprek, level: A, withdrawn: nee}  # mondeling
  - source: dossier
    level: O
retention: 2029-01-01  # vijf jaar
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "twaalf-regels"))


def test_what_is_saved_comes_back(case: Path) -> None:
    consent = Consent.model_validate(
        {
            "sources": [{"source": "gesprek", "level": "A", "obtained": "2024-06"}],
            "retention": "2029-01-01",
            "member_check": [{"with": "resident", "result": "agreed", "changes": ["bedrag"]}],
            "readings": [{"level": "A", "by": "tweede lezer", "checked": True}],
        }
    )
    file = save_consent(case, consent)
    assert file == case / "private" / "consent.yaml"
    assert load_consent(case) == (consent, [])


def test_what_was_typed_stays_when_one_row_changes(case: Path) -> None:
    file = case / "private" / "consent.yaml"
    file.parent.mkdir()
    file.write_text(TYPED, encoding="utf-8")
    before, _ = read_consent(TYPED.encode(), "consent.yaml")
    gesprek, dossier = before.sources
    after = before.model_copy(update={"sources": (gesprek, dossier.model_copy(update={"withdrawn": True}))})
    save_consent(case, after)
    text = file.read_text(encoding="utf-8")
    assert load_consent(case)[0] == after
    assert "withdrawn: nee}  # mondeling" in text
    assert "2029-01-01  # vijf jaar" in text
    assert text.startswith("# van de onderzoeker")


def test_saving_the_same_changes_nothing(case: Path) -> None:
    file = case / "private" / "consent.yaml"
    file.parent.mkdir()
    file.write_text(TYPED, encoding="utf-8")
    save_consent(case, read_consent(TYPED.encode(), "consent.yaml")[0])
    assert file.read_text(encoding="utf-8") == TYPED


def test_what_cannot_be_read_is_not_written_over(case: Path) -> None:
    file = case / "private" / "consent.yaml"
    file.parent.mkdir()
    file.write_text("sources: [", encoding="utf-8")
    with pytest.raises(InputRefused):
        save_consent(case, Consent())
    assert file.read_text(encoding="utf-8") == "sources: ["


ROW = st.builds(
    SourceConsent,
    source=st.sampled_from(["gesprek", "brieven", "dossier 2"]),
    level=st.sampled_from([None, *LEVELS]),
    withdrawn=st.booleans(),
    note=st.one_of(st.none(), st.sampled_from(["nee", "12", "twee\nregels", "a: b"])),
)


@given(st.lists(ROW, max_size=3, unique_by=lambda row: row.source), st.sampled_from(["agreed", "objected"]))
def test_every_record_can_be_written_and_read_back(rows: list[SourceConsent], result: str) -> None:
    check = MemberCheck.model_validate({"with": "resident", "result": result})
    consent = Consent(sources=tuple(rows), member_check=(check,))
    assert read_consent(consent_text(consent).encode(), "consent.yaml") == (consent, [])
