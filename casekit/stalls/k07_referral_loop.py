"""K07, a referral loop ("van het kastje naar de muur"): sent on from one to the next, and back again.

Referrals on one issue, one after the other in time, that return to a party that had already sent it on,
while in between nobody on the way decided, delivered or advised, and nothing new came up. Being sent on
("u moet daar zijn") counts where it is recorded: as a referral, as the outcome "referred on", or as a
refusal that the resident carries to the next as a referral. Where to shows from whom comes next.

Loops that overlap are one loop. There and back within two days is a warm transfer. Loops over
the teams of one organisation are told apart as such. Order alone shows a loop.

Sources: ping-pong in process mining (BPI Challenge 2013); methods K07 and appendix A.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from casekit.stalls.circumstances import agreed, changed
from casekit.stalls.evidence import Evidence, verdict
from casekit.stalls.kind import Kind, nothing_missing
from casekit.stalls.stall import Stall, Verdict
from casekit.story import CLIENT, REQUESTS, Step

__all__ = ["KIND", "Hop", "between_parties", "find"]

_CONTENT = frozenset({"decision", "delivery", "advice", "feedback", "payment", "solved", "withdrawal", "life_event"})
"""Acts that bring the issue further, end it, or change the facts: no loop runs across them."""

_TURNS_TO = frozenset({"question", "application", "registration", "conversation", "appointment"})
"""How somebody who was sent on turns to the next."""


@dataclass(frozen=True, slots=True, eq=False)
class Hop:
    """One time that the issue was sent on, from one party (or team) to another.

    `steps` holds the act that sends on and, where only that shows whereto, the act of turning to the next.
    """

    source: str
    target: str
    steps: tuple[Step, ...]


Hops = dict[str, list[Hop]]
"""The hops of an issue, by the id of the step that completes them."""

Walk = tuple[Hop, ...]


def find(e: Evidence) -> Iterator[Stall]:
    """The loops of referrals, each at its longest.

    >>> from casekit.notation import case_of
    >>> case = case_of('''
    ... a: gemeente > wijkteam    verwijzing
    ... b: wijkteam > kredietbank verwijzing
    ... c: kredietbank > gemeente verwijzing
    ... ''')
    >>> [(stall.verdict, stall.touchpoints) for stall in find(Evidence(case))]
    [('certain', ('a', 'b', 'c'))]
    """
    for steps in e.story.by_issue.values():
        for hops, tags in ((between_parties(steps), ()), (_between_teams(e, steps), ("internal",))):
            for loop in _loops(e, steps, hops):
                found = _verdict(e, loop)
                if found is not None:
                    yield _stall(e, loop, found, tags)


def between_parties(steps: list[Step]) -> Hops:
    """The hops of one issue from one party to another, in order: by referral, or because somebody was sent on."""
    hops: Hops = defaultdict(list)
    sent_on: dict[str, tuple[str, Step]] = {}
    for step in steps:
        side = CLIENT if step.from_client else step.sender
        if side in sent_on and _follows(step, sent_on[side][1]):
            source, act = sent_on.pop(side)
            hops[step.id] += [Hop(source, party, (act, step)) for party in step.receivers if party != source]
        targets = [party for party in step.receivers if party not in (CLIENT, step.sender)]
        if step.kind == "referral" and step.sender != CLIENT and targets:
            hops[step.id] += [Hop(step.sender, party, (step,)) for party in targets]
            sent_on = {to: (by, act) for to, (by, act) in sent_on.items() if by != step.sender}
        elif step.kind in REQUESTS or step.from_client:
            if step.t.outcome == "referred_on":
                sent_on.update((side, (party, step)) for party in targets)
        elif step.kind in ("referral", "refusal") or step.t.outcome == "referred_on":
            sides = [CLIENT] if step.to_client else step.receivers
            sent_on.update((other, (step.sender, step)) for other in sides)
    return hops


def _follows(step: Step, act: Step) -> bool:
    """Whether this is how somebody goes where an act sent them; a mere refusal sends nobody anywhere."""
    if step.kind == "referral":
        return step.sender == CLIENT
    return step.kind in _TURNS_TO and (act.kind == "referral" or act.t.outcome == "referred_on")


def _between_teams(e: Evidence, steps: list[Step]) -> Hops:
    hops: Hops = defaultdict(list)
    for step in steps:
        if step.kind == "referral" and step.internal:
            source, *targets = dict.fromkeys(_team(e, actor) for actor in (step.t.from_, *step.t.to))
            hops[step.id] += [Hop(source, target, (step,)) for target in targets]
    return hops


def _team(e: Evidence, actor: str) -> str:
    found = e.story.actors.get(actor)
    return f"{e.story.party(actor)}/{(found.team if found else None) or actor}"


def _loops(e: Evidence, steps: list[Step], hops: Hops) -> Iterator[Walk]:
    """The closed walks, those that overlap taken together.

    One pass over an issue: `ways[party][start]` is the first walk from a start to a party on which
    nothing of content happened since.
    """
    ways: dict[str, dict[str, Walk]] = defaultdict(dict)
    seen: set[str] = set()
    closed: list[Walk] = []
    for step in steps if hops else ():
        if _brings_further(e, step, seen):
            _forget(e, ways, step)
        seen.update(step.t.shares)
        for hop in hops.get(step.id, ()):
            here = {hop.source: (hop,)} | {start: (*walk, hop) for start, walk in ways[hop.source].items()}
            if hop.target in here:
                closed.append(here.pop(hop.target))
            for start, walk in here.items():
                ways[hop.target].setdefault(start, walk)
    yield from _joined(closed)


def _joined(closed: list[Walk]) -> Iterator[Walk]:
    """Loops that pass the same party while they overlap in time are one."""
    whole: nx.Graph[Hop] = nx.Graph()
    latest: dict[str, Hop] = {}
    for loop in sorted(closed, key=lambda loop: loop[0].steps[0].place):
        nx.add_path(whole, loop)
        for party in (hop.source for hop in loop):
            before = latest.get(party)
            if before is not None and before.steps[-1].place >= loop[0].steps[0].place:
                whole.add_edge(before, loop[-1])
            if before is None or before.steps[-1].place < loop[-1].steps[-1].place:
                latest[party] = loop[-1]
    for hops in nx.connected_components(whole):
        yield tuple(sorted(hops, key=lambda hop: (hop.steps[-1].place, hop.target)))


def _brings_further(e: Evidence, step: Step, seen: set[str]) -> bool:
    """Whether a step means that what comes after is no going round: content, a new item, or a plan."""
    if any(item not in seen for item in step.t.shares):
        return True
    if step.kind == "delivery" and step.from_client and step.t.shares:
        return False  # the same papers once more
    if step.kind == "referral":
        return agreed(e, step)  # care that steps up and down by plan
    return step.kind in _CONTENT and step.t.outcome != "referred_on"


def _forget(e: Evidence, ways: dict[str, dict[str, Walk]], step: Step) -> None:
    """Drop the walks that content ends: all on the issue; where no issues are named, those of its parties."""
    touched = {step.sender, *step.receivers} - {CLIENT}
    if not e.story.one_issue or not touched:
        ways.clear()
        return
    for walks in ways.values():
        for start in [start for start, walk in walks.items() if any(_parties(hop) & touched for hop in walk)]:
            del walks[start]


def _parties(hop: Hop) -> set[str]:
    return {party for step in hop.steps for party in (step.sender, *step.receivers)}


def _verdict(e: Evidence, loop: Walk) -> Verdict | None:
    """Certain by order, unless it may be a warm transfer, a change of circumstances, or an inferred step."""
    first, last = loop[0].steps[0].span, loop[-1].steps[-1].span
    found: Verdict | None = "certain"
    if len(loop) == 2:
        found = verdict(e.story.wait(first, last), e.threshold("K07_warm_transfer").allowed)
    if found == "certain" and any(len(hop.steps) > 1 for hop in loop):
        found = "possible"
    change = changed(e, first, last)
    if change == "certain":
        return None
    if found == "certain" and change == "possible":
        found = "possible"
    return found


def _stall(e: Evidence, loop: Walk, found: Verdict, tags: tuple[str, ...]) -> Stall:
    steps = {step.place: step for hop in loop for step in hop.steps}
    ids = tuple(steps[place].id for place in sorted(steps))
    first, last = loop[0].steps[0], loop[-1].steps[-1]
    timed = e.dated(first) and e.dated(last)
    inferred = any(len(hop.steps) > 1 for hop in loop)
    return Stall(
        kind="K07",
        verdict=found,
        at=ids[0],
        touchpoints=ids,
        actors=e.story.actors_of(ids),
        issue=first.issue,
        start=first.span,
        end=last.span,
        days=e.net(first.span, last.span, first.issue),
        tags=(*tags, *(() if timed else ("order",)), *(("inferred_link",) if inferred else ())),
        details={"hops": len(loop)},
    )


def _opportunity(e: Evidence) -> bool:
    return any(step.kind == "referral" or step.t.outcome == "referred_on" for step in e.story.steps)


KIND = Kind(
    code="K07",
    group="handover",
    find=find,
    opportunity=_opportunity,
    missing=nothing_missing,
    by_issue=True,
    precedence=2,
)
