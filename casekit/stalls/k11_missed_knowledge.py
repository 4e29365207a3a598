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

from collections.abc import Iterator
from dataclasses import dataclass

from casekit.asks import Sure
from casekit.knowledge.gaps import Gaps, refusal, surest
from casekit.stalls.evidence import Evidence
from casekit.stalls.kind import Kind
from casekit.stalls.stall import Stall
from casekit.story import Step

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


class _Looking(Gaps):
    """The gaps of a case that may be stalls."""

    def __init__(self, e: Evidence) -> None:
        super().__init__(e.story)
        self.bases = {item.id: bool(item.share_basis) for item in e.case.items}

    def gaps(self, step: Step, item: str) -> Iterator[_Gap]:
        """The item as a gap in what the party of a step had, if it is one."""
        if refusal(self.story, step, item):
            return
        own = self.own(step, item)
        if own is not None and own[1] == "certain":
            yield from self.inside(step, item, own[0])
            return
        held = self.held(step, item)
        if not held or (any(self.bases.values()) and not self.bases.get(item)):
            return
        _, holder, sure = surest(held)
        tags = () if self.bases.get(item) else ("basis_unknown",)
        if own is not None:
            sure = "possible"
        way = self.way(step, item, held)
        if way is not None:
            ends = (way.steps[0], way.steps[-1])
            yield _Gap(item, "a", sure if way.surely else "possible", ends, tags)
        else:
            yield _Gap(item, "b", sure, (holder,), tags)

    def inside(self, step: Step, item: str, holder: Step) -> Iterator[_Gap]:
        """A refusal for want of an item that reached the organisation, but is not shown with who refused."""
        if step.kind not in _STOPPED:
            return
        team = self._team(step.t.from_)
        near = {step.t.from_, *(a.id for a in self.story.case.actor_list if team and self._team(a.id) == team)}
        if not any(self.last(self.by_actor.get((actor, item), []), step, item) for actor in near):
            yield _Gap(item, "a", "possible", (holder,), ("internal",))

    def _team(self, actor: str) -> tuple[str, str] | None:
        found = self.story.actors.get(actor)
        return (found.organisation or "", found.team) if found is not None and found.team else None


def _stall(e: Evidence, step: Step, gaps: list[_Gap]) -> Stall:
    gaps.sort(key=lambda gap: (gap.sure != "certain", gap.variant))
    around = {shown.place: shown.id for gap in gaps for shown in gap.evidence}
    ids = (*(around[place] for place in sorted(around) if around[place] != step.id), step.id)
    arrived = _arrival_after(e, step, gaps)
    end = arrived.span if arrived is not None else step.span
    labels = e.story.item_labels
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
        clock=step.sender,
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
