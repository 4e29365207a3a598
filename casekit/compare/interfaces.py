"""Where most days go, from one role to another: never a person, never an organisation by name.

The days of a stall are its share of what all stalls of its case cost together (Shapley), so that the days of a case
are counted once and add up. An interface is the pair of roles on both sides of the touchpoint where the stall bites.

Sources: Pareto's principle as quality circles use it (Juran); methods 7.5 point 5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from casekit.causes.book import Book
from casekit.cost.amount import Amount
from casekit.stalls.kinds import KINDS
from casekit.stalls.stall import Stall
from casekit.story import CLIENT, Story

__all__ = ["RESIDENT", "Bar", "Interface", "Pareto", "interface_of", "pareto"]

RESIDENT = "resident"
"""The role of the resident and the household."""


@dataclass(frozen=True, slots=True, order=True)
class Interface:
    """From one role to another, as kinds of actor (a team, a desk); `inside` where both are in one organisation."""

    giver: str
    taker: str
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """The critical days of one interface over all cases: in all, and the fewest and most in a case that has any.

    `stalls` have days here; `dayless` stall here without costing the case a day that is known.
    """

    interface: Interface
    days: Amount
    cases: tuple[str, ...]
    range: tuple[float, float]
    stalls: tuple[tuple[str, str], ...]
    dayless: int
    cumulative: float


@dataclass(frozen=True)
class Pareto:
    """The interfaces, the one with most days first; `undetermined` are cases of which no days are known.

    `dayless` counts all stalls that cost no day that is known, also between roles that have no bar.
    """

    bars: tuple[Bar, ...]
    total: float
    cases: tuple[str, ...]
    undetermined: tuple[str, ...]
    at_least: tuple[str, ...]
    dayless: int = 0


def interface_of(stall: Stall, story: Story) -> Interface:
    r"""The roles between which a stall lies.

    >>> from casekit.notation import case_of
    >>> from casekit.stalls.run import analyse
    >>> late = "actor g kind=municipality\na: inwoner > g vraag @0 due=9\nb: g > inwoner antwoord @30 re=a"
    >>> found = analyse(case_of(late))
    >>> interface_of(found.stalls[0], found.story)
    Interface(giver='resident', taker='municipality', inside=False)
    """
    at = story.by_id[stall.at]
    others = [party for party in at.receivers if party != at.sender]
    party = stall.clock if stall.clock in others else next(iter(others), at.sender)
    taker = next((actor for actor in at.t.to if story.party(actor) == party), at.t.to[0])
    return Interface(_role(story, at.t.from_), _role(story, taker), party == at.sender)


def _role(story: Story, actor: str) -> str:
    """What kind of actor this is; that of its organisation where it has none of its own."""
    if story.party(actor) == CLIENT:
        return RESIDENT
    found = story.actors.get(actor)
    own = found.kind if found and found.kind != "other" else None
    return own or story.party_kind(story.party(actor)) or "other"


def pareto(books: Sequence[Book]) -> Pareto:
    """The critical days of these cases per interface."""
    days: dict[Interface, dict[str, list[Amount]]] = defaultdict(lambda: defaultdict(list))
    stalls: dict[Interface, list[tuple[str, str]]] = defaultdict(list)
    dayless: dict[Interface, int] = defaultdict(int)
    undetermined, at_least = [], []
    for book in books:
        status, costs = book.costs
        if status == "undetermined":
            undetermined.append(book.case.id)
        elif status == "at_least":
            at_least.append(book.case.id)
        shares = {key: one.shapley for key, one in costs.items()}
        for stall in book.analysis.stalls:
            if KINDS[stall.kind[:3]].group == "marker":
                continue
            place, share = interface_of(stall, book.analysis.story), shares.get(stall.key)
            if share is None or share.hi <= 0:
                dayless[place] += 1
                continue
            days[place][book.case.id].append(share)
            stalls[place].append((book.case.id, stall.key))
    totals = {place: _sum([one for found in cases.values() for one in found]) for place, cases in days.items()}
    grand = sum(amount.value for amount in totals.values())
    bars, so_far = [], 0.0
    for place in sorted(totals, key=lambda one: (-totals[one].value, one)):
        so_far += totals[place].value
        per_case = [_sum(found).value for found in days[place].values()]
        bars.append(
            Bar(
                interface=place,
                days=totals[place],
                cases=tuple(days[place]),
                range=(min(per_case), max(per_case)),
                stalls=tuple(stalls[place]),
                dayless=dayless[place],
                cumulative=so_far / grand if grand else 0.0,
            )
        )
    cases = tuple(book.case.id for book in books)
    return Pareto(tuple(bars), grand, cases, tuple(undetermined), tuple(at_least), sum(dayless.values()))


def _sum(amounts: Sequence[Amount]) -> Amount:
    """The sum; its range from all ends added up, which is as wide as it can be."""
    return Amount(*(round(sum(getattr(one, end) for one in amounts), 9) for end in ("value", "lo", "hi")))
