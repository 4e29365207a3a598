"""What another figure draws over a timeline, and what it adds to the words around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from casekit.figures.legend import Entry
from casekit.figures.lettering import line_height, wrap
from casekit.figures.paper import Board, Paper
from casekit.figures.plan import Plan

__all__ = ["Overlay"]


def _nothing(on: Board, plan: Plan) -> None:
    """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """`notes` go before those of the timeline, `entries` into its legend, `marks` behind the heading of a touchpoint.

    `words` stand under the legend, each on lines of its own. `draw` comes last, over all else.
    """

    notes: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    draw: Callable[[Board, Plan], None] = _nothing

    def lines(self, paper: Paper) -> list[str]:
        """The words under the legend, in lines."""
        room = paper.right - paper.margin
        return [line for words in self.words for line in wrap(words, room, paper.lane_type, 12)]

    def height(self, paper: Paper) -> float:
        """The height that those lines take, in mm."""
        return len(self.lines(paper)) * line_height(paper.lane_type) * 1.1 + (2 if self.words else 0)

    def write(self, on: Board, top: float) -> None:
        """Write those lines from a height on."""
        step = line_height(on.paper.lane_type) * 1.1
        for n, words in enumerate(self.lines(on.paper)):
            on.write(on.paper.margin, top + 1.5 + (n + 0.5) * step, words, on.paper.lane_type)
