"""How many organisations a number of stalls surely lie with: the least number that fits what the cases say.

Cases hide who an organisation is. So two parties of two cases are taken to be one and the same, unless it is shown
that they cannot be: they stand side by side in one case, they are of another kind, or they belong to other
municipalities. Then "two organisations" is never a matter of how cases were written down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from casekit.stalls.stall import Stall
from casekit.story import CLIENT, Story

__all__ = ["Organisation", "least_number", "organisation_of"]

NOT_LOCAL = frozenset(
    {
        "administrator", "bailiff", "benefits_agency", "court", "creditor", "health", "housing", "ombudsman",
        "tax_authority", "utility",
    }
)  # fmt: skip
"""Kinds of body that work in many municipalities: another municipality does not make it another body."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A party of one case, with what tells it from a party of another case as far as that is known.

    `kind` is None where the case does not say; `place` the municipality, None where it shows nothing.
    """

    case: str
    party: str
    kind: str | None = None
    place: str | None = None


def organisation_of(stall: Stall, story: Story) -> Organisation | None:
    r"""The party that was at turn where it stalled; never the resident, nor who acts for the resident.

    On whose clock the days ran, else to whom the touchpoint went where it bites, else from whom it came.

    >>> from casekit.notation import case_of
    >>> from casekit.stalls.run import analyse
    >>> found = analyse(case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a"))
    >>> organisation_of(found.stalls[0], found.story).party
    'gemeente'
    """
    at = story.by_id[stall.at]
    receivers = [story.party(actor) for actor in at.t.to if not story.client_side(actor)]
    senders = [story.party(at.t.from_)] if not at.from_client else []
    party = stall.clock if stall.clock not in (None, CLIENT) else next(iter((*receivers, *senders)), None)
    if party is None:
        return None
    kind = story.party_kind(party)
    alike = [one for one in story.parties if story.party_kind(one) == kind]
    shows = kind is not None and kind not in NOT_LOCAL and len(alike) == 1
    return Organisation(story.case.id, party, kind, story.case.municipality if shows else None)


def least_number(found: Iterable[Organisation]) -> int:
    """The least number of organisations that these can be.

    >>> one, other = Organisation("a", "x", "municipality", "A"), Organisation("b", "y", "municipality", "B")
    >>> unknown = Organisation("c", "z", "municipality")
    >>> least_number([one, other, unknown]), least_number([one, unknown])
    (2, 1)
    """
    each = frozenset(found)
    of_kind: dict[str, set[Organisation]] = defaultdict(set)
    for one in each:
        if one.kind is not None:
            of_kind[one.kind].add(one)
    return max(_side_by_side(each), sum(_of_one_kind(alike) for alike in of_kind.values()))


def _of_one_kind(alike: Iterable[Organisation]) -> int:
    """Those of unknown place may each be one of those whose place is known."""
    of_place: dict[str | None, set[Organisation]] = defaultdict(set)
    for one in alike:
        of_place[one.place].add(one)
    unknown = _side_by_side(of_place.pop(None, ()))
    return max(unknown, sum(map(_side_by_side, of_place.values())))


def _side_by_side(found: Iterable[Organisation]) -> int:
    """The most parties that stand in one case."""
    in_case: dict[str, set[str]] = defaultdict(set)
    for one in found:
        in_case[one.case].add(one.party)
    return max(map(len, in_case.values()), default=0)
