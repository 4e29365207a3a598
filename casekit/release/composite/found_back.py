"""How well somebody who knows a source case finds it back in the composite, by its order and its weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casekit.release.composite.compose import Composed
from casekit.release.composite.sources import Source
from casekit.release.unicity import Sight, fits, sequence_of, unicity

__all__ = ["ENOUGH", "KNOWN", "Back", "Run", "found_back", "runs"]

KNOWN = 4
"""Touchpoints that somebody knows (privacy.md 2.1: four single out nearly every case)."""
ENOUGH = 0.05
"""Above this share of the sets of four, the composite tells too much of one case: a choice of the kit."""
WEEKS = Sight("gap", 7, 1)
"""Days in the composite are whole weeks, so an interval can be a week off."""
ROUNDS = 1_000


@dataclass(frozen=True, slots=True)
class Back:
    """Of one source case: the share of its sets of four touchpoints that the composite fits; None below four."""

    case: str
    share: float | None

    @property
    def too_much(self) -> bool:
        """Whether that is above the bound."""
        return self.share is not None and self.share > ENOUGH


@dataclass(frozen=True, slots=True)
class Run:
    """Four touchpoints in a row that come from one case, and that no other source case fits."""

    case: str
    touchpoints: tuple[str, ...]


def found_back(composed: Composed, sources: Sequence[Source]) -> tuple[Back, ...]:
    """Per source case how well it is found back, in the order of the cases."""
    made = sequence_of(composed.case)
    backs = []
    for source in sources:
        alone = unicity([source.track, made], 0, KNOWN, WEEKS, rounds=ROUNDS)
        backs.append(Back(source.name, None if alone is None else 1 - alone))
    return tuple(backs)


def runs(composed: Composed, sources: Sequence[Source]) -> Iterator[Run]:
    """The places where four in a row come from one case and fit no other."""
    of = {new: piece.source.name for piece in composed.pieces for new in _ids(composed, piece.fragment.id)}
    rows = [row.id for row in composed.case.touchpoint_list]
    made = sequence_of(composed.case)
    for at in range(len(rows) - KNOWN + 1):
        names = tuple(rows[at : at + KNOWN])
        cases = {of[name] for name in names}
        if len(cases) == 1:
            case = cases.pop()
            others = [source.track for source in sources if source.name != case]
            if not any(fits(made[at : at + KNOWN], other, WEEKS) for other in others):
                yield Run(case, names)


def _ids(composed: Composed, fragment: str) -> list[str]:
    return [new for (one, _), new in composed.ids.items() if one == fragment]
