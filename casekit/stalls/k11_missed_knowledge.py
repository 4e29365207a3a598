"""K11, needed information existed elsewhere: a step was taken without what somebody else already had.

(a) the item could have been passed on: a chain of contacts, each after somebody before had it, led from who
had it to who needed it; (b) no such chain existed. If nobody had it, or only the resident, it is no stall.
Inside one organisation only a refusal or closure for want of what a colleague had counts, and is possible at
most: passing on inside is seldom recorded.

It needs a reason that was stated then (`needs`), not one seen in hindsight. No consent: no stall. Where the
case names bases for sharing and this item has none, nobody was allowed to pass it on: no stall either.

Sources: Kossinets, Kleinberg & Watts 2008 (information pathways); CAST (process model flaws); methods K11.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from casekit.asks import Sure, validity
from casekit.knowledge import Arrival, Learned, could_know, documented
from casekit.stalls.evidence import Evidence
from casekit.stalls.kind import Kind
from casekit.stalls.stall import Stall
from casekit.story import CLIENT, Step

__all__ = ["KIND", "find"]

_STOPPED = frozenset({"refusal", "closure"})


@dataclass(frozen=True, slots=True)
class _Gap:
    """One item that a step needed and its party did not have: who had it, and how it could have come."""

    item: str
    variant: str
    sure: Sure
    evidence: tuple[Step, ...]
    tags: tuple[str, ...]


def find(e: Evidence) -> Iterator[Stall]:
    """The steps that needed what was known elsewhere; one stall per step.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: werkgever > uwv    bericht  @0  shares=loonstrook
    ... b: uwv > gemeente     bericht  @5
    ... c: gemeente > inwoner afwijzing @9 needs=loonstrook
    ... ''')
    >>> [(stall.kind, stall.at, stall.touchpoints) for stall in find(Evidence(case))]
    [('K11a', 'c', ('a', 'b', 'c'))]
    """
    needing = [step for step in e.story.steps if step.t.needs and not step.from_client]
    if not needing:
        return
    looking = _Looking(e)
    for step in needing:
        gaps = [gap for item in dict.fromkeys(step.t.needs) for gap in looking.gaps(step, item)]
        if gaps and e.seen_until(step, (step.sender,), "K11") is not None:
            yield _stall(e, step, gaps)


class _Looking:
    """What was with whom in a case, worked out once for all its steps."""

    def __init__(self, e: Evidence) -> None:
        self.e = e
        self.by_party: Learned = documented(e.story, by_party=True)
        self.by_actor: Learned = documented(e.story)
        self.surely = could_know(e.story, "strict", by_party=True)
        self.loosely = could_know(e.story, "loose", by_party=True)
        self.parties: dict[str, list[str]] = defaultdict(list)
        for party, item in self.by_party:
            if party != CLIENT and not _lay(e, party):
                self.parties[item].append(party)
        self.bases = {item.id: bool(item.share_basis) for item in e.case.items}

    def gaps(self, step: Step, item: str) -> Iterator[_Gap]:
        """The item as a gap in what the party of a step had, if it is one."""
        if _no_consent(self.e, step, item):
            return
        own = self.last(self.by_party[step.sender, item], step, item)
        if own is not None and own[1] == "certain":
            yield from self.inside(step, item, own[0])
            return
        held = [
            (party, *found)
            for party in self.parties[item]
            if party != step.sender and (found := self.last(self.by_party[party, item], step, item))
        ]
        if not held or (any(self.bases.values()) and not self.bases.get(item)):
            return
        _, holder, sure = max(held, key=lambda found: (found[2] == "certain", -found[1].place))
        tags = () if self.bases.get(item) else ("basis_unknown",)
        if own is not None:
            sure = "possible"
        path, surely = self.path(step, item, holder, {party for party, _, _ in held})
        if path:
            yield _Gap(item, "a", sure if surely else "possible", path, tags)
        else:
            yield _Gap(item, "b", sure, (holder,), tags)

    def path(self, step: Step, item: str, holder: Step, having: set[str]) -> tuple[tuple[Step, ...], bool]:
        """Where the item was, the contact that could have brought it in time, and whether it surely could."""
        loose, strict = (self._before(reach, step, item) for reach in (self.loosely, self.surely))
        if loose is None:
            return (), False
        if item not in loose.step.t.shares:
            known = loose.origin if validity(self.e.story, loose.origin, step, item) else holder
            return (known, loose.step), strict is not None
        # What came to this party before no longer held: only a contact after that with who had it counts.
        for contact in self.e.story.between(holder, step):
            if contact.sender in having and step.sender in contact.receivers:
                return (holder, contact), holder.span.hi < contact.span.lo and contact.span.hi < step.span.lo
        return (), False

    def inside(self, step: Step, item: str, holder: Step) -> Iterator[_Gap]:
        """A refusal for want of an item that reached the organisation, but is not shown with who refused."""
        if step.kind not in _STOPPED:
            return
        team = self._team(step.t.from_)
        near = {step.t.from_, *(a.id for a in self.e.case.actor_list if team and self._team(a.id) == team)}
        if not any(self.last(self.by_actor.get((actor, item), []), step, item) for actor in near):
            yield _Gap(item, "a", "possible", (holder,), ("internal",))

    def _team(self, actor: str) -> tuple[str, str] | None:
        found = self.e.story.actors.get(actor)
        return (found.organisation or "", found.team) if found is not None and found.team else None

    def last(self, learned: list[Step], step: Step, item: str) -> tuple[Step, Sure] | None:
        """The last time that an item was learned up to a step, if it still held then."""
        before = bisect_left(learned, step.place + 1, key=lambda known: known.place)
        if before == 0:
            return None
        earlier = learned[before - 1]
        sure = validity(self.e.story, earlier, step, item)
        return (earlier, sure) if sure else None

    def _before(self, reach: dict[tuple[str, str], Arrival], step: Step, item: str) -> Arrival | None:
        """How the item could have come to the party before a step, if it could."""
        arrival = reach.get((step.sender, item))
        if arrival is None or arrival.step.place >= step.place:
            return None
        strictly = reach is self.surely
        return None if strictly and arrival.day >= step.span.lo else arrival


def _lay(e: Evidence, party: str) -> bool:
    """Whether this is a volunteer who acts for the resident: no professional, but the resident's own side."""
    return e.story.party_kind(party) == "volunteer" and any(
        actor.client_side for name, actor in e.story.actors.items() if e.story.party(name) == party
    )


def _no_consent(e: Evidence, step: Step, item: str) -> bool:
    """Whether the resident did not agree to sharing this item around the time of a step."""
    place = e.story.time.place
    return any(
        hold.basis == "privacy_refusal"
        and hold.issue in (None, step.issue)
        and (not hold.items or item in hold.items)
        and place(hold.from_).lo <= step.span.hi
        and place(hold.until).hi >= step.span.lo
        for hold in e.case.holds
    )


def _stall(e: Evidence, step: Step, gaps: list[_Gap]) -> Stall:
    gaps.sort(key=lambda gap: (gap.sure != "certain", gap.variant))
    around = {shown.place: shown.id for gap in gaps for shown in gap.evidence}
    ids = (*(around[place] for place in sorted(around) if around[place] != step.id), step.id)
    arrived = _arrival_after(e, step, gaps)
    end = arrived.span if arrived is not None else step.span
    labels = {item.id: item.label or item.id for item in e.case.items}
    return Stall(
        kind=f"K11{gaps[0].variant}",
        verdict=gaps[0].sure,
        at=step.id,
        touchpoints=ids,
        actors=e.story.actors_of(ids),
        issue=step.issue,
        start=step.span,
        end=end,
        days=e.net(step.span, end, step.issue, step.sender),
        tags=("absence", *dict.fromkeys(tag for gap in gaps for tag in gap.tags)),
        details={"items": ", ".join(labels.get(gap.item, gap.item) for gap in gaps)},
    )


def _arrival_after(e: Evidence, step: Step, gaps: list[_Gap]) -> Step | None:
    """The step on the issue with which one of the items came after all."""
    items = {gap.item for gap in gaps}
    for later in e.story.later(step):
        if items & set(later.t.shares) and step.sender in (later.sender, *later.receivers):
            return later
    return None


def _missing(e: Evidence) -> tuple[str, ...]:
    coded = {
        "needs": any(step.t.needs and not step.from_client for step in e.story.steps),
        "shares": any(step.t.shares for step in e.story.steps),
    }
    return tuple(field for field, there in coded.items() if not there)


KIND = Kind(
    code="K11",
    group="information",
    find=find,
    opportunity=lambda e: any(step.t.needs and not step.from_client for step in e.story.steps),
    missing=_missing,
)
