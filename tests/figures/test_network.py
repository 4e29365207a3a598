"""The actor network: who with whom, how often, and between whom it stalls."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from casekit.case import Case
from casekit.figures import network
from casekit.figures.lettering import FAMILY
from casekit.figures.netplan import NetPlan, plan_network
from casekit.figures.paper import paper_of
from casekit.figures.plan import numbers
from casekit.stalls.stall import Stall
from casekit.when import timeline as days_of
from tests.few import mostly_slow
from tests.figures.boxes import names, off_the_page, touching, written
from tests.figures.dense import made_up_case, made_up_stalls


def plan_of(case: Case, stalls: tuple[Stall, ...] = (), paper: str = "a4") -> NetPlan:
    return plan_network(case, stalls, paper_of(paper), numbers(days_of(case).order), 20, 20, "nl")


def apart(one: Any, other: Any) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("seed", mostly_slow(range(8), 0, 2, 5, 7))
@pytest.mark.parametrize("paper", [pytest.param("a3", marks=pytest.mark.slow), "a4"])
def test_no_label_touches_a_node_or_another_label(seed: int, paper: str) -> None:
    case = made_up_case(seed, parties=1 + seed * 2, touchpoints=60)
    stalls = made_up_stalls(case, 2 + seed * 2, seed)
    plan = plan_of(case, stalls, paper)
    boxes = [node.box for node in plan.nodes] + [chip.box for chip in plan.chips]
    assert all(apart(one, other) for one, other in combinations(boxes, 2))
    ax = network(case, stalls, paper=paper)
    assert touching(ax) == []
    assert off_the_page(ax) == []


def test_fifteen_parties_and_sixty_touchpoints_stay_on_one_sheet_of_readable_type() -> None:
    case = made_up_case()
    ax = network(case, made_up_stalls(case))
    assert (ax.get_xlim()[1], ax.get_ylim()[0]) == (297, 210)
    assert min(text.get_fontsize() for text in written(ax)) >= 5.5 - 1e-6
    assert written(ax)[0].get_fontfamily() == FAMILY


def test_every_actor_every_pair_in_contact_and_every_stall_is_there() -> None:
    case = made_up_case()
    stalls = made_up_stalls(case, 16)
    ax = network(case, stalls)
    acts = [t for t in case.touchpoint_list if t.kind != "silence"]
    pairs = {f"{t.from_}-{to}" for t in acts for to in t.to if to != t.from_}
    assert sorted(names(ax, "actor-")) == sorted(actor.id for actor in case.actor_list)
    assert sorted(names(ax, "contacts-")) == sorted(pairs)
    assert sorted(names(ax, "stall-")) == sorted(s.key for s in stalls if not s.kind.startswith("M"))
    assert any("Kenmerk van de hele casus: M1" in text.get_text() for text in ax.texts)


def test_a_line_is_as_thick_as_there_are_contacts() -> None:
    case = made_up_case(seed=2)
    counted = Counter((t.from_, to) for t in case.touchpoint_list if t.kind != "silence" for to in t.to)
    edges = plan_of(case).edges
    assert {(e.source, e.target): e.times for e in edges} == {k: n for k, n in counted.items() if k[0] != k[1]}


def test_the_resident_stands_in_the_middle_and_the_desks_of_an_organisation_side_by_side() -> None:
    plan = plan_of(made_up_case())
    resident = next(node for node in plan.nodes if node.actor == "bewoner").centre
    assert abs(resident[0] - plan.width / 2) < 25
    assert {frozenset(hull) for hull in plan.hulls} == {
        frozenset({"kcc", "bb", "wi", "shv", "wt"}),
        frozenset({"wci", "wcs"}),
        frozenset({"wz", "vb"}),
    }


@pytest.mark.parametrize(("parties", "touchpoints"), mostly_slow([(36, 48), (60, 80)], (36, 48)))
def test_with_more_parties_than_fit_the_sheet_grows(parties: int, touchpoints: int) -> None:
    case = made_up_case(parties=parties, touchpoints=touchpoints)
    plan = plan_of(case)
    assert plan.width > 297
    assert all(apart(one.box, other.box) for one, other in combinations(plan.nodes, 2))


def test_certain_and_possible_differ_without_colour() -> None:
    case = made_up_case(seed=4)
    stalls = tuple(s for s in made_up_stalls(case, 14, seed=4) if s.kind.startswith("K"))
    ax = network(case, stalls)
    hatched = {child.get_gid(): child.get_hatch() for child in ax.patches if child.get_gid()}
    for stall in stalls:
        assert bool(hatched[f"stall-{stall.key}"]) == (stall.verdict == "possible")


@pytest.mark.parametrize("actors", [["a"], ["a", "b"]])
def test_one_or_two_actors_are_enough(actors: list[str]) -> None:
    row = {"id": "t1", "from": "a", "to": actors[-1], "kind": "question"}
    case = Case.model_validate({"id": "k", "actors": [{"id": name} for name in actors], "touchpoints": [row]})
    ax = network(case)
    assert names(ax, "actor-") == actors
    assert len(names(ax, "contacts-")) == len(actors) - 1


def test_a_made_up_case_says_so() -> None:
    assert "Fictional case" in {text.get_text() for text in network(made_up_case(parties=4), lang="en").texts}
