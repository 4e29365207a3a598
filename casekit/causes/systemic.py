"""Is a cause systemic? Four tests, each yes, no or unknown with the reason; systemic only when all four are yes.

1. It recurs: a whole thread in three cases or more, or at two organisations or more.
2. Substitution: another competent person in the same place would plausibly have done the same.
3. Location: it sits in a rule, budget, mandate, process, system or shared belief that somebody owns.
4. But for it: without its stalls every counted case would have been shorter, or spared the resident something.

Sources: methods 7.4; the substitution test is that of Johnston and of Reason; the fourth is a what-if, with all that
a what-if assumes (methods 6.5).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from casekit.causes.book import DRAWS, Book
from casekit.causes.organisations import least_number
from casekit.causes.threads import Thread
from casekit.cost.amount import Amount
from casekit.scenario import Scenario
from casekit.whatif import Ground, WhatIf, answer, ground_of

__all__ = [
    "CASES", "ORGANISATIONS", "Answered", "Systemic", "WithoutIt",
    "ground_for", "organisations_in", "recurs", "saved_days", "systemic", "without_it",
]  # fmt: skip

CASES = 3
ORGANISATIONS = 2

Answer = Literal["yes", "no", "unknown"]
WithoutIt = tuple[tuple[str, WhatIf], ...]
"""Per counted case: its id, and what it would have been without the stalls of the cause."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One of the four: the answer, the reason as a code, and the cases or numbers that the reason is about.

    Reasons: "cases", "organisations", "too_few", "not_whole_yet" (recurs); "all", "some_not", "not_filled"
    (substitution, location); "shorter", "not_shorter", "undetermined", "not_worked_out" (counterfactual); "no_thread"
    """

    answer: Answer
    reason: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Systemic:
    """The four tests of one cause."""

    recurs: Answered
    substitution: Answered
    location: Answered
    counterfactual: Answered

    @property
    def tests(self) -> dict[str, Answered]:
        """By name, in their order."""
        names = ("recurs", "substitution", "location", "counterfactual")
        return {name: getattr(self, name) for name in names}

    @property
    def holds(self) -> bool:
        """Whether all four are yes."""
        return self.answer == "yes"

    @property
    def answer(self) -> Answer:
        """Yes where all four are yes, no where any is no, else unknown."""
        answers = {test.answer for test in self.tests.values()}
        return "no" if "no" in answers else "yes" if answers == {"yes"} else "unknown"


def systemic(counted: Sequence[Thread], others: Sequence[Thread], without: WithoutIt | None) -> Systemic:
    """The four tests over the whole threads of a cause; `others` are those that are not whole.

    `without` is None where the what-ifs were not worked out.
    """
    return Systemic(
        recurs=_recurs(counted, others),
        substitution=_substitution(counted),
        location=_location(counted),
        counterfactual=_counterfactual(without) if counted else Answered("unknown", "no_thread"),
    )


def recurs(found: Sequence[Thread]) -> bool:
    """Whether threads stand in three cases or more, or lie with two organisations or more."""
    return len(_cases(found)) >= CASES or organisations_in(found) >= ORGANISATIONS


def _recurs(counted: Sequence[Thread], others: Sequence[Thread]) -> Answered:
    values: dict[str, object] = {"cases": len(_cases(counted)), "organisations": organisations_in(counted)}
    if recurs(counted):
        return Answered("yes", "cases" if len(_cases(counted)) >= CASES else "organisations", values)
    possible = recurs([*counted, *others])
    return Answered("unknown", "not_whole_yet", values) if possible else Answered("no", "too_few", values)


def _substitution(counted: Sequence[Thread]) -> Answered:
    if not counted:
        return Answered("unknown", "no_thread")
    said_no = [one for one in counted if "no" in one.told("substitution")]
    if said_no:
        return Answered("no", "some_not", {"in_cases": _cases(said_no)})
    return _filled(counted, lambda one: one.told("substitution") == ("yes",))


def _location(counted: Sequence[Thread]) -> Answered:
    if not counted:
        return Answered("unknown", "no_thread")
    return _filled(counted, lambda one: any(row.location and row.owner for row in one.said.rows.values()))


def _filled(counted: Sequence[Thread], holds: Callable[[Thread], bool]) -> Answered:
    lacking = [one for one in counted if not holds(one)]
    return Answered("unknown", "not_filled", {"in_cases": _cases(lacking)}) if lacking else Answered("yes", "all")


# -- but for it -------------------------------------------------------------------------------------


def without_it(counted: Iterable[tuple[Book, Sequence[Thread]]], ground: Callable[[Book], Ground]) -> WithoutIt:
    """Every counted case without the stalls of its whole threads; `ground`: what the what-ifs of a book stand on."""
    found = []
    for book, whole in counted:
        keys = tuple(dict.fromkeys(one.stall.key for one in whole))
        found.append((book.case.id, answer(ground(book), Scenario(without=keys))))
    return tuple(found)


def ground_for(book: Book) -> Ground:
    """What the what-ifs of a book stand on."""
    return ground_of(book.analysis, draws=DRAWS)


def saved_days(without: WithoutIt) -> Amount | None:
    """The days of the counted cases together, as far as they can be told; None where they can in none.

    The ranges are added up end by end: that is wider than chance would have it, never narrower.
    """
    known = [found.saved for _, found in without if found.saved is not None]
    if not known:
        return None
    return Amount(*(sum(getattr(one, name) for one in known) for name in ("value", "lo", "hi")))


def _counterfactual(without: WithoutIt | None) -> Answered:
    if without is None:
        return Answered("unknown", "not_worked_out")
    said: dict[Answer, list[str]] = {"yes": [], "no": [], "unknown": []}
    for case, found in without:
        said[_shorter(found)].append(case)
    if said["no"]:
        return Answered("no", "not_shorter", {"in_cases": said["no"]})
    if said["unknown"]:
        return Answered("unknown", "undetermined", {"in_cases": said["unknown"]})
    return Answered("yes", "shorter")


def _shorter(found: WhatIf) -> Answer:
    """Whether a case would have been shorter, or would have asked less of the resident.

    A stall that was taken out is of course gone; that alone shows nothing. It is a no only where all days are known.
    """
    if found.saved is None:
        return "unknown"
    if found.saved.value > 0 or found.actions.surely:
        return "yes"
    return "no" if found.status == "known" and found.saved.hi <= 0 else "unknown"


def _cases(found: Sequence[Thread]) -> list[str]:
    return sorted({one.case for one in found})


def organisations_in(found: Sequence[Thread]) -> int:
    """The least number of organisations that threads lie with."""
    return least_number(one.organisation for one in found if one.organisation is not None)
