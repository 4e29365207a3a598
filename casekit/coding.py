"""What one person says about the causes behind the stalls of a case: the coding, as it stands beside the case.

Names, dates and words are those of the case file. A coder is a letter or a role, never a name. What follows from
a coding (what counts, how strong a claim is) is worked out in `causes`; here stands only what people said.

Sources: the chain from stall by precondition to underlying cause is that of Tripod and AcciMap; rival explanations
and their tests those of process tracing (Bennett & Checkel); methods 7.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from casekit.part import Part
from casekit.values import ActorKind, Name, Names, Needed, When, YesNo, code_of, many

__all__ = ["CONSENSUS", "Coded", "Coding", "Evidence", "Rival", "Seen"]

CONSENSUS = "consensus"
"""The name of the coding that people came to together."""

if TYPE_CHECKING:
    Barrier: TypeAlias = str
    Changer: TypeAlias = str
    ChainLink: TypeAlias = str
    ConductNorm: TypeAlias = str
    Effect: TypeAlias = str
    EvidenceKind: TypeAlias = str
    Leverage: TypeAlias = str
    Location: TypeAlias = str
    Precondition: TypeAlias = str
    RivalResult: TypeAlias = str
    RivalTest: TypeAlias = str
else:
    Barrier, Changer, ChainLink, ConductNorm = map(code_of, ("barrier", "changer", "chain_link", "conduct_norm"))
    Effect, EvidenceKind, Leverage, Location = map(code_of, ("effect", "evidence_kind", "leverage", "location"))
    Precondition, RivalResult, RivalTest = map(code_of, ("precondition", "rival_result", "rival_test"))


class Evidence(Part):
    """What one link of the chain rests on, or several: a source of the case, touchpoints, and what they show.

    `prescribes`: the text of a rule or a decision on the design that itself asks for the stall (a smoking gun).
    """

    link: Annotated[tuple[ChainLink, ...], BeforeValidator(many), Field(min_length=1)] = ("cause",)
    kind: EvidenceKind
    source: Name | None = None
    touchpoints: Names = ()
    says: str | None = None
    prescribes: YesNo = False


class Rival(Part):
    """Another explanation, how it was tested, what was expected and found, and what became of it."""

    explanation: str = Field(min_length=1)
    test: RivalTest | None = None
    expected: str | None = None
    found: str | None = None
    result: RivalResult = "open"


class Coded(Part):
    """One cause behind one stall, with why: stall, precondition, underlying cause.

    `location` is where the cause sits and `owner` the kind of body that owns it; `substitution` whether another
    competent person in the same place would plausibly have done the same. `decided_by` (roles) and `decided_on`: who
    decided this row together and when, where the row itself says so. The other fields are the separate axes.
    """

    stall: Name
    cause: Name
    rationale: str | None = None
    precondition: Precondition | None = None
    precondition_note: str | None = None
    evidence: tuple[Evidence, ...] = ()
    rivals: tuple[Rival, ...] = ()
    barrier: Barrier | None = None
    effect: Annotated[tuple[Effect, ...], BeforeValidator(many)] = ()
    stress: YesNo | None = None
    conduct: Annotated[tuple[ConductNorm, ...], BeforeValidator(many)] = ()
    changer: Changer | None = None
    leverage: Leverage | None = None
    location: Location | None = None
    owner: ActorKind | None = None
    substitution: Needed | None = None
    substitution_note: str | None = None
    decided_by: Names = ()
    decided_on: When | None = None
    note: str | None = None

    def evidence_for(self, link: str) -> tuple[Evidence, ...]:
        """The evidence that carries one link of the chain: "stall", "precondition" or "cause"."""
        return tuple(one for one in self.evidence if link in one.link)


class Seen(Part):
    """A situation that could have led to a stall of some kind and did not, and whether the cause was there."""

    cause: Name
    kind: Name
    present: YesNo
    rationale: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Coding(Part):
    """All that one coder, or all together, said about a case; the first row of a stall is its main cause.

    `blind`: coded before seeing what others had coded. `decided_by` (roles) and `decided_on` belong to the coding
    that people came to together, and hold for every row that does not say so itself (see `decided`).

    >>> coding = Coding(coder="codeur-a", codes=[{"stall": "K02-t1-t2", "cause": "U3"}])
    >>> coding.main["K02-t1-t2"].cause, coding.is_consensus
    ('U3', False)
    """

    coder: Name
    role: str | None = None
    coded_on: When | None = None
    blind: YesNo | None = None
    decided_by: Names = ()
    decided_on: When | None = None
    codes: tuple[Coded, ...] = ()
    seen: tuple[Seen, ...] = ()
    note: str | None = None

    @property
    def is_consensus(self) -> bool:
        """Whether this is what people came to together."""
        return self.coder == CONSENSUS

    @property
    def main(self) -> dict[str, Coded]:
        """The main cause of every stall that was coded."""
        main: dict[str, Coded] = {}
        for row in self.codes:
            main.setdefault(row.stall, row)
        return main

    def of(self, stall: str) -> tuple[Coded, ...]:
        """What was coded about one stall, the main cause first."""
        return tuple(row for row in self.codes if row.stall == stall)

    def decided(self, row: Coded) -> tuple[tuple[str, ...], When | None]:
        """Which roles decided a row together, and when: what the row says itself, else what holds for the coding.

        >>> one = {"stall": "K02-a", "cause": "U3"}
        >>> together = Coding(coder="consensus", decided_by="docent", codes=[one, {**one, "decided_by": "burger"}])
        >>> [together.decided(row)[0] for row in together.codes]
        [('docent',), ('burger',)]
        """
        if row.decided_by:
            return row.decided_by, row.decided_on
        return self.decided_by, row.decided_on or self.decided_on
