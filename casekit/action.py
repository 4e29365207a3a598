"""An action option: what somebody elsewhere tried where something like this stalled, shown as a question."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from casekit.text import has

__all__ = ["Action", "stall_kinds"]


class Action(BaseModel):
    """One option: a question for beside a stall, where it was tried, and who decides about it. Never an advice.

    `stalls` are kinds of stall ("K06" holds for K06a too), `causes` codes of system causes: where it fits is a
    reading for people to judge. `changer` is who decides, a code of that closed list; None where nobody said.
    `confidence` is how sure it is that the source says this, not that it helps. `own` ones were added by members,
    by a role (`added_by`) on a day (`added_on`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label_nl: str
    label_en: str
    question_nl: str
    question_en: str
    tried_where_nl: str = ""
    tried_where_en: str = ""
    source_url: str | None = None
    checked_on: str | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    note_nl: str = ""
    note_en: str = ""
    stalls: tuple[str, ...]
    causes: tuple[str, ...] = ()
    changer: str | None = None
    own: bool = False
    added_by: str | None = None
    added_on: str | None = None

    def label(self, lang: str = "nl") -> str:
        """What it is, in a few words."""
        return self.label_en if lang == "en" else self.label_nl

    def question(self, lang: str = "nl") -> str:
        """The question that stands beside a stall."""
        return self.question_en if lang == "en" else self.question_nl

    def tried_where(self, lang: str = "nl") -> str:
        """In what kind of place it was tried or written down, and the programme when that was published."""
        return self.tried_where_en if lang == "en" else self.tried_where_nl

    def note(self, lang: str = "nl") -> str:
        """What is uncertain about it."""
        return self.note_en if lang == "en" else self.note_nl

    def fits(self, kind: str) -> bool:
        """Whether it fits a kind of stall; what fits a kind fits its variants.

        >>> option = Action(id="a", label_nl="", label_en="", question_nl="", question_en="", stalls=("K06",))
        >>> option.fits("K06a"), option.fits("K07")
        (True, False)
        """
        return kind in self.stalls or kind[:3] in self.stalls


@cache
def stall_kinds() -> tuple[str, ...]:
    """The kinds of stall that an option can fit, variants included: those that have a name.

    >>> [kind for kind in stall_kinds() if kind.startswith("K06")]
    ['K06', 'K06a', 'K06b', 'K06c']
    """
    numbers = (
        f"{letter}{number:0{width}}" for letter, width in (("K", 2), ("G", 1), ("M", 1)) for number in range(1, 30)
    )
    return tuple(
        kind for number in numbers for kind in (number, *(number + v for v in "abc")) if has(f"kind.{kind}.name")
    )
