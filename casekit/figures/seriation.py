"""In which order rows stand under each other, so that rows that look alike are neighbours."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["alike_below"]


def alike_below(rows: Mapping[str, frozenset[str]]) -> list[str]:
    """The names of the rows: first the fullest, then each time the one that looks most like the row above it.

    Alike is what two rows share, as a part of what either has (Jaccard). Of rows that are equally alike the fullest
    comes first, then the first by name; so the order in which rows are given does not matter, and empty rows end up
    at the foot. One rule that can be told in one sentence was chosen over a better optimum that cannot.

    >>> alike_below({"a": frozenset("xy"), "b": frozenset("z"), "c": frozenset("xyw"), "d": frozenset()})
    ['c', 'a', 'b', 'd']
    """
    left, order = dict(rows), list[str]()
    above: frozenset[str] = frozenset()
    while left:
        name = min(left, key=lambda one: (-_alike(above, left[one]), -len(left[one]), one))
        order.append(name)
        above = left.pop(name)
    return order


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    either = one | other
    return len(one & other) / len(either) if either else 0.0
