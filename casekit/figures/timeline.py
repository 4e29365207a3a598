"""The swimlane timeline: who did what towards whom, in order of time, and where it stalls."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, isinf, radians, sin

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from casekit.case import Case
from casekit.figures.columns import silences
from casekit.figures.holds import HoldBar
from casekit.figures.ink import BAND, GREY, GRID, HOLD, INK, SOFT
from casekit.figures.legend import Entry, draw_legend, legend_height, timeline_entries
from casekit.figures.lettering import line_height, shorten, width, wrap
from casekit.figures.margin import write_name
from casekit.figures.overlay import Overlay
from casekit.figures.paper import Board, Paper, board, paper_of
from casekit.figures.plan import SLANT, Column, Plan, make_plan, sheet_ranges
from casekit.figures.stallband import DASHES, draw_band
from casekit.figures.stallbars import runs_on
from casekit.figures.title import draw_title, title_height
from casekit.stalls.stall import Stall
from casekit.stalls.travelled import in_quarters
from casekit.text import say
from casekit.when import timeline as days_of

__all__ = ["sheets", "timeline"]


def sheets(case: Case, paper: str = "a3") -> int:
    """How many sheets the timeline of a case takes; on A3 one for about 80 touchpoints.

    >>> import casekit as ck
    >>> sheets(ck.example("twaalf-regels"))
    1
    """
    return len(sheet_ranges(case, days_of(case), paper_of(paper)))


def timeline(
    case: Case,
    stalls: Sequence[Stall] = (),
    *,
    ax: Axes | None = None,
    lang: str = "nl",
    paper: str = "a3",
    sheet: int = 1,
    over: Overlay | None = None,
) -> Axes:
    """Draw a case as a swimlane timeline, with the stalls that are given under it.

    One lane per actor, the desks of an organisation side by side, the resident's side tinted. One column
    per touchpoint, in the known order; distances follow time where room allows, and long silences are cut
    out. A touchpoint without a date is dashed and open. Certain stalls are solid, possible ones hatched with
    a question mark, legitimate waits grey. In an SVG every touchpoint is a group with the id
    `touchpoint-<id>` and every stall one with `stall-<key>`.

    `paper` is `a3` or `a4`; a case with more touchpoints than fit is split, and `sheet` chooses which part
    (see `sheets`). `over` is what another figure draws over it, such as the critical path. With `ax` the sheet is
    drawn, to scale, inside those axes. Returns the axes; in a notebook, `timeline(case).figure` shows the picture.
    Nothing is computed about the case here.

    Raises ValueError for another paper or a sheet that there is not.

    >>> import casekit as ck
    >>> timeline(ck.example("twaalf-regels")).figure.get_size_inches()[0].round(1)
    np.float64(16.5)
    """
    size = paper_of(paper)
    entries = timeline_entries(case, stalls)
    if stalls and (sheets(case, paper) > 1 or any(runs_on(stall) for stall in stalls)):
        entries.append(Entry("open_end", "figure.legend.open_end"))
    over = over or Overlay()
    entries += over.entries
    notes = [*over.notes, *_notes(case, size, sheet, lang)]
    head = title_height(case, size, notes, lang)
    legend = legend_height(entries, size, lang)
    plan = make_plan(case, stalls, size, sheet, lang, legend + over.height(size), head, over.marks)
    with matplotlib.style.context("default"):  # the reader's own settings would move what was measured
        on = board(ax, size, plan.height)
        draw_title(on, case, notes, lang)
        _draw_lanes(on, plan)
        _draw_axis(on, plan, lang)
        for hold in plan.holds:
            _draw_hold(on, plan, hold)
        for column in plan.columns:
            _draw_heading(on, plan, column)
            _draw_touchpoint(on, plan, column)
        if plan.experience is not None:
            _draw_experience(on, plan, lang)
        if plan.band is not None:
            draw_band(on, plan, lang)
        draw_legend(on, entries, plan.legend, lang)
        over.write(on, plan.legend + legend)
        over.draw(on, plan)
    return on.ax


def _notes(case: Case, paper: Paper, sheet: int, lang: str) -> list[str]:
    """What the reader must know to read this sheet."""
    when = days_of(case)
    ranges = sheet_ranges(case, when, paper)
    notes = []
    if len(ranges) > 1 and 1 <= sheet <= len(ranges):
        part = ranges[sheet - 1]
        values = {
            "n": sheet,
            "of": len(ranges),
            "first": part.start + 1,
            "last": part.stop,
            "all": len(when.order),
        }
        notes.append(say("figure.sheet", lang, **values))
    notes.append(say("figure.headings", lang))
    part = ranges[sheet - 1] if 1 <= sheet <= len(ranges) else range(0)
    spans = [when.spans[name] for name in when.order[part.start : part.stop]]
    if any(not isinf(span.lo) and not isinf(span.hi) for span in spans):
        notes.append(say("figure.in_quarters" if in_quarters(case) else "figure.stretched", lang))
        if silences(spans):
            notes.append(say("figure.cut", lang))
    return notes


def _draw_lanes(on: Board, plan: Plan) -> None:
    paper = on.paper
    for n, lane in enumerate(plan.lanes):
        edge = lane.y - plan.lane / 2
        new = n == 0 or plan.lanes[n - 1].block != lane.block
        if lane.client:
            tint = Rectangle((paper.margin, edge), plan.end - paper.margin, plan.lane, facecolor=BAND, linewidth=0)
            tint.set_zorder(0)
            on.ax.add_patch(tint)
        if new:
            on.line([paper.margin, plan.end], [edge, edge], color=GREY, linewidth=0.6, zorder=1)
        on.line([plan.left, plan.end], [lane.y, lane.y], color=GRID, linewidth=0.5, zorder=1)
        members = [other.y for other in plan.lanes if other.block == lane.block]
        if new and len(members) > 1:
            ys = [members[0] - plan.lane * 0.38, members[-1] + plan.lane * 0.38]
            on.line([paper.margin + 1.2] * 2, ys, linewidth=1.8)
        write_name(on, lane.name, lane.y, size=lane.type, bold=lane.client, silent=lane.silent)
    on.line([paper.margin, plan.end], [plan.foot] * 2, color=GREY, linewidth=0.6, zorder=1)


def _draw_heading(on: Board, plan: Plan, column: Column) -> None:
    """The slanted heading, with a hair line down and a star where the contact was a turning point."""
    paper = on.paper
    touchpoint = column.touchpoint
    strip = line_height(paper.small) * 1.5
    y = plan.top - strip + 0.6
    quiet = touchpoint.kind == "silence"
    bold = touchpoint.turning_point
    style = {"rotation": SLANT, "rotation_mode": "anchor", "va": "baseline"}
    words = on.write(
        column.x + 0.8,
        y,
        column.heading,
        paper.heading_type,
        weight="bold" if bold else "normal",
        color=SOFT if quiet else INK,
        **style,
    )
    words.set_gid(f"heading-{touchpoint.id}")
    if column.words:
        along = width(column.heading, paper.heading_type, bold) + 1.3
        x = column.x + 0.8 + along * cos(radians(SLANT))
        on.write(x, y - along * sin(radians(SLANT)), column.words, paper.small, color=SOFT, style="italic", **style)
    on.line(
        [column.x] * 2,
        [plan.top - (0 if bold else strip - 1), plan.foot],
        color=GRID,
        linewidth=0.4,
        zorder=1,
    )
    if bold:
        tint = Rectangle((column.x - 1.1, plan.top), 2.2, plan.foot - plan.top, facecolor="#fff3b0", linewidth=0)
        tint.set_zorder(0.5)
        on.ax.add_patch(tint)
        on.line(
            [column.x],
            [plan.top - strip / 2 + 0.4],
            marker="*",
            markersize=paper.small * 1.25,
            markerfacecolor="#F0E442",
            markeredgecolor=INK,
            markeredgewidth=0.6,
            gid=f"turning-point-{touchpoint.id}",
        )


def _draw_touchpoint(on: Board, plan: Plan, column: Column) -> None:
    """Dot at who acts, arrow to who receives; a hook for a step inside one party; a grey bar for silence."""
    touchpoint = column.touchpoint
    row = {lane.actor: lane.y for lane in plan.lanes}
    y, x, size = row[touchpoint.from_], column.x, on.paper.small
    gid = f"touchpoint-{touchpoint.id}"
    if touchpoint.kind == "silence":
        half = on.paper.pitch * 0.42
        mark = Rectangle((x - half, y - half * 0.6), 2 * half, 1.2 * half, facecolor="#e3e3e3", edgecolor=GREY)
        mark.set(linewidth=on.points(0.6), gid=gid, zorder=4)
        on.ax.add_patch(mark)
        return
    fill = INK if column.dated else "white"
    style: dict[str, object] = {} if column.dated else {"linestyle": DASHES}
    dot = {
        "marker": "o",
        "markersize": size * 0.62,
        "markerfacecolor": fill,
        "markeredgewidth": 0.8,
    }
    for n, to in enumerate(dict.fromkeys(touchpoint.to)):
        if to == touchpoint.from_:
            wide, low = on.paper.pitch * 0.38, plan.lane * 0.26
            hook = on.line([x, x + wide, x + wide, x], [y, y, y + low, y + low], linewidth=0.9, zorder=4)
            hook.set_gid(f"hook-{touchpoint.id}")
            continue
        down = row[to] > y
        tip = row[to] + (-0.5 if down else 0.5) * size * 0.16
        on.line([x, x], [y, tip], linewidth=0.9, zorder=3, gid=f"stem-{touchpoint.id}-{n}", **style)
        head = {"marker": "v" if down else "^", "markersize": size * 0.6, "markerfacecolor": fill}
        on.line([x], [tip], zorder=4, gid=f"arrow-{touchpoint.id}-{n}", markeredgewidth=0.7, **head)
    on.line([x], [y], zorder=5, gid=gid, markeredgecolor=INK, **dot)


def _draw_hold(on: Board, plan: Plan, bar: HoldBar) -> None:
    paper = on.paper
    y = next(lane.y for lane in plan.lanes if lane.actor == bar.actor)
    tall = min(line_height(paper.small) * 0.95, plan.lane * 0.42)
    top = y + plan.lane / 2 - 0.35 - tall * (bar.slot + 1) - 0.3 * bar.slot
    patch = Rectangle((bar.left, top), bar.right - bar.left, tall, facecolor=HOLD, edgecolor=GREY)
    patch.set(linewidth=on.points(0.5), zorder=2, gid=f"hold-{bar.hold.id}-{bar.actor}")
    on.ax.add_patch(patch)
    if bar.words:
        inside = bar.left <= bar.words_x <= bar.right
        box = {"facecolor": HOLD if inside else "white", "linewidth": 0, "pad": on.points(0.4)}
        on.write(bar.words_x, top + tall / 2, bar.words, paper.small, va="center_baseline", zorder=3.5, bbox=box)


def _draw_axis(on: Board, plan: Plan, lang: str) -> None:
    """Months under the lanes; dotted where the next contact has no date; cut where nothing happened."""
    paper = on.paper
    y = plan.foot + 0.9
    for one, other in pairwise(plan.columns):
        known = one.dated and other.dated
        style = {"linewidth": 1.2} if known else {"linewidth": 0.8, "linestyle": (0, (1, 1.5)), "color": GREY}
        on.line([one.x, other.x], [y, y], zorder=2, **style)
    for tick in plan.ticks:
        on.line([tick.x] * 2, [y, y + 1.4], linewidth=0.8, zorder=2)
        if tick.words:
            on.write(tick.x, y + 1.8, tick.words, paper.small, va="top")
    if plan.by_order and plan.columns:
        on.write(plan.columns[0].x, y + 1.8, say("figure.order_only", lang), paper.small, va="top", style="italic")
    foot = plan.foot + 2.2
    for cut in plan.cuts:
        strip = Rectangle((cut.left, plan.top), cut.right - cut.left, foot - plan.top, facecolor="white", linewidth=0)
        strip.set(zorder=2.6, gid=f"cut-{cut.after}")
        on.ax.add_patch(strip)
        for x in (cut.left, cut.right):
            on.line([x, x], [plan.top, foot], linewidth=0.7, linestyle=(0, (1, 2)), color=SOFT, zorder=2.7)
        weeks = int(cut.days // 7)
        words = say("figure.silence", lang, n=weeks)
        if width(words, paper.small) > plan.foot - plan.top - 2:
            words = say("figure.silence_short", lang, n=weeks)
        box = {"facecolor": "white", "linewidth": 0, "pad": on.points(0.4)}
        style = {"rotation": 90, "ha": "center", "style": "italic", "color": SOFT, "zorder": 2.8, "bbox": box}
        on.write((cut.left + cut.right) / 2, (plan.top + plan.foot) / 2, words, paper.small, **style)
    low = plan.foot + line_height(paper.small) * 2.5
    for words in plan.notes:
        on.write(plan.left, low, shorten(words, plan.end - plan.left, paper.small), paper.small, color=SOFT)
        low += line_height(paper.small) * 1.2


def _draw_experience(on: Board, plan: Plan, lang: str) -> None:
    """The line of how the resident lived through it: down, level, up, with three marks."""
    paper = on.paper
    assert plan.experience is not None
    high = line_height(paper.small) * 5
    middle = plan.experience + high / 2
    step = high * 0.3
    room = paper.names - 8
    write_name(on, wrap(say("figure.experience", lang), room, paper.lane_type, 2, True), middle)
    for value, sign in ((1, "+"), (0, "0"), (-1, "–")):
        y = middle - value * step
        on.line([plan.left, plan.end], [y, y], color=GRID, linewidth=0.4, zorder=1)
        on.write(plan.left - 1.2, y, sign, paper.small, ha="right")
    felt = [
        (n, c.x, c.touchpoint.experience, c.touchpoint.id)
        for n, c in enumerate(plan.columns)
        if c.touchpoint.experience is not None
    ]
    for (n, x0, one, _), (m, x1, other, _) in pairwise(felt):
        cut = any(n <= c.after < m for c in plan.cuts)
        style = {"linestyle": (0, (1, 1.5))} if cut else {}
        on.line([x0, x1], [middle - one * step, middle - other * step], linewidth=1.1, zorder=3, **style)
    for _, x, value, name in felt:
        mark = {-1: "v", 0: "o", 1: "^"}[value]
        fill = INK if value < 0 else "white"
        look = {"marker": mark, "markersize": paper.small * 0.72, "markerfacecolor": fill}
        on.line([x], [middle - value * step], zorder=4, gid=f"experience-{name}", **look)
