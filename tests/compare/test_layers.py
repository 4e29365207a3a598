"""Chains from cause to stall: one case holds the whole of it, or it does not count."""

from __future__ import annotations

from typing import Any

import pytest

from casekit.compare.layers import LAYERS, Link, Node, layers
from tests.causes.claimed import PROVED, coding, late, on_time, row

CAUSE, BEFORE, STALL = Node("organisation_chain", "O5"), Node("precondition", "waiting_list"), Node("stall", "K02")


def test_a_whole_chain_gives_three_nodes_and_two_links() -> None:
    found = layers([late("a", coding(row()))])
    assert found.nodes == {CAUSE: ("a",), BEFORE: ("a",), STALL: ("a",)}
    assert found.links == (Link(CAUSE, BEFORE, ("a",)), Link(BEFORE, STALL, ("a",)))
    assert [(one.cause, one.precondition, one.stall, one.cases) for one in found.chains] == [
        (CAUSE, BEFORE, STALL, ("a",))
    ]
    assert found.left_out == {}


def test_two_halves_in_two_cases_are_no_chain() -> None:
    stall, precondition, cause = PROVED
    halves = layers(
        [late("a", coding(row(evidence=[stall, precondition]))), late("b", coding(row(evidence=[cause])))]
    )
    assert (halves.nodes, halves.links, halves.chains) == ({}, (), ())
    assert halves.left_out == {"a": 1, "b": 1}


@pytest.mark.parametrize(
    "broken",
    [
        {"precondition": None},
        {"evidence": PROVED[1:]},
        {"evidence": PROVED[:2]},
        {"evidence": [{"link": ["stall", "precondition", "cause"], "kind": "inferred"}]},
    ],
)
def test_a_chain_that_misses_a_link_or_its_evidence_is_left_out(broken: dict[str, Any]) -> None:
    found = layers([late("a", coding(row(**broken))), late("b", coding(row()))])
    assert (found.nodes[CAUSE], found.left_out) == (("b",), {"a": 1})


def test_coders_who_do_not_agree_give_no_chain() -> None:
    split = late("a", coding(row()), coding(row("U3"), coder="codeur-b"))
    assert (layers([split]).chains, layers([split]).left_out) == ((), {"a": 2})


def test_nodes_and_links_count_cases_and_not_coders_or_stalls() -> None:
    found = layers([late("a", coding(row()), coding(row(), coder="codeur-b")), late("b", coding(row()))])
    assert found.nodes[STALL] == ("a", "b")
    assert [link.cases for link in found.links] == [("a", "b"), ("a", "b")]
    assert [chain.cases for chain in found.chains] == [("a", "b")]


def test_links_through_one_precondition_do_not_make_a_chain_that_no_case_holds() -> None:
    """O5 and U3 meet in one precondition; each case holds one of the two chains, and so there are two."""
    found = layers([late("a", coding(row("O5"))), late("b", coding(row("U3")))])
    assert {(chain.cause.code, chain.cases) for chain in found.chains} == {("O5", ("a",)), ("U3", ("b",))}
    assert found.nodes[BEFORE] == ("a", "b")


def test_layers_go_from_the_system_down_to_the_stall() -> None:
    assert LAYERS == ("system", "organisation_chain", "execution", "precondition", "stall")
    found = layers([late("a", coding(row("U3"))), late("b", coding(row("S1"))), late("c", coding(row("O5")))])
    assert [node.layer for node in found.nodes] == [
        "system", "organisation_chain", "execution", "precondition", "stall",
    ]  # fmt: skip


def test_a_sub_kind_stands_in_the_chain_as_its_family() -> None:
    assert {node.code for node in layers([late("a", coding(row()))]).nodes if node.layer == "stall"} == {"K02"}


def test_cases_without_codings_give_an_empty_picture() -> None:
    found = layers([late("a"), on_time("b")])
    assert (found.nodes, found.links, found.chains, found.cases) == ({}, (), (), ("a", "b"))


@pytest.mark.parametrize("code", ["unknown", "other"])
def test_unknown_and_other_are_no_cause_and_no_chain(code: str) -> None:
    found = layers([late("a", coding(row(code, rationale="Niet te zeggen.")))])
    assert (found.chains, found.left_out) == ((), {})
