"""What people agreed to: per source of a case who gave it and how far it may go, and what they said when asked again.

The file `private/consent.yaml` stands beside the case and never leaves with it. A person is a role in it, never a
name. What follows from it for a release is worked out in `release.allowed`; here stands only what was recorded.

Sources: GDPR art. 7 (consent can be withdrawn, and must be as easy to withdraw as to give) and art. 5(1)(e) (kept no
longer than needed); Kaiser 2009 (ask after the interview, per detail, what may be shared).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import BeforeValidator, Field

from casekit.part import Part
from casekit.values import Name, SourceKind, When, YesNo, code_of, many
from casekit.vocabulary import codes

__all__ = ["LEVELS", "Consent", "MemberCheck", "Reading", "SourceConsent", "reaches"]

LEVELS = codes("release_level")
"""The levels of a release, from the smallest circle to the largest: researcher, atelier, public workshop."""

if TYPE_CHECKING:
    Consulted: TypeAlias = str
    MemberResult: TypeAlias = str
    ReleaseLevel: TypeAlias = str
else:
    Consulted, MemberResult = map(code_of, ("consulted", "member_result"))
    ReleaseLevel = code_of("release_level")


def reaches(given: str | None, asked: str) -> bool:
    """Whether consent for one level covers another: what may be seen by more people, may be seen by fewer.

    >>> reaches("A", "O"), reaches("A", "W"), reaches(None, "O")
    (True, False, False)
    """
    return given is not None and LEVELS.index(given) >= LEVELS.index(asked)


class SourceConsent(Part):
    """One source of the case: who gave it when, up to which level it may be used, and whether that was taken back."""

    source: Name
    kind: SourceKind | None = None
    obtained: When | None = None
    level: ReleaseLevel | None = None
    withdrawn: YesNo = False
    given_by: str | None = None
    note: str | None = None


class MemberCheck(Part):
    """The reconstruction given back to the resident, or to an expert by experience, and what came of it.

    `why`: needed when it was not possible to ask.
    """

    with_: Consulted = Field(alias="with")
    on: When | None = None
    by: str | None = None
    result: MemberResult
    changes: Annotated[tuple[str, ...], BeforeValidator(many)] = ()
    why: str | None = None


class Reading(Part):
    """A second reader went through the checklist by hand before a release at one level."""

    level: ReleaseLevel
    on: When | None = None
    by: str | None = None
    checked: YesNo = False
    note: str | None = None


class Consent(Part):
    """All that was recorded about one case; `retention`: the last day on which it may be kept.

    >>> consent = Consent(sources=[{"source": "gesprek", "level": "A"}, {"source": "brieven", "level": "W"}])
    >>> consent.of("gesprek").level, consent.of("dossier")
    ('A', None)
    """

    sources: tuple[SourceConsent, ...] = ()
    retention: When | None = None
    member_check: tuple[MemberCheck, ...] = ()
    readings: tuple[Reading, ...] = ()
    note: str | None = None

    def of(self, source: str) -> SourceConsent | None:
        """What was recorded about one source."""
        return next((row for row in self.sources if row.source == source), None)
