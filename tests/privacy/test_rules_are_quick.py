"""No rule can be kept busy: 100 kB that is made for it takes well under two seconds (privacy.md 1.5)."""

from __future__ import annotations

from time import process_time

import pytest

from casekit.privacy.normal import normalise
from casekit.privacy.rules import RULES
from casekit.privacy.text import findings
from tests.privacy.hostile import HOSTILE, hostile

MOST_SECONDS = 2.0


def seconds_of_the_slowest(family: str, size: int) -> float:
    slowest = 0.0
    for text in hostile(family, size):
        for rule in RULES[family]:
            begin = process_time()
            for _ in rule.find(text):
                pass
            slowest = max(slowest, process_time() - begin)
    return slowest


def test_every_family_has_at_least_sixteen_hostile_texts() -> None:
    assert RULES.keys() == HOSTILE.keys()
    assert min(map(len, HOSTILE.values())) >= 16


@pytest.mark.parametrize("family", HOSTILE)
def test_no_rule_is_kept_busy_by_four_thousand_characters(family: str) -> None:
    """A twenty-fifth of the text in a twenty-fifth of the time: windows make it grow in proportion."""
    assert seconds_of_the_slowest(family, 4_000) < MOST_SECONDS / 25 * 2


@pytest.mark.slow
@pytest.mark.parametrize("family", HOSTILE)
def test_no_rule_is_kept_busy_by_a_hundred_thousand_characters(family: str) -> None:
    assert seconds_of_the_slowest(family, 100_000) < MOST_SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "&#" * 50_000,
        "\u0301" * 100_000,
        " \n" * 50_000,
        "\n# " * 33_000,
        "nul " * 25_000,
        "O1" * 50_000,
        "а1" * 50_000,
    ],
    ids=["entities", "accents", "lines", "comments", "number words", "letters for digits", "Cyrillic"],
)
def test_nothing_keeps_the_normalising_busy(text: str) -> None:
    begin = process_time()
    normalise(text)
    assert process_time() - begin < MOST_SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("family", HOSTILE)
def test_everything_together_takes_no_more_than_two_rules_may(family: str) -> None:
    bits = "".join(HOSTILE[family])
    text = (bits * (100_000 // len(bits) + 1))[:100_000]
    begin = process_time()
    findings(text)
    assert process_time() - begin < 2 * MOST_SECONDS
