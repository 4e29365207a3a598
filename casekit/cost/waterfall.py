"""Where the lead time went: every day on the critical path in exactly one category.

A day that could be in two goes to the first of: *stalled* (a late day of a stall that this leg waited on),
*legitimate* (a legitimate wait that the case states), *client turn* (the resident's side was at turn), *touch*
(the day of the contact itself). What is left is *unexplained*: it may well have been work, but the case
does not say so.

Source: methods 3.6; Lashkevich et al. 2023 for splitting waits, here by turn and basis, since their split needs
records of who was free when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from casekit.cost.amount import Amount, Days, amount_of
from casekit.cost.late import Interval, Late, days_allowed, pause_days
from casekit.cost.network import Network
from casekit.critical import Leg
from casekit.stalls.evidence import Evidence
from casekit.stalls.stall import NormUse
from casekit.turns import turns
from casekit.waits import outside, union
from casekit.when import Span

__all__ = ["CATEGORIES", "Part", "Waterfall", "waterfall"]

CATEGORIES = ("touch", "client_turn", "legitimate", "stalled", "unexplained")
_FIRST_CLAIM = ("stalled", "legitimate", "client_turn", "touch")
LOOKED_AT = 200
"""Draws from which the ranges are taken."""


@dataclass(frozen=True, slots=True)
class Part:
    """One category: its days on the middle dates, which add up, and the range over the draws, which does not."""

    category: str
    days: int
    range: Amount


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The lead time in parts.

    `parts` in the order of `CATEGORIES`; `within_norm` of the unexplained days lay within somebody's term; `legs`
    are the legs of the path with the days of each category in it, on the middle dates.
    """

    parts: tuple[Part, ...]
    within_norm: int
    legs: tuple[tuple[Leg, dict[str, int]], ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """Days that are in a category on one issue (None: on all), for some parties (none named: for all)."""

    category: str
    issue: str | None
    parties: frozenset[str]
    start: Days
    end: Days

    def holds_for(self, issue: str | None, party: str | None) -> bool:
        """Whether a leg on this issue that waited for this party may count these days."""
        return self.issue in (None, issue) and (not self.parties or party is None or party in self.parties)

    def in_draw(self, draw: int) -> Interval:
        """The days in one draw."""
        return tuple(float(end[min(draw, len(end) - 1)]) for end in (self.start, self.end))  # type: ignore[return-value]


def waterfall(network: Network, late: Sequence[Late], evidence: Evidence) -> Waterfall:
    r"""The lead time in parts.

    >>> import casekit as ck
    >>> from casekit.cost import cost_of
    >>> from casekit.notation import case_of
    >>> case = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a")
    >>> {part.category: part.days for part in cost_of(ck.analyse(case)).waterfall if part.days}
    {'stalled': 16, 'unexplained': 14}
    """
    claims = [*_claims(network, evidence, network.central[:, None])]
    legs, within = [], 0
    terms = [*_terms(network, late, evidence)]
    for leg in network.path():
        stalled = [interval for one in _of(leg, network, late) for interval in one.central]
        days, rest = _leg(leg, network, stalled, claims, 0)
        legs.append((leg, days))
        issue, _ = _about(leg, network)
        within += round(_overlap(rest, union(span for about, *span in terms if about == issue)))  # type: ignore[misc]
    total = {category: sum(days[category] for _, days in legs) for category in CATEGORIES}
    drawn = _drawn(network, late, evidence)
    parts = tuple(Part(name, total[name], amount_of(np.array(drawn[name]))) for name in CATEGORIES)
    return Waterfall(parts, within, tuple(legs))


def _drawn(network: Network, late: Sequence[Late], evidence: Evidence) -> dict[str, list[int]]:
    """The days per category in each of the draws that are looked at."""
    claims = [*_claims(network, evidence, network.days)]
    found: dict[str, list[int]] = {category: [] for category in CATEGORIES}
    for draw in range(min(network.days.shape[1], LOOKED_AT)):
        total = dict.fromkeys(CATEGORIES, 0)
        for leg in network.path_of(draw):
            mine = _of(leg, network, late)
            stalled = [interval for one in mine for interval in one.days[min(draw, len(one.days) - 1)]]
            for category, days in _leg(leg, network, stalled, claims, draw)[0].items():
                total[category] += days
        for category in CATEGORIES:
            found[category].append(total[category])
    return found


def _of(leg: Leg, network: Network, late: Sequence[Late]) -> list[Late]:
    number = network.number[leg.last]
    return [one for one in late if number in one.holds_up]


def _about(leg: Leg, network: Network) -> tuple[str | None, str | None]:
    """The issue of a leg, and the party that it waited for."""
    step = network.story.by_id.get(leg.last)
    if step is not None:
        return step.issue, step.sender
    return network.issue, None


def _leg(
    leg: Leg, network: Network, stalled: list[Interval], claims: Sequence[_Claim], draw: int
) -> tuple[dict[str, int], list[Interval]]:
    """The days of a leg by category, and the intervals that stay unexplained."""
    issue, party = _about(leg, network)
    on = {name: [] if name != "stalled" else stalled for name in _FIRST_CLAIM}
    for claim in claims:
        if claim.holds_for(issue, party):
            on[claim.category].append(claim.in_draw(draw))
    if leg.last in network.story.by_id:
        on["touch"] = [(leg.end - 1, leg.end)]
    days = dict.fromkeys(CATEGORIES, 0)
    taken: list[Interval] = []
    for name in _FIRST_CLAIM:
        before = outside(leg.start, leg.end, taken)
        taken = union([*taken, *((lo, hi) for lo, hi in on[name] if lo < hi)])
        days[name] = round(before - outside(leg.start, leg.end, taken))
    days["unexplained"] = round(outside(leg.start, leg.end, taken))
    return days, _gaps(leg.start, leg.end, taken)


def _gaps(start: float, end: float, taken: Sequence[Interval]) -> list[Interval]:
    """What is left between two days."""
    left, at = [], start
    for lo, hi in taken:
        if lo > at and lo < end:
            left.append((at, lo))
        elif lo >= end:
            break
        at = max(at, hi)
    return [*left, (at, end)] if at < end else left


def _overlap(rest: Sequence[Interval], terms: list[Interval]) -> float:
    return sum(hi - lo - outside(lo, hi, terms) for lo, hi in rest)


def _claims(network: Network, evidence: Evidence, days: Days) -> Iterator[_Claim]:
    """What the case says about whose days these were."""
    for pause in evidence.waits.pauses:
        category = "client_turn" if pause.basis == "client_turn" else "legitimate"
        yield _Claim(category, pause.issue, pause.parties, *pause_days(pause, network, days))
    for issue in network.story.by_issue:
        for turn in turns(network.story, issue):
            if turn.state == "client":
                until = days[turn.until.place] if turn.until is not None else days[network.end]
                yield _Claim("client_turn", issue, frozenset(), days[turn.since.place], until)


def _terms(network: Network, late: Sequence[Late], evidence: Evidence) -> Iterator[tuple[str, float, float]]:
    """The terms that somebody had, on the middle days: issue, from, until."""
    for step in network.story.steps:
        if network.story.is_request(step) and (norm := evidence.norm_for(step, "K02")) is not None:
            yield step.issue, *_term(norm, step.span, network.central[[step.place]])
    for one in late:
        if one.stall.norm is not None and one.stall.start.exact:
            yield one.stall.issue, *_term(one.stall.norm, one.stall.start, np.array([int(one.stall.start.lo)]))


def _term(norm: NormUse, start: Span, day: Days) -> Interval:
    return float(day[0]), float(day[0] + days_allowed(norm, start, day)[0])
