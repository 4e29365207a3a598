"""The fixed point of requirements: a way more never puts a goal further out of reach (methods 9)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casekit.case import Alternative, Requirement
from casekit.stalls.requirements import attainable, deadlocks

GOALS = "ABCDE"
ways = st.builds(
    Alternative,
    needs=st.lists(st.sampled_from(GOALS + "x"), min_size=1, max_size=2, unique=True).map(tuple),
    offered=st.booleans(),
)
rows = st.lists(st.tuples(st.sampled_from(GOALS), st.lists(ways, min_size=1, max_size=2)), min_size=1, max_size=7)


def required(found: list[tuple[str, list[Alternative]]]) -> list[Requirement]:
    return [Requirement(id=f"r{n}", goal=goal, alternatives=tuple(many)) for n, (goal, many) in enumerate(found)]


def out_of_reach(requirements: list[Requirement]) -> set[str]:
    return {requirement.goal for requirement in requirements} - attainable(requirements)


@settings(max_examples=60, deadline=None)
@given(rows, ways, st.data())
def test_a_deadlock_shrinks_when_an_alternative_is_added(
    found: list[tuple[str, list[Alternative]]], way: Alternative, data: st.DataObject
) -> None:
    before = required(found)
    n = data.draw(st.integers(0, len(before) - 1))
    more = before[n].model_copy(update={"alternatives": (*before[n].alternatives, way)})
    after = [*before[:n], more, *before[n + 1 :]]
    assert out_of_reach(after) <= out_of_reach(before)


@settings(max_examples=60, deadline=None)
@given(rows, st.sampled_from(GOALS))
def test_a_deadlock_shrinks_when_a_goal_is_there_or_a_requirement_is_waived(
    found: list[tuple[str, list[Alternative]]], goal: str
) -> None:
    before = required(found)
    had = {requirement.goal for requirement in before} - attainable(before, have=[goal])
    assert had <= out_of_reach(before)
    waived = [requirement for requirement in before if requirement.goal != goal]
    assert out_of_reach(waived) <= out_of_reach(before)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_every_core_is_out_of_reach_and_within_reach_once_all_of_it_is_waived(
    found: list[tuple[str, list[Alternative]]],
) -> None:
    requirements = required(found)
    for core in deadlocks(requirements):
        goals = {requirement.goal for requirement in core}
        assert goals <= out_of_reach(requirements)
        assert any(goal not in out_of_reach([r for r in requirements if r not in core]) for goal in goals)
