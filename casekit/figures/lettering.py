"""How wide words are on paper, and how they are wrapped or shortened to fit.

Widths come from the typeface itself, without a figure, so that places can be worked out before drawing.
"""

from __future__ import annotations

from functools import lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from casekit.values import literal

__all__ = ["FAMILY", "MM_PER_POINT", "clean", "line_height", "shorten", "width", "wrap"]

FAMILY = ["DejaVu Sans", "sans-serif"]
"""The typeface that matplotlib brings along, so that words are equally wide everywhere."""

MM_PER_POINT = 25.4 / 72
SAFETY = 1.08  # on a screen, letters are set on whole pixels and come out a little wider
ELLIPSIS = "…"


@lru_cache(maxsize=2)
def _font(bold: bool) -> FT2Font:
    font = get_font(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")))
    return font


@lru_cache(maxsize=2)
def _letters(bold: bool) -> frozenset[int]:
    return frozenset(_font(bold).get_charmap())


def clean(text: str) -> str:
    r"""One line of text with only letters that the typeface has; another letter becomes an open square.

    >>> clean("a\nb")
    'a b'
    """
    line = " ".join(literal(text).split())
    return "".join(letter if ord(letter) in _letters(False) else "□" for letter in line)


@lru_cache(maxsize=20_000)
def width(text: str, points: float, bold: bool = False) -> float:
    """The width of one line, in mm."""
    font = _font(bold)
    font.set_size(100, 72)  # measured large and scaled: at reading size the measure is rounded to pixels
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64 / 100 * points * MM_PER_POINT * SAFETY


def line_height(points: float) -> float:
    """The height of one line with its leading, in mm."""
    return points * MM_PER_POINT * 1.2


def shorten(text: str, room: float, points: float, bold: bool = False, *, whole_words: bool = False) -> str:
    """As many words as fit in `room` mm, with an ellipsis where words are left out.

    A word that alone is too long is cut, unless only whole words will do: then nothing is left.

    >>> shorten("vraagt opnieuw naar stukken", 30, 8)
    'vraagt opnieuw…'
    """
    text = clean(text)
    if width(text, points, bold) <= room:
        return text
    words = text.split()
    fits = ""
    for n in range(1, len(words)):
        short = " ".join(words[:n]).rstrip(".,;:–-(") + ELLIPSIS
        if width(short, points, bold) > room:
            break
        fits = short
    if fits or whole_words or not words:
        return fits
    for n in range(len(words[0]) - 1, 0, -1):
        if width(words[0][:n] + ELLIPSIS, points, bold) <= room:
            return words[0][:n] + ELLIPSIS
    return ELLIPSIS


def wrap(text: str, room: float, points: float, lines: int, bold: bool = False) -> list[str]:
    """At most `lines` lines of at most `room` mm; what does not fit ends in an ellipsis.

    >>> wrap("Schuldhulpverlening gemeente", 40, 9, 2)
    ['Schuldhulpverlening', 'gemeente']
    """
    left = clean(text).split()
    made: list[str] = []
    while left and len(made) < lines - 1:
        n = 1
        while n < len(left) and width(" ".join(left[: n + 1]), points, bold) <= room:
            n += 1
        made.append(shorten(" ".join(left[:n]), room, points, bold))
        left = left[n:]
    return [*made, shorten(" ".join(left), room, points, bold)] if left else made
