"""Which steps of a designed route a touchpoint may be, by what was done and between whom."""

from __future__ import annotations

from casekit.designed import CLIENT_SIDE, Designed, DesignedStep, units
from casekit.story import Step, Story
from casekit.vocabulary import codes

__all__ = ["fits", "may_be", "on_route"]


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


def may_be(route: Designed, lived: Step, story: Story) -> dict[str, tuple[str, ...]]:
    r"""The steps that a touchpoint may be, each with the alternatives that the case does not tell from it.

    Of a group the first that fits stands for all that fit: a guess does not choose between them. A decision of
    which the outcome says that it was a rejection is told from the others of its group.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> steps = [{"id": n, "kinds": kinds, "alternatives": "g"} for n, kinds in
    ...          (("yes", "besluit"), ("no", ["besluit", "afwijzing"]))]
    >>> story = tell(case_of("a: gemeente > inwoner besluit\nb: gemeente > inwoner afwijzing"))
    >>> [may_be(Designed(steps=steps), row, story) for row in story.steps]
    [{'yes': ('yes', 'no')}, {'no': ('no',)}]
    """
    found = {}
    for unit in units(route):
        own = [step for step in unit if fits(step, lived, story)]
        if lived.kind == "decision" and lived.t.outcome == "rejected":
            own = [step for step in own if "refusal" in step.kinds] or own
        if own:
            found[own[0].id] = tuple(step.id for step in own)
    return found


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
