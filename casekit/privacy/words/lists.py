"""The word lists of `casekit/privacy/lists`, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["listed", "phrases", "table"]


@cache
def table(name: str) -> dict[str, str]:
    """The entries of one list file."""
    file = files("casekit.privacy").joinpath("lists", f"{name}.toml")
    entries: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
    return entries


@cache
def listed(name: str, *entries: str) -> frozenset[str]:
    """The words of some entries of a list, as they stand there.

    >>> "belt" in listed("cues", "verbs")
    True
    """
    return frozenset(word for entry in entries for word in table(name)[entry].split())


@cache
def phrases(name: str, entry: str) -> tuple[str, ...]:
    """The phrases of an entry, which are parted by | or the end of a line; the longest first."""
    parts = table(name)[entry].replace("\n", "|").split("|")
    return tuple(sorted({part.strip() for part in parts if part.strip()}, key=lambda part: (-len(part), part)))
