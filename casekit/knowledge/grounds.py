"""The legal grounds that may carry sharing: dated data, never a verdict.

A ground is named so that a privacy officer has somewhere to start. Whether it carries the sharing of this item
depends on what the kit cannot know: what the item holds, what was needed, who works for whom.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from casekit.norms import in_force
from casekit.story import Step, Story

__all__ = ["Ground", "grounds", "grounds_for"]


class Ground(BaseModel):
    """One ground: between which kinds of bodies, in which procedures, about what, since when, with its source."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    label_en: str
    act: Literal["provide", "process", "reuse", "signal", "ask_less"]
    article: str
    source_url: str
    checked_on: str
    confidence: Literal["high", "medium", "low"]
    valid_from: str | None = None
    valid_until: str | None = None
    two_bodies: bool
    from_kinds: tuple[str, ...]
    to_kinds: tuple[str, ...]
    procedures: tuple[str, ...]
    covers: str
    covers_en: str
    note: str
    note_en: str

    def named(self, lang: str) -> str:
        """What it is called."""
        return self.label_en if lang == "en" else self.label

    def about(self, lang: str) -> str:
        """Which information it is about."""
        return self.covers_en if lang == "en" else self.covers

    def doubt(self, lang: str) -> str:
        """What is uncertain about it."""
        return self.note_en if lang == "en" else self.note


@cache
def grounds() -> tuple[Ground, ...]:
    """Every ground that comes with the kit, in the order of `grounds.toml`.

    >>> next(ground.article for ground in grounds() if ground.id == "wgs-data-reuse")
    'Wgs 8d'
    """
    text = files("casekit.knowledge").joinpath("grounds.toml").read_text(encoding="utf-8")
    return tuple(Ground.model_validate(row) for row in tomllib.loads(text)["ground"])


def grounds_for(story: Story, holder: str, needer: str, item: str, when: Step) -> tuple[Ground, ...]:
    """The grounds that might carry it that a holder shares an item with who needs it for a step.

    `holder` and `needer` are parties or actors. A ground is named where the kinds of both bodies, the procedure
    (of the step's issue, or what the item is a standard document for) and the date fit; where the case does
    not say one of these, none is. A ground whose first day may lie after the step is still named. None found:
    to be checked by the privacy officer of the holder. What is found is to be checked too: this says neither
    that sharing was allowed nor that it had to be done.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> case = case_of('''
    ... actor wijk kind=municipality
    ... actor uwv kind=benefits_agency
    ... a: wijk > inwoner besluit @2021-05-03 issue=schulden needs=loon
    ... ''', issues=[{"id": "schulden", "procedure": "debt_assistance"}])
    >>> story = tell(case)
    >>> [ground.id for ground in grounds_for(story, "uwv", "wijk", "loon", story.steps[0])]
    ['wgs-data-in', 'wgs-ask-less']
    """
    giving, taking = story.party(holder), story.party(needer)
    kinds = (story.party_kind(giving), story.party_kind(taking))
    standard = {word for found in story.case.items if found.id == item for word in found.standard_for}
    procedures = {story.procedure(when.issue), *(story.procedure(word) or word for word in standard)}
    return tuple(
        ground
        for ground in grounds()
        if not (ground.two_bodies and giving == taking)
        and kinds[0] in ground.from_kinds
        and kinds[1] in ground.to_kinds
        and procedures & set(ground.procedures)
        and in_force(ground, when.span, story.time.day0) is not False
    )
