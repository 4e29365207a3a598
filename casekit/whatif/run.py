"""The same case with one thing different: days and acts of the resident's side that it would have saved.

Subtractive ("but for"): the late days that fall away are taken off the case as it was. Additive, beside it: the
case without any stall, with only these days put back. Where the two differ much, the answer hangs on what else
went wrong, and is fragile.

Sources: collapsed as-built analysis (AACE RP 29R-03); methods 6.3 to 6.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from pydantic import ValidationError

from casekit.case import Case
from casekit.cost.amount import Amount, Days, amount_of
from casekit.cost.collapse import Atoms, atoms_of, forward
from casekit.cost.late import Late
from casekit.cost.network import Network
from casekit.cost.run import DRAWS, SEED, Reason, by_order
from casekit.critical import Leg
from casekit.errors import InputRefused, Problem
from casekit.scenario import Scenario
from casekit.stalls.run import Analysis, analyse
from casekit.stalls.travelled import travels
from casekit.whatif.actions import Actions, saved_actions
from casekit.whatif.ground import Ground, ground_of
from casekit.whatif.named import not_there, what_is_left
from casekit.whatif.parts import Different, different

__all__ = ["ASSUMPTIONS", "Stretch", "WhatIf", "answer", "on_real_days", "what_if", "what_if_of"]

ASSUMPTIONS = ("same_durations", "no_capacity", "logic_as_coded", "norms_as_configured", "beside_path")
"""What every answer rests on (methods 6.5)."""
FRAGILE_DAYS = 7
FRAGILE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Stretch:
    """One leg of a critical path, on the middle days: `stalled` of its days are late, `off` days fall away."""

    leg: Leg
    stalled: int
    off: int = 0


@dataclass(frozen=True)
class WhatIf:
    """What would have been different.

    `status`: "known"; "at_least" where the case still runs, or some days are not known; "undetermined" where days
    cannot be told (`reason`). `saved`: days, subtractive; `additive`: the other way; `fragile`: the two differ by
    more than a week and a quarter. `actions`: acts of the resident's side. `before` and `after`: the two critical
    paths. `gone`, `shortened`: keys of stalls; `dayless` of those without days of their own, `elsewhere` of those
    that this lead time does not wait for. `dropped`: touchpoints that were not needed. `missing`: how much of what
    the scenario names is not in the case. `order`: what drove what, in order. `assumptions`: codes.
    """

    scenario: Scenario
    analysis: Analysis
    status: Literal["known", "at_least", "undetermined"]
    reason: Reason | Literal["nothing_left"] | None
    actions: Actions
    gone: tuple[str, ...]
    shortened: tuple[str, ...]
    dayless: tuple[str, ...]
    dropped: tuple[str, ...]
    missing: int
    order: tuple[str, ...]
    seed: int
    assumptions: tuple[str, ...]
    saved: Amount | None = None
    additive: Amount | None = None
    lead: Amount | None = None
    lead_after: Amount | None = None
    elsewhere: tuple[str, ...] = ()
    before: tuple[Stretch, ...] = ()
    after: tuple[Stretch, ...] = ()
    issue: str | None = None
    unfinished: bool = False
    draws: int = 0

    @property
    def fragile(self) -> bool:
        """Whether the two ways of working it out differ so much that the answer hangs on what else went wrong."""
        if self.saved is None or self.additive is None:
            return False
        apart = abs(self.saved.value - self.additive.value)
        return apart > FRAGILE_DAYS and apart > FRAGILE_SHARE * max(self.saved.value, self.additive.value)

    @property
    def rerouted(self) -> bool:
        """Whether other touchpoints decide how long it takes afterwards."""
        return [one.leg.last for one in self.before] != [one.leg.last for one in self.after]


def what_if(
    case: Case,
    *,
    without: Iterable[str] = (),
    norms: Mapping[str, int] | None = None,
    share: Iterable[str | Mapping[str, object]] = (),
    coordinator: str | None = None,
    start: str | None = None,
    end: str | None = None,
    issue: str | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> WhatIf:
    r"""The same case with one thing different, or several at once.

    `without`: keys of stalls. `norms`: days by the id of a norm, as in `default:K06`. `share`: `ITEM=ACTOR@DAY`,
    or its three fields. `coordinator`: an actor. Raises InputRefused for what the case does not have.

    >>> import casekit as ck
    >>> from casekit.notation import case_of
    >>> case = case_of("a: inwoner > gemeente vraag @0 due=14\nb: gemeente > inwoner antwoord @30 re=a")
    >>> ck.what_if(case, without=["K02-a-b"]).saved.value, ck.what_if(case, norms={"due:a": 20}).saved.value
    (16.0, 10.0)
    """
    given = [fields_of_share(one) if isinstance(one, str) else one for one in share]
    asked = {"without": [*without], "norms": dict(norms or {}), "share": given, "coordinator": coordinator}
    try:
        scenario = Scenario.model_validate(asked)
    except ValidationError as error:
        wrong = dict.fromkeys(str(one["loc"][0]) for one in error.errors())
        raise InputRefused(Problem("whatif_wrong", case.id, values={"field": name}) for name in wrong) from None
    return what_if_of(analyse(case), scenario, start=start, end=end, issue=issue, draws=draws, seed=seed)


def fields_of_share(text: str) -> dict[str, str]:
    """`ITEM=ACTOR@DAY` in its three fields; what is missing stays out.

    >>> fields_of_share("loonstrook=gemeente@12")
    {'item': 'loonstrook', 'actor': 'gemeente', 'day': '12'}
    """
    pair, _, day = text.rpartition("@")
    item, _, actor = pair.partition("=")
    return {name: word for name, word in (("item", item), ("actor", actor), ("day", day)) if word}


def what_if_of(
    analysis: Analysis,
    scenario: Scenario,
    *,
    start: str | None = None,
    end: str | None = None,
    issue: str | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> WhatIf:
    """The answer to a scenario; raises as `what_if` does, and KeyError as `cost_of` does."""
    on_real_days(analysis)
    ground = ground_of(analysis, start=start, end=end, issue=issue, draws=draws, seed=seed)
    refused = not_there(ground, scenario, analysis.case.id)
    if refused:
        raise InputRefused(refused)
    return answer(ground, scenario)


def on_real_days(analysis: Analysis) -> None:
    """Raise InputRefused for a release: its stalls were found on other days than those that it shows."""
    if travels(analysis.case):
        raise InputRefused([Problem("whatif_released", analysis.case.id)])


def answer(ground: Ground, scenario: Scenario) -> WhatIf:
    """What would have been different, as far as this case has what the scenario names."""
    analysis, network = ground.analysis, ground.network
    left = what_is_left(ground, scenario)
    what = different(ground, left)
    found = WhatIf(
        scenario=scenario,
        analysis=analysis,
        status="undetermined",
        reason="nothing_left" if left.is_empty else ground.reason,
        actions=saved_actions(analysis.story, what),
        gone=tuple(dict.fromkeys(one.stall.key for one in what.gone if one.whole)),
        shortened=tuple(dict.fromkeys(one.stall.key for one in what.gone if not one.whole)),
        dayless=tuple(dict.fromkeys(one.stall.key for one in what.gone if one.late is None)),
        dropped=tuple(dict.fromkeys(step.id for one in what.dropped for step in (one.ask, one.delivery))),
        missing=_size(scenario) - _size(left),
        order=by_order(analysis.story, analysis.case.start_event, analysis.case.end_event)[0],
        seed=ground.seed,
        assumptions=_assumptions(left, network),
    )
    return found if network is None or left.is_empty else _with_days(found, ground, network, what)


def _with_days(found: WhatIf, ground: Ground, network: Network, what: Different) -> WhatIf:
    """The answer with its days."""
    collapse = _Collapse(ground, network, what)
    lead = network.days[network.end] - network.days[network.start]
    saved = collapse.saved()
    unknown = any("order" in one.stall.tags for one in what.gone)
    reach = {*network.reach}
    path = collapse.path_before()
    return replace(
        found,
        status="at_least" if network.open or network.unbounded or unknown else "known",
        reason=None,
        saved=amount_of(saved),
        additive=amount_of(collapse.added()),
        lead=amount_of(lead),
        lead_after=amount_of(lead - saved),
        elsewhere=tuple(one.stall.key for one in what.gone if one.late is not None and not one.late.holds_up & reach),
        order=tuple(one.leg.last for one in path),
        before=path,
        after=collapse.path_after(),
        issue=network.issue,
        unfinished=network.open,
        draws=network.days.shape[1] if network.days.shape[1] > 1 else 0,
    )


def _size(scenario: Scenario) -> int:
    return len(scenario.without) + len(scenario.norms) + len(scenario.share) + (scenario.coordinator is not None)


def _assumptions(scenario: Scenario, network: Network | None) -> tuple[str, ...]:
    own = {
        "norm_kept": bool(scenario.norms),
        "share_to_check": bool(scenario.share),
        "ask_lag_stays": bool(scenario.share),
        "follows_up": scenario.coordinator is not None,
        "still_running": network is not None and network.open,
        "uniform": network is not None and network.days.shape[1] > 1,
    }
    return (*ASSUMPTIONS, *(name for name, applies in own.items() if applies))


class _Collapse:
    """The case without what falls away, on all draws and on the middle days."""

    def __init__(self, ground: Ground, network: Network, what: Different) -> None:
        self.network = network
        self.what = what
        mine = [one.late for one in what.gone if one.late is not None]
        new = [late for late in mine if not any(late is one for one in ground.late)]
        self.late: tuple[Late, ...] = (*ground.late, *new)
        self.atoms = ground.atoms if not new else atoms_of(network, self.late)
        self.these = np.array([[any(late is one for one in mine) for late in self.late]], dtype=bool)
        terms = [late.stall.norm.id if late.stall.norm else None for late in self.late]
        kept = np.array([[term in what.terms for term in terms]], dtype=bool)
        self.left = ~kept | self.these
        keys = {one.stall.key for one in what.gone}
        self.others = np.array([[late.stall.key not in keys for late in self.late]], dtype=bool)

    def saved(self) -> Days:
        """Days per draw that the case would have taken less."""
        days: Days = self.network.days[self.network.end] - self._moved(self.these, True)[self.network.end]
        return days

    def added(self) -> Days:
        """The same worked out from the case without any stall: what these alone add to it."""
        end = self.network.end
        days: Days = self._moved(self.others, False)[end] - self._moved(self.others | self.these, True)[end]
        return days

    def _moved(self, chosen: np.ndarray, different: bool) -> dict[int, Days]:
        off = {n: one.shortened(chosen) for n, one in self.atoms.items()}
        return self._forward(self.network.days, self.network.lags, off, different)

    def _forward(self, days: Days, lags: Days, off: dict[int, Days], different: bool) -> dict[int, Days]:
        if not different:
            return forward(self.network, days, lags, off)
        for n, dropped in self._dropped(days, lags).items():
            off[n] = np.maximum(off.get(n, np.zeros(1, dtype=np.int64)), dropped)
        return forward(self.network, days, lags, off, self._arrived(days))

    def _dropped(self, days: Days, lags: Days) -> dict[int, Days]:
        """The own lag of deliveries that nobody had to wait for, as far as it lies after the start."""
        found = {}
        for one in self.what.dropped:
            n = one.delivery.place
            after_start = np.clip(days[n] - days[self.network.start], 0, lags[n])
            found[n] = np.where(days[one.ask.place] > one.day, after_start, 0)
        return found

    def _arrived(self, days: Days) -> dict[tuple[int, int], Days]:
        """From when a moment need not wait for what brought it an item; what lies before the start stays."""
        start = days[self.network.start]
        found = {}
        for (source, name), day in self.what.arrived.items():
            n = self.network.number[name]
            never = days[self.network.number[source]]
            found[self.network.number[source], n] = np.where(days[n] > start, np.maximum(int(day), start), never)
        return found

    # -- the two paths, on the middle days ---------------------------------------------------------

    def path_before(self) -> tuple[Stretch, ...]:
        """The legs of the path as it was, with their late days and what falls away."""
        late, off = self._stalled(np.ones_like(self.these)), self._off()
        found = []
        for leg in self.network.path():
            n, lag = self.network.number[leg.last], int(leg.lag)
            gone = min(_at(off, n), lag)
            found.append(Stretch(leg, max(min(_at(late, n), lag), gone), gone))
        return tuple(found)

    def path_after(self) -> tuple[Stretch, ...]:
        """The legs of the path that would have decided how long it took, with the late days that are left."""
        network, column = self.network, self.network.central[:, None]
        central, before = network.central.copy(), list(network.before)
        for n, day in self._forward(column, network.central_lags, self._pieces(self.these), True).items():
            central[n] = int(day[0])
        for (source, n), day in self._arrived(column).items():
            if int(day[0]) < central[source]:
                before[n] = tuple(p for p in before[n] if p != source)
        late, off = self._stalled(self.left), self._off()
        found = []
        for leg in replace(network, central=central, before=tuple(before)).path():
            n = network.number[leg.last]
            found.append(Stretch(leg, min(max(_at(late, n) - _at(off, n), 0), int(leg.lag))))
        return tuple(found)

    @cached_property
    def _central_atoms(self) -> dict[int, Atoms]:
        return atoms_of(self.network, self.late, central=True)

    def _pieces(self, chosen: np.ndarray) -> dict[int, Days]:
        return {n: one.shortened(chosen) for n, one in self._central_atoms.items()}

    def _stalled(self, chosen: np.ndarray) -> dict[int, int]:
        """The late days per moment."""
        return {n: int(days[0]) for n, days in self._pieces(chosen).items()}

    def _off(self) -> dict[int, int]:
        """The days per moment that fall away."""
        found = {n: int(days[0]) for n, days in self._pieces(self.these).items()}
        for n, days in self._dropped(self.network.central[:, None], self.network.central_lags).items():
            found[n] = max(found.get(n, 0), int(days[0]))
        return found


def _at(days: Mapping[int, int], n: int) -> int:
    return days.get(n, 0)
