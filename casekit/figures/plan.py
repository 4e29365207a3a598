"""Where everything on one sheet of the timeline stands. Positions first, drawing after: nothing here draws.

Lengths are millimetres from the top left corner of the sheet, times days since day 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, isinf, radians, sin

from casekit.case import Case, Touchpoint
from casekit.figures.columns import Columns, Cut, place, split
from casekit.figures.holds import HoldBar, hold_bars
from casekit.figures.ink import drawn_as, kind_name
from casekit.figures.lanes import order_lanes
from casekit.figures.lettering import line_height, shorten, width, wrap
from casekit.figures.paper import Paper
from casekit.figures.parties import actor_names, blocks, client_side, contacts
from casekit.figures.stallbars import Bar, stall_bars
from casekit.release.groups import group_label, is_grouped
from casekit.stalls.stall import Stall
from casekit.stalls.travelled import QUARTER, in_quarters
from casekit.text import say
from casekit.vocabulary import label
from casekit.when import Span, Timeline, parse_moment
from casekit.when import timeline as days_of

__all__ = ["SLANT", "Column", "Lane", "Plan", "Tick", "is_dated", "make_plan", "numbers", "sheet_ranges"]

SLANT = 60
"""Degrees by which the headings lean."""
TALLEST_LANE = 1.9  # times the least
ROW = 1.62  # height of a row of the stall band, in lines of small type
TIGHT_ROW = 1.3
GAP = 1.3
FEW = 30
"""Up to this many touchpoints the headings carry the first words of the summary too."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One actor: its row, its name in lines, and the block that it belongs to."""

    actor: str
    y: float
    name: tuple[str, ...]
    type: float
    block: int
    client: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One touchpoint: its place, whether it has a date, its heading, and the first words of its summary."""

    touchpoint: Touchpoint
    x: float
    dated: bool
    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A month or day on the axis; without words where there is no room for them."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Plan:
    """One sheet: `top` and `foot` of the lanes, what stands in and under them, and the height in all."""

    sheet: int
    sheets: int
    first: int
    last: int
    count: int
    height: float
    headings: float
    lanes: tuple[Lane, ...]
    lane: float
    top: float
    foot: float
    left: float
    end: float
    columns: tuple[Column, ...]
    cuts: tuple[Cut, ...]
    ticks: tuple[Tick, ...]
    holds: tuple[HoldBar, ...]
    notes: tuple[str, ...]
    experience: float | None
    band: float | None
    rows: int
    row: float
    bars: tuple[Bar, ...]
    whole: tuple[tuple[Stall, str], ...]
    legend: float
    by_order: bool


def numbers(order: Sequence[str]) -> dict[str, str]:
    """What a touchpoint is called on paper: its id, or its place in the order where ids are long."""
    if all(len(name) <= 5 for name in order):
        return {name: name for name in order}
    return {name: str(n) for n, name in enumerate(order, 1)}


def is_dated(touchpoint: Touchpoint, span: Span) -> bool:
    """Whether a source says when this was, rather than the order alone."""
    moment = parse_moment(touchpoint.when)
    return moment is not None and moment.form != "order" and not isinf(span.lo) and not isinf(span.hi)


def _heading_room(paper: Paper, count: int) -> float:
    """How high headings may be: few touchpoints leave room for more words."""
    return paper.heading * (1.6 if count <= FEW else 1)


def _room(paper: Paper, count: int) -> float:
    """The width in which columns may stand: the last heading leans over to the right."""
    reach = _heading_room(paper, count) / sin(radians(SLANT)) * cos(radians(SLANT))
    return paper.right - _start(paper) - reach


def _start(paper: Paper) -> float:
    return paper.margin + paper.names + paper.pitch


def sheet_ranges(case: Case, when: Timeline, paper: Paper) -> list[range]:
    """Which places in the order stand on which sheet."""
    by_id = {touchpoint.id: touchpoint for touchpoint in case.touchpoint_list}
    spans = [when.spans[name] for name in when.order]
    dated = [is_dated(by_id[name], when.spans[name]) for name in when.order]
    return split(spans, dated, _room(paper, len(spans)), paper.pitch, paper.cut)


def make_plan(
    case: Case,
    stalls: Sequence[Stall],
    paper: Paper,
    sheet: int,
    lang: str,
    legend: float,
    head: float,
    marks: Mapping[str, str],
) -> Plan:
    """Work out one sheet. `legend` and `head` are the heights that the legend and the title take.

    `marks` are put behind the headings of the touchpoints that have one.

    Raises ValueError for a sheet that there is not.
    """
    when = days_of(case)
    ranges = sheet_ranges(case, when, paper)
    if not 1 <= sheet <= len(ranges):
        raise ValueError(f"sheet {sheet} does not exist: this case takes {len(ranges)}")
    part = ranges[sheet - 1]
    by_id = {touchpoint.id: touchpoint for touchpoint in case.touchpoint_list}
    shown = [by_id[name] for name in when.order[part.start : part.stop]]
    spans = [when.spans[touchpoint.id] for touchpoint in shown]
    dated = [is_dated(touchpoint, span) for touchpoint, span in zip(shown, spans, strict=True)]
    start = _start(paper)
    places = place(spans, dated, _room(paper, len(shown)), paper.pitch, paper.cut, paper.width / 5)
    places = _moved(places, start)
    called = numbers(when.order)
    columns = _columns(shown, places, dated, called, marks, paper, lang, is_grouped(case))
    headings = _heading_height(columns, paper)

    left, right = start - paper.pitch, paper.right
    whole = tuple((stall, kind_name(stall.kind, lang)) for stall in stalls if drawn_as(stall) == "words")
    names = actor_names(case)
    order = order_lanes(blocks(case), contacts(case))
    axis = line_height(paper.small) * 2.2
    mood = line_height(paper.small) * 5 if any(t.experience is not None for t in shown) else 0.0
    rank = {name: n for n, name in enumerate(name for block in order for name in block)}
    holds, explained, unplaced = hold_bars(case, shown, when, places, rank, (start, right), paper, lang)
    notes = [f"{say('figure.holds_named', lang)}: {' · '.join(explained)}"] if explained else []
    notes += [f"{say('figure.holds_unplaced', lang)}: {'; '.join(unplaced)}"] if unplaced else []
    note = line_height(paper.small) * 1.2 * len(notes)
    besides = head + headings + axis + mood + note + legend + paper.margin
    for tight in (False, True):
        bars = stall_bars(case, stalls, when, places, part, called, (left, right), paper, lang, tight)
        row = line_height(paper.small) * (TIGHT_ROW if tight else ROW)
        rows = max((bar.row for bar in bars), default=-1) + 1
        band_rows = rows + bool(whole)
        band = max(band_rows * row + GAP * 2, line_height(paper.lane_type) * 2.4) if band_rows else 0.0
        if besides + band + paper.lane * len(names) <= paper.height:
            break
    fixed = besides + band
    lane = min(max((paper.height - fixed) / max(len(names), 1), paper.lane), paper.lane * TALLEST_LANE)
    top = head + headings
    foot = top + lane * len(names)
    experience = foot + axis + note if mood else None
    below = foot + axis + note + mood
    return Plan(
        sheet=sheet,
        sheets=len(ranges),
        first=part.start + 1,
        last=part.stop,
        count=len(when.order),
        height=fixed + lane * len(names),
        headings=headings,
        lanes=_lanes(case, order, names, top, lane, paper),
        lane=lane,
        top=top,
        foot=foot,
        left=left,
        end=right,
        columns=columns,
        cuts=places.cuts,
        ticks=_quarters(shown, when, places, lang) if in_quarters(case) else _ticks(when, places, paper, lang),
        holds=holds,
        notes=tuple(notes),
        experience=experience,
        band=below if band_rows else None,
        rows=rows,
        row=row,
        bars=bars,
        whole=whole,
        legend=below + band,
        by_order=all(day is None for day in places.days),
    )


def _moved(places: Columns, start: float) -> Columns:
    """The same columns, counted from the left of the sheet."""
    cuts = tuple(Cut(cut.after, cut.left + start, cut.right + start, cut.days) for cut in places.cuts)
    return Columns(tuple(x + start for x in places.xs), places.days, cuts)


def _columns(
    shown: Sequence[Touchpoint],
    places: Columns,
    dated: Sequence[bool],
    called: dict[str, str],
    marks: Mapping[str, str],
    paper: Paper,
    lang: str,
    grouped: bool,
) -> tuple[Column, ...]:
    """The headings; where columns stand wide apart, with the first words of the summary."""
    length = (_heading_room(paper, len(shown)) - paper.small) / sin(radians(SLANT))
    wide = len(shown) <= FEW
    made = []
    for touchpoint, x, has_date in zip(shown, places.xs, dated, strict=True):
        does = label("kind", touchpoint.kind, lang, "does")
        act = group_label("kind", touchpoint.kind, lang) if grouped else does
        size, bold = paper.heading_type, touchpoint.turning_point
        mark = f" {marks[touchpoint.id]}" if touchpoint.id in marks else ""
        heading = shorten(f"{called[touchpoint.id]} {act}", length - width(mark, size, bold), size, bold) + mark
        left = length - width(heading, size, bold) - GAP
        words = shorten(touchpoint.summary or "", left, paper.small, whole_words=True) if wide else ""
        words = "" if words.endswith("…") and " " not in words else words
        made.append(Column(touchpoint, x, has_date, heading, words))
    return tuple(made)


def _heading_height(columns: Sequence[Column], paper: Paper) -> float:
    longest = max(
        (
            width(c.heading, paper.heading_type, c.touchpoint.turning_point)
            + (GAP + width(c.words, paper.small) if c.words else 0)
            for c in columns
        ),
        default=0,
    )
    lean = longest * sin(radians(SLANT)) + line_height(paper.heading_type)
    return lean + line_height(paper.small) * 1.5  # a strip for the marks of turning points


def _lanes(
    case: Case, order: list[list[str]], names: dict[str, str], top: float, lane: float, paper: Paper
) -> tuple[Lane, ...]:
    own = client_side(case)
    active = {name for pair in contacts(case) for name in pair}
    room = paper.names - 6
    high = lane >= line_height(paper.lane_type) * 2
    made: list[Lane] = []
    for n, block in enumerate(order):
        for actor in block:
            bold = actor in own
            one_line = width(names[actor], paper.lane_type, bold) <= room
            words_fit = all(width(word, paper.lane_type, bold) <= room for word in names[actor].split())
            # Rather smaller than cut short: two names cut short may look the same.
            size = paper.lane_type if one_line or (high and words_fit) else paper.small
            name = wrap(names[actor], room, size, 2, bold)
            y = top + lane * (len(made) + 0.5)
            made.append(Lane(actor, y, tuple(name), size, n, bold, actor not in active))
    return tuple(made)


def _quarters(shown: Sequence[Touchpoint], when: Timeline, places: Columns, lang: str) -> tuple[Tick, ...]:
    """The first contact of each quarter, in a release that tells no days."""
    ticks: dict[float, Tick] = {}
    for touchpoint, x in zip(shown, places.xs, strict=True):
        span = when.spans[touchpoint.id]
        if not isinf(span.lo) and span.lo // QUARTER == span.hi // QUARTER and span.lo // QUARTER not in ticks:
            quarter = span.lo // QUARTER
            ticks[quarter] = Tick(x, say("word.quarter", lang, lo=int(quarter) + 1))
    return tuple(ticks.values())


def _ticks(when: Timeline, places: Columns, paper: Paper, lang: str) -> tuple[Tick, ...]:
    """Months where there are dates, else days; words only where they do not touch the last ones."""
    known = [day for day in places.days if day is not None]
    if not known:
        return ()
    first, last = known[0], known[-1]
    points: list[tuple[float, str, str]] = []
    start, end = when.date_of(first), when.date_of(last)
    if when.day0 is not None and start is not None and end is not None:
        months = say("figure.months", lang).split()
        points = [(first, months[start.month - 1], str(start.year))]
        year, month = start.year, start.month
        while (year, month) < (end.year, end.month):
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
            opens = start.replace(year=year, month=month, day=1).toordinal() - when.day0.toordinal()
            points.append((opens, months[month - 1], str(year)))
    else:
        step = next((s for s in (1, 2, 7, 14, 28, 56, 91, 182) if (last - first) / s <= 14), 364)
        days = range(int(first // step) * step, int(last) + 1, step)
        points = [(day, say("figure.day", lang, n=day), "") for day in days if day >= first]
    ticks: list[Tick] = []
    free, last_year = 0.0, ""
    for day, word, year_word in points:
        x = places.x_of(day)
        if x is None or any(cut.left < x < cut.right for cut in places.cuts):
            continue
        words = f"{word} {year_word}".strip() if year_word != last_year else word
        if x < free or x + width(words, paper.small) > paper.right:
            words = ""
        else:
            free, last_year = x + width(words, paper.small) + 2 * GAP, year_word
        ticks.append(Tick(x, words))
    return tuple(ticks)
