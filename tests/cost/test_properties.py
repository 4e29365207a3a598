"""What holds for the cost of every case (methods 9)."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casekit.case import Case
from casekit.cost import Cost, cost_of
from casekit.cost.collapse import atoms_of, savings
from casekit.cost.late import costs_days, late_days
from casekit.cost.network import Network, network_of
from casekit.cost.shapley import shapley
from casekit.stalls.run import Analysis, analyse
from casekit.waits import Waits
from tests.few import few
from tests.stalls.made import case_data

FEW = few(12)
DRAWS = 12


def cost(data: dict[str, Any]) -> Cost:
    found = cost_of(analyse(Case.model_validate(data)), draws=DRAWS)
    assume(found.status != "undetermined")
    return found


def parts(data: dict[str, Any]) -> tuple[Analysis, Network, list[Any]]:
    analysis = analyse(Case.model_validate(data))
    assume(not analysis.story.time.contradictions)
    network = network_of(analysis.story, start=None, end=None, draws=DRAWS, seed=1)
    waits = Waits(analysis.story)
    return analysis, network, [late_days(one, network, waits) for one in analysis.stalls if costs_days(one)]


@given(case_data())
@FEW
def test_own_lags_and_categories_both_add_up_to_the_lead_time(data: dict[str, Any]) -> None:
    found = cost(data)
    lead = sum(leg.lag for leg in found.path)
    assert sum(part.days for part in found.waterfall) == lead
    assert all(part.days >= 0 for part in found.waterfall)
    assert sum(days for _, parts in found.legs for days in parts.values()) == lead
    if not found.draws:
        assert found.lead is not None
        assert lead == found.lead.value
        assert [part.days for part in found.waterfall] == [part.range.value for part in found.waterfall]


@given(case_data())
@FEW
def test_the_path_is_the_same_in_every_draw_as_in_its_index(data: dict[str, Any]) -> None:
    _, network, _ = parts(data)
    index = network.criticality()
    names = [{leg.last for leg in network.path_of(draw)} for draw in range(network.days.shape[1])]
    start = network.days[network.start]
    for name, share in index.items():
        after = network.days[network.number[name]] > start
        on_path = [name in found and after[draw] for draw, found in enumerate(names)]
        assert sum(on_path) <= round(share * len(names))
    assert all(0 <= share <= 1 for share in index.values())


@given(case_data(), st.data())
@FEW
def test_taking_away_more_never_saves_less_and_never_more_than_its_late_days(
    data: dict[str, Any], draw: st.DataObject
) -> None:
    _, network, late = parts(data)
    assume(late)
    atoms = atoms_of(network, late)
    some = np.array([draw.draw(st.lists(st.booleans(), min_size=len(late), max_size=len(late)))])
    more = some | np.array([draw.draw(st.lists(st.booleans(), min_size=len(late), max_size=len(late)))])
    less, saved = savings(network, atoms, some), savings(network, atoms, more)
    assert (less >= 0).all()
    assert (saved >= less).all()
    total = [
        sum(
            hi - lo
            for one, flag in zip(late, some[0], strict=True)
            if flag
            for lo, hi in one.days[row % len(one.days)]
        )
        for row in range(len(less))
    ]
    assert all(gain <= days for gain, days in zip(less.tolist(), total, strict=True))


@given(case_data())
@FEW
def test_shapley_shares_add_up_to_the_joint_saving(data: dict[str, Any]) -> None:
    _, network, late = parts(data)
    assume(0 < len(late) <= 12)
    atoms = atoms_of(network, late, central=True)

    def saving(sets: np.ndarray) -> np.ndarray:
        return savings(network, atoms, sets, central=True)

    joint = int(saving(np.ones((1, len(late)), dtype=bool))[0])
    exact = shapley(len(late), saving, orders=10, seed=1)
    assert sum(exact) == pytest.approx(joint)
    assert all(share >= -1e-9 for share in exact)


@given(case_data(), st.integers(1, 500))
@FEW
def test_shifting_all_days_changes_nothing(data: dict[str, Any], shift: int) -> None:
    found = cost(data)
    moved = {**data, "touchpoints": [_later(row, shift) for row in data["touchpoints"]]}
    moved["holds"] = [{**hold, **_period(hold, shift)} for hold in data["holds"]]
    moved["observed"] = _period(data["observed"], shift)
    if "coverage" in data:
        moved["coverage"] = [{**row, **_period(row, shift)} for row in data["coverage"]]
    again = cost(moved)
    assert again.waterfall == found.waterfall
    assert [(one.key, one.alone, one.shapley) for one in again.stalls] == [
        (one.key, one.alone, one.shapley) for one in found.stalls
    ]


def _later(row: dict[str, Any], shift: int) -> dict[str, Any]:
    moved = {**row}
    for field in ("when", "due"):
        if field in moved and str(moved[field]).isdigit():
            moved[field] = str(int(moved[field]) + shift)
    if "promise" in moved and str(moved["promise"].get("due", "")).isdigit():
        moved["promise"] = {**moved["promise"], "due": str(int(moved["promise"]["due"]) + shift)}
    return moved


def _period(period: dict[str, Any], shift: int) -> dict[str, Any]:
    return {key: str(int(value) + shift) for key, value in period.items() if key in ("from", "until")}


@given(case_data())
@FEW
def test_slack_can_be_used_up_without_moving_the_end_and_no_day_more(data: dict[str, Any]) -> None:
    _, network, _ = parts(data)
    days = {n: float(day) for n, day in enumerate(network.central)}
    lags = network.central_lags[:, 0]
    graph: nx.DiGraph[int] = nx.DiGraph((p, n) for n in network.reach for p in network.before[n])
    for name, slack in network.slack().items():
        n = network.number[name]
        if n == network.end or n not in graph:
            continue
        for extra, moved in ((slack, False), (slack + 1, True)):
            late = dict(days)
            late[n] += extra
            for after in network.reach:
                if after in nx.descendants(graph, n):
                    late[after] = max(late[p] for p in network.before[after]) + float(lags[after])
            assert (late[network.end] > days[network.end]) == moved


@given(case_data(dated=False))
@few(8)
def test_a_case_without_dates_has_its_order_and_no_days(data: dict[str, Any]) -> None:
    found = cost_of(analyse(Case.model_validate(data)))
    assert found.status == "undetermined"
    assert found.lead is None
    assert found.order[-1] == found.end
    assert {one.over for one in found.stalls} <= {None}
