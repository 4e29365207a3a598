"""Where the stalls stand: one bar each in the band under the lanes, with its words, none touching another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isinf

from casekit.case import Case
from casekit.figures.bands import stack
from casekit.figures.columns import Columns
from casekit.figures.ink import drawn_as, kind_name
from casekit.figures.lettering import shorten, width
from casekit.figures.paper import Paper
from casekit.figures.parties import actor_names, between
from casekit.stalls.stall import Stall
from casekit.when import Timeline

__all__ = ["Bar", "runs_on", "stall_bars"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A stall in the band: from its first to its last touchpoint, and where its words stand."""

    stall: Stall
    left: float
    right: float
    at: float | None
    row: int
    words: str
    words_x: float
    inside: bool
    open_left: bool
    open_right: bool


def stall_bars(
    case: Case,
    stalls: Sequence[Stall],
    when: Timeline,
    places: Columns,
    part: range,
    called: Mapping[str, str],
    room: tuple[float, float],
    paper: Paper,
    lang: str,
    tight: bool,
) -> tuple[Bar, ...]:
    """The stalls that touch the columns in `part` of the order, with their words.

    A bar runs from the first to the last touchpoint that is evidence for it, or on to the day on which the
    stall ended. It is open where it began on an earlier sheet or runs on. `tight` writes inside bars where
    that fits, for more bars in a row.
    """
    position = {name: n for n, name in enumerate(when.order)}
    names = actor_names(case)
    by_id = {touchpoint.id: touchpoint for touchpoint in case.touchpoint_list}
    made: list[Bar] = []
    for stall in stalls:
        spots = sorted(position[name] for name in (*stall.touchpoints, stall.at) if name in position)
        if drawn_as(stall) == "words" or not spots:
            continue
        reach = _reach(stall, spots, places, part, len(when.order), paper)
        if reach is None:
            continue
        left, right, open_left, open_right = reach
        spot = position.get(stall.at, -1) - part.start
        at = places.xs[spot] if 0 <= spot < len(places.xs) else None
        doubt = "?" if stall.verdict == "possible" else ""
        where = " – ".join(names.get(name, name) for name in between(stall, by_id))
        words = f"{kind_name(stall.kind, lang)}{doubt} ({called.get(stall.at, stall.at)}) · {where}"
        made.append(
            _with_words(Bar(stall, left, right, at, 0, words, 0, False, open_left, open_right), room, paper, tight)
        )
    rows = stack([_taken(bar, paper) for bar in made], gap=2.5)
    return tuple(replace(bar, row=row) for bar, row in zip(made, rows, strict=True))


def runs_on(stall: Stall) -> bool:
    """Whether nothing shows where this ended: one touchpoint, and no last day."""
    return {*stall.touchpoints, stall.at} == {stall.at} and isinf(stall.end.hi)


def _reach(
    stall: Stall, spots: Sequence[int], places: Columns, part: range, count: int, paper: Paper
) -> tuple[float, float, bool, bool] | None:
    """Left, right, and whether each end is open; None where the stall is on other sheets only."""
    known = [day for day in places.days if day is not None]
    end = stall.end.lo if known and not isinf(stall.end.lo) else None
    if spots[0] >= part.stop or (spots[-1] < part.start and (end is None or end <= known[0])):
        return None
    half = paper.pitch * 0.36
    open_left, open_right = spots[0] < part.start, spots[-1] >= part.stop
    left = places.xs[0 if open_left else spots[0] - part.start] - half
    right = places.xs[-1 if open_right else max(spots[-1] - part.start, 0)] + half
    if end is not None and not open_right:
        right = max(right, places.x_of(end) or right)
        open_right = end > known[-1] and part.stop < count
    if runs_on(stall):
        open_right = True
        right = max(right, left + 2 * paper.pitch)
    return left, right, open_left, open_right


def _with_words(bar: Bar, room: tuple[float, float], paper: Paper, tight: bool) -> Bar:
    """Words behind the bar, or before it, or inside it; shortened where none of these has room."""
    beside = 1.2 + (paper.small * 0.15 if bar.open_left or bar.open_right else 0)
    wide = width(bar.words, paper.small)
    behind, before = room[1] - bar.right - beside, bar.left - beside - room[0]
    start = bar.left + 4
    if bar.at is not None and start - 2 < bar.at < start + wide + 2:
        start = bar.at + 2  # the ring stays in sight
    within = bar.right - start - 3
    if tight and wide <= within:
        return replace(bar, words_x=start, inside=True)
    if wide <= behind:
        return replace(bar, words_x=bar.right + beside)
    if wide <= before:
        return replace(bar, words_x=bar.left - beside - wide)
    if within >= max(behind, before):
        return replace(bar, words=shorten(bar.words, within, paper.small), words_x=start, inside=True)
    words = shorten(bar.words, max(behind, before), paper.small)
    at = bar.right + beside if behind >= before else bar.left - beside - width(words, paper.small)
    return replace(bar, words=words, words_x=at)


def _taken(bar: Bar, paper: Paper) -> tuple[float, float]:
    return (min(bar.left, bar.words_x), max(bar.right, bar.words_x + width(bar.words, paper.small)))
