"""What can be reached under the requirements as they were applied, and what keeps itself out of reach.

A goal needs every requirement that was imposed on it; a requirement is met by any one of its alternatives;
an alternative by all it needs. Whatever no requirement was imposed on can be had. The goals that can be
reached are the least fixed point; a cycle alone is no deadlock, because another way may be open.

Sources: AND/OR graphs; circular wait (Coffman conditions); methods 3.5 and appendix A.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import networkx as nx

from casekit.case import Requirement

__all__ = ["attainable", "deadlocks"]


def attainable(
    requirements: Iterable[Requirement], have: Collection[str] = (), offered_only: bool = True
) -> set[str]:
    """The goals that can be reached, given what the resident has.

    Without `offered_only` also by ways that were not offered. A requirement without ways to meet it says
    nothing, and counts as met.

    >>> one = Requirement.model_validate
    >>> address = one({"id": "r1", "goal": "address", "alternatives": [{"needs": ["income"]}]})
    >>> income = one({"id": "r2", "goal": "income", "alternatives": [{"needs": ["address"]}]})
    >>> attainable([address, income]), sorted(attainable([address, income], have=["income"]))
    (set(), ['address', 'income'])
    """
    imposed: dict[str, list[list[tuple[str, ...]]]] = {}
    for requirement in requirements:
        on_goal = imposed.setdefault(requirement.goal, [])
        if requirement.alternatives:
            on_goal.append([w.needs for w in requirement.alternatives if w.offered or not offered_only])
    open_goals = set(imposed) - set(have)
    grown = True
    while grown:
        within = {
            goal
            for goal in open_goals
            if all(any(open_goals.isdisjoint(way) for way in ways) for ways in imposed[goal])
        }
        open_goals -= within
        grown = bool(within)
    return set(imposed) - open_goals


def deadlocks(requirements: Collection[Requirement], have: Collection[str] = ()) -> Iterator[tuple[Requirement, ...]]:
    """The cores: requirements that keep each other's goals out of reach, each within reach without the other.

    >>> one = Requirement.model_validate
    >>> rows = [
    ...     one({"id": "r1", "goal": "debt help", "alternatives": [{"needs": ["treatment"]}]}),
    ...     one({"id": "r2", "goal": "treatment", "alternatives": [{"needs": ["debt help"]}]}),
    ... ]
    >>> [[requirement.id for requirement in core] for core in deadlocks(rows)]
    [['r1', 'r2']]
    """
    closed = {requirement.goal for requirement in requirements} - attainable(requirements, have)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for requirement in requirements:
        if requirement.goal in closed:
            graph.add_edges_from((requirement.goal, need) for need in _needs(requirement) if need in closed)
    for goals in nx.strongly_connected_components(graph):
        core = tuple(r for r in requirements if r.goal in goals and _needs(r) & goals)
        if len(goals) > 1 and all(_freed(goal, goals, core, requirements, have) for goal in goals):
            yield core


def _needs(requirement: Requirement) -> set[str]:
    return {need for way in requirement.alternatives if way.offered for need in way.needs}


def _freed(
    goal: str,
    goals: set[str],
    core: tuple[Requirement, ...],
    requirements: Collection[Requirement],
    have: Collection[str],
) -> bool:
    """Whether a goal can be reached when what the core asks for another of its goals is waived."""
    for other in goals - {goal}:
        waived = {requirement.id for requirement in core if requirement.goal == other}
        if goal in attainable([r for r in requirements if r.id not in waived], have):
            return True
    return False
