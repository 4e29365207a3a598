"""What a room said before it saw the analysis: where the case stalls, in dots per touchpoint."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from casekit.part import Part
from casekit.values import Name, When, YesNo

__all__ = ["MOST", "MOST_PER_PERSON", "Votes"]

MOST = 10_000
MOST_PER_PERSON = 20
Count = Annotated[int, Field(ge=0, le=MOST)]


class Votes(Part):
    """One session: how many were there, how many dots each had, and the dots that each touchpoint got.

    Nobody's own vote is kept. `before_analysis`: the vote was taken before anybody saw where the kit finds stalls.
    `whole_ballot`: `counts` holds all that was on the ballot, also what got no dot; without it nobody knows what else
    people could have voted on.

    >>> votes = Votes(session="sessie-1", present=8, dots=3, counts={"t3": 5, "t8": 2})
    >>> votes.given, votes.possible
    (7, 24)
    """

    session: Name
    held_on: When | None = None
    present: Annotated[int, Field(ge=1, le=MOST)]
    dots: Annotated[int, Field(ge=1, le=MOST_PER_PERSON)] = 3
    before_analysis: YesNo = True
    counts: dict[Name, Count] = Field(default_factory=dict)
    whole_ballot: YesNo = False
    note: str | None = None

    @property
    def given(self) -> int:
        """The dots that were given."""
        return sum(self.counts.values())

    @property
    def possible(self) -> int:
        """The dots that could be given."""
        return self.present * self.dots
