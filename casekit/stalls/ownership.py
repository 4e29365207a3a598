"""One day, one owner: overlapping stalls share out the days that were lost (methods 4.9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from math import isinf

from casekit.stalls.evidence import Evidence
from casekit.stalls.kinds import KINDS
from casekit.stalls.stall import Stall
from casekit.waits import union

__all__ = ["lost_days", "own_days"]

Days = list[tuple[float, float]]


def lost_days(stall: Stall) -> tuple[float, float] | None:
    """The days that a stall surely cost beyond what is allowed, as [from, until); None without any.

    From the latest day on which the allowed time was over until the earliest day on which it ended. Not
    being told what came of a referral (K06c) costs no days by itself.
    """
    if stall.kind == "K06c":
        return None
    allowed = stall.norm.allowed.hi if stall.norm else 0
    start, end = stall.start.hi + allowed, stall.end.lo
    if isinf(start) or isinf(end) or end <= start:
        return None
    return start, end


def own_days(stalls: Iterable[Stall], evidence: Evidence) -> list[Stall]:
    """The stalls with the number of days each owns, and which stalls each is a mechanism of.

    Days go to the kind that stands first in the precedence, then to the stall that started first; the
    sum over the stalls is the number of days lost in the case.
    """
    stalls = list(stalls)
    timed = sorted(
        (stall for stall in stalls if _precedence(stall) is not None),
        key=lambda stall: (_precedence(stall), stall.start.lo, stall.key),
    )
    by_issue: dict[str, list[Stall]] = defaultdict(list)
    for stall in timed:
        by_issue[stall.issue].append(stall)
    taken: Days = []
    owned: dict[str, float] = {}
    for stall in timed:
        days = lost_days(stall)
        own = _minus(days, taken) if days else []
        owned[stall.key] = sum(hi - lo for lo, hi in own)
        taken = union([*taken, *own])
    result = []
    for stall in stalls:
        if stall.key in owned:
            result.append(replace(stall, owned_days=owned[stall.key]))
        elif KINDS[stall.kind[:3]].group in ("consequence", "marker"):
            result.append(stall)
        else:
            over = tuple(other.key for other in by_issue[stall.issue] if _overlap(stall, other))
            days = lost_days(stall) if not over else None
            own = _minus(days, taken) if days else []
            taken = union([*taken, *own])
            result.append(replace(stall, mechanism_of=over, owned_days=sum(hi - lo for lo, hi in own)))
    return result


def _precedence(stall: Stall) -> int | None:
    return KINDS[stall.kind[:3]].precedence


def _overlap(first: Stall, second: Stall) -> bool:
    """Whether two stalls last at the same time, as far as their days are known."""
    return first.start.lo <= second.end.hi and second.start.lo <= first.end.hi


def _minus(days: tuple[float, float], taken: Days) -> Days:
    """What is left of a stretch of days when the taken ones (merged) are removed."""
    left: Days = []
    start, end = days
    for lo, hi in taken:
        if hi <= start or lo >= end:
            continue
        if lo > start:
            left.append((start, lo))
        start = max(start, hi)
    if start < end:
        left.append((start, end))
    return left
