"""Tightening along rules, and what cannot all be true."""

from __future__ import annotations

from math import inf

from hypothesis import given
from hypothesis import strategies as st

from casekit.when import Span
from casekit.when.network import ORIGIN, Rule, tighten


def test_without_rules_everything_can_be_any_day() -> None:
    assert tighten(["a"], []) == ({"a": Span(-inf, inf)}, [])
    assert tighten([], []) == ({}, [])


def test_rules_work_forward_and_backward() -> None:
    spans, clashes = tighten(
        "abc", [Rule(ORIGIN, "a", 3, 9), Rule(ORIGIN, "c", 5, 7), Rule("a", "b"), Rule("b", "c", 1)]
    )
    assert spans == {"a": Span(3, 6), "b": Span(3, 6), "c": Span(5, 7)}
    assert clashes == []


def test_one_open_side_stays_open() -> None:
    spans, _ = tighten("abc", [Rule(ORIGIN, "a", 3, 3), Rule("a", "b", 2), Rule("c", "a", 1)])
    assert (spans["b"], spans["c"]) == (Span(5, inf), Span(-inf, 2))
    assert tighten("a", [Rule(ORIGIN, "a", -inf, 4)])[0] == {"a": Span(-inf, 4)}
    assert tighten("a", [Rule(ORIGIN, "a", 4, inf)])[0] == {"a": Span(4, inf)}


def test_of_two_rules_on_one_pair_the_narrowest_holds_whatever_their_order() -> None:
    rules = [Rule(ORIGIN, "a", 0, 9), Rule(ORIGIN, "a", 3, 20), Rule(ORIGIN, "a", 1, 8)]
    for given_rules in (rules, rules[::-1]):
        assert tighten("a", given_rules) == ({"a": Span(3, 8)}, [])


def test_a_contradiction_names_what_makes_it() -> None:
    _, clashes = tighten("abcz", [
        Rule(ORIGIN, "a", 10, 10), Rule("a", "b"), Rule("b", "c"),
        Rule(ORIGIN, "c", 5, 5), Rule(ORIGIN, "z", 1, 1), Rule("z", "a"),
    ])  # fmt: skip
    assert [set(clash) for clash in clashes] == [{"a", "b", "c"}]


def test_the_same_day_twice_is_no_contradiction() -> None:
    assert tighten("ab", [Rule(ORIGIN, "a", 5, 5), Rule("a", "b"), Rule("b", "a")])[1] == []


def test_something_cannot_come_after_itself() -> None:
    assert tighten("a", [Rule("a", "a", 5, 5)])[1] == [["a"]]


def test_a_day_that_contradicts_itself_is_named_alone() -> None:
    assert tighten("a", [Rule(ORIGIN, "a", 5, 5), Rule(ORIGIN, "a", 9, 9)])[1] == [["a"]]


def test_several_contradictions_are_found_at_once_and_what_is_left_is_tightened() -> None:
    rules = []
    for n in range(3):
        rules += [Rule(ORIGIN, f"a{n}", 10, 10), Rule(ORIGIN, f"b{n}", 5, 5), Rule(f"a{n}", f"b{n}")]
    spans, clashes = tighten([f"{x}{n}" for x in "ab" for n in range(3)], rules)
    assert sorted(map(sorted, clashes)) == [["a0", "b0"], ["a1", "b1"], ["a2", "b2"]]
    assert spans["a0"] == Span(10, 10)


def test_a_ring_of_three_rules_without_a_day_is_named_in_order() -> None:
    _, (clash,) = tighten("abc", [Rule("a", "b", 1), Rule("b", "c", 1), Rule("c", "a", 1)])
    assert sorted(clash) == ["a", "b", "c"]


def test_after_twenty_contradictions_it_gives_up_and_knows_nothing() -> None:
    def clashing(n: int) -> tuple[dict[str, Span], list[list[str]]]:
        return tighten([f"a{i}" for i in range(n)], [Rule(f"a{i}", f"a{i}", 5, 5) for i in range(n)])

    assert len(clashing(19)[1]) == 19
    spans, clashes = clashing(30)
    assert len(clashes) == 20
    assert set(spans.values()) == {Span(-inf, inf)}


NAMES = "abcde"


@given(
    st.dictionaries(st.sampled_from(NAMES), st.tuples(st.integers(0, 30), st.integers(0, 15))),
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(0, 5)), max_size=6),
)
def test_tightened_days_lie_inside_what_was_known_and_keep_every_rule(
    known: dict[str, tuple[int, int]], after: list[tuple[str, str, int]]
) -> None:
    rules = [Rule(ORIGIN, name, lo, lo + width) for name, (lo, width) in known.items()]
    rules += [Rule(first, second, days) for first, second, days in after if first != second]
    spans, clashes = tighten(NAMES, rules)
    if clashes:
        return
    for name, (lo, width) in known.items():
        assert lo <= spans[name].lo <= spans[name].hi <= lo + width
    # The earliest days of all fit together, and so do the latest.
    for rule in rules:
        if rule.before != ORIGIN:
            assert spans[rule.after].lo >= spans[rule.before].lo + rule.lo
            assert spans[rule.before].hi <= spans[rule.after].hi - rule.lo
