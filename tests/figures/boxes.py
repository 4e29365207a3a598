"""Measuring a drawn figure: the box of every text as it stands on paper, slanted ones too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import cos, radians, sin
from typing import Any

from matplotlib.axes import Axes
from matplotlib.text import Text

Corners = list[tuple[float, float]]
TOUCH = 0.2  # pixels at 150 dpi: a thousandth of an inch


def written(ax: Axes) -> list[Text]:
    """Every text with words in it."""
    return [text for text in ax.texts if text.get_text().strip()]


def corners(text: Text) -> Corners:
    """The four corners in pixels. A slanted text is measured level and turned about its anchor."""
    figure = text.get_figure(root=True)
    assert figure is not None
    canvas: Any = figure.canvas
    turn = text.get_rotation()
    text.set_rotation(0)
    box = text.get_window_extent(canvas.get_renderer())
    text.set_rotation(turn)
    level = [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)]
    pivot = text.get_transform().transform(text.get_position())
    c, s = cos(radians(turn)), sin(radians(turn))
    return [
        (
            pivot[0] + (x - pivot[0]) * c - (y - pivot[1]) * s,
            pivot[1] + (x - pivot[0]) * s + (y - pivot[1]) * c,
        )
        for x, y in level
    ]


def intersect(one: Corners, other: Corners) -> bool:
    """Whether two rectangles overlap: no side of either keeps them apart (separating axes)."""
    if max(x for x, _ in one) <= min(x for x, _ in other) or max(x for x, _ in other) <= min(x for x, _ in one):
        return False
    for shape in (one, other):
        for (x0, y0), (x1, y1) in zip(shape, [*shape[1:], shape[0]], strict=True):
            normal = (y0 - y1, x1 - x0)
            length = (normal[0] ** 2 + normal[1] ** 2) ** 0.5 or 1
            here = [(x * normal[0] + y * normal[1]) / length for x, y in one]
            there = [(x * normal[0] + y * normal[1]) / length for x, y in other]
            if max(here) <= min(there) + TOUCH or max(there) <= min(here) + TOUCH:
                return False
    return True


def touching(ax: Axes) -> list[tuple[str, str]]:
    """The pairs of texts that overlap."""
    measured = [(text.get_text(), corners(text)) for text in written(ax)]
    return [(one[0], other[0]) for one, other in combinations(measured, 2) if intersect(one[1], other[1])]


def off_the_page(ax: Axes) -> list[str]:
    """The texts that stick out of the figure."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    wide, high = figure.bbox.width, figure.bbox.height
    return [
        text.get_text()
        for text in written(ax)
        if any(not (0 <= x <= wide and 0 <= y <= high) for x, y in corners(text))
    ]


def names(ax: Axes, prefix: str) -> list[str]:
    """The ids of the drawn groups that start with a word, without that word."""
    return [gid[len(prefix) :] for gid in _ids(ax) if gid.startswith(prefix)]


def _ids(ax: Axes) -> Iterator[str]:
    for artist in ax.get_children():
        gid = artist.get_gid()
        if gid:
            yield gid
