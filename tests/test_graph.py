"""Graphs: what is joined to what, on cases one can draw by hand."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

import casekit as ck
from casekit.case import Case
from casekit.graph import (
    access_graph,
    actor_graph,
    constraint,
    contact_graph,
    event_graph,
    requirement_graph,
)
from casekit.notation import case_of
from tests.few import few_examples


def edges(text: str, **blocks: Any) -> dict[tuple[str, str], str]:
    return {(a, b): data["basis"] for a, b, data in event_graph(case_of(text, **blocks)).edges(data=True)}


# -- actors -----------------------------------------------------------------------------------------


def test_every_receiver_has_an_edge_with_the_touchpoint_as_key() -> None:
    graph = actor_graph(case_of("a: wijkteam > inwoner,school gesprek\nb: wijkteam > school bericht"))
    assert sorted(graph.edges(keys=True)) == [
        ("wijkteam", "inwoner", "a"),
        ("wijkteam", "school", "a"),
        ("wijkteam", "school", "b"),
    ]


def test_an_actor_without_contact_is_a_node_too() -> None:
    assert set(actor_graph(case_of("actor balie of gemeente\na: inwoner > school vraag"))) == {
        "balie",
        "inwoner",
        "school",
    }


def test_a_node_says_which_party_and_side_an_actor_is_of() -> None:
    graph = actor_graph(case_of("actor balie of gemeente kind=municipality\na: inwoner > balie vraag"))
    assert graph.nodes["balie"] == {
        "label": "balie",
        "kind": "municipality",
        "organisation": "gemeente",
        "party": "gemeente",
        "client_side": False,
    }
    assert (graph.nodes["inwoner"]["party"], graph.nodes["inwoner"]["client_side"]) == ("client", True)


def test_an_actor_that_the_case_does_not_declare_is_there_all_the_same() -> None:
    case = Case.model_validate({"id": "x", "touchpoints": [{"id": "a", "from": "p", "to": "q", "kind": "vraag"}]})
    assert dict(actor_graph(case).nodes(data="kind")) == {"p": "other", "q": "other"}


# -- events -----------------------------------------------------------------------------------------


def test_what_the_researcher_says_goes_before_what_the_links_say() -> None:
    text = """
    a: inwoner > gemeente vraag
    b: gemeente > inwoner antwoord re=a depends_on=a
    c: inwoner > school vraag
    d: school > inwoner antwoord re=c
    """
    assert edges(text) == {("a", "b"): "depends_on", ("c", "d"): "responds_to"}


def test_an_item_that_was_needed_joins_its_first_supply_to_the_party_that_needed_it() -> None:
    text = """
    a: inwoner > gemeente levering shares=loonstrook
    b: inwoner > gemeente levering shares=loonstrook
    c: inwoner > school   levering shares=loonstrook
    d: gemeente > inwoner besluit needs=loonstrook
    """
    assert edges(text)["a", "d"] == "needs"
    assert {pair for pair in edges(text) if pair[1] == "d"} == {("a", "d")}


def test_two_items_from_one_touchpoint_are_named_on_one_edge() -> None:
    case = case_of("a: inwoner > gemeente levering shares=x,y\nb: gemeente > inwoner besluit needs=x,y")
    assert event_graph(case).edges["a", "b"] == {"basis": "needs", "assumed": False, "item": "x; y"}


def test_an_item_does_not_rename_a_stated_link() -> None:
    case = case_of("a: inwoner > gemeente levering shares=x\nb: gemeente > inwoner besluit needs=x re=a")
    assert event_graph(case).edges["a", "b"] == {"basis": "responds_to", "assumed": False}


def test_what_an_actor_shares_does_not_supply_itself() -> None:
    text = "a: gemeente > inwoner bericht shares=x\nb: gemeente > inwoner besluit needs=x"
    assert edges(text) == {}


def test_without_a_stated_link_the_turn_is_assumed() -> None:
    case = case_of("a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord")
    assert event_graph(case).edges["a", "b"] == {"basis": "turn", "assumed": True}


def test_an_actor_at_turn_goes_on_from_its_own_last_act() -> None:
    text = "a: inwoner > gemeente vraag\nb: gemeente > inwoner ontvangst\nc: gemeente > inwoner antwoord"
    assert edges(text) == {("a", "b"): "turn", ("b", "c"): "turn"}


def test_what_others_do_meanwhile_gives_nobody_the_turn() -> None:
    text = "a: inwoner > gemeente vraag\nb: energie > inwoner maatregel\nc: gemeente > inwoner antwoord"
    assert edges(text) == {("a", "c"): "turn"}


def test_who_is_not_at_turn_starts_anew() -> None:
    assert edges("a: inwoner > gemeente vraag\nb: inwoner > gemeente navraag") == {}


def test_the_resident_is_at_turn_through_a_representative_too() -> None:
    case = case_of("a: gemeente > inwoner verzoek_stukken\nb: inwoner > gemeente levering")
    assert set(event_graph(case).edges) == {("a", "b")}


def test_the_turn_is_kept_per_issue() -> None:
    assert edges("a: inwoner > gemeente vraag issue=x\nb: gemeente > inwoner antwoord issue=y") == {}


def test_a_link_that_contradicts_the_order_is_left_out_so_that_there_is_no_circle() -> None:
    rows = [
        {"id": "a", "from": "p", "to": "q", "kind": "bericht", "depends_on": "b"},
        {"id": "b", "from": "q", "to": "p", "kind": "bericht", "depends_on": ["a", "nowhere"]},
    ]
    graph = event_graph(Case.model_validate({"id": "x", "touchpoints": rows}))
    assert set(graph.edges) == {("a", "b")}


def answered(before: str, after: str, needed: str) -> dict[str, str]:
    return {"before": before, "after": after, "needed": needed}


def test_an_answer_goes_before_every_other_basis_and_is_no_assumption() -> None:
    case = case_of(
        "a: inwoner > gemeente vraag\nb: gemeente > inwoner antwoord re=a", links=[answered("a", "b", "ja")]
    )
    assert event_graph(case).edges["a", "b"] == {"basis": "answer", "assumed": False}


@pytest.mark.parametrize("link", ["re=a", "depends_on=a", "needs=x", ""])
def test_what_was_not_needed_is_no_predecessor_whatever_the_case_says(link: str) -> None:
    text = f"a: inwoner > gemeente vraag shares=x\nb: gemeente > inwoner antwoord {link}"
    assert set(edges(text)) == {("a", "b")}
    assert edges(text, links=[answered("a", "b", "nee")]) == {}
    assert edges(text, links=[answered("a", "b", "weet niet")]) == edges(text)


def test_the_next_basis_has_its_turn_when_one_is_denied() -> None:
    text = "a: inwoner > gemeente vraag\nb: inwoner > gemeente navraag\nc: gemeente > inwoner antwoord re=b"
    assert edges(text, links=[answered("b", "c", "nee")]) == {("a", "c"): "turn"}


def test_an_own_act_that_was_not_needed_leaves_what_gave_the_turn() -> None:
    text = "a: inwoner > gemeente vraag\nb: gemeente > inwoner ontvangst\nc: gemeente > inwoner antwoord"
    no = [answered("b", "c", "nee")]
    assert edges(text, links=no) == {("a", "b"): "turn", ("a", "c"): "turn"}
    assert edges(text, links=[*no, answered("a", "c", "nee")]) == {("a", "b"): "turn"}


def test_an_answer_takes_the_place_of_what_was_assumed() -> None:
    text = "a: inwoner > gemeente vraag\nb: gemeente > inwoner ontvangst\nc: gemeente > inwoner antwoord"
    assert edges(text, links=[answered("a", "c", "ja")]) == {("a", "b"): "turn", ("a", "c"): "answer"}


def test_an_answer_that_contradicts_the_order_makes_no_circle() -> None:
    text = "a: inwoner > gemeente vraag @0\nb: gemeente > inwoner antwoord @3 re=a"
    assert edges(text, links=[answered("b", "a", "ja")]) == {("a", "b"): "responds_to"}


@pytest.mark.parametrize("name", few_examples())
def test_events_are_acyclic_and_can_be_replayed(name: str) -> None:
    graph = event_graph(ck.example(name))
    assert nx.is_directed_acyclic_graph(graph)
    place = dict(graph.nodes(data="place"))
    assert all(place[a] < place[b] for a, b in graph.edges)
    assert len(graph) == len(ck.example(name).touchpoint_list)


# -- requirements -----------------------------------------------------------------------------------

RULES = [
    {
        "id": "r1",
        "goal": "uitkering",
        "basis": "law",
        "imposed_by": "balie",
        "imposed_at": "a",
        "waived_at": "a",
        "alternatives": [{"needs": ["adres", "pas"]}, {"needs": ["briefadres"], "offered": False}],
    },
    {"id": "r2", "goal": "adres", "alternatives": [{"needs": ["uitkering"]}]},
]


def test_a_goal_leads_to_its_alternatives_and_these_to_all_they_need() -> None:
    graph = requirement_graph(case_of("a: inwoner > balie vraag", requirements=RULES))
    assert {(a, b): rule for a, b, rule in graph.edges(data="rule")} == {
        ("uitkering", "r1#1"): "or",
        ("uitkering", "r1#2"): "or",
        ("r1#1", "adres"): "and",
        ("r1#1", "pas"): "and",
        ("r1#2", "briefadres"): "and",
        ("adres", "r2#1"): "or",
        ("r2#1", "uitkering"): "and",
    }


def test_what_is_a_goal_somewhere_is_a_goal_and_the_rest_are_items() -> None:
    graph = requirement_graph(case_of("a: inwoner > balie vraag", requirements=RULES))
    types = dict(graph.nodes(data="type"))
    assert [name for name, kind in types.items() if kind == "goal"] == ["uitkering", "adres"]
    assert {name for name, kind in types.items() if kind == "item"} == {"pas", "briefadres"}


def test_an_alternative_says_where_it_comes_from() -> None:
    graph = requirement_graph(case_of("a: inwoner > balie vraag", requirements=RULES))
    assert graph.nodes["r1#2"] == {
        "type": "alternative",
        "requirement": "r1",
        "offered": False,
        "basis": "law",
        "imposed_by": "balie",
        "imposed_at": "a",
        "waived_at": "a",
    }
    assert graph.nodes["r2#1"] == {"type": "alternative", "requirement": "r2", "offered": True}


def test_demands_that_wait_for_each_other_are_a_circle() -> None:
    graph = requirement_graph(case_of("a: inwoner > balie vraag", requirements=RULES))
    core = max(nx.strongly_connected_components(graph), key=len)
    assert core == {"uitkering", "r1#1", "adres", "r2#1"}


# -- access -----------------------------------------------------------------------------------------


def test_who_was_reached_before_any_referral_was_reached_on_ones_own() -> None:
    graph = access_graph(case_of("a: inwoner > gemeente vraag\nb: school > inwoner bericht"))
    assert list(graph.edges(data="basis")) == [("client", "gemeente", "own"), ("client", "school", "own")]


def test_contact_after_a_referral_is_no_way_of_ones_own() -> None:
    text = """
    a: inwoner > gemeente vraag
    b: gemeente > wijkteam verwijzing
    c: gemeente > wijkteam verwijzing
    d: inwoner > wijkteam vraag
    """
    graph = access_graph(case_of(text))
    assert set(graph.edges) == {("client", "gemeente"), ("gemeente", "wijkteam")}
    assert graph.edges["gemeente", "wijkteam"] == {"basis": "referral", "touchpoint": "b", "times": 2}


def test_a_handover_opens_a_way_and_a_referral_to_oneself_or_the_resident_does_not() -> None:
    text = """
    actor balie of gemeente
    actor team of gemeente
    a: inwoner > balie vraag
    b: balie > team overdracht
    c: balie > inwoner,school overdracht
    """
    assert set(access_graph(case_of(text)).edges) == {("client", "gemeente"), ("gemeente", "school")}


def test_what_the_resident_passes_on_is_a_way_of_ones_own() -> None:
    assert access_graph(case_of("a: inwoner > school verwijzing")).edges["client", "school"]["basis"] == "own"


def test_professionals_who_only_talk_open_no_way() -> None:
    assert set(access_graph(case_of("a: gemeente > school overleg"))) == {"client"}


def test_only_the_household_is_marked_as_such() -> None:
    graph = access_graph(case_of("a: inwoner > gemeente vraag"))
    assert dict(graph.nodes(data="client")) == {"client": True, "gemeente": False}


# -- constraint -------------------------------------------------------------------------------------


def weighted(*rows: tuple[str, str, int]) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from(rows)
    return graph


def test_the_contacts_of_a_pair_are_added_up_and_those_with_oneself_left_out() -> None:
    graph = contact_graph(
        case_of("a: inwoner > balie vraag\nb: balie > inwoner antwoord\nc: balie > balie raadplegen")
    )
    assert list(graph.edges(data="weight")) == [("inwoner", "balie", 2)]


def test_in_a_triangle_everybody_is_constrained_alike() -> None:
    found = constraint(weighted(("a", "b", 1), ("b", "c", 1), ("a", "c", 1)))
    assert found == pytest.approx({"a": 9 / 8, "b": 9 / 8, "c": 9 / 8})  # 2 * (1/2 + 1/4)^2


def test_who_stands_between_others_is_constrained_least() -> None:
    found = constraint(weighted(("a", "b", 1), ("b", "c", 1)))
    assert found == pytest.approx({"a": 1, "b": 1 / 2, "c": 1})


def test_weights_count() -> None:
    found = constraint(weighted(("a", "b", 3), ("a", "c", 1), ("b", "c", 1)))
    # p_ab = 3/4, p_ac = 1/4, p_bc = 1/4, p_cb = 1/2: (3/4 + 1/4*1/2)^2 + (1/4 + 3/4*1/4)^2
    assert found["a"] == pytest.approx((7 / 8) ** 2 + (7 / 16) ** 2)


def test_who_has_no_contact_has_no_constraint() -> None:
    graph = weighted(("a", "b", 1), ("c", "c", 1))
    graph.add_node("d")
    assert (constraint(graph)["c"], constraint(graph)["d"], constraint(graph)["a"]) == (None, None, 1)


def test_networkx_agrees_on_simple_undirected_graphs() -> None:
    graph = contact_graph(ck.example("bijstand-aanvraag"))
    ours, theirs = constraint(graph), nx.constraint(graph, weight="weight")
    assert {name: value for name, value in ours.items() if value is not None} == pytest.approx(
        {name: value for name, value in theirs.items() if ours[name] is not None}
    )
