"""What people coded: the first row of a stall is its main cause, and a word of no list is refused."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from casekit.coding import Coded, Coding, Evidence


def coding(*rows: dict[str, object]) -> Coding:
    return Coding.model_validate({"coder": "codeur-a", "codes": rows})


def test_the_first_row_of_a_stall_is_its_main_cause() -> None:
    said = coding(
        {"stall": "K01-a", "cause": "U3"}, {"stall": "K02-b", "cause": "O3"}, {"stall": "K01-a", "cause": "O1"}
    )
    assert {key: row.cause for key, row in said.main.items()} == {"K01-a": "U3", "K02-b": "O3"}
    assert [row.cause for row in said.of("K01-a")] == ["U3", "O1"]
    assert said.of("K09-z") == ()


def test_words_in_dutch_and_in_english_are_the_same_code() -> None:
    dutch = Coded(stall="K01-a", cause="U3", changer="ketenoverleg", effect="niet kunnen", stress="ja")  # type: ignore[arg-type]
    english = Coded(stall="K01-a", cause="U3", changer="chain table", effect=["not able"], stress=True)  # type: ignore[arg-type]
    assert dutch == english
    assert (dutch.changer, dutch.effect, dutch.stress) == ("chain_table", ("not_able",), True)


def test_evidence_is_for_the_cause_unless_it_says_otherwise_and_may_carry_several_links() -> None:
    row = Coded(
        stall="K01-a",
        cause="U3",
        evidence=(Evidence(kind="data"), Evidence(kind="document", link=("hapering", "voorwaarde"))),
    )
    assert [len(row.evidence_for(link)) for link in ("stall", "precondition", "cause")] == [1, 1, 1]


@pytest.mark.parametrize(
    "wrong",
    [{"changer": "de buurman"}, {"cause": ""}, {"evidence": [{"kind": "document", "link": []}]}, {"stall": None}],
)
def test_what_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Coded.model_validate({"stall": "K01-a", "cause": "U3", **wrong})


def test_what_people_decided_together_is_the_coding_of_that_name() -> None:
    assert Coding(coder="consensus", decided_by=("docent",)).is_consensus
    assert not coding().is_consensus
