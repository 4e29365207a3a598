"""The case told in order: parties, issues, and what answers what."""

from __future__ import annotations

from math import inf

import pytest

from casekit.case import Case
from casekit.notation import case_of
from casekit.story import CLIENT, Story, tell
from casekit.when import Span


def story(text: str, **blocks: object) -> Story:
    return tell(case_of(text, **blocks))


def answer(text: str, request: str = "a", *, inferred: bool = True) -> str | None:
    told = story(text)
    found = told.answer_to(told.by_id[request], inferred=inferred)
    return found.id if found else None


# -- parties


PARTIES = """
    actor balie of gemeente kind=municipality
    actor uitvoering of gemeente
    actor bewind acts_for=inwoner
    a: inwoner > balie vraag
    b: balie > gezin bericht
    c: balie > uitvoering bericht
    d: bewind > balie,uitvoering vraag
    e: balie > bewind bericht
"""


def test_desks_are_one_party_and_so_is_the_household() -> None:
    told = story(PARTIES)
    assert [(s.sender, s.receivers) for s in told.steps] == [
        (CLIENT, ("gemeente",)), ("gemeente", (CLIENT,)), ("gemeente", ("gemeente",)), ("bewind", ("gemeente",)),
        ("gemeente", ("bewind",)),
    ]  # fmt: skip
    assert told.parties == ("gemeente", "bewind", CLIENT)
    assert told.party("onbekend") == "onbekend"


def test_who_acts_for_the_resident_is_on_the_residents_side() -> None:
    told = story(PARTIES)
    assert [(s.from_client, s.to_client) for s in told.steps] == [
        (True, False), (False, True), (False, False), (True, False), (False, True),
    ]  # fmt: skip
    assert not told.client_side("onbekend")


def test_what_stays_inside_one_organisation_is_internal() -> None:
    assert [s.id for s in story(PARTIES).steps if s.internal] == ["c"]
    assert not story("a: inwoner > inwoner bericht").steps[0].internal


def test_what_kind_of_body_a_party_is_comes_from_the_organisation_or_its_actors() -> None:
    told = story(PARTIES, organisations=[{"id": "wijkteam", "kind": "welfare"}, {"id": "leeg"}])
    assert told.party_kind("gemeente") == "municipality"
    assert told.party_kind("wijkteam") == "welfare"
    assert told.party_kind("leeg") is None
    assert told.party_kind("bewind") is None


def test_actors_are_those_on_either_side_each_once() -> None:
    told = story(PARTIES)
    assert told.actors_of(("a", "b")) == ("inwoner", "balie", "gezin")


# -- order and issues


def test_steps_stand_in_the_order_of_time_with_their_place() -> None:
    told = story("a: x > y vraag @9\nb: x > y vraag @3")
    assert [(s.id, s.place, s.span, s.kind) for s in told.steps] == [
        ("b", 0, Span(3, 3), "question"),
        ("a", 1, Span(9, 9), "question"),
    ]
    assert told.end == 9


def test_a_touchpoint_without_issue_takes_that_of_what_it_replies_to() -> None:
    told = story(
        "a: x > y vraag issue=huur\nb: y > x bericht re=a\n"
        "c: y > x bericht re=b\nd: y > x bericht\ne: y > x bericht re=a issue=inkomen"
    )
    assert [s.issue for s in told.steps] == ["huur", "huur", "huur", "", "inkomen"]
    assert not told.one_issue
    assert story("a: x > y vraag").one_issue


def test_a_reply_to_something_later_takes_no_issue_from_it() -> None:
    assert story("a: x > y vraag @1 re=b\nb: y > x bericht @0 issue=huur re=a").by_id["a"].issue in ("", "huur")


def test_steps_can_be_looked_up_by_issue_kind_and_reply() -> None:
    told = story("a: x > y vraag issue=huur\nb: y > x antwoord re=a\nc: x > y vraag issue=inkomen")
    assert {issue: [s.id for s in steps] for issue, steps in told.by_issue.items()} == {
        "huur": ["a", "b"],
        "inkomen": ["c"],
    }
    assert [s.id for s in told.by_kind["question"]] == ["a", "c"]
    assert [s.id for s in told.replies["a"]] == ["b"]


def test_later_and_between() -> None:
    told = story(
        "a: x > y vraag issue=huur\nb: y > x bericht issue=inkomen\n"
        "c: y > x bericht issue=huur\nd: x > y vraag issue=inkomen"
    )
    first = told.by_id["a"]
    assert [s.id for s in told.later(first)] == ["c"]
    assert [s.id for s in told.later(first, "inkomen")] == ["b", "d"]
    assert [s.id for s in told.between(first, told.by_id["d"])] == ["b", "c"]
    assert list(told.between(first, first)) == []


def test_an_issue_has_a_procedure_where_the_case_says_so() -> None:
    told = story("a: x > y vraag issue=huur", issues=[{"id": "huur", "procedure": "special_assistance"}, "inkomen"])
    assert [told.procedure(issue) for issue in ("huur", "inkomen", "")] == ["special_assistance", None, None]


def test_requirements_are_found_by_what_imposed_them() -> None:
    rows = [
        {"id": "r1", "goal": "g", "imposed_at": "a"},
        {"id": "r2", "goal": "g"},
        {"id": "r3", "goal": "g", "imposed_at": "a"},
    ]
    assert {
        name: [r.id for r in found] for name, found in story("a: x > y vraag", requirements=rows).imposed.items()
    } == {"a": ["r1", "r3"]}


def test_waits_between_two_moments_are_never_less_than_none() -> None:
    told = story("a: x > y vraag @0")
    assert told.wait(Span(0, 4), Span(10, 20)) == Span(6, 20)
    assert told.wait(Span(10, 20), Span(0, 4)) == Span(0, 0)
    assert told.wait(Span(-inf, 4), Span(10, inf)) == Span(6, inf)
    assert told.wait(Span(0, inf), Span(-inf, 20)) == Span(0, 20)
    assert told.wait(Span(0, inf), Span(5, 20)) == Span(0, 20)
    assert told.wait(Span(-inf, 0), Span(5, 20)) == Span(5, inf)


# -- requests


@pytest.mark.parametrize(("line", "is_one"), [
    ("inwoner > gemeente vraag", True),
    ("inwoner > gemeente navraag", True),
    ("wijkteam > gemeente aanvraag", True),
    ("gemeente > gemeente vraag", False),
    ("inwoner > inwoner vraag", False),
    ("inwoner > gemeente,inwoner vraag", False),
    ("inwoner > gemeente bericht", False),
])  # fmt: skip
def test_a_request_asks_another_party(line: str, is_one: bool) -> None:
    told = story(f"a: {line}")
    assert told.is_request(told.steps[0]) == is_one


def test_coming_back_with_the_same_request_is_a_repeat_of_the_first() -> None:
    told = story("""
        actor bewind acts_for=inwoner
        a: inwoner > gemeente vraag
        b: inwoner > gemeente navraag re=a
        c: bewind > gemeente escalatie re=b
        d: gemeente > inwoner vraag re=a
        e: inwoner > gemeente bericht re=a
        f: inwoner > gemeente vraag re=e,a
    """)
    assert [s.id for s in told.repeats(told.by_id["a"])] == ["b", "c", "f"]
    assert [told.origin(told.by_id[name]).id for name in "abcdf"] == ["a", "a", "a", "d", "a"]
    assert told.repeats(told.by_id["b"]) == []


# -- answers


@pytest.mark.parametrize(
    "kind",
    [
        "antwoord",
        "besluit",
        "levering",
        "afwijzing",
        "betaling",
        "advies",
        "terugkoppeling",
        "opgelost",
        "afsluiting",
    ],
)
@pytest.mark.parametrize("request_kind", ["vraag", "aanvraag"])
def test_these_answer_any_request(kind: str, request_kind: str) -> None:
    assert answer(f"a: inwoner > gemeente {request_kind}\nb: gemeente > inwoner {kind} re=a") == "b"


@pytest.mark.parametrize("kind", ["gesprek", "afspraak", "acceptatie", "verwijzing", "overleg"])
def test_these_answer_a_question_but_not_an_application(kind: str) -> None:
    assert answer(f"a: inwoner > gemeente vraag\nb: gemeente > inwoner {kind} re=a") == "b"
    assert answer(f"a: inwoner > gemeente aanvraag\nb: gemeente > inwoner {kind} re=a") is None


@pytest.mark.parametrize("kind", ["ontvangst", "bericht", "toezegging", "verzoek_stukken", "navraag", "stilte"])
def test_these_answer_nothing(kind: str) -> None:
    assert answer(f"a: inwoner > gemeente vraag\nb: gemeente > inwoner {kind} re=a") is None


def test_a_linked_answer_goes_before_an_earlier_unlinked_one() -> None:
    text = "a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord\nc: gemeente > inwoner antwoord re=a"
    assert (answer(text), answer(text, inferred=False)) == ("c", "c")


def test_the_first_of_several_linked_answers_counts() -> None:
    text = (
        "a: inwoner > gemeente vraag @0\n"
        "c: gemeente > inwoner antwoord @9 re=a\nb: gemeente > inwoner antwoord @5 re=a"
    )
    assert answer(text) == "b"


def test_an_answer_to_a_repeat_answers_the_request_but_not_directly() -> None:
    told = story(
        "a: inwoner > gemeente vraag\nb: inwoner > gemeente navraag re=a\nc: gemeente > inwoner antwoord re=b"
    )
    found = told.answer_to(told.by_id["a"])
    assert found is not None
    assert found.id == "c"
    assert told.direct_answer(told.by_id["a"]) is None
    direct = told.direct_answer(told.by_id["b"])
    assert direct is not None
    assert direct.id == "c"


@pytest.mark.parametrize("step", ["ontvangst", "toezegging", "bericht", "overdracht", "afspraak", "acceptatie"])
def test_an_answer_can_reply_to_what_the_other_side_did_first(step: str) -> None:
    lines = "a: inwoner > gemeente aanvraag\nb: gemeente > inwoner {} re=a\nc: {} > {} antwoord re=b"
    assert answer(lines.format(step, "gemeente", "inwoner")) == "c"
    assert answer(lines.format(step, "inwoner", "gemeente")) is None


def test_an_answer_can_reply_to_the_documents_that_were_asked_for() -> None:
    lines = (
        "a: inwoner > gemeente aanvraag\nb: gemeente > inwoner verzoek_stukken re=a\n"
        "c: {} > gemeente levering re=b\nd: gemeente > inwoner besluit re=c"
    )
    assert answer(lines.format("inwoner")) == "d"
    assert answer(lines.format("werkgever")) is None


def test_documents_that_somebody_else_brings_do_not_carry_the_answer() -> None:
    text = """
        a: inwoner > gemeente aanvraag
        b: gemeente > werkgever verzoek_stukken re=a
        c: werkgever > gemeente levering re=b
        d: gemeente > inwoner bericht re=c
    """
    assert answer(text) is None


def test_the_same_side_does_not_answer_itself() -> None:
    assert answer("a: inwoner > gemeente vraag\nb: inwoner > gemeente antwoord re=a") is None


def test_replies_in_a_ring_do_not_go_on_for_ever() -> None:
    text = """
        a: inwoner > gemeente aanvraag re=c
        b: gemeente > inwoner verzoek_stukken re=a
        c: inwoner > gemeente levering re=b
        a2: gemeente > inwoner verzoek_stukken re=c
        c2: inwoner > gemeente levering re=a2
    """
    assert answer(text) is None


# -- answers without a link


def test_without_a_link_the_first_later_answer_to_who_asked_is_taken() -> None:
    assert (
        answer("a: inwoner > gemeente vraag\nx: gemeente > inwoner ontvangst\nb: gemeente > inwoner antwoord") == "b"
    )
    assert answer("a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord", inferred=False) is None


@pytest.mark.parametrize("line", [
    "b: wijkteam > inwoner antwoord",
    "b: gemeente > wijkteam antwoord",
    "b: gemeente > inwoner antwoord issue=inkomen",
    "x: inwoner > gemeente bericht\nb: gemeente > inwoner antwoord re=x",
    "x: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord",
])  # fmt: skip
def test_others_other_issues_linked_replies_and_what_a_later_request_may_have_brought_are_not(line: str) -> None:
    assert answer("a: inwoner > gemeente vraag\n" + line) is None


def test_an_answer_before_the_request_answers_nothing() -> None:
    assert answer("b: gemeente > inwoner antwoord\na: inwoner > gemeente vraag") is None


def test_an_answer_to_a_representative_counts() -> None:
    text = "actor bewind acts_for=inwoner\na: inwoner > gemeente vraag\nb: gemeente > bewind antwoord"
    assert answer(text) == "b"


def test_one_of_several_receivers_may_answer() -> None:
    assert answer("a: inwoner > gemeente,wijkteam vraag\nb: wijkteam > inwoner antwoord") == "b"


def test_a_link_is_inferred_where_the_case_does_not_state_it() -> None:
    def inferred(request: str, reply: str) -> bool:
        told = story(f"a: inwoner > gemeente vraag {request}\nb: gemeente > inwoner antwoord {reply}")
        return told.link_is_inferred(told.by_id["a"], told.by_id["b"])

    assert not inferred("", "re=a")
    assert inferred("", "")
    assert inferred("link_basis=inferred", "re=a")
    assert inferred("", "re=a link_basis=inferred")


def test_a_case_that_names_actors_it_does_not_describe_can_be_told() -> None:
    rows = [{"id": "a", "from": "x", "to": "y", "kind": "question"}]
    assert tell(Case.model_validate({"id": "c", "touchpoints": rows})).steps[0].receivers == ("y",)
