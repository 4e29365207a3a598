"""The plan of a composite: which fragments of which cases, who becomes whom, and the texts that a person writes.

The plan names the source cases, so it stays with the researcher, in `private/` beside the composite.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from casekit.errors import InputRefused, Problem
from casekit.part import Part
from casekit.read.beside import about, part_in
from casekit.read.safe.guard import Document, read_yaml
from casekit.read.safe.opening import MEGABYTE, read_file
from casekit.text import say
from casekit.values import ActorKind, Level, Name, Names, Procedure, YesNo, many
from casekit.write.case_file import block

__all__ = [
    "Fragment",
    "Plan",
    "PlannedCase",
    "PlannedIssue",
    "PlannedItem",
    "PlannedOrganisation",
    "PlannedTouchpoint",
    "Role",
    "is_stub",
    "load_plan",
    "plan_text",
    "read_plan",
    "stubs",
]

WHOLE = "composite.the_plan"
_STUB = re.compile(r"\s*(<.*>)?\s*", re.DOTALL)


class PlannedCase(Part):
    """A source case: what the plan calls it, where it stands, and the version that the plan was made from."""

    case: Name
    path: str = Field(min_length=1)
    version: str | None = None


class PlannedTouchpoint(Part):
    """One touchpoint of the source case, and the text that it gets in the composite."""

    touchpoint: Name
    text: str | None = None


class Fragment(Part):
    """Touchpoints of one case; `starts_after`: days from the start of the fragment before it in the list.

    `about` is the kind of stall for which it was proposed; nothing rests on it.
    """

    id: Name
    case: Name
    take: YesNo = True
    about: str | None = None
    issue: Name | None = None
    starts_after: int = 0
    touchpoints: Annotated[tuple[PlannedTouchpoint, ...], BeforeValidator(many)] = ()


class Role(Part):
    """Somebody in the composite, and which actors of the source cases it stands for, by case."""

    id: Name
    kind: ActorKind = "other"
    label: str | None = None
    level: Level | None = None
    organisation: Name | None = None
    acts_for: Names = ()
    actors: dict[str, Names] = Field(default_factory=dict)


class PlannedOrganisation(Part):
    """A body in the composite, to which roles belong."""

    id: Name
    label: str | None = None
    kind: ActorKind | None = None


class PlannedIssue(Part):
    """What a fragment is about."""

    id: Name
    label: str | None = None
    procedure: Procedure | None = None


class PlannedItem(Part):
    """A piece of information in the composite, and which items of the source cases it stands for, by case."""

    id: Name
    label: str | None = None
    items: dict[str, Names] = Field(default_factory=dict)


class Plan(Part):
    """What a composite is made of.

    >>> plan = Plan(id="samen", cases=[{"case": "a", "path": "a"}])
    >>> plan.title, plan.fragments, plan.taken
    (None, (), ())
    """

    id: Name
    title: str | None = None
    summary: str | None = None
    question: str | None = None
    language: str = "nl"
    cases: tuple[PlannedCase, ...] = ()
    fragments: tuple[Fragment, ...] = ()
    roles: tuple[Role, ...] = ()
    organisations: tuple[PlannedOrganisation, ...] = ()
    issues: tuple[PlannedIssue, ...] = ()
    items: tuple[PlannedItem, ...] = ()

    @property
    def taken(self) -> tuple[Fragment, ...]:
        """The fragments that are taken, in their order."""
        return tuple(one for one in self.fragments if one.take)


def is_stub(text: str | None) -> bool:
    """Whether nobody wrote this text yet: it is empty, or stands between < and > as it was proposed.

    >>> is_stub("<inwoner vraagt>"), is_stub("De inwoner belt."), is_stub(None)
    (True, False, True)
    """
    return _STUB.fullmatch(text or "") is not None


def stubs(plan: Plan) -> int:
    """How many texts of touchpoints nobody wrote yet."""
    return sum(is_stub(row.text) for fragment in plan.taken for row in fragment.touchpoints)


def plan_text(plan: Plan) -> str:
    """A plan as the text of its file, with what to do with it above it.

    >>> read_plan(plan_text(Plan(id="samen")).encode(), "plan.yaml")[0].id
    'samen'
    """
    lang = plan.language if plan.language in ("nl", "en") else "nl"
    head = "".join(f"# {line}".rstrip() + "\n" for line in say("composite.plan_head", lang).splitlines())
    return head + "\n" + block(_filled(plan), 100)


def _filled(value: Any) -> Any:
    """The fields that say something, in the order in which they stand in the models."""
    if isinstance(value, Part):
        return _filled(value.model_dump(mode="json", exclude_none=True))
    if isinstance(value, dict):
        return {name: _filled(one) for name, one in value.items() if one not in ([], {})}
    return [_filled(one) for one in value] if isinstance(value, list) else value


def load_plan(path: str | Path) -> tuple[Plan, Document, list[Problem]]:
    """The plan in a file, where everything stands in it, and warnings. Raises InputRefused with what is wrong."""
    with about(WHOLE):
        return read_plan(read_file(Path(path), MEGABYTE, absent="no_such_file"), str(path))


def read_plan(content: bytes, file: str) -> tuple[Plan, Document, list[Problem]]:
    """The plan that a text describes, where everything stands in it, and warnings; raises as `load_plan` does."""
    document = read_yaml(content, file)
    if not isinstance(document.data, dict):
        raise InputRefused([Problem("not_a_plan", file, 1)])
    plan, warnings = part_in(document, Plan, WHOLE)
    twice = list(_twice(plan, document))
    if twice:
        raise InputRefused(twice)
    return plan, document, warnings


def _twice(plan: Plan, document: Document) -> Iterator[Problem]:
    """Names that two rows have."""
    lists: dict[str, list[str]] = {
        "cases": [one.case for one in plan.cases],
        **{
            name: [one.id for one in getattr(plan, name)]
            for name in ("fragments", "roles", "organisations", "issues", "items")
        },
    }
    for name, ids in lists.items():
        for place, one in enumerate(ids):
            if one in ids[:place]:
                line = document.line(name, place, "case" if name == "cases" else "id")
                yield Problem("composite_twice", document.file, line, values={"value": one})
