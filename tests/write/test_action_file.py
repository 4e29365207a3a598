"""Adding an own action option: a source is a web address, and nothing is saved that is not in order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casekit.errors import InputRefused
from casekit.write.action_file import save_action

ROOT = Path(__file__).parents[2]
ROW = {"label": "Samen bellen", "question": "Wie belt er?", "stalls": ["K06"]}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "cases" / "twaalf-regels", tmp_path / "cases" / "twaalf-regels"))


@pytest.mark.parametrize("source", ["geen url", "rapport", "https://", "https://a b.nl", "ftp://voorbeeld.nl"])
def test_a_source_that_is_no_web_address_is_refused_and_nothing_is_saved(case: Path, source: str) -> None:
    with pytest.raises(InputRefused) as refused:
        save_action(case, {**ROW, "source_url": source})
    assert [problem.code for problem in refused.value.problems] == ["action_source"]
    assert source not in refused.value.problems[0].part("found")
    assert not (case / "actions.yaml").exists()


@pytest.mark.parametrize("source", [None, "https://voorbeeld.nl", "http://www.voorbeeld.nl/een/pad?x=1"])
def test_a_web_address_or_no_source_is_fine(case: Path, source: str | None) -> None:
    assert save_action(case, {**ROW, "source_url": source}).source_url == source
