"""What must hold for every kind of stall, also one that is added later (methods section 9)."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Case
from casekit.stalls.evidence import Evidence
from casekit.stalls.kinds import KINDS, in_order
from casekit.stalls.ownership import lost_days
from casekit.stalls.run import analyse
from casekit.stalls.stall import Stall

from .made import case_data, holds

RESIDUAL = "K04"


def per_kind(data: dict[str, Any]) -> dict[str, list[Stall]]:
    """The stalls of every kind before days are given an owner."""
    evidence = Evidence(Case.model_validate(data))
    for kind in in_order():
        evidence.found[kind.code] = list(kind.find(evidence))
    return dict(evidence.found)


def facts(data: dict[str, Any]) -> list[tuple[Any, ...]]:
    """All that an analysis says of its stalls, but for where the days start from."""
    analysis = analyse(Case.model_validate(data))
    return [(s.key, s.verdict, s.at, s.days, s.severity, s.confidence, s.owned_days) for s in analysis.stalls]


@given(case_data())
def test_every_stall_cites_touchpoints_that_exist_and_bites_at_one_of_them(data: dict[str, Any]) -> None:
    ids = {row["id"] for row in data["touchpoints"]}
    actors = {actor["id"] for actor in data["actors"]}
    stalls = analyse(Case.model_validate(data)).stalls
    for stall in stalls:
        assert stall.touchpoints
        assert set(stall.touchpoints) <= ids
        assert stall.at in stall.touchpoints
        assert set(stall.actors) <= actors
        assert stall.days.lo <= stall.days.hi
    assert len({stall.key for stall in stalls}) == len(stalls)


@given(case_data())
def test_the_days_that_stalls_own_add_up_to_the_days_that_were_lost(data: dict[str, Any]) -> None:
    stalls = analyse(Case.model_validate(data)).stalls
    lost: set[int] = set()
    for stall in stalls:
        days = lost_days(stall)
        if days and KINDS[stall.kind[:3]].group not in ("consequence", "marker") and not stall.mechanism_of:
            lost |= set(range(int(days[0]), int(days[1])))
    assert sum(stall.owned_days for stall in stalls) == pytest.approx(len(lost))


@given(case_data(), st.data())
def test_widening_an_interval_never_loses_a_stall_or_makes_one_certain(
    data: dict[str, Any], more: st.DataObject
) -> None:
    dated = [place for place, row in enumerate(data["touchpoints"]) if "when" in row]
    if not dated:
        return
    wider = deepcopy(data)
    row = wider["touchpoints"][more.draw(st.sampled_from(dated))]
    day = int(row["when"])
    row["when"] = f"{day - more.draw(st.integers(0, 20))}/{day + more.draw(st.integers(0, 20))}"
    before, after = per_kind(data), per_kind(wider)
    for code in KINDS:
        if code == RESIDUAL:
            continue  # what the others leave over may go either way
        places = {(stall.kind[:3], stall.at) for stall in after[code]}
        assert {(stall.kind[:3], stall.at) for stall in before[code]} <= places
        sure = {(stall.kind, stall.at) for stall in before[code] if stall.verdict == "certain"}
        assert {(stall.kind, stall.at) for stall in after[code] if stall.verdict == "certain"} <= sure


@given(case_data(), holds())
def test_a_legitimate_wait_never_creates_a_stall(data: dict[str, Any], hold: dict[str, Any]) -> None:
    before = per_kind(data)
    after = per_kind({**data, "holds": [*data["holds"], hold]})
    for code in KINDS:
        if code == RESIDUAL:
            continue
        assert {(s.kind[:3], s.at) for s in after[code]} <= {(s.kind[:3], s.at) for s in before[code]}
        sure = {(s.kind, s.at) for s in before[code] if s.verdict == "certain"}
        assert {(s.kind, s.at) for s in after[code] if s.verdict == "certain"} <= sure


@given(case_data(), st.randoms(use_true_random=False))
def test_rows_that_carry_their_order_may_stand_anywhere(data: dict[str, Any], dice: Any) -> None:
    mixed = deepcopy(data)
    dice.shuffle(mixed["touchpoints"])
    assert facts(mixed) == facts(data)


@given(case_data(), st.randoms(use_true_random=False))
def test_rows_that_are_dated_to_the_day_may_stand_anywhere(data: dict[str, Any], dice: Any) -> None:
    dated = deepcopy(data)
    for number, row in enumerate(dated["touchpoints"]):
        del row["order"]
        row["when"] = str(number * 25)
    mixed = deepcopy(dated)
    dice.shuffle(mixed["touchpoints"])
    assert facts(mixed) == facts(dated)


@given(case_data(), st.integers(-500, 500))
def test_moving_the_whole_case_in_time_changes_nothing(data: dict[str, Any], days: int) -> None:
    moved = deepcopy(data)
    for row in moved["touchpoints"]:
        for field in ("when", "due"):
            if field in row:
                row[field] = str(int(row[field]) + days)
    for period in (moved["observed"], *moved["holds"], *moved.get("coverage", ())):
        period["from"], period["until"] = str(int(period["from"]) + days), str(int(period["until"]) + days)
    assert facts(moved) == facts(data)


@given(case_data(dated=False))
def test_order_alone_never_shows_a_wait_that_was_too_long(data: dict[str, Any]) -> None:
    silent = {row["id"] for row in data["touchpoints"] if row["kind"] == "silence"}
    stalls = analyse(Case.model_validate(data)).stalls
    assert not [s for s in stalls if s.kind in ("K02", "K04", "K15") and s.at not in silent]


@given(case_data())
def test_longer_norms_never_give_more_certain_stalls_by_the_clock(data: dict[str, Any]) -> None:
    evidence = Evidence(Case.model_validate(data))
    long = evidence.with_factor(1.5)
    for code in ("K01", "K02", "K06"):
        short = {s.at for s in KINDS[code].find(evidence) if s.verdict == "certain" and s.kind != "K06c"}
        assert {s.at for s in KINDS[code].find(long) if s.verdict == "certain" and s.kind != "K06c"} <= short
