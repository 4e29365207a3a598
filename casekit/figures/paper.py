"""The sheets that figures are drawn on: measures in millimetres, type in points, and how they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from casekit.figures.lettering import FAMILY, clean
from casekit.figures.save import drawn

__all__ = ["PAPERS", "Board", "Paper", "board", "paper_of"]

MM_PER_INCH = 25.4
SCREEN_DPI = 150


@dataclass(frozen=True, slots=True)
class Paper:
    """One size of sheet: all lengths in mm, all type in points; `small` is the smallest type on it."""

    name: str
    width: float
    height: float
    margin: float
    names: float
    heading: float
    lane_type: float
    heading_type: float
    small: float
    title: float
    pitch: float
    cut: float
    lane: float

    @property
    def right(self) -> float:
        """The right end of what may be drawn."""
        return self.width - self.margin


PAPERS = {
    "a3": Paper("a3", 420, 297, 10, 52, 41, 9, 7.5, 7, 16, 3.9, 9, 6.2),
    "a4": Paper("a4", 297, 210, 8, 38, 31, 6.5, 5.5, 5.5, 11, 3.15, 6.5, 4.6),
}


def paper_of(name: str) -> Paper:
    """The sheet of a name, `a3` or `a4` (lying). Raises ValueError for another name.

    >>> paper_of("a4").width
    297
    """
    if name.lower() not in PAPERS:
        raise ValueError(f"unknown paper {name!r}: choose from {', '.join(PAPERS)}")
    return PAPERS[name.lower()]


class Sheet(Figure):
    """A matplotlib figure that a notebook shows by itself, without pyplot having been loaded."""

    def _repr_png_(self) -> bytes:
        return drawn(self, ".png", SCREEN_DPI)


@dataclass(frozen=True, slots=True)
class Board:
    """An axes whose units are the millimetres of a sheet, from its top left corner."""

    ax: Axes
    paper: Paper
    scale: float

    def points(self, size: float) -> float:
        """A size in points of the sheet, in points of the axes that it is drawn in."""
        return size * self.scale

    def write(self, x: float, y: float, text: str, size: float, **style: Any) -> Text:
        """Put one line of words at a place; what the typeface cannot show becomes an open square."""
        style = {"ha": "left", "va": "center", "color": "#1a1a1a", **style}
        return self.ax.text(x, y, clean(text), fontsize=self.points(size), family=FAMILY, parse_math=False, **style)

    def line(self, xs: Sequence[float], ys: Sequence[float], **style: Any) -> Line2D:
        """Draw a line, or a mark; widths and sizes in points of the sheet."""
        style = {"color": "#1a1a1a", "linewidth": 0.6, "solid_capstyle": "butt", **style}
        for name in ("linewidth", "markersize", "markeredgewidth"):
            if name in style:
                style[name] = self.points(style[name])
        return self.ax.add_line(Line2D(list(xs), list(ys), **style))


def board(ax: Axes | None, paper: Paper, height: float) -> Board:
    """Make the axes of a sheet: a figure of its own at true size, or the given axes, to scale.

    `height` is the paper's own, or more where a case needs it.
    """
    paper = replace(paper, height=height)
    if ax is None:
        sheet = Sheet(figsize=(paper.width / MM_PER_INCH, height / MM_PER_INCH), dpi=SCREEN_DPI, facecolor="white")
        FigureCanvasAgg(sheet)
        ax = sheet.add_axes((0, 0, 1, 1))
    ax.set_xlim(0, paper.width)
    ax.set_ylim(height, 0)
    ax.set_aspect("equal")
    ax.set_axis_off()
    figure = ax.get_figure(root=True)
    assert figure is not None
    ax.apply_aspect()
    wide = ax.get_position().width * figure.get_size_inches()[0] * MM_PER_INCH
    return Board(ax, paper, float(wide) / paper.width)
