"""The as-built critical path over the timeline: what came of what, and where the days of the lead time lie."""

from __future__ import annotations

from matplotlib.axes import Axes

from casekit.cost import Cost, StallCost
from casekit.cost.words import in_days
from casekit.figures.daybars import called, lead_in_words, reason_in_words
from casekit.figures.ink import PATH
from casekit.figures.legend import Entry, Sample
from casekit.figures.overlay import Overlay
from casekit.figures.paper import Board
from casekit.figures.pathlines import LINES, draw_path, links_of
from casekit.figures.timeline import timeline
from casekit.text import plural, say

__all__ = ["critical_path"]

FEW = 8
"""Assumed links, and parallel tracks, that are named: the first ones, those with the least slack."""


def critical_path(cost: Cost, *, ax: Axes | None = None, lang: str = "nl", paper: str = "a3", sheet: int = 1) -> Axes:
    """Draw the critical path thick over the timeline of the case, with the stalls that lie on it.

    A leg leaves from a touchpoint and lies in the lane of who acted next, with its days. Solid where the case says
    what came of what, dashed where the kit assumes it, dotted where nothing is known that it came of. Where dates
    are uncertain, a heading tells in how many draws the touchpoint is on the path. Under it stands what is assumed,
    and how much slack other tracks have. Where days cannot be told, the order is drawn without them. In an SVG legs
    are groups `leg-<touchpoint>`, touchpoints on the path `on-path-<touchpoint>`.

    `paper` is `a3` or `a4`; a case that is split over sheets (see `sheets`) has a part of the path on each. With
    `ax` the sheet is drawn, to scale, inside those axes. Returns the axes. Raises ValueError for another paper or
    a sheet that there is not.

    Source: methods 6.1, 6.2 and 7.5; the share of draws is the criticality index (Elmaghraby 2000).

    >>> import casekit as ck
    >>> from casekit.cost import cost_of
    >>> critical_path(cost_of(ck.analyse(ck.example("twaalf-regels")))).figure.get_size_inches()[0].round(1)
    np.float64(16.5)
    """
    on_it = {one.key for one in cost.stalls if cost.status == "undetermined" or _on_path(one)}
    over = Overlay(
        notes=tuple(_notes(cost, lang)),
        entries=tuple(_entries(cost)),
        marks=_marks(cost),
        words=tuple(_words(cost, lang)),
        draw=lambda on, plan: draw_path(on, plan, cost, lang),
    )
    stalls = [stall for stall in cost.analysis.stalls if stall.key in on_it]
    return timeline(cost.analysis.case, stalls, ax=ax, lang=lang, paper=paper, sheet=sheet, over=over)


def _on_path(one: StallCost) -> bool:
    """Whether a stall has days on the path, or would have in some draw."""
    amounts = (one.alone, one.last, one.shapley)
    return one.slack == 0 or any(amount is not None and amount.hi > 0 for amount in amounts)


def _marks(cost: Cost) -> dict[str, str]:
    """In how many draws a touchpoint lies on the path, where that differs between draws."""
    if not cost.draws:
        return {}
    return {name: f"{share:.0%}" for name, share in cost.criticality.items() if share >= 0.005}


def _notes(cost: Cost, lang: str) -> list[str]:
    if cost.status == "undetermined":
        return [say("figure.path.order", lang)]
    notes = [say("figure.path.caption", lang)]
    if cost.draws:
        notes.append(say("figure.path.shares", lang, n=cost.draws, seed=cost.seed))
    return notes


def _entries(cost: Cost) -> list[Entry]:
    kinds = {link.how for link in links_of(cost)}
    return [Entry(_sample(how), f"figure.path.{how}") for how in LINES if how in kinds]


def _sample(how: str) -> Sample:
    """A piece of such a leg, for the legend."""

    def draw(on: Board, x: float, y: float, wide: float, tall: float) -> None:
        on.line([x, x + wide], [y, y], color=PATH, linewidth=on.paper.small * 0.5, linestyle=LINES[how])

    return draw


def _words(cost: Cost, lang: str) -> list[str]:
    """What stands under the figure: the lead time, what is assumed, and the slack of other tracks."""
    if cost.status == "undetermined":
        words = [f"{say('figure.cost.undetermined', lang)}. {reason_in_words(cost, lang)}"]
    else:
        days = in_days(cost.lead, lang, at_least=cost.status == "at_least")
        words = [lead_in_words(cost, days, lang)]
    if cost.assumed:
        names = called(cost, lang)
        links = [f"{names[first]} → {names[last]}" for first, last in cost.assumed]
        words.append(say("figure.path.assumed_links", lang, links=_few(links, lang)))
    return words + _slack(cost, lang)


def _slack(cost: Cost, lang: str) -> list[str]:
    """The other tracks that the end hangs on: touchpoints with the same slack are one track."""
    names = called(cost, lang)
    tracks: dict[float, list[str]] = {}
    for name, days in cost.slack.items():
        if days > 0:
            tracks.setdefault(days, []).append(names[name])
    if not tracks:
        return []
    told = [
        say("figure.path.track", lang, days=plural("word.day", round(days), lang), names=", ".join(tracks[days]))
        for days in sorted(tracks)
    ]
    return [say("figure.path.slack", lang, tracks=_few(told, lang))]


def _few(told: list[str], lang: str) -> str:
    """The first of them, and how many more there are."""
    more = [say("figure.path.more", lang, n=len(told) - FEW)] if len(told) > FEW else []
    return "; ".join([*told[:FEW], *more])
