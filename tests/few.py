"""How many random examples a property gets of which each one takes long: few every day, all of them at night."""

from __future__ import annotations

from typing import Any

from hypothesis import settings

__all__ = ["few"]


def few(examples: int, **more: Any) -> settings:
    """So many examples every day; under the thorough profile of conftest.py as many as any other property.

    >>> few(10).max_examples in (10, settings().max_examples)
    True
    """
    usual = settings().max_examples
    return settings(max_examples=usual if usual >= 1000 else min(examples, usual), **more)
