"""The title of a sheet: what it shows, that a case is made up where it is, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence

from casekit.case import Case
from casekit.figures.ink import INK, SOFT
from casekit.figures.lettering import line_height, width, wrap
from casekit.figures.paper import Board, Paper
from casekit.text import say

__all__ = ["draw_title", "title_height"]


def _stamp(case: Case, lang: str) -> str:
    """What must be said of a case that is not one real case."""
    return say(f"word.{case.status}", lang) if case.status in ("fictional", "composite") else ""


def _stamp_width(case: Case, paper: Paper, lang: str) -> float:
    words = _stamp(case, lang)
    return width(words, paper.lane_type, True) + 6 if words else 0


def _lines(case: Case, paper: Paper, lang: str) -> list[str]:
    room = paper.right - paper.margin - _stamp_width(case, paper, lang)
    return wrap(case.title or case.id, room, paper.title, 2, True)


def _note_lines(notes: Sequence[str], paper: Paper) -> list[str]:
    return wrap(" ".join(notes), paper.right - paper.margin, paper.small, 3)


def title_height(case: Case, paper: Paper, notes: Sequence[str], lang: str) -> float:
    """The height that the title takes, from the top of the sheet, in mm."""
    title = len(_lines(case, paper, lang)) * line_height(paper.title)
    return paper.margin + title + len(_note_lines(notes, paper)) * line_height(paper.small) + 1.5


def draw_title(on: Board, case: Case, notes: Sequence[str], lang: str) -> None:
    """Write the title, the notes under it, and the stamp in the corner."""
    paper = on.paper
    y = paper.margin
    for words in _lines(case, paper, lang):
        on.write(paper.margin, y, words, paper.title, weight="bold", va="top", gid="title")
        y += line_height(paper.title)
    for words in _note_lines(notes, paper):
        on.write(paper.margin, y, words, paper.small, color=SOFT, va="top")
        y += line_height(paper.small)
    stamp = _stamp(case, lang)
    if stamp:
        box = {
            "facecolor": "white",
            "edgecolor": INK,
            "linewidth": on.points(1.2),
            "boxstyle": "square,pad=0.35",
        }
        style = {"ha": "right", "va": "top", "weight": "bold", "bbox": box, "gid": "stamp"}
        on.write(paper.right - 1.5, paper.margin + 1, stamp, paper.lane_type, **style)
