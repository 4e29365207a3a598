"""The second opinion: asked in a process of its own, and only for what the rules of the kit did not find."""

from __future__ import annotations

import logging

import pytest

from casekit.errors import InputRefused
from casekit.privacy.finding import Finding
from casekit.privacy.second import _only_new, is_installed, second_opinion

with_deduce = pytest.mark.skipif(not is_installed(), reason="deduce is not installed: it is no part of the kit")


def places(*spans: tuple[int, int]) -> tuple[Finding, ...]:
    return tuple(Finding("second_opinion", "CONFIRM", start, end) for start, end in spans)


def test_only_what_lies_over_nothing_that_is_known_is_new() -> None:
    known = (Finding("bsn", "BLOCK", 5, 10), Finding("name", "CONFIRM", 20, 25))
    told = places((0, 5), (4, 6), (10, 12), (11, 14), (18, 30), (24, 26), (25, 27))
    assert tuple(_only_new(told, known)) == places((0, 5), (10, 12), (25, 27))


@pytest.mark.skipif(is_installed(), reason="deduce is installed here")
def test_without_deduce_it_says_how_to_get_it() -> None:
    with pytest.raises(InputRefused) as refused:
        second_opinion(["Een zin."])
    (problem,) = refused.value.problems
    assert "pip install deduce==3.0.6" in problem.sentence("nl")
    assert "pip install deduce==3.0.6" in problem.sentence("en")


@with_deduce
def test_a_second_opinion_adds_to_what_the_rules_find_and_leaves_the_logging_alone() -> None:
    before = logging.getLogger().level, list(logging.getLogger().handlers)
    text = "de man van 47 jaar zag dokter jansen in het ziekenhuis"
    (found, nothing) = second_opinion([text, "Het besluit kwam te laat."])
    assert all(one.kind == "second_opinion" and one.severity == "CONFIRM" for one in found)
    assert nothing == ()
    assert (logging.getLogger().level, list(logging.getLogger().handlers)) == before


@with_deduce
def test_when_it_takes_too_long_it_is_stopped() -> None:
    with pytest.raises(InputRefused) as refused:
        second_opinion(["Een zin."], seconds=0.05)
    assert refused.value.problems[0].code == "second_opinion_slow"
