"""A case in a few lines."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from casekit.notation import case_of


def test_a_line_is_a_touchpoint() -> None:
    (touchpoint,) = case_of("a: inwoner > gemeente aanvraag @10 issue=bijstand").touchpoint_list
    assert (touchpoint.id, touchpoint.from_, touchpoint.to) == ("a", "inwoner", ("gemeente",))
    assert (touchpoint.kind, touchpoint.when, touchpoint.issue) == ("application", "10", "bijstand")


def test_what_is_not_said_is_empty() -> None:
    (touchpoint,) = case_of("a: inwoner > gemeente aanvraag").touchpoint_list
    assert (touchpoint.when, touchpoint.responds_to, touchpoint.promise, touchpoint.says) == (None, (), None, {})


def test_lists_blocks_and_quoted_words() -> None:
    first, second = case_of("""
        a: inwoner > gemeente,wijkteam vraag asks=brief,voorschot outcome='geen reactie'
        b: gemeente > inwoner bericht re=a depends_on=a @'a + 2 weken' promise.due=55 says.bedrag=100 says.dag=5
    """).touchpoint_list
    assert (first.to, first.asks, first.outcome) == (("gemeente", "wijkteam"), ("brief", "voorschot"), "no_response")
    assert (second.responds_to, second.depends_on, second.when) == (("a",), ("a",), "a + 2 weken")
    assert second.promise is not None
    assert second.promise.due == "55"
    assert second.says == {"bedrag": "100", "dag": "5"}


def test_a_value_may_hold_an_equals_sign() -> None:
    assert case_of("a: inwoner > gemeente vraag note='x=y'").touchpoint_list[0].note == "x=y"


def test_comments_and_empty_lines_say_nothing() -> None:
    assert len(case_of("# niets\n\na: x > y vraag # een vraag\n").touchpoint_list) == 1


def test_actors_are_those_that_act_and_those_that_are_declared() -> None:
    case = case_of("""
        actor balie of gemeente kind=municipality
        actor gezin
        actor bewind acts_for=inwoner
        actor los
        a: inwoner > balie,wijkteam vraag
    """)
    assert [(a.id, a.kind, a.organisation) for a in case.actor_list] == [
        ("balie", "municipality", "gemeente"), ("gezin", "household", None), ("bewind", "other", None),
        ("los", "other", None), ("inwoner", "resident", None), ("wijkteam", "other", None),
    ]  # fmt: skip
    assert [a.id for a in case.actor_list if a.client_side] == ["gezin", "bewind", "inwoner"]


def test_holds_and_the_observed_period() -> None:
    case = case_of("""
        hold law @10..@20 issue=bijstand actors=gemeente,wijkteam
        hold suspension @2021-03-05..@2021-03-12
        observed @0..@120
    """)
    first, second = case.holds
    assert (first.id, first.basis, first.from_, first.until) == ("h1", "law", "10", "20")
    assert (first.issue, first.actors) == ("bijstand", ("gemeente", "wijkteam"))
    assert (second.id, second.from_, second.until) == ("h2", "2021-03-05", "2021-03-12")
    assert case.observed is not None
    assert (case.observed.from_, case.observed.until) == ("0", "120")


def test_blocks_of_the_case_go_before_the_lines() -> None:
    case = case_of("a: x > y vraag", id="huur", holds=[{"id": "h", "basis": "law"}], items=[{"id": "brief"}])
    assert (case.id, [h.id for h in case.holds], [i.id for i in case.items]) == ("huur", ["h"], ["brief"])
    assert case_of("a: x > y vraag").id == "test"
    assert case_of("a: x > y vraag").status == "fictional"


@pytest.mark.parametrize("line", ["a x > y vraag", "a: x - y vraag"])
def test_a_line_that_is_none_says_what_was_expected(line: str) -> None:
    with pytest.raises(ValueError, match="expected 'id: from > to kind'"):
        case_of(line)


def test_an_unknown_speech_act_is_refused() -> None:
    with pytest.raises(ValidationError):
        case_of("a: x > y tovenarij")
