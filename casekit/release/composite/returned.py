"""Which stalls of the fragments came back in the composite, which did not, and which are only there."""

from __future__ import annotations

from dataclasses import dataclass

from casekit.release.composite.compose import Composed
from casekit.stalls.kinds import KINDS
from casekit.stalls.run import Analysis, analyse
from casekit.stalls.stall import Stall

__all__ = ["Returned", "returned"]


@dataclass(frozen=True)
class Returned:
    """The stalls of the composite and of its fragments, held against each other; ids are those of the composite.

    `kept`: in both; `gone`: fragment, kind and touchpoints of what a source case has and the composite has not;
    `new`: what only the whole has, since the fragments meet there.
    """

    analysis: Analysis
    kept: tuple[Stall, ...]
    gone: tuple[tuple[str, str, tuple[str, ...]], ...]
    new: tuple[Stall, ...]


def returned(composed: Composed) -> Returned:
    """The stalls of the composite beside those of its fragments; markers of the whole case are left out."""
    analysis = analyse(composed.case)
    there = {(stall.kind[:3], frozenset(stall.touchpoints)): stall for stall in analysis.stalls if _counts(stall)}
    kept: dict[str, Stall] = {}
    gone = []
    for piece in composed.pieces:
        name = piece.fragment.id
        for stall in filter(_counts, piece.stalls):
            ids = tuple(composed.ids[name, one] for one in stall.touchpoints)
            same = there.get((stall.kind[:3], frozenset(ids)))
            if same is not None:
                kept[same.key] = same
            else:
                gone.append((name, stall.kind, ids))
    new = tuple(stall for stall in there.values() if stall.key not in kept)
    return Returned(analysis, tuple(kept.values()), tuple(gone), new)


def _counts(stall: Stall) -> bool:
    return KINDS[stall.kind[:3]].group != "marker"
