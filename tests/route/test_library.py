"""The routes of the kit are complete and sourced; a route of one's own is found beside the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from casekit.designed import called, noted
from casekit.errors import InputRefused
from casekit.examples import example
from casekit.norms import library
from casekit.notation import case_of
from casekit.route.library import beside, find_route, routes


def test_there_are_the_three_routes_that_were_asked_for() -> None:
    assert {name: route.procedure[0] for name, route in routes().items()} == {
        "bijstand": "social_assistance",
        "schuldhulp": "debt_assistance",
        "vroegsignaal": "early_signal",
    }


@pytest.mark.parametrize("name", sorted(routes()))
def test_a_route_says_where_it_comes_from_when_it_was_checked_and_what_is_uncertain(name: str) -> None:
    route = routes()[name]
    assert route.checked_on
    assert route.sources
    assert all(source.article and source.url for source in route.sources)
    for lang, other in (("nl", "en"), ("en", "nl")):
        assert noted(route, lang) != noted(route, other)
        assert all(called(step, lang) != step.id or "_" not in step.id for step in route.steps)


@pytest.mark.parametrize("name", sorted(routes()))
def test_a_route_names_norms_that_start_with_the_act_of_the_step_that_they_count_from(name: str) -> None:
    norms = {norm.id: norm for norm in library()}
    steps = {step.id: step for step in routes()[name].steps}
    for step in steps.values():
        for norm in step.norm:
            assert norms[norm].enabled
            assert norms[norm].days
            assert step.clock
            assert set(norms[norm].starts_with) & set(steps[step.clock].kinds)
            assert set(norms[norm].ends_with) & set(step.kinds)


def test_no_step_of_the_kit_stands_on_two_routes() -> None:
    steps = [step.id for route in routes().values() for step in route.steps]
    assert len(steps) == len(set(steps))


def test_a_route_beside_the_case_goes_before_one_of_the_kit(tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "case.yaml").write_text(
        "actors: [{id: inwoner}]\ntouchpoints: [{id: t, from: inwoner, to: inwoner, kind: vraag}]\n"
    )
    (tmp_path / "routes").mkdir()
    (tmp_path / "routes" / "bijstand.yaml").write_text("steps: [{id: eigen}]\n")
    (tmp_path / "routes" / "leesmij.txt").write_text("geen route")
    assert list(beside(tmp_path / "c")) == ["bijstand"]
    own, _ = find_route("bijstand", case_file=tmp_path / "c")
    assert [step.id for step in own.steps] == ["eigen"]
    by_path, _ = find_route(tmp_path / "routes" / "bijstand.yaml")
    assert by_path == own
    assert find_route("schuldhulp", case_file=tmp_path / "c")[0] == routes()["schuldhulp"]


def test_a_step_may_name_a_norm_of_the_case(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("steps: [{id: a}, {id: b, after: a, norm: eigen-norm}]\n")
    case = case_of("t: inwoner > gemeente vraag", norms=[{"id": "eigen-norm", "days": 3}])
    assert find_route(path, case)[0].steps[1].norm == ("eigen-norm",)
    with pytest.raises(InputRefused) as told:
        find_route(path, example("twaalf-regels"))
    assert [problem.code for problem in told.value.problems] == ["unknown_norm"]


def test_an_unknown_route_is_told_with_what_there_is() -> None:
    with pytest.raises(InputRefused, match="schuldhulp"):
        find_route("schuldhlp")
