"""The case: typed, frozen, and the one definition of the fields that the file, schema and reference share.

What each field means, with an example, stands in `casekit/vocabulary/fields.toml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from casekit.part import Part
from casekit.values import (
    FORMAT,
    MOST_DAYS,
    STALL_KIND,
    ActorKind,
    Attribute,
    Basis,
    Channel,
    Days,
    Finding,
    HoldBasis,
    Kind,
    Level,
    LinkBasis,
    Name,
    Names,
    Needed,
    NormUnit,
    Outcome,
    Procedure,
    SourceKind,
    Status,
    When,
    YesNo,
    as_object,
    many,
    promise_form,
    whole,
)
from casekit.vocabulary import find_code

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Actor",
    "Alternative",
    "Case",
    "Coverage",
    "Debt",
    "Hold",
    "Issue",
    "Item",
    "LifeEvent",
    "Link",
    "Norm",
    "Organisation",
    "Period",
    "Promise",
    "Requirement",
    "Result",
    "Source",
    "Stage",
    "Touchpoint",
    "Trait",
]


class Period(Part):
    """From a moment until a moment."""

    from_: When | None = Field(None, alias="from")
    until: When | None = None


class Stage(Part):
    """One stage of a procedure; the stages of a case stand in their order."""

    id: Name
    label: str | None = None
    attention_days: Days | None = None


class Issue(Part):
    """What the contacts are about: one right, debt or question."""

    id: Name
    label: str | None = None
    procedure: Procedure | None = None
    stages: Annotated[tuple[Annotated[Stage, as_object("id")], ...], BeforeValidator(many)] = ()


class Organisation(Part):
    """A body that takes part."""

    id: Name
    label: str | None = None
    kind: ActorKind | None = None
    domain: str | None = None
    level: Level | None = None


class Actor(Part):
    """A person in a role, a team, a desk or a system; never a name."""

    id: Name
    label: str | None = None
    kind: ActorKind = "other"
    organisation: Name | None = None
    team: str | None = None
    domain: str | None = None
    level: Level | None = None
    mandate: str | None = None
    role: str | None = None
    acts_for: Names = ()
    note: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _kind_from_id(cls, data: Any) -> Any:
        """An actor without a kind whose id is a kind of actor ("inwoner", "school") is one of those."""
        if isinstance(data, dict) and "kind" not in data:
            code = find_code("actor_kind", str(data.get("id", "")))
            return {**data, "kind": code} if code else data
        return data

    @property
    def client_side(self) -> bool:
        """Whether this is the resident's household, or acts for it."""
        return self.kind in ("resident", "household") or bool(self.acts_for)


class Promise(Part):
    """What was promised, and by when."""

    what: str | None = None
    due: When | None = None
    by: Name | None = None
    condition: str | None = None
    condition_met: YesNo | None = None


class Touchpoint(Part):
    """One contact: who did what towards whom, when, about what, in answer to what."""

    id: Name
    from_: Name = Field(alias="from")
    to: Names = Field(min_length=1)
    kind: Kind
    when: When | None = None
    order: float | None = None
    channel: Channel | None = None
    issue: Name | None = None
    step: str | None = None
    responds_to: Names = ()
    depends_on: Names = ()
    due: When | None = None
    due_basis: str | None = None
    not_before: When | None = None
    promise: Annotated[Promise | None, BeforeValidator(promise_form)] = None
    asks: Names = ()
    shares: Names = ()
    needs: Names = ()
    says: dict[str, str] = Field(default_factory=dict)
    stage: Name | None = None
    amount: float | None = None
    amount_band: str | None = None
    debt: Name | None = None
    experience: Annotated[Literal[-1, 0, 1] | None, BeforeValidator(whole)] = None
    outcome: Outcome | None = None
    turning_point: YesNo = False
    summary: str | None = None
    source: Names = ()
    view: Names = ()
    link_basis: LinkBasis | None = None
    note: str | None = None


class Item(Part):
    """A piece of information that is asked, shared or needed."""

    id: Name
    label: str | None = None
    valid_days: Days | None = None
    standard_for: Names = ()
    share_basis: str | None = None


class Alternative(Part):
    """One way to meet a requirement: all of `needs` together."""

    needs: Names = ()
    offered: YesNo = True


class Requirement(Part):
    """A goal that asks for something first; each alternative is one way to reach it."""

    id: Name
    goal: Name
    alternatives: tuple[Alternative, ...] = ()
    basis: Basis | None = None
    source: str | None = None
    issue: Name | None = None
    imposed_by: Name | None = None
    imposed_at: Name | None = None
    waived_at: Name | None = None


class Hold(Part):
    """A wait that has a good reason: it is subtracted from the clock, and still shown."""

    id: Name
    basis: HoldBasis
    from_: When | None = Field(None, alias="from")
    until: When | None = None
    max_days: Days | None = None
    issue: Name | None = None
    actors: Names = ()
    items: Names = ()
    label: str | None = None
    source: str | None = None
    chosen_by: Name | None = None


class Norm(Part):
    """A term: how many days from which act to which answer, on which basis, in force when."""

    id: Name
    label: str | None = None
    label_en: str | None = None
    starts_with: Names = ()
    ends_with: Names = ()
    procedures: Names = ()
    organisations: Names = ()
    organisation_kinds: Names = ()
    days: Annotated[int, Field(gt=0, le=MOST_DAYS)] | None = None
    unit: NormUnit = "days"
    stalls: Names = ()
    basis: Basis = "law"
    roll_over: YesNo = False
    article: str | None = None
    source_url: str | None = None
    checked_on: str | None = None
    confidence: Literal["high", "medium", "low"] = "high"
    enabled: YesNo = True
    valid_from: When | None = None
    valid_until: When | None = None
    note: str | None = None
    note_en: str | None = None


class Coverage(Part):
    """Which source sees which actor over which days."""

    source: Name
    actor: Name
    from_: When | None = Field(None, alias="from")
    until: When | None = None


class Source(Part):
    """Where the reconstruction gets something from, and whose view it carries."""

    id: Name
    label: str | None = None
    kind: SourceKind | None = None
    perspective: Name | None = None
    publisher: str | None = None
    reference: str | None = None
    url: str | None = None
    year: str | None = None


class LifeEvent(Part):
    """Something that happened in the household."""

    id: Name
    when: When | None = None
    label: str | None = None
    actor: Name | None = None
    changes: Names = ()
    summary: str | None = None


class Debt(Part):
    """One debt of the household."""

    id: Name
    label: str | None = None
    creditor: Name | None = None
    amount: float | None = None
    amount_band: str | None = None
    since: When | None = None
    issue: Name | None = None


class Link(Part):
    """An answer of the researcher: whether one touchpoint had to happen before another could."""

    before: Name
    after: Name
    needed: Needed
    answered_by: str | None = None
    answered_on: When | None = None
    note: str | None = None


class Trait(Part):
    """One trait of the household by which it could be recognised."""

    id: Name
    attribute: Attribute
    value: str | None = None
    share: Annotated[float, Field(gt=0, le=1)] | None = None
    source: str | None = None


class Result(Part):
    """What the analysis found on the real days, as it travels with a case whose days were coarsened."""

    id: Name
    kind: Annotated[str, Field(pattern=STALL_KIND)]
    verdict: Finding
    at: Name | None = None
    touchpoints: Names = ()
    actors: Names = ()
    issue: Name | None = None
    lasted: str | None = None
    norm: str | None = None
    article: str | None = None
    grade: Literal["A", "B", "C"] | None = None
    missing: Names = ()
    details: dict[str, str] = Field(default_factory=dict)


class Case(Part):
    """One reconstructed case: the truth that tables, graphs, stalls and figures are views of.

    Every list keeps the order of the file. `touchpoints` and `actors` are pandas tables of
    `touchpoint_list` and `actor_list`, with the same ids.

    >>> import casekit as ck
    >>> ck.example("twaalf-regels").touchpoints["id"].iloc[0]
    't1'
    """

    format: Annotated[int, Field(ge=0)] = FORMAT
    id: Name = "casus"
    title: str | None = None
    summary: str | None = None
    question: str | None = None
    status: Status | None = None
    provenance: str | None = None
    selection: str | None = None
    language: str | None = None
    day_zero: When | None = None
    observed: Period | None = None
    start_event: Name | None = None
    end_event: Name | None = None
    municipality: Name | None = None
    issues: Annotated[tuple[Annotated[Issue, as_object("id")], ...], BeforeValidator(many)] = ()
    stages: Annotated[tuple[Annotated[Stage, as_object("id")], ...], BeforeValidator(many)] = ()
    organisations: tuple[Organisation, ...] = ()
    actor_list: tuple[Actor, ...] = Field((), alias="actors")
    touchpoint_list: tuple[Touchpoint, ...] = Field((), alias="touchpoints")
    items: tuple[Item, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    holds: tuple[Hold, ...] = ()
    norms: tuple[Norm, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    sources: tuple[Source, ...] = ()
    life_events: tuple[LifeEvent, ...] = ()
    debts: tuple[Debt, ...] = ()
    links: tuple[Link, ...] = ()
    region_households: Annotated[int, Field(gt=0, le=MOST_DAYS)] | None = None
    traits: tuple[Trait, ...] = ()
    results: tuple[Result, ...] = ()
    release: str | None = None
    retention: str | None = None
    note: str | None = None

    @property
    def touchpoints(self) -> pd.DataFrame:
        """One row per touchpoint, in the order of the file; `lo` and `hi` are days since day 0."""
        from casekit.tables import touchpoint_table

        return touchpoint_table(self)

    @property
    def actors(self) -> pd.DataFrame:
        """One row per actor, in the order of the file."""
        from casekit.tables import actor_table

        return actor_table(self)
