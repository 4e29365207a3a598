"""Bands of amounts, ages and numbers of children; the cut points stand in `bands.toml`, once for all cases."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["age_band", "amount_band", "children_band", "coarser_word", "cut_points", "trait_band"]

_NUMBER = re.compile(r"\d+")
_MORE = re.compile(r"\d\s*(?:\+|of meer|en ouder|or more|and over)")


@cache
def _bands() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("casekit.release").joinpath("bands.toml").read_text(encoding="utf-8"))


def cut_points(name: str, level: str) -> tuple[int, ...]:
    """Where the bands of "amount", "age" or "children" begin at a level; W has the bands of A.

    >>> cut_points("children", "O"), cut_points("children", "W")
    ((0, 1, 3), (0, 1))
    """
    return tuple(_bands()[name]["O" if level == "O" else "A"])


def _band(name: str, number: float, level: str) -> str:
    if number < 0:
        return "< 0"
    cuts = cut_points(name, level)
    at = bisect_right(cuts, number) - 1
    if at == len(cuts) - 1:
        return f"{cuts[at]}+"
    top = cuts[at + 1] - 1 if _bands()[name]["whole"] else cuts[at + 1]
    return str(cuts[at]) if top == cuts[at] else f"{cuts[at]}-{top}"


def amount_band(amount: float, level: str) -> str:
    """The band in which an amount in euros lies; what is exactly on a cut point belongs to the higher band.

    >>> amount_band(2100, "O"), amount_band(2100, "A"), amount_band(60_000, "A")
    ('1000-5000', '1000-20000', '20000+')
    """
    return _band("amount", amount, level)


def age_band(years: float, level: str) -> str:
    """The band of an age in whole years.

    >>> age_band(34, "O"), age_band(34, "A"), age_band(70, "O")
    ('27-39', '27-54', '55+')
    """
    return _band("age", years, level)


def children_band(number: float, level: str) -> str:
    """The band of a number of children.

    >>> children_band(2, "O"), children_band(4, "O"), children_band(4, "A"), children_band(0, "A")
    ('1-2', '3+', '1+', '0')
    """
    return _band("children", number, level)


def trait_band(attribute: str, value: str, level: str) -> str | None:
    """The band of a typed age or number of children; None when it does not lie in one band, or is no number.

    >>> trait_band("children", "4+", "O"), trait_band("age", "7 en 9", "O"), trait_band("age", "30-45", "O")
    ('3+', '4-11', None)
    """
    numbers = [int(one) for one in _NUMBER.findall(value[:100])]
    if attribute not in ("age", "children") or not numbers:
        return None
    bands = {_band(attribute, number, level) for number in numbers}
    if _MORE.search(value) and max(numbers) < cut_points(attribute, level)[-1]:
        return None
    return bands.pop() if len(bands) == 1 else None


def coarser_word(attribute: str, code: str) -> str:
    """What a code of `shares.toml` becomes at A: a wider one, or itself when there is none.

    >>> coarser_word("household", "single_parent"), coarser_word("housing", "owner")
    ('with_children', 'owner')
    """
    found: str = _bands().get(attribute, {}).get(code, code)
    return found
