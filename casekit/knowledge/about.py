"""One item told whole: who had it, who could have, who needed it without it, and what may carry sharing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casekit.case import Hold, Item
from casekit.knowledge.arrivals import Arrival, could_know
from casekit.knowledge.gaps import Gaps, in_time, refusal
from casekit.knowledge.grounds import Ground, grounds_for
from casekit.story import CLIENT, Step, Story

__all__ = ["About", "Had", "Holder", "Known", "Need", "Reach", "about", "items_of"]

Had = Literal["yes", "perhaps", "colleague", "no"]
"""Whether a touchpoint shows it with who needed it: surely, perhaps no longer valid, with a colleague, or not."""

Reach = Literal["certain", "possible", "client", "none"]
"""How it could have come in time: surely, perhaps, only by way of the resident, or along no contact."""


@dataclass(frozen=True, slots=True)
class Known:
    """What one actor had of an item: the first touchpoint that shows it, and the earliest it could have come.

    `certain` by the strict rule, `possible` by the loose one; None where it is not shown, or could not come.
    """

    actor: str
    client: bool
    documented: Step | None
    certain: Arrival | None
    possible: Arrival | None


@dataclass(frozen=True, slots=True)
class Holder:
    """A party that had an item when another needed it, since which touchpoint, and the grounds to look at."""

    party: str
    step: Step
    certain: bool
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A step that needed an item, and what who took it had.

    `own` is the touchpoint that shows it with the actor or a colleague; `holders` the other parties that had it,
    the resident's side left out; `with_client` whether the resident had it; `way` the contacts along which it
    could have come, `reach` how surely; `refusal` what says that the resident did not agree to sharing.
    """

    step: Step
    actor: str
    had: Had
    own: Step | None
    holders: tuple[Holder, ...] = ()
    with_client: bool = False
    reach: Reach = "none"
    way: tuple[Step, ...] = ()
    refusal: Hold | None = None

    @property
    def lacked(self) -> bool:
        """Whether no touchpoint shows it with who needed it, or with a colleague."""
        return self.had in ("no", "perhaps")


@dataclass(frozen=True, slots=True)
class About:
    """All that a case shows of one item; `known` has every actor, in the order of the case."""

    item: Item
    known: tuple[Known, ...]
    needs: tuple[Need, ...]

    @property
    def shown(self) -> bool:
        """Whether any touchpoint shows where it was; without that nothing can be said of who had it."""
        return any(known.documented for known in self.known)


def items_of(story: Story) -> tuple[Item, ...]:
    """The items of a case: those in its list, and those that only its touchpoints mention, in order.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> [item.id for item in items_of(tell(case_of("a: inwoner > school bericht shares=inkomen needs=polis")))]
    ['inkomen', 'polis']
    """
    found = {item.id: item for item in story.case.items}
    for step in story.steps:
        for name in (*step.t.shares, *step.t.asks, *step.t.needs):
            found.setdefault(name, Item(id=name))
    return tuple(found.values())


def about(story: Story) -> tuple[About, ...]:
    """Every item of a case with who had it, who could have had it, and who needed it.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> case = case_of('''
    ... a: werkgever > uwv    bericht  @0  shares=loonstrook
    ... b: uwv > gemeente     bericht  @5
    ... c: gemeente > inwoner afwijzing @9 needs=loonstrook
    ... ''')
    >>> need = about(tell(case))[0].needs[0]
    >>> need.had, need.reach, [step.id for step in need.way], [holder.party for holder in need.holders]
    ('no', 'certain', ['a', 'b'], ['werkgever', 'uwv'])
    """
    gaps = Gaps(story)
    strict, loose = could_know(story, "strict"), could_know(story, "loose")
    actors = tuple(dict.fromkeys((*story.actors, *story.actors_of(step.id for step in story.steps))))
    found = []
    for item in items_of(story):
        known = (
            Known(
                actor,
                story.client_side(actor),
                next(iter(gaps.by_actor.get((actor, item.id), ())), None),
                strict.get((actor, item.id)),
                loose.get((actor, item.id)),
            )
            for actor in actors
        )
        steps = (step for step in story.steps if item.id in step.t.needs and not step.from_client)
        found.append(About(item, tuple(known), tuple(_need(gaps, step, item.id, loose) for step in steps)))
    return tuple(found)


def _need(gaps: Gaps, step: Step, item: str, loose: dict[tuple[str, str], Arrival]) -> Need:
    story, actor = gaps.story, step.t.from_
    mine = gaps.last(gaps.by_actor.get((actor, item), []), step, item)
    if mine is not None and mine[1] == "certain":
        return Need(step, actor, "yes", mine[0])
    ours = gaps.own(step, item)
    if ours is not None and ours[1] == "certain":
        return Need(step, actor, "colleague", ours[0])
    held = gaps.held(step, item)
    way = gaps.way(step, item, held)
    reach: Reach = "none"
    if way is not None:
        reach = "certain" if way.surely else "possible"
    elif in_time(loose, actor, step, item):
        reach = "client"
    refused = refusal(story, step, item)
    holders = (
        Holder(party, since, sure == "certain", () if refused else grounds_for(story, party, step.sender, item, step))
        for party, since, sure in held
    )
    return Need(
        step,
        actor,
        "no" if ours is None else "perhaps",
        ours[0] if ours else None,
        holders=tuple(holders),
        with_client=any(
            gaps.last(learned, step, item) is not None
            for (name, what), learned in gaps.by_actor.items()
            if what == item and (story.client_side(name) or story.party(name) == CLIENT)
        ),
        reach=reach,
        way=(way.surely or way.steps) if way is not None else (),
        refusal=refused,
    )
