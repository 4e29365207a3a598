"""Names in the left margin of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from casekit.figures.ink import FAINT, INK
from casekit.figures.lettering import line_height
from casekit.figures.paper import Board

__all__ = ["write_name"]


def write_name(
    on: Board, lines: Sequence[str], y: float, *, size: float = 0, bold: bool = True, silent: bool = False
) -> None:
    """A name in the left margin, around a height."""
    paper = on.paper
    size = size or paper.lane_type
    step = line_height(size) * 0.95
    for n, words in enumerate(lines):
        height = y + (n - (len(lines) - 1) / 2) * step
        colour = FAINT if silent else INK
        on.write(paper.margin + 4, height, words, size, weight="bold" if bold else "normal", color=colour)
