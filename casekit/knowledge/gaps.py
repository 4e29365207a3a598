"""What a step needed and who had it: the lookups that a stall and an overview of one item share."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from casekit.asks import Sure, validity
from casekit.case import Hold
from casekit.knowledge.arrivals import Arrival, Learned, could_know, documented
from casekit.story import CLIENT, Step, Story

__all__ = ["Gaps", "Held", "Way", "in_time", "refusal", "surest"]

Held = tuple[str, Step, Sure]
"""A party, the touchpoint that last brought it an item, and how sure it is that this still held."""


@dataclass(frozen=True, slots=True)
class Way:
    """The contacts along which an item could have come before a step.

    `steps` from where the item was to the contact that could have brought it; `surely` the same by the
    strict rule, None where only the loose rule allows it.
    """

    steps: tuple[Step, ...]
    surely: tuple[Step, ...] | None


class Gaps:
    """What was with whom in a case, worked out once for all its steps. Parties: the resident carries nothing."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.by_party: Learned = documented(story, by_party=True)
        self.by_actor: Learned = documented(story)
        self.surely = could_know(story, "strict", by_party=True)
        self.loosely = could_know(story, "loose", by_party=True)

    @cached_property
    def _parties(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for party, item in self.by_party:
            if party != CLIENT and not self._lay(party):
                found[item].append(party)
        return found

    def _lay(self, party: str) -> bool:
        """Whether this is a volunteer who acts for the resident: no professional, but the resident's own side."""
        return self.story.party_kind(party) == "volunteer" and any(
            actor.client_side for name, actor in self.story.actors.items() if self.story.party(name) == party
        )

    def last(self, learned: list[Step], step: Step, item: str) -> tuple[Step, Sure] | None:
        """The last time that an item was learned up to a step, if it still held then."""
        before = bisect_left(learned, step.place + 1, key=lambda known: known.place)
        if before == 0:
            return None
        earlier = learned[before - 1]
        sure = validity(self.story, earlier, step, item)
        return (earlier, sure) if sure else None

    def own(self, step: Step, item: str) -> tuple[Step, Sure] | None:
        """What the party that takes a step had of an item."""
        return self.last(self.by_party.get((step.sender, item), []), step, item)

    def held(self, step: Step, item: str) -> list[Held]:
        """The other parties, the resident's side left out, that had an item at a step."""
        return [
            (party, *found)
            for party in self._parties.get(item, ())
            if party != step.sender and (found := self.last(self.by_party[party, item], step, item))
        ]

    def way(self, step: Step, item: str, held: list[Held]) -> Way | None:
        """Along which contacts an item could have come to the party of a step in time, if along any."""
        if not held:
            return None
        holder = surest(held)[1]
        loose = in_time(self.loosely, step.sender, step, item)
        if loose is None:
            return None
        if item not in loose.step.t.shares:
            strict = in_time(self.surely, step.sender, step, item, strictly=True)
            surely = self._still(strict, step, item, holder) if strict is not None else None
            return Way(self._still(loose, step, item, holder), surely)
        # What came to this party before no longer held: only a contact after that with who had it counts.
        having = {party for party, _, _ in held}
        for contact in self.story.between(holder, step):
            if contact.sender in having and step.sender in contact.receivers:
                sure = holder.span.hi < contact.span.lo and contact.span.hi < step.span.lo
                return Way((holder, contact), (holder, contact) if sure else None)
        return None

    def _still(self, arrival: Arrival, step: Step, item: str, holder: Step) -> tuple[Step, ...]:
        """The contacts of an arrival; what no longer held at its origin is taken from who still had it."""
        first, *others = arrival.steps
        return (first if validity(self.story, first, step, item) else holder, *others)


def refusal(story: Story, step: Step, item: str) -> Hold | None:
    """The hold that says that the resident did not agree to sharing an item around the time of a step."""
    place = story.time.place
    for hold in story.case.holds:
        if (
            hold.basis == "privacy_refusal"
            and hold.issue in (None, step.issue)
            and (not hold.items or item in hold.items)
            and place(hold.from_).lo <= step.span.hi
            and place(hold.until).hi >= step.span.lo
        ):
            return hold
    return None


def surest(held: list[Held]) -> Held:
    """Of those who had an item: one who surely still had it, and of these who had it first."""
    return max(held, key=lambda found: (found[2] == "certain", -found[1].place))


def in_time(
    reach: dict[tuple[str, str], Arrival], who: str, step: Step, item: str, *, strictly: bool = False
) -> Arrival | None:
    """How an item could have come to somebody before a step, if it could; strictly: on a surely earlier day."""
    arrival = reach.get((who, item))
    if arrival is None or arrival.step.place >= step.place:
        return None
    return None if strictly and arrival.day >= step.span.lo else arrival
