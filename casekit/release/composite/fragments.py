"""The fragments of a case: the touchpoints around one stall, small enough that they do not tell the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from casekit.stalls.kinds import KINDS
from casekit.stalls.run import Analysis
from casekit.stalls.stall import Stall
from casekit.story import Step, Story

__all__ = ["MOST", "Found", "find_fragments", "room_in"]

MOST = 2
"""Fragments that are proposed per case."""
FEWEST = 2
"""Touchpoints in a fragment at least, unless its case has no such fragment."""
LARGEST = 5
"""Touchpoints in a fragment at most, however long the case is."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fragment: the stall it is about (its kind; None where there is none), the issue, and its touchpoints."""

    about: str | None
    issue: str
    touchpoints: tuple[str, ...]
    place: float
    """How far in the case it begins: 0 to 1."""


def room_in(n: int) -> int:
    """How many touchpoints a fragment may hold of a case that has so many: a third, but three at least.

    >>> [room_in(n) for n in (2, 7, 12, 45)]
    [2, 3, 4, 5]
    """
    return min(n, max(3, min(LARGEST, ceil(n / 3))))


def find_fragments(analysis: Analysis, most: int = MOST) -> tuple[Found, ...]:
    r"""The fragments of a case: around its worst stalls; of a case without any, around what helped or was asked.

    No touchpoint is in two of them; a second one is on another issue where there is one.

    >>> from casekit.notation import case_of
    >>> from casekit.stalls.run import analyse
    >>> asked = "a: inwoner > gemeente vraag @0 issue=x due=14\nb: inwoner > school vraag @5 issue=y"
    >>> case = case_of(asked + "\nc: gemeente > inwoner antwoord @80 issue=x re=a")
    >>> [(one.about, one.touchpoints) for one in find_fragments(analyse(case))]
    [('K02', ('a', 'c'))]
    """
    story = analysis.story
    room = room_in(len(story.steps))
    found: list[Found] = []
    every = [*_around_stalls(analysis, room), *_around_help(story, room)]
    candidates = [one for one in every if len(one.touchpoints) >= FEWEST] or every[:1]
    other_issues = [one for one in candidates if one.issue != candidates[0].issue]
    for one in [*candidates[:1], *other_issues, *candidates[1:]]:
        taken = {name for other in found for name in other.touchpoints}
        if len(found) < most and not taken & {*one.touchpoints}:
            found.append(one)
    return tuple(found)


def _around_stalls(analysis: Analysis, room: int) -> Iterator[Found]:
    for stall in analysis.stalls:
        issues = {analysis.story.by_id[name].issue for name in stall.touchpoints}
        if KINDS[stall.kind[:3]].group == "marker" or len(stall.touchpoints) > room or issues != {stall.issue}:
            continue
        yield _found(_with_context(analysis.story, stall.touchpoints, stall.issue, room), analysis.story, stall)


def _around_help(story: Story, room: int) -> Iterator[Found]:
    """Where no stall is left: what turned the case, or else the first question with its answer."""
    helped = [step for step in story.steps if step.t.turning_point]
    asked = [step for step in story.steps if story.is_request(step)]
    for step in [*helped, *asked, *story.steps][:MOST]:
        yield _found(_with_context(story, (step.id,), step.issue, room), story, None)


def _found(names: tuple[str, ...], story: Story, stall: Stall | None) -> Found:
    first = story.by_id[names[0]]
    return Found(
        stall.kind[:3] if stall else None,
        stall.issue if stall else first.issue,
        names,
        first.place / max(1, len(story.steps)),
    )


def _with_context(story: Story, core: tuple[str, ...], issue: str, room: int) -> tuple[str, ...]:
    """The evidence with what is answered by it, what answers it, and what happened meanwhile, on its issue."""
    chosen = [story.by_id[name] for name in core]
    for step in _context(story, chosen, issue):
        if len(chosen) >= room:
            break
        if step not in chosen:
            chosen.append(step)
    return tuple(step.id for step in sorted(chosen, key=lambda step: step.place))


def _context(story: Story, core: list[Step], issue: str) -> Iterator[Step]:
    """What belongs with these steps; answers first, as without them a question would seem to have stayed open."""
    for step in core:
        answer = story.answer_to(step) if story.is_request(step) else None
        yield from [answer] if answer is not None else story.replies[step.id]
    for step in core:
        yield from (story.by_id[name] for name in step.t.responds_to)
    first, last = min(step.place for step in core), max(step.place for step in core)
    yield from (step for step in story.between(story.steps[first], story.steps[last]) if step.issue == issue)
    around = [step for step in story.by_issue.get(issue, ()) if not first <= step.place <= last]
    before, after = (
        [step for step in around if step.place < first][-1:],
        [step for step in around if step.place > last][:1],
    )
    yield from (*before, *after)
