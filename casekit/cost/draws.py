"""Days drawn for uncertain moments, each draw in keeping with all that is known about their order.

Moments that hang together are drawn together: uniformly within their spans, thrown away where a rule is broken
(rejection), up to 200 times. What is still left then is drawn one after the other inside the minimal network,
in which every choice can be completed; that is not quite uniform, and `Drawn.fallback` says how often it was needed.

Uniform is an assumption: nothing says that every day of a span is as likely as another.

Sources: Dechter, Meiri & Pearl 1991 (minimal networks); aoristic analysis for interval-dated events; methods 6.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isinf

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from casekit.cost.amount import Days
from casekit.story import Story
from casekit.when import Span
from casekit.when.network import ORIGIN, Rule, tighten

__all__ = ["Drawn", "draw_days"]

TRIES = 200
ENOUGH = 20
"""After so many tries without one hit in 500, more will not help."""
MOST = 400
"""Moments that may hang together; more of them keep their middle day."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Days per touchpoint, in the order of the story: the middle ones, and one column per draw.

    `fallback` is the share of the draws in which some moment was not drawn uniformly; `held` the ids that kept
    their middle day, because too many hang together.
    """

    central: Days
    days: Days
    fallback: float
    held: tuple[str, ...] = ()


def draw_days(story: Story, links: Iterable[tuple[str, str]], draws: int, seed: int) -> Drawn:
    r"""Draw the days of every touchpoint. `links` are pairs of which the first came before the second.

    With dates that are all certain there is one draw: the dates. Moments that nothing bounds are taken to lie
    within the observed period. Raises ValueError where that has no days either.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> story = tell(case_of("a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @5/9 re=a"))
    >>> drawn = draw_days(story, [("a", "b")], 100, 1)
    >>> drawn.central.tolist(), int(drawn.days[1].min()), int(drawn.days[1].max())
    ([0, 7], 5, 9)
    """
    names = [step.id for step in story.steps]
    rules, spans = _bounded(story, links)
    lo = np.array([ceil(spans[name].lo) for name in names], dtype=np.int64)
    hi = np.maximum(lo, np.array([floor(spans[name].hi) for name in names], dtype=np.int64))
    central = (lo + hi) // 2
    place = {name: n for n, name in enumerate(names)}
    loose: nx.Graph[str] = nx.Graph()
    loose.add_nodes_from(name for name in names if hi[place[name]] > lo[place[name]])
    between = [rule for rule in rules if rule.before in loose and rule.after in loose]
    loose.add_edges_from((rule.before, rule.after) for rule in between)
    if not loose:
        return Drawn(central, central[:, None], 0.0)
    days = np.repeat(central[:, None], draws, axis=1)
    source = _Source(seed)
    fell = np.zeros(draws, dtype=bool)
    held: list[str] = []
    for group in sorted((sorted(found, key=place.__getitem__) for found in nx.connected_components(loose)), key=str):
        if len(group) > MOST:
            held += group
            continue
        rows = [place[name] for name in group]
        local = {name: n for n, name in enumerate(group)}
        own = [(local[r.before], local[r.after], r.lo, r.hi) for r in between if r.before in local]
        days[rows], back = _draw_group(lo[rows], hi[rows], own, draws, source)
        fell |= back
    return Drawn(central, days, float(fell.mean()), tuple(held))


def _bounded(story: Story, links: Iterable[tuple[str, str]]) -> tuple[list[Rule], dict[str, Span]]:
    """What holds between the moments, and their spans once the links are counted in."""
    time = story.time
    if isinf(time.observed.lo) or isinf(time.observed.hi):
        raise ValueError("nothing in this case is placed in time")
    clipped = {
        name: Span(
            time.observed.lo if isinf(span.lo) else span.lo,
            max(time.observed.hi, span.lo) if isinf(span.hi) else span.hi,
        )
        for name, span in time.spans.items()
    }
    rules = [rule for rule in time.rules if rule.before != ORIGIN]
    rules += [Rule(first, last) for first, last in links if clipped[first].lo <= clipped[last].hi]
    ends = [Rule(ORIGIN, name, span.lo, span.hi) for name, span in clipped.items()]
    spans, clashes = tighten(clipped, [*ends, *rules])
    return rules, clipped if clashes else spans


class _Source:
    """Numbers that are the same in every version of numpy: only the bits are its, the rest is done here."""

    def __init__(self, seed: int) -> None:
        self._bits = np.random.PCG64(seed)

    def whole(self, lo: Days, hi: Days) -> Days:
        """A day per place, each of lo..hi as likely."""
        shape = np.broadcast_shapes(lo.shape, hi.shape)
        raw: NDArray[np.uint64] = np.asarray(self._bits.random_raw(int(np.prod(shape)))).reshape(shape)
        part = (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return lo + np.floor(part * (hi - lo + 1)).astype(np.int64)


Between = Sequence[tuple[int, int, float, float]]


def _draw_group(lo: Days, hi: Days, rules: Between, draws: int, source: _Source) -> tuple[Days, NDArray[np.bool_]]:
    """The days of moments that hang together, and in which draws they were not drawn by rejection."""
    days = np.empty((len(lo), draws), dtype=np.int64)
    left = np.arange(draws)
    hits = 0
    for attempt in range(TRIES):
        tried = source.whole(np.repeat(lo[:, None], len(left), axis=1), hi[:, None])
        kept = np.ones(len(left), dtype=bool)
        for before, after, least, most in rules:
            apart = tried[after] - tried[before]
            kept &= (apart >= least) & (apart <= most)
        days[:, left[kept]] = tried[:, kept]
        hits += int(kept.sum())
        left = left[~kept]
        if not len(left) or (attempt + 1 == ENOUGH and hits * 500 < draws * ENOUGH):
            break
    back = np.zeros(draws, dtype=bool)
    back[left] = True
    if len(left):
        days[:, left] = _one_by_one(lo, hi, rules, len(left), source)
    return days, back


def _one_by_one(lo: Days, hi: Days, rules: Between, draws: int, source: _Source) -> Days:
    """One moment after the other, each within what the earlier choices leave by the minimal network."""
    size = len(lo)
    most = np.full((size + 1, size + 1), np.inf)  # most[i, j]: at most so many days from i to j; last is the origin
    np.fill_diagonal(most, 0)
    most[size, :size], most[:size, size] = hi, -lo
    for before, after, least, longest in rules:
        most[before, after] = min(most[before, after], longest)
        most[after, before] = min(most[after, before], -least)
    for middle in range(size + 1):
        np.minimum(most, most[:, middle, None] + most[None, middle, :], out=most)
    days = np.zeros((size, draws), dtype=np.int64)
    for n in range(size):
        least_day = np.full(draws, ceil(-most[n, size]), dtype=np.int64)
        last_day = np.full(draws, floor(most[size, n]), dtype=np.int64)
        for other in range(n):
            if not isinf(most[n, other]):
                least_day = np.maximum(least_day, days[other] - floor(most[n, other]))
            if not isinf(most[other, n]):
                last_day = np.minimum(last_day, days[other] + floor(most[other, n]))
        days[n] = source.whole(least_day, np.maximum(least_day, last_day))
    return days
