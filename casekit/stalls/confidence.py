"""How sure a finding is: five dimensions of 0 to 2, and a grade (methods 4.7)."""

from __future__ import annotations

from typing import Literal

from casekit.stalls.evidence import Evidence
from casekit.stalls.stall import Confidence, Stall

__all__ = ["judge"]


def judge(stall: Stall, evidence: Evidence) -> Confidence:
    """The confidence in a stall as the kit found it.

    The rival explanation always starts unchecked, so that nothing is graded A without a human step; a
    possible stall, or one on a reference norm, is C at most.
    """
    dimensions = {
        "date": _date(stall),
        "link": 0 if "ambiguous_link" in stall.tags else 1 if "inferred_link" in stall.tags else 2,
        "norm": _norm(stall),
        "sources": _sources(stall, evidence),
        "rival": 0,
    }
    return Confidence(**dimensions, grade=_grade(stall, dimensions))


def _grade(stall: Stall, dimensions: dict[str, int]) -> Literal["A", "B", "C"]:
    total = sum(dimensions.values())
    if stall.verdict == "possible" or (stall.norm and stall.norm.rung == 4) or total < 5:
        return "C"
    if total >= 8 and all(dimensions[name] for name in ("date", "link", "rival")):
        return "A"
    return "B"


def _date(stall: Stall) -> int:
    if stall.verdict == "possible":
        return 0
    return 2 if stall.start.exact and stall.end.exact else 1


def _norm(stall: Stall) -> int:
    if stall.norm is None:
        return 0 if "order" in stall.tags else 2
    return {1: 2, 2: 2, 3: 1, 4: 0}[stall.norm.rung]


def _sources(stall: Stall, evidence: Evidence) -> int:
    """2: two independent sides, or the own file of who was silent; 1: one document; 0: one recollection, or none."""
    named = {name for touchpoint in stall.touchpoints for name in evidence.story.by_id[touchpoint].t.source}
    sources = [source for source in evidence.case.sources if source.id in named]
    sides = {evidence.story.party(source.perspective) for source in sources if source.perspective}
    owed = {evidence.story.party(actor) for actor in stall.actors}
    files = {evidence.story.party(s.perspective) for s in sources if s.kind == "file" and s.perspective}
    if len(sides) > 1 or files & owed:
        return 2
    return 1 if any(source.kind in ("file", "document") for source in sources) else 0
