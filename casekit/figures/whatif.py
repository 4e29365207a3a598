"""What if: the critical path as it went, and with one thing different, on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from casekit.cost.words import in_days
from casekit.figures.bands import stack
from casekit.figures.ink import BAND, GREY, GRID, GROUPS, INK, SOFT
from casekit.figures.lettering import line_height, width, wrap
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.title import draw_title, title_height
from casekit.story import Story
from casekit.text import say
from casekit.vocabulary import label as word_of
from casekit.whatif.run import Stretch, WhatIf
from casekit.whatif.words import actions_in_words, assumptions_in_words, question_in_words, saved_in_words

__all__ = ["whatif"]

LATE = GROUPS["handover"]
TALL = 0.1
"""How high a bar is, as part of the sheet."""
MOST_ROWS = 7
"""Rows of names under a bar; in a fuller path a step keeps its mark and goes without a name."""
TICKS = (1, 7, 14, 30, 60, 90, 180, 365, 730, 1825, 3650)


@dataclass(frozen=True, slots=True)
class _Days:
    """From left to right: mm, and the days that stand there."""

    left: float
    right: float
    first: float
    last: float

    def x(self, day: float) -> float:
        """Where a day stands."""
        return self.left + (self.right - self.left) * (day - self.first) / max(self.last - self.first, 1)


def whatif(found: WhatIf, *, ax: Axes | None = None, lang: str = "nl", paper: str = "a4") -> Axes:
    """Draw a what-if: two rows of the critical path, on the middle days.

    Above as it went: every leg with its late days, those that fall away hatched with a broken edge. Below with
    the one thing different; the dashed box is what falls away. In an SVG the legs are `before-<touchpoint>` and
    `after-<touchpoint>`, late days `late-…` and `goes-…`, the dashed box `gap`. Without days it says what would
    have fallen away, in words.

    `paper` is `a3` or `a4`. With `ax` the sheet is drawn, to scale, inside those axes. Returns the axes. Raises
    ValueError for another paper.

    >>> import casekit as ck
    >>> answer = ck.what_if(ck.example("bijstand-aanvraag"), without=["K02-t3-t31"])
    >>> whatif(answer).figure.get_size_inches()[0].round(1)
    np.float64(11.7)
    """
    size = paper_of(paper)
    case = found.analysis.case
    notes = [say("figure.whatif.title", lang)]
    with matplotlib.style.context("default"):
        on = board(ax, size, size.height)
        draw_title(on, case, notes, lang)
        y = _head(on, found, title_height(case, size, notes, lang) + 4, lang)
        bottom = _foot(on, found, lang)
        if found.saved is None:
            _words(on, found, y, lang)
        else:
            _paths(on, found, y, bottom, lang)
    return on.ax


def _head(on: Board, found: WhatIf, y: float, lang: str) -> float:
    """The question and the answer in words; gives where what follows may begin."""
    paper = on.paper
    room = paper.right - paper.margin
    question = question_in_words(found.scenario, found.analysis, lang)
    lines = [(line, "normal") for text in (found.scenario.label, question) if text for line in _some(text, room, on)]
    answer = f"{saved_in_words(found, lang)} {actions_in_words(found, lang)}"
    lines += [(line, "bold") for line in wrap(answer, room, _big(paper), 3, True)]
    for line, weight in lines:
        on.write(paper.margin, y, line, _big(paper), weight=weight, va="top", gid=f"head-{weight}")
        y += line_height(_big(paper)) * 1.15
    return y + 3


def _big(paper: Paper) -> float:
    """The type of the question and the answer, to be read from a little further away."""
    return paper.title * 0.85


def _some(text: str, room: float, on: Board) -> list[str]:
    return wrap(text, room, _big(on.paper), 2)


def _foot(on: Board, found: WhatIf, lang: str) -> float:
    """What it assumes, in small print, and the marks above it; gives where what stands above must end."""
    paper = on.paper
    text = say("figure.whatif.assumes", lang, texts=" ".join(assumptions_in_words(found, lang)))
    lines = wrap(text, paper.right - paper.margin, paper.lane_type, 7)
    y = paper.height - paper.margin - len(lines) * line_height(paper.lane_type)
    top = y - line_height(paper.lane_type) * 2.4
    on.ax.add_line(Line2D([paper.margin, paper.right], [y - 1.5] * 2, color=GREY, linewidth=on.points(0.6)))
    for line in lines:
        on.write(paper.margin, y, line, paper.lane_type, va="top", color=SOFT, gid="assumed")
        y += line_height(paper.lane_type)
    if found.saved is not None:
        _marks(on, top + line_height(paper.lane_type) * 0.6, lang)
    return top


def _marks(on: Board, y: float, lang: str) -> None:
    """What the marks mean, in one line."""
    paper, x = on.paper, on.paper.margin
    wide, tall = 8.0, line_height(paper.lane_type) * 0.9
    for name in ("worked", "stays", "goes", "gap"):
        _box(on, x, y - tall / 2, wide, tall, name, "")
        words = say(f"figure.whatif.{name}", lang)
        on.write(x + wide + 1.5, y, words, paper.lane_type, va="center_baseline")
        x += wide + width(words, paper.lane_type) + 7


def _box(on: Board, x: float, y: float, wide: float, tall: float, mark: str, gid: str) -> None:
    """One stretch of days: worked, late and it stays, late and it goes, or the gap that is left."""
    look = {
        "worked": {"facecolor": BAND, "edgecolor": INK},
        "stays": {"facecolor": LATE, "edgecolor": INK},
        "goes": {"facecolor": "white", "edgecolor": INK, "hatch": "//////", "linestyle": (0, (3, 1.5))},
        "gap": {"facecolor": "none", "edgecolor": GREY, "linestyle": (0, (3, 2))},
    }[mark]
    patch = Rectangle((x, y), wide, tall, linewidth=on.points(0.7), zorder=2, **look)  # type: ignore[arg-type]
    if mark == "goes":
        patch.set(hatchcolor=LATE, hatch_linewidth=on.points(0.9))
    patch.set_gid(gid or None)
    on.ax.add_patch(patch)


# -- with days ---------------------------------------------------------------------------------------------


def _paths(on: Board, found: WhatIf, top: float, bottom: float, lang: str) -> None:
    days = _days(on, found)
    half = (bottom - top - 8) / 2
    _axis(on, days, top, bottom - 6, found.analysis.story, lang)
    for n, (name, path) in enumerate((("before", found.before), ("after", found.after))):
        y = top + n * half + line_height(on.paper.lane_type * 1.3) * 1.4
        words = say(f"figure.whatif.{name}", lang)
        style = {"weight": "bold", "va": "bottom", "bbox": _WHITE}
        on.write(days.left, y - 1, words, on.paper.lane_type * 1.3, **style)
        _draw_path(on, days, path, y, name, lang, found.analysis.story, half)
    if found.after and found.before:
        _draw_gap(on, found, days, y, lang)


_WHITE = {"facecolor": "white", "linewidth": 0, "pad": 0.6}


def _days(on: Board, found: WhatIf) -> _Days:
    first = min(one.leg.start for one in found.before)
    last = max(one.leg.end for one in (*found.before, *found.after))
    return _Days(on.paper.margin + 2, on.paper.right - 4, first, last)


def _axis(on: Board, days: _Days, top: float, bottom: float, story: Story, lang: str) -> None:
    """Upright lines with their dates, as many as can be read."""
    step = next((n for n in TICKS if (days.last - days.first) / n <= 9), TICKS[-1])
    short = say("figure.months", lang).split()
    day = days.first
    while day <= days.last:
        date = story.time.date_of(day)
        words = (
            f"{date.day} {short[date.month - 1]} {date.year}" if date else say("figure.whatif.day", lang, n=int(day))
        )
        x = days.x(day)
        line = Line2D([x, x], [top, bottom], color=GRID, linewidth=on.points(0.6), zorder=0)
        on.ax.add_line(line)
        half = width(words, on.paper.lane_type) / 2
        x = min(max(x, on.paper.margin + half), on.paper.right - half)
        on.write(x, bottom + 3, words, on.paper.lane_type, ha="center", color=SOFT)
        day += step


def _draw_path(
    on: Board, days: _Days, path: Sequence[Stretch], y: float, name: str, lang: str, story: Story, room: float
) -> None:
    labels, tall = [], on.paper.height * TALL
    for one in path:
        left, right = days.x(one.leg.start), days.x(one.leg.end)
        if one.leg.lag <= 0:
            continue
        stays, goes = one.stalled - one.off, one.off
        late, gone = days.x(one.leg.end - stays - goes), days.x(one.leg.end - goes)
        _box(on, left, y, late - left, tall, "worked", f"{name}-{one.leg.last}")
        if stays:
            _box(on, late, y, gone - late, tall, "stays", f"late-{name}-{one.leg.last}")
        if goes:
            _box(on, gone, y, right - gone, tall, "goes", f"goes-{one.leg.last}")
        labels.append(((left + right) / 2, _step(one, story, lang)))
    _labels(on, days, labels, y + tall, room - tall - line_height(on.paper.lane_type * 1.3) * 1.4)


def _step(one: Stretch, story: Story, lang: str) -> str:
    step = story.by_id.get(one.leg.last)
    what = f"{one.leg.last} {word_of('kind', step.kind, lang)}" if step else say("cost.observed_end", lang)
    words = say("figure.whatif.step", lang, id=what, n=int(one.leg.lag))
    return words if one.leg.first else f"{words} {say('cost.break', lang)}"


def _labels(on: Board, days: _Days, labels: Sequence[tuple[float, str]], top: float, room: float) -> None:
    """What every leg waited for and how long, under the bar, each in a row where it touches no other."""
    points = on.paper.lane_type * 1.15
    step = line_height(points) * 1.25
    most = min(MOST_ROWS, int((room - 4) / step))
    placed = []
    for x, words in labels:
        half = width(words, points) / 2 + 0.6
        placed.append((min(max(x, days.left + half), days.right - half), half))
    rows = stack([(x - half, x + half) for x, half in placed], gap=1)
    for (x, words), (middle, _), row in zip(labels, placed, rows, strict=True):
        if row < most:
            y = top + 3 + (row + 0.5) * step
            lead = Line2D([x, x], [top, y - step * 0.4], color=GREY, linewidth=on.points(0.5), zorder=0.5)
            on.ax.add_line(lead)
            on.write(middle, y, words, points, ha="center", bbox=_WHITE, gid="step")


def _draw_gap(on: Board, found: WhatIf, days: _Days, y: float, lang: str) -> None:
    """What falls away at the end, and how much that is."""
    tall = on.paper.height * TALL
    end, was = days.x(found.after[-1].leg.end), days.x(found.before[-1].leg.end)
    amount = in_days(found.saved, lang, at_least=found.status == "at_least")
    if was <= end:
        words = say("figure.whatif.none", lang)
    else:
        _box(on, end, y, was - end, tall, "gap", "gap")
        words = say("figure.whatif.days", lang, days=amount)
    points = on.paper.lane_type * 1.3
    inside = was - end > width(words, points, True) + 3
    x, place = ((end + was) / 2, y + tall / 2) if inside else (was, y - line_height(points) * 0.7)
    on.write(x, place, words, points, ha="center" if inside else "right", weight="bold", bbox=_WHITE, gid="saved")


# -- without days ------------------------------------------------------------------------------------------


def _words(on: Board, found: WhatIf, y: float, lang: str) -> None:
    """What would have fallen away, where days cannot be told."""
    paper = on.paper
    away = (*found.gone, *found.shortened, *found.dropped)
    texts = [say("figure.whatif.part", lang, what=", ".join(away))] if away else []
    texts.append(say("figure.whatif.order", lang, path=" → ".join(found.order)))
    for text in texts:
        for line in wrap(text, paper.right - paper.margin, _big(paper), 8):
            on.write(paper.margin, y, line, _big(paper), va="top", gid="in-words")
            y += line_height(_big(paper)) * 1.2
        y += 2
