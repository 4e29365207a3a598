"""What the stalls of a case cost: the lead time in parts, and per stall the days that it really took.

Per stall three figures, since late days may lie beside the critical path or be shared: what the case would have
gained had only this stall not been (*alone*), had it been the last of all to go (*last*), and its fair share in
what all cost together (*Shapley*). The first two do not add up.

Sources: methods 6.2 to 6.5, with what they cite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from casekit.case import Case
from casekit.cost.amount import Amount, amount_of
from casekit.cost.collapse import Atoms, atoms_of, finish, savings
from casekit.cost.late import Late, costs_days, late_days
from casekit.cost.network import Network, network_of
from casekit.cost.shapley import EXACT_UP_TO, shapley, shares, subsets
from casekit.cost.waterfall import Part, waterfall
from casekit.critical import Leg
from casekit.graph import event_graph
from casekit.stalls.run import Analysis, analyse
from casekit.story import Story

__all__ = ["DRAWS", "SEED", "Cost", "StallCost", "by_order", "cost_of", "network_for", "stall_costs"]

DRAWS = 2000
SEED = 1
SHARED = 200
"""Draws on which Shapley shares are worked out, where many stalls take part."""
ALL_DRAWS_UP_TO = 7
"""Stalls for which all draws are used."""
ORDERS = 2000
ORDERS_PER_DRAW = 20

Status = Literal["known", "at_least", "undetermined"]
Reason = Literal["backwards", "contradiction", "no_dates"]


@dataclass(frozen=True, slots=True)
class StallCost:
    """What one stall took, in days; None where that is not known, or where it has no days of its own.

    `over`: late days. `alone`, `last`, `shapley`: see the module. `slack`: how much later the touchpoint that
    ended it could have been without moving the end, on the middle days; None where the end does not hang on it.
    """

    key: str
    over: Amount | None
    alone: Amount | None = None
    last: Amount | None = None
    shapley: Amount | None = None
    slack: float | None = None


@dataclass(frozen=True)
class Cost:
    """The cost of the stalls of a case.

    `status`: "known"; "at_least" where the case still runs, or its first or last day has no bound: the lead time is
    then the least, and so is what stalls cost as long as nothing else holds the issue up later; "undetermined"
    where days cannot be told (`reason`: "no_dates", "contradiction", or "backwards" where it would end before it
    starts).
    `start` and `end` are touchpoints; without an end, the lead time runs to the end of the observed period. `issue`
    is the one whose lead time it is.
    `within_norm` of the unexplained days lay within somebody's term. `slack`, `criticality`: per touchpoint.
    `drawing`: how uncertain days were drawn. `order`: what drove what, where only the order is known.
    """

    analysis: Analysis
    status: Status
    reason: str | None
    start: str | None
    end: str | None
    lead: Amount | None
    path: tuple[Leg, ...]
    legs: tuple[tuple[Leg, dict[str, int]], ...]
    waterfall: tuple[Part, ...]
    within_norm: int
    stalls: tuple[StallCost, ...]
    together: Amount | None
    criticality: dict[str, float]
    slack: dict[str, float]
    order: tuple[str, ...]
    assumed: tuple[tuple[str, str], ...]
    issue: str | None
    unfinished: bool
    seed: int
    draws: int
    drawing: Literal["none", "rejection", "sequential"]
    fallback: float
    assumptions: tuple[str, ...]


def cost_of(
    analysis: Analysis | Case,
    *,
    start: str | None = None,
    end: str | None = None,
    issue: str | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Cost:
    r"""The cost of the stalls of a case (or of its analysis), in the lead time of an issue or between touchpoints.

    Without `start` and `end` those that the case names count (`start_event`, `end_event`); without these and
    without `issue`, the whole case where its last touchpoint came of its first, else the first issue that it
    lists; to the end of the observed period where that is still open. Raises KeyError for a touchpoint or issue
    that is not there.

    >>> import casekit as ck
    >>> from casekit.notation import case_of
    >>> case = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a")
    >>> cost = cost_of(ck.analyse(case))
    >>> cost.lead.value, cost.stalls[0].alone.value
    (30.0, 16.0)
    """
    analysis = analysis if isinstance(analysis, Analysis) else analyse(analysis)
    case, story = analysis.case, analysis.story
    if issue is None:
        start, end = start or case.start_event, end or case.end_event
    network = network_for(analysis, start=start, end=end, issue=issue, draws=draws, seed=seed)
    if isinstance(network, str):
        return _undetermined(analysis, start, end, seed, network)
    late = _late(analysis, network)
    parts = waterfall(network, late, analysis.evidence)
    graph = event_graph(story)
    path = network.path()
    driving = [(leg.first, leg.last) for leg in path if leg.first is not None and leg.last in story.by_id]
    atoms = atoms_of(network, late)
    drawn = network.days.shape[1] > 1
    ended = network.names[network.end]
    return Cost(
        analysis=analysis,
        status=_status(network),
        reason=None,
        start=network.names[network.start],
        end=ended if ended in story.by_id else None,
        lead=amount_of(network.days[network.end] - network.days[network.start]),
        path=path,
        legs=parts.legs,
        waterfall=parts.parts,
        within_norm=parts.within_norm,
        stalls=_stalls(analysis, network, late, atoms, seed),
        together=amount_of(savings(network, atoms, np.ones((1, len(late)), dtype=bool))),
        criticality=network.criticality(),
        slack=network.slack(),
        order=tuple(leg.last for leg in path),
        assumed=tuple((a, b) for a, b in driving if graph.has_edge(a, b) and graph.edges[a, b]["assumed"]),
        issue=network.issue,
        unfinished=network.open,
        seed=seed,
        draws=network.days.shape[1] if drawn else 0,
        drawing="none" if not drawn else "sequential" if network.fallback else "rejection",
        fallback=network.fallback,
        assumptions=_assumptions(analysis, network),
    )


def stall_costs(analysis: Analysis, *, draws: int = DRAWS, seed: int = SEED) -> tuple[Status, tuple[StallCost, ...]]:
    r"""Only what each stall cost, and how well that is known: for many cases, where nobody asks for the rest.

    >>> import casekit as ck
    >>> from casekit.notation import case_of
    >>> case = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a")
    >>> status, stalls = stall_costs(ck.analyse(case))
    >>> status, stalls[0].shapley.value
    ('known', 16.0)
    """
    network = network_for(analysis, start=None, end=None, issue=None, draws=draws, seed=seed)
    if isinstance(network, str):
        return "undetermined", tuple(StallCost(stall.key, None) for stall in analysis.stalls)
    late = _late(analysis, network)
    return _status(network), _stalls(analysis, network, late, atoms_of(network, late), seed)


def _late(analysis: Analysis, network: Network) -> list[Late]:
    waits = analysis.evidence.waits
    return [late_days(stall, network, waits) for stall in analysis.stalls if costs_days(stall)]


def _status(network: Network) -> Status:
    return "at_least" if network.open or network.unbounded else "known"


def network_for(
    analysis: Analysis, *, start: str | None, end: str | None, issue: str | None, draws: int, seed: int
) -> Network | Reason:
    """The network that the days of a case are worked out on, or why there are no days; raises as `cost_of` does."""
    case, story = analysis.case, analysis.story
    if issue is None:
        start, end = start or case.start_event, end or case.end_event
    for name, known_names in ((start, story.by_id), (end, story.by_id), (issue, story.by_issue)):
        if name is not None and name not in known_names:
            raise KeyError(name)
    if story.time.contradictions:
        return "contradiction"
    try:
        network = network_of(story, start=start, end=end, issue=issue, draws=draws, seed=seed)
    except ValueError:
        return "no_dates"
    return "backwards" if network.central[network.end] < network.central[network.start] else network


def _stalls(
    analysis: Analysis, network: Network, late: Sequence[Late], atoms: dict[int, Atoms], seed: int
) -> tuple[StallCost, ...]:
    count = len(late)
    everything = np.ones((1, count), dtype=bool)
    together = savings(network, atoms, everything)
    shares = _shares(network, late, atoms, seed)
    slack = network.slack()
    found = {}
    for k, one in enumerate(late):
        only = np.zeros((1, count), dtype=bool)
        only[0, k] = True
        held = [slack[network.names[n]] for n in one.holds_up if network.names[n] in slack]
        found[one.stall.key] = StallCost(
            key=one.stall.key,
            over=amount_of(np.array([sum(hi - lo for lo, hi in days) for days in one.days])),
            alone=amount_of(savings(network, atoms, only)),
            last=amount_of(together - savings(network, atoms, ~only)),
            shapley=shares[k],
            slack=min(held, default=None),
        )
    return tuple(found.get(stall.key) or StallCost(stall.key, None) for stall in analysis.stalls)


def _shares(network: Network, late: Sequence[Late], atoms: dict[int, Atoms], seed: int) -> list[Amount]:
    """The Shapley share of every stall; those that can save nothing have none, and take no part."""
    touched = np.zeros(len(late), dtype=bool)
    for one in atoms.values():
        touched |= one.covers.any(axis=(0, 1))
    players = np.flatnonzero(touched)
    if 0 < len(players) <= ALL_DRAWS_UP_TO:
        return _on_all_draws(network, atoms, players, len(late))
    draws = min(network.days.shape[1], SHARED)
    orders = ORDERS if draws == 1 or len(players) <= EXACT_UP_TO else ORDERS_PER_DRAW
    drawn = np.zeros((len(late), draws))
    for draw in range(draws):
        days, lags = network.days[:, [draw]], network.lags[:, [draw]]
        pieces = {n: _row(one, draw, players) for n, one in atoms.items()}

        def saving(
            sets: np.ndarray, days: np.ndarray = days, lags: np.ndarray = lags, pieces: dict[int, Atoms] = pieces
        ) -> np.ndarray:
            off = {n: one.shortened(sets) for n, one in pieces.items()}
            gained: np.ndarray = days[network.end] - finish(network, days, lags, off)
            return gained

        drawn[players, draw] = shapley(len(players), saving, orders=orders, seed=seed + draw)
    return [amount_of(row) for row in drawn]


def _on_all_draws(network: Network, atoms: dict[int, Atoms], players: np.ndarray, count: int) -> list[Amount]:
    """The shares from every draw, which few stalls leave time for."""
    saved = []
    for chosen in subsets(len(players)):
        flags = np.zeros((1, count), dtype=bool)
        flags[0, players[chosen]] = True
        saved.append(np.broadcast_to(savings(network, atoms, flags), network.days.shape[1]))
    drawn = np.zeros((count, network.days.shape[1]))
    drawn[players] = shares(len(players), np.array(saved)).round(9)
    return [amount_of(row) for row in drawn]


def _row(atoms: Atoms, draw: int, players: np.ndarray) -> Atoms:
    """The pieces of one draw, with the flags of the stalls that take part."""
    row = min(draw, len(atoms.sizes) - 1)
    return Atoms(atoms.sizes[[row]], atoms.covers[[row]][:, :, players])


def _assumptions(analysis: Analysis, network: Network) -> tuple[str, ...]:
    """Codes of what every figure rests on, besides the assumptions of the analysis itself."""
    held = {"held_dates": bool(network.held), "open_dates": network.unbounded, "unfinished": network.open}
    return (*analysis.assumptions, *(name for name, applies in held.items() if applies))


def _undetermined(analysis: Analysis, start: str | None, end: str | None, seed: int, reason: str) -> Cost:
    """What can be said without days: what came of what, in order."""
    story = analysis.story
    order, assumed = by_order(story, start, end)
    return Cost(
        analysis=analysis,
        status="undetermined",
        reason=reason,
        start=start or (story.steps[0].id if story.steps else None),
        end=end or (story.steps[-1].id if story.steps else None),
        lead=None,
        path=(),
        legs=(),
        waterfall=(),
        within_norm=0,
        stalls=tuple(StallCost(stall.key, None) for stall in analysis.stalls),
        together=None,
        criticality={},
        slack={},
        order=order,
        assumed=assumed,
        issue=None,
        unfinished=False,
        seed=seed,
        draws=0,
        drawing="none",
        fallback=0.0,
        assumptions=(*analysis.assumptions, reason),
    )


def by_order(story: Story, start: str | None, end: str | None) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """From the end back along what stood last in the order of all that each touchpoint came of."""
    graph = event_graph(story)
    if not story.steps:
        return (), ()
    current = end or story.steps[-1].id
    found, assumed = [current], []
    while current != start:
        sources = sorted(graph.predecessors(current), key=lambda name: story.by_id[name].place)
        if not sources:
            break
        if graph.edges[sources[-1], current]["assumed"]:
            assumed.append((sources[-1], current))
        current = sources[-1]
        found.append(current)
    return tuple(reversed(found)), tuple(reversed(assumed))
