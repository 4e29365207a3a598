"""A case as tables: the same ids in the same order, with the days beside what was typed."""

from __future__ import annotations

from math import inf

from casekit.case import Actor, Touchpoint
from casekit.examples import example, examples
from casekit.notation import case_of

CASE = case_of(
    """
    actor balie of gemeente
    a: inwoner > balie       vraag   @2021-03-05 asks=loonstrook
    b: balie > inwoner,extra antwoord re=a promise.due=2021-04-01
    """
)


def test_the_touchpoints_are_rows_with_the_fields_of_the_file() -> None:
    table = CASE.touchpoints
    assert list(table["id"]) == ["a", "b"]
    assert table["when"][0] == "2021-03-05"
    assert table["when"].isna()[1]
    assert (table["lo"][0], table["hi"][0], table["lo"][1], table["hi"][1]) == (0, 0, 0, inf)
    assert table["to"][1] == ("inwoner", "extra")
    assert table["asks"][0] == ("loonstrook",)
    assert table["promise"][1]["due"] == "2021-04-01"
    assert list(table.columns[:5]) == ["id", "when", "lo", "hi", "order"]
    assert set(table.columns) == {f.alias or n for n, f in Touchpoint.model_fields.items()} | {"lo", "hi"}


def test_the_actors_are_rows_that_say_who_is_on_the_residents_side() -> None:
    table = CASE.actors
    assert list(table["id"]) == ["balie", "inwoner", "extra"]
    assert list(table["client_side"]) == [False, True, False]
    assert table["organisation"][0] == "gemeente"
    assert set(table.columns) == {f.alias or n for n, f in Actor.model_fields.items()} | {"client_side"}


def test_every_case_of_the_kit_has_its_tables() -> None:
    for name in examples():
        case = example(name)
        assert len(case.touchpoints) == len(case.touchpoint_list)
        assert len(case.actors) == len(case.actor_list)
