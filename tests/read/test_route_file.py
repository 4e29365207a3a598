"""A file with a designed route: read as typed, and every mistake told at once, each on its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from casekit.designed import Designed, earlier_steps
from casekit.errors import InputRefused, Problem
from casekit.read.route_file import MOST_STEPS, load_route, read_route
from tests.few import few


def read(text: str) -> tuple[Designed, list[Problem]]:
    return read_route(text.encode(), "eigen.yaml", {"awb-decision"})


def refused(text: str) -> list[tuple[str, object]]:
    with pytest.raises(InputRefused) as told:
        read(text)
    for problem in told.value.problems:
        assert problem.sentence("nl")
        assert problem.sentence("en")
    return [(problem.code, problem.line) for problem in told.value.problems]


def test_words_of_either_language_and_single_values_are_read() -> None:
    route, warnings = read("""
label: Eigen route
procedure: bijstand
steps:
  - {id: vraag, kinds: aanvraag, from: inwoner, to: [gemeente, Kwaliteit]}
  - {id: besluit, kinds: [besluit, refusal], after: vraag, optional: ja, norm: awb-decision}
""")
    first, second = route.steps
    assert (route.id, route.procedure) == ("eigen", ("social_assistance",))
    assert (first.kinds, first.from_, first.to) == (("application",), ("client",), ("municipality", "kwaliteit"))
    assert (second.kinds, second.after, second.optional, second.clock) == (
        ("decision", "refusal"), ("vraag",), True, "vraag",
    )  # fmt: skip
    assert warnings == []


def test_every_mistake_comes_at_once_and_on_its_line() -> None:
    assert refused("""
steps:
  - id: a
    after: [b]
  - id: b
    after: a
    norm: awb-decison
  - id: b
    after: vragg
  - id: c
    after: [a, b]
    norm: awb-decision
""") == [
        ("route_circle", 4),
        ("unknown_norm", 7),
        ("double_id", 8),
        ("unknown_step", 9),
        ("route_no_clock", 12),
    ]


def test_a_field_that_cannot_be_read_does_not_hide_what_is_wrong_with_the_order() -> None:
    assert refused("""
steps:
  - id: a
    kinds: zwaaien
    after: vragg
  - {id: b, after: a, norm: awb}
""") == [("unknown_word", 4), ("unknown_step", 5), ("unknown_norm", 6)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("- a", ["not_a_route"]),
        ("id: x", ["missing_field"]),
        ("steps: []", ["missing_field"]),
        ("steps: [{label: x}]", ["missing_field"]),
        ("steps: [{id: a, kinds: zwaaien}]", ["unknown_word"]),
        ("steps: [{id: a, optional: misschien}]", ["not_yes_no"]),
        ("steps: [{id: a, from: {x: y}}]", ["not_a_list"]),
        ("steps: [{id: a, after: a}]", ["route_circle"]),
        ("steps: [{id: a, since: b}]", ["unknown_step"]),
        ("steps: [{id: a, norm: awb-decision, since: a}]", ["route_no_clock"]),
        ("", ["empty"]),
        ("steps: &a [*a]", ["anchor", "anchor"]),
        ("steps:\n" + "".join(f"  - id: s{n}\n" for n in range(MOST_STEPS + 1)), ["route_too_long"]),
    ],
)
def test_each_mistake_has_its_own_message(text: str, codes: list[str]) -> None:
    assert [code for code, _ in refused(text)] == codes


def test_a_field_nobody_knows_and_a_slip_in_a_kind_of_party_are_warnings() -> None:
    _, warnings = read("steps: [{id: a, form: client, to: gemeent}]")
    assert sorted((problem.code, problem.severity) for problem in warnings) == [
        ("route_role_word", "warning"),
        ("unknown_field", "warning"),
    ]
    assert "gemeente" in next(p for p in warnings if p.code == "route_role_word").sentence()


def test_free_text_never_stands_in_a_message() -> None:
    with pytest.raises(InputRefused) as told:
        read("steps: [{id: a, after: mevrouw belt in tranen op over de huur}]")
    assert "tranen" not in str(told.value)


JUNK = st.recursive(
    st.sampled_from(["a", "b", "inwoner", "aanvraag", "ja", "", "x" * 300, "awb-decision"]) | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "kinds", "from", "to", "after", "norm", "since", "steps"]), inner)
    ),
    max_leaves=12,
)


@given(st.fixed_dictionaries({"steps": JUNK | st.lists(JUNK, max_size=4)}, optional={"id": JUNK, "procedure": JUNK}))
@few(25)
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(data: Any) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        route, _ = read_route(yaml.safe_dump(data).encode(), "r.yaml", {"awb-decision"})
        assert earlier_steps(route).keys() == {step.id for step in route.steps}
    except InputRefused as told:
        problems = told.problems
    assert all(problem.sentence("nl") and problem.sentence("en") for problem in problems)


@pytest.mark.slow
def test_a_file_of_thousands_of_steps_is_refused_at_once() -> None:
    rows = "".join(f"  - {{id: s{n}, after: [x{n}], norm: y{n}}}\n" for n in range(5_000))
    assert [code for code, _ in refused("steps:\n" + rows)] == ["route_too_long"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as told:
        load_route(tmp_path / "x.yaml", ())
    assert [problem.code for problem in told.value.problems] == ["no_such_file"]
