"""How many helpers a household deals with: the number that everybody understands, and how it ran over time.

The count comes before any index of continuity: how many different people and organisations the household was
in contact with, how many of them at once, and who came when. It counts helpers, as `casekit.continuity` does;
the parties that give no help (creditors, bailiffs, courts) are counted beside them. More helpers is not
worse: it says how many lines there are to hold together.

Sources: methods 3.3 (distinct M, shown beside every index); Haggerty et al. 2003.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import isinf

from casekit.case import Case
from casekit.continuity import Contact, contacts
from casekit.story import CLIENT, Story
from casekit.when import Span, add_months

__all__ = ["Arrival", "Headcount", "Month", "headcount", "party_names"]

BLOCK = 30
"""Days of a month in a case that counts days without a calendar."""
MOST = 1200
"""A century of months: what lies wider apart is a slip of the pen, and is not told by the month."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An organisation, and the touchpoint of the household's first contact with it: the `nth` contact of all."""

    who: str
    at: str
    span: Span
    nth: int


@dataclass(frozen=True, slots=True)
class Month:
    """One month, from day `start` until day `until` (not included), in days since day 0.

    Each count is the least and the most that the dates allow: `people` and `organisations` that had contact
    in the month; `involved`, the organisations between their first and their last contact; `known`, the
    different organisations since the beginning.
    """

    start: float
    until: float
    people: Span
    organisations: Span
    involved: Span
    known: Span


@dataclass(frozen=True, slots=True)
class Headcount:
    """The helpers of one household.

    `people` counts workers and desks, `organisations` the bodies they belong to, `others` the parties without
    a helping task that the household dealt with. `people_at_once` and `organisations_at_once` are the most on
    one day between first and last contact with each, as the least and the most that the dates allow; None
    where no contact is dated. `months` is empty then too. `undated` counts the contacts without bounds in time,
    which no month counts. `arrivals` are in order.
    """

    people: int
    organisations: int
    others: tuple[str, ...]
    contacts: int
    undated: int
    people_at_once: Span | None
    organisations_at_once: Span | None
    arrivals: tuple[Arrival, ...]
    months: tuple[Month, ...]


def party_names(case: Case) -> dict[str, str]:
    """What the parties of the count are called: an organisation by its own label, else an actor by that."""
    names = {actor.id: actor.label or actor.id for actor in case.actor_list}
    return names | {body.id: body.label or body.id for body in case.organisations}


def headcount(story: Story) -> Headcount:
    """Count the helpers of a case: in all, at once, and per month.

    >>> from casekit.notation import case_of
    >>> from casekit.story import tell
    >>> count = headcount(tell(case_of('''
    ... a: inwoner > gemeente  vraag   @0
    ... b: inwoner > wijkteam  vraag   @10
    ... c: gemeente > inwoner  bericht @40
    ... ''')))
    >>> count.organisations, count.organisations_at_once, [month.organisations for month in count.months]
    (2, Span(lo=2, hi=2), [Span(lo=2, hi=2), Span(lo=1, hi=1)])
    """
    people, bodies = contacts(story, "person"), contacts(story, "organisation")
    first: dict[str, Arrival] = {}
    for nth, contact in enumerate(bodies, 1):
        first.setdefault(contact.who, Arrival(contact.who, contact.step.id, contact.step.span, nth))
    dated = [contact for contact in bodies if _dated(contact)]
    return Headcount(
        people=len({contact.who for contact in people}),
        organisations=len(first),
        others=_others(story, set(first)),
        contacts=len(bodies),
        undated=len(bodies) - len(dated),
        people_at_once=_at_once(people),
        organisations_at_once=_at_once(bodies),
        arrivals=tuple(first.values()),
        months=tuple(_months(story, [contact for contact in people if _dated(contact)], dated)),
    )


def _dated(contact: Contact) -> bool:
    return not isinf(contact.step.span.lo) and not isinf(contact.step.span.hi)


def _others(story: Story, helpers: set[str]) -> tuple[str, ...]:
    """The other parties that the household had to do with, in order."""
    found: dict[str, None] = {}
    for step in story.steps:
        if step.kind != "silence" and (step.from_client or step.to_client):
            actors = (step.t.from_, *step.t.to)
            found |= dict.fromkeys(story.party(actor) for actor in actors if not story.client_side(actor))
    return tuple(party for party in found if party not in helpers and party != CLIENT)


# -- at once ----------------------------------------------------------------------------------------------


def _stays(row: Iterable[Contact]) -> dict[str, tuple[Span, Span]]:
    """For each of those met: when the first contact was, and when the last."""
    spans: dict[str, list[Span]] = {}
    for contact in row:
        if _dated(contact):
            spans.setdefault(contact.who, []).append(contact.step.span)
    return {
        who: (
            Span(min(span.lo for span in found), min(span.hi for span in found)),
            Span(max(span.lo for span in found), max(span.hi for span in found)),
        )
        for who, found in spans.items()
    }


def _at_once(row: Sequence[Contact]) -> Span | None:
    """The most on one day: surely there from the latest first day to the earliest last day, possibly around it."""
    stays = list(_stays(row).values())
    if not stays:
        return None
    # One contact on an unknown day is there for a day, though it is not known which.
    sure = _most((first.hi, last.lo) for first, last in stays if first.hi <= last.lo)
    return Span(max(1, sure), _most((first.lo, last.hi) for first, last in stays))


def _most(stays: Iterable[tuple[float, float]]) -> int:
    """The largest number of stretches, both ends included, that share a day."""
    moves = sorted(move for start, end in stays for move in ((start, 0), (end, 1)))
    now = most = 0
    for _, leaves in moves:
        now += -1 if leaves else 1
        most = max(most, now)
    return most


# -- months -----------------------------------------------------------------------------------------------


def _months(story: Story, people: list[Contact], bodies: list[Contact]) -> Iterator[Month]:
    if not bodies:
        return
    lo = min(contact.step.span.lo for contact in bodies)
    hi = max(contact.step.span.hi for contact in bodies)
    stays = _stays(bodies)
    for start, until in _bounds(story.time.day0, lo, hi):
        yield Month(
            start,
            until,
            people=_in_contact(people, start, until),
            organisations=_in_contact(bodies, start, until),
            involved=_range(
                sum(first.hi < until and last.lo >= start for first, last in stays.values()),
                sum(first.lo < until and last.hi >= start for first, last in stays.values()),
            ),
            known=_range(
                sum(first.hi < until for first, _ in stays.values()),
                sum(first.lo < until for first, _ in stays.values()),
            ),
        )


def _in_contact(row: list[Contact], start: float, until: float) -> Span:
    """How many different ones had contact in a month: surely, and at most."""
    sure = {c.who for c in row if start <= c.step.span.lo and c.step.span.hi < until}
    could = {c.who for c in row if c.step.span.lo < until and c.step.span.hi >= start}
    return _range(len(sure), len(could))


def _range(lo: int, hi: int) -> Span:
    return Span(lo, max(lo, hi))


def _bounds(day0: date | None, lo: float, hi: float) -> Iterator[tuple[float, float]]:
    """The months from one day to another: of the calendar, or blocks of thirty days from day 0."""
    if hi - lo > MOST * BLOCK:
        return
    if day0 is None:
        for n in range(int(lo // BLOCK), int(hi // BLOCK) + 1):
            yield n * BLOCK, (n + 1) * BLOCK
        return
    zero = day0.toordinal()
    if not date.min.toordinal() < zero + lo <= zero + hi < date.max.toordinal() - 2 * BLOCK:
        return
    month = date.fromordinal(zero + int(lo)).replace(day=1)
    while month.toordinal() - zero <= hi:
        after = add_months(month, 1)
        yield month.toordinal() - zero, after.toordinal() - zero
        month = after
