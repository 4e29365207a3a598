"""A scenario: the same case with one thing different. What was asked, never what came out of it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from casekit.part import Part
from casekit.values import Name, Names, When

__all__ = ["Scenario", "Share"]

MOST_DAYS = 36_500


class Share(Part):
    """An item that reached an actor on a day: days since day 0, or a date."""

    item: Name
    actor: Name
    day: When


Term = Annotated[int, Field(ge=0, le=MOST_DAYS)]


class Scenario(Part):
    """What is taken to be different, all at once.

    `without`: keys of stalls that were not there. `norms`: another number of days for the clocks of a norm, and
    kept. `share`: items that reached somebody on a day. `coordinator`: an actor who followed up every handover
    from its first touchpoint on. `label` and `question` are for people; `saved_by` is a role, never a name.

    >>> Scenario(norms={"default:K06": 14}).is_empty, Scenario().is_empty
    (False, True)
    """

    name: Name | None = None
    label: str | None = None
    question: str | None = None
    without: Names = ()
    norms: dict[Name, Term] = Field(default_factory=dict)
    share: tuple[Share, ...] = ()
    coordinator: Name | None = None
    saved_by: str | None = None
    saved_on: When | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_share(cls, data: Any) -> Any:
        """One share where a list may stand is a list of one."""
        if isinstance(data, dict) and isinstance(data.get("share"), dict):
            return {**data, "share": [data["share"]]}
        return data

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return not (self.without or self.norms or self.share or self.coordinator)
