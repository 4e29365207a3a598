"""What holds of every what-if, whatever the case."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import casekit as ck
from casekit.case import Case
from casekit.cost import cost_of
from casekit.scenario import Scenario
from casekit.whatif import Ground, WhatIf, answer, ground_of
from tests.few import few
from tests.stalls.made import ACTORS, ITEMS, case_data

DRAWS = 25


def ground(data: dict[str, Any]) -> Ground:
    return ground_of(ck.analyse(Case.model_validate(data)), draws=DRAWS)


def days(found: WhatIf) -> tuple[float, float, float]:
    assert found.saved is not None
    return found.saved.lo, found.saved.value, found.saved.hi


def chosen(draw: st.DataObject, on: Ground) -> list[str]:
    keys = [stall.key for stall in on.analysis.stalls]
    return draw.draw(st.lists(st.sampled_from(keys), unique=True)) if keys else []


@given(case_data(), st.data())
@few(15)
def test_removing_stalls_never_lengthens_a_case_and_removing_more_never_saves_less(
    data: dict[str, Any], draw: st.DataObject
) -> None:
    on = ground(data)
    some, more = chosen(draw, on), chosen(draw, on)
    if on.network is None or not some:
        return
    few_gone, all_gone = (answer(on, Scenario(without=list(dict.fromkeys(keys)))) for keys in (some, some + more))
    assert min(days(few_gone)) >= 0
    assert all(less <= most for less, most in zip(days(few_gone), days(all_gone), strict=True))


@given(case_data(), st.data())
@few(15)
def test_no_more_is_saved_than_the_late_days_of_the_stalls_together(
    data: dict[str, Any], draw: st.DataObject
) -> None:
    on = ground(data)
    keys = chosen(draw, on)
    if on.network is None or not keys:
        return
    over = {one.key: one.over for one in cost_of(on.analysis, draws=DRAWS).stalls if one.over is not None}
    most = max(sum(over[key].hi for key in keys if key in over), 0)
    assert answer(on, Scenario(without=keys)).saved.hi <= most * 1.0 + 1e-9


@given(case_data(), st.data())
@few(15)
def test_every_answer_holds_together(data: dict[str, Any], draw: st.DataObject) -> None:
    on = ground(data)
    terms = sorted(on.terms)
    scenario = Scenario(
        without=chosen(draw, on),
        norms={draw.draw(st.sampled_from(terms)): draw.draw(st.integers(0, 60))} if terms else {},
        share=[{"item": ITEMS[0], "actor": "balie", "day": str(draw.draw(st.integers(0, 300)))}],
        coordinator=draw.draw(st.sampled_from([None, "wijkteam"])),
    )
    found = answer(on, scenario)
    assert set(found.actions.surely) <= set(found.actions.at_most)
    clients = {step.id for step in on.analysis.story.steps if step.from_client}
    assert set(found.actions.at_most) <= clients
    if found.saved is not None:
        assert found.saved.lo >= 0
        assert found.additive.lo >= 0
        assert sum(one.leg.lag for one in found.before) - sum(one.leg.lag for one in found.after) >= 0
        assert all(0 <= one.off <= one.stalled <= one.leg.lag for one in (*found.before, *found.after))
    else:
        assert found.status == "undetermined"


@given(case_data(), st.data())
@few(12)
def test_moving_all_days_changes_nothing(data: dict[str, Any], draw: st.DataObject) -> None:
    on, later = ground(data), ground(_shifted(data, 100))
    keys = chosen(draw, on)
    if on.network is None or not keys:
        return
    one, other = (answer(where, Scenario(without=keys)) for where in (on, later))
    assert (one.saved, one.additive, one.actions, one.lead) == (
        other.saved,
        other.additive,
        other.actions,
        other.lead,
    )


def _shifted(data: Any, by: int, field: str = "") -> Any:
    """The case with every day so much later."""
    if isinstance(data, dict):
        return {key: _shifted(value, by, key) for key, value in data.items()}
    if isinstance(data, list):
        return [_shifted(value, by, field) for value in data]
    if field in ("when", "due", "from", "until") and isinstance(data, str) and re.fullmatch(r"\d+", data):
        return str(int(data) + by)
    return data


@given(case_data(dated=False), st.data())
@few(12)
def test_without_dates_there_is_an_answer_without_days(data: dict[str, Any], draw: st.DataObject) -> None:
    on = ground(data)
    found = answer(on, Scenario(without=chosen(draw, on), coordinator="wijkteam"))
    assert (found.saved, found.lead, found.before) == (None, None, ())
    assert {actor["id"] for actor in ACTORS} >= {"wijkteam"}
