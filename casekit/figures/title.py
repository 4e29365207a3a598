"""The title of a sheet: what it shows, what sort of case it is (nobody may have lived it), and how to read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from casekit.case import Case
from casekit.figures.ink import INK, SOFT
from casekit.figures.lettering import line_height, width, wrap
from casekit.figures.paper import Board, Paper
from casekit.stalls.travelled import status_in_words

__all__ = ["Heading", "draw_heading", "draw_title", "heading_height", "title_height"]


class Heading(NamedTuple):
    """What stands at the top: a title, paragraphs of at most so many lines under it, and a stamp in the corner.

    `large` sets the paragraphs in the type of names: where they say how far the picture may be trusted.
    """

    title: str
    notes: tuple[str, ...] = ()
    stamp: str = ""
    most: int = 3
    large: bool = False


def _of_case(case: Case, notes: Sequence[str], lang: str) -> Heading:
    return Heading(case.title or case.id, (" ".join(notes),), status_in_words(case, lang))


def title_height(case: Case, paper: Paper, notes: Sequence[str], lang: str) -> float:
    """The height that the title of a case takes, from the top of the sheet, in mm."""
    return heading_height(_of_case(case, notes, lang), paper)


def draw_title(on: Board, case: Case, notes: Sequence[str], lang: str) -> None:
    """Write the title of a case, the notes under it, and the stamp in the corner."""
    draw_heading(on, _of_case(case, notes, lang))


def _lines(heading: Heading, paper: Paper) -> list[str]:
    stamp = width(heading.stamp, paper.lane_type, True) + 6 if heading.stamp else 0
    return wrap(heading.title, paper.right - paper.margin - stamp, paper.title, 2, True)


def _gap(heading: Heading) -> float:
    """Room under the stamp where large notes may run below it."""
    return 1.2 if heading.large and heading.stamp else 0.0


def _note_type(heading: Heading, paper: Paper) -> float:
    return paper.lane_type if heading.large else paper.small


def _note_lines(heading: Heading, paper: Paper) -> Iterator[str]:
    for note in heading.notes:
        yield from wrap(note, paper.right - paper.margin, _note_type(heading, paper), heading.most)


def heading_height(heading: Heading, paper: Paper) -> float:
    """The height that a heading takes, from the top of the sheet, in mm."""
    title = len(_lines(heading, paper)) * line_height(paper.title) + _gap(heading)
    notes = len([*_note_lines(heading, paper)]) * line_height(_note_type(heading, paper))
    return paper.margin + title + notes + 1.5


def draw_heading(on: Board, heading: Heading) -> None:
    """Write the title, the notes under it, and the stamp in the corner."""
    paper = on.paper
    y = paper.margin
    for words in _lines(heading, paper):
        on.write(paper.margin, y, words, paper.title, weight="bold", va="top", gid="title")
        y += line_height(paper.title)
    y += _gap(heading)
    size = _note_type(heading, paper)
    for words in _note_lines(heading, paper):
        on.write(paper.margin, y, words, size, color=SOFT, va="top")
        y += line_height(size)
    if heading.stamp:
        box = {
            "facecolor": "white",
            "edgecolor": INK,
            "linewidth": on.points(1.2),
            "boxstyle": "square,pad=0.35",
        }
        style = {"ha": "right", "va": "top", "weight": "bold", "bbox": box, "gid": "stamp"}
        on.write(paper.right - 1.5, paper.margin + 1, heading.stamp, paper.lane_type, **style)
