"""What if: the critical path as it went, and with one thing different, on one axis of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from casekit.cost import Amount
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
TALL = 0.07
"""How high a bar is, as part of the width of the sheet."""
MOST_ROWS = 7
"""Rows of names under a bar; in a fuller path a step keeps its mark and goes without a name."""
MONTHLY = 60
"""From so many days on an axis can count in months."""
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)
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
    if found.draws:
        notes.append(say("figure.whatif.ranges", lang, n=found.draws, seed=found.seed))
    plan = _plan(found, size, title_height(case, size, notes, lang) + 4, lang)
    with matplotlib.style.context("default"):
        on = board(ax, size, plan.height)
        draw_title(on, case, notes, lang)
        for y, line, weight in plan.lines:
            on.write(size.margin, y, line, _big(size), weight=weight, va="top", gid=f"head-{weight}")
        _foot(on, found, plan.foot, plan.assumed, lang)
        if plan.days is not None:
            _paths(on, found, plan, plan.days, lang)
    return on.ax


@dataclass(frozen=True, slots=True)
class _Plan:
    """In mm: the height of the sheet, where its parts stand, and its words, wrapped.

    `lines`: height, words and weight. `paths`: the height of the bar, and the names under it, of both paths.
    """

    height: float
    lines: tuple[tuple[float, str, str], ...]
    assumed: tuple[str, ...]
    foot: float
    days: _Days | None
    paths: tuple[tuple[float, tuple[_Named, ...]], ...]
    axis: tuple[float, float]


def _plan(found: WhatIf, paper: Paper, top: float, lang: str) -> _Plan:
    """Where everything stands: as high as it needs, and no higher than the paper."""
    room = paper.right - paper.margin
    lines: list[tuple[float, str, str]] = []
    for gap, texts, most, weight in _texts(found, lang):
        for text in texts:
            for line in wrap(text, room, _big(paper), most, weight == "bold"):
                lines.append((top, line, weight))
                top += line_height(_big(paper)) * 1.15
            top += gap
    top += 3
    small = line_height(paper.lane_type)
    text = say("figure.whatif.assumes", lang, texts=" ".join(assumptions_in_words(found, lang)))
    assumed = tuple(wrap(text, room, paper.lane_type, 7))
    low = len(assumed) * small + small * 2.4 + paper.margin
    if found.saved is None:
        low -= small  # no marks to explain
        return _Plan(top + low, tuple(lines), assumed, top + low - paper.margin, None, (), (top, top))
    days, tall, axis = _days(paper, found), paper.width * TALL, 8.0
    header, step = _header(paper), _row(paper)
    most = min(MOST_ROWS, int(((paper.height - low - axis - top) / 2 - header - tall - 6) / step))
    first, paths = top, []
    for path in (found.before, found.after):
        named = tuple(one for one in _named(days, path, paper, found.analysis.story, lang) if one.row < most)
        paths.append((top + header, named))
        top += header + tall + 6 + step * (max((one.row for one in named), default=0) + 1)
    height = top + axis + low
    return _Plan(height, tuple(lines), assumed, height - paper.margin, days, tuple(paths), (first, top))


def _texts(found: WhatIf, lang: str) -> Iterator[tuple[float, list[str], int, str]]:
    """The question and the answer in words, and where days cannot be told what falls away.

    Each with the room under it, the number of lines that it may take, and its weight.
    """
    question = question_in_words(found.scenario, found.analysis, lang)
    yield 0, [text for text in (found.scenario.label, question) if text], 2, "normal"
    yield 0, [f"{saved_in_words(found, lang)} {actions_in_words(found, lang)}"], 3, "bold"
    if found.saved is None:
        away = (*found.gone, *found.shortened, *found.dropped)
        texts = [say("figure.whatif.part", lang, what=", ".join(away))] if away else []
        yield 2, [*texts, say("figure.whatif.order", lang, path=" → ".join(found.order))], 8, "normal"


def _big(paper: Paper) -> float:
    """The type of the question and the answer, to be read from a little further away."""
    return paper.title * 0.85


def _header(paper: Paper) -> float:
    """The room above a bar for what it shows."""
    return line_height(paper.lane_type * 1.3) * 1.4


def _row(paper: Paper) -> float:
    """The height of one row of names under a bar."""
    return line_height(paper.lane_type * 1.15) * 1.25


def _foot(on: Board, found: WhatIf, foot: float, lines: Sequence[str], lang: str) -> None:
    """What it assumes, in small print, and the marks above it."""
    paper, step = on.paper, line_height(on.paper.lane_type)
    y = foot - len(lines) * step
    on.ax.add_line(Line2D([paper.margin, paper.right], [y - 1.5] * 2, color=GREY, linewidth=on.points(0.6)))
    if found.saved is not None:
        _marks(on, y - step * 1.8, lang)
    for line in lines:
        on.write(paper.margin, y, line, paper.lane_type, va="top", color=SOFT, gid="assumed")
        y += step


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


def _paths(on: Board, found: WhatIf, plan: _Plan, days: _Days, lang: str) -> None:
    _axis(on, days, plan.axis, found, lang)
    size = on.paper.lane_type * 1.3
    for name, path, (y, named) in zip(("before", "after"), (found.before, found.after), plan.paths, strict=True):
        words = say(f"figure.whatif.{name}", lang)
        on.write(days.left, y - 1, words, size, weight="bold", va="bottom", bbox=_WHITE)
        _draw_path(on, days, path, y, name)
        _draw_names(on, named, y + on.paper.width * TALL)
    if found.after and found.before:
        _draw_gap(on, found, days, plan.paths[1][0], lang)


_WHITE = {"facecolor": "white", "linewidth": 0, "pad": 0.6}


def _days(paper: Paper, found: WhatIf) -> _Days:
    first = min(one.leg.start for one in found.before)
    last = max(one.leg.end for one in (*found.before, *found.after))
    return _Days(paper.margin + 2, paper.right - 4, first, last)


def _axis(on: Board, days: _Days, ends: tuple[float, float], found: WhatIf, lang: str) -> None:
    """Upright lines with their dates, as many as can be read."""
    for day, words in _ticks(days, found, lang):
        x = days.x(day)
        on.ax.add_line(Line2D([x, x], list(ends), color=GRID, linewidth=on.points(0.6), zorder=0))
        half = width(words, on.paper.lane_type) / 2
        x = min(max(x, on.paper.margin + half), on.paper.right - half)
        on.write(x, ends[1] + 3, words, on.paper.lane_type, ha="center", color=SOFT, gid="tick")


def _ticks(days: _Days, found: WhatIf, lang: str) -> Iterator[tuple[float, str]]:
    """Days and what they are called. Where days are uncertain: the months, or "around" a day."""
    time, length = found.analysis.story.time, days.last - days.first
    short = say("figure.months", lang).split()
    if found.draws and length > MONTHLY and time.date_of(days.first):
        apart = next((n for n in MONTHS if length / 30 / n <= 12), MONTHS[-1])
        for day in range(int(days.first), int(days.last) + 1):
            date = time.date_of(day)
            if date and date.day == 1 and (date.year * 12 + date.month - 1) % apart == 0:
                yield day, f"{short[date.month - 1]} {date.year}"
        return
    step = next((n for n in TICKS if length / n <= 9), TICKS[-1])
    for day in range(int(days.first), int(days.last) + 1, step):
        date = time.date_of(day)
        words = f"{date.day} {short[date.month - 1]} {date.year}" if date else say("word.day_number", lang, n=day)
        yield day, say("figure.whatif.around", lang, day=words) if found.draws else words


def _draw_path(on: Board, days: _Days, path: Sequence[Stretch], y: float, name: str) -> None:
    tall = on.paper.width * TALL
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


@dataclass(frozen=True, slots=True)
class _Named:
    """The name of a step: the middle of its bar, of its words, the row that it stands in, and the words."""

    bar: float
    middle: float
    row: int
    words: str


def _named(days: _Days, path: Sequence[Stretch], paper: Paper, story: Story, lang: str) -> list[_Named]:
    """What every leg waited for and how long, each in a row where it touches no other."""
    placed = []
    for one in path:
        if one.leg.lag > 0:
            words, x = _step(one, story, lang), days.x((one.leg.start + one.leg.end) / 2)
            half = width(words, paper.lane_type * 1.15) / 2 + 0.6
            placed.append((x, min(max(x, days.left + half), days.right - half), half, words))
    rows = stack([(middle - half, middle + half) for _, middle, half, _ in placed], gap=1)
    return [_Named(x, middle, row, words) for (x, middle, _, words), row in zip(placed, rows, strict=True)]


def _step(one: Stretch, story: Story, lang: str) -> str:
    step = story.by_id.get(one.leg.last)
    what = f"{one.leg.last} {word_of('kind', step.kind, lang)}" if step else say("cost.observed_end", lang)
    words = say("figure.whatif.step", lang, id=what, n=int(one.leg.lag))
    return words if one.leg.first else f"{words} {say('cost.break', lang)}"


def _draw_names(on: Board, named: Sequence[_Named], top: float) -> None:
    """The names of the steps under their bar."""
    points, step = on.paper.lane_type * 1.15, _row(on.paper)
    for one in named:
        y = top + 3 + (one.row + 0.5) * step
        lead = Line2D([one.bar] * 2, [top, y - step * 0.4], color=GREY, linewidth=on.points(0.5), zorder=0.5)
        on.ax.add_line(lead)
        on.write(one.middle, y, one.words, points, ha="center", bbox=_WHITE, gid="step")


def _draw_gap(on: Board, found: WhatIf, days: _Days, y: float, lang: str) -> None:
    """What falls away at the end, and how much that is.

    The gap stands on the middle days. Where that is another number than the middle of the draws, the words say so.
    """
    tall = on.paper.width * TALL
    apart = found.before[-1].leg.end - found.after[-1].leg.end
    end, was = days.x(found.after[-1].leg.end), days.x(found.before[-1].leg.end)
    agrees = found.saved is not None and found.saved.value == apart
    amount = found.saved if agrees else Amount(apart, apart, apart)
    if apart <= 0:
        words = say("figure.whatif.none", lang)
    else:
        _box(on, end, y, was - end, tall, "gap", "gap")
        words = say("figure.whatif.days", lang, days=in_days(amount, lang, at_least=found.status == "at_least"))
    if not agrees:
        words = say("figure.whatif.middle", lang, words=words)
    points = on.paper.lane_type * 1.3
    inside = was - end > width(words, points, True) + 3
    x, place = ((end + was) / 2, y + tall / 2) if inside else (was, y - line_height(points) * 0.7)
    on.write(x, place, words, points, ha="center" if inside else "right", weight="bold", bbox=_WHITE, gid="saved")
