"""What the resident's side would not have had to do: what surely hung on the lost days, and at most everything then.

Surely: asking again once the term had passed, with a party of the stall, until it ended; bringing what had been
brought before; what was done while being sent round or starting over. At most: every act of the resident's side
on the issue that may lie in the days that fall away. An act in those days can have had a reason of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.asks import asks_of
from casekit.stalls.stall import Stall
from casekit.story import CLIENT, Step, Story
from casekit.whatif.parts import Different, Gone

__all__ = ["Actions", "saved_actions"]

AGAIN = frozenset({"chase", "escalation"})
ROUND = frozenset({"K07", "K16"})


@dataclass(frozen=True, slots=True)
class Actions:
    """Touchpoints of the resident's side that would not have been needed, in order."""

    surely: tuple[str, ...]
    at_most: tuple[str, ...]


def saved_actions(story: Story, what: Different) -> Actions:
    """The acts of the resident's side that fall away with what is different."""
    surely: set[str] = set()
    maybe: set[str] = set()
    for gone in what.gone:
        sure, possible = _of(story, gone)
        maybe |= sure | possible
        if gone.stall.verdict == "certain":
            surely |= sure
    for dropped in what.dropped:
        if dropped.delivery.from_client:
            maybe.add(dropped.delivery.id)
            only = set(dropped.delivery.t.shares) <= set(dropped.ask.t.asks)
            if dropped.ask.span.lo > dropped.day and only:
                surely.add(dropped.delivery.id)
    return Actions(_in_order(story, surely), _in_order(story, maybe))


def _in_order(story: Story, names: set[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: story.by_id[name].place))


def _of(story: Story, gone: Gone) -> tuple[set[str], set[str]]:
    """The acts that one stall surely asked for, and those that it may have asked for."""
    stall = gone.stall
    sure, possible = set(_asked_again(story, gone)), set()
    for step in _acts(story, stall):
        certainly, perhaps = _in_the_days(step, gone)
        if certainly and (_chases(story, stall, step) or _goes_round(story, stall, step)):
            sure.add(step.id)
        elif perhaps:
            possible.add(step.id)
    return sure, possible


def _acts(story: Story, stall: Stall) -> Iterator[Step]:
    """The acts of the resident's side on the issue after where the stall bites, until what ended it."""
    first = story.by_id[stall.at].place
    places = [story.by_id[name].place for name in stall.touchpoints]
    last = len(story.steps) if "censored" in stall.tags or len(places) == 1 else max(places)
    for step in story.by_issue.get(stall.issue, ()):
        if step.from_client and step.kind != "silence" and first < step.place <= last:
            yield step


def _in_the_days(step: Step, gone: Gone) -> tuple[bool, bool]:
    """Whether an act surely, and whether it perhaps, lies in the days that fall away; else by order."""
    if gone.since is not None and step.place <= gone.since.place:
        return False, False
    rows = gone.late.days if gone.late is not None else ()
    ends = [(row[0][0], row[-1][1]) for row in rows if row]
    if not ends:
        return gone.stall.kind[:3] in ROUND and gone.whole, gone.late is None
    starts, stops = [lo for lo, _ in ends], [hi for _, hi in ends]
    surely = len(ends) == len(rows) and step.span.lo > max(starts) and step.span.hi <= min(stops)
    return surely, step.span.hi > min(starts) and step.span.lo <= max(stops)


def _chases(story: Story, stall: Stall, step: Step) -> bool:
    """Whether an act asks again for what the stall kept waiting."""
    at = story.by_id[stall.at]
    if step.id in {repeat.id for repeat in story.repeats(story.origin(at))}:
        return True
    parties = {story.party(actor) for actor in stall.actors} - {CLIENT}
    return step.kind in AGAIN and bool(parties & set(step.receivers))


def _goes_round(story: Story, stall: Stall, step: Step) -> bool:
    """Whether an act is part of being sent round, or of starting over."""
    return stall.kind[:3] in ROUND and step.id in stall.touchpoints and step.place > story.by_id[stall.at].place


def _asked_again(story: Story, gone: Gone) -> Iterator[str]:
    """The delivery that only brought what had been brought before."""
    if gone.stall.kind not in ("K10", "K14a") or not gone.whole:
        return
    for ask in asks_of(story):
        again = set(ask.step.t.asks) <= set(ask.held) and bool(ask.held)
        if ask.step.id == gone.stall.at and ask.delivery is not None and again and ask.delivery.from_client:
            yield ask.delivery.id
