"""A route as it was designed: its steps, their partial order, and who does what to whom, by which norm.

Movisie calls this the *schaduwreis*: the journey as it should go on paper, beside the journey as it was lived.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from casekit.part import Part
from casekit.values import Kind, Name, Names, Procedure, YesNo, many
from casekit.vocabulary import find_code

__all__ = ["CLIENT_SIDE", "Designed", "DesignedStep", "RouteSource", "called", "earlier_steps", "noted", "units"]

CLIENT_SIDE = "client"
"""The word in `from` and `to` for the resident, the household and those who act for them."""

_OF_THE_CLIENT = frozenset({"client", "client side", "inwonerkant", "resident", "household"})


def _who(value: Any) -> Any:
    """Words for a side: the client's side, a kind of actor by its code, or a word of somebody's role as typed."""
    return tuple(_side(word) if isinstance(word, str) else word for word in many(value)) if _listed(value) else value


def _listed(value: Any) -> bool:
    return isinstance(value, str | list | tuple)


def _side(word: str) -> str:
    code = find_code("actor_kind", word) or word.strip().casefold()
    return CLIENT_SIDE if code in _OF_THE_CLIENT else code


Sides = Annotated[Names, BeforeValidator(_who)]
Kinds = Annotated[tuple[Kind, ...], BeforeValidator(many)]
Procedures = Annotated[tuple[Procedure, ...], BeforeValidator(many)]


class RouteSource(Part):
    """Where a route comes from: an article, and where it can be read."""

    article: str
    url: str | None = None


class DesignedStep(Part):
    """One step of a designed route.

    `kinds` are the speech acts that can be it (none: only a touchpoint that says so is this step); `from` and
    `to` the sides, either way round where `either_way` says so; `after` the steps that come before it;
    `alternatives` the name of a group of which one is enough; `norm` the rows of the library of norms that
    bound it (the one that fits is used), counted from the step `since`.
    """

    id: Name
    label: str | None = None
    label_en: str | None = None
    kinds: Kinds = ()
    from_: Sides = Field((), alias="from")
    to: Sides = ()
    either_way: YesNo = False
    after: Names = ()
    optional: YesNo = False
    alternatives: Name | None = None
    norm: Names = ()
    since: Name | None = None
    stage: Name | None = None
    procedure: Procedures = ()
    note: str | None = None
    note_en: str | None = None

    @property
    def clock(self) -> str | None:
        """The step from which the norm counts: the one that is named, else the only one that comes before."""
        return self.since or (self.after[0] if len(self.after) == 1 else None)


class Designed(Part):
    """A route as designed; the steps stand in the order in which they are drawn and told."""

    id: Name = "route"
    label: str | None = None
    label_en: str | None = None
    procedure: Procedures = ()
    checked_on: str | None = None
    sources: tuple[RouteSource, ...] = ()
    note: str | None = None
    note_en: str | None = None
    steps: tuple[DesignedStep, ...] = ()


def called(part: Designed | DesignedStep, lang: str = "nl") -> str:
    """What a route or a step is called in a language; its id where it has no label.

    >>> called(DesignedStep(id="aanvraag", label_en="application"), "en")
    'application'
    """
    return (part.label_en if lang == "en" else part.label) or part.label or part.label_en or part.id


def noted(part: Designed | DesignedStep, lang: str = "nl") -> str:
    """What is uncertain about a route or a step, in a language; empty when nothing is said."""
    return (part.note_en if lang == "en" else part.note) or part.note or ""


def earlier_steps(route: Designed) -> dict[str, frozenset[str]]:
    """Per step all the steps that come before it, straight or through others. The order must hold no circle.

    >>> steps = [DesignedStep(id="a"), DesignedStep(id="b", after="a"), DesignedStep(id="c", after="b")]
    >>> sorted(earlier_steps(Designed(steps=steps))["c"])
    ['a', 'b']
    """
    straight = {step.id: step.after for step in route.steps}
    found: dict[str, frozenset[str]] = {}
    for name in straight:
        seen: set[str] = set()
        open_ = list(straight[name])
        while open_:
            one = open_.pop()
            if one not in seen:
                seen.add(one)
                open_ += straight.get(one, ())
        found[name] = frozenset(seen)
    return found


def units(route: Designed) -> list[tuple[DesignedStep, ...]]:
    """The steps by what must be done once: a step by itself, or a group of alternatives.

    >>> steps = [DesignedStep(id="yes", alternatives="answer"), DesignedStep(id="no", alternatives="answer")]
    >>> [len(unit) for unit in units(Designed(steps=steps))]
    [2]
    """
    grouped: dict[tuple[str, str], list[DesignedStep]] = {}
    for step in route.steps:
        key = ("group", step.alternatives) if step.alternatives else ("step", step.id)
        grouped.setdefault(key, []).append(step)
    return [tuple(unit) for unit in grouped.values()]
