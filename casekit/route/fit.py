"""Which steps of a designed route a touchpoint may be, by what was done and between whom."""

from __future__ import annotations

from casekit.designed import CLIENT_SIDE, Designed, DesignedStep
from casekit.story import Step, Story
from casekit.vocabulary import codes

__all__ = ["fits", "on_route"]


def on_route(route: Designed, story: Story) -> tuple[str, ...]:
    """The issues of a case that follow a route, in the order of the case.

    Those of the first procedure of the route that the case has, and of what a single step belongs to: two issues
    of different procedures that can each walk the whole route are two walks, not one with everything done twice.

    >>> import casekit as ck
    >>> from casekit.story import tell
    >>> on_route(Designed(procedure=("advance",), steps=[{"id": "a"}]), tell(ck.example("bijstand-aanvraag")))
    ('voorschot',)
    """
    there = {story.procedure(issue) for issue in story.issues}
    main = next((procedure for procedure in route.procedure if procedure in there), None)
    asked = {main, *(procedure for step in route.steps for procedure in step.procedure)} - {None}
    return tuple(issue for issue in story.issues if main and story.procedure(issue) in asked)


def fits(step: DesignedStep, lived: Step, story: Story) -> bool:
    """Whether a touchpoint may be a step: the speech act, the sides, and the procedure where the case names it."""
    if lived.kind not in step.kinds:
        return False
    procedure = story.procedure(lived.issue)
    if step.procedure and procedure is not None and procedure not in step.procedure:
        return False
    ways = [(step.from_, step.to), *([(step.to, step.from_)] if step.either_way else [])]
    return any(
        _on(lived.t.from_, sent, story) and any(_on(to, got, story) for to in lived.t.to) for sent, got in ways
    )


def _on(actor: str, sides: tuple[str, ...], story: Story) -> bool:
    """Whether an actor stands on one of these sides; no side named is any side."""
    return not sides or any(_is(actor, side, story) for side in sides)


def _is(actor: str, side: str, story: Story) -> bool:
    if side == CLIENT_SIDE:
        return story.client_side(actor)
    found = story.actors.get(actor)
    if side in codes("actor_kind"):
        return side in (found.kind if found else None, story.party_kind(story.party(actor)))
    words = (actor, found.label, found.role, found.team) if found else (actor,)
    return any(side in text.casefold() for text in words if text)
