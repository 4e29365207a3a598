"""Colours and marks that both figures share. Colour is never the only mark.

Source of the colours: Okabe & Ito (2008), Color Universal Design; they differ in grey when copied too.
"""

from __future__ import annotations

from typing import Any

from casekit.stalls.stall import Stall
from casekit.text import has, say

__all__ = [
    "BAND",
    "FAINT",
    "GREY",
    "GRID",
    "GROUPS",
    "HOLD",
    "INK",
    "KNOWN",
    "PATH",
    "SOFT",
    "drawn_as",
    "group_of",
    "kind_name",
    "marker_only",
    "stall_style",
]

INK = "#1a1a1a"
SOFT = "#4d4d4d"
FAINT = "#6e6e6e"
GREY = "#8c8c8c"
GRID = "#d9d9d9"
HOLD = "#c8c8c8"
BAND = "#ecebe2"
KNOWN = "#56B4E9"
PATH = "#009E73"

GROUPS = {
    "waiting": "#0072B2",
    "handover": "#D55E00",
    "information": "#CC79A7",
    "rules": "#E69F00",
    "consequence": "#595959",
}
LAST_OF_GROUP = {5: "waiting", 9: "handover", 12: "information", 16: "rules"}


def group_of(kind: str) -> str:
    """The group of a kind.

    >>> group_of("K06a"), group_of("G2")
    ('handover', 'consequence')
    """
    number = int("".join(letter for letter in kind if letter.isdigit()) or 0)
    if kind.startswith("K"):
        return next((group for last, group in LAST_OF_GROUP.items() if number <= last), "consequence")
    return "consequence"


def marker_only(stall: Stall) -> bool:
    """Whether this says something about the whole case (M1, M2) and so has no place in time."""
    return stall.kind.startswith("M")


def drawn_as(stall: Stall) -> str:
    """`bar`, `mark` (a consequence) or `words` (a feature of the whole case)."""
    if marker_only(stall):
        return "words"
    return "mark" if stall.kind.startswith("G") else "bar"


def kind_name(kind: str, lang: str) -> str:
    """Code and name of a kind ("K02 te late reactie"); the code alone where it has no name."""
    for code in (kind, kind.rstrip("abc")):
        if has(f"kind.{code}.name", lang):
            name = say(f"kind.{code}.name", lang)
            return f"{kind} {name[:1].lower()}{name[1:]}"
    return kind


def stall_style(stall: Stall) -> dict[str, Any]:
    """How a patch shows a stall: filled, solid edge when certain; hatched, dashed edge when possible."""
    colour = GROUPS[group_of(stall.kind)]
    if stall.verdict == "certain":
        return {"facecolor": colour, "edgecolor": INK, "linewidth": 0.6}
    return {
        "facecolor": "white",
        "edgecolor": INK,
        "hatchcolor": colour,
        "hatch": "//////",
        "hatch_linewidth": 0.8,
        "linewidth": 0.7,
        "linestyle": (0, (3, 1.5)),
    }
