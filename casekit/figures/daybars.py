"""Days as lengths: a scale, bars that stand on it, whiskers, and what a sheet shows where days cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.patches import Rectangle

from casekit.cost import Amount, Cost
from casekit.figures.ink import GREY, GRID, INK, SOFT
from casekit.figures.lettering import line_height, wrap
from casekit.figures.paper import Board, Paper
from casekit.figures.plan import numbers
from casekit.stalls.statement import moment_in_words
from casekit.text import plural, say
from casekit.vocabulary import label

__all__ = [
    "Scale",
    "called",
    "draw_axis",
    "draw_bar",
    "draw_whisker",
    "lead_in_words",
    "reason_in_words",
    "scale_of",
    "type_of",
    "undetermined_lines",
    "write_lines",
    "write_text",
]

STEPS = (1, 2, 5, 10, 20, 30, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Scale:
    """From left to right in mm, and how many days that is."""

    left: float
    right: float
    most: float

    def x(self, days: float) -> float:
        """Where so many days end."""
        return self.left + (self.right - self.left) * days / self.most

    @property
    def step(self) -> int:
        """Days from one line of the scale to the next: about ten lines."""
        return next((step for step in STEPS if self.most / step <= 10), int(self.most / 10))


def scale_of(left: float, right: float, days: Sequence[float]) -> Scale:
    """A scale on which all these days fit."""
    return Scale(left, right, max(*days, 1) * 1.02)


def type_of(paper: Paper) -> float:
    """The size of plain words on a chart: there is more room than on a timeline."""
    return paper.lane_type * 1.15


def draw_axis(on: Board, scale: Scale, top: float, foot: float, lang: str) -> None:
    """Level lines of days from top to foot, with their numbers under them."""
    small = on.paper.lane_type
    for day in range(0, int(scale.most) + 1, scale.step):
        on.line([scale.x(day)] * 2, [top, foot], color=GREY if day == 0 else GRID, zorder=0)
        words = plural("word.day", 0, lang) if day == 0 else str(day)
        on.write(scale.x(day), foot + line_height(small) * 0.7, words, small, ha="center", color=SOFT)


def draw_bar(
    on: Board, scale: Scale, days: tuple[float, float], y: float, tall: float, gid: str, **look: Any
) -> None:
    """A bar between two days, around a height; one of no days at all is a thin line."""
    left, right = scale.x(days[0]), scale.x(days[1])
    if left == right:
        on.line([left, left], [y - tall / 2, y + tall / 2], linewidth=1.0, zorder=3)
    style = {"edgecolor": INK, "linewidth": 0.6, "zorder": 2, "hatch_linewidth": 0.7, **look}
    style["linewidth"] = on.points(style["linewidth"])
    on.ax.add_patch(Rectangle((left, y - tall / 2), right - left, tall, gid=gid, **style))


def draw_whisker(on: Board, scale: Scale, base: float, amount: Amount, y: float, tall: float, gid: str) -> None:
    """The 5-95 % range of days that are counted from `base` on; nothing where there is no range."""
    if amount.exact:
        return
    left, right = scale.x(base + amount.lo), scale.x(base + amount.hi)
    on.line([left, right], [y, y], color="white", linewidth=2.6, zorder=4)
    on.line([left, right], [y, y], linewidth=1.1, zorder=4.1, gid=gid)
    for x in (left, right):
        on.line([x, x], [y - tall * 0.22, y + tall * 0.22], linewidth=1.1, zorder=4.1)


def write_lines(on: Board, x: float, y: float, lines: Sequence[str], size: float, **style: Any) -> None:
    """Some lines under each other, around a height."""
    step = line_height(size)
    for n, words in enumerate(lines):
        on.write(x, y + (n - (len(lines) - 1) / 2) * step, words, size, **style)


def called(cost: Cost, lang: str) -> dict[str, str]:
    """What every touchpoint is called on a chart: number and speech act; the open end by its words."""
    story = cost.analysis.story
    known = numbers([step.id for step in story.steps])
    names = {step.id: f"{known[step.id]} {label('kind', step.kind, lang, 'does')}" for step in story.steps}
    return names | {leg.last: say("cost.observed_end", lang) for leg in cost.path if leg.last not in names}


def lead_in_words(cost: Cost, days: str, lang: str) -> str:
    """From when to when the lead time runs, how long that is, and of which issue."""
    story = cost.analysis.story
    first, last = (
        f"{name} ({moment_in_words(story.by_id[name].span, story, lang)})" if name else say("cost.observed_end", lang)
        for name in (cost.start, cost.end)
    )
    words = say("cost.lead", lang, days=days, first=first, last=last)
    if cost.issue:
        issue = story.issues.get(cost.issue)
        words += " " + say("cost.about", lang, issue=(issue.label if issue else None) or cost.issue)
    return words


def reason_in_words(cost: Cost, lang: str) -> str:
    """Why days cannot be told, and what there is by count."""
    verdicts = [stall.verdict for stall in cost.analysis.stalls]
    counts = [plural("figure.cost.contacts", len(cost.analysis.story.steps), lang)]
    counts.append(plural("word.stalls", len(verdicts), lang))
    if verdicts:
        sure = verdicts.count("certain")
        counts[-1] += " " + say("figure.cost.verdicts", lang, certain=sure, possible=len(verdicts) - sure)
    return f"{say(f'cost.reason.{cost.reason}', lang)} {say('figure.cost.counts', lang, counts=', '.join(counts))}"


def undetermined_lines(cost: Cost, paper: Paper, lang: str) -> list[tuple[str, str]]:
    """Where days cannot be told: why, and what came of what; each line with its weight."""
    names = called(cost, lang)
    chain = say("cost.order", lang, path=" → ".join(names[name] for name in cost.order))
    lines = [(say("figure.cost.undetermined", lang), "bold")]
    room = paper.right - paper.margin
    plain = (reason_in_words(cost, lang), chain)
    return lines + [(words, "normal") for text in plain for words in wrap(text, room, type_of(paper), 20)]


def write_text(on: Board, lines: Sequence[tuple[str, str]], top: float) -> None:
    """Write lines of plain words, each with its weight, under each other from a height on."""
    size = type_of(on.paper)
    for words, weight in lines:
        on.write(on.paper.margin, top + line_height(size) * 0.6, words, size, weight=weight)
        top += line_height(size) * 1.25
