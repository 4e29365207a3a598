"""The cases and notebooks that come with the kit go through every gate, and looking is quick."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from casekit.privacy.gate import problems_of, seen
from casekit.privacy.look import look
from tests.few import mostly_slow

ROOT = Path(__file__).parents[2]
CASES = sorted(path.name for path in (ROOT / "cases").iterdir() if path.is_dir())


@pytest.mark.parametrize("name", mostly_slow(CASES, "bijstand-aanvraag", "kinderarmoede", "twaalf-regels"))
def test_a_case_of_the_kit_goes_through_every_gate_without_a_word(name: str) -> None:
    found = look(ROOT / "cases" / name)
    assert (problems_of(found, "release"), seen([found])) == ([], [])


def test_the_notebooks_of_the_kit_hold_nothing_that_may_never_leave() -> None:
    found = look(ROOT / "notebooks")
    assert ([one for one in found.found if one.severity == "BLOCK"], found.unread) == ([], ())


@pytest.mark.slow
def test_a_case_of_sixty_touchpoints_is_looked_through_in_an_instant() -> None:
    folder = ROOT / "cases" / "bijstand-aanvraag"
    look(folder)
    begun = time.process_time()
    look(folder)
    assert time.process_time() - begun < 0.6
