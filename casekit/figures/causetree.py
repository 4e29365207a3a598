"""The cause tree: from each stall by a precondition to a system cause and what could be changed, with the evidence.

After Tripod Beta: read from left to right. A link is solid only when it has evidence that is more than inferred.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch, Polygon, Rectangle

from casekit.causes.book import Book
from casekit.causes.threads import STRENGTH, Thread
from casekit.figures.ink import FAINT, GREY, INK, SOFT, kind_name, stall_style
from casekit.figures.legend import Entry, Sample, draw_legend, legend_height, stall_entries
from casekit.figures.lettering import line_height, shorten, wrap
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.title import draw_title, title_height
from casekit.stalls.stall import Stall
from casekit.stalls.statement import days_in_words
from casekit.taxonomy import causes
from casekit.text import capital, plural, say
from casekit.vocabulary import label

__all__ = ["cause_tree"]

DASHED = (0, (3, 2))
COLUMNS = ("stall", "precondition", "cause", "leverage")
SHARES = (0.205, 0.165, 0.235, 0.15)
"""How much of the width each column takes; what is left are the links between them."""
LINES = 4
"""Lines of words in a box at most."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Rows of chains and columns of boxes, in mm from the top left."""

    top: float
    row: float
    box: float
    lefts: tuple[float, ...]
    wides: tuple[float, ...]

    def middle(self, row: float) -> float:
        """The height of the middle of a row."""
        return self.top + (row + 0.5) * self.row

    def right(self, column: int) -> float:
        """The right side of a column."""
        return self.lefts[column] + self.wides[column]


def cause_tree(
    book: Book,
    *,
    stalls: Collection[str] | None = None,
    ax: Axes | None = None,
    lang: str = "nl",
    paper: str = "a4",
) -> Axes:
    """Draw the causes that people coded behind the stalls of a case, worst stall first.

    A row per cause: stall, precondition, cause, and kind of change with who can make it. A link is solid where it
    has evidence that is more than inferred, else dashed; what the evidence is stands on it. A cause with nothing but
    inference has a dashed box and says so; a cross marks one that people do not agree on. The shape of its box is
    its level. `stalls`: keys of those to draw, all with a cause when absent. In an SVG boxes are `stall-<key>`,
    `precondition-<key>-<cause>`, `cause-<key>-<cause>`, `leverage-<key>-<cause>`, links `link-…` likewise.

    `paper` is `a3` or `a4`; what does not fit on the sheet is counted in the note. With `ax` it is drawn, to scale,
    inside those axes. Returns the axes. Raises ValueError for another paper.

    >>> from casekit.causes.book import book_of
    >>> from casekit.notation import case_of
    >>> cause_tree(book_of(case_of("a: inwoner > gemeente vraag"))).figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    size = paper_of(paper)
    asked = [one for one in book.threads if stalls is None or one.stall.key in stalls]
    rows, left_out = _that_fit(book, asked, size, lang)
    notes = _notes(book, asked, left_out, stalls is None, lang)
    entries = _entries(rows, book)
    with matplotlib.style.context("default"):
        plan = _plan(size, title_height(book.case, size, notes, lang) + _heading(size))
        foot = plan.top + len(rows) * plan.row
        height = foot + (legend_height(entries, size, lang) if entries else 0) + size.margin
        on = board(ax, size, height if rows else size.height / 3)
        draw_title(on, book.case, notes, lang)
        if rows:
            _draw_headings(on, plan, lang)
            _draw_rows(on, plan, book, rows, lang)
            draw_legend(on, entries, foot + 1, lang)
        return on.ax


# -- what there is room for -------------------------------------------------------------------------


def _plan(paper: Paper, top: float) -> _Plan:
    room = paper.right - paper.margin
    wides = tuple(share * room for share in SHARES)
    gap = (room - sum(wides)) / (len(wides) - 1)
    lefts = tuple(paper.margin + n * gap + sum(wides[:n]) for n in range(len(wides)))
    box = line_height(paper.lane_type) * 2 + line_height(paper.small) * (LINES - 2) + 2
    return _Plan(top, box * 1.22, box, lefts, wides)


def _that_fit(book: Book, asked: Sequence[Thread], paper: Paper, lang: str) -> tuple[list[Thread], list[Thread]]:
    """The chains that a sheet of this height holds, and those that it does not."""
    notes = _notes(book, asked, asked[-1:], False, lang)  # room for the note that says so
    plan = _plan(paper, title_height(book.case, paper, notes, lang) + _heading(paper))
    room = paper.height - plan.top - legend_height(_entries(asked, book), paper, lang) - paper.margin
    number = max(int(room / plan.row), 1)
    if number < len(asked):
        whole = [n for n in range(1, number + 1) if asked[n].stall.key != asked[n - 1].stall.key]
        number = whole[-1] if whole else number  # no stall loses one of its causes, unless it fills the sheet
    return list(asked[:number]), list(asked[number:])


def _heading(paper: Paper) -> float:
    return line_height(paper.heading_type) + 3


def _notes(book: Book, asked: Sequence[Thread], left_out: Sequence[Thread], whole: bool, lang: str) -> list[str]:
    notes = [say("figure.causes.title", lang)]
    if not asked:
        return [*notes, say("figure.causes.nothing", lang)]
    notes.append(say("figure.causes.caption", lang))
    bare = len(book.stalls) - len({one.stall.key for one in asked})
    if whole and bare:
        notes.append(plural("figure.causes.bare", bare, lang))
    if left_out:
        notes.append(plural("figure.causes.left_out", len(left_out), lang))
    return notes


# -- drawing ----------------------------------------------------------------------------------------


def _draw_headings(on: Board, plan: _Plan, lang: str) -> None:
    for n, name in enumerate(COLUMNS):
        y = plan.top - 1.5 - line_height(on.paper.heading_type) / 2
        words = shorten(say(f"figure.causes.{name}", lang), plan.wides[n], on.paper.heading_type, True)
        on.write(plan.lefts[n], y, words, on.paper.heading_type, weight="bold", color=SOFT)


def _draw_rows(on: Board, plan: _Plan, book: Book, rows: Sequence[Thread], lang: str) -> None:
    blocks: dict[str, list[int]] = {}
    for n, one in enumerate(rows):
        blocks.setdefault(one.stall.key, []).append(n)
    for numbers in blocks.values():
        first = rows[numbers[0]]
        middle = plan.middle(sum(numbers) / len(numbers))
        _draw_stall(
            on, plan, first.stall, all(one.rests("stall") for one in (rows[n] for n in numbers)), middle, lang
        )
        _draw_trunk(on, plan, middle, [plan.middle(n) for n in numbers])
        for n in numbers:
            _draw_chain(on, plan, book, rows[n], plan.middle(n), lang)


def _draw_stall(on: Board, plan: _Plan, stall: Stall, shown: bool, y: float, lang: str) -> None:
    x, wide, tall = plan.lefts[0], plan.wides[0], plan.box
    edge: dict[str, Any] = {"edgecolor": INK, "linewidth": on.points(0.8), "linestyle": "-" if shown else DASHED}
    on.ax.add_patch(Rectangle((x, y - tall / 2), wide, tall, facecolor="white", gid=f"stall-{stall.key}", **edge))
    strip = 2.2
    style = stall_style(stall)
    style["linewidth"] = on.points(style["linewidth"])
    on.ax.add_patch(Rectangle((x, y - tall / 2), strip, tall, **style))
    sure = stall.confidence.grade if stall.confidence else "C"
    about = say("figure.causes.about_stall", lang, days=days_in_words(stall.days, lang), grade=sure)
    small = [(about, ""), (stall.key, "")]
    small += [] if shown else [(say("figure.causes.no_stall_evidence", lang), "italic")]
    _words(on, x + strip, wide - strip, y, kind_name(stall.kind, lang), small)


def _draw_trunk(on: Board, plan: _Plan, y: float, ends: Sequence[float]) -> None:
    """From the stall to where its causes part: thin and grey, the evidence is told by what comes after."""
    bend = _bend(plan)
    on.line([plan.right(0), bend], [y, y], color=GREY, linewidth=0.8, zorder=1)
    if max(ends) - min(ends) > 0:
        on.line([bend, bend], [min(ends), max(ends)], color=GREY, linewidth=0.8, zorder=1)


def _bend(plan: _Plan) -> float:
    return plan.right(0) + (plan.lefts[1] - plan.right(0)) * 0.1


def _draw_chain(on: Board, plan: _Plan, book: Book, one: Thread, y: float, lang: str) -> None:
    name = f"{one.stall.key}-{one.cause}"
    named = one.precondition is not None
    _link(on, one, "precondition", _bend(plan), plan.lefts[1], y, lang)
    _shape(on, "box", plan, 1, y, solid=named, gid=f"precondition-{name}")
    words = label("precondition", one.precondition, lang) if one.precondition else ""
    missing = [] if named else [(say("figure.causes.no_precondition", lang), "italic")]
    _words(on, plan.lefts[1], plan.wides[1], y, capital(words), missing, bold=False)

    _link(on, one, "cause", plan.right(1), plan.lefts[2], y, lang)
    _shape(on, _level(book, one.cause) or "box", plan, 2, y, solid=not one.inferred_only, gid=f"cause-{name}")
    small = []
    if level := _level(book, one.cause):
        small.append((label("cause_level", level, lang), ""))
    if said := _state(one, lang):
        small.append((said, "italic"))
    inset = 2.5
    title = f"{one.cause} {book.label(one.cause, lang)}"
    _words(on, plan.lefts[2] + inset, plan.wides[2] - 2 * inset, y, title, small)
    if not one.agreed:
        _cross(on, plan.right(2) - 3.6, y - plan.box / 2 + 1.9, 1.3, gid=f"disputed-{name}")

    on.line([plan.right(2), plan.lefts[3]], [y, y], color=GREY, linewidth=0.8, zorder=1, gid=f"link-leverage-{name}")
    leverage, who = one.told("leverage"), one.told("changer")
    _shape(on, "box", plan, 3, y, solid=bool(leverage), gid=f"leverage-{name}", colour=GREY)
    head = ", ".join(label("leverage", code, lang) for code in leverage)
    by = ", ".join(label("changer", code, lang) for code in who)
    small = [] if leverage else [(say("figure.causes.no_leverage", lang), "italic")]
    small += [(say("figure.causes.by", lang, who=by), "")] if by else []
    _words(on, plan.lefts[3], plan.wides[3], y, capital(head), small, bold=False)


def _state(one: Thread, lang: str) -> str:
    """What must be said of a cause: that nothing but inference carries it, that people do not agree on it."""
    bare = "figure.causes.no_evidence" if one.no_evidence else "figure.causes.inferred"
    said = [say(bare, lang)] if one.inferred_only else []
    said += [] if one.agreed else [say("figure.causes.disputed", lang)]
    return " · ".join(said)


def _level(book: Book, code: str) -> str | None:
    return next((one.level for one in (*book.causes, *causes()) if one.code == code), None)


def _rests(one: Thread, link: str) -> bool:
    """Whether a link has evidence; for a precondition that nobody named there can be none."""
    return one.rests(link) and (link != "precondition" or one.precondition is not None)


def _link(on: Board, one: Thread, link: str, left: float, right: float, y: float, lang: str) -> None:
    """A line with what it rests on: solid with evidence, dashed without, an arrow head where it arrives."""
    shown = _rests(one, link)
    style = {
        "linestyle": "-" if shown else DASHED,
        "linewidth": 1.4 if shown else 0.9,
        "color": INK if shown else FAINT,
    }
    on.line([left, right], [y, y], zorder=2, gid=f"link-{link}-{one.stall.key}-{one.cause}", **style)
    on.line([right - 0.9], [y], marker=">", markersize=3.2, linestyle="none", color=style["color"], zorder=3)
    given = [each.kind for each in one.evidence_for(link)]
    best = min(given, key=STRENGTH.index) if given else None
    words = label("evidence_kind", best, lang) if best else say("figure.causes.no_evidence", lang)
    size, room = on.paper.small, right - left - 2.4
    lines = wrap(words, room, size, 2)
    high = line_height(size)
    for n, text in enumerate(lines):
        place = y - 0.7 - (len(lines) - n - 0.5) * high
        on.write((left + right - 1.2) / 2, place, text, size, ha="center", color=INK if shown else FAINT)


def _words(
    on: Board, x: float, wide: float, y: float, head: str, small: Sequence[tuple[str, str]], *, bold: bool = True
) -> None:
    """A name on at most two lines, and beneath it small lines, all in the middle of a box."""
    paper, pad = on.paper, 1.3
    room = wide - 2 * pad
    many = LINES - len(small)
    lines = [
        (text, paper.lane_type, "normal", bold) for text in wrap(head, room, paper.lane_type, min(2, many), bold)
    ]
    free = LINES - len(lines) - len(small)
    for text, slant in small:
        made = wrap(text, room, paper.small, 1 + max(free, 0))
        free -= len(made) - 1
        lines += [(line, paper.small, slant or "normal", False) for line in made]
    top = y - sum(line_height(size) for _, size, _, _ in lines) / 2
    for text, size, slant, heavy in lines:
        high = line_height(size)
        colour = INK if size == paper.lane_type or slant == "italic" else SOFT
        weight = "bold" if heavy else "normal"
        on.write(x + pad, top + high / 2, text, size, style=slant, weight=weight, color=colour)
        top += high


# -- shapes -----------------------------------------------------------------------------------------


def _shape(
    on: Board, shape: str, plan: _Plan, column: int, y: float, *, solid: bool, gid: str, colour: str = INK
) -> None:
    x, wide, tall = plan.lefts[column], plan.wides[column], plan.box
    _outline(on, shape, x, y, wide, tall, solid=solid, gid=gid, colour=colour)


def _outline(
    on: Board,
    shape: str,
    x: float,
    y: float,
    wide: float,
    tall: float,
    *,
    solid: bool = True,
    gid: str | None = None,
    colour: str = INK,
) -> None:
    """A box with straight corners (execution), points left and right (organisation, chain), or round (system)."""
    look: dict[str, Any] = {
        "facecolor": "white",
        "edgecolor": colour if solid else FAINT,
        "linewidth": on.points(0.9),
        "linestyle": "-" if solid else DASHED,
        "gid": gid,
        "zorder": 2,
    }
    top, low = y - tall / 2, y + tall / 2
    if shape == "organisation_chain":
        cut = min(tall / 5, 2.2)
        corners = [
            (x + cut, top),
            (x + wide - cut, top),
            (x + wide, y),
            (x + wide - cut, low),
            (x + cut, low),
            (x, y),
        ]
        on.ax.add_patch(Polygon(corners, closed=True, **look))
    elif shape == "system":
        bend = min(tall / 2.5, 4)
        style = f"round,pad=0,rounding_size={bend}"
        on.ax.add_patch(FancyBboxPatch((x, top), wide, tall, boxstyle=style, **look))
    else:
        on.ax.add_patch(Rectangle((x, top), wide, tall, **look))


def _cross(on: Board, x: float, y: float, size: float, gid: str | None = None) -> None:
    """A white disc with a cross in it."""
    disc = {"marker": "o", "markersize": size * 3.4, "markerfacecolor": "white", "markeredgecolor": INK}
    on.line([x], [y], linestyle="none", markeredgewidth=0.7, zorder=4, gid=gid, **disc)
    on.line([x], [y], linestyle="none", marker="x", markersize=size * 1.7, markeredgewidth=0.9, zorder=5)


def _entries(rows: Sequence[Thread], book: Book) -> list[Entry]:
    """The marks that these chains have."""
    if not rows:
        return []
    levels = {_level(book, one.cause) for one in rows}
    entries = [
        Entry(_sample(level), f"figure.causes.level.{level}")
        for level in ("execution", "organisation_chain", "system")
        if level in levels
    ]
    links = {_rests(one, link) for one in rows for link in ("precondition", "cause")}
    entries += [Entry(_solid, "figure.causes.legend.solid")] if True in links else []
    entries += [Entry(_dashed, "figure.causes.legend.dashed")] if False in links else []
    if any(not one.agreed for one in rows):
        entries.append(Entry(_disputed, "figure.causes.legend.disputed"))
    return [*entries, *stall_entries([one.stall for one in rows])]


def _sample(shape: str) -> Sample:
    def draw(on: Board, x: float, y: float, wide: float, tall: float) -> None:
        _outline(on, shape, x, y, wide, tall)

    return draw


def _solid(on: Board, x: float, y: float, wide: float, tall: float) -> None:
    on.line([x, x + wide], [y, y], linewidth=1.4)


def _dashed(on: Board, x: float, y: float, wide: float, tall: float) -> None:
    on.line([x, x + wide], [y, y], linewidth=0.9, linestyle=DASHED, color=FAINT)


def _disputed(on: Board, x: float, y: float, wide: float, tall: float) -> None:
    _cross(on, x + wide / 2, y, 1.1)
