"""The days that a stall took beyond what was allowed, per draw, and the moments that they held up.

A day is late where the clock ran (no legitimate wait), after the days that were allowed. Which stalls have late
days: the kinds that own days, and those of rework or information that stand alone; a stall that is only the
mechanism of another costs no days of its own (methods 4.9). Without a norm, or where only order shows that it
took long, the number is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite, isinf

import networkx as nx
import numpy as np

from casekit.cost.amount import Days
from casekit.cost.network import Network
from casekit.stalls.kinds import KINDS
from casekit.stalls.stall import NormUse, Stall
from casekit.story import Step
from casekit.waits import Pause, Waits, union
from casekit.when import Span

__all__ = ["Interval", "Late", "costs_days", "days_allowed", "late_days", "moment_days", "pause_days"]

Interval = tuple[float, float]
"""From a day (not included) until a day (included)."""


@dataclass(frozen=True, slots=True)
class Late:
    """The late days of one stall.

    `days[d]` are the intervals of draw d (one entry where all draws agree), `central` those on the middle days;
    `holds_up` the numbers of the moments whose own lag they can lie in.
    """

    stall: Stall
    central: tuple[Interval, ...]
    days: tuple[tuple[Interval, ...], ...]
    holds_up: frozenset[int]


def costs_days(stall: Stall) -> bool:
    """Whether a stall has days of its own: no signal, no marker, no mechanism of another, and not by order only."""
    kind = KINDS[stall.kind[:3]]
    if stall.kind == "K06c" or kind.group in ("consequence", "marker") or "order" in stall.tags:
        return False
    return kind.precedence is not None or not stall.mechanism_of


def late_days(stall: Stall, network: Network, waits: Waits) -> Late:
    r"""The late days of a stall that costs days.

    >>> import casekit as ck
    >>> from casekit.cost.network import network_of
    >>> from casekit.notation import case_of
    >>> case = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a")
    >>> analysis = ck.analyse(case)
    >>> network = network_of(analysis.story, start=None, end=None, draws=10, seed=1)
    >>> late_days(analysis.stalls[0], network, Waits(analysis.story)).central
    ((14, 30),)
    """
    steps = [network.story.by_id[name] for name in stall.touchpoints]
    open_end = _open_end(stall, network)
    # what a source saw for a part of the time only is not known to have lasted to the end
    runs_on = open_end is not None and stall.end.hi >= network.story.end
    pauses = [pause for pause in waits.pauses if pause.holds_for(stall.issue, stall.clock)]
    found = []
    for days in (network.central[:, None], network.days):
        start = moment_days(stall.start, steps, network, days)
        end = days[network.end] if runs_on else moment_days(stall.end, steps, network, days)
        paused = [pause_days(pause, network, days) for pause in pauses]
        found.append((start, end, days_allowed(stall.norm, stall.start, start), paused))
    free = _not_counted(stall, waits)
    central, *_ = _intervals(*found[0], free)
    days_late = _intervals(*found[1], free)
    return Late(stall, central, days_late, _held_up(stall, network, open_end))


def moment_days(moment: Span, steps: Iterable[Step], network: Network, days: Days) -> Days:
    """The days of a moment per draw: with the touchpoint it moves along with, else its middle day.

    Of more that could be, the nearest: two months of 30 days differ by a fixed number of days too.
    """
    shifts = [
        (moment.lo - step.span.lo, step)
        for step in steps
        if not moment.exact and not step.span.exact and moment.lo - step.span.lo == moment.hi - step.span.hi
    ]
    if shifts:
        shift, step = min(shifts, key=lambda found: abs(found[0]))
        moved: Days = days[step.place] + int(shift)
        return moved
    return np.array([_middle(moment, network)], dtype=np.int64)


def _middle(moment: Span, network: Network) -> int:
    seen = network.story.time.observed
    return int((max(moment.lo, min(seen.lo, moment.hi)) + min(moment.hi, max(seen.hi, moment.lo))) // 2)


def pause_days(pause: Pause, network: Network, days: Days) -> tuple[Days, Days]:
    """The days per draw between which a legitimate wait lasted."""
    ask = network.story.by_id.get(pause.id)
    around = [ask, *network.story.replies.get(pause.id, ())] if ask is not None else []
    return tuple(moment_days(end, around, network, days) for end in (pause.start, pause.end))  # type: ignore[return-value]


def days_allowed(norm: NormUse | None, start: Span, days: Days) -> Days:
    """The days allowed after each start: the fewest of a term; of a due date what is left of it by then."""
    allowed = norm.allowed if norm else Span(0, 0)
    dated = norm is not None and norm.id.startswith("due:")
    if not dated or allowed.lo == allowed.hi or isinf(start.lo) or isinf(start.hi):
        return np.array([int(allowed.lo)], dtype=np.int64)
    # the date stands still when the start moves; 0 days left do not tell how long ago it was
    first = start.lo + allowed.lo
    last = start.hi + allowed.hi if allowed.hi > 0 else first
    left: Days = np.maximum(int((first + last) // 2) - days, 0)
    return left


def _not_counted(stall: Stall, waits: Waits) -> float:
    """Days that this kind does not count though its clock seems to run, such as the term to object."""
    net = waits.net(stall.start, stall.end, stall.issue, stall.clock)
    apart = net.lo - stall.days.lo if stall.days.lo > 0 else net.hi - stall.days.hi
    return max(0, apart) if isfinite(apart) else 0


def _intervals(
    start: Days, end: Days, allowed: Days, paused: list[tuple[Days, Days]], free: float
) -> tuple[tuple[Interval, ...], ...]:
    """Per draw the late days; one entry where nothing differs between draws."""
    parts = (start, end, allowed, *(part for pair in paused for part in pair))
    draws = max(len(part) for part in parts)
    rows = [part.tolist() * (draws if len(part) == 1 else 1) for part in parts]
    found = []
    for values in zip(*rows, strict=True):
        first, last, norm, *ends = values
        running = _running(first, last, list(zip(ends[::2], ends[1::2], strict=True)))
        found.append(tuple(_after(running, norm + free)))
    return tuple(found)


def _running(start: float, end: float, paused: Sequence[Interval]) -> list[Interval]:
    """The days from start to end in which the clock ran."""
    left: list[Interval] = []
    at = start
    for lo, hi in union((lo, hi) for lo, hi in paused if hi > start and lo < end):
        if lo > at:
            left.append((at, lo))
        at = max(at, hi)
    return [*left, (at, end)] if at < end else left


def _after(running: Sequence[Interval], allowed: float) -> list[Interval]:
    """What is left of the running days once the first ones, which were allowed, are taken off."""
    left = []
    for lo, hi in running:
        used = min(max(allowed, 0), hi - lo)
        allowed -= used
        if lo + used < hi:
            left.append((lo + used, hi))
    return left


def _open_end(stall: Stall, network: Network) -> int | None:
    """The open end that a stall runs on to, where nothing ended it."""
    runs_on = network.open and "censored" in stall.tags and stall.issue == network.issue
    return network.end if runs_on else None


def _held_up(stall: Stall, network: Network, open_end: int | None) -> frozenset[int]:
    """What stood still: the touchpoints that ended it, and all that lies between those and its first ones.

    What nobody answered holds up what the asking side then did about it elsewhere (methods K01: the loss of the
    case runs to the workaround).
    """
    places = sorted(network.number[name] for name in stall.touchpoints)
    if stall.kind == "K01":
        places += _workarounds(places, network)
    if open_end is not None:
        places.append(open_end)
    after = set().union(*(nx.descendants(network.links, place) for place in places))
    until = set().union(*(nx.ancestors(network.links, place) for place in places[1:]))
    return frozenset((after & until) | set(places[1:]))


def _workarounds(asked: Sequence[int], network: Network) -> list[int]:
    """The requests of the same side that came of these."""
    story = network.story
    return [
        step.place
        for step in story.steps
        if story.is_request(step)
        and any(story.same_side(story.steps[n], step) for n in set(network.before[step.place]) & set(asked))
    ]
