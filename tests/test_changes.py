"""What changed between two cases: field by field, and enough to make the one of the other."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casekit.case import Case
from casekit.changes import Change, applied, changes, matched, row_names
from casekit.examples import example
from casekit.filled import filled
from casekit.notation import case_of
from tests.few import few_examples
from tests.write.edit.test_edit_properties import cases, other

TWO = "t1: inwoner > gemeente vraag\nt2: gemeente > inwoner antwoord re=t1"


def paths(a: Case, b: Case) -> list[tuple[str, ...]]:
    return [change.path for change in changes(a, b)]


def with_rows(case: Case, *ids: str) -> Case:
    rows = {row.id: row for row in case.touchpoint_list}
    return case.model_copy(update={"touchpoint_list": tuple(rows[name] for name in ids)})


def test_equal_cases_have_no_changes_and_a_default_that_was_typed_says_nothing() -> None:
    case = case_of(TWO)
    assert changes(case, case_of(TWO)) == ()
    assert changes(case, case_of(TWO + " turning_point=nee")) == ()


def test_a_field_that_is_filled_in_changed_or_emptied_is_named_by_its_row() -> None:
    empty, month, day = case_of(TWO), case_of(TWO + " @2021-03"), case_of(TWO + " @2021-03-05")
    path = ("touchpoints", "t2", "when")
    assert changes(empty, month) == (Change(path, None, "2021-03"),)
    assert changes(month, day) == (Change(path, "2021-03", "2021-03-05"),)
    assert changes(day, empty) == (Change(path, "2021-03-05", None),)


def test_a_field_within_a_field_is_named_by_its_own_path() -> None:
    a, b = case_of(TWO + " promise.due=30"), case_of(TWO + " promise.due=40 says.bedrag=100")
    assert paths(a, b) == [("touchpoints", "t2", "promise", "due"), ("touchpoints", "t2", "says")]
    assert paths(b, case_of(TWO + " promise.due=40 says.bedrag=200")) == [("touchpoints", "t2", "says", "bedrag")]


def test_a_promise_that_loses_its_particulars_is_still_a_promise() -> None:
    (change,) = changes(case_of(TWO + " promise.due=30"), case_of(TWO + " promise=ja"))
    assert (change.path[-1], change.new) == ("promise", True)


def test_a_row_that_comes_or_goes_says_what_it_holds_and_behind_which_row_it_stands() -> None:
    one = case_of("t1: inwoner > gemeente vraag")
    (added,) = changes(one, case_of(TWO))
    assert (added.what, added.path, added.after) == ("added", ("touchpoints", "t2"), "t1")
    assert added.new["responds_to"] == "t1"
    (removed,) = changes(case_of(TWO), one)
    assert (removed.what, removed.old["id"], removed.new) == ("removed", "t2", None)


def test_only_the_rows_that_must_move_are_said_to_move() -> None:
    case = case_of("\n".join(f"t{n}: inwoner > gemeente bericht" for n in range(1, 6)))
    (moved,) = changes(case, with_rows(case, "t2", "t3", "t4", "t1", "t5"))
    assert (moved.what, moved.path, moved.after) == ("moved", ("touchpoints", "t1"), "t4")
    (first,) = changes(case, with_rows(case, "t5", "t1", "t2", "t3", "t4"))
    assert (first.path[-1], first.after) == ("t5", None)


def test_a_row_without_an_id_goes_by_what_it_is_about() -> None:
    def case(until: str, needs: list[str]) -> Case:
        return case_of(
            TWO,
            coverage=[{"source": "dossier", "actor": "inwoner", "until": until}],
            requirements=[
                {"id": "r", "goal": "uitkering", "alternatives": [{"needs": ["a", "b"]}, {"needs": needs}]}
            ],
            issues=[{"id": "huur", "stages": ["een", "twee"]}],
        )

    assert paths(case("10", ["c"]), case("20", ["d"])) == [
        ("requirements", "r", "alternatives", "c"),
        ("requirements", "r", "alternatives", "d"),
        ("coverage", "dossier / inwoner", "until"),
    ]


def test_a_field_that_the_kit_does_not_know_counts_too() -> None:
    a, b = (case_of(TWO, eigen={"diep": [{"a": value}]}) for value in ("1", "2"))
    assert paths(a, b) == [("eigen", "diep", "-", "a")]


def test_the_kind_of_an_actor_is_never_taken_for_a_default() -> None:
    a, b = (
        Case.model_validate({"actors": [{"id": "school", "kind": kind}]}) for kind in ("school", "other")
    )  # without a kind, an actor with this id is a school
    (change,) = changes(a, b)
    assert (change.old, change.new) == ("school", "other")


@given(cases(), st.integers(0, 2**32))
def test_the_changes_between_two_cases_make_the_one_of_the_other(typed: dict[str, Any], seed: int) -> None:
    a, b = Case.model_validate(typed), Case.model_validate(other(typed, Random(seed)))
    assert Case.model_validate(applied(typed, changes(a, b))) == b
    assert Case.model_validate(applied(filled(a), changes(a, b))) == b
    assert Case.model_validate(applied(filled(b), changes(b, a))) == a
    assert bool(changes(a, b)) == (a != b)


@pytest.mark.parametrize("name", few_examples())
def test_a_case_of_the_kit_can_be_made_from_nothing(name: str) -> None:
    case = example(name)
    assert Case.model_validate(applied({}, changes(Case(), case))) == case


def test_what_does_not_change_stays_as_it_was_typed() -> None:
    typed = {"issues": "huur", "stages": ["een", {"id": "twee"}], "touchpoint_list": [{"id": "t1", "from_": "a"}]}
    wanted = [
        Change(("issues", "huur", "label"), None, "de huur"),
        Change(("stages", "twee", "label"), None, "2"),
        Change(("touchpoints", "t1", "from"), "a", "b"),
    ]
    assert applied(typed, wanted) == {
        "issues": [{"id": "huur", "label": "de huur"}],
        "stages": ["een", {"id": "twee", "label": "2"}],
        "touchpoint_list": [{"id": "t1", "from_": "b"}],
    }


def test_a_new_field_stands_where_the_definition_of_the_case_has_it() -> None:
    made = applied({"id": "c", "actors": []}, [Change(("title",), None, "t"), Change(("format",), None, 1)])
    assert list(made) == ["format", "id", "title", "actors"]


def test_the_same_name_twice_gets_a_number() -> None:
    assert row_names([{"id": "a"}, "a", {"id": "a (2)"}, {"id": "a"}, {}]) == [
        "a",
        "a (2)",
        "a (2) (2)",
        "a (3)",
        "-",
    ]


def test_a_row_with_another_id_but_the_same_fields_is_the_same_row_to_a_text() -> None:
    assert matched([{"id": "a", "x": "1"}, {"id": "b"}], [{"id": "c", "x": "1"}, {"id": "b"}]) == [0, 1]
    assert matched([{"id": "a", "x": "1"}], [{"id": "c", "x": "2"}]) == [None]
    assert matched(["a", "b"], ["a", "c"]) == [0, 1]
