"""The author decides once per word, and the word itself is written nowhere."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.errors import InputRefused
from casekit.privacy.decided import Decisions, decisions_at, plain_word, save_decisions
from casekit.privacy.gate import problems_of
from casekit.privacy.look import hits, look
from tests.few import few
from tests.privacy.hiding import SECRETS, case_text, write

ABOUT = {"by": "onderzoeker", "on": "2026-11-20"}


def keep(folder: Path, *words: str) -> Path:
    return save_decisions(folder, [(word, "name", "een functie") for word in words], **ABOUT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "case.yaml", case_text(summary="mevrouw Pietersen belt", label="loket van mevrouw Pietersen"))
    write(tmp_path, "codings/a.yaml", "codes: [{stall: K01-t1, cause: O3, rationale: Mevrouw Pietersen belde}]")
    return tmp_path


def test_a_decision_is_for_all_places_of_a_word_in_its_case(folder: Path) -> None:
    asked = look(folder).open
    assert {one.file for one in asked} == {"case.yaml", "codings/a.yaml"}
    keep(folder, *{hit.word for hit in hits(folder)[0]})
    seen = look(folder)
    assert (seen.open, len(seen.found)) == ((), len(asked))
    assert all(one.decided for one in seen.found)


def test_the_word_is_not_in_the_file_nor_its_hash_the_same_in_another_case(folder: Path, tmp_path: Path) -> None:
    first, second = keep(folder, "Pietersen"), keep(tmp_path / "ander", "Pietersen")
    for file in (first, second):
        assert "pietersen" not in file.read_text().casefold()
    assert decisions_at(folder).rows[0].hash != decisions_at(tmp_path / "ander").rows[0].hash  # type: ignore[union-attr]


def test_deciding_again_gives_a_new_reason_and_keeps_the_rest_and_the_comments(folder: Path) -> None:
    file = keep(folder, "Een", "Twee")
    file.write_text(file.read_text() + "# een eigen opmerking\n")
    salt = decisions_at(folder).salt  # type: ignore[union-attr]
    save_decisions(folder, [("een", "name", "iets anders")], **ABOUT)
    found = decisions_at(folder)
    assert found is not None
    assert ([row.reason for row in found.rows], found.salt) == (["iets anders", "een functie"], salt)
    assert "# een eigen opmerking" in file.read_text()


@pytest.mark.parametrize(
    "other", ["PIETERSEN", "Pietersen\u2019s", "Pietersens'", " pietersen ", "Pieter\u00adsen", "\uff30ietersen"]
)
def test_a_word_is_the_same_whatever_its_capitals_spaces_and_possessive_s(other: str) -> None:
    assert plain_word(other).rstrip("s") == "pietersen"


def test_three_hundred_words_take_less_than_a_second_or_two() -> None:
    begun = time.process_time()
    Decisions("zout", ()).holds("x")
    from casekit.privacy.decided import hashed

    for number in range(300):
        hashed(f"woord {number}", "zout")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    "text", ["", "woorden: nee", "salt: a", "salt: a\nwords: [x]", "salt: a\nwords: [{hash: b}]", "[1"]
)
def test_decisions_that_cannot_be_read_do_not_count_and_that_is_told(text: str, folder: Path) -> None:
    write(folder, "private/words.yaml", text)
    seen = look(folder)
    assert seen.open
    assert "words" in {one.reason for one in seen.unread}
    with pytest.raises(InputRefused):
        decisions_at(folder)


@few(25)
@given(st.lists(st.sampled_from(sorted(SECRETS)), min_size=1, max_size=3, unique=True), st.booleans())
def test_no_decision_ever_hides_what_may_never_leave(kinds: list[str], whole: bool) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "casus"
        text = "; ".join(SECRETS[kind][0] for kind in kinds)
        write(folder, "case.yaml", case_text(title=f"'{text}'"))
        before = look(folder)
        keep(folder, *(hit.word for hit in hits(folder)[0]), *([text] if whole else []))
        after = look(folder)
        assert [one.finding for one in after.found] == [one.finding for one in before.found]
        assert not any(one.decided for one in after.found if one.severity == "BLOCK")
        assert any(problem.severity == "error" for problem in problems_of(after, "library"))
