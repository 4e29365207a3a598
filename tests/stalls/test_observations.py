"""What deserves to be seen but is no stall: no norm, no stall, only an observation."""

from __future__ import annotations

from casekit.notation import case_of
from casekit.stalls.run import analyse
from casekit.when import Span


def seen(text: str) -> list[tuple[str, tuple[str, ...], Span]]:
    return [(one.kind, one.touchpoints, one.days) for one in analyse(case_of(text, issues=["i"])).observations]


WAIT = """
a: inwoner > stichting vraag    @0     issue=i
x: inwoner > stichting bericht  @20    issue=i
b: stichting > inwoner antwoord @{day} issue=i re=a
observed @0..@200
"""


def test_a_wait_longer_than_the_attention_norm_without_a_norm_is_an_observation() -> None:
    assert seen(WAIT.format(day=43)) == [("long_wait", ("a", "b"), Span(43, 43))]


def test_a_wait_of_exactly_the_attention_norm_is_not() -> None:
    assert seen(WAIT.format(day=42)) == []


def test_what_is_a_stall_is_no_observation_as_well() -> None:
    text = "a: inwoner > stichting vraag @0 due=10\nb: stichting > inwoner antwoord @90 re=a\nobserved @0..@200"
    analysis = analyse(case_of(text))
    assert "a" in {stall.at for stall in analysis.stalls}
    assert analysis.observations == ()


def test_every_legitimate_wait_is_seen_with_its_basis_and_days() -> None:
    case = case_of("a: inwoner > stichting vraag @0\nhold law @5..@15\nobserved @0..@20")
    (hold,) = analyse(case).observations
    assert (hold.kind, hold.hold, hold.basis, hold.days) == ("hold", "h1", "law", Span(10, 10))
