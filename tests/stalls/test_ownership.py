"""One day, one owner (methods 4.9)."""

from __future__ import annotations

from math import inf

import pytest

from casekit.notation import case_of
from casekit.stalls.evidence import Evidence
from casekit.stalls.ownership import lost_days, own_days
from casekit.stalls.stall import NormUse, Stall
from casekit.when import Span

EVIDENCE = Evidence(case_of("a: inwoner > gemeente vraag @0"))


def stall(kind: str, start: float, end: float, allowed: float | None = None, issue: str = "i") -> Stall:
    norm = None if allowed is None else NormUse("n", 2, Span(allowed, allowed))
    name = f"{kind}-{start:g}"
    return Stall(
        kind,
        "certain",
        "a",
        (name,),
        (),
        issue,
        Span(start, start),
        Span(end, end),
        Span(end - start, end - start),
        norm,
    )


def owned(*stalls: Stall) -> dict[str, float]:
    return {one.kind: one.owned_days for one in own_days(stalls, EVIDENCE)}


@pytest.mark.parametrize(
    ("one", "days"),
    [
        (stall("K02", 0, 40, 10), (10, 40)),
        (stall("K02", 0, 40), (0, 40)),
        (stall("K02", 0, 10, 10), None),
        (stall("K02", 0, 11, 10), (10, 11)),
        (stall("K02", 0, inf, 10), None),
        (stall("K02", -inf, 10), None),
    ],
)
def test_lost_is_what_lies_surely_after_what_is_allowed(one: Stall, days: tuple[float, float] | None) -> None:
    assert lost_days(one) == days


def test_uncertain_ends_count_only_for_what_is_sure() -> None:
    one = Stall(
        "K02", "certain", "a", ("a",), (), "i", Span(0, 5), Span(30, 50), Span(25, 50), NormUse("n", 2, Span(5, 10))
    )
    assert lost_days(one) == (15, 30)


@pytest.mark.parametrize(
    ("first", "second"),
    [("K13", "K07"), ("K07", "K06"), ("K06", "K08"), ("K08", "K05"), ("K05", "K03"), ("K03", "K02"), ("K01", "K04")],
)
def test_the_same_days_go_to_the_kind_that_comes_first(first: str, second: str) -> None:
    assert owned(stall(second, 0, 20), stall(first, 0, 20)) == {first: 20, second: 0}


def test_the_rest_of_the_days_stays_with_the_other() -> None:
    assert owned(stall("K04", 0, 50), stall("K06", 10, 20), stall("K08", 15, 30)) == {"K06": 10, "K08": 10, "K04": 30}


def test_of_one_kind_the_one_that_started_first_owns_the_day() -> None:
    result = own_days([stall("K02", 10, 30), stall("K02", 0, 20)], EVIDENCE)
    assert [one.owned_days for one in result] == [10, 20]


def test_a_mechanism_of_a_wait_owns_no_days_and_names_it() -> None:
    waits, again = own_days([stall("K02", 0, 20), stall("K10", 5, 15)], EVIDENCE)
    assert (again.mechanism_of, again.owned_days, waits.mechanism_of) == ((waits.key,), 0, ())


def test_a_mechanism_elsewhere_or_of_another_issue_owns_its_own_days() -> None:
    _, later = own_days([stall("K02", 0, 20), stall("K10", 30, 35)], EVIDENCE)
    assert (later.mechanism_of, later.owned_days) == ((), 5)
    _, other = own_days([stall("K02", 0, 20), stall("K10", 15, 25, issue="j")], EVIDENCE)
    assert (other.mechanism_of, other.owned_days) == ((), 5)  # a day has one owner in the whole case


@pytest.mark.parametrize("kind", ["G1", "G2", "M1"])
def test_effects_and_markers_own_nothing(kind: str) -> None:
    assert owned(stall(kind, 0, 20)) == {kind: 0}
