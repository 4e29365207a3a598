"""What is found: identifiers of every kind, as they are written, up to the last character."""

from __future__ import annotations

import pytest

from casekit.privacy.text import findings
from tests.privacy.makers import MAKERS, sentences


@pytest.mark.parametrize("what", MAKERS)
def test_what_points_to_a_person_is_found_exactly_as_it_was_typed(what: str) -> None:
    kind, severity, _ = MAKERS[what]
    missed = []
    for before, value, after in sentences(what):
        text = before + value + after
        found = {(one.kind, one.severity, text[one.start : one.end]) for one in findings(text)}
        if (kind, severity, value) not in found:
            missed.append((text, sorted(found)))
    assert missed == []
