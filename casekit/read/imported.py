"""What every road into a case gives back: the case, what to report, and a tally of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from casekit.case import Case
from casekit.errors import Place, Problem

__all__ = ["Aside", "Imported", "Tally"]


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that did not go into the case: where it stands, why (`aside.<reason>` in the texts), what it held.

    `missing` names the fields of a case file that it lacks, as far as that is why.
    """

    place: Place | None
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """The rows of one sheet, file or list: read = kept + set aside."""

    sheet: str
    kept: int
    aside: tuple[Aside, ...] = ()

    @property
    def read(self) -> int:
        """How many rows were read."""
        return self.kept + len(self.aside)


@dataclass(frozen=True, slots=True)
class Imported:
    """A case made from what somebody gave, what to report about that, warnings of the check, and the tally.

    `to_do` holds the rows that a person must complete before they can join the case.
    """

    case: Case
    report: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    tally: tuple[Tally, ...] = ()
    version: str | None = None
    """From which version of a case it was made, where it says so."""

    @property
    def to_do(self) -> tuple[Aside, ...]:
        """The rows that wait for something that is missing."""
        return tuple(row for tally in self.tally for row in tally.aside if row.missing)
