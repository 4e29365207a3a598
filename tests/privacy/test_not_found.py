"""What looks like an identifier and is none: amounts, years, articles of law, helplines, versions, and their like."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from casekit.privacy.rules import RULES
from casekit.privacy.text import findings

KINDS = frozenset(rule.kind for rules in RULES.values() for rule in rules)

CLEAN: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "neighbours.yaml").read_text("utf-8"))


@pytest.mark.parametrize("sort", CLEAN)
def test_what_only_looks_like_an_identifier_is_left_alone(sort: str) -> None:
    wrong = [
        (text, one.kind, text[one.start : one.end])
        for text in CLEAN[sort]
        for one in findings(text)
        if one.kind in KINDS
    ]
    assert wrong == []


def test_numbers_under_each_other_are_each_for_itself() -> None:
    assert findings("123\n456\n782") == ()
    assert findings("1200\n3400\n5600\n") == ()


def test_an_empty_line_parts_what_is_around_it() -> None:
    assert findings("wij belden 06\n\n12345678 euro") == ()


def test_a_number_for_the_public_that_is_not_known_is_asked_about() -> None:
    for number in ("0800-1234", "0900 1234567"):
        assert [(one.kind, one.severity) for one in findings(f"wij belden {number}")] == [("phone", "CONFIRM")]
