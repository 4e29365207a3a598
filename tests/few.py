"""What is few every day and all at night: random examples of a property, and values of a test that take long."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pytest
from hypothesis import settings

from casekit.case import Case
from casekit.examples import FLAGSHIP, example, examples
from casekit.stalls.run import Analysis, analyse

__all__ = ["EVERY_DAY", "analysed", "few", "few_examples", "kit", "mostly_slow"]

EVERY_DAY = (FLAGSHIP, "twaalf-regels")
"""The cases of the kit that the everyday tests go through: the fullest one and the smallest one."""


def few(examples: int, **more: Any) -> settings:
    """So many examples every day; under the thorough profile of conftest.py as many as any other property.

    >>> few(10).max_examples in (10, settings().max_examples)
    True
    """
    usual = settings().max_examples
    return settings(max_examples=usual if usual >= 1000 else min(examples, usual), **more)


def mostly_slow(values: Iterable[Any], *every_day: Any) -> list[Any]:
    """The values for `parametrize`, of which all but those of every day carry the mark `slow`.

    >>> [len(param.marks) for param in mostly_slow("abc", "b")]
    [1, 0, 1]
    """
    found = list(values)
    assert set(every_day) <= set(found), "a value of every day is not among the values"
    return [
        pytest.param(
            *(value if isinstance(value, tuple) else (value,)), marks=() if value in every_day else pytest.mark.slow
        )
        for value in found
    ]


def few_examples() -> list[Any]:
    """The cases that come with the kit, for `parametrize`: two every day, all of them with the slow tests."""
    return mostly_slow(examples(), *EVERY_DAY)


@cache
def kit(name: str) -> Case:
    """A case that comes with the kit, read once: a case is frozen, so that tests can share it."""
    return example(name)


@cache
def analysed(name: str) -> Analysis:
    """What the stalls of a case that comes with the kit are, found once."""
    return analyse(kit(name))
