"""What a kind of stall says about itself; each kind is one file that ends with its `KIND`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from casekit.stalls.evidence import Evidence
from casekit.stalls.stall import Stall

__all__ = ["Group", "Kind"]

Group = Literal["waiting", "handover", "information", "access", "consequence", "marker"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of stall.

    `find` gives the stalls of this kind; `opportunity` says whether the case had any occasion for it (no
    referral: K06 cannot be); `missing` the fields without which it cannot be assessed here. `by_issue`
    kinds are capped at possible when the case names no issues. `precedence` is the place in the order
    of owners of a day (methods 4.9; 1 goes first), None for kinds that own no days of their own.
    """

    code: str
    group: Group
    find: Callable[[Evidence], Iterator[Stall]]
    opportunity: Callable[[Evidence], bool]
    missing: Callable[[Evidence], tuple[str, ...]]
    by_issue: bool = False
    precedence: int | None = None
    after: tuple[str, ...] = ()
    """Kinds that have to be known first; `Evidence.found` then holds their stalls."""


def nothing_missing(evidence: Evidence) -> tuple[str, ...]:
    """For kinds that need no more than what every touchpoint has."""
    return ()
