"""From a scenario to what is different: late days that fall away, acts that are not needed, an item that is there.

Every part of a scenario speaks for itself; together they hold at once, and no day falls away twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from casekit.asks import delivery_of
from casekit.cost.amount import Days
from casekit.cost.late import Interval, Late
from casekit.graph import event_graph
from casekit.scenario import Scenario, Share
from casekit.stalls.stall import Stall
from casekit.story import Step, Story
from casekit.whatif.ground import Ground

__all__ = ["Different", "Dropped", "Gone", "day_of", "different"]

FOLLOWED_UP = frozenset({"K04", "K06", "K07", "K08", "K09"})
"""What somebody who follows up hand-overs sees to: that an issue does not lie still, lands, and keeps its owner."""
ABOUT_ITEMS = frozenset({"K10", "K11", "K14"})

There = dict[tuple[str, str], float]
"""From which day an item was with a party."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A stall whose days fall away, all or in part; `late` None where it has no days of its own.

    `since` is the moment from which it falls away, where that is not its beginning.
    """

    stall: Stall
    late: Late | None
    whole: bool = True
    since: Step | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """An ask that was not needed, with what answered it, where the item was there on `day`."""

    ask: Step
    delivery: Step
    day: float


@dataclass(frozen=True, slots=True)
class Different:
    """All that is different.

    `arrived`: (source, moment) -> the day from which the moment need not wait for it. `terms`: the norms of which
    another term was kept.
    """

    gone: tuple[Gone, ...]
    dropped: tuple[Dropped, ...]
    arrived: dict[tuple[str, str], float]
    terms: frozenset[str]


def different(ground: Ground, scenario: Scenario) -> Different:
    """What a scenario makes different in a case; all that it names must be there (`casekit.whatif.named`)."""
    story = ground.analysis.story
    there: There = {}
    for share in scenario.share:
        day = day_of(story, share)
        if day is not None:
            who = (story.party(share.actor), share.item)
            there[who] = min(day, there.get(who, inf))
    found = [
        *_without(ground, scenario),
        *_kept(ground, scenario),
        *_known(ground, there),
        *_followed_up(ground, scenario),
    ]
    return Different(tuple(found), tuple(_dropped(story, there)), _awaited(story, there), frozenset(scenario.norms))


def day_of(story: Story, share: Share) -> float | None:
    """The day on which something was shared, since day 0; None where this case does not place it on one day."""
    span = story.time.place(share.day)
    return span.lo if span.exact else None


def _stall_of(ground: Ground, stall: Stall) -> Late | None:
    """The late days of a stall of the case, worked out before."""
    return next((late for late in ground.late if late.stall.key == stall.key), None)


def _without(ground: Ground, scenario: Scenario) -> Iterator[Gone]:
    for stall in ground.analysis.stalls:
        if stall.key in scenario.without:
            yield Gone(stall, _stall_of(ground, stall))


def _kept(ground: Ground, scenario: Scenario) -> Iterator[Gone]:
    """The days beyond the other term; a stall that stays within it is not there to fall away."""
    if scenario.norms:
        now = {stall.key: stall for stall in ground.analysis.stalls}
        for stall in ground.with_terms(dict(scenario.norms)):
            was = now.get(stall.key)
            whole = was is not None and was.norm is not None and not _longer(stall, was)
            yield Gone(stall, ground.late_of(stall), whole)


def _longer(stall: Stall, was: Stall) -> bool:
    """Whether the term that was kept is longer than the one it had, so that some late days stay."""
    assert stall.norm is not None
    assert was.norm is not None
    return stall.norm.days.lo > was.norm.days.lo


def _followed_up(ground: Ground, scenario: Scenario) -> Iterator[Gone]:
    """The late days after the coordinator came in."""
    story = ground.analysis.story
    if scenario.coordinator is None:
        return
    first = _first(story, scenario.coordinator)
    if first is None:
        return
    for stall in ground.analysis.stalls:
        if stall.kind[:3] in FOLLOWED_UP:
            late = _stall_of(ground, stall)
            whole = story.by_id[stall.touchpoints[0]].place >= first.place
            clipped = _after(late, first, ground) if late is not None and not whole else late
            if whole or (clipped is not None and any(clipped.days)):
                yield Gone(stall, clipped, whole, None if whole else first)


def _first(story: Story, actor: str) -> Step | None:
    return next((step for step in story.steps if actor in (step.t.from_, *step.t.to)), None)


def _after(late: Late, first: Step, ground: Ground) -> Late:
    """The late days that lie after a moment, per draw."""
    assert ground.network is not None
    since: Days = ground.network.days[first.place]
    apart = len(np.unique(since)) > 1 and len(late.days) == 1
    rows = late.days * len(since) if apart else late.days
    moments = since.tolist() if len(rows) > 1 else [int(since[0])]
    return replace(
        late,
        central=_cut(late.central, int(ground.network.central[first.place])),
        days=tuple(_cut(row, day) for row, day in zip(rows, moments, strict=True)),
    )


def _cut(intervals: tuple[Interval, ...], day: float) -> tuple[Interval, ...]:
    return tuple((max(lo, day), hi) for lo, hi in intervals if hi > day)


def _known(ground: Ground, there: There) -> Iterator[Gone]:
    """Stalls about what was there: those that name only such items, by who had them, after they were there."""
    story = ground.analysis.story
    days = {(party, story.item_labels.get(item, item)): day for (party, item), day in there.items()}
    for stall in ground.analysis.stalls:
        at = story.by_id[stall.at]
        cited = str(stall.details.get("items", "")).split(", ") if stall.kind[:3] in ABOUT_ITEMS else []
        if cited and at.span.lo > max(days.get((at.sender, label), inf) for label in cited):
            yield Gone(stall, _stall_of(ground, stall))


def _dropped(story: Story, there: There) -> Iterator[Dropped]:
    """The asks for nothing but what was there, that may have come after that, with what answered only them."""
    asks = {}
    for step in story.steps:
        day = max((there.get((step.sender, item), inf) for item in step.t.asks), default=inf)
        if step.span.hi > day:
            asks[step.id] = day
    for name, day in asks.items():
        answered = _answer(story, story.by_id[name])
        if answered is not None and all(_asks_nothing(story, one) or one in asks for one in answered.t.responds_to):
            yield Dropped(story.by_id[name], answered, day)


def _answer(story: Story, ask: Step) -> Step | None:
    """What brought what was asked for, from the resident's side or from another party."""
    if ask.to_client:
        return delivery_of(story, ask)
    replies = story.replies.get(ask.id, ())
    brought = (reply for reply in replies if set(ask.t.asks) & set(reply.t.shares))
    return next((reply for reply in brought if not story.same_side(reply, ask)), None)


def _asks_nothing(story: Story, name: str) -> bool:
    step = story.by_id[name]
    return step.kind != "document_request" and not step.t.asks


def _awaited(story: Story, there: There) -> dict[tuple[str, str], float]:
    """What acts waited for because of such items alone, each with the day from which it need not."""
    found = {}
    for source, name, data in event_graph(story).edges(data=True):
        party = story.by_id[name].sender
        items = data["item"].split("; ") if data["basis"] == "needs" else []
        day = max((there.get((party, item), inf) for item in items), default=inf)
        if day < inf:
            found[source, name] = day
    return found
